"""The rows of a page: a title with a date beside it, wherever and however they stand.

It begins at the dates: each climbs to the smallest element that also holds a title, its row.
Nothing here knows class names.
"""

import re
from bisect import bisect
from collections.abc import Container, Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from crawler.adapters import stamps
from crawler.adapters.dates import Found
from crawler.adapters.dom import Dom
from crawler.adapters.rowtitles import title_of
from crawler.adapters.stamps import NO_ROW, Stamp

_LINKS_TRIED = 20  # a container whose first links say nothing is no row
_WHOLE_ROW = frozenset({"li", "tr"})
_FIELD_IN, _LINKS_OF_A_ROW = 7, 3
"""How deep a field may stand in its row, and how many links a row has at most, to be sure."""
_COLUMN = re.compile(r"(?!.*\d{5})[^?#]*/(?:(?:index|list)\w*\.\w+)?$", re.I)
_LABEL = 7  # characters of 发布时间： and brackets


@dataclass(slots=True)
class Row:
    """A row: the element that holds it, its title's link, its date."""

    node: LexborNode
    order: int
    title: str = ""
    href: str = ""
    found: Found | None = None
    link: int | None = None
    """Where the title's link stands among all elements."""
    raised: LexborNode | None = None
    """The ancestor that stands beside the other rows."""

    @property
    def place(self) -> LexborNode:
        """The element that stands for the row among its neighbours."""
        return self.node if self.raised is None else self.raised


def rows_of(found: list[Stamp], dom: Dom) -> list[Row]:
    """Climb from each date to its row; several dates or links in one row are sorted out."""
    bases: dict[int, tuple[LexborNode, list[Stamp]]] = {}
    for stamp in sorted(found, key=lambda stamp: stamp.weak):
        base = _base(stamp, dom)
        if base is None or (stamp.weak and base.tag == "a" and _inside_any(base, bases)):
            continue
        bases.setdefault(base.mem_id, (base, []))[1].append(stamp)
    rows: list[Row] = []
    for base, inside in _whole_rows(bases):
        if not _is_field(base, bases, dom):
            rows.extend(_read_base(base, inside, dom))
    rows.sort(key=lambda row: row.order)
    return _each_link_once(rows)


def _each_link_once(rows: list[Row]) -> list[Row]:
    """Leave out what an element that was not closed gives a second time: the inner one counts."""
    linked = [row for row in rows if row.link is not None]
    if len({row.link for row in linked}) == len(linked):
        return rows
    by_link: dict[int | None, Row] = {}
    for row in linked:
        known = by_link.get(row.link)
        if known is None or _inside_any(row.node, {known.node.mem_id}):
            by_link[row.link] = row
    return [row for row in rows if row.link is None or by_link[row.link] is row]


def _whole_rows(
    bases: dict[int, tuple[LexborNode, list[Stamp]]],
) -> Iterator[tuple[LexborNode, list[Stamp]]]:
    """Yield the rows, the dates in the title's own cell with those in the other cells."""
    cells = [base for base, _ in bases.values() if base.tag == "td"]
    for cell in cells:
        if cell.parent is not None and (whole := bases.get(cell.parent.mem_id)):
            whole[1].extend(bases.pop(cell.mem_id)[1])
            whole[1].sort(key=lambda stamp: stamp.order)
    yield from bases.values()


def _is_field(base: LexborNode, bases: Container[int], dom: Dom) -> bool:
    """Whether a row leads nowhere and is a field of the row around it, as in a tip that pops up."""
    current = base.parent if base.tag == "tr" and not dom.links_in(base) else None
    for _ in range(_FIELD_IN):
        if current is None:
            return False
        if current.mem_id in bases:
            return len(links_of(current, dom)) <= _LINKS_OF_A_ROW
        current = current.parent
    return False


def _inside_any(node: LexborNode, bases: Container[int]) -> bool:
    """Whether one of the next five ancestors is a row already."""
    current = node.parent
    for _ in range(5):
        if current is None:
            return False
        if current.mem_id in bases:
            return True
        current = current.parent
    return False


