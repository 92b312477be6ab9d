"""Writes archives of RAR 3 whose members are stored, not packed."""

import struct
import zlib
from collections.abc import Mapping

_MARK = b"Rar!\x1a\x07\x00"
_STORED, _PACKED = 0x30, 0x33
_ENCRYPTED, _LONG = 0x0004, 0x8000


def rar(members: Mapping[str, bytes], *, packed: bool = False, encrypted: bool = False) -> bytes:
    """Return an archive; `packed` and `encrypted` only say so in its headers."""
    out = _MARK + _header(0x73, 0, bytes(6))
    for name, content in members.items():
        raw = name.encode()
        body = struct.pack(
            "<IIBIIBBHI",
            len(content),
            len(content),
            3,
            zlib.crc32(content),
            0x5A21_0000,
            29,
            _PACKED if packed else _STORED,
            len(raw),
            0x20,
        )
        out += _header(0x74, _LONG | (_ENCRYPTED if encrypted else 0), body + raw) + content
    return out + _header(0x7B, 0x4000, b"")


def _header(kind: int, flags: int, body: bytes) -> bytes:
    rest = struct.pack("<BHH", kind, flags, 7 + len(body)) + body
    return struct.pack("<H", zlib.crc32(rest) & 0xFFFF) + rest
