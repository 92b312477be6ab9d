"""Whether a list is the page's own, by what stands over it, and whether the own one is empty.

A page's own column is what its site tag, the first part of its title or the end of its breadcrumb
calls it. Under a heading of that name stands the main list, be it old, or be there none at all.
"""

import re
from collections.abc import Iterator
from itertools import islice
from weakref import WeakKeyDictionary

from selectolax.lexbor import LexborNode

from crawler.adapters import crumbs, emptiness, regions
from crawler.adapters.dom import Dom
from crawler.adapters.groups import Group
from crawler.adapters.linknames import label_of

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HOLDERS = "ul, ol, dl, table, tbody, div"
_LIST = re.compile(r"list|news|con|item|data|info|(?<![a-z])lb(?![a-z])", re.I)
_CONTENT = "img, iframe, embed, object, video, canvas, form, input"
_NONE_IN = re.compile(r"(?:暂无|没有).{0,10}")
_MOST, _LINK_ABOVE = 6, 3
_NAMES: WeakKeyDictionary[Dom, tuple[str, ...]] = WeakKeyDictionary()


def names_of(dom: Dom) -> tuple[str, ...]:
    """Return what a page calls its own column."""
    names = _NAMES.get(dom)
    if names is None:
        found = (*regions.column_names(dom), *crumbs.of(dom)[-1:])
        names = _NAMES[dom] = tuple(dict.fromkeys(found))
    return names


def heads_content(dom: Dom, start: int) -> bool:
    """Whether a heading of the column's name stands after a place, that of the breadcrumb."""
    return any(_is_heading(node) for node in _headings(dom, start))


def stands_empty(beside: Group, dom: Dom, start: int) -> bool:
    """Whether nothing but an empty list stands under the column's name, apart from this list."""
    place = dom.order[beside.container.mem_id]
    for heading in _headings(dom, start):
        box = _box(heading, place, dom)
        if box is not None and _is_bare(box, names_of(dom)):
            return True
    return False


def _headings(dom: Dom, start: int) -> Iterator[LexborNode]:
    """Yield the elements after a place that say the column's name, and lead nowhere."""
    texts = dom.texts
    for name in names_of(dom):
        number = done = 0
        for at in islice(_places(name, texts), _MOST):
            number += texts.count("\0", done, at)
            done = at
            node = dom.text_nodes[number].parent
            if node is None or dom.order[node.mem_id] <= start or _in_link(node):
                continue
            if regions.weight(node, dom) >= regions.ASIDE:
                yield node


def _places(name: str, texts: str) -> Iterator[int]:
    """Yield where a text node says a name and nothing else."""
    at = texts.find(name)
    while at >= 0:
        before, after = at - 1, at + len(name)
        while before >= 0 and texts[before].isspace():
            before -= 1
        while after < len(texts) and texts[after].isspace():
            after += 1
        if (before < 0 or texts[before] == "\0") and texts[after : after + 1] in ("", "\0"):
            yield at
        at = texts.find(name, at + 1)


def _in_link(node: LexborNode) -> bool:
    current: LexborNode | None = node
    for _ in range(_LINK_ABOVE):
        if current is None:
            return False
        if current.tag == "a":
            return True
        current = current.parent
    return False


def _is_heading(node: LexborNode) -> bool:
    above = node.parent
    return any(
        one.tag in _HEADINGS or regions.HEADING.search(label_of(one)) is not None
        for one in (node, above)
        if one is not None
    )


def _box(node: LexborNode, place: int, dom: Dom) -> LexborNode | None:
    """Return the largest element around a node that does not hold the element at a place."""
    box: LexborNode | None = None
    current: LexborNode | None = node
    while current is not None and current.tag not in ("body", "html"):
        start, end = dom.span(current)
        if start <= place < end:
            break
        box, current = current, current.parent
    return box


def _is_bare(box: LexborNode, names: tuple[str, ...]) -> bool:
    """Whether an element says its name, and then nothing: it holds an empty list, or says so."""
    lines = [
        line for part in (box.text(separator="\n") or "").split("\n") if (line := part.strip())
    ]
    if not all(line in names or emptiness.is_frame(line) for line in lines):
        return False
    return any(map(_NONE_IN.fullmatch, lines)) or any(
        not Dom.text_of(holder) and holder.css_first(_CONTENT) is None
        for holder in box.css(_HOLDERS)
        if holder.tag != "div" or _LIST.search(label_of(holder))
    )
