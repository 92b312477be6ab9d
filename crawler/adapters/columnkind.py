"""What a column is for, judged by its name; its address and its tag only support the name.

A wrong kind makes a wrong finding: a topic column taken for news is "stale" within two weeks.
So names that do not say what they are come out as OTHER, with low confidence.

Source of the vocabulary: 国办发〔2017〕47号, annex 3 (ColumnType), and the names that
国办秘函〔2019〕19号 uses for columns that must stay current.
"""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from crawler.adapters.columnnames import COLUMN_TYPES, SIGNS
from crawler.adapters.columnsegments import SEGMENTS
from storage.records import ColumnKind

_NOISE = re.compile(r"[\s·•>》«»＞|｜▪■◆★:：]|&gt;|更多\W*$|(列表|首页)?更多$")
_LONG = 16
"""Longer names are titles or sentences; they name no kind for sure."""

_BYGONE = re.compile(
    r"(历史|往期|过往|已归档|归档|已结束|下线).{0,4}(专题|专栏|栏目|回顾)|专题归档"
)
_YEAR = re.compile(r"(?<!\d)(20[012]\d)(?!\d)")
_YEARLY = re.compile(r"专题|专栏|两会|活动|行动|宣传|纪念|会议|论坛|大会|抗击|疫情|节|周年")


def kind_of(name: str, url: str = "", column_type: str | None = None) -> tuple[ColumnKind, float]:
    """Judge a column by its name, supported by its address and its ColumnType tag.

    Args:
        name: as the navigation prints it.
        url: its address, absolute or not.
        column_type: the ColumnType meta tag of the column's page, where that was read.

    Returns:
        The kind and how sure it is, 0 to 1. OTHER comes with 0.3 when nothing is known.
    """
    kind, confidence = _by_name(name)
    tagged = told_by(column_type)
    if tagged is not None and kind in (tagged, ColumnKind.OTHER):
        return tagged, max(0.9, confidence)
    if confidence < 0.95 and kind is not ColumnKind.OTHER and _hint(url) is kind:
        return kind, min(0.95, confidence + 0.15)
    return kind, confidence


def told_by(column_type: str | None) -> ColumnKind | None:
    """Return the kind that a page's ColumnType tag names, None when it names none we know."""
    return COLUMN_TYPES.get((column_type or "").strip())


def is_history(name: str, kind: ColumnKind, year: int) -> bool:
    """Say whether a column is a topic that has ended: 历史专题, or a topic of a past year.

    Args:
        name: as the navigation prints it.
        kind: what it was judged to be.
        year: the year of the look.
    """
    plain = _plain(name)
    if _BYGONE.search(plain):
        return True
    years = [int(found) for found in _YEAR.findall(plain)]
    topical = kind is ColumnKind.TOPIC or bool(_YEARLY.search(plain))
    return topical and bool(years) and max(years) < year


def _plain(name: str) -> str:
    return _NOISE.sub("", name)


@lru_cache(maxsize=4096)
def _by_name(printed: str) -> tuple[ColumnKind, float]:
    name = _plain(printed)
    if not name:
        return ColumnKind.OTHER, 0.0
    for sign in SIGNS:
        if sign.pattern.search(name):
            return sign.kind, min(sign.confidence, 0.5) if len(name) > _LONG else sign.confidence
    return ColumnKind.OTHER, 0.3


@lru_cache(maxsize=4096)
def _hint(url: str) -> ColumnKind | None:
    try:
        segments = urlsplit(url).path.lower().split("/")
    except ValueError:
        return None
    for segment in reversed(segments):
        if segment in SEGMENTS:
            return SEGMENTS[segment]
    return None
