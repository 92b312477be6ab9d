"""The time limits of 栏目不更新 and 首页不更新, and which columns they bind.

国办秘函〔2019〕19号, 单项否决 3 and 4: 动态、要闻类栏目 within 2 weeks whatever their level;
通知公告、政策文件类 within 6 months where they are first-level columns (一级栏目). Days are days
in China: with a limit of 14, an item of the day fourteen days ago is still in time.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field, NonNegativeInt, PositiveInt

from rules.rule import Grade, Setting
from storage.dossier import Dossier, china_day
from storage.records import Blind, Column, ColumnKind, Evidence, Listing

NewsDays = Annotated[
    PositiveInt,
    Setting(
        label="动态、要闻类多久必须更新",
        unit="天",
        grade=Grade.PRINTED,
        source="国办秘函〔2019〕19号 单项否决“首页不更新”“栏目不更新”：监测时间点前2周",
    ),
]
NoticesDays = Annotated[
    PositiveInt,
    Setting(
        label="通知公告、政策文件类一级栏目多久必须更新",
        unit="天",
        grade=Grade.PRINTED,
        source="国办秘函〔2019〕19号 单项否决“栏目不更新”：监测时间点前6个月，按最长的6个月184天计",
    ),
]
LookDays = Annotated[
    NonNegativeInt,
    Setting(
        label="最近一次查看早于监测时间点多少天就不下结论",
        unit="天",
        grade=Grade.OURS,
        source="查看之后网站可能已经更新，宁可漏报",
    ),
]
Sure = Annotated[
    float,
    Field(ge=0, le=1),
    Setting(
        label="栏目类别的把握低于多少须人工确认",
        unit="比例（0至1）",
        grade=Grade.OURS,
        source="类别由栏目名称推断，把握不足的不直接点名",
    ),
]

NEWS_DAYS = 14
NOTICES_DAYS = 184  # the longest six months; a day too strict would name the innocent
LOOK_DAYS = 3
SURE = 0.8


def last_day(day: date, days: int) -> date:
    """Return the oldest day that is still in time on `day`."""
    return day - timedelta(days=days)


def bound(dossier: Dossier) -> Iterator[Column]:
    """Give the columns that the two limits bind.

    A news column that only gathers news columns below it is not counted beside them.
    """
    for column in dossier.own_columns:
        if column.kind is ColumnKind.NEWS:
            if not any(below.kind is ColumnKind.NEWS for below in dossier.below(column)):
                yield column
        elif column.kind in (ColumnKind.NOTICES, ColumnKind.POLICY) and column.level == 1:
            yield column


def looks(dossier: Dossier, column: Column) -> list[Listing | None]:
    """Return the last look at a column and at each one below it; None where nobody looked."""
    return [dossier.last_listing(each) for each in (column, *dossier.below(column))]


def overtaken(look: Listing, day: date, days: int | None, look_days: int) -> str | None:
    """Say why a list that was late or empty when seen may be neither on `day`; None if it is."""
    seen = china_day(look.at)
    if (day - seen).days > look_days:
        return f"最近一次查看是{chinese(seen)}，之后是否更新没有看到"
    if days is not None and look.newest is not None and look.newest >= last_day(seen, days):
        return f"{chinese(seen)}查看时尚未超期，之后是否更新没有看到"
    return None


def hidden_columns(dossier: Dossier) -> Iterator[Blind]:
    """Give a blind place at the site itself when it may hold columns that nobody saw."""
    home = dossier.home
    if not dossier.own_columns:
        reason = "导航里没有读出一个由本站更新的栏目，可能没有读到"
        yield Blind(place=dossier.site.url, reason=reason)
        return
    if home is not None and home.opened and (home.scripted or not home.complete):
        reason = "首页没有读全（未读完整或由脚本载入），可能还有没看到的栏目"
        yield Blind(place=dossier.site.url, reason=reason)


def proof(dossier: Dossier, look: Listing) -> Evidence:
    """Make of a look what a person can check: how many items, how many dated, the newest one.

    The page's bytes are named where they are those of this very look.
    """
    page = dossier.page_at(look.column)
    newest = chinese(look.newest) if look.newest else "无"
    quote = f"共{look.entries}条，{look.dated}条有日期，最新：{newest}"
    return Evidence(
        url=look.column,
        at=look.at,
        quote=f"{quote}（{look.quote}）" if look.quote else quote,
        sha256=page.sha256 if page is not None and page.at == look.at else "",
    )


def chinese(day: date) -> str:
    """Write a day as bulletins do, without padding."""
    return f"{day.year}年{day.month}月{day.day}日"
