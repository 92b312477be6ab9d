"""Where everything known is kept and asked for."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from types import TracebackType
from typing import Self, TypeVar

import sqlalchemy as sa

from storage import audits, intervals
from storage.audits import Audit
from storage.database import ArchiveError, Database
from storage.dossier import SiteDossier
from storage.kinds import KINDS
from storage.records import (
    Column,
    Entry,
    Fate,
    Identity,
    Listing,
    Observation,
    Page,
    Review,
    Site,
    Window,
)

__all__ = ["Archive", "ArchiveError"]

R = TypeVar("R", Column, Listing, Entry, Page, Identity)

_AT_ONCE = 500  # rows in memory while a collection streams


class _Stream(Collection[R]):
    """Records that are fetched while they are iterated, so that a site of any size fits."""

    def __init__(self, database: Database, record: type[R], site: str, window: Window) -> None:
        self._database = database
        self._kind = KINDS[record]
        self._within = intervals.within(self._kind, site, window)
        self._until = window.until

    def __iter__(self) -> Iterator[R]:
        query = sa.select(self._within).order_by(self._within.c.id)
        with self._database.reading() as connection:
            rows = connection.execution_options(yield_per=_AT_ONCE).execute(query).mappings()
            yield from intervals.records(self._kind, rows, self._until)

    def __len__(self) -> int:
        count = sa.select(sa.func.count()).select_from(self._within)
        with self._database.reading() as connection:
            return connection.execute(count).scalar_one()

    def __contains__(self, record: object) -> bool:
        return any(record == held for held in self)


class Archive:
    """Observations, audits and people's words. One process, one archive; threads may share it."""

    def __init__(self, url: str) -> None:
        """Open a database and bring its schema up to date.

        Args:
            url: `sqlite:///path` or `postgresql://user:password@host/name`.

        Raises:
            ArchiveError: the database cannot be used; its text is for the operator.
        """
        self.database = Database(url)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give all connections back."""
        self.database.close()

    def add(self, observations: Iterable[Observation]) -> None:
        """Keep observations, all or none. Adding the same ones again changes nothing."""
        with self.database.writing() as connection:
            intervals.write(connection, observations)

    def dossier(self, site: Site, window: Window) -> SiteDossier:
        """Return what was seen of a site in the window: of each thing its latest state.

        Of list pages every state is given, since what an earlier look showed may speak for a
        column of which the latest look shows less.

        A column that the navigation no longer showed when the home page was last read whole in
        the window is left out: it was taken down and is not to be judged.
        """
        with self.database.reading() as connection:
            return SiteDossier(
                site=site,
                window=window,
                columns=self._columns(connection, site, window),
                listings=_listings(connection, site, window),
                pages=_Stream(self.database, Page, site.id, window),
                identities=_identities(connection, site, window),
            )

    def entries(self, site: Site, column: str, window: Window) -> tuple[Entry, ...]:
        """Return the lines that a column's list showed in the window, newest date first."""
        within = intervals.within(KINDS[Entry], site.id, window)
        newest = within.c.published.desc().nulls_last()
        query = sa.select(within).where(within.c.column == column).order_by(newest, within.c.id)
        with self.database.reading() as connection:
            rows = connection.execute(query).mappings()
            return tuple(intervals.records(KINDS[Entry], rows, window.until))

    def _columns(self, connection: sa.Connection, site: Site, window: Window) -> tuple[Column, ...]:
        within = intervals.within(KINDS[Column], site.id, window)
        query = sa.select(within).order_by(within.c.id)
        home = _home_read(connection, site, window)
        if home is not None:
            query = query.where(within.c.last_seen >= home)
        rows = connection.execute(query).mappings()
        return tuple(intervals.records(KINDS[Column], rows, window.until))

    def keep_audit(self, audit: Audit) -> int:
        """Keep an audit and return its id. One of the same moment and standard is replaced."""
        with self.database.writing() as connection:
            return audits.keep(connection, audit)

    def latest_audit(self, city: str, before: datetime | None = None) -> Audit | None:
        """Return a city's latest audit, whole; with `before`, the latest of before then."""
        with self.database.reading() as connection:
            return next(audits.newest_first(connection, city, before), None)

    def audits(self, city: str) -> Iterator[Audit]:
        """Yield a city's audits, whole, newest first."""
        with self.database.reading() as connection:
            yield from audits.newest_first(connection, city)

    def history(self, city: str) -> Mapping[str, tuple[datetime, ...]]:
        """Say of each finding's fingerprint in which audits (`as_of`, ascending) it stood."""
        with self.database.reading() as connection:
            return audits.history(connection, city)

    def add_review(self, review: Review) -> None:
        """Keep a person's word on a finding. The same word again changes nothing."""
        with self.database.writing() as connection:
            audits.add_review(connection, review)

    def reviews(self, subjects: Iterable[str]) -> tuple[Review, ...]:
        """Return what people said of these subjects' findings, oldest first."""
        with self.database.reading() as connection:
            return audits.reviews(connection, subjects)


def _listings(connection: sa.Connection, site: Site, window: Window) -> tuple[Listing, ...]:
    kind = KINDS[Listing]
    query = intervals.overlapping(kind, site.id, window).order_by(
        kind.table.c.first_seen, kind.table.c.id
    )
    rows = connection.execute(query).mappings()
    return tuple(intervals.records(kind, rows, window.until))


def _identities(connection: sa.Connection, site: Site, window: Window) -> tuple[Identity, ...]:
    within = intervals.within(KINDS[Identity], site.id, window)
    rows = connection.execute(sa.select(within).order_by(within.c.id)).mappings()
    return tuple(intervals.records(KINDS[Identity], rows, window.until))


def _home_read(connection: sa.Connection, site: Site, window: Window) -> datetime | None:
    """Say when the home page was last read whole in the window: only that proves an absence."""
    looks: list[datetime] = []
    for kind in (KINDS[Page], KINDS[Listing]):
        table = kind.table
        query = sa.select(table.c.first_seen, table.c.last_seen).where(
            table.c.key == kind.key_of(site.id, site.url),
            table.c.fate == Fate.OPENED,
            table.c.complete,
            table.c.first_seen <= window.until,
            table.c.last_seen >= window.since,
        )
        for first, last in connection.execute(query):
            looks.append(last if last <= window.until else first)
    return max(looks, default=None)
