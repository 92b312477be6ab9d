"""One HTTP/1.1 answer: what is read of it, however it is cut into pieces."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.fates import Ended
from crawler.http1 import HEAD_AT_MOST, Answer, AnswerReader, Garbled, TooLarge
from storage.records import Fate

CAP = 1000
PLAIN = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-A: 1\r\nx-a: 2\r\n\r\nhello"
CHUNKED = (
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n"
    b"3;name=value\r\nhel\r\n2\r\nlo\r\n0\r\nTrailer: x\r\n\r\n"
)
OPEN = b"HTTP/1.0 200 OK\nContent-Type: text/html\n\nhello"
INTERIM = b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + PLAIN
ANSWERS = [PLAIN, CHUNKED, OPEN, INTERIM]


def read(data: bytes, cuts: list[int] | None = None) -> tuple[Answer, AnswerReader]:
    reader = AnswerReader(CAP)
    edges = sorted({0, len(data), *(cut % len(data) for cut in cuts or ())})
    for start, end in pairwise(edges):
        reader.feed(data[start:end])
    reader.end()
    return reader.answer, reader


@pytest.mark.parametrize("data", ANSWERS)
def test_every_framing_is_read(data: bytes) -> None:
    answer, _ = read(data)

    assert (answer.status, answer.body, answer.cut) == (200, b"hello", False)


@given(data=st.sampled_from(ANSWERS), cuts=st.lists(st.integers(0, 10_000), max_size=30))
def test_pieces_make_no_difference(data: bytes, cuts: list[int]) -> None:
    assert read(data, cuts)[0] == read(data)[0]


@given(data=st.binary(max_size=300), head=st.sampled_from([b"", b"HTTP/1.1 200 OK\r\n", CHUNKED]))
def test_any_bytes_end_in_an_answer_or_an_ending(data: bytes, head: bytes) -> None:
    fate = None
    try:
        answer, reader = read(head + data if head + data else b"x")
    except Ended as ended:
        fate = ended.fate

    assert fate in {Fate.HTTP_PROTOCOL, Fate.SIZE_LIMIT} or (
        reader.done and len(answer.body) <= CAP
    )


def test_headers_of_one_name_keep_their_order() -> None:
    assert read(PLAIN)[0].headers[b"x-a"] == [b"1", b"2"]


def test_a_header_goes_on_in_the_next_line() -> None:
    data = b"HTTP/1.1 200 OK\r\nX: one\r\n\ttwo\r\nno header at all\r\nContent-Length: 0\r\n\r\n"

    assert read(data)[0].headers == {b"x": [b"one two"], b"content-length": [b"0"]}


@pytest.mark.parametrize(
    ("head", "reusable"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2", True),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: Close", False),
        (b"HTTP/1.0 200 OK\r\nContent-Length: 2", False),
        (b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive", True),
    ],
)
def test_which_connections_may_be_kept(head: bytes, reusable: bool) -> None:
    reader = AnswerReader(CAP)
    reader.feed(head + b"\r\n\r\nok")

    assert reader.done
    assert reader.reusable is reusable


@pytest.mark.parametrize("more", [b"x", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_more_than_was_asked_for_spoils_the_connection(more: bytes) -> None:
    for data in (PLAIN, CHUNKED):
        reader = AnswerReader(CAP)
        reader.feed(data + more)
        assert reader.done
        assert not reader.reusable


@pytest.mark.parametrize(
    "data",
    [
        b"<html>no head</html>",
        b"HTTP/2 200\r\n\r\n",
        b"HTTP/1.1 2OO OK\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nxx",
        b"HTTP/1.1 200 OK\r\nContent-Le",
    ],
)
def test_what_is_no_http_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(Garbled):
        read(data)


def test_a_length_given_twice_is_one_length() -> None:
    data = b"HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\nContent-Length: 5\r\n\r\nhello"

    assert read(data)[0].body == b"hello"


@pytest.mark.parametrize("data", [PLAIN[:-1], CHUNKED[:-25], CHUNKED.replace(b"2\r\n", b"zz\r\n")])
def test_a_body_that_breaks_off_is_kept_and_marked(data: bytes) -> None:
    answer, reader = read(data)

    assert answer.cut
    assert answer.body.startswith(b"hel")
    assert not reader.reusable


def test_the_end_of_the_connection_ends_a_body_without_length() -> None:
    answer, _ = read(OPEN)

    assert answer.open_end
    assert not answer.cut


def test_a_reset_cuts_a_body_without_length() -> None:
    reader = AnswerReader(CAP)
    reader.feed(OPEN)
    reader.end(ConnectionResetError())

    assert reader.answer.cut


def test_a_reset_before_the_head_is_what_happened() -> None:
    reader = AnswerReader(CAP)

    with pytest.raises(ConnectionResetError):
        reader.end(ConnectionResetError())


@pytest.mark.parametrize(
    "data",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 1001,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n" + b"x" * 1001,
    ],
)
def test_a_body_over_the_cap_is_not_taken(data: bytes) -> None:
    with pytest.raises(TooLarge):
        read(data)


def test_headers_without_end_are_not_waited_for() -> None:
    reader = AnswerReader(CAP)
    reader.feed(b"HTTP/1.1 200 OK\r\n")

    with pytest.raises(Garbled, match="没有尽头"):
        reader.feed(b"X: x\r\n" * (HEAD_AT_MOST // 6))


def test_a_304_has_no_body_whatever_it_says() -> None:
    assert read(b"HTTP/1.1 304 Not Modified\r\nContent-Length: 10\r\n\r\n")[0].body == b""
