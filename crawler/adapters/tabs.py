"""Tabs: lists side by side of which one shows, each under the head at its own place."""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from crawler.adapters import regions
from crawler.adapters.dom import Dom
from crawler.adapters.linknames import label_of
from crawler.adapters.links import Link, text_in

MORE = re.compile(r"[\s·|\[(（【]*(?:查看)?(?:更多|more)[\s>》»+.…\])）】]*", re.I)
_SIGN = re.compile(r"[+＋>＞»→…·.\s]*")
_NAMED_MORE = re.compile(r"更多|(?<![a-z])more(?![a-z])", re.I)
PART = re.compile(r"最新|近期|往期|以往|往年|历史|更早|全部|(?:19|20)\d\d年?度?")
"""What tabs are called that are parts of one list."""
_MENU = 0.3
LONGEST_NAME = 24
_HEADING_AWAY = 6
_TAB_TAGS = (("li",), ("a",), ("span",), ("h1", "h2", "h3", "h4", "div"))
_DATED = re.compile(r"\d{1,2}[-/.月]\d{1,2}")  # of the rows of a list, which are no heads


@dataclass(frozen=True, slots=True)
class Heading:
    """A block's name and where it, or its 更多, leads."""

    name: str = ""
    href: str = ""


def is_more(link: Link) -> bool:
    """Whether a link leads to the rest of a list, be it by a word, a sign or a picture."""
    if MORE.fullmatch(link.shown):
        return True
    if not _SIGN.fullmatch(link.shown):
        return False
    if link.shown.strip("."):
        return True
    picture = link.node.css_first("img")
    said = picture.attributes if picture is not None else {}
    names = (label_of(link.node), link.hint, said.get("alt") or "", said.get("src") or "")
    return any(map(_NAMED_MORE.search, names))


def elements(node: LexborNode) -> list[LexborNode]:
    """Return the element children."""
    found = []
    child = node.child
    while child is not None:
        if child.is_element_node:
            found.append(child)
        child = child.next
    return found


def has_kin(node: LexborNode, parent: LexborNode) -> bool:
    """Whether a node stands beside others of its own tag."""
    tag = node.tag_id
    return sum(child.tag_id == tag for child in elements(parent)) > 1


def head_of(node: LexborNode, parent: LexborNode, dom: Dom) -> Heading | None:
    """Read the tab head that belongs to this tab by its place."""
    tag = node.tag_id
    children = elements(parent)
    kin = [child for child in children if child.tag_id == tag]
    if len(kin) < 2:
        return None
    first = next(place for place, child in enumerate(children) if child.tag_id == tag)
    before = children[:first][::-1] + previous(parent)
    places = [(head, kin) for head in before[:3]]
    if len(kin) > 2 and not _DATED.search(text_in(kin[0])):
        places.insert(0, (kin[0], kin[1:]))
    for candidate, tabs in places:
        if not _shares(parent, candidate) and regions.weight(candidate, dom) < _MENU:
            continue  # the site's menu; tab heads in the tabs' own box may be called a menu, too
        items = _tab_heads(candidate, dom, len(tabs))
        if len(items) != len(tabs):
            continue
        more = [link.href or "" for link in dom.links_in(candidate) if is_more(link)]
        for place, (item, tab) in enumerate(zip(items, tabs, strict=True)):
            if tab.mem_id == node.mem_id:
                found = _heading_in(item, dom)
                own = more[place] if len(more) == len(tabs) else ""
                return found if found.href else Heading(found.name, own)
    return None


def _shares(parent: LexborNode, child: LexborNode) -> bool:
    return child.parent is not None and child.parent.mem_id == parent.mem_id


def previous(node: LexborNode) -> list[LexborNode]:
    """Return the elements before this one, nearest first, as many as a heading may be away."""
    found: list[LexborNode] = []
    before = node.prev
    while before is not None and len(found) < _HEADING_AWAY:
        if before.is_element_node:
            found.append(before)
        before = before.prev
    return found


def _tab_heads(node: LexborNode, dom: Dom, wanted: int) -> list[LexborNode]:
    """Return what may be the heads of tabs in an element; of more than are wanted, some."""
    for tags in _TAB_TAGS:
        items: list[LexborNode] = []
        for item in dom.inside(node, *tags):
            if 1 < len(text := Dom.text_of(item)) <= LONGEST_NAME and not MORE.fullmatch(text):
                if items and _holds(items[-1], item):
                    items.pop()
                items.append(item)
                if len(items) > wanted:
                    return items
        if len(items) > 1:
            return items
    return []


def _holds(outer: LexborNode, inner: LexborNode) -> bool:
    current = inner.parent
    while current is not None and current.mem_id != outer.mem_id:
        current = current.parent
    return current is not None


def _heading_in(item: LexborNode, dom: Dom) -> Heading:
    links = dom.links_in(item)
    return Heading(dom.text_of(item), (links[0].href or "") if links else "")
