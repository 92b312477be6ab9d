"""The year of a row that prints month and day alone, and dates that no text prints."""

import re
from contextlib import suppress
from datetime import date, timedelta

from selectolax.lexbor import LexborNode

from crawler.adapters import dates
from crawler.adapters.dates import Found
from crawler.adapters.dom import Dom
from crawler.adapters.rows import Row

_FALLING, _LEAP = 4, timedelta(days=31)
"""Steps down that make sure of a list's order, and the least step up that is a turn of the year."""
DAYS_APART = 92  # a printed month-day and the stamp in its address belong together within this
_URL_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?!\d)"
    r"|/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})/|(?<!\d)((?:19|20)\d\d)[-/]?(0[1-9]|1[0-2])(?=[/_-])"
)
_LABELLED = re.compile(r"(?:日期|时间)\s*:\s*((?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?)")


def settle_year(row: Row, dom: Dom) -> None:
    """Give a month-day the year that the row's own attributes or address show."""
    found = row.found
    if found is None or found.whole:
        return
    day = dates.day_of(found.value)
    for near in _years_near(row, dom):
        for year in (near.year, near.year + 1, near.year - 1):
            try:
                moved = day.replace(year=year)
            except ValueError:
                continue
            if abs((moved - near).days) <= DAYS_APART and dates.possible(moved, dom.seen):
                row.found = Found(moved, found.printed, found.start, found.end)
                return


def settle_order(rows: list[Row], dom: Dom) -> None:
    """Move days without a year back where a list goes on into the year before.

    Only where many rows before go down without a break and the next one leaps up as well: single
    rows are out of order, what is pinned on top is old, and a day moved back wrongly accuses.
    """
    printed = [dates.day_of(row.found.value) if row.found else date.min for row in rows]
    days = printed[:]
    falling = 0
    for at in range(1, len(rows)):
        found, before = rows[at].found, days[at - 1]
        if days[at] <= before:
            falling += 1
            continue
        goes_on = before != printed[at - 1] and printed[at] <= printed[at - 1]
        moved = None
        if goes_on or (falling >= _FALLING and _leaps(printed[at : at + 2], before)):
            moved = _earlier(days[at], before, dom)
        if found is None or found.whole or moved is None:
            falling = 0
            continue
        days[at] = moved
        rows[at].found = found._replace(value=moved)


def _leaps(days: list[date], before: date) -> bool:
    return len(days) > 1 and all(day - before > _LEAP for day in days)


def _earlier(day: date, before: date, dom: Dom) -> date | None:
    """Return the same day of the latest year in which it is not after the one before."""
    for year in range(day.year - 1, before.year - 2, -1):
        with suppress(ValueError):
            moved = day.replace(year=year)
            if moved <= before:
                return moved if dates.possible(moved, dom.seen) else None
    return None


def _years_near(row: Row, dom: Dom) -> list[date]:
    """Return the full dates in the row's attributes and in its address."""
    stamps = (
        dates.pure(value, dom.seen)
        for node in _bearers(row, dom)
        for value in node.attributes.values()
        if value and len(value) < 40
    )
    near = [dates.day_of(stamp.value) for stamp in stamps if stamp and stamp.whole]
    if match := _URL_DAY.search(row.href):
        year, month, *day = (int(number) for number in match.groups() if number)
        with suppress(ValueError):
            near.append(date(year, month, day[0] if day else 15))
    return near


def _bearers(row: Row, dom: Dom) -> list[LexborNode]:
    """Return the row's element and its first link."""
    return [row.node, *(link.node for link in dom.links_in(row.node)[:1])]


def date_in_attributes(row: Row, dom: Dom) -> Found | None:
    """Read a date that stands only in an attribute of the row or of its link."""
    for node in _bearers(row, dom):
        for name, value in node.attributes.items():
            if not value or len(value) > 300 or name in ("href", "src", "style", "class", "id"):
                continue
            if (found := dates.pure(value, dom.seen)) and found.whole:
                return found
            if labelled := _LABELLED.search(dates.plain(value)):
                return dates.pure(labelled[1], dom.seen)
    return None
