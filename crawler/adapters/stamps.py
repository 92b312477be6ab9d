"""Dates as they stand in a page's elements: whose own text they are, what they are called."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from crawler.adapters import dates
from crawler.adapters.dates import Found
from crawler.adapters.dom import Dom

_SIGN = re.compile(r"[\d〇○零一二三四五六七八九昨前今刚][^\0]*+")
"""What no text without a date holds, and all that follows it in the same text node."""
_HINT = re.compile(r"\d|[〇○零一二三四五六七八九]{4}|[昨前今]天|刚刚|[０-９]")
NO_ROW = frozenset({"body", "html", "head", "title", "option", "select", "textarea"})
# A date at the edge of a title is the list's only where it is set off from the words.
_NUMERIC = r"(?:(?:19|20)\d\d([-/.])\d{1,2}%s\d{1,2}|\d\d-\d\d|\d\d/\d\d)"
_EDGE_DATE = re.compile(
    r"^\s*[\[(（【]\s*(?P<a>(?:19|20)\d\d年\d{1,2}月\d{1,2}日|"
    + _NUMERIC % r"\2"
    + r")\s*[\])）】]"
    r"|^\s*(?P<b>" + _NUMERIC % r"\4" + r")(?=\s)"
    r"|[\[(（【\s]\s*(?P<c>" + _NUMERIC % r"\6" + r"(?:\s+\d\d:\d\d(?::\d\d)?)?)\s*[\])）】]?\s*$"
    r"|[\[【\s](?P<d>(?:19|20)\d\d年\d{1,2}月\d{1,2}日)[\]】]?\s*$"
)
_BAD_LABEL = re.compile(
    r"截[止至]|成文|来[信文]|提交|申请|结束|终止|开始|生效|实施|成文|有效期|到期|今天是|现在是|当前时间"
)
_GOOD_LABEL = re.compile(r"发布|公开|发表|更新|上传|公示|登记|录入")
_LONGEST = 200  # characters of a text that is looked at


@dataclass(slots=True)
class Stamp:
    """A date and the element whose own text it is."""

    node: LexborNode
    order: int
    found: Found
    weak: bool


def stamps_of(dom: Dom) -> list[Stamp]:
    """Find the elements whose own text is a date, or that hold a date in parts."""
    found: list[Stamp] = []
    boxed: set[int] = set()
    too_big: set[int] = set()
    for number in _signed(dom):
        node = dom.elements[number]
        raw = node.text(deep=False)
        own = " ".join(raw.split())
        if len(own) > _LONGEST or not _HINT.search(raw) or (node.tag or "") in NO_ROW:
            continue
        # A full date is no part of one: its box need not be looked at.
        whole = None if dates.USUAL.fullmatch(own) else _boxed(node, own, dom, boxed, too_big)
        if whole:
            found.append(Stamp(whole[0], number, whole[1], weak=False))
        elif (whole is None) and (date_ := dates.pure(own, dom.seen)):
            found.append(Stamp(node, number, date_, weak=False))
        elif whole is None and (date_ := _beside(node, own, dom)):
            found.append(Stamp(node, number, date_, weak=True))
    return found


def _signed(dom: Dom) -> list[int]:
    """Return the places of the elements in whose own text there may be a date."""
    places: set[int] = set()
    number = done = 0
    for sign in _SIGN.finditer(dom.texts):
        number += dom.texts.count("\0", done, sign.start())
        done = sign.start()
        if (parent := dom.text_nodes[number].parent) is not None:
            places.add(dom.order[parent.mem_id])
    return sorted(places)


def _boxed(
    node: LexborNode, own: str, dom: Dom, boxed: set[int], too_big: set[int]
) -> tuple[LexborNode, Found] | tuple[()] | None:
    """Read a date in parts around a part of it. () when this box was read before."""
    if len(own) > 10:
        return None
    box = node
    for _ in range(2):
        parent = box.parent
        if parent is None or parent.tag in NO_ROW or parent.mem_id in too_big:
            return None
        text = " ".join((parent.text(separator=" ") or "").split())
        if len(text) > 30:
            too_big.add(parent.mem_id)
            return None
        box = parent
        if box.mem_id in boxed:
            return ()
        if text != own and (found := dates.box(text, dom.seen)):
            boxed.add(box.mem_id)
            return box, found
    return None


def _beside(node: LexborNode, own: str, dom: Dom) -> Found | None:
    """Read a date that shares its element with a few other words, or the edge of a title."""
    if node.tag == "a" or _inside_link(node):
        match = _EDGE_DATE.search(own)
        if not match or len(own) - len(match[0]) < 4:
            return None
        printed = match["a"] or match["b"] or match["c"] or match["d"]
        found = dates.pure(printed, dom.seen)
        return found and Found(
            found.value, match[0].strip(), match.start(), match.end(), found.whole
        )
    if len(own) > 80 or _BAD_LABEL.search(own):
        return None
    all_found = dates.find_all(own, dom.seen)
    if not all_found:
        return None
    first = all_found[0]
    return first if len(own) - (first.end - first.start) <= 50 else None


def _inside_link(node: LexborNode) -> bool:
    parent = node.parent
    return parent is not None and parent.tag == "a"


def best(base: LexborNode, stamps: list[Stamp]) -> Stamp:
    """Choose among several dates of one row: a label that means publication, else the last."""
    if len(stamps) == 1:
        return stamps[0]
    labels = [_label_of(stamp, base) for stamp in stamps]
    for stamp, label in zip(stamps, labels, strict=True):
        if _GOOD_LABEL.search(label):
            return stamp
    plain = [s for s, label in zip(stamps, labels, strict=True) if not _BAD_LABEL.search(label)]
    return (plain or stamps)[-1 if base.tag == "tr" else 0]


def _label_of(stamp: Stamp, base: LexborNode) -> str:
    """Return what a date is called: its own label, the head of its table column, what precedes."""
    if not stamp.found.printed[:1].isdigit():
        return stamp.found.printed
    if base.tag == "tr":
        return _column_head(stamp.node, base)
    before = stamp.node.prev
    while before is not None and not Dom.text_of(before):
        before = before.prev
    return Dom.text_of(before)[-12:]


def _column_head(node: LexborNode, row: LexborNode) -> str:
    """Return the head of the table column that a cell of this row stands in."""
    cell: LexborNode | None = node
    while cell is not None and cell.parent is not None and cell.parent.mem_id != row.mem_id:
        cell = cell.parent
    table = row.parent
    while table is not None and table.tag != "table":
        table = table.parent
    first = table.css_first("tr") if table is not None else None
    if cell is None or first is None or first.mem_id == row.mem_id:
        return ""
    number = sum(1 for _ in _cells_before(cell))
    heads = first.css("th, td")
    return Dom.text_of(heads[number]) if number < len(heads) else ""


def _cells_before(cell: LexborNode) -> Iterator[LexborNode]:
    before = cell.prev
    while before is not None:
        if before.tag in ("td", "th"):
            yield before
        before = before.prev
