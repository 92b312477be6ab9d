"""The columns that a page shows: its main navigation, its site map, the headings of its blocks.

Of a saved page of which nobody said where it stood, relative addresses are given as they are.

The main navigation is the container that calls itself one and holds mostly short names, more of
them known column names than any other. Where none calls itself so, a row of short names near the
top is taken, with less confidence. Friend links, footers, breadcrumbs, language switches, logins
and the link to the home page itself are no columns.

`external` says that an address leaves the page's own host and what is below it: xxgk.city.gov.cn
is the own of www.city.gov.cn, another department's host is not. Aliases are decided elsewhere.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from crawler.adapters import linknames, menus
from crawler.adapters.columnkind import is_history, kind_of
from crawler.adapters.dom import Dom
from crawler.adapters.menus import Item, Link
from crawler.adapters.reading import ColumnLink
from storage.records import ColumnKind

_SITEMAP = re.compile(r"(?:网站|站点)(?:地图|导航)")
_ARTICLE = re.compile(
    r"/t?(?:19|20)\d{2}-?(?:0\d|1[0-2])-?[0-3]\d[_/.]|/(?:content|art|post|info|article|detail)[_/]\d+"
    r"[\d/_]*\.s?html?|ItemDetail|/(?:19|20)\d\d/(?:\d\d/)?\d+/|content_\d+\.|post_\d+\.|/info/\d+/\d+\.",
    re.I,
)
_MORE = re.compile(r"^\W{0,3}(?:查看|了解|点击)?(?:更多|more)(?:信息|内容|>|》|\+)*\W{0,4}$", re.I)
_HEADING = re.compile(r"tit|hd|head|tab|more|channel|column|lm|name|block", re.I)
_MORE_WORD = re.compile(r"(?:查看)?(?:更多|more)[>》+\s]{0,4}", re.I)
_DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d{2,5})?")
_AUTHORITY = re.compile(r"https?://[^/?#\\]*")
_HEADING_SHARE, _TOP_SHARE = 0.7, 0.8
_SURE, _UNMISTAKABLE, _BY_NAME, _SHORT = 0.85, 0.95, 0.85, 6
_MOST, _MOST_MORES, _LONG_BLOCK, _MOST_NOTES = 400, 40, 1000, 6


class _Home(NamedTuple):
    """What addresses are compared with."""

    host: str
    numeric: bool
    page: str


def read_columns(dom: Dom) -> tuple[tuple[ColumnLink, ...], tuple[str, ...]]:
    """Return the columns that a page links to, and in words which of them are there twice.

    The columns stand in page order, each address once.
    """
    links = menus.named_links(dom)
    columns = _columns(dom, links)
    return columns, _doubles(dom, links, columns)


def _columns(dom: Dom, links: list[Link]) -> tuple[ColumnLink, ...]:
    home = _home(dom.url or _named_domain(dom))
    found: dict[str, ColumnLink] = {}
    if _SITEMAP.search(f"{dom.title} {dom.meta('ColumnName') or ''}"):
        _take(dom, home, found, menus.site_map(links), 1.0)
    _take(dom, home, found, menus.main(dom, links), 1.0)
    if not found:
        _take(dom, home, found, menus.top_rows(links), _TOP_SHARE)
    _take(dom, home, found, _headed(links), _HEADING_SHARE)
    return tuple(found.values())[:_MOST]


def _doubles(dom: Dom, links: list[Link], columns: tuple[ColumnLink, ...]) -> tuple[str, ...]:
    """Say which columns stand behind two addresses, and which addresses bear two names.

    Only names that say what they are for count: 更多 and the like mean nothing, and one name under
    two headings is two columns.
    """
    places: dict[tuple[str, str | None], set[str]] = {}
    for one in columns:
        if one.kind is not ColumnKind.OTHER and not one.external:
            places.setdefault((one.name, one.parent), set()).add(_bare(one.url))
    names: dict[str, set[str]] = {}
    for link in links:
        url = dom.absolute(link.node.attributes.get("href")) if link.good and link.kind else None
        if url is not None:
            names.setdefault(_bare(url), set()).add(link.name)
    known = {_bare(one.url) for one in columns}
    twice = [
        f"栏目“{name}”有{len(urls)}个网址" for (name, _), urls in places.items() if len(urls) > 1
    ]
    twice += [
        f"同一网址有{len(called)}个栏目名：{'、'.join(sorted(called))}"
        for url, called in names.items()
        if len(called) > 1 and url in known
    ]
    return tuple(twice[:_MOST_NOTES])


def _take(
    dom: Dom, home: _Home, found: dict[str, ColumnLink], items: Iterator[Item], share: float
) -> None:
    """Add the items that are columns; a share below 1 lowers what is known of them."""
    names = {column.name for column in found.values()} if share == _HEADING_SHARE else set()
    for item in items:
        url = dom.absolute(item.href)
        if url is None or url in found or item.name in names:
            continue
        kind, confidence = kind_of(item.name, url)
        if (
            kind is ColumnKind.HOME
            or _same(url, home)
            or ((confidence < _SURE or len(item.name) > 12) and _ARTICLE.search(url))
        ):
            continue
        found[url] = ColumnLink(
            name=item.name,
            url=url,
            kind=kind,
            level=item.level,
            parent=item.parent,
            external=not _own(url, home),
            history=is_history(item.name, kind, dom.seen.year),
            confidence=_sure_of(item.name, confidence, share),
        )


@lru_cache(maxsize=4096)
def _sure_of(name: str, confidence: float, share: float) -> float:
    """Lower what is known of a column by where it stands, unless its name alone says all.

    通知公告 over a block with a 更多 is that column, wherever a page puts it.
    """
    lowered = round(confidence * share, 2)
    plain = len(name) <= _SHORT and kind_of(name)[1] >= _UNMISTAKABLE
    return max(lowered, _BY_NAME) if plain else lowered


def _headed(links: list[Link]) -> Iterator[Item]:
    """Yield the columns that the headings of blocks lead to, by their own link or their 更多."""
    mores = 0
    for link in links:
        if mores < _MOST_MORES and _is_more(link.name):
            mores += 1
            name = _block_name(link.node)
        elif link.good and link.kind and _is_heading(link.node):
            name = link.name
        else:
            continue
        if linknames.is_name(name) and not linknames.outside(link.node):
            yield Item(name, link.node.attributes.get("href") or "")


@lru_cache(maxsize=4096)
def _is_more(name: str) -> bool:
    return _MORE.match(name) is not None


def _is_heading(link: LexborNode) -> bool:
    node = link.parent
    for _ in range(3):
        if node is None:
            return False
        if node.tag in ("h1", "h2", "h3", "h4") or _HEADING.search(linknames.label_of(node)):
            return True
        node = node.parent
    return False


def _block_name(more: LexborNode) -> str:
    """Return the heading that a 更多 stands beside: the only short text near it."""
    node = more.parent
    for _ in range(4):
        if node is None:
            return ""
        raw = node.text(separator=" ") or ""
        if len(raw) > _LONG_BLOCK:
            return ""
        text = _MORE_WORD.sub(" ", " ".join(raw.split())).strip()
        if text:
            return linknames.clean(text) if " " not in text and len(text) <= 10 else ""
        node = node.parent
    return ""


def _named_domain(dom: Dom) -> str:
    """Return the root that the site's tag names, for a page of which nobody said where it stood."""
    domain = (dom.meta("SiteDomain") or "").strip().lower()
    domain = domain.removeprefix("https://").removeprefix("http://").partition("/")[0]
    return f"http://{domain}/" if _DOMAIN.fullmatch(domain) else ""


