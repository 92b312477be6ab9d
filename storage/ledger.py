"""The ledger of crawls: what there is to look at, who looks, how each look ended.

A crawl that dies is gone on with: what was leased is to be done again, what was finished stays
finished, and every address that was ever scheduled has an ending or the run is not complete.
The lock of `storage.lock` sees to it that only one process works on a run.
"""

import os
import socket
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import chain
from typing import Any

import sqlalchemy as sa

from storage import contents, cuts, draws, endings, intervals, inventory, opened, runs
from storage.addresses import Address, Cut, Found, Known, Lease, Look
from storage.archive import Archive
from storage.checks import broken
from storage.claims import give_back, lease, pick
from storage.inventory import Inventory, News, Stock
from storage.plan import Plan
from storage.records import Run
from storage.runs import Count, Coverage, Tally
from storage.tables import frontier, run

__all__ = [
    "Address",
    "Count",
    "Coverage",
    "Cut",
    "Found",
    "Known",
    "Lease",
    "Ledger",
    "Look",
    "Stock",
    "Tally",
]

MOST_PAGES = 20_000  # addresses that are known of one site


class Ledger:
    """The runs that an archive holds."""

    def __init__(self, archive: Archive, most_pages: int = MOST_PAGES) -> None:
        """Keep books in an archive, with at most `most_pages` addresses a site for ever."""
        self._database = archive.database
        self._plan = Plan()
        self._inventory = Inventory(most_pages)
        self._drawn: dict[int, dict[str, int]] = {}
        self._begun: set[tuple[int, str]] = set()
        self._owner = f"{socket.gethostname()}:{os.getpid()}"

    def open(self, city: str, spider: str, now: datetime, oldest: datetime | None = None) -> Run:
        """Go on with this city's unfinished run of this spider, or begin one.

        Args:
            city: id of the city.
            spider: name of the spider.
            now: when a new run starts.
            oldest: an unfinished run that started before this is closed as it is, not gone on
                with: its first looks would be too old by its end.
        """
        with self._database.writing() as connection:
            unfinished = runs.found(connection, city, spider, run.c.ended.is_(None))
            for former in unfinished:
                if oldest is None or former.started >= oldest:
                    connection.execute(give_back(frontier.c.run == former.id))
                    return former
                runs.end(connection, former.id, now)
            begun = {"city": city, "spider": spider, "started": now, "complete": False}
            id_ = connection.execute(sa.insert(run).values(begun).returning(run.c.id)).scalar_one()
            return runs.one(connection, id_)

    def schedule(self, of: Run, addresses: Iterable[Address]) -> int:
        """Add what is to be looked at and return how many of it were new to the run."""
        wanted = list(addresses)
        with self._database.writing() as connection:
            new = self._plan.schedule(connection, of.id, wanted)
        self._plan.remember(of.id, wanted)
        return new

    def claim(
        self, of: Run, now: datetime, limit: int, per_host: int = 1, lease_seconds: int = 600
    ) -> list[Lease]:
        """Lease what is due, best first: the greatest priority, then the earliest scheduled.

        Args:
            of: the run.
            now: what is not to be looked at before a later moment is passed over; what was
                leased until an earlier one is given out again.
            limit: how many at most.
            per_host: how many may be leased of one host at a time, earlier leases included.
            lease_seconds: how long the lease holds.
        """
        until = now + timedelta(seconds=lease_seconds)
        with self._database.writing() as connection:
            rows = pick(connection, of.id, now, limit, per_host)
            lease(connection, rows, self._owner, until)
        return [_lease(row, until) for row in rows]

    def finish(self, of: Run, looks: Sequence[Look]) -> int:
        """Write down how looks ended, with all that they brought, in one transaction.

        A look whose lease is no longer the address's own (it ran out, the address was given
        to another) is thrown away whole.

        Returns:
            How many looks counted.
        """
        news = News()
        with self._database.writing() as connection:
            valid = endings.valid(connection, of.id, looks)
            children = [child for look in valid for child in look.children]
            if valid:
                endings.write(connection, valid)
                self._plan.schedule(connection, of.id, children)
                news = self._keep(connection, of, valid)
        self._plan.remember(of.id, children)
        self._inventory.remember(news)
        return len(valid)

    def _keep(self, connection: sa.Connection, of: Run, looks: Sequence[Look]) -> News:
        """Write down what looks brought: all that outlives the run, and what the run cut."""
        unchanged = ((x.lease.address, x.at) for x in looks if x.unchanged)
        seen = chain.from_iterable(look.observations for look in looks)
        intervals.write(connection, chain(opened.unchanged(connection, unchanged), seen))
        contents.write(connection, (content for look in looks for content in look.contents))
        found = ((each, look.at) for look in looks for each in look.found)
        news = self._inventory.learn(connection, found, cap=True)
        inventory.note(connection, looks)
        own = (cut for look in looks for cut in look.cuts)
        cuts.write(connection, of.id, chain(own, news.cuts))
        return news

    def enroll(self, found: Iterable[Found], now: datetime) -> int:
        """Add addresses that nobody needs to find, however many, and return how many were new."""
        with self._database.writing() as connection:
            each_now = ((each, now) for each in found)
            news = self._inventory.learn(connection, each_now, cap=False)
        self._inventory.remember(news)
        return sum(news.added.values())

    def bring_forward(self, sites: Iterable[str], before: datetime, now: datetime) -> None:
        """Let everything on these sites be due that was last looked at before a moment."""
        with self._database.writing() as connection:
            inventory.bring_forward(connection, sites, before, now)

    def draw(self, of: Run, site: str, now: datetime, limit: int) -> int:
        """Schedule what is due of a site: best first, then the longest not looked at.

        What the run has drawn once it does not draw again, also after a crash.

        Args:
            of: the run.
            site: id of the site.
            now: what is to be looked at after this moment stays.
            limit: how many at most.

        Returns:
            How many were drawn; 0 when nothing is due.
        """
        counts = self._counts(of)
        with self._database.writing() as connection:
            if (of.id, site) not in self._begun:
                draws.begin(connection, of.id, site)
            n = draws.take(connection, of.id, site, now, limit)
        self._begun.add((of.id, site))
        if n:
            counts[site] = counts.get(site, 0) + n
        return n

    def drawn(self, of: Run) -> dict[str, int]:
        """Say how many addresses a run has drawn, by site."""
        return dict(self._counts(of))

    def _counts(self, of: Run) -> dict[str, int]:
        if of.id not in self._drawn:
            with self._database.reading() as connection:
                self._drawn[of.id] = draws.counts(connection, of.id)
        return self._drawn[of.id]

    def stock(self, site: str, now: datetime) -> Stock:
        """Say how much of a site is known, and how much of it is due."""
        with self._database.reading() as connection:
            return inventory.stock(connection, site, now)

    def cuts(self, of: Run) -> list[tuple[str, str, int, str]]:
        """Return of each site and reason how often a run cut an address, and one example."""
        with self._database.reading() as connection:
            return cuts.of_run(connection, of.id)

    def pending(self, of: Run) -> int:
        """Count the addresses that have no ending yet."""
        with self._database.reading() as connection:
            return runs.pending(connection, of.id)

    def close(self, of: Run, now: datetime) -> Run:
        """End a run for good; it is complete only if every address has its ending.

        What is to be gone on with later is left open instead.
        """
        with self._database.writing() as connection:
            runs.end(connection, of.id, now)
            return runs.one(connection, of.id)

    def latest(self, city: str, spider: str, until: datetime) -> Run | None:
        """Return the latest run of a spider that had begun by then, be it ended or not."""
        begun = run.c.started <= until
        with self._database.reading() as connection:
            return next(runs.found(connection, city, spider, begun), None)

    def ended(self, city: str, until: datetime) -> frozenset[int]:
        """Return the ids of a city's runs, of whatever spider, that had ended by then."""
        over = sa.select(run.c.id).where(run.c.city == city, run.c.ended <= until)
        with self._database.reading() as connection:
            return frozenset(connection.execute(over).scalars())

    def coverage(self, city: str, spider: str) -> Coverage | None:
        """Return what the latest closed run of a spider saw; None when there is none."""
        with self._database.reading() as connection:
            closed = next(runs.found(connection, city, spider, run.c.ended.is_not(None)), None)
            return runs.coverage(connection, closed) if closed else None

    def coverage_of(self, of: Run) -> Coverage:
        """Return what a run has seen so far, closed or not."""
        with self._database.reading() as connection:
            return runs.coverage(connection, runs.one(connection, of.id))

    def tally(self, of: Run) -> Tally:
        """Say how far a run has come."""
        with self._database.reading() as connection:
            return runs.tally(connection, of.id)

    def violations(self, of: Run) -> list[str]:
        """Return what is wrong with a run's books, a line each; none when they are in order."""
        with self._database.reading() as connection:
            return broken(connection, of.id)


def _lease(row: sa.Row[Any], until: datetime) -> Lease:
    address = Address(
        url=row.url, site=row.site, role=row.role, priority=row.priority, payload=row.payload
    )
    return Lease(id=row.id, address=address, attempt=row.attempts + 1, until=until)
