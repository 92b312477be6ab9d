"""The capped decoder against zlib and brotli themselves, on whole, cut and hostile streams."""

import gzip
import random
import zlib
from collections.abc import Callable

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.bodies import MIB, Content, Decoder, Mark, content_of, decode
from tests.faultserver import PAGE

CAP = 2 * MIB


def bare(data: bytes) -> bytes:
    return zlib.compress(data, wbits=-15)


def swift_br(data: bytes) -> bytes:
    return bytes(brotli.compress(data, quality=1))  # the best quality takes seconds for a bomb


def members(data: bytes) -> bytes:
    half = len(data) // 2
    return gzip.compress(data[:half]) + gzip.compress(data[half:])


ENCODERS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "x-gzip": ("X-GZip", gzip.compress),
    "gzip in members": ("gzip", members),
    "gzip and padding": ("gzip", lambda data: gzip.compress(data) + bytes(20)),
    "deflate": ("deflate", zlib.compress),
    "bare deflate": ("deflate", bare),
    "br": ("br", swift_br),
    "identity": ("identity", bytes),
    "none": ("", bytes),
}
every_encoder = pytest.mark.parametrize(
    ("name", "encode"), list(ENCODERS.values()), ids=list(ENCODERS)
)
texts = st.one_of(
    st.binary(max_size=5000),
    st.builds(
        lambda seed, size: random.Random(seed).randbytes(size),
        st.integers(),
        st.integers(0, 200_000),
    ),
    st.builds(
        lambda text, n: text.encode() * n,
        st.text("<a政务\n", min_size=1, max_size=40),
        st.integers(0, 2000),
    ),
)


@every_encoder
@given(data=texts, size=st.integers(1, 100_000))
@settings(max_examples=30, deadline=None)
def test_equals_what_was_encoded(
    name: str, encode: Callable[[bytes], bytes], data: bytes, size: int
) -> None:
    sent = encode(data)
    decoder = Decoder(name, CAP)
    for start in range(0, len(sent), size):
        decoder.feed(sent[start : start + size])

    assert decoder.finish() == (data, None)


@every_encoder
@given(data=texts, lost=st.integers(1, 10_000))
@settings(max_examples=30, deadline=None)
def test_a_cut_stream_is_never_whole(
    name: str, encode: Callable[[bytes], bytes], data: bytes, lost: int
) -> None:
    sent = encode(data)
    cut = sent[:-lost]
    if name in {"", "identity"} or not cut or sent.endswith(bytes(20)):
        return
    body, mark = decode(cut, name, CAP)

    if mark is None:  # cut exactly between two members: no decoder can know
        assert data.startswith(body)
        assert gzip.decompress(cut) == body
    elif mark is Mark.TRUNCATED:
        assert data.startswith(body)
    else:
        assert mark in {Mark.UNDECODABLE, Mark.NOT_ENCODED}


@given(
    data=st.binary(max_size=3000),
    name=st.sampled_from(["gzip", "deflate", "br", "gzip, br", "zstd", "x"]),
)
def test_total_and_under_its_cap_whatever_comes(data: bytes, name: str) -> None:
    body, mark = decode(data, name, 4096)

    assert len(body) <= 4096 + 128 * 1024
    assert mark is None or isinstance(mark, Mark)


@pytest.mark.parametrize("encode", [gzip.compress, zlib.compress, swift_br, bare])
def test_bombs(encode: Callable[[bytes], bytes]) -> None:
    name = "br" if encode is swift_br else "gzip" if encode is gzip.compress else "deflate"
    sent = encode(bytes(64 * MIB))

    assert decode(sent, name, 8 * MIB) == (b"", Mark.BOMB)


def test_a_bomb_is_dropped_before_it_goes_off() -> None:
    decoder = Decoder("br", 8 * MIB)
    decoder.feed(swift_br(bytes(64 * MIB)))

    assert decoder.done
    assert decoder.finish() == (b"", Mark.BOMB)


def test_much_text_is_no_bomb() -> None:
    body = b"".join(b"<li><a href='/art/%d.html'>%d</a></li>\n" % (n, n * 7) for n in range(60_000))

    assert decode(gzip.compress(body), "gzip", 8 * MIB) == (body, None)


@pytest.mark.parametrize("encode", [gzip.compress, bytes])
def test_too_large(encode: Callable[[bytes], bytes]) -> None:
    body = random.Random(1).randbytes(3 * MIB)
    name = "gzip" if encode is gzip.compress else ""

    assert decode(encode(body), name, CAP) == (b"", Mark.TOO_LARGE)


@pytest.mark.parametrize("name", ["gzip", "deflate", "br", "utf-8", "zstd", "gzip, gzip"])
def test_a_page_under_a_false_name_is_taken_as_it_is(name: str) -> None:
    assert decode(PAGE, name, CAP) == (PAGE, Mark.NOT_ENCODED)


def test_two_encodings_are_not_undone() -> None:
    assert decode(gzip.compress(gzip.compress(PAGE)), "gzip, gzip", CAP) == (b"", Mark.UNDECODABLE)


def test_a_stream_that_breaks_in_the_middle_keeps_what_came() -> None:
    sent = bytearray(gzip.compress(random.Random(2).randbytes(100_000)))
    sent[60_000:60_040] = bytes(40)
    body, mark = decode(bytes(sent), "gzip", CAP)

    assert (len(body) > 10_000, mark) == (True, Mark.TRUNCATED)


def test_nothing_at_all_is_whole() -> None:
    assert decode(b"", "gzip", CAP) == (b"", None)


@given(st.binary(max_size=100))
def test_every_body_is_something(body: bytes) -> None:
    assert isinstance(content_of(body), Content)
