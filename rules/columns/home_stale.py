"""A home page that shows nothing new.

## What it detects
A home page whose newest dated item is older than two weeks, counted in China's days back from the
moment of judgement; where the home page is only a navigation, second-level pages of which none
shows an item in time.

## Why it matters
The home page is what people and inspectors see first. One is enough to veto the site
(19号文 首页不更新).

## How to put it right
Put new items on the home page, or let its blocks draw them from the columns.

## Limits
Any look in the window that shows an item in time clears the home page. Dates in the future and the
clock in the header never count. A home page that did not open, was refused, was not read whole, or
comes by script is blind, and so is a mere navigation while one of its pages has not been seen. An
undated home page counts as not updated by the letter (2015 普查表), but our reading may have missed
the dates: a person decides, as wherever some of the items show no date. If its columns are up to
date, an undated home page is blind only.
"""

from collections.abc import Iterator

from rules.columns.column_kinds import LISTING_KINDS
from rules.columns.limits import (
    LOOK_DAYS,
    NEWS_DAYS,
    LookDays,
    NewsDays,
    chinese,
    last_day,
    overtaken,
    proof,
)
from rules.reasons import ended, unread
from rules.rule import Severity, rule
from storage.dossier import SiteDossier
from storage.records import Blind, Finding, Listing


@rule(
    id="home-stale",
    title="首页不更新",
    severity=Severity.CRITICAL,
    basis="国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》单项否决“首页不更新”："
    "监测2周，首页栏目无信息更新；首页仅为导航入口的，所有二级页面均无更新",
    remedy="在首页及时发布或自动调取最新信息，并注明发布日期。",
    needs=(Listing,),
)
def home_stale(
    dossier: SiteDossier, *, news_days: NewsDays = NEWS_DAYS, look_days: LookDays = LOOK_DAYS
) -> Iterator[Finding | Blind]:
    """Name the site if its home page shows nothing new."""
    place, oldest = dossier.site.url, last_day(dossier.day, news_days)
    shown = dossier.newest_shown(place)
    if shown is not None and shown >= oldest:
        return
    home = dossier.home
    reason = _unread(dossier, home) or (home and overtaken(home, dossier.day, news_days, look_days))
    if home is None or reason is not None:
        yield Blind(place=place, reason=reason or "")
    elif home.newest is not None:
        since = f"首页自{chinese(home.newest)}起未更新"
        ago = f"已{(dossier.day - home.newest).days}天（应在{news_days}天内更新）"
        whole = home.dated == home.entries and not home.future
        yield Finding(
            place=place, message=f"{since}，{ago}", evidence=(proof(dossier, home),), certain=whole
        )
    else:
        yield from _by_second_level(dossier, home, news_days)


def _unread(dossier: SiteDossier, home: Listing | None) -> str | None:
    page = dossier.home_page
    if home is None and page is not None and not page.opened:
        return ended(page.fate, page.status)
    return unread(home)


def _by_second_level(
    dossier: SiteDossier, home: Listing, news_days: int
) -> Iterator[Finding | Blind]:
    """Judge a home page without dated items by the pages that it leads to."""
    place, oldest = dossier.site.url, last_day(dossier.day, news_days)
    newest = [dossier.newest_shown(column.url) for column in dossier.own_columns]
    if any(day is not None and day >= oldest for day in newest):
        if home.entries:
            yield Blind(place=place, reason="首页的信息未注明日期，看不出何时更新；栏目有更新")
        return
    seen = [(column, dossier.last_listing(column)) for column in dossier.own_columns]
    unseen = [column for column, look in seen if unread(look) is not None]
    lists = [(column, look) for column, look in seen if look is not None and look.entries]
    if home.entries:
        message = f"首页的{home.entries}条信息都没有可用的日期，看不出更新"
        yield Finding(place=place, message=message, evidence=(proof(dossier, home),), certain=False)
    elif unseen or not lists:
        reason = f"首页只有导航，{len(unseen)}个二级页面没有看到" if unseen else "首页没有读出信息"
        yield Blind(place=place, reason=reason)
    else:
        certain = all(
            look.dated == look.entries and not look.future
            for column, look in lists
            if column.kind in LISTING_KINDS
        )
        yield Finding(
            place=place,
            message=f"首页只有导航，{len(lists)}个二级页面都超过{news_days}天未更新",
            evidence=(proof(dossier, home), *(proof(dossier, look) for _, look in lists)),
            certain=certain,
        )
