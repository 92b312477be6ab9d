"""OLE compound files ([MS-CFB]) and the old Word files in them ([MS-DOC]), as small as they go."""

import struct
from collections.abc import Mapping, Sequence

_SECTOR = 512
_LEAST = 4096
"""Streams below this size would go into a smaller storage; ours are filled up to it."""
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_TEXT_AT = 1024
_CLX = 33
"""Where in the FIB's table of places the piece table is named (fcClx)."""


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with these streams in its root."""
    fat: list[int] = [_FAT]  # one sector of them: 128 places, enough for 60 kB
    sectors: list[bytes] = []
    entries = [_entry("Root Entry", 5, child=1)]
    names = sorted(streams, key=lambda name: (len(name), name.upper()))
    for number, name in enumerate(names, start=1):
        body = streams[name].ljust(_LEAST, b"\0")
        first = len(fat)
        chain = _cut(body)
        sectors += chain
        fat += [*range(first + 1, first + len(chain)), _END]
        right = number + 1 if number < len(names) else _FREE
        entries.append(_entry(name, 2, right=right, first=first, size=len(body)))
    directory = len(fat)
    listed = _cut(b"".join(entries))
    sectors += listed
    fat += [*range(directory + 1, directory + len(listed)), _END]
    if len(fat) > _SECTOR // 4:
        raise ValueError(f"{len(fat)} sectors are too many for one of places")
    table = struct.pack("<128I", *fat, *[_FREE] * (_SECTOR // 4 - len(fat)))
    return _header(directory) + table + b"".join(sectors)


def _cut(body: bytes) -> list[bytes]:
    return [body[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(body), _SECTOR)]


def _header(directory: int) -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, 1, directory, 0, _LEAST, _END, 0, _END, 0)
    return head + struct.pack("<109I", 0, *[_FREE] * 108)


def _entry(
    name: str, kind: int, *, right: int = _FREE, child: int = _FREE, first: int = 0, size: int = 0
) -> bytes:
    title = name.encode("utf-16-le") + b"\0\0"
    if kind == 5:
        first = _END
    return (
        title.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(title), kind, 1, _FREE, right, child)
        + b"\0" * 36
        + struct.pack("<IQ", first, size)
    )


def doc(paragraphs: Sequence[str]) -> bytes:
    """A Word 97 file: one piece of text in UTF-16."""
    text = "\r".join((*paragraphs, ""))
    clx = b"\2" + struct.pack("<I", 16) + struct.pack("<II", 0, len(text))
    clx += struct.pack("<HIH", 0, _TEXT_AT, 0)
    places = bytearray(744)
    struct.pack_into("<II", places, 8 * _CLX, 0, len(clx))
    body = text.encode("utf-16-le")
    longs = struct.pack("<22I", _TEXT_AT + len(body), 0, 0, len(text), *[0] * 18)
    fib = struct.pack("<HHHHHHHIBB", 0xA5EC, 0xC1, 0, 0x804, 0, 0x1200, 0xBF, 0, 0, 0)
    fib += struct.pack("<HHII", 0, 0, _TEXT_AT, _TEXT_AT + len(body))
    fib += struct.pack("<H28xH", 14, 22) + longs + struct.pack("<H", 93) + bytes(places)
    main = fib.ljust(_TEXT_AT, b"\0") + body
    return compound({"WordDocument": main, "1Table": clx})
