"""What the page's own column is for: by its tags, its breadcrumb, a list's title."""

from crawler.adapters import crumbs, titles
from crawler.adapters.columnkind import kind_of
from crawler.adapters.dom import Dom
from storage.records import ColumnKind, PageKind

_NONE = frozenset({PageKind.HOME, PageKind.ERROR, PageKind.REFUSED, PageKind.MAINTENANCE})
_COLUMNS = frozenset({PageKind.LIST, PageKind.LETTERS, PageKind.LEADERS})
_LONGEST = 16
_SURE = 0.85
_NO_LIST = frozenset(
    {
        ColumnKind.HOME,
        ColumnKind.OVERVIEW,
        ColumnKind.ORGAN,
        ColumnKind.LEADERS,
        ColumnKind.SERVICES,
        ColumnKind.LETTERS,
        ColumnKind.TOPIC,
        ColumnKind.DISCLOSURE,
        ColumnKind.DISCLOSURE_GUIDE,
        ColumnKind.DISCLOSURE_REQUEST,
    }
)
"""Kinds of columns that lead to other things than items: without any they are not empty."""


def judge(dom: Dom, kind: PageKind) -> tuple[ColumnKind | None, float]:
    """Return the kind of the column that a page is or stands in, and how sure it is, 0 to 1.

    Args:
        dom: the page.
        kind: what kind of page it is.
    """
    trail = crumbs.of(dom)
    name = dom.meta("ColumnName") or (trail[-1] if trail and kind is not PageKind.ARTICLE else "")
    if not name and kind in _COLUMNS:
        name = titles.own_name(dom)
    told = dom.meta("ColumnType")
    if kind in _NONE or not (name or told) or len(name) > _LONGEST:
        return None, 0.0
    judged, confidence = kind_of(name, dom.url, told)
    return judged, round(confidence, 2)


def may_be_empty(column: ColumnKind | None, confidence: float) -> bool:
    """Whether a column of this kind lists items, so that it matters whether it shows any."""
    return column not in _NO_LIST or confidence < _SURE
