"""What was seen of sites in a window; each statement is made once, and asked of many sites."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

import sqlalchemy as sa

from storage.kinds import KINDS, Kind
from storage.records import Column, Entry, Fate, Identity, Listing, Page, Site, Target, Window
from storage.sqltypes import CleanText, UtcDateTime

R = TypeVar("R", Column, Listing, Entry, Page, Identity, Target)

SITES = sa.bindparam("of_sites", type_=CleanText, expanding=True)
_SINCE = sa.bindparam("since", type_=UtcDateTime)
UNTIL = sa.bindparam("until", type_=UtcDateTime)
_CHUNK = 500  # keys one statement names
_HOMES = sa.bindparam("homes", type_=sa.Text, expanding=True)


def latest(
    connection: sa.Connection, record: type[R], sites: Collection[Site], window: Window
) -> Iterator[R]:
    """Yield of each thing on the sites the latest state that was seen in the window."""
    rows = connection.execute(_latest(KINDS[record]), given(sites, window))
    return records(record, rows, window)


def count(
    connection: sa.Connection, record: type[R], sites: Collection[Site], window: Window
) -> int:
    """Count what `latest` yields."""
    number: int = connection.execute(_number(KINDS[record]), given(sites, window)).scalar_one()
    return number


def any_seen(
    connection: sa.Connection, record: type[R], sites: Collection[Site], window: Window
) -> bool:
    """Whether `latest` yields anything."""
    return connection.execute(_any(KINDS[record]), given(sites, window)).first() is not None


def pages_at(
    connection: sa.Connection, addresses: Iterable[tuple[Site, str]], window: Window
) -> Iterator[Page]:
    """Yield the latest state of each of these pages that was seen in the window."""
    kind = KINDS[Page]
    keys = [kind.key_of(site.id, url) for site, url in addresses]
    for start in range(0, len(keys), _CHUNK):
        asked = given([], window) | {"pages": keys[start : start + _CHUNK]}
        yield from records(Page, connection.execute(_pages_at(), asked), window)


def states(
    connection: sa.Connection, record: type[R], sites: Collection[Site], window: Window
) -> Iterator[R]:
    """Yield all that was seen on the sites in the window, changed things once a state, in order."""
    rows = connection.execute(_states(KINDS[record]), given(sites, window))
    return records(record, rows, window)


def columns(connection: sa.Connection, sites: Collection[Site], window: Window) -> Iterator[Column]:
    """Yield likewise the columns, without those that had left the home page when last read."""
    read = _homes_read(connection, sites, window)
    rows = connection.execute(_latest(KINDS[Column]), given(sites, window))
    standing = (row for row in rows if row.last_seen >= read.get(row.site, window.since))
    return records(Column, standing, window)


def entries(connection: sa.Connection, site: Site, column: str, window: Window) -> Iterator[Entry]:
    """Yield the latest state of each line of a list page, newest date first."""
    rows = connection.execute(_lines(), given([site], window) | {"of_column": column})
    return records(Entry, rows, window)


def given(sites: Iterable[Site], window: Window) -> dict[str, Any]:
    """Return what statements about sites in a window are asked with."""
    return {
        "of_sites": [site.id for site in sites],
        "since": window.since,
        "until": window.until,
    }


def records(record: type[R], rows: Iterable[Any], window: Window) -> Iterator[R]:
    """Give rows back as records, each `at` a moment at which we really looked."""
    fields = names(KINDS[record])
    for *values, first, last in rows:
        yield record(**dict(zip(fields, values, strict=True)), at=_looked(first, last, window))


def _looked(first: datetime, last: datetime, window: Window) -> datetime:
    return last if last <= window.until else first


def _homes_read(
    connection: sa.Connection, sites: Collection[Site], window: Window
) -> dict[str, datetime]:
    """Say when each home page was last read whole in the window: only that proves an absence."""
    keys = [KINDS[Page].key_of(site.id, site.url) for site in sites]
    read: dict[str, datetime] = {}
    for site, first, last in connection.execute(
        _whole_homes(), {"homes": keys, "since": window.since, "until": window.until}
    ):
        looked = _looked(first, last, window)
        read[site] = max(looked, read.get(site, looked))
    return read


def names(kind: Kind) -> tuple[str, ...]:
    """Return the fields of a record, but for its time, in the order in which `seen` has them."""
    return (*kind.natural, *kind.payload)


def seen(kind: Kind, columns: Any) -> list[Any]:  # of its table or of a subquery
    """Return the columns that `records` wants."""
    return [columns[name] for name in (*names(kind), "first_seen", "last_seen")]


def in_window(table: sa.Table) -> tuple[sa.ColumnElement[bool], ...]:
    """Select the intervals that overlap the window."""
    return table.c.first_seen <= UNTIL, table.c.last_seen >= _SINCE


@cache
def _within(kind: Kind) -> sa.Subquery:
    """Select of each thing on the sites the latest interval that overlaps the window."""
    table = kind.table
    newest_first = sa.func.row_number().over(
        partition_by=table.c.key, order_by=table.c.first_seen.desc()
    )
    ranked = (
        sa.select(*table.c, newest_first.label("nth"))
        .where(table.c.site.in_(SITES), *in_window(table))
        .subquery()
    )
    return sa.select(ranked).where(ranked.c.nth == 1).subquery()


@cache
def _latest(kind: Kind) -> sa.Select[Any]:
    within = _within(kind)
    return sa.select(*seen(kind, within.c)).order_by(within.c.id)


@cache
def _pages_at() -> sa.Select[Any]:
    kind = KINDS[Page]
    table = kind.table
    newest_first = sa.func.row_number().over(
        partition_by=table.c.key, order_by=table.c.first_seen.desc()
    )
    named = table.c.key.in_(sa.bindparam("pages", type_=sa.Text, expanding=True))
    ranked = sa.select(*table.c, newest_first.label("nth")).where(named, *in_window(table))
    within = ranked.subquery()
    return sa.select(*seen(kind, within.c)).where(within.c.nth == 1).order_by(within.c.id)


@cache
def _number(kind: Kind) -> sa.Select[Any]:
    table = kind.table
    things = sa.func.count(table.c.key.distinct())
    return sa.select(things).where(table.c.site.in_(SITES), *in_window(table))


@cache
def _any(kind: Kind) -> sa.Select[Any]:
    table = kind.table
    return sa.select(table.c.id).where(table.c.site.in_(SITES), *in_window(table)).limit(1)


@cache
def _states(kind: Kind) -> sa.Select[Any]:
    table = kind.table
    ours = sa.select(*seen(kind, table.c)).where(table.c.site.in_(SITES), *in_window(table))
    return ours.order_by(table.c.first_seen, table.c.id)


@cache
def _lines() -> sa.Select[Any]:
    within = _within(KINDS[Entry])
    ours = within.c.column == sa.bindparam("of_column", type_=CleanText)
    newest = within.c.published.desc().nulls_last()
    return sa.select(*seen(KINDS[Entry], within.c)).where(ours).order_by(newest, within.c.id)


@cache
def _whole_homes() -> sa.CompoundSelect[Any]:
    # A home page's key as a page is also its key as a list: site and address.
    return sa.union_all(
        *(
            sa.select(table.c.site, table.c.first_seen, table.c.last_seen).where(
                table.c.key.in_(_HOMES),
                table.c.fate == Fate.OPENED,
                table.c.complete,
                *in_window(table),
            )
            for table in (KINDS[Page].table, KINDS[Listing].table)
        )
    )
