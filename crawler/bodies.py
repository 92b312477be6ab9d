"""Response bodies: undone compression under a cap, and what the bytes are by their own word.

A decoder never gives out more than its cap, whatever it is fed, and knows whether the stream
came to its end. A body that did not is kept and marked: it may be shown, never judged as whole.
"""

import codecs
import re
import zlib
from collections.abc import Callable, Iterator
from enum import StrEnum

import brotli

MIB = 2**20
BOMB_RATIO = 100  # beyond the first MiB; text of pages comes to 3 to 30
_STEP = 64 * 1024
_SLICE = 4 * 1024  # taken in at once, so that the ratio is that of what was read so far


class Mark(StrEnum):
    """What is to be known of a body; stands in the response's flags."""

    TRUNCATED = "truncated"
    """The stream ended before its end; what came is kept."""
    BOMB = "bomb"
    """It swelled more than a hundredfold; dropped."""
    TOO_LARGE = "too-large"
    """It passed the cap on decoded bytes; dropped."""
    UNDECODABLE = "undecodable"
    """More than one encoding, an unknown one, or bytes that are not what the header says."""
    NOT_ENCODED = "not-encoded"
    """The header claims an encoding that the bytes do not have; taken as they are."""


class Content(StrEnum):
    """What a body is, by its bytes."""

    EMPTY = "empty"
    PAGE = "page"
    """HTML, XML, JSON or other text."""
    IMAGE = "image"
    BINARY = "binary"


class Decoder:
    """One body on its way in: fed piece by piece, it keeps no more than its cap.

    Args:
        encodings: the Content-Encoding header's values, in any case, comma-separated or apart.
        max_bytes: cap on decoded bytes.
    """

    def __init__(self, encodings: str, max_bytes: int) -> None:
        names = [name for part in encodings.split(",") if (name := part.strip().lower())]
        names = [name for name in names if name not in _IDENTITY]
        self._max_bytes = max_bytes
        self._taken = 0
        self._raw = bytearray()
        self._out = bytearray()
        self._mark: Mark | None = None
        self._stream: _Stream | None = None
        if len(names) == 1 and names[0] in _STREAMS:
            self._stream = _STREAMS[names[0]]()
        elif names:
            self._mark = Mark.UNDECODABLE

    @property
    def done(self) -> bool:
        """Whether feeding more would change nothing: the body is dropped or undecodable."""
        return self._mark in {Mark.BOMB, Mark.TOO_LARGE}

    def feed(self, data: bytes) -> None:
        """Take the next piece, of any size."""
        for start in range(0, len(data), _SLICE):
            if self.done:
                return
            self._take(data[start : start + _SLICE])

    def _take(self, data: bytes) -> None:
        self._taken += len(data)
        if self._stream is None or self._mark is not None:
            self._keep_raw(data)
            return
        if not self._out:  # a wrong header shows before anything is undone
            self._keep_raw(data)
        try:
            for piece in self._stream.feed(data):
                self._out += piece
                if self._over():
                    return
        except (zlib.error, brotli.error):
            self._mark = Mark.TRUNCATED if self._out else Mark.UNDECODABLE

    def finish(self) -> tuple[bytes, Mark | None]:
        """Return the body and what is to be known of it, None when it is whole."""
        if self._mark in {Mark.BOMB, Mark.TOO_LARGE}:
            return b"", self._mark
        if self._stream is None and self._mark is None:
            return bytes(self._raw), None
        if self._mark is Mark.UNDECODABLE:
            return self._as_it_came()
        if not self._taken:
            return b"", None
        whole = self._stream is not None and self._stream.finished and self._mark is None
        return bytes(self._out), None if whole else Mark.TRUNCATED

    def _as_it_came(self) -> tuple[bytes, Mark]:
        # servers claim gzip for pages they send bare, or put a charset where the encoding stands
        if content_of(bytes(self._raw[:_SNIFFED])) is Content.PAGE:
            return bytes(self._raw), Mark.NOT_ENCODED
        return b"", Mark.UNDECODABLE

    def _keep_raw(self, data: bytes) -> None:
        self._raw += data
        if len(self._raw) > self._max_bytes:
            self._drop(Mark.TOO_LARGE)

    def _over(self) -> bool:
        size = len(self._out)
        if size > MIB and size > BOMB_RATIO * self._taken:
            self._drop(Mark.BOMB)
        elif size > self._max_bytes:
            self._drop(Mark.TOO_LARGE)
        return self.done

    def _drop(self, mark: Mark) -> None:
        self._mark = mark
        self._raw.clear()
        self._out.clear()


