"""What a role changes in its site, and how half a year is counted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from demo.columns import Change, Plan


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """What a role changes in its site."""

    changes: Mapping[str, Change] = field(default_factory=dict)
    more: tuple[Plan, ...] = ()
    """Further first-level columns."""
    flat: bool | None = None
    """Whether all columns stand on the bar; None leaves it to the seed."""
    extra: tuple[str, ...] = ()
    """Keys of usual columns that this site has on its bar besides."""
    blocks: tuple[str, ...] = ("news", "notices", "policy", "interpretation")
    """Which columns the home page shows; none for a home page that is only navigation."""
    without: frozenset[str] = frozenset()
    """Items of identity that are missing."""
    wrong: frozenset[str] = frozenset()
    """Site codes that are not the registered one: footer, meta."""
    wall: str | None = None
    """What stands before the whole site."""
    twice: tuple[str, ...] = ()
    """Columns that the bar lists twice."""
    latest_box: bool = False


def half_a_year(day: date) -> int:
    """Count the days since the same day six months ago."""
    month = (day.month - 7) % 12 + 1
    year = day.year - (1 if day.month <= 6 else 0)
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return (day - date(year, month, min(day.day, last))).days
