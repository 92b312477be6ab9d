"""The main list of a page, against its side boxes, menus, hot lists and friend links.

Rows with dates win by their number and the length of their titles, more so where paging follows
or where the heading is the page's own column. A list without dates is taken only where it is
clearly the page's content. Preferring none to a wrong one: a menu is never a list, and a side box
is none either, however fresh, unless it bears the column's own name: it would hide a dead column.
"""

import re
from collections import Counter
from collections.abc import Iterable

from selectolax.lexbor import LexborNode

from crawler.adapters import blocks, dates, ownlists, pieces, regions
from crawler.adapters.dom import Dom
from crawler.adapters.groups import Group, entries_of
from crawler.adapters.reading import EntryLink
from crawler.adapters.rows import Row
from crawler.adapters.undated import undated_of

_FIELD = re.compile(r"[:：]$|^[\[(（]?(?:来源|作者|发布机构|发文机关|索引号|字号|打印)")
_NO_WORD = re.compile(r"[\W_]+")
_UNDATED_WEIGHT = 0.5
_MOST_SCORED = 60
_NEARLY = 0.75
"""The share of the best score from which a list may be the main one as well."""
_OWN, _NAMED = 2.0, 10.0
"""How much more a list counts whose heading is like the name of the page's column, or just it."""
_FEW, _SHORT = 3, 6
"""Rows that may stand before a list in another markup, and characters of a title that is one."""


def read_entries(dom: Dom, groups: list[Group]) -> tuple[EntryLink, ...]:
    """Return the entries of the main list; none when the page has no list of its own."""
    inside, start = blocks.containers(groups), _start(dom, groups)
    scored = [(_score(group, inside, dom, start), group) for group in _largest(_whole(groups, dom))]
    best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    if best[0] < _strong(best[1]):
        for group in _largest(undated_of(dom, groups)):
            if (score := _score(group, inside, dom, start) * _UNDATED_WEIGHT) > best[0]:
                best = (score, group)
    if best[1] is None or best[0] <= 0:
        return ()
    own = _is_own(best[1], inside, dom)
    if not own and ownlists.stands_empty(best[1], dom, start):
        return ()
    main = _longer(best[1], [group for score, group in scored if score > 0])
    rivals = [
        one
        for score, one in scored
        if score >= best[0] * _NEARLY and not own and one is not main and _newer(one, main)
    ]
    return once(entry for one in (main, *rivals) for entry in entries_of(one, dom))


def once(entries: Iterable[EntryLink]) -> tuple[EntryLink, ...]:
    """Leave out what a list shows again, as pinned rows at their old place; a dated one counts."""
    known: dict[tuple[str, str], int] = {}
    kept: list[EntryLink] = []
    for entry in entries:
        at = known.get((entry.url, _squeezed(entry.title))) if entry.url else None
        days = {kept[at].published, entry.published} - {None} if at is not None else set()
        if at is None or len(days) > 1:
            known[entry.url, _squeezed(entry.title)] = len(kept)
            kept.append(entry)
        elif kept[at].published is None:
            kept[at] = entry
    return tuple(kept)


def _start(dom: Dom, groups: list[Group]) -> int:
    """Return the place of the breadcrumb where content follows it, else 0."""
    start = regions.start_of_content(dom)
    follows = any(group.rows[0].order > start for group in groups)
    return start if follows or ownlists.heads_content(dom, start) else 0


def _is_own(group: Group, inside: Counter[int], dom: Dom) -> bool:
    heading = blocks.heading_of(group, inside, dom).name
    return _squeezed(heading) in map(_squeezed, ownlists.names_of(dom)) if heading else False


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _longer(group: Group, others: list[Group]) -> Group:
    """Return the longer list that this one is the beginning of, as a box of the newest repeats."""
    hrefs = {row.href for row in group.rows if row.href}
    for other in others:
        same = len(hrefs.intersection(row.href for row in other.rows))
        if len(other.rows) > len(group.rows) and same and same > len(hrefs) / 2:
            return other
    return group


def _newer(group: Group, than: Group) -> bool:
    """Whether a list that may as well be the main one has newer rows than this.

    Which of the two is the column is unclear then, and an old date would accuse it.
    """
    days, known = (
        [dates.day_of(row.found.value) for row in rows if row.found]
        for rows in (group.rows, than.rows)
    )
    return len(days) >= _FEW and bool(known) and max(days) > max(known)


