"""Compound files (MS-CFB): the containers of doc, xls and ppt, and what is embedded in them."""

import io
import struct
from pathlib import PurePosixPath

import olefile

from crawler.documents.labels import name_of
from crawler.documents.transcript import Transcript, UnreadableError

_DOCUMENTS = ("WordDocument", "Workbook", "Book", "PowerPoint Document")
_PACKAGE = "Package"
_NATIVE = "\x01Ole10Native"
_EMBEDDED = frozenset(one.lower() for one in (*_DOCUMENTS, _PACKAGE, _NATIVE))
_MOST_SECTORS = 1_000  # of the directory, four entries each
_HEADER = 512  # bytes, as those of the usual sector
_TABLES = 44  # where the number of FAT sectors stands (MS-CFB 2.2)
_PLACES = 128  # sectors that one FAT sector knows
_SPARE = 64  # FAT sectors beyond what the size needs


class Storage:
    """A folder of a compound file, the root or that of an embedded object."""

    def __init__(self, container: "Container", path: tuple[str, ...] = ()) -> None:
        self._container = container
        self.path = path

    def has(self, name: str) -> bool:
        """Whether a stream is there."""
        return bool(self._container.exists([*self.path, name]))

    def read(self, name: str) -> bytes:
        """Return a stream.

        Raises:
            UnreadableError: it is not there, or its sectors lead in a circle.
        """
        if not self.has(name) or self._container.is_circle([*self.path, name]):
            raise UnreadableError("文件不完整或已损坏，读不出来")
        return bytes(self._container.openstream([*self.path, name]).read())

    def streams(self, folder: str) -> list[bytes]:
        """Return the streams in a folder of this one."""
        prefix = [*self.path, folder]
        return [
            bytes(self._container.openstream(path).read())
            for path in self._container.listdir(streams=True, storages=False)
            if path[:-1] == prefix
        ]

    def inner(self) -> list["Storage"]:
        """Return the folders of embedded objects, at any depth."""
        folders = {
            tuple(path[:-1])
            for path in self._container.listdir(streams=True, storages=False)
            if len(path) > 1 and path[-1].lower() in _EMBEDDED
        }
        return [Storage(self._container, one) for one in sorted(folders)]


class Container(olefile.OleFileIO):  # type: ignore[misc]  # olefile ships no types
    """A compound file whose directory is not too long: reading it takes its length squared."""

    def is_circle(self, path: list[str]) -> bool:
        """Whether a stream's sectors come round again: what is read then is not what was written.

        The library would read the same sectors until the stream is as long as it is said to be.
        """
        entry = self.direntries[self._find(path)]
        if entry.is_minifat and not self.minifat:
            self.loadminifat()
        chain = self.minifat if entry.is_minifat else self.fat
        at, seen = entry.isectStart, set()
        while 0 <= at < len(chain) and at not in seen:
            seen.add(at)
            at = chain[at]
        return at in seen

    def loaddirectory(self, sect: int) -> None:
        """Follow the directory's chain before anything of it is read."""
        at = sect
        for _ in range(_MOST_SECTORS):
            if not 0 <= at < len(self.fat):
                super().loaddirectory(sect)
                return
            at = self.fat[at]
        raise UnreadableError("内含对象太多，没有读")


def opened(body: bytes) -> Container:
    """Open a compound file.

    Raises:
        UnreadableError: it is broken or built to harm.
    """
    if len(body) < _HEADER:
        raise UnreadableError("文件不完整或已损坏，读不出来")
    (tables,) = struct.unpack_from("<I", body, _TABLES)
    if tables > len(body) // _HEADER // _PLACES + _SPARE:  # each one is copied again and again
        raise UnreadableError("文件不完整或已损坏，读不出来")
    try:
        return Container(io.BytesIO(body))
    except UnreadableError:
        raise
    except Exception as error:  # olefile raises anything over a broken container
        raise UnreadableError("文件不完整或已损坏，读不出来") from error


def embedded_file(storage: Storage) -> tuple[str, bytes] | None:
    """Return a file that is embedded whole, and its name; None if it is an object of Office."""
    if storage.has(_PACKAGE):
        return "嵌入对象", storage.read(_PACKAGE)
    if storage.has(_NATIVE):
        return _native(storage.read(_NATIVE))
    return None


def count_objects(storages: list[Storage], transcript: Transcript) -> list[tuple[str, Storage]]:
    """Name embedded objects by their order.

    Raises:
        LimitError: there are too many.
    """
    named: list[tuple[str, Storage]] = []
    for number, storage in enumerate(storages, start=1):
        transcript.count_member()
        named.append((f"嵌入对象{number}", storage))
    return named


def _native(stream: bytes) -> tuple[str, bytes] | None:
    """Take a packed file out of its wrapping (MS-OLEDS 2.3.6 and what Windows puts inside)."""
    label, at = _text(stream, 6)
    _, at = _text(stream, at)
    at += 4
    if at + 4 > len(stream):
        return None
    (length,) = struct.unpack_from("<I", stream, at)
    at += 4 + length
    if at + 4 > len(stream):
        return None
    (size,) = struct.unpack_from("<I", stream, at)
    return PurePosixPath(label.replace("\\", "/")).name or "嵌入文件", stream[
        at + 4 : at + 4 + size
    ]


def _text(stream: bytes, at: int) -> tuple[str, int]:
    end = stream.find(b"\0", at)
    return (name_of(stream[at:end]), end + 1) if end >= 0 else ("", len(stream))
