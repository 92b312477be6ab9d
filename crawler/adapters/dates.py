"""Dates as pages print them: the sure forms by our own rules, the odd ones by dateparser.

A date that cannot be is none (2026年2月30日). Phone numbers, identity numbers, document numbers
(〔2022〕10号), index numbers and amounts are never dates. A time without zone is China's.
A date in the future stays as printed; whoever uses it decides. What lies more than 366 days
ahead, or before 1949, no page of ours can have been published on: it is a slip or something else.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import NamedTuple

from crawler.adapters.dateforms import (
    BOX,
    DIGITS,
    FULL,
    MAY_BE_FULL,
    NOT_PLAIN,
    PLAIN,
    PURE,
    RELATIVE,
    STAMP,
    USUAL,
    USUAL_DAY,
    WORTH,
)
from crawler.adapters.odddates import MAIL, mail_date, read_odd

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")  # China has kept one zone since 1991

_EARLIEST, _AHEAD, _GRACE = date(1949, 1, 1), timedelta(days=366), timedelta(days=1)


class Found(NamedTuple):
    """A date in a text: what it is, how it is printed, where, and whether its year is printed."""

    value: date | datetime
    printed: str
    start: int
    end: int
    whole: bool = True


def plain(text: str) -> str:
    """Return the text with full-width digits, dashes, brackets and spaces made plain.

    Character positions stay the same.
    """
    return text.translate(PLAIN) if NOT_PLAIN.search(text) else text


def day_of(value: date | datetime) -> date:
    """Return the day in China."""
    if isinstance(value, datetime):
        return value.astimezone(BEIJING).date()
    return value


@lru_cache(maxsize=8)
def _limit(seen: datetime, ahead: timedelta) -> date:
    return day_of(seen) + ahead


def possible(value: date | datetime, seen: datetime) -> bool:
    """Whether a page that was fetched at this moment can be dated so."""
    return _EARLIEST <= day_of(value) <= _limit(seen, _AHEAD)


def pure(text: str, seen: datetime) -> Found | None:
    """Read a text that is one date and nothing else but brackets, a label, a weekday.

    Args:
        text: as printed, at most a few words.
        seen: the moment the page was fetched; 04-15 is the latest such day up to it.
    """
    if sure := USUAL.fullmatch(text):
        try:
            day = date.fromisoformat(sure[1])
        except ValueError:
            return None
        return Found(day, text, 0, len(text)) if possible(day, seen) else None
    if short := USUAL_DAY.fullmatch(text):
        near = latest(int(short[1]), int(short[2]), seen)
        return Found(near, text, 0, len(text), whole=False) if near else None
    match = _whole(text) if len(text) <= 60 else None
    return _found(match, text, seen) if match else None


@lru_cache(maxsize=4096)  # what is none, as in a foot, stands on all pages of a site
def _whole(text: str) -> re.Match[str] | None:
    return PURE.fullmatch(plain(text)) if WORTH.search(text) else None


@lru_cache(maxsize=4096)
def _within(text: str) -> tuple[re.Match[str], ...]:
    return tuple(FULL.finditer(plain(text)))


def box(text: str, seen: datetime) -> Found | None:
    """Read a split date box, parts joined by a space: "15 2022-04", "2022-04 15", "04-15 2022"."""
    if len(text) > 30:
        return None
    match = BOX.fullmatch(plain(text).strip())
    if not match:
        return None
    parts = {key[0]: int(value) for key, value in match.groupdict().items() if value}
    day = _day(parts["y"], parts["m"], parts["d"])
    return Found(day, text.strip(), 0, len(text)) if day and possible(day, seen) else None


def find_all(text: str, seen: datetime) -> list[Found]:
    """Find the dates with a printed year in a running text, in order."""
    if not MAY_BE_FULL.search(text):
        return []
    found = (_found(match, text, seen) for match in _within(text))
    return [one for one in found if one]


def read_date(text: str, seen: datetime) -> date | datetime | None:
    """Read the one date that a text is known to hold: a meta tag's, a labelled field's, a feed's.

    Own sure forms first, dateparser for what is left. None when there is no date to be sure of.
    """
    text = text.strip()[:200]
    if not text or not WORTH.search(text):
        return None
    if found := pure(text, seen):
        return found.value
    if dates := find_all(text, seen):
        return dates[0].value
    if MAIL.match(text):
        mailed = mail_date(text, BEIJING)
        return mailed if mailed and possible(mailed, seen) else None
    match = STAMP.search(plain(text)) or RELATIVE.search(text)
    found = _found(match, text, seen) if match else None
    value = found.value if found else read_odd(text, day_of(seen), BEIJING)
    return value if value and possible(value, seen) else None


def _found(match: re.Match[str], text: str, seen: datetime) -> Found | None:
    groups = match.groupdict()
    whole = True
    value: date | datetime | None
    if any(groups.get(key) for key in ("day", "unit", "just")):
        value = _ago(groups, seen)
    else:
        day, whole = _day_of_groups(groups, seen)
        value = _with_time(day, groups) if day else None
    if value is None or not possible(value, seen):
        return None
    printed = text[match.start() : match.end()].strip()
    return Found(value, printed, match.start(), match.end(), whole)


def _day_of_groups(groups: dict[str, str | None], seen: datetime) -> tuple[date | None, bool]:
    """Return the day, and whether its year was printed."""
    if year := groups.get("y"):
        month, day = groups["m"] or groups["m3"], groups["d"] or groups["d3"]
        return _day(int(year), int(month or 0), int(day or 0)), True
    if year := groups.get("cy"):
        digits = "".join(str(DIGITS[c]) for c in year)
        return _day(int(digits), _number(groups["cm"]), _number(groups["cd"])), True
    if year := groups.get("yy"):
        return _day(2000 + int(year), int(groups["m5"] or 0), int(groups["d5"] or 0)), True
    if stamp := groups.get("k"):
        return _day(int(stamp[:4]), int(stamp[4:6]), int(stamp[6:])), True
    month = groups.get("m1") or groups.get("m2") or groups.get("m4")
    day = groups.get("d1") or groups.get("d2") or groups.get("d4")
    return latest(int(month or 0), int(day or 0), seen), False


def latest(month: int, day: int, seen: datetime) -> date | None:
    """Return the latest such day that is not after the day of the look (one day's grace)."""
    limit = _limit(seen, _GRACE)
    for year in range(limit.year, limit.year - 9, -1):
        found = _day(year, month, day)
        if found and found <= limit:
            return found
    return None


def _day(year: int, month: int, day: int) -> date | None:
    if not 1900 <= year <= 2099:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _number(chinese: str | None) -> int:
    """Read 一 to 三十一, 元月 and 正月 as 1, 廿 as 20, 卅 as 30; 0 when it is none."""
    text = (chinese or "").replace("元", "一").replace("正", "一")
    text = text.replace("廿", "二十").replace("卅", "三十").replace("十十", "十")
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return DIGITS.get(text, 0) if len(text) == 1 else 0
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0)


