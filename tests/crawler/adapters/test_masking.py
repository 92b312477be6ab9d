from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import pytest

from crawler.adapters import read
from crawler.adapters.masking import masked_posts, masked_reading
from crawler.adapters.media.feed import read_feed
from crawler.adapters.media.posts import Post, Posts, SourceState
from crawler.adapters.reading import (
    Attachment,
    Block,
    ColumnLink,
    Document,
    EntryLink,
    Leader,
    Letter,
    PageLink,
    Reading,
    SeenDate,
    SiteIdentity,
)
from storage.records import ColumnKind, PageKind

SEEN = datetime(2022, 5, 1, tzinfo=UTC)
CANARIES = (
    "13812345678",
    "138 1234 5678",
    "138-1234-5678",
    "+86 13812345678",
    "8613812345678",
    "１３８１２３４５６７８",
    "11010519491231002X",
    "11010519491231002ｘ",
    "１１０１０５１９４９１２３１００２Ｘ",
    "110105 19491231 002X",
    "110105-1949-1231-002X",
    "110105491231002",
    "6222021234567890128",
)
FETCHED = {"sources", "forward", "text", "links"}
FULL = Reading(
    kind=PageKind.HOME,
    encoding="e",
    title="t",
    published_from="p",
    dates=(SeenDate(value=SEEN, where="w"),),
    source="s",
    attachments=(Attachment(name="n", url="u"),),
    columns=(ColumnLink(name="n", url="u", kind=ColumnKind.NEWS, parent="p"),),
    entries=(EntryLink(title="t", url="u", printed="p"),),
    blocks=(Block(name="n", entries=(EntryLink(title="t", url="u", printed="p"),), url="u"),),
    letters=(Letter(title="t"),),
    leaders=(Leader(name="n", post="p"),),
    identity=SiteIdentity(
        site_name="n",
        site_domain="d",
        site_id_code="c",
        site_id_code_meta="m",
        icp="i",
        police="p",
        sponsor="s",
        contact="c",
        undertaker="u",
        sitemap="m",
    ),
    tags={"t": "t"},
    cms="c",
    sources=("s",),
    forward="f",
    notes=("n",),
    column_kind=ColumnKind.NEWS,
)
POSTS = Posts(
    source_state=SourceState.OK, account="a", posts=(Post(title="t", url="u", published=SEEN),)
)


ADDRESSES = {"url", "sitemap"}


def filled(value: Any, text: str, url: str) -> Any:
    """Put a text into every string below a record, and an address into every `url`."""
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value,
            **{
                one.name: filled(
                    getattr(value, one.name), url if one.name in ADDRESSES else text, url
                )
                for one in fields(value)
                if one.name not in FETCHED
            },
        )
    if isinstance(value, tuple):
        return tuple(filled(one, text, url) for one in value)
    if isinstance(value, dict):
        return dict.fromkeys([text], text)
    return text if type(value) is str else value


def empty(value: Any, at: str) -> Iterator[str]:
    """Name the strings, tuples and dictionaries below a record that hold nothing."""
    if is_dataclass(value):
        for one in fields(value):
            yield from empty(getattr(value, one.name), f"{at}.{one.name}")
    elif isinstance(value, tuple) and value:
        for one in value:
            yield from empty(one, at)
    elif value is None or value in ("", (), {}):
        yield at


def test_the_records_hold_something_in_every_field() -> None:
    not_texts = {"published", "asked", "answered", "outline"}  # whose marks tell no digit
    not_texts |= {"text", "links"}  # see below

    bare = [*empty(FULL, "reading"), *empty(POSTS, "posts")]

    assert [at for at in bare if at.rpartition(".")[2] not in not_texts] == []


@pytest.mark.parametrize("canary", CANARIES)
@pytest.mark.parametrize("escaped", [False, True])
def test_no_string_of_a_record_keeps_a_private_number(canary: str, *, escaped: bool) -> None:
    url = f"http://x.gov.cn/q?n={quote(canary) if escaped else canary}#{canary}"
    told = f"张三 {canary}。"

    reading = repr(masked_reading(filled(FULL, told, url)))
    posts = repr(masked_posts(filled(POSTS, told, url)))

    for hidden in (reading, posts):
        assert "张三" in hidden
        assert "*****" in hidden
        for part in (
            canary,
            quote(canary),
            "345678",
            "1231",
            "５６７８",
            "5678'",
            quote("２３４５"),
        ):
            assert part not in hidden


def test_where_to_look_next_stays_as_it_is() -> None:
    source, forward = "http://x.gov.cn/list?id=13812345678", "http://x.gov.cn/?t=13812345678"

    reading = masked_reading(replace(FULL, sources=(source,), forward=forward))

    assert reading.sources == (source,)
    assert reading.forward == forward


@pytest.mark.parametrize("canary", CANARIES)
def test_what_links_say_is_masked_and_where_they_lead_is_not(canary: str) -> None:
    links = (PageLink("http://x.gov.cn/1", "通知"), PageLink("http://x.gov.cn/2", f"张三 {canary}"))

    reading = masked_reading(replace(FULL, links=links))

    assert [link.url for link in reading.links] == ["http://x.gov.cn/1", "http://x.gov.cn/2"]
    assert reading.links[0].words == "通知"
    assert reading.links[1].words.startswith("张三 ")
    assert "*****" in reading.links[1].words


def test_a_reading_without_private_numbers_stays_as_it_is() -> None:
    assert masked_reading(FULL) == FULL
    assert masked_posts(POSTS) == POSTS


def test_no_private_number_leaves_a_reading() -> None:
    rows = "".join(
        f'<li><a href="/q?id=110105199003071234&n={n}">张三110105199003071234、13812345678</a>'
        f"<span>2022-04-0{n}</span></li>"
        for n in range(1, 5)
    )
    body = f"<title>13812345678</title><h3>张三13812345678</h3><ul>{rows}</ul>".encode()

    reading = read(Document(url="http://x.gov.cn/", body=body, fetched_at=SEEN))

    assert len(reading.entries) == 4
    assert "19900307" not in repr(reading)
    assert "13812345678" not in repr(reading)


def test_no_private_number_leaves_a_feed() -> None:
    body = (
        "<rss version='2.0'><channel><title>示范发布13812345678</title><item>"
        "<title>张三138 1234 5678的来信</title><link>http://x.gov.cn/?t=%31%33812345678</link>"
        "<pubDate>Sun, 01 May 2022 08:00:00 +0800</pubDate></item></channel></rss>"
    )

    posts = read_feed(Document(url="http://x.gov.cn/", body=body.encode(), fetched_at=SEEN))

    assert posts.account == "示范发布138********"
    assert posts.posts[0].title == "张三138********的来信"
    assert posts.posts[0].url == "http://x.gov.cn/?t=138********"
