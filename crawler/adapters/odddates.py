"""Dates in forms that Chinese pages seldom use: those of feeds, and what dateparser knows."""

import re
from datetime import date, datetime, time, timezone
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any

MAIL = re.compile(r"(?:[A-Z][a-z]{2},?\s+)?\d{1,2}\s+[A-Z][a-z]{2}\s+\d{4}\s+\d{1,2}:\d{2}")
_ODD_NUMBERS = re.compile(r"\d+")
_NOT_ODD = re.compile(r"\d{5,}|[〔〕号元%％第]")


def mail_date(text: str, zone: timezone) -> datetime | None:
    """Read the date of a mail, or of a feed (RFC 5322); `zone` where it names none."""
    try:
        moment = parsedate_to_datetime(text)
        return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)
    except (ValueError, OverflowError, TypeError):
        return None


@lru_cache(maxsize=1)
def _parser(base: datetime) -> Any:  # dateparser ships no types
    # Importing dateparser costs half a second and few pages ever need it.
    from dateparser.date import (  # type: ignore[import-untyped]  # noqa: PLC0415 - no types; see above
        DateDataParser,
    )

    return DateDataParser(
        languages=["zh", "en"],
        settings={
            "RELATIVE_BASE": base,
            "PREFER_DAY_OF_MONTH": "first",
            "DATE_ORDER": "YMD",
            "REQUIRE_PARTS": ["day", "month", "year"],
        },
    )


@lru_cache(maxsize=512)
def read_odd(text: str, day: date, zone: timezone) -> date | datetime | None:
    """Ask dateparser, for what has the three numbers of a date or an English month's name."""
    numbers = _ODD_NUMBERS.findall(text)
    if _NOT_ODD.search(text) or len(text) > 40 or len(numbers) < 2:
        return None
    if len(numbers) == 2 and not re.search(r"[A-Z][a-z]{2}", text):
        return None
    parser = _parser(datetime.combine(day, time(12)))
    try:
        found: datetime | None = parser.get_date_data(text).date_obj
    except (ValueError, OverflowError, TypeError):
        return None
    if found is None or not 1900 <= found.year <= 2099:
        return None
    if not re.search(r"\d:\d\d", text):
        return found.date()
    return found.replace(tzinfo=zone) if found.tzinfo is None else found.astimezone(zone)