def _base(stamp: Stamp, dom: Dom) -> LexborNode | None:
    """Return the smallest element around a date that also holds a title.

    A list item or table row is one even without a link, unless the date is all it holds.
    """
    current: LexborNode | None = stamp.node
    for _ in range(7):
        tag = current.tag if current is not None else None
        if current is None or tag in NO_ROW:
            return None
        whole = tag in _WHOLE_ROW and not _is_date_alone(current, stamp.found)
        if whole or tag == "a" or any(map(title_of, dom.links_in(current)[:_LINKS_TRIED])):
            return current
        current = current.parent
    return None


def _is_date_alone(node: LexborNode, found: Found) -> bool:
    return len(Dom.text_of(node)) - len(found.printed) <= _LABEL


def _read_base(base: LexborNode, inside: list[Stamp], dom: Dom) -> list[Row]:
    links = links_of(base, dom)
    tag = base.tag or ""
    strong = [stamp for stamp in inside if not stamp.weak] or inside
    if len(strong) > 1 and len(links) > 1 and tag not in _WHOLE_ROW and tag != "a":
        return _paired(base, strong, links)
    if len(strong) > 1 and len(links) == len(strong) and tag == "tr":
        return _paired(base, strong, links)
    if len(links) > 8:
        return []
    stamp = stamps.best(base, strong)
    row = Row(base, dom.order[base.mem_id], found=stamp.found)
    if links:
        row.link, row.title, row.href = main_link(links)
    else:
        row.title = _longest_text(base, strong)
    if stamp.weak and row.title:
        row.title = _without_date(row.title, stamp.found)
    elif tag == "a" or (stamp.node.parent and _within(stamp.node, "a")):
        row.title = _without_text(row.title, stamp.node)
    return [row] if row.title else []


def links_of(base: LexborNode, dom: Dom) -> list[tuple[int, str, str]]:
    """Return the row's title links (order, title, href); the same link twice counts once."""
    found: list[tuple[int, str, str]] = []
    links = dom.links_in(base)
    for link in links[:1] if links and links[0].node.mem_id == base.mem_id else links:
        title = title_of(link)
        if not title:
            continue
        href = (link.href or "").strip()
        if found and href and found[-1][2] == href:
            if len(title) > len(found[-1][1]):
                found[-1] = (found[-1][0], title, href)
            continue
        found.append((link.order, title, href))
    return found


def main_link(links: list[tuple[int, str, str]]) -> tuple[int, str, str]:
    """Take the title's link, the longest; not one of a category or an office before it."""
    if len(links) == 1:
        return links[0]
    articles = [link for link in links if not _COLUMN.match(link[2])]
    return max(articles or links, key=lambda link: len(link[1]))


def _paired(base: LexborNode, stamps: list[Stamp], links: list[tuple[int, str, str]]) -> list[Row]:
    """Pair links and dates that alternate in one element."""
    after = links[0][0] < stamps[0].order
    orders = [stamp.order for stamp in stamps]
    rows = []
    for number, (at, title, href) in enumerate(links):
        if after:
            limit = links[number + 1][0] if number + 1 < len(links) else orders[-1] + 1
            near = stamps[bisect(orders, at) : bisect(orders, limit - 1)]
        else:
            limit = links[number - 1][0] if number else -1
            near = stamps[bisect(orders, limit) : bisect(orders, at - 1)]
        if near:
            found = near[0 if after else -1].found
            rows.append(Row(base, at, title, href, found, link=at))
    return rows


def _longest_text(base: LexborNode, stamps: list[Stamp]) -> str:
    """Return the title of a row without a link: its longest text that is no date."""
    taken = {stamp.node.mem_id for stamp in stamps}
    texts = [
        " ".join((node.text(deep=False) or "").split())
        for node in [base, *base.css("*")]
        if node.mem_id not in taken
    ]
    chinese = [text for text in texts if re.search(r"[\u4e00-\u9fff]{2}", text)]
    return max(chinese, key=len, default="")


def _without_date(title: str, found: Found) -> str:
    return title.replace(found.printed, " ").strip(" \t·|-　") if found.printed else title


def _without_text(title: str, node: LexborNode) -> str:
    text = Dom.text_of(node)
    return title.replace(text, " ", 1).strip() if text and text != title else title


def _within(node: LexborNode, tag: str) -> bool:
    current: LexborNode | None = node
    for _ in range(4):
        if current is None:
            return False
        if current.tag == tag:
            return True
        current = current.parent
    return False
