from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.adapters.decode import decode

TEXT = "示范市人民政府办公室关于印发《示范市政务公开工作要点》的通知，各县（市、区）人民政府："


@pytest.mark.parametrize("claim", [None, "text/html; charset=utf-8", "text/html; charset=gb2312"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_bytes_win_over_claims(claim: str | None, encoding: str) -> None:
    decoded = decode(TEXT.encode(encoding), claim)

    assert decoded.text == TEXT
    assert decoded.encoding == encoding
    assert decoded.complete


def test_a_wrong_meta_is_seen_through_and_kept() -> None:
    decoded = decode(b'<meta charset="UTF-8">' + TEXT.encode("gbk"))

    assert TEXT in decoded.text
    assert decoded.declared == "utf-8"


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_byte_order_marks(body: bytes, encoding: str) -> None:
    decoded = decode(body)

    assert (decoded.text, decoded.encoding) == (TEXT, encoding)


def test_a_declared_big5_is_believed() -> None:
    text = "臺北市政府公告"

    decoded = decode(text.encode("big5"), "text/html; charset=Big5")

    assert (decoded.text, decoded.encoding) == (text, "big5")


def test_one_bad_byte_does_not_turn_a_utf8_page_into_another() -> None:
    body = bytearray((TEXT * 200).encode())
    body[100] = 0xFF

    decoded = decode(bytes(body))

    assert decoded.encoding == "utf-8"
    assert decoded.complete


def test_many_bad_bytes_make_it_incomplete() -> None:
    body = bytearray((TEXT * 40).encode())
    random = Random(1)
    for _ in range(40):
        body[random.randrange(len(body))] = 0xFF

    assert not decode(bytes(body)).complete


@given(st.binary(max_size=300), st.sampled_from([None, "charset=idna", "charset=unicode_escape"]))
def test_no_bytes_and_no_label_make_it_fall(body: bytes, claim: str | None) -> None:
    assert decode(body, claim).encoding in {"utf-8", "gb18030", "utf-16-le", "utf-16-be", "big5"}


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_known_by_its_zeros(encoding: str) -> None:
    page = f"<!DOCTYPE html><html><head><title>{TEXT}</title></head><body>{TEXT}</body></html>"
    decoded = decode(page.encode(encoding), "text/html; charset=gb2312")

    assert (decoded.text, decoded.encoding) == (page, encoding)


def test_bytes_with_many_zeros_on_both_sides_are_no_utf_16() -> None:
    assert decode(b"\0" * 600).encoding == "utf-8"
    assert decode(b"<p>\0\0\0\0</p>" + TEXT.encode()).encoding == "utf-8"
