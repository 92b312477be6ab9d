"""Bodies as they were seen, put by while a crawl runs: which of them are evidence shows later.

Written for speed and read once. A file has frames one after another: a mark, two lengths, a note
in JSON, the body. One that a crash tore off is the last of its file, and ends the reading of it.
"""

import json
import os
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import BinaryIO

MOST_BYTES = 8 * 2**30  # a night of 70 sites, 500 pages each, in full and with room

_HEAD = struct.Struct("<4sIQ")
_MARK = b"XJS1"
_NOTE_BYTES = 4 * 2**20  # more is no note of ours


@dataclass(frozen=True, kw_only=True)
class Spooled:
    """One body that was put by."""

    sha256: str
    url: str
    at: datetime
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes | None
    """None when there was no more room."""


class Spool:
    """One run's bodies. Every opening begins a file of its own, so that no torn one is gone on."""

    def __init__(self, folder: Path, run: int, most_bytes: int = MOST_BYTES) -> None:
        """Begin a file.

        Args:
            folder: where; it is made when it is not there.
            run: id of the run in the ledger.
            most_bytes: what all files of the run may hold; of later bodies only the note is kept.

        Raises:
            OSError: the folder or the file cannot be made.
        """
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        held = sum(path.stat().st_size for path in files(folder, {run}))
        self._left = max(most_bytes - held, 0)
        self._file = _begin(folder, run)

    def add(
        self,
        url: str,
        at: datetime,
        status: int,
        headers: Sequence[tuple[str, str]],
        body: bytes,
        *,
        named: str = "",
    ) -> None:
        """Put a body by. What cannot be written any more is let go: evidence stops no crawl.

        Args:
            url: where it was seen.
            at: when.
            status: of the answer.
            headers: of the answer.
            body: the bytes that were read.
            named: their SHA-256 in hex where it is known, which saves to make it again.
        """
        kept = len(body) <= self._left
        note = json.dumps(
            (named or sha256(body).hexdigest(), url, at.isoformat(), status, [*headers], kept)
        ).encode()
        if not self._write(note, body if kept else b""):
            self.close()
            self._file = os.open(os.devnull, os.O_WRONLY)
            self._left = 0

    def _write(self, note: bytes, body: bytes) -> bool:
        """Write a frame; False when the disk is full: nothing that stands after it can be read."""
        head = _HEAD.pack(_MARK, len(note), len(body))
        whole = len(head) + len(note) + len(body)
        self._left = max(self._left - whole, 0)
        try:
            return os.writev(self._file, (head, note, body)) == whole
        except OSError:
            return False

    def close(self) -> None:
        """End the file."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


def _begin(folder: Path, run: int) -> int:
    for n in count(1):
        try:
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND
            return os.open(folder / f"spool-{run}-{n}.bin", flags, 0o600)
        except FileExistsError:
            continue
    raise AssertionError("there is no last number")


def files(folder: Path, runs: set[int] | None = None) -> list[Path]:
    """Return the files of these runs' spools, or of all, in the order in which they were made."""
    found = []
    for path in folder.glob("spool-*-*.bin"):
        run, n = path.stem.split("-")[1:3]
        if run.isdecimal() and n.isdecimal() and (runs is None or int(run) in runs):
            found.append((int(run), int(n), path))
    return [path for _, _, path in sorted(found)]


def read(path: Path, wanted: frozenset[str] | set[str]) -> Iterator[Spooled]:
    """Yield what a file holds of these hashes, the bodies whole; the others are not read."""
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        while (head := file.read(_HEAD.size)) and len(head) == _HEAD.size:
            mark, note_bytes, body_bytes = _HEAD.unpack(head)
            ends = file.tell() + note_bytes + body_bytes
            if mark != _MARK or note_bytes > _NOTE_BYTES or ends > size:
                return
            found = _spooled(file, note_bytes, body_bytes, wanted)
            if found is not None:
                yield found
            file.seek(ends)


def _spooled(
    file: BinaryIO, note_bytes: int, body_bytes: int, wanted: frozenset[str] | set[str]
) -> Spooled | None:
    name, url, at, status, headers, kept = json.loads(file.read(note_bytes))
    if name not in wanted:
        return None
    return Spooled(
        sha256=name,
        url=url,
        at=datetime.fromisoformat(at),
        status=status,
        headers=tuple((key, value) for key, value in headers),
        body=file.read(body_bytes) if kept else None,
    )
