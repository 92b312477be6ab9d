"""A list that a page cuts into pieces: five rows and a line, two columns, pinned rows on top.

Pieces belong together when nothing stands between the last row of one and the first of the next
but lines, blanks, a month: whatever says something there is a heading, and begins another list.
The newest entry of a list may stand in any of its pieces.
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler.adapters import tabs
from crawler.adapters.dom import Dom
from crawler.adapters.linknames import label_of
from crawler.adapters.links import text_in

_HOME = re.compile(r"首\s*页|主页")
ITEM = 2
"""Rows up to which a piece may be one item, with dates or links in its summary."""
_UP = 6
"""How many levels above a row its list may be put together."""
_LINE = re.compile(r"[\W_]*(?:(?:19|20)\d\d\s*[-年./]?\s*(?:\d{1,2}\s*月?)?)?[\W_]*")
_LONGEST_LINE = 200
_SPEAKS = re.compile(r"tit|head|(?<![a-z])hd(?![a-z])|tab|more|name|page|fenye", re.I)
_PLACE = re.compile(
    r"\d+|layui-(?:show|this)|(?<![a-z])(?:first|last|odd|even|left|right|fl|fr|l|r|on|cur|current"
    r"|active|show|hide|hidden|selected|fade|in|top|bottom|no|mt|mb)(?![a-z])|[-_\s]",
    re.I,
)


def follow(
    before: LexborNode,
    after: LexborNode,
    dom: Dom,
    *,
    pictures: bool = False,
    lone: bool = False,
) -> bool:
    """Whether a row comes next after another, with nothing said between them.

    Args:
        before: the last row of one piece.
        after: the first row of another piece, later in the page.
        dom: the page.
        pictures: whether a picture between them may be a line; else it is a heading.
        lone: whether the piece is a single item; what follows the row there is its summary.
    """
    above = _common(before, after)
    if above is None:
        return False
    over, under = above
    said = [*_between(over, under), *_lead(after, under)]
    if not lone:
        said += _rest(before, over)
    elif _built(over, over) != _built(under, under) and any(map(_leads_on, _rest(before, over))):
        return False
    if not all(_is_line(node, pictures=pictures) for node in said):
        return False
    return not _are_tabs(over, under, dom)


def alike(first: LexborNode, second: LexborNode) -> bool:
    """Whether two elements and what is around them are built alike, up to where they meet."""
    if first.mem_id == second.mem_id:
        return True
    above = _common(first, second)
    if above is None:
        return False
    return _built(first, above[0]) == _built(second, above[1])


def hidden(node: LexborNode) -> bool:
    """Whether an element says of itself that it does not show at first, as tabs do."""
    return "none" in (node.attributes.get("style") or "")


def _common(first: LexborNode, second: LexborNode) -> tuple[LexborNode, LexborNode] | None:
    """Return the neighbours under one parent that hold the two; None where one is in the other."""
    line = _upward(first)
    places = {node.parent.mem_id: node for node in line if node.parent is not None}
    own = {node.mem_id for node in line}
    for node in _upward(second):
        if node.mem_id in own:
            return None
        if node.parent is not None and node.parent.mem_id in places:
            return places[node.parent.mem_id], node
    return None


def _upward(node: LexborNode) -> list[LexborNode]:
    found = [node]
    for _ in range(_UP):
        parent = found[-1].parent
        if parent is None or parent.tag in ("body", "html"):
            break
        found.append(parent)
    return found


def _built(node: LexborNode, top: LexborNode) -> list[tuple[str, str]]:
    path = []
    current: LexborNode | None = node
    while current is not None:
        path.append((current.tag or "", _PLACE.sub("", current.attributes.get("class") or "")))
        if current.mem_id == top.mem_id:
            break
        current = current.parent
    return path


def _rest(node: LexborNode, top: LexborNode) -> Iterator[LexborNode]:
    """Yield what stands after a node inside of the element above it."""
    current: LexborNode | None = node
    while current is not None and current.mem_id != top.mem_id:
        after = current.next
        while after is not None:
            yield after
            after = after.next
        current = current.parent


def _lead(node: LexborNode, top: LexborNode) -> Iterator[LexborNode]:
    """Yield what stands before a node inside of the element above it."""
    current: LexborNode | None = node
    while current is not None and current.mem_id != top.mem_id:
        before = current.prev
        while before is not None:
            yield before
            before = before.prev
        current = current.parent


def _between(first: LexborNode, second: LexborNode) -> Iterator[LexborNode]:
    after = first.next
    while after is not None and after.mem_id != second.mem_id:
        yield after
        after = after.next


def _is_line(node: LexborNode, *, pictures: bool) -> bool:
    """Whether a node says nothing: blanks, a line of dashes, a comment, a month."""
    tag = node.tag or ""
    if tag in ("-comment", "_comment", "!comment"):
        return True
    text = text_in(node).strip()
    if len(text) > _LONGEST_LINE or (text and not _LINE.fullmatch(text)):
        return False
    if tag[:1] in "-_!" or tag in ("br", "hr"):
        return True
    if _SPEAKS.search(label_of(node)):
        return False
    if node.css_first("a, input, select") is not None:
        return False
    return pictures or node.css_first("img") is None


def _leads_on(node: LexborNode) -> bool:
    """Whether there is more in a node than words."""
    tag = node.tag or "-"
    return tag in ("a", "ul", "table") or (
        tag[0] not in "-_!" and node.css_first("a, h1, h2, h3, h4, li, td") is not None
    )


def _are_tabs(first: LexborNode, second: LexborNode, dom: Dom) -> bool:
    """Whether one of two neighbours stands under a tab head; the steps of a path are none."""
    parent = first.parent
    if parent is None:
        return False
    heads = [tabs.head_of(node, parent, dom) for node in (first, second)]
    if not any(heads) or any(head and _HOME.fullmatch(head.name) for head in heads):
        return False
    return not all(head and tabs.PART.fullmatch(head.name) for head in heads)


def are_parts(first: LexborNode, second: LexborNode, dom: Dom) -> bool:
    """Whether two elements stand in tabs that are parts of one list: 2026年, 2025年."""
    above = _common(first, second)
    if above is None or (parent := above[0].parent) is None:
        return False
    heads = [tabs.head_of(node, parent, dom) for node in above]
    return all(head and tabs.PART.fullmatch(head.name) for head in heads)
