"""The binary files of Word 97 to 2003 (MS-DOC): all text there is, told apart by what it is.

The piece table lists the text of the body, footnotes, headers, comments and text boxes in one
row; what was deleted under tracking is in it too.
"""

import bisect
import re
import struct
from itertools import pairwise

from crawler.documents.ole import Storage
from crawler.documents.transcript import Transcript, UnreadableError

_MAGIC = frozenset({0xA5EC, 0xA5DC})  # of Word 97, of Word 6 and 95
_SHORTEST = 0x1AA
_WORD_97 = 0x00C1
_ENCRYPTED, _TABLE_1 = 0x0100, 0x0200
_TEXTS = (
    (0x4C, "正文"),
    (0x50, "脚注"),
    (0x54, "页眉页脚"),
    (0x58, "宏"),
    (0x5C, "批注"),
    (0x60, "尾注"),
    (0x64, "文本框"),
    (0x68, "页眉中的文本框"),
)
"""Where FibRgLw97 (MS-DOC 2.5.4) says how many characters each text has, in the texts' order."""
_CLX, _PAPX = 0x1A2, 0x102
_COMPRESSED = 0x40000000
_PAGE = 512
_BX = 13
_ROW_ENDS = b"\x17\x24\x01"  # sprmPFTtp: this paragraph is the end of a row
_ROW_END = "\x1c"
_FIELD = re.compile("\x13[^\x13\x14\x15]*+(?:\x14|(?=\x15))")
_TRIMMED = dict.fromkeys([*range(9), *range(0x0E, 0x1C), 0x1D, 0x1F]) | {
    0x0B: "\n",
    0x0C: "\n",
    0x0D: "\n",
    0x1E: "-",
}


def read_words(storage: Storage, transcript: Transcript) -> None:
    """Read the text of a Word document.

    Raises:
        UnreadableError: it is encrypted or broken.
        LimitError: nothing more may be read.
    """
    stream = storage.read("WordDocument")
    magic = struct.unpack_from("<H", stream)[0] if len(stream) >= _SHORTEST else 0
    if magic not in _MAGIC:
        raise UnreadableError("文件不完整或已损坏，读不出来")
    version, flags = struct.unpack_from("<H", stream, 2)[0], struct.unpack_from("<H", stream, 10)[0]
    if flags & _ENCRYPTED:
        raise UnreadableError("加密，读不了")
    if version < _WORD_97:
        _read_old(stream, transcript)
        return
    table = storage.read("1Table" if flags & _TABLE_1 else "0Table")
    text = _all_text(stream, table, transcript)
    at = 0
    for place, where in _TEXTS:
        (length,) = struct.unpack_from("<i", stream, place)
        if length > 0:
            transcript.add(where, _lines(text[at : at + length]))
            at += length
    if at + 1 < len(text):
        transcript.add("其他", _lines(text[at:]))
    if not transcript.begun and storage.has("Data"):
        raise UnreadableError("只有图片，没有文字可读")


def _read_old(stream: bytes, transcript: Transcript) -> None:
    """Read what Word 6 and 95 wrote, which keeps its text in one piece of GBK."""
    first, last = struct.unpack_from("<II", stream, 0x18)
    transcript.add("正文", _lines(stream[first:last].decode("gb18030", "replace")))
    transcript.note("Word 95及更早的格式，可能没有读全")


def _all_text(stream: bytes, table: bytes, transcript: Transcript) -> str:
    ends = _row_ends(stream, table)
    pieces: list[str] = []
    for first, last, offset, wide in _pieces(stream, table):
        length = last - first
        transcript.write(length)
        transcript.tick()
        size = 2 if wide else 1
        raw = stream[offset : offset + length * size]
        text = raw.decode("utf-16-le", "replace") if wide else raw.decode("cp1252", "replace")
        pieces.append(_with_row_ends(text, offset, size, ends))
    return "".join(pieces)


def _pieces(stream: bytes, table: bytes) -> list[tuple[int, int, int, bool]]:
    """Return the piece table (MS-DOC 2.8.35): characters from, to, where in bytes, whether wide."""
    start, length = struct.unpack_from("<II", stream, _CLX)
    clx = table[start : start + length]
    at = 0
    while at + 3 <= len(clx) and clx[at] == 1:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at + 5 > len(clx) or clx[at] != 2:
        raise UnreadableError("文件不完整或已损坏，读不出来")
    (size,) = struct.unpack_from("<I", clx, at + 1)
    plc = clx[at + 5 : at + 5 + size]
    count = (len(plc) - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", plc)
    found: list[tuple[int, int, int, bool]] = []
    for number, (first, last) in enumerate(pairwise(places)):
        if last < first or last - first > len(stream):
            raise UnreadableError("文件不完整或已损坏，读不出来")
        (where,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * number + 2)
        narrow = bool(where & _COMPRESSED)
        offset = where & ~_COMPRESSED
        found.append((first, last, offset // 2 if narrow else offset, not narrow))
    return found


def _row_ends(stream: bytes, table: bytes) -> list[int]:
    """Return where, in bytes, the marks of rows' ends end: pages of PAPX (MS-DOC 2.9.175)."""
    start, length = struct.unpack_from("<II", stream, _PAPX)
    plc = table[start : start + length]
    count = max((len(plc) - 4) // 8, 0)
    ends: set[int] = set()
    for number in range(count):
        (page_number,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 4 * number)
        page = stream[(page_number & 0x3FFFFF) * _PAGE :][:_PAGE]
        if len(page) < _PAGE:
            continue
        runs = page[_PAGE - 1]
        if 4 * (runs + 1) + _BX * runs > _PAGE:
            continue
        places = struct.unpack_from(f"<{runs + 1}I", page)
        for run in range(runs):
            at = page[4 * (runs + 1) + _BX * run] * 2
            if at and _ROW_ENDS in _properties(page, at):
                ends.add(places[run + 1])
    return sorted(ends)


def _properties(page: bytes, at: int) -> bytes:
    words = page[at]
    if words:
        return page[at + 1 : at + 2 * words]
    return page[at + 2 : at + 2 + 2 * page[min(at + 1, _PAGE - 1)]]


def _with_row_ends(text: str, offset: int, size: int, ends: list[int]) -> str:
    """Replace the marks of cells that end a row."""
    first = bisect.bisect_right(ends, offset)
    last = bisect.bisect_right(ends, offset + len(text) * size)
    done = 0
    pieces: list[str] = []
    for end in ends[first:last]:
        at = (end - offset) // size - 1
        if at >= done and text[at : at + 1] == "\x07":
            pieces += (text[done:at], _ROW_END)
            done = at + 1
    return "".join((*pieces, text[done:]))


def _lines(text: str) -> str:
    """Return text with its marks as lines, tabs and hyphens, without what fields are made of."""
    text = _FIELD.sub("", text)
    if _ROW_END in text:
        rows = []
        for row in text.split(_ROW_END):
            first, cell, rest = row.partition("\x07")
            rows.append(first + cell + rest.replace("\r", " ") if "\x07" in rest else row)
        text = "\n".join(row.removesuffix("\x07") for row in rows)
    else:
        text = text.replace("\x07\x07", "\n")
    lines = text.replace("\x07", "\t").translate(_TRIMMED).split("\n")
    return "\n".join(line.rstrip() for line in lines)