def decode(data: bytes, encodings: str, max_bytes: int) -> tuple[bytes, Mark | None]:
    """Undo the compression of a body that is all here. See `Decoder`."""
    decoder = Decoder(encodings, max_bytes)
    decoder.feed(data)
    return decoder.finish()


def content_of(body: bytes) -> Content:
    """Say what a body is by its first bytes (after the WHATWG's MIME sniffing), not by a header."""
    head = body[:_SNIFFED]
    if not head.strip(_BLANK):
        return Content.EMPTY
    if head.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Content.PAGE
    start = head.lstrip(_BLANK)
    if start.startswith(b"<"):
        return Content.IMAGE if _SVG.match(start) else Content.PAGE
    if _IMAGES.match(head):
        return Content.IMAGE
    if _FILES.match(head) or len(_BINARY.findall(head)) > len(head) // 100:
        return Content.BINARY
    return Content.PAGE


class _Zlib:
    """gzip of any number of members, or deflate with or without its zlib wrapping."""

    def __init__(self, wbits: int) -> None:
        self._wbits = wbits
        self._stream = zlib.decompressobj(wbits)
        self._started = False
        self._held = b""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Give out what the data holds, in pieces of at most 64 KiB."""
        if not self._started:
            self._held += data
            data = self._held if len(self._held) >= 2 else b""  # two bytes tell which deflate it is
        while data:
            if self._stream.eof and not self._next_member(data):
                return
            piece = self._inflate(data)
            yield piece
            data = self._stream.unconsumed_tail or self._stream.unused_data
            while len(piece) == _STEP and not data and not self._stream.eof:
                piece = self._stream.decompress(b"", _STEP)  # zlib holds some back
                yield piece
                data = self._stream.unconsumed_tail or self._stream.unused_data

    @property
    def finished(self) -> bool:
        """Whether the stream came to its end."""
        return self._stream.eof

    def _next_member(self, data: bytes) -> bool:
        # what follows a member and is none itself is padding, as gzip(1) has it
        if self._wbits != _GZIP or not data.startswith(b"\x1f"):
            return False
        self._stream = zlib.decompressobj(self._wbits)
        return True

    def _inflate(self, data: bytes) -> bytes:
        first, self._started = not self._started, True
        try:
            return self._stream.decompress(data, _STEP)
        except zlib.error:
            if not first or self._wbits != zlib.MAX_WBITS:
                raise
            self._wbits = -zlib.MAX_WBITS  # servers send deflate bare as often as wrapped
            self._stream = zlib.decompressobj(self._wbits)
            return self._stream.decompress(data, _STEP)


class _Brotli:
    """A brotli stream."""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Give out what the data holds, in pieces of 128 KiB at most."""
        while not self._stream.is_finished():
            piece: bytes = self._stream.process(data, output_buffer_limit=_STEP)
            if not piece and self._stream.can_accept_more_data():
                return
            yield piece
            data = b""  # it may hold output back even when it would accept more

    @property
    def finished(self) -> bool:
        """Whether the stream came to its end."""
        return bool(self._stream.is_finished())


_Stream = _Zlib | _Brotli
_GZIP = 16 + zlib.MAX_WBITS
_IDENTITY = frozenset({"identity", "none"})
_STREAMS: dict[str, Callable[[], _Stream]] = {
    "gzip": lambda: _Zlib(_GZIP),
    "x-gzip": lambda: _Zlib(_GZIP),
    "deflate": lambda: _Zlib(zlib.MAX_WBITS),
    "br": _Brotli,
}
_SNIFFED = 2048
_BLANK = b" \t\r\n\f\0"
_SVG = re.compile(rb"(?is)(<\?xml[^>]*>\s*)?(<!doctype\s+svg[^>]*>\s*)?<svg\b")
_IMAGES = re.compile(
    rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP|BM....\0\0\0\0|\0\0\x01\0|II\*\0|MM\0\*",
    re.DOTALL,
)
_FILES = re.compile(
    rb"%PDF-|PK[\x03\x05\x07]|\xd0\xcf\x11\xe0|\x1f\x8b\x08|Rar!\x1a|7z\xbc\xaf|....ftyp|ID3|OggS|\x7fELF|wOF[F2]"
    rb"|FLV\x01|MZ.\0",
    re.DOTALL,
)
_BINARY = re.compile(rb"[\0-\x08\x0e-\x1a\x1c-\x1f]")  # bytes that no text in any charset holds
