"""Titles that nothing marks: told by the lines around them, above a date or below a breadcrumb."""

import re
from collections.abc import Sequence
from itertools import pairwise

from crawler.adapters import crumbs
from crawler.adapters.dates import pure
from crawler.adapters.dom import Dom
from crawler.adapters.titles import ABOUT, names_site, squeeze, tidy

_NO_TITLE = re.compile(r"位置|[：:]$|^[>»\]】]|阅读|浏览|点击")
_TEXTS = frozenset({"正文", "内容", "详情", "浏览信息", "信息内容", "文章内容", "文章正文"})
_LEAST, _MOST_ABOVE, _MOST_BELOW = 6, 6, 14


def is_text(trail: Sequence[str]) -> bool:
    """Whether a breadcrumb ends with what is written there on an article's page: 正文."""
    return bool(trail) and trail[-1] in _TEXTS


def above_date(lines: str, at: int) -> str:
    """Return the line above the one that begins with a date's label; '' where it is no title.

    Args:
        lines: the page's text.
        at: where the label stands in it.
    """
    start = lines.rfind("\n", 0, at) + 1
    if start < 2 or lines[start:at].strip(" 【[("):
        return ""
    above = map(tidy, reversed(lines[max(0, start - 600) : start - 1].split("\n")[-_MOST_ABOVE:]))
    line = next((line for line in above if not ABOUT.match(line)), "")
    return line if _LEAST <= len(line) <= 150 and not _NO_TITLE.search(line) else ""


def below_crumbs(dom: Dom) -> str:
    """Return the line between breadcrumb and date where `<title>` names but site and column.

    A second such pair of lines makes a list of them; a link is an entry, no title.
    """
    head, trail = squeeze(dom.title), crumbs.of(dom)
    if is_text(trail):
        return _above_a_time(dom)
    column = squeeze(trail[-1]) if trail else ""
    if not (column and (head.startswith(column) or head.endswith(column))) and not names_site(dom):
        return ""
    lines = [line for line in crumbs.parts(dom)[1][:6] if line][:4] if trail else []
    if len(lines) < 2 or pure(lines[1], dom.seen) is None:
        return ""
    line = tidy(lines[0])
    if not _LEAST <= len(line) <= 150 or (len(lines) > 3 and pure(lines[3], dom.seen)):
        return ""
    linked = any(squeeze(link.shown) == squeeze(line) for link in dom.anchors)
    return "" if linked else line


def _above_a_time(dom: Dom) -> str:
    """Return the one line below a breadcrumb that a date and nothing else follows."""
    lines = [tidy(line) for line in crumbs.parts(dom)[1][:_MOST_BELOW]]
    found = [line for line, below in pairwise(lines) if line and pure(below, dom.seen) is not None]
    if len(found) != 1 or not _LEAST <= len(found[0]) <= 150 or ABOUT.match(found[0]):
        return ""
    linked = any(squeeze(link.shown) == squeeze(found[0]) for link in dom.anchors)
    return "" if linked else found[0]
