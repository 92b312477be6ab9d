"""Archives and packed files: zip, tar, and what gzip, bzip2 and xz pack.

Members are read in memory; their names are labels.
"""

import bz2
import io
import lzma
import re
import tarfile
import zlib
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any

from crawler.documents.labels import name_of
from crawler.documents.transcript import LimitError, Transcript, UnreadableError
from crawler.documents.zips import Container, shown_name

_CHUNK = 2**16
_MEMORY = 2**27  # bytes that xz may claim for its dictionary
_UNSEEN = re.compile(
    r"(?:^|/)(?:__MACOSX/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE
)
_OPENERS: dict[bytes, Callable[[], Any]] = {
    b"\x1f\x8b": lambda: zlib.decompressobj(wbits=31),
    b"BZ": bz2.BZ2Decompressor,
    b"\xfd7": lambda: lzma.LZMADecompressor(memlimit=_MEMORY),
}


def read_zip(name: str, body: bytes, transcript: Transcript) -> None:
    """Read the files in a zip.

    Raises:
        UnreadableError: it is broken or built to harm.
        LimitError: nothing more may be read.
    """
    del name
    container = Container(body, transcript)
    transcript.name("文件名", [shown_name(one) for one in container.members])
    for member in container.members:
        shown = shown_name(member)
        if is_system_file(shown):
            continue
        transcript.count_member()
        try:
            content = container.read(member)
        except LimitError:
            raise
        except UnreadableError as error:
            transcript.inside(shown).note(str(error))
        except Exception:  # noqa: BLE001 - zipfile and zlib raise anything over broken members
            transcript.inside(shown).note("文件已损坏，读不出来")
        else:
            transcript.open(shown, content)


def read_tar(name: str, body: bytes, transcript: Transcript) -> None:
    """Read the files in a tar.

    Raises:
        UnreadableError: it is broken.
        LimitError: nothing more may be read.
    """
    del name
    try:
        with tarfile.open(fileobj=io.BytesIO(body), mode="r:", errors="surrogateescape") as archive:
            for member in archive:
                if not member.isfile():
                    continue
                shown = name_of(member.name.encode("utf-8", "surrogateescape"))
                transcript.count_member()
                if not is_system_file(shown):
                    transcript.name("文件名", [shown])
                    transcript.open(shown, _member(archive, member, transcript))
    except (tarfile.TarError, EOFError) as error:
        raise UnreadableError("文件不完整或已损坏，没有读完") from error


def read_packed(name: str, body: bytes, transcript: Transcript) -> None:
    """Read the one file that gzip, bzip2 or xz packed.

    Raises:
        UnreadableError: it is broken from its beginning.
        LimitError: nothing more may be read.
    """
    content, whole = _unpacked(body, transcript)
    if not whole:
        transcript.note("文件不完整，结尾缺失")
    if content:
        transcript.count_member()
        inner = PurePosixPath(name.replace("\\", "/")).name
        stem, _, last = inner.rpartition(".")
        shown = f"{stem}.tar" if last.lower() in {"tgz", "tbz", "txz"} else stem
        transcript.open(shown or "内容", content)


def is_system_file(name: str) -> bool:
    """Whether a member is what a system leaves behind, not what somebody packed."""
    return bool(_UNSEEN.search(name))


def _member(archive: tarfile.TarFile, member: tarfile.TarInfo, transcript: Transcript) -> bytes:
    file = archive.extractfile(member)
    pieces: list[bytes] = []
    while file and (chunk := file.read(_CHUNK)):
        transcript.spend(len(chunk))
        pieces.append(chunk)
    return b"".join(pieces)


def _unpacked(body: bytes, transcript: Transcript) -> tuple[bytes, bool]:
    """Return what is packed, and whether it came to its end."""
    opener = _OPENERS[body[:2]]
    decompressor = opener()
    pieces: list[bytes] = []
    rest = body
    try:
        while True:
            for at in range(0, len(rest), _CHUNK):
                _take(decompressor, rest[at : at + _CHUNK], pieces, transcript)
                if decompressor.eof:
                    rest = decompressor.unused_data + rest[at + _CHUNK :]
                    break
            else:
                return b"".join(pieces), False
            if rest[:2] not in _OPENERS:
                return b"".join(pieces), True
            decompressor = opener()  # packed files may follow each other (RFC 1952, 2.2)
    except (zlib.error, OSError, lzma.LZMAError, EOFError) as error:
        if not pieces:
            raise UnreadableError("文件已损坏，读不出来") from error
        return b"".join(pieces), False


def _take(decompressor: Any, chunk: bytes, pieces: list[bytes], transcript: Transcript) -> None:
    while True:
        piece = decompressor.decompress(chunk, _CHUNK)
        transcript.spend(len(piece))
        if piece:
            pieces.append(piece)
        if decompressor.eof:
            return
        chunk = getattr(decompressor, "unconsumed_tail", b"")
        if not chunk and getattr(decompressor, "needs_input", True) and len(piece) < _CHUNK:
            return
        if not piece and not chunk:
            return
