"""Menus: which container is the main navigation, and what its links are called and stand under."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from crawler.adapters.columnkind import kind_of
from crawler.adapters.dom import Dom
from crawler.adapters.linknames import LONGEST, clean, is_name, label_of, name_of, outside
from storage.records import ColumnKind

_CANDIDATES = (
    "nav, [class*=nav], [id*=nav], [class*=Nav], [id*=Nav], [class*=NAV], [class*=menu],"
    " [id*=menu], [class*=Menu], [id*=Menu], [class*=daohang], [id*=daohang], [class~=dh],"
    " [id=dh], [class*=lanmu]"
)
_HOLDERS = frozenset(
    {"nav", "div", "ul", "dl", "table", "tr", "td", "section", "header", "ol", "center"}
)
_NO_MENU = re.compile(
    r"foot|friend|yqlj|copyright|crumb|position|location|dqwz|curmb|(?<![a-z])lang|language|login"
    r"|search|share|(?<![a-z])side|sidebar|left[-_]?(?:nav|menu)|pages?(?![a-z])|pager|paging",
    re.I,
)
_LONGEST_IN_ROW = 12
_KNOWN = 0.85
_PANELS = 2.5
"""How many times its first row a menu holds when the rest are panels below it."""
_MOST_CANDIDATES, _MOST_LINKS, _UPPER, _DEEPEST = 80, 600, 260, 9


class Item(NamedTuple):
    """A named link, its level, and the name it stands under where that is printed."""

    name: str
    href: str
    level: int = 1
    parent: str | None = None


class Link(NamedTuple):
    """A link of the page, with what is asked of it again and again."""

    node: LexborNode
    name: str
    good: bool
    kind: ColumnKind | None
    """Its kind where its name says it for sure."""


class _Menu(NamedTuple):
    node: LexborNode
    links: list[Link]
    good: int
    kinds: int
    home: bool

    @property
    def worth(self) -> float:
        """How much it is like a main navigation: many kinds, a link home, many short names."""
        return 3.0 * self.home + min(self.kinds, 8) + 0.25 * min(self.good, 12)


def named_links(dom: Dom) -> list[Link]:
    """Return the page's links that are called something no longer than a column may be."""
    return [
        Link(anchor.node, name, is_name(name), _known_kind(name))
        for anchor in dom.anchors[:_MOST_LINKS]
        if (name := name_of(anchor.node))
    ]


@lru_cache(maxsize=8192)  # a site says the same names on every page
def _known_kind(name: str) -> ColumnKind | None:
    """Return the kind that a name says for sure."""
    kind, confidence = kind_of(name) if len(name) <= LONGEST else (ColumnKind.OTHER, 0.0)
    return kind if kind is not ColumnKind.OTHER and confidence >= _KNOWN else None


def main(dom: Dom, links: list[Link]) -> Iterator[Item]:
    """Yield the items of the main navigation; none where nothing looks like one."""
    holders = {
        node.mem_id: node
        for node in dom.tree.css(_CANDIDATES)[:_MOST_CANDIDATES]
        if node.tag in _HOLDERS and not _NO_MENU.search(label_of(node))
    }
    held: dict[int, list[Link]] = {}
    for link in links[:_UPPER] if holders else ():
        above = link.node.parent
        for _ in range(_DEEPEST):
            if above is None:
                break
            if above.mem_id in holders:
                held.setdefault(above.mem_id, []).append(link)
            above = above.parent
    menus = [menu for key, links in held.items() if (menu := _rate(holders[key], links))]
    best = _choose(menus)
    if best is None:
        return
    row = _first_row(best)
    for item, node in _items(best.node, best.node.css("a")):
        below = row is not None and node.mem_id not in row
        yield item._replace(level=2) if below else item


def top_rows(links: list[Link]) -> Iterator[Item]:
    """Yield the rows of short names in the page that hold columns of at least two known kinds."""
    rows: dict[int, list[Link]] = {}
    for link in links[:_UPPER]:
        if (row := _row(link.node)) is not None:
            rows.setdefault(row.mem_id, []).append(link)
    for neighbours in rows.values():
        good = [link for link in neighbours if link.good and len(link.name) <= _LONGEST_IN_ROW]
        kinds = {link.kind for link in good if link.kind}
        enough = len(good) >= 4 and len(kinds) >= 2 and len(good) >= 0.7 * len(neighbours)
        if enough and not outside(neighbours[0].node):
            yield from (Item(link.name, link.node.attributes.get("href") or "") for link in good)