def _home(url: str) -> _Home:
    parts = _split(url)
    host = parts[0]
    return _Home(host, numeric=parts[2], page=_bare(url))


def _split(url: str) -> tuple[str, str, bool]:
    match = _AUTHORITY.match(url)
    return _split_authority(match[0] if match else url)


@lru_cache(maxsize=4096)
def _split_authority(url: str) -> tuple[str, str, bool]:
    """Return host without www, host with port, and whether the host is no name but numbers."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower().removeprefix("www.")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "", "", False
    numeric = host == "localhost" or not host.rpartition(".")[2].isalpha()
    return (host + port if numeric else host), host + port, numeric


def _own(url: str, home: _Home) -> bool:
    host, _, _ = _split(url)
    return not host or host == home.host or (not home.numeric and host.endswith("." + home.host))


@lru_cache(maxsize=8192)  # a site's pages lead to the same addresses
def _bare(url: str) -> str:
    plain = url.partition("#")[0]
    if "index." in plain or "default." in plain:
        plain = re.sub(r"(?:index|default)\.\w{3,5}$", "", plain)
    return plain.rstrip("/")


def _same(url: str, home: _Home) -> bool:
    """Whether an address is the page itself or the root of its host."""
    bare = _bare(url)
    if "://" not in bare:  # nobody said where the page stood: relative addresses stay as they are
        return bare in ("", ".", "..")
    return bare == home.page or bare.partition("://")[2].removeprefix("www.") == home.host
