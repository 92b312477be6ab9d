"""The ledger of crawls: what there is to look at, who looks, how each look ended.

A crawl that dies is gone on with: what was leased is to be done again, what was finished stays
finished, and every address that was ever scheduled has an ending or the run is not complete.
The lock of `storage.lock` sees to it that only one process works on a run.
"""

import os
import socket
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from storage import intervals, runs
from storage.addresses import Address, Lease, Look
from storage.archive import Archive
from storage.bulk import Bulk, Row
from storage.checks import broken
from storage.claims import give_back, pick
from storage.plan import Plan
from storage.records import Run
from storage.runs import Count, Coverage, Tally
from storage.tables import State, attempt, frontier, run

__all__ = ["Address", "Count", "Coverage", "Lease", "Ledger", "Look", "Tally"]

_CHUNK = 500  # rows one statement names


class Ledger:
    """The runs that an archive holds."""

    def __init__(self, archive: Archive) -> None:
        self._database = archive.database
        self._plan = Plan()
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
            if rows:
                ids = [row.id for row in rows]
                connection.execute(_LEASE, {"ids": ids, "holder": self._owner, "until": until})
        return [_lease(row, until) for row in rows]

    def finish(self, of: Run, looks: Sequence[Look]) -> int:
        """Write down how looks ended, with all that they brought, in one transaction.

        A look whose lease is no longer the address's own (it ran out, the address was given
        to another) is thrown away whole.

        Returns:
            How many looks counted.
        """
        with self._database.writing() as connection:
            valid = _valid(connection, of.id, looks)
            children = [child for look in valid for child in look.children]
            if valid:
                _ATTEMPT(connection, map(_attempt, valid))
                _ENDING(connection, map(_ending, valid))
                intervals.write(connection, (o for look in valid for o in look.observations))
                self._plan.schedule(connection, of.id, children)
        self._plan.remember(of.id, children)
        return len(valid)

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


def _valid(connection: sa.Connection, of: int, looks: Sequence[Look]) -> list[Look]:
    """Return the looks whose lease still is the address's own, each lease once."""
    by_lease: dict[tuple[int, int], Look] = {}
    for look in looks:
        by_lease.setdefault((look.lease.id, look.lease.attempt), look)
    held: set[tuple[int, int]] = set()
    ids = [id_ for id_, _ in by_lease]
    for start in range(0, len(ids), _CHUNK):
        given = {"of": of, "ids": ids[start : start + _CHUNK]}
        held.update((id_, attempts) for id_, attempts in connection.execute(_LEASED, given))
    return [look for lease, look in by_lease.items() if lease in held]


_LEASED = sa.select(frontier.c.id, frontier.c.attempts).where(
    frontier.c.run == sa.bindparam("of"),
    frontier.c.state == State.LEASED,
    frontier.c.id.in_(sa.bindparam("ids", expanding=True)),
)

_LEASE = (
    sa.update(frontier)
    .where(frontier.c.id.in_(sa.bindparam("ids", expanding=True)))
    .values(
        state=State.LEASED,
        owner=sa.bindparam("holder"),
        lease_until=sa.bindparam("until"),
        attempts=frontier.c.attempts + 1,
    )
)

_ATTEMPT = Bulk(sa.insert(attempt), ("address", "number", "fate", "status", "at"))


def _attempt(look: Look) -> Row:
    return look.lease.id, look.lease.attempt, look.fate, look.status, look.at


_ENDING = Bulk(
    sa.update(frontier)
    .where(frontier.c.id == sa.bindparam("address"))
    .values(
        state=sa.bindparam("stands"),
        not_before=sa.bindparam("retry_at"),
        fate=sa.bindparam("ended"),
        status=sa.bindparam("answer"),
        at=sa.bindparam("moment"),
        owner=sa.null(),
        lease_until=sa.null(),
    ),
    ("address", "stands", "retry_at", "ended", "answer", "moment"),
)


def _ending(look: Look) -> Row:
    stands = State.DONE if look.retry_at is None else State.TODO
    return look.lease.id, stands, look.retry_at, look.fate, look.status, look.at