def site_map(links: list[Link]) -> Iterator[Item]:
    """Yield the links of the container that holds most short names outside the navigation."""
    holders: dict[int, tuple[LexborNode, int]] = {}
    for link in links:
        if not link.good:
            continue
        node = link.node.parent
        for _ in range(4):
            if node is None or node.tag == "body":
                break
            holders[node.mem_id] = (node, holders.get(node.mem_id, (node, 0))[1] + 1)
            node = node.parent
    ranked = [held for held in holders.values() if held[1] >= 8 and not _is_menu(held[0])]
    if ranked:
        most = max(count for _, count in ranked)
        node = next(node for node, count in ranked if count == most)
        yield from (item for item, _ in _items(node, node.css("a")))


def _row(link: LexborNode) -> LexborNode | None:
    """Return the list, table row or box in which a link has its neighbours."""
    node = link.parent
    for _ in range(4):
        if node is None or node.tag in ("ul", "ol", "dl", "tr", "nav"):
            return node
        node = node.parent
    return link.parent.parent if link.parent is not None else None


def _rate(node: LexborNode, links: list[Link]) -> _Menu | None:
    good = [link for link in links if link.good]
    if len(good) < 3 or len(good) < 0.6 * len(links) or outside(node):
        return None
    kinds = {link.kind for link in links if link.kind} - {ColumnKind.HOME}
    home = any(link.kind is ColumnKind.HOME for link in links)
    return _Menu(node, links, len(good), len(kinds), home)


def _choose(menus: list[_Menu]) -> _Menu | None:
    """Choose the worthiest; of one inside another, the inner one if it says nearly as much."""
    best: _Menu | None = None
    for menu in sorted(menus, key=lambda menu: -len(menu.links)):
        if best is None:
            best = menu
        elif _inside(menu, best):
            row = menu.home and menu.good >= 4
            if row or (menu.worth >= best.worth and menu.good >= 0.6 * best.good):
                best = menu
        elif menu.worth > best.worth:
            best = menu
    return best if best is not None and (best.kinds >= 1 or best.good >= 5) else None


def _first_row(best: _Menu) -> frozenset[int] | None:
    """Return the links of the row that a menu of many panels begins with, if it has one."""
    good = [link for link in best.links if link.good]
    if not good or (first := _row(good[0].node)) is None:
        return None
    row = [
        link for link in good if (own := _row(link.node)) is not None and own.mem_id == first.mem_id
    ]
    kinds = {link.kind for link in row if link.kind}
    if len(row) < 4 or len(kinds) < 3 or len(good) < _PANELS * len(row):
        return None
    return frozenset(link.node.mem_id for link in row)


def _inside(menu: _Menu, other: _Menu) -> bool:
    node = menu.node.parent
    while node is not None:
        if node.mem_id == other.node.mem_id:
            return True
        node = node.parent
    return False


def _items(holder: LexborNode, links: list[LexborNode]) -> Iterator[tuple[Item, LexborNode]]:
    """Yield the links with what they stand under: the first name of their outermost list item."""
    heads: dict[int, str] = {}
    sizes: dict[int, int] = {}
    placed = [(link, _group(holder, link)) for link in links]
    for _, group in placed:
        if group is not None:
            sizes[group.mem_id] = sizes.get(group.mem_id, 0) + 1
    for link, group in placed:
        name = name_of(link)
        parent = None
        if group is not None and 1 < sizes[group.mem_id] < len(links):
            head = heads.setdefault(group.mem_id, _head(group) or name)
            parent = head if head != name else None
        href = link.attributes.get("href")
        if href is not None and is_name(name):
            yield Item(name, href, 2 if parent else 1, parent), link


def _group(holder: LexborNode, link: LexborNode) -> LexborNode | None:
    """Return the outermost list item or definition list between a link and its menu."""
    found = None
    node = link.parent
    while node is not None and node.mem_id != holder.mem_id:
        if node.tag in ("li", "dl"):
            found = node
        node = node.parent
    return found


def _head(group: LexborNode) -> str:
    """Return the first name printed in a group, linked or not."""
    for line in (group.text(separator="\n") or "").split("\n"):
        if name := clean(line):
            return name if is_name(name) else ""
    return ""


def _is_menu(node: LexborNode) -> bool:
    return re.search("nav|menu", label_of(node), re.I) is not None or outside(node)
