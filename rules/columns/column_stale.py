"""A column that should have changed by now and has not.

## What it detects
A news column whose newest item is older than two weeks, or a first-level column of notices or of
policy documents whose newest item is older than six months, counted in China's days back from the
moment of judgement.

## Why it matters
People take a silent column for an abandoned site. Five of them veto the site (19号文 栏目不更新).

## How to put it right
Publish what is due. If nothing will ever be due, merge the column or close it.

## Limits
Any look in the window that shows an item in time clears the column, and so does a column below it.
Dates in the future never count. A column that did not open, was not read whole, or fills its list
by script is blind; so is one whose last look is too old to speak for the day of judgement. A
finding waits for a person where some items show no date or one in the future, where a column below
was not seen, and where the kind of the column is doubtful. Lists without any date are the business
of `column-undated`, empty ones of `column-empty`. Only the first list page is read: a list with
the newest items on its last page would look stale.
"""

from collections.abc import Iterator
from datetime import date

from rules.columns.limits import (
    LOOK_DAYS,
    NEWS_DAYS,
    NOTICES_DAYS,
    SURE,
    LookDays,
    NewsDays,
    NoticesDays,
    Sure,
    bound,
    chinese,
    hidden_columns,
    last_day,
    looks,
    overtaken,
    proof,
)
from rules.reasons import unread
from rules.rule import Severity, rule
from storage.dossier import SiteDossier
from storage.records import Blind, Column, ColumnKind, Finding, Listing


@rule(
    id="column-stale",
    title="栏目不更新",
    severity=Severity.MAJOR,
    basis="国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》单项否决“栏目不更新”："
    "动态、要闻类栏目2周内，通知公告、政策文件类一级栏目6个月内应有更新",
    remedy="及时补发应当公开的信息；确无更新内容的栏目，予以归并或关停。",
    needs=(Column, Listing),
)
def column_stale(
    dossier: SiteDossier,
    *,
    news_days: NewsDays = NEWS_DAYS,
    notices_days: NoticesDays = NOTICES_DAYS,
    sure: Sure = SURE,
    look_days: LookDays = LOOK_DAYS,
) -> Iterator[Finding | Blind]:
    """Name each column that is past its limit."""
    yield from hidden_columns(dossier)
    for column in bound(dossier):
        days = news_days if column.kind is ColumnKind.NEWS else notices_days
        if _in_time(dossier, column, days):
            continue
        reason = unread(dossier.last_listing(column))
        if reason is not None:
            yield Blind(place=column.url, reason=reason)
            continue
        seen = looks(dossier, column)
        dated = [look for look in seen if look is not None and look.dated]
        if not dated:
            continue
        newest = max(dated, key=lambda look: (look.newest is not None, look.newest))
        reason = overtaken(newest, dossier.day, days, look_days)
        if reason is not None:
            yield Blind(place=column.url, reason=reason)
            continue
        fresh = last_day(dossier.day, days)
        certain = column.confidence >= sure and all(_plain(look, fresh) for look in seen)
        yield _finding(dossier, column, newest, days, certain=certain)


def _in_time(dossier: SiteDossier, column: Column, days: int) -> bool:
    shown = [dossier.newest_shown(each.url) for each in (column, *dossier.below(column))]
    return any(day is not None and day >= last_day(dossier.day, days) for day in shown)


def _plain(look: Listing | None, fresh: date) -> bool:
    """Whether a list leaves no room for a fresh item that we failed to see or to date.

    Fresh dates beside the list may be the column's own, and a list whose dates ascend may have
    its newest item on its last page.
    """
    return (
        look is not None
        and unread(look) is None
        and look.dated == look.entries
        and not look.future
        and not look.ascending
        and (look.elsewhere is None or look.elsewhere < fresh)
    )


def _finding(
    dossier: SiteDossier, column: Column, newest: Listing, days: int, *, certain: bool
) -> Finding:
    if newest.newest is None:
        said = "条目的日期都在将来，看不出何时更新过"
    else:
        ago = (dossier.day - newest.newest).days
        said = f"自{chinese(newest.newest)}起未更新，已{ago}天（应在{days}天内更新）"
    return Finding(
        place=column.url,
        message=f"“{column.name}”{said}",
        evidence=(proof(dossier, newest),),
        certain=certain,
    )
