"""Response bodies: undone compression under a cap, and what the bytes are by their own word.

A decoder never gives out more than its cap, whatever it is fed, and knows whether the stream
came to its end. A body that did not is kept and marked: it may be shown, never judged as whole.
"""

import re
import zlib
from collections.abc import Iterator
from enum import StrEnum
from typing import Protocol

import brotli

MIB = 2**20
BOMB_RATIO = 100  # beyond the first MiB; text of pages comes to 3 to 30
_STEP = 64 * 1024


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


class _Inflater(Protocol):
    """One compressed stream being undone."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Give out what the data holds, in pieces of at most 64 KiB or so."""

    @property
    def finished(self) -> bool:
        """Whether the stream came to its end."""


class _Zlib:
    """gzip with any number of members, or deflate with or without its zlib wrapping."""

    def __init__(self, wbits: int) -> None:
        self._wbits = wbits
        self._stream = zlib.decompressobj(wbits)
        self._members = 0
        self._fed = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self._stream.eof:
                if not self._next_member(data):
                    return
            yield self._inflate(data)
            data = self._stream.unconsumed_tail or self._stream.unused_data

    def _next_member(self, data: bytes) -> bool:
        # what follows the last member and is none itself is padding, as gzip(1) has it
        if self._wbits != _GZIP or not data.startswith(b"\x1f"):
            return False
        self._members += 1
        self._stream = zlib.decompressobj(self._wbits)
        return True

    def _inflate(self, data: bytes) -> bytes:
        first, self._fed = not self._fed, True
        try:
            return self._stream.decompress(data, _STEP)
        except zlib.error:
            if not first or self._wbits != zlib.MAX_WBITS:
                raise
            self._wbits = -zlib.MAX_WBITS  # servers send deflate bare as often as wrapped
            self._stream = zlib.decompressobj(self._wbits)
            return self._stream.decompress(data, _STEP)

    @property
    def finished(self) -> bool:
        return self._stream.eof


class _Brotli:
    """A brotli stream."""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._stream.is_finished():
            return
        yield self._stream.process(data, output_buffer_limit=_STEP)
        while not self._stream.can_accept_more_data() and not self._stream.is_finished():
            yield self._stream.process(b"", output_buffer_limit=_STEP)

    @property
    def finished(self) -> bool:
        return bool(self._stream.is_finished())


_GZIP = 16 + zlib.MAX_WBITS
