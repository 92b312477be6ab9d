"""Runs of spiders: their ends, and how many of their addresses ended how."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from storage.claims import give_back
from storage.records import Fate, Run
from storage.tables import State, frontier, run

_OPEN = (State.TODO, State.LEASED)


@dataclass(frozen=True, kw_only=True)
class Count:
    """How many of a site's addresses ended so."""

    site: str
    fate: Fate
    n: int


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """What a run saw and what it did not."""

    run: Run
    counts: tuple[Count, ...]
    pending: int
    """Addresses that have no ending."""


def pending(connection: sa.Connection, of: int) -> int:
    """Count the addresses of a run that have no ending."""
    unended = sa.select(sa.func.count()).where(frontier.c.run == of, frontier.c.state.in_(_OPEN))
    return connection.execute(unended).scalar_one()


def end(connection: sa.Connection, of: int, now: datetime) -> None:
    """End a run that has not ended, and say whether it is complete."""
    connection.execute(give_back(frontier.c.run == of))
    complete = pending(connection, of) == 0
    connection.execute(
        sa.update(run)
        .where(run.c.id == of, run.c.ended.is_(None))
        .values(ended=now, complete=complete)
    )


def found(
    connection: sa.Connection, city: str, spider: str, which: sa.ColumnElement[bool]
) -> Iterator[Run]:
    """Yield the runs of a spider over a city, the latest first."""
    rows = connection.execute(
        sa.select(run)
        .where(run.c.city == city, run.c.spider == spider, which)
        .order_by(run.c.started.desc(), run.c.id.desc())
    ).mappings()
    for row in rows.all():
        yield Run(**row, fates=_fates(connection, row["id"]))


def one(connection: sa.Connection, id_: int) -> Run:
    """Return one run, its fates counted."""
    row = connection.execute(sa.select(run).where(run.c.id == id_)).mappings().one()
    return Run(**row, fates=_fates(connection, id_))


def _fates(connection: sa.Connection, of: int) -> dict[str, int]:
    fates: dict[str, int] = {}
    for count in _counts(connection, of):
        fates[count.fate] = fates.get(count.fate, 0) + count.n
    return dict(sorted(fates.items()))


def _counts(connection: sa.Connection, of: int) -> tuple[Count, ...]:
    rows = connection.execute(
        sa.select(frontier.c.site, frontier.c.fate, sa.func.count().label("n"))
        .where(frontier.c.run == of, frontier.c.state == State.DONE)
        .group_by(frontier.c.site, frontier.c.fate)
        .order_by(frontier.c.site, frontier.c.fate)
    )
    return tuple(Count(site=site, fate=fate, n=n) for site, fate, n in rows)


def coverage(connection: sa.Connection, of: Run) -> Coverage:
    """Return what a run saw."""
    return Coverage(run=of, counts=_counts(connection, of.id), pending=pending(connection, of.id))


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How far a run has come."""

    sites: int = 0
    sites_done: int = 0
    scheduled: int = 0
    done: int = 0


def tally(connection: sa.Connection, of: int) -> Tally:
    """Count what is scheduled and what is done, addresses and whole sites."""
    ended = sa.func.sum(sa.case((frontier.c.state == State.DONE, 1), else_=0))
    rows = connection.execute(
        sa.select(sa.func.count(), ended).where(frontier.c.run == of).group_by(frontier.c.site)
    ).all()
    return Tally(
        sites=len(rows),
        sites_done=sum(scheduled == done for scheduled, done in rows),
        scheduled=sum(scheduled for scheduled, _ in rows),
        done=sum(int(done) for _, done in rows),
    )
