"""Archives: zip as people make them, zip with a password, and rar that no free program unpacks."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from random import Random

_WHEN = (2026, 1, 5, 9, 0, 0)


def packed(members: Mapping[str, bytes], *, gbk: bool = False) -> bytes:
    """A zip file; with `gbk` its names are written as Chinese Windows does, without saying so."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            if gbk:
                archive.writestr(_Windows(name, _WHEN), body, zipfile.ZIP_DEFLATED)
            else:
                archive.writestr(_stamped(name), body, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def _stamped(name: str) -> zipfile.ZipInfo:
    """A member whose time is always the same."""
    return zipfile.ZipInfo(name, _WHEN)


class _Windows(zipfile.ZipInfo):
    """A member whose name stands there in GBK, unflagged."""

    __slots__ = ()

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - zipfile's own name
        return self.filename.encode("gbk"), self.flag_bits


def locked(name: str, body: bytes, password: bytes) -> bytes:
    """A zip file with one stored member under the traditional cipher (APPNOTE.TXT 6.1)."""
    keys = _Keys(password)
    crc = zlib.crc32(body)
    head = Random(crc).randbytes(11) + bytes([crc >> 24])  # noqa: S311 - noise before the data
    hidden = bytes(keys.over(byte) for byte in head + body)
    title = name.encode()
    fields = _u16(20) + _u16(0x0801) + _u16(0) + _u16(0x4800) + _u16(0x5C25)
    fields += _u32(crc) + _u32(len(hidden)) + _u32(len(body)) + _u16(len(title)) + _u16(0)
    local = b"PK\x03\x04" + fields + title
    central = b"PK\x01\x02" + _u16(20) + fields + _u16(0) * 3 + _u32(0) + _u32(0) + title
    end = b"PK\x05\x06" + _u16(0) * 2 + _u16(1) * 2 + _u32(len(central))
    return local + hidden + central + end + _u32(len(local) + len(hidden)) + _u16(0)


class _Keys:
    """The three keys of the traditional cipher."""

    def __init__(self, password: bytes) -> None:
        self._keys = [0x12345678, 0x23456789, 0x34567890]
        for byte in password:
            self._update(byte)

    def _update(self, byte: int) -> None:
        first, second, third = self._keys
        first = _crc(first, byte)
        second = ((second + (first & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        self._keys = [first, second, _crc(third, second >> 24)]

    def over(self, byte: int) -> int:
        """Encrypt one byte."""
        mixed = (self._keys[2] | 2) & 0xFFFF
        hidden = byte ^ (((mixed * (mixed ^ 1)) >> 8) & 0xFF)
        self._update(byte)
        return hidden


def _crc(crc: int, byte: int) -> int:
    """One step of CRC-32 without its inversions."""
    return zlib.crc32(bytes([byte]), crc ^ 0xFFFFFFFF) ^ 0xFFFFFFFF


def rar(name: str, rng: Random, size: int = 900) -> bytes:
    """A rar 4 file with one packed member; what it holds is noise that claims to be packed."""
    title, body = name.encode("ascii"), rng.randbytes(size)
    main = _block(0x73, 0, b"\0" * 6)
    fields = _u32(size * 3) + b"\2" + _u32(rng.getrandbits(32)) + _u32(0x5C254800)
    fields += b"\x1d\x33" + _u16(len(title)) + _u32(0x20) + title
    member = _block(0x74, 0x8000, _u32(size) + fields)
    return b"Rar!\x1a\x07\x00" + main + member + body + _block(0x7B, 0x4000, b"")


def _block(kind: int, flags: int, fields: bytes) -> bytes:
    head = bytes([kind]) + _u16(flags) + _u16(7 + len(fields)) + fields
    return _u16(zlib.crc32(head) & 0xFFFF) + head


def _u16(value: int) -> bytes:
    return value.to_bytes(2, "little")


def _u32(value: int) -> bytes:
    return value.to_bytes(4, "little")
