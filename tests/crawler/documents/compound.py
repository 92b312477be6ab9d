"""Writes compound files (MS-CFB) and what Word, Excel and PowerPoint 97 put into them, by hand."""

import struct
from collections.abc import Mapping, Sequence

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SMALL = 4096  # shorter streams would lie elsewhere, so they are filled up

Tree = Mapping[str, "bytes | Tree"]


def compound(streams: Tree) -> bytes:
    """Return a compound file with these streams; a mapping is a folder."""
    entries: list[list[object]] = [["Root Entry", 5, _FREE, _END, 0, _FREE]]
    sectors: list[bytes] = []
    chain: list[int] = []

    def put(content: bytes) -> tuple[int, int]:
        content = content and content.ljust(_SMALL, b"\0")
        first = len(sectors)
        count = -(-len(content) // _SECTOR)
        for at in range(count):
            sectors.append(content[at * _SECTOR :][:_SECTOR].ljust(_SECTOR, b"\0"))
            chain.append(first + at + 1 if at + 1 < count else _END)
        return first, len(content)

    def add(tree: Tree, parent: int) -> None:
        before = 0
        for name, content in tree.items():
            number = len(entries)
            if isinstance(content, bytes):
                start, size = put(content)
                entries.append([name, 2, _FREE, start, size, _FREE])
            else:
                entries.append([name, 1, _FREE, 0, 0, _FREE])
            entries[before if before else parent][5 if before else 2] = number
            before = number
            if not isinstance(content, bytes):
                add(content, number)

    add(streams, 0)
    directory = b"".join(map(_entry, entries))
    first_entry, _ = put(directory.ljust(-(-len(directory) // _SECTOR) * _SECTOR, b"\0"))
    fat_count = 1
    while (len(sectors) + fat_count) * 4 > fat_count * _SECTOR:
        fat_count += 1
    fat_at = len(sectors)
    table = [*chain, *[_FAT] * fat_count]
    table += [_FREE] * (fat_count * _SECTOR // 4 - len(table))
    fat = struct.pack(f"<{len(table)}I", *table)
    places = [*range(fat_at, fat_at + fat_count), *[_FREE] * (109 - fat_count)]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6xII", 0x3E, 3, 0xFFFE, 9, 6, 0, fat_count)
    head += struct.pack("<IIIIIII", first_entry, 0, _SMALL, _END, 0, _END, 0)
    return head + struct.pack("<109I", *places) + b"".join(sectors) + fat


def _entry(entry: Sequence[object]) -> bytes:
    name, kind, child, start, size, right = entry
    raw = str(name).encode("utf-16-le")
    return (
        raw.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(raw) + 2, kind, 1, _FREE, right, child)
        + bytes(36)
        + struct.pack("<IIi", start, size, 0)
    )


def words(
    body: str,
    *,
    footnotes: str = "",
    headers: str = "",
    comments: str = "",
    encrypted: bool = False,
) -> Tree:
    """Return the streams of a Word document; `\\x1c` is the mark that ends a row.

    The first half of the text is wide, the rest, if it is ASCII, is not: two pieces.
    """
    texts = (body, footnotes, headers, "", comments, "", "", "")
    whole = "".join(texts)
    cut = len(whole) // 2 if whole[len(whole) // 2 :].isascii() else len(whole)
    start = 0x400
    wide = whole[:cut].replace("\x1c", "\x07").encode("utf-16-le")
    narrow = whole[cut:].replace("\x1c", "\x07").encode("ascii")
    ends = [start + 2 * (at + 1) for at, one in enumerate(whole[:cut]) if one == "\x1c"]
    ends += [start + len(wide) + at + 1 for at, one in enumerate(whole[cut:]) if one == "\x1c"]
    text_end = start + len(wide) + len(narrow)
    page = -(-text_end // _SECTOR)
    runs: list[tuple[int, bool]] = []
    for end in ends:
        size = 2 if end <= start + len(wide) else 1
        if (runs[-1][0] if runs else start) < end - size:
            runs.append((end - size, False))
        runs.append((end, True))
    runs.append((text_end, False))
    fkp = bytearray(_SECTOR)
    struct.pack_into(f"<{len(runs) + 1}I", fkp, 0, start, *(end for end, _ in runs))
    for at, (_, ends_row) in enumerate(runs):
        fkp[4 * (len(runs) + 1) + 13 * at] = 250 if ends_row else 0
    fkp[500:506] = b"\x03\x00\x00\x17\x24\x01"
    fkp[511] = len(runs)
    fib = bytearray(start)
    struct.pack_into("<HH", fib, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", fib, 10, 0x0200 | (0x0100 if encrypted else 0))
    for at, text in enumerate(texts):
        struct.pack_into("<I", fib, 0x4C + 4 * at, len(text))
    papx = struct.pack("<III", start, text_end, page)
    pieces = [(0, cut, start), (cut, len(whole), (start + len(wide)) * 2 | 0x40000000)]
    pieces = [piece for piece in pieces if piece[0] < piece[1]]
    plc = struct.pack(f"<{len(pieces) + 1}I", 0, *(last for _, last, _ in pieces))
    plc += b"".join(struct.pack("<HIH", 0, place, 0) for _, _, place in pieces)
    clx = b"\x02" + struct.pack("<I", len(plc)) + plc
    struct.pack_into("<II", fib, 0x102, 0, len(papx))
    struct.pack_into("<II", fib, 0x1A2, len(papx), len(clx))
    stream = (bytes(fib) + wide + narrow).ljust(page * _SECTOR, b"\0") + bytes(fkp)
    return {"WordDocument": stream, "1Table": papx + clx}


def book(
    *sheets: tuple[str, Sequence[bytes]], before: bytes = b"", hidden: frozenset[str] = frozenset()
) -> bytes:
    """Return the stream of a workbook whose sheets are made of these records."""
    start = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0)) + before
    length = len(start) + 4
    length += sum(12 + 2 * len(name) for name, _ in sheets)
    listed, bodies = b"", b""
    for name, records in sheets:
        place = length + len(bodies)
        head = struct.pack("<IBB", place, 1 if name in hidden else 0, 0)
        listed += record(0x0085, head + bytes([len(name), 1]) + name.encode("utf-16-le"))
        bodies += record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 0))
        bodies += b"".join(records) + record(0x000A, b"")
    return start + listed + record(0x000A, b"") + bodies


def record(kind: int, data: bytes) -> bytes:
    """Return a record of Excel."""
    return struct.pack("<HH", kind, len(data)) + data


def label(row: int, column: int, text: str) -> bytes:
    """Return a cell that holds its text itself."""
    raw = struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le")
    return record(0x0204, raw)


def number(row: int, column: int, value: float) -> bytes:
    """Return a cell that holds a number."""
    return record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def slides(now: Sequence[str], stale: Sequence[str] = (), *, encrypted: bool = False) -> Tree:
    """Return the streams of a presentation; `stale` slides are no longer in force."""
    document = _atom(0x03E8, b"", container=True)
    stream = document
    places = [0]
    for text in stale:
        stream += _slide(text)
    for text in now:
        places.append(len(stream))
        stream += _slide(text)
    directory = len(stream)
    entry = struct.pack("<I", 1 | len(places) << 20) + struct.pack(f"<{len(places)}I", *places)
    stream += _atom(0x1772, entry)
    edit = len(stream)
    stream += _atom(0x0FF5, struct.pack("<IIIIIII", 0, 0, 0, directory, 1, 0, 0))
    token = 0xF3D1C4DF if encrypted else 0xE391C05F
    user = _atom(0x0FF6, struct.pack("<IIIIII", 20, token, edit, 0, 0, 0))
    return {"PowerPoint Document": stream, "Current User": user}


def _slide(text: str) -> bytes:
    return _atom(0x03EE, _atom(0x0FA0, text.encode("utf-16-le")), container=True)


def _atom(kind: int, content: bytes, *, container: bool = False) -> bytes:
    return struct.pack("<HHI", 0xF if container else 0, kind, len(content)) + content
