"""How far the walk of one whole site has come: plain numbers, as the crawl's books have them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class CutCount:
    """Addresses of a site that one night found and, for one reason, did not look at."""

    reason: str
    """Ours, in Chinese, or a code of the inventory's."""
    count: int
    example: str
    """One of them, masked."""


@dataclass(frozen=True, kw_only=True)
class Stock:
    """What is known of a site, over all its nights."""

    known: int
    """Its addresses."""
    looked: int
    """How many of them were looked at, ever."""
    oldest: datetime | None
    """The longest ago that one of those was looked at last."""


@dataclass(frozen=True, kw_only=True)
class SiteWalk:
    """One site in the latest walk."""

    tonight: int
    """Addresses looked at in this walk."""
    a_night: int
    """How many a night may look at."""
    stock: Stock | None
    """None where a later walk has moved it since: what it was at the time is not kept."""
    cuts: tuple[CutCount, ...] = ()

    @property
    def nights(self) -> int | None:
        """How many nights one round takes: the known addresses by those of a night, rounded up."""
        return None if self.stock is None else -(-self.stock.known // self.a_night)