def _with_time(day: date, groups: dict[str, str | None]) -> date | datetime:
    """Add the printed time; a time that cannot be is left out."""
    if stamp := groups.get("kt"):
        hour, minute, second = int(stamp[:2]), int(stamp[2:4]), int(stamp[4:])
    elif groups.get("H"):
        hour = int(groups["H"] or 0)
        minute = int(groups["M"] or groups["M2"] or 0)
        second = int(groups["S"] or groups["S2"] or 0)
    else:
        return day
    if (groups.get("half") or "").upper() in ("下午", "PM") and hour < 12:
        hour += 12
    try:
        moment = datetime.combine(day, time(hour, minute, second), _zone(groups.get("z")))
        return moment.astimezone(BEIJING)
    except (ValueError, OverflowError):
        return day


def _zone(printed: str | None) -> timezone:
    if not printed:
        return BEIJING
    if printed in "Zz":
        return UTC
    sign = -1 if printed[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(printed[1:3]), minutes=int(printed[-2:])))


def _ago(groups: dict[str, str | None], seen: datetime) -> date | datetime:
    now = seen.astimezone(BEIJING).replace(microsecond=0)
    if word := groups.get("day"):
        day = now.date() - timedelta(days=("今天", "昨天", "前天").index(word))
        return _with_time(
            day, {"H": groups.get("dH"), "M": groups.get("dM"), "M2": None, "S": None, "S2": None}
        )
    number, unit = int(groups.get("n") or 0), groups.get("unit") or "秒"
    if unit in ("天", "周"):
        return now.date() - timedelta(days=number * (7 if unit == "周" else 1))
    seconds = {"秒": 1, "分": 60}.get(unit[0], 3600)
    return now - timedelta(seconds=number * seconds)
