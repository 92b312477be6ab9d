"""What holds of every page, of ten thousand that a grammar writes and of ten thousand of noise.

Each property is one test, so that the tests can be shared out among processors.
"""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.adapters import dates, read
from crawler.adapters.decode import decode
from crawler.adapters.dom import Dom
from crawler.adapters.media.feed import is_feed, read_feed
from crawler.adapters.reading import Document, EntryLink, Reading
from crawler.readingjson import as_json
from tests.crawler.adapters.markup import FORMS, ODD_DATES, RAW, SEEN, TODAY, WORDS, Page

URL = "http://www.shifan.gov.cn/tz/index.html"
FIRST, LAST = date(1949, 1, 1), TODAY + timedelta(days=366)
many = settings(max_examples=10_000)
ASCII = [raw for raw in RAW if raw.isascii()]  # others swallow what follows, in either order
tapes = st.binary(min_size=30, max_size=110)


def document(body: bytes) -> Document:
    return Document(url=URL, body=body, fetched_at=SEEN)


def all_dates(reading: Reading) -> Iterator[date | datetime | None]:
    yield reading.published
    yield from (seen.value for seen in reading.dates)
    yield from (entry.published for entry in reading.entries)
    yield from (entry.published for block in reading.blocks for entry in block.entries)
    for letter in reading.letters:
        yield from (letter.asked, letter.answered)


def possible(value: date | datetime | None) -> bool:
    return value is None or FIRST <= dates.day_of(value) <= LAST


def printable(reading: Reading) -> str:
    """Return what `scrapy read` prints, as it leaves for a file or a pipe."""
    line = json.dumps(as_json("a.html", URL, reading), ensure_ascii=False)
    assert line.encode()
    return line


@many
@given(tapes, st.booleans())
def test_nothing_impossible_unprinted_or_private_is_told(tape: bytes, lists: bool) -> None:
    page = Page(tape, lists=lists)

    reading = read(document(page.body))

    assert all(map(possible, all_dates(reading)))
    told = printable(reading) + repr(replace(reading, sources=(), forward=None))
    assert not [number for number in page.planted if number[:14] in told]
    if reading.entries or reading.blocks:
        _holds_what_is_linked_and_printed(reading, html.unescape(decode(page.body).text))


@many
@given(tapes)
def test_the_order_of_attributes_says_nothing(tape: bytes) -> None:
    one, other = (Page(tape, turned=turned, raw=ASCII).body for turned in (False, True))

    assert read(document(one)) == read(document(other))


def _holds_what_is_linked_and_printed(reading: Reading, source: str) -> None:
    assert len(reading.entries) <= _links(source)
    shown = _squeezed(re.sub(r"<[^<>]*>", "", source)), _squeezed(source)
    for entry in (*reading.entries, *(one for block in reading.blocks for one in block.entries)):
        if entry.published is not None:
            assert any(_squeezed(entry.printed) in text for text in shown), entry
            assert _is_what_is_printed(entry), entry


def _links(source: str) -> int:
    """Count what may be an entry: links, rows of tables, objects in script; in comments, too."""
    trees = (
        Dom(text, url=URL, seen=SEEN).tree for text in (source, re.sub("<!--|-->", "", source))
    )
    return max(len(tree.css("a, tr")) for tree in trees) + source.count('"url"')


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _is_what_is_printed(entry: EntryLink) -> bool:
    """Whether day and month of an entry stand in what the page prints as its date."""
    assert entry.published is not None
    day = dates.day_of(entry.published)
    printed = dates.plain(entry.printed)
    if re.search(r"前|昨天|今天|刚刚|[一二三四五六七八九十]月|\d{10}", printed):
        return True  # it is reckoned, or not in our digits
    if stamp := re.search(r"\d{8}", printed):
        return stamp[0] == f"{day:%Y%m%d}"
    numbers = set(map(int, re.findall(r"\d+", printed)))
    zoned = re.search(r"Z|GMT|[+-]\d{4}$", printed) is not None
    days = [day + timedelta(days=n) for n in ((-1, 0, 1) if zoned else (0,))]
    return any(
        one.day in numbers and (one.month in numbers or f"{one:%b}" in printed) for one in days
    )


PIECES = (
    *RAW,
    *(word.encode() for word in WORDS[:16]),
    *(word.encode("gb18030") for word in WORDS[:16]),
    *(b"<li><a href=/a/1.html>", b"</a>", b"<table><tr><td>", b"<script>", b"2026-02-03", b"[{"),
)


def _noise(tape: bytes) -> bytes:
    return b"".join(PIECES[n % len(PIECES)] if n < 0x60 else bytes([n]) for n in tape)


noise = st.binary(max_size=60).map(_noise)
CLAIMS = (None, "charset=idna", "text/html; charset=gb2312", "charset=utf-16", "charset=Big5")


@many
@given(noise, st.sampled_from(CLAIMS))
def test_no_noise_makes_it_fall(body: bytes, claim: str | None) -> None:
    reading = read(replace(document(body), content_type=claim))
    decoded = decode(body, claim)

    assert all(map(possible, all_dates(reading)))
    assert printable(reading)
    assert reading.encoding == decoded.encoding
    assert decoded.encoding in {"utf-8", "gb18030", "utf-16-le", "utf-16-be", "big5"}
    assert decoded.text.encode().decode() == decoded.text
    assert decoded.replaced == 0 or not decoded.text.isascii()


@many
@given(st.binary(max_size=20), st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_text_comes_back_from_its_encoding(tape: bytes, encoding: str) -> None:
    text = "示范市人民政府" + "".join(chr(0x4E00 + 80 * n + at) for at, n in enumerate(tape))

    decoded = decode(text.encode(encoding))

    assert (decoded.text, decoded.complete) == (text, True)
    assert encoding in decoded.encoding


SIGNS = "0123456789012-/.年月日时:〔〕号 []前天昨AMPTZ+，１２〇二"


def _dated(tape: bytes) -> str:
    """Write one date with something before and after it, or a row of signs of dates."""
    kind, form, near, far, before, after, *rest = tape
    if kind % 6 == 0:
        return "".join(SIGNS[n % len(SIGNS)] for n in tape)
    if kind % 6 == 1:
        text = ODD_DATES[form % len(ODD_DATES)]
    else:
        day = date(1900, 1, 1) + timedelta(days=(near << 8 | far) + 8 * len(rest))
        text = FORMS[form % len(FORMS)](day)
    starts = ("", "", "发布时间：", "[", "2026-", "1")
    ends = ("", "", "]", " 10:20", "-1", "日", " +0800")
    return starts[before % len(starts)] + text + ends[after % len(ends)]


@many
@given(st.binary(min_size=6, max_size=30).map(_dated))
def test_no_text_gives_an_impossible_date(text: str) -> None:
    found = [dates.read_date(text, SEEN)]
    found += [one.value for one in (dates.pure(text, SEEN), dates.box(text, SEEN)) if one]
    found += [one.value for one in dates.find_all(text, SEEN)]

    assert all(map(possible, found))


@many
@given(tapes)
def test_no_feed_makes_it_fall(tape: bytes) -> None:
    page = Page(tape, lists=True)
    items = page.body.replace(b"<li", b"<item><title").replace(b"<span", b"<pubDate")
    body = b"<rss><channel>" + items

    posts = read_feed(document(body))

    assert is_feed(body)
    assert all(possible(post.published) for post in posts.posts)
    told = json.dumps(posts.as_json("f.xml"), ensure_ascii=False)
    assert told.encode()
    assert not [number for number in page.planted if number[:14] in told]
