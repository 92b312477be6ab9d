"""Addresses of a site itself that its pages lead to and that are not there, look after look."""

from datetime import datetime

from crawler.exposures import masked_url
from crawler.looks import Seen
from storage.ledger import Lease
from storage.records import Fate, Target

_GONE = frozenset({404, 410})


def is_dead(seen: Seen) -> bool:
    """Whether nothing is there, or nothing but an error text: what several looks must confirm.

    Where the site's own host is not there, all of it is down, and no link is at fault.
    """
    return seen.fate is Fate.SOFT_ERROR or (seen.fate is Fate.HTTP_4XX and seen.status in _GONE)


def dead_since(lease: Lease, seen: Seen) -> datetime | None:
    """Say since when an address is dead. Until it opens, what was told of it may be out of date."""
    payload = lease.address.payload
    before = datetime.fromisoformat(since) if (since := payload.get("dead_since")) else None
    if is_dead(seen):
        return before if before and payload.get("dead_looks") else seen.at
    return None if seen.fate is Fate.OPENED else before


def target(lease: Lease, seen: Seen) -> Target:
    """Return an address of the site that its pages lead to and that is dead, or no longer."""
    payload, dead = lease.address.payload, is_dead(seen)
    return Target(
        site=seen.site.id,
        url=masked_url(lease.address.url),
        at=seen.at,
        fate=seen.fate,
        status=seen.status,
        example=str(payload.get("parent", "")),
        words=str(payload.get("words", "")),
        looks=int(payload.get("dead_looks", 0)) + 1 if dead else 1,
        since=dead_since(lease, seen) if dead else None,
    )
