"""Presentations of PowerPoint 97 to 2003 (MS-PPT): the text of slides, notes and outline.

A file may hold old states of its slides beside the present ones; the directory of what is in
force tells them apart. What is embedded in pictures is not read.
"""

import re
import struct
from collections.abc import Iterator

from crawler.documents.ole import Storage
from crawler.documents.transcript import Transcript, UnreadableError

_USER_EDIT, _DIRECTORY = 0x0FF5, 0x1772
_SLIDE, _NOTES, _DOCUMENT, _MASTER = 0x03EE, 0x03F0, 0x03E8, 0x03F8
_TEXT_WIDE, _TEXT_NARROW, _PHRASE = 0x0FA0, 0x0FA8, 0x0FBA
_CONTAINER = 0xF
_DEEPEST = 30
_WHERE = {_NOTES: "备注", _DOCUMENT: "大纲", _MASTER: "母版"}
_ENCRYPTED = 0xF3D1C4DF  # the token of a Current User stream whose presentation is encrypted
_EMPTY = re.compile(
    r"\s*(?:___PPT\d+|\*|单击此处编辑.{0,20}|第[一二三四五六七八九]级|Click to edit .{0,40}"
    r"|(?:Second|Third|Fourth|Fifth) level)?\s*"
)
"""Lines that say nothing: tags, and what an empty box asks to be filled with."""
_MOST_EDITS = 200


def read_slides(storage: Storage, transcript: Transcript) -> None:
    """Read a presentation.

    Raises:
        UnreadableError: it is encrypted or broken.
        LimitError: nothing more may be read.
    """
    stream = storage.read("PowerPoint Document")
    user = storage.read("Current User") if storage.has("Current User") else b""
    if len(user) >= 16 and struct.unpack_from("<I", user, 12)[0] == _ENCRYPTED:
        raise UnreadableError("加密，读不了")
    wanted = _in_force(stream, user)
    number = known = 0
    for kind, start, end in _records(stream, 0, len(stream)):
        transcript.tick()
        if wanted and start - 8 not in wanted:
            continue
        if kind == _SLIDE:
            number += 1
        where = f"第{number}张幻灯片" if kind == _SLIDE else _WHERE.get(kind, "")
        if where:
            known += 1
            texts = _texts(stream, start, end, transcript, 0)
            lines = (line for text in texts for line in text.split("\n"))
            transcript.add(where, "\n".join(line for line in lines if not _EMPTY.fullmatch(line)))
    if not known:
        raise UnreadableError("认不出的格式，没有读")
    if not transcript.begun and storage.has("Pictures"):
        raise UnreadableError("只有图片，没有文字可读")


def _in_force(stream: bytes, user: bytes) -> frozenset[int]:
    """Return where the records in force begin (MS-PPT 2.3.4); none if nothing says so."""
    if len(user) < 20:
        return frozenset()
    (edit,) = struct.unpack_from("<I", user, 16)
    places: dict[int, int] = {}
    seen: set[int] = set()
    while edit > 0 and edit + 28 <= len(stream) and edit not in seen and len(seen) < _MOST_EDITS:
        seen.add(edit)
        if struct.unpack_from("<H", stream, edit + 2)[0] != _USER_EDIT:
            return frozenset()
        before, directory = struct.unpack_from("<II", stream, edit + 16)
        for key, place in _directory(stream, directory):
            places.setdefault(key, place)
        edit = before
    return frozenset(places.values())


def _directory(stream: bytes, at: int) -> Iterator[tuple[int, int]]:
    if at + 8 > len(stream) or struct.unpack_from("<H", stream, at + 2)[0] != _DIRECTORY:
        return
    end = min(at + 8 + struct.unpack_from("<I", stream, at + 4)[0], len(stream))
    at += 8
    while at + 4 <= end:
        (head,) = struct.unpack_from("<I", stream, at)
        first, count = head & 0xFFFFF, head >> 20
        at += 4
        for number in range(count):
            if at + 4 > end:
                return
            yield first + number, struct.unpack_from("<I", stream, at)[0]
            at += 4


def _records(stream: bytes, at: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield the records of a stretch: what each is, where its content begins and ends."""
    while at + 8 <= end:
        kind, length = struct.unpack_from("<HI", stream, at + 2)
        yield kind, at + 8, min(at + 8 + length, end)
        at += 8 + length


def _texts(stream: bytes, at: int, end: int, transcript: Transcript, depth: int) -> Iterator[str]:
    for kind, start, stop in _records(stream, at, end):
        raw = stream[start:stop] if kind in {_TEXT_WIDE, _TEXT_NARROW, _PHRASE} else b""
        if raw:
            transcript.write(len(raw))
            codec = "latin-1" if kind == _TEXT_NARROW else "utf-16-le"
            yield raw.decode(codec, "replace").replace("\r", "\n").replace("\x0b", "\n")
        elif stream[start - 8] & 0xF == _CONTAINER and depth < _DEEPEST:
            yield from _texts(stream, start, stop, transcript, depth + 1)
