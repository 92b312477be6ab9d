"""Dates as they stand in a page's elements: whose own text they are, what they are called."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from crawler.adapters import datelabels, dates
from crawler.adapters.dates import Found
from crawler.adapters.dom import Dom
from crawler.adapters.links import text_in

_SIGN = re.compile(
    r"[0-9〇○零一二三四五六七八九昨前今刚\u0660-\u1fff\ua600-\uabff\uff10-\uff19\U00010000-\U0010ffff]"
    r"[^\0]*+"
)
"""What no text without a date holds, digits of all scripts among it, and all that follows it in the
same text node."""
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
_YEAR = re.compile(r"(?:19|20)\d\d[-/.年]\d")
_TOLD = re.compile(
    r"(?:^|[\s,;|])(?:发布|发表|更新|公开|上传|添加|录入)?(?:时\s*间|日\s*期)\s*:\s*"
    r"((?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?)"
)
_HINTED = re.compile(r"title=[\"']?[^\"'<>]{0,300}?(?:19|20)\d\d[-/.年]\d")
_DAY = re.compile(r"\d[-/.月]\d")
_SHORTEST, _TWO_DATES = 8, 16
_RUNNING = 12  # characters beside a date from which these are a summary
_LAST, _LONGEST_BOX = 5, 30
_LONGEST = 200  # characters of a text that is looked at


@dataclass(slots=True)
class Stamp:
    """A date and the element whose own text it is."""

    node: LexborNode
    order: int
    found: Found
    weak: bool
    label: str = ""
    """What stands before it in the same text, where that names it."""
    running: bool = False
    """Whether it stands in a running text."""


def stamps_of(dom: Dom) -> list[Stamp]:
    """Find the elements whose own text is a date, or that hold a date in parts."""
    found: list[Stamp] = []
    boxed: set[int] = set()
    too_big: set[int] = set()
    for number, node, raw in _signed(dom):
        if (node.tag or "") in NO_ROW:
            continue
        own = " ".join(raw.split())
        if _divided(own, dom) and len(lines := list(_in_lines(node, number, dom))) > 1:
            found += lines
            continue
        if len(own) > _LONGEST:
            continue
        date_ = dates.pure(own, dom.seen)
        # A full date is no part of one: its box need not be looked at.
        full = date_ is not None and date_.whole
        whole = None if full else _boxed(node, own, dom, boxed, too_big)
        if whole:
            found.append(Stamp(whole[0], number, whole[1], weak=False))
        elif whole is None and date_ is not None:
            found.append(Stamp(node, number, date_, weak=False))
        elif whole is None and (date_ := _beside(node, own, dom)):
            label = own[: date_.start][-_RUNNING:]
            named = label if datelabels.rank(label) != datelabels.UNNAMED else ""
            running = not named and len(own) - len(date_.printed) > _RUNNING
            found.append(Stamp(node, number, date_, weak=True, label=named, running=running))
    found.extend(_hinted(dom))
    return found


def _divided(own: str, dom: Dom) -> bool:
    """Whether a text may be several lines with a date each."""
    return len(own) >= _TWO_DATES and bool(dom.tagged("br")) and len(_DAY.findall(own)) > 1


def _in_lines(node: LexborNode, number: int, dom: Dom) -> Iterator[Stamp]:
    """Yield the dates that stand as bare text in the lines of an element, which `<br>` divides."""
    place, child = number, node.first_child
    while child is not None:
        after = child.next
        if child.is_text_node:
            found = dates.pure(" ".join(text_in(child).split()), dom.seen)
            ends = after is not None and after.tag == "br"
            if found and after is not None:
                yield Stamp(node, dom.order[after.mem_id] if ends else place, found, weak=False)
        elif child.tag == "br":
            place = dom.order[child.mem_id]
        child = after


def _hinted(dom: Dom) -> Iterator[Stamp]:
    """Yield the dates that links say in their title attribute, of use where none is printed."""
    if b"TITLE=" not in dom.held and not (b"title=" in dom.held and _HINTED.search(dom.text)):
        return  # quicker than all the links
    for link in dom.links:
        hint = link.hint
        if len(hint) < _SHORTEST or not _YEAR.search(hint):
            continue
        told = _TOLD.search(dates.plain(hint))
        date_ = dates.pure(told[1] if told else hint, dom.seen)
        if date_ and date_.whole:
            yield Stamp(link.node, dom.order[link.node.mem_id], date_, weak=True)


def _signed(dom: Dom) -> list[tuple[int, LexborNode, str]]:
    """Return the elements in whose own text there may be a date: place, element and this text."""
    found: dict[int, tuple[int, LexborNode, str]] = {}
    texts, nodes, order = dom.texts, dom.text_nodes, dom.order
    number = done = 0
    for sign in _SIGN.finditer(texts):
        start = sign.start()
        number += texts.count("\0", done, start)
        done = start
        node = nodes[number]
        if (parent := node.parent) is None or (place := order[parent.mem_id]) in found:
            continue
        if node.prev is None and node.next is None:  # else other texts are the element's own, too
            raw = texts[texts.rfind("\0", 0, start) + 1 : sign.end()]
        else:
            raw = parent.text(deep=False)
        if _HINT.search(raw):
            found[place] = place, parent, raw
    return [found[place] for place in sorted(found)]


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
        text = "".join(text_in(parent).split())
        if len(text) <= _LONGEST_BOX:  # else blanks between would but make it longer
            text = " ".join((parent.text(separator=" ") or "").split())
        if len(text) > _LONGEST_BOX:
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
        match = _EDGE_DATE.search(own) if _has_edges(own) else None
        if not match or len(own) - len(match[0]) < 4:
            return None
        printed = match["a"] or match["b"] or match["c"] or match["d"]
        found = dates.pure(printed, dom.seen)
        return found and Found(
            found.value, match[0].strip(), match.start(), match.end(), found.whole
        )
    if len(own) > 80 or datelabels.BAD.search(own):
        return None
    all_found = dates.find_all(own, dom.seen)
    if not all_found:
        return None
    first = all_found[0]
    return first if len(own) - (first.end - first.start) <= 50 else None


def _has_edges(own: str) -> bool:
    """Whether a text begins or ends as one may with a date at its edge: that is quickly seen."""
    first, last = own[0], own[-1]
    return first in "[(（【" or last in "])）】日" or first.isdecimal() or last.isdecimal()


def _inside_link(node: LexborNode) -> bool:
    parent = node.parent
    return parent is not None and parent.tag == "a"


def best(base: LexborNode, stamps: list[Stamp]) -> Stamp:
    """Choose among several dates of one row by what they are called, else by their place."""
    if len(stamps) == 1:
        return stamps[0]
    ranks = [_LAST if stamp.running else datelabels.rank(_called(stamp, base)) for stamp in stamps]
    fit = [stamp for stamp, rank in zip(stamps, ranks, strict=True) if rank == min(ranks)]
    return fit[-1 if base.tag == "tr" and min(ranks) else 0]


def _called(stamp: Stamp, row: LexborNode) -> str:
    if not stamp.found.printed[:1].isdigit():
        return stamp.found.printed
    return stamp.label or datelabels.label_of(stamp.node, row)