def _whole(groups: list[Group], dom: Dom) -> list[Group]:
    """Put lists together that a page cuts into pieces, in whatever order these are.

    On a list page nothing but the list is divided by nothing, whereas on a home page two lists
    may stand so under headings that are backgrounds; blocks are therefore joined more warily.
    """
    result: list[Group] = []
    for group in groups:
        if result and _goes_on(result[-1], group, dom):
            result[-1] = result[-1].with_piece(group)
        else:
            result.append(group)
    return result


def _goes_on(before: Group, after: Group, dom: Dom) -> bool:
    """Whether a group is the next piece of the list before it: like it, or a row or two."""
    first, second = before.end or before.container, after.container
    small = min(len(before.rows), len(after.rows)) <= _FEW
    if not (small or _beside(first, second) or pieces.alike(first, second)):
        return False
    hidden = pieces.hidden(first) or pieces.hidden(second)
    if hidden and not pieces.are_parts(first, second, dom):
        return False
    if not all(_is_entry(row) for row in (*before.rows[-_FEW:], *after.rows[:_FEW])):
        return False
    if regions.weight(first, dom) != regions.weight(second, dom):
        return False
    lone = (before.last or len(before.rows)) <= pieces.ITEM
    place, next_place = before.rows[-1].place, after.rows[0].place
    return pieces.follow(place, next_place, dom, lone=lone) and not _again(before, after)


def _beside(first: LexborNode, second: LexborNode) -> bool:
    one, other = first.parent, second.parent
    return one is not None and other is not None and one.mem_id == other.mem_id


def _again(before: Group, after: Group) -> bool:
    """Whether a group shows the same rows a second time, as for telephones."""
    shown = {_NO_WORD.sub("", row.title) for row in before.rows}
    same = sum(_NO_WORD.sub("", row.title) in shown for row in after.rows)
    return same > len(after.rows) / 2


def _is_entry(row: Row) -> bool:
    return len(row.title) >= _SHORT and bool(row.href) and not _FIELD.search(row.title)


def _largest(groups: list[Group]) -> list[Group]:
    """Return the groups worth scoring, in the page's order."""
    if len(groups) <= _MOST_SCORED:
        return groups
    least = sorted((len(group.rows) for group in groups), reverse=True)[_MOST_SCORED]
    return [group for group in groups if len(group.rows) >= least][:_MOST_SCORED]


def _strong(group: Group | None) -> float:
    """Return the score from which a dated group needs no rival without dates."""
    return 30.0 if group is not None and group.dated > 2 else 60.0


def _score(group: Group, inside: Counter[int], dom: Dom, start: int) -> float:
    rows = group.rows
    if not _plausible(group):
        return 0.0
    length = sum(len(row.title) for row in rows) / len(rows)
    weight = regions.weight(group.container, dom)
    score = float(len(rows) ** 0.8) * min(length, 25.0) * weight
    heading = blocks.heading_of(group, inside, dom).name
    like = bool(heading) and any(
        heading in name or name in heading for name in ownlists.names_of(dom)
    )
    if like and _is_own(group, inside, dom):
        score *= _NAMED
    elif weight == regions.ASIDE or rows[0].order < start:
        score *= 1.6 * (rows[0].order >= start and regions.pages(group.container, dom))
    elif like:
        score *= _OWN
    elif regions.ASIDE_HEADING.search(heading):
        return 0.0
    elif regions.LATEST_HEADING.search(heading):
        score *= 0.5
    if regions.has_pager(group.end or group.container):
        score *= 1.6
    return score


def _plausible(group: Group) -> bool:
    """Whether these rows can be a list at all, and not an article's head or a table of fields."""
    rows = group.rows
    linked = sum(bool(row.href) for row in rows)
    if any(_FIELD.search(row.title) for row in rows):
        return False
    if len(rows) == 1:
        return _lone(rows[0])
    if not linked:
        return len(rows) >= 3 and all(row.node.tag == "tr" for row in rows)
    return True


def _lone(row: Row) -> bool:
    """Whether a single dated row is a list of one: little beside its title and date."""
    node = row.raised if row.raised is not None else row.node
    if not row.href or row.found is None or len(row.title) < 4 or row.node.tag == "body":
        return False
    text = Dom.text_of(row.node)
    rest = len(text) - len(row.title) - len(row.found.printed)
    if row.node.tag == "tr":
        return rest <= 60
    return rest <= 12 and (row.node.tag == "li" or _is_item(node))


def _is_item(node: LexborNode) -> bool:
    parent = node.parent
    return node.tag in ("li", "dd", "dl", "p") or (
        parent is not None and parent.tag in ("ul", "ol")
    )
