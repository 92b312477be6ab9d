"""The evidence that findings cite: bodies in WARC files of a month, found by their hash.

What a crawl saw is put by in spools; what findings cite of it is moved into the files, the rest is
deleted. A file is only ever added to, and what is in one but not in the database (the machine
failed in between, or the database is another one) is found again.
"""

import fcntl
import os
import re
from collections.abc import Iterator, Set
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from io import FileIO
from itertools import count
from pathlib import Path

import sqlalchemy as sa

from storage import spool, warc
from storage.archive import Archive, ArchiveError
from storage.oserrors import why
from storage.spool import Spool, Spooled
from storage.walktables import content, exposure, snapshot
from storage.warc import BrokenRecordError, Snapshot

__all__ = ["Snapshot", "Snapshots", "Spool"]

_NAME = re.compile(r"evidence-\d{6}(-\d+)?\.warc\.gz").fullmatch
_CHUNK = 500  # hashes one statement names


class Snapshots:
    """A folder of evidence and the table that says what stands where in it."""

    def __init__(self, folder: Path, archive: Archive) -> None:
        """Keep evidence in a folder; nothing outside it is ever written."""
        self._folder = folder
        self._database = archive.database

    def keep(self, hashes: Set[str], runs: Set[int] | None = None, *, exposed: bool = False) -> int:
        """Move these bodies from the spools into the files, and delete the spools.

        Args:
            hashes: SHA-256 in hex of the bodies that findings cite.
            runs: whose spools; None for all. None of these runs may still be crawling.
            exposed: whether bodies in which private numbers were found are kept, too: only where
                the folder is encrypted (个人信息保护法第51条).

        Returns:
            How many were newly kept.

        Raises:
            ArchiveError: the folder cannot be written; the spools are still there.
        """
        try:
            with self._alone():
                spools = spool.files(self._folder, None if runs is None else set(runs))
                kept = self._move(self._wanted(hashes, exposed=exposed), spools)
                for path in spools:
                    path.unlink()
        except OSError as error:
            raise ArchiveError(f"证据文件夹 {self._folder} 无法写入：{why(error)}") from None
        return kept

    def open(self, sha256: str) -> Snapshot | None:
        """Return the answer with this body; None when it was not kept.

        Raises:
            ArchiveError: it was kept, and is gone or no longer what it was.
        """
        with self._database.reading() as connection:
            row = connection.execute(sa.select(snapshot).where(snapshot.c.sha256 == sha256)).first()
        if row is None:
            return None
        return replace(self._read(sha256, row.file, row.offset), url=row.url)

    def files(self, hashes: Set[str]) -> dict[str, str]:
        """Say of those of these bodies that were kept in which file each one is."""
        given = sorted(hashes)
        found: dict[str, str] = {}
        with self._database.reading() as connection:
            for start in range(0, len(given), _CHUNK):
                some = {"hashes": given[start : start + _CHUNK]}
                found.update((row.sha256, row.file) for row in connection.execute(_KEPT, some))
        return found

    def named(self, beginning: str) -> list[str]:
        """Return the hashes of kept bodies that begin so, two at most: one, or not only one."""
        query = sa.select(snapshot.c.sha256).where(snapshot.c.sha256.startswith(beginning))
        with self._database.reading() as connection:
            found = connection.execute(query.order_by(snapshot.c.sha256).limit(2))
            return [*found.scalars()]

    def _read(self, named: str, file: str, offset: int) -> Snapshot:
        if not _NAME(file):
            raise ArchiveError(f"证据文件名 {file!r} 不是本程序写的")
        try:
            with (self._folder / file).open("rb") as opened:
                member = next(warc.members(opened, offset), None)
            found = warc.parsed(member.record) if member else None
        except (OSError, BrokenRecordError):
            found = None
        if found is None or sha256(found.body).hexdigest() != named:
            raise ArchiveError(f"证据文件 {self._folder / file} 缺失或损坏，读不出 {named[:16]}")
        return found

    def _wanted(self, hashes: Set[str], *, exposed: bool) -> set[str]:
        """Return of these hashes those to look for: not kept yet, and without private numbers."""
        wanted = set(hashes) - self._kept(hashes)
        return wanted if exposed else wanted - self._exposed(wanted)

    def _kept(self, hashes: Set[str]) -> set[str]:
        return set(self.files(hashes))

    def _exposed(self, hashes: Set[str]) -> set[str]:
        given = sorted(hashes)
        found: set[str] = set()
        with self._database.reading() as connection:
            for start in range(0, len(given), _CHUNK):
                some = {"hashes": given[start : start + _CHUNK]}
                found.update(connection.execute(_EXPOSED, some).scalars())
        return found

    def _move(self, wanted: set[str], spools: list[Path]) -> int:
        rows = []
        files: dict[str, tuple[str, FileIO]] = {}
        try:
            for path in spools if wanted else ():
                for each in spool.read(path, wanted):
                    if each.body is None or sha256(each.body).hexdigest() != each.sha256:
                        continue
                    month = f"{each.at.astimezone(UTC):%Y%m}"
                    if month not in files:
                        files[month] = self._file(month)
                        wanted.difference_update(self._kept(wanted))
                    if each.sha256 in wanted:
                        rows.append(_add(*files[month], each, each.body))
                        wanted.discard(each.sha256)
            for _, file in files.values():
                os.fsync(file.fileno())
            _fsync(self._folder)
        finally:
            for _, file in files.values():
                file.close()
        self._remember(rows)
        return len(rows)

    def _file(self, month: str) -> tuple[str, FileIO]:
        """Open a month's file to add to it, a torn record at its end cut off.

        One that is damaged otherwise is left as it is, and another one begun.
        """
        for n in count(1):
            name = f"evidence-{month}.warc.gz" if n == 1 else f"evidence-{month}-{n}.warc.gz"
            file = FileIO(self._folder / name, "a+", opener=_privately)
            try:
                os.ftruncate(file.fileno(), self._adopt(file, name))
            except BrokenRecordError:
                file.close()
            else:
                return name, file
        raise AssertionError("there is no last number")

    def _adopt(self, file: FileIO, name: str) -> int:
        """Take into the table what it lacks of a file, and return where its last record ends."""
        with self._database.reading() as connection:
            last = sa.select(sa.func.max(snapshot.c.offset)).where(snapshot.c.file == name)
            known: int | None = connection.execute(last).scalar_one()
        end = known or 0
        rows = []
        for member in warc.members(file, end):
            found = warc.parsed(member.record)
            end = member.end
            if member.start != known and sha256(found.body).hexdigest() == found.sha256:
                rows.append(_row(found.sha256, name, member.start, found.url, found.at))
        if known is not None and end <= known:
            raise BrokenRecordError("what the table names is not whole")
        self._remember(rows)
        return end

    def _remember(self, rows: list[dict[str, object]]) -> None:
        if not rows:
            return
        with self._database.writing() as connection:
            for row in rows:
                known = sa.select(snapshot.c.id).where(snapshot.c.sha256 == row["sha256"])
                if connection.execute(known).first() is None:
                    connection.execute(sa.insert(snapshot).values(row))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Wait until nobody else adds to the folder's files."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with FileIO(self._folder / "evidence.lock", "a", opener=_privately) as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _add(name: str, file: FileIO, each: Spooled, body: bytes) -> dict[str, object]:
    start = file.seek(0, os.SEEK_END)
    member = warc.packed(
        Snapshot(
            sha256=each.sha256,
            url=each.url,
            at=each.at,
            status=each.status,
            headers=each.headers,
            body=body,
        )
    )
    rest = memoryview(member)
    while rest:
        rest = rest[file.write(rest) :]
    return _row(each.sha256, name, start, each.url, each.at)


def _row(named: str, file: str, offset: int, url: str, at: datetime) -> dict[str, object]:
    return {"sha256": named, "file": file, "offset": offset, "url": url, "at": at}


def _fsync(folder: Path) -> None:
    """Make sure that new names in a folder outlive a power cut."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _privately(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


_HASHES = sa.bindparam("hashes", expanding=True, type_=sa.Text)
_KEPT = sa.select(snapshot.c.sha256, snapshot.c.file).where(snapshot.c.sha256.in_(_HASHES))
_EXPOSED = sa.select(content.c.sha256).where(
    content.c.sha256.in_(_HASHES),
    sa.or_(content.c.more > 0, sa.exists().where(exposure.c.content == content.c.id)),
)
