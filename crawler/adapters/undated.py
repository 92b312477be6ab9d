"""Rows that show no date: a page's list only where they are clearly its content.

Their titles are long and differ, their addresses are those of articles, they stand in the middle.
"""

import re

from selectolax.lexbor import LexborNode

from crawler.adapters import regions
from crawler.adapters.dom import Dom
from crawler.adapters.groups import Group, grouped
from crawler.adapters.rows import Row
from crawler.adapters.rowtitles import title_of
from crawler.adapters.years import date_in_attributes

_ARTICLE_LIKE = re.compile(r"\d{3,}|[?&]\w*id=|/content|\.(?:pdf|docx?|xlsx?)$", re.I)
_LEAST_WEIGHT = 0.3
_LEAST, _TITLE = 3, 9
"""Rows of a list without dates, and characters of most of their titles, at least."""


def undated_of(dom: Dom, groups: list[Group]) -> list[Group]:
    """Return groups of rows without dates whose titles and addresses look like articles'."""
    if not _has_titles(dom):
        return []
    taken = {row.node.mem_id for group in groups for row in group.rows}
    rows: list[Row] = []
    seen: set[int] = set()
    for link in dom.links:
        title = title_of(link)
        if len(title) < 4:
            continue
        base = _item_of(link.node)
        if base.mem_id in taken or base.mem_id in seen:
            continue
        seen.add(base.mem_id)
        rows.append(Row(base, link.order, title, (link.href or "").strip()))
    content = grouped(rows, dom.order, dom, lambda node: regions.weight(node, dom) >= _LEAST_WEIGHT)
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
