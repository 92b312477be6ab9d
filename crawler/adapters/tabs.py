"""Tabs: lists side by side of which one shows, each under the head at its own place."""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from crawler.adapters.dom import Dom

MORE = re.compile(r"[\s·|\[(（【]*(?:查看)?(?:更多|more)[\s>》»+.…\])）】]*", re.I)
LONGEST_NAME = 24
_HEADING_AWAY = 6
_DATED = re.compile(r"\d{1,2}[-/.月]\d{1,2}")  # of the rows of a list, which are no heads


@dataclass(frozen=True, slots=True)
class Heading:
    """A block's name and where it, or its 更多, leads."""

    name: str = ""
    href: str = ""


def _elements(node: LexborNode) -> list[LexborNode]:
    """Return the element children."""
    found = []
    child = node.child
    while child is not None:
        if child.tag and child.tag[0] not in "-_!":
            found.append(child)
        child = child.next
    return found


def _kin(node: LexborNode, parent: LexborNode) -> list[LexborNode]:
    """Return the node's siblings of its own tag, itself among them."""
    return [child for child in _elements(parent) if child.tag == node.tag]


def has_kin(node: LexborNode, parent: LexborNode) -> bool:
    """Whether a node stands beside others of its own tag."""
    return len(_kin(node, parent)) > 1


def head_of(node: LexborNode, parent: LexborNode) -> Heading | None:
    """Read the tab head that belongs to this tab by its place."""
    kin = _kin(node, parent)
    if len(kin) < 2:
        return None
    heads = _elements(parent)
    first = next(i for i, child in enumerate(heads) if child.mem_id == kin[0].mem_id)
    before = heads[:first][::-1] + previous(parent)
    places = [(head, kin) for head in before[:3]]
    if len(kin) > 2 and not _DATED.search(kin[0].text() or ""):
        places.append((kin[0], kin[1:]))
    for candidate, tabs in places:
        items = _tab_heads(candidate)
        if len(items) != len(tabs):
            continue
        for item, tab in zip(items, tabs, strict=True):
            if tab.mem_id == node.mem_id:
                return item
    return None


def previous(node: LexborNode) -> list[LexborNode]:
    """Return the elements before this one, nearest first, as many as a heading may be away."""
    found: list[LexborNode] = []
    before = node.prev
    while before is not None and len(found) < _HEADING_AWAY:
        if before.tag and before.tag[0] not in "-_!":
            found.append(before)
        before = before.prev
    return found


def _tab_heads(node: LexborNode) -> list[Heading]:
    for query in ("li", "a", "span", "h1, h2, h3, h4, div"):
        items = [
            _heading_in(item, text)
            for item in node.css(query)
            if 1 < len(text := Dom.text_of(item)) <= LONGEST_NAME and not MORE.fullmatch(text)
        ]
        if len(items) > 1:
            return items
    return []


def _heading_in(item: LexborNode, text: str) -> Heading:
    link = item if item.tag == "a" else item.css_first("a")
    href = (link.attributes.get("href") or "") if link is not None else ""
    return Heading(text, href)
