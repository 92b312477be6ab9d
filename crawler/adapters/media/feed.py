"""Feeds of accounts: RSS 2.0 and 1.0, Atom, JSON Feed 1.0 and 1.1, as bridges write them.

A date without a zone is China's. The feed's own dates (channel pubDate, lastBuildDate, updated)
say when it was built; a post's moment is its item's. WeWe-RSS gives that only as `date_modified`
or `updated`, so these serve where no date of publication is given. A pinned post is one that its
title marks; the order of items says nothing.
"""

import html
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from crawler.adapters import decode, jsonlists
from crawler.adapters.dates import read_date
from crawler.adapters.masking import masked_posts
from crawler.adapters.media.posts import Post, Posts, SourceState
from crawler.adapters.reading import Document

_FEED = re.compile(
    rb"(?>(?:<\?xml[^>]{0,300}\?>|<!--.{0,2000}?-->)\s*)*+<(?:rss|feed|rdf:RDF)[\s>]", re.S
)
_BEFORE = b"\xef\xbb\xbf \t\r\n"
_JSON_VERSION = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_TAGS = re.compile(r"<[^<>]{0,300}>")
_BRIDGE = re.compile(r"\s+[|｜-]\s+[A-Za-z][\w .-]{1,30}$")
_PINNED = re.compile(r"^\s*[\[【(（]?置顶[\]】)）：: ]")
_DELETED = re.compile(
    r"(?:内容|文章|微博|视频).{0,6}(?:已被.{0,6}删除|已删除|违规无法查看)|^该内容暂时无法查看"
)
_PUBLISHED = ("pubdate", "published", "issued", "date", "created", "updated", "modified")
"""Names of a post's moment, the publication before the change."""
_JSON_PUBLISHED = ("date_published", "date_modified")
_MOST = 2000


def is_feed(body: bytes) -> bool:
    """Whether a body is a feed, told by its beginning."""
    start = body[:4096].lstrip(_BEFORE)
    if start[:1] == b"{":
        return b"jsonfeed.org/version" in start
    return _FEED.match(start) is not None


def read_feed(document: Document) -> Posts:
    """Read a feed. What cannot be read comes back as `broken`, never as an exception."""
    decoded = decode.decode(document.body, document.content_type)
    text = decoded.text.lstrip("\ufeff").strip()
    try:
        read = _of_json if text.startswith("{") else _of_xml
        account, posts = read(text, document.fetched_at)
    except (ValueError, etree.LxmlError, RecursionError):
        return Posts(source_state=SourceState.BROKEN)
    state = SourceState.OK if posts else SourceState.EMPTY
    return masked_posts(Posts(source_state=state, account=account, posts=posts))


def _of_json(text: str, seen: datetime) -> tuple[str | None, tuple[Post, ...]]:
    value = jsonlists.loads(text)
    if not isinstance(value, dict) or not _JSON_VERSION.match(str(value.get("version", ""))):
        raise ValueError("not a JSON feed")
    items = value.get("items")
    posts = [
        _post(
            str(item.get("title") or item.get("content_text") or ""),
            item.get("url") or item.get("external_url") or item.get("id"),
            [str(item[name]) for name in _JSON_PUBLISHED if item.get(name)],
            seen,
        )
        for item in (items if isinstance(items, list) else [])[:_MOST]
        if isinstance(item, dict)
    ]
    return _account(value.get("title")), tuple(posts)


def _of_xml(text: str, seen: datetime) -> tuple[str | None, tuple[Post, ...]]:
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    # decoded already: a declaration that names another encoding must not be believed again
    root = etree.fromstring(_DECLARATION.sub("", text).encode(), parser)
    if root is None or _local(root) not in ("rss", "feed", "RDF"):
        raise ValueError("not a feed")
    channel = next((node for node in root if _local(node) == "channel"), root)
    items = [node for node in root.iter() if _local(node) in ("item", "entry")][:_MOST]
    posts = tuple(_of_item(item, seen) for item in items)
    return _account(next(_texts(channel, ("title",)), None)), posts


def _of_item(item: Any, seen: datetime) -> Post:  # an lxml element
    title = next(_texts(item, ("title",)), "")
    dates = [text for name in _PUBLISHED for text in _texts(item, (name,))]
    return _post(title, _address(item), dates, seen)


def _address(item: Any) -> str | None:
    """Return where a post stands: its link, Atom's alternate one, else an address for its id."""
    for node in item:
        if _local(node) == "link" and node.get("rel", "alternate") == "alternate":
            address = (node.text or "").strip() or (node.get("href") or "").strip()
            if address:
                return address
    return next(_texts(item, ("guid", "id")), None)


def _texts(node: Any, names: tuple[str, ...]) -> Iterator[str]:
    """Yield the texts of an element's children of these names, in any namespace."""
    for child in node:
        if _local(child).lower() in names:
            text = "".join(child.itertext()).strip()
            if text:
                yield text


def _local(node: Any) -> str:
    """Return an element's name without its namespace; '' for a comment or the like."""
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _post(title: str, url: Any, dates: Iterable[str], seen: datetime) -> Post:
    plain = " ".join(html.unescape(_TAGS.sub(" ", html.unescape(title))).split())
    address = url.strip() if isinstance(url, str) else ""
    return Post(
        title=plain,
        url=address if address.startswith(("http://", "https://")) else None,
        published=_moment(dates, seen),
        pinned=_PINNED.match(plain) is not None,
        deleted=_DELETED.search(plain) is not None,
    )


def _moment(dates: Iterable[str], seen: datetime) -> date | datetime | None:
    found = (read_date(text, seen) for text in dates)
    return next((moment for moment in found if moment is not None), None)


def _account(title: Any) -> str | None:
    """Return the account's name: the feed's title without the bridge's own name behind it."""
    plain = " ".join(str(title or "").split())
    return _BRIDGE.sub("", plain) or None
