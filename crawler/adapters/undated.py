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
_LEAST, _TITLE, _BOTH = 3, 9, 2
"""Rows of a list without dates, characters of most of their titles, and, as most have long ones
and most lead to articles, the rows for which both holds, at least."""


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
    content = grouped(rows, dom.order, dom, lambda group: _is_worth(group, dom))
    found = [group for group in content if _article_like(group, dom)]
    for group in found:
        for row in group.rows:
            row.found = date_in_attributes(row, dom)
    return found


def _has_titles(dom: Dom) -> bool:
    """Whether enough links of a page are long, and lead to articles: that is quickly seen."""
    long = leading = 0
    for link in dom.links:
        if len(link.shown) >= _TITLE or len(link.hint) >= _TITLE:
            long += 1
            if leading < _BOTH:
                leading += _leads_to_article((link.href or "").strip(), dom)
            if long >= _LEAST and leading >= _BOTH:
                return True
    return False


def _is_worth(group: Group, dom: Dom) -> bool:
    """Whether rows stand in the content and may become a list: one alone is joined by none."""
    return len(group.rows) > 1 and regions.weight(group.container, dom) >= _LEAST_WEIGHT


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
    return sum(_leads_to_article(row.href, dom) for row in rows) >= len(rows) * 0.7


def _leads_to_article(href: str, dom: Dom) -> bool:
    address = dom.absolute(href)
    return address is not None and _ARTICLE_LIKE.search(address) is not None
