"""Records of Excel's binary files (MS-XLS): how they follow each other, how text lies in them."""

import struct
from collections.abc import Iterator
from typing import NamedTuple

CONTINUE = 0x003C


class Record(NamedTuple):
    """A record: what it is, what it holds, where the next one begins."""

    kind: int
    data: bytes
    end: int


def records(stream: bytes, start: int = 0) -> Iterator[Record]:
    """Yield the records from a place on, to the end of what is whole."""
    at = start
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        end = at + 4 + length
        if end > len(stream):
            return
        yield Record(kind, stream[at + 4 : end], end)
        at = end


def short_text(data: bytes, at: int, *, wide_length: bool, old: bool) -> str:
    """Return a string that lies in one record.

    Args:
        data: the record.
        at: where its length stands.
        wide_length: whether that takes two bytes.
        old: whether it is one of Excel 95, in bytes of GBK.
    """
    if at + (2 if wide_length else 1) > len(data):
        return ""
    count = struct.unpack_from("<H", data, at)[0] if wide_length else data[at]
    at += 2 if wide_length else 1
    if old:
        return data[at : at + count].decode("gb18030", "replace")
    if at >= len(data):
        return ""
    flags = data[at]
    at += 1 + (2 if flags & 8 else 0) + (4 if flags & 4 else 0)
    if flags & 1:
        return data[at : at + 2 * count].decode("utf-16-le", "replace")
    return data[at : at + count].decode("latin-1")


def shared_strings(chunks: list[bytes]) -> Iterator[str]:
    """Yield the strings of an SST record and those that continue it (MS-XLS 2.5.293, 2.4.58).

    Where characters are cut by the end of a record, the next one says anew how wide they are.
    """
    number, at = 0, 8
    while number < len(chunks):
        data = chunks[number]
        if at + 3 > len(data):
            number, at = number + 1, 0
            continue
        count, flags = struct.unpack_from("<HB", data, at)
        at += 3
        runs = size = 0
        if flags & 8 and at + 2 <= len(data):
            (runs,) = struct.unpack_from("<H", data, at)
            at += 2
        if flags & 4 and at + 4 <= len(data):
            (size,) = struct.unpack_from("<I", data, at)
            at += 4
        text, number, at = _characters(chunks, number, at, count, wide=bool(flags & 1))
        yield text
        number, at = _skipped(chunks, number, at, 4 * runs + size)


def continued_text(chunks: list[bytes], count: int) -> str:
    """Return the text of records each of which begins with how wide its characters are."""
    pieces: list[str] = []
    for chunk in chunks:
        if count <= 0 or not chunk:
            break
        wide = chunk[0] & 1
        raw = chunk[1 : 1 + count * (2 if wide else 1)]
        text = raw.decode("utf-16-le", "replace") if wide else raw.decode("latin-1")
        count -= len(text)
        pieces.append(text)
    return "".join(pieces)


def _characters(
    chunks: list[bytes], number: int, at: int, count: int, *, wide: bool
) -> tuple[str, int, int]:
    pieces: list[str] = []
    while True:
        data = chunks[number]
        size = 2 if wide else 1
        here = min(count, (len(data) - at) // size)
        raw = data[at : at + here * size]
        pieces.append(raw.decode("utf-16-le", "replace") if wide else raw.decode("latin-1"))
        at += here * size
        count -= here
        if not count or number + 1 >= len(chunks) or not chunks[number + 1]:
            return "".join(pieces), number, at
        number, at = number + 1, 1
        wide = bool(chunks[number][0] & 1)


def _skipped(chunks: list[bytes], number: int, at: int, count: int) -> tuple[int, int]:
    while number < len(chunks) and at + count > len(chunks[number]):
        count -= len(chunks[number]) - at
        number, at = number + 1, 0
    return number, at + count


def rk_number(raw: int) -> float:
    """Return the number that an RK value means (MS-XLS 2.5.217)."""
    if raw & 2:
        value = float(raw >> 2) - (1 << 30 if raw & 0x80000000 else 0)
    else:
        (value,) = struct.unpack("<d", struct.pack("<Q", (raw & 0xFFFFFFFC) << 32))
    return value / 100 if raw & 1 else value
