"""What a crawl has still to look at, kept in SQL so that a killed crawl goes on where it was.

Scrapy's own queue holds only what was claimed; whether an address was scheduled, is being looked
at, or has ended, is in the ledger and nowhere else.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime, timedelta

from storage.ledger import Lease, Ledger, Look
from storage.records import Fate, Run

AT_ONCE = 64  # leases a claim brings; more would only wait in memory
PER_HOST = 4  # leases a host may hold: the next address is at hand, no host fills the queue
MOST_TRIES = 12  # an address that crashes us so often is given up
STALL = timedelta(seconds=3)  # longer in the database, and answers may wrongly be called late
LONGEST_WAIT = 1.0  # seconds after which a waiting crawl asks the ledger again

# Endings that another try may change. A refusal or an error page is an answer and stands.
PASSING = frozenset(
    {
        Fate.DNS_SERVFAIL,
        Fate.DNS_TIMEOUT,
        Fate.TCP_REFUSED,
        Fate.TCP_RESET,
        Fate.TCP_TIMEOUT,
        Fate.TCP_UNREACHABLE,
        Fate.TLS_HANDSHAKE,
        Fate.HTTP_5XX,
        Fate.HTTP_PROTOCOL,
        Fate.HTTP_EMPTY,
        Fate.HTTP_TRUNCATED,
        Fate.TOTAL_TIMEOUT,
        Fate.LOCAL_NET,
        Fate.LOCAL_DB,
        Fate.PARSER_CRASH,
        Fate.RATE_LIMITED,
    }
)


class Frontier:
    """Hands out addresses best first and takes back how each look ended.

    Async iteration ends when every scheduled address has an ending.
    """

    def __init__(
        self,
        ledger: Ledger,
        run: Run,
        *,
        now: Callable[[], datetime],
        retry_after: Sequence[timedelta],
        per_host: int = PER_HOST,
    ) -> None:
        self._ledger = ledger
        self._run = run
        self._now = now
        self._retry_after = retry_after
        self.per_host = per_host
        """How many leases a host may hold."""
        self.refill: Callable[[], bool] | None = None
        """What schedules more where there is more than a run begins with; whether it did."""
        self.stored: Callable[[Sequence[Look]], None] | None = None
        """Who hears which looks are stored."""
        self._changed = asyncio.Event()
        self._looking: set[int] = set()
        self._stalled: datetime | None = None

    async def __aiter__(self) -> AsyncIterator[Lease]:
        while True:
            self._changed.clear()
            more = self.refill is not None and self.refill()
            leases = self._ledger.claim(
                self._run, self._now(), limit=AT_ONCE, per_host=self.per_host
            )
            for lease in leases:
                if lease.attempt > MOST_TRIES:
                    self.finish([Look(lease=lease, fate=Fate.LOCAL_BUG, at=self._now())])
                else:
                    self._looking.add(lease.id)
                    yield lease
            if len(leases) == AT_ONCE or (more and not leases):
                continue
            if not self._looking and not leases and not self._ledger.pending(self._run):
                return
            try:
                await asyncio.wait_for(self._changed.wait(), LONGEST_WAIT)
            except TimeoutError:
                continue

    def finish(self, looks: Sequence[Look]) -> None:
        """Store a batch of looks: endings, observations and new addresses in one transaction."""
        began = self._now()
        self._ledger.finish(self._run, looks)
        self._looking.difference_update(look.lease.id for look in looks)
        if self.stored is not None:
            self.stored(looks)
        self._changed.set()
        if self._now() - began > STALL:
            self._stalled = self._now()

    @property
    def looking(self) -> int:
        """How many addresses are handed out whose looks are not stored yet."""
        return len(self._looking)

    def stalled_since(self, moment: datetime) -> bool:
        """Whether the database has kept the whole crawl waiting at some time since then.

        Answers that came meanwhile may have been called late, which is no fault of a site's.
        """
        return self._stalled is not None and self._stalled >= moment

    def again(
        self, lease: Lease, fate: Fate, at: datetime, wait: timedelta = timedelta()
    ) -> datetime | None:
        """Say when to try once more, or None when this ending stands.

        Args:
            lease: what was looked at.
            fate: how that ended.
            at: when.
            wait: how long the host asked to be left alone.
        """
        if fate not in PASSING or lease.attempt > len(self._retry_after):
            return None
        return at + max(self._retry_after[lease.attempt - 1], wait)
