"""The main list of a page, against its side boxes, menus, hot lists and friend links.

Rows with dates win by their number and the length of their titles, more so where paging follows
or where the heading is the page's own column. A list without dates is taken only where it is
clearly the page's content. Preferring none to a wrong one: a menu is never a list.
"""

import re
from collections import Counter

from selectolax.lexbor import LexborNode

from crawler.adapters import blocks, dates, pieces, regions
from crawler.adapters.dom import Dom
from crawler.adapters.groups import Group, entries_of, grouped
from crawler.adapters.reading import EntryLink
from crawler.adapters.rows import Row, title_of
from crawler.adapters.years import date_in_attributes

_ARTICLE_LIKE = re.compile(r"\d{3,}|[?&]\w*id=|/content|\.(?:pdf|docx?|xlsx?)$", re.I)
_FIELD = re.compile(r"[:：]$|^[\[(（]?(?:来源|作者|发布机构|发文机关|索引号|字号|打印)")
_NO_WORD = re.compile(r"[\W_]+")
_UNDATED_WEIGHT, _LEAST_WEIGHT = 0.5, 0.3
_MOST_SCORED = 60
_NEARLY = 0.75
"""The share of the best score from which a list may be the main one as well."""
_LEAST, _TITLE = 3, 9
"""Rows of a list without dates, and characters of most of their titles, at least."""
_FEW, _SHORT = 3, 6
"""Rows that may stand before a list in another markup, and characters of a title that is one."""


def read_entries(dom: Dom, groups: list[Group]) -> tuple[EntryLink, ...]:
    """Return the entries of the main list; none when the page has no list of its own."""
    inside = blocks.containers(groups)
    scored = [(_score(group, inside, dom), group) for group in _largest(_whole(groups, dom))]
    best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    if best[0] < _strong(best[1]):
        for group in _largest(_undated(dom, groups)):
            if (score := _score(group, inside, dom) * _UNDATED_WEIGHT) > best[0]:
                best = (score, group)
    if best[1] is None or best[0] <= 0:
        return ()
    rivals = [one for score, one in scored if score >= best[0] * _NEARLY and _newer(one, best[1])]
    return tuple(entry for one in (best[1], *rivals) for entry in entries_of(one, dom))


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
    if pieces.hidden(first) or pieces.hidden(second):
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


def _score(group: Group, inside: Counter[int], dom: Dom) -> float:
    rows = group.rows
    if not _plausible(group):
        return 0.0
    length = sum(len(row.title) for row in rows) / len(rows)
    score = float(len(rows) ** 0.8) * min(length, 25.0) * regions.weight(group.container, dom)
    heading = blocks.heading_of(group, inside, dom).name
    if regions.ASIDE_HEADING.search(heading):
        return 0.0
    if heading and any(heading in name or name in heading for name in regions.column_names(dom)):
        score *= 1.6
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


def _undated(dom: Dom, groups: list[Group]) -> list[Group]:
    """Return groups of rows without dates whose titles and addresses look like articles'."""
    if not _has_titles(dom):
        return []
    taken = {row.node.mem_id for group in groups for row in group.rows}
    rows: list[Row] = []
    seen: set[int] = set()
    for number, link in enumerate(dom.links):
        title = title_of(link)
        if len(title) < 4:
            continue
        base = _item_of(link.node)
        if base.mem_id in taken or base.mem_id in seen:
            continue
        seen.add(base.mem_id)
        rows.append(Row(base, number, title, (link.href or "").strip()))
    content = grouped(rows, {}, dom, lambda node: regions.weight(node, dom) >= _LEAST_WEIGHT)
    found = [group for group in content if _article_like(group, dom)]
    for group in found:
        for row in group.rows:
            row.found = date_in_attributes(row, dom)
    return found


def _has_titles(dom: Dom) -> bool:
    """Whether enough links of a page are long enough for a list: that is quickly seen."""
    long = 0
    for link in dom.links:
        if len(link.shown) >= _TITLE or len(link.hint) >= _TITLE:
            long += 1
            if long >= _LEAST:
                return True
    return False


def _item_of(link: LexborNode) -> LexborNode:
    current: LexborNode = link
    for _ in range(4):
        if current.tag in ("li", "tr", "dd"):
            return current
        if current.parent is None:
            break
        current = current.parent
    return link


def _article_like(group: Group, dom: Dom) -> bool:
    rows = group.rows
    if len(rows) < _LEAST:
        return False
    titles = [row.title for row in rows]
    long = sum(len(title) >= _TITLE for title in titles)
    if long < len(rows) * 0.7 or len(set(titles)) < len(rows) * 0.7:
        return False
    hrefs = [dom.absolute(row.href) for row in rows]
    return sum(bool(href and _ARTICLE_LIKE.search(href)) for href in hrefs) >= len(rows) * 0.7
