"""What was seen of sites in a window; each statement is made once, and asked of many sites."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

import sqlalchemy as sa

from storage.kinds import KINDS, Kind
from storage.records import Column, Entry, Fate, Identity, Listing, Page, Site, Window
from storage.sqltypes import CleanText, UtcDateTime

R = TypeVar("R", Column, Listing, Entry, Page, Identity)

_SITES = sa.bindparam("of_sites", type_=CleanText, expanding=True)
_SINCE = sa.bindparam("since", type_=UtcDateTime)
_UNTIL = sa.bindparam("until", type_=UtcDateTime)
_HOMES = sa.bindparam("homes", type_=sa.Text, expanding=True)


def latest(
    connection: sa.Connection, record: type[R], sites: Collection[Site], window: Window
) -> Iterator[R]:
    """Yield of each thing on the sites the latest state that was seen in the window."""
    rows = connection.execute(_latest(KINDS[record]), _given(sites, window))
    return _records(record, rows, window)


def count(
    connection: sa.Connection, record: type[R], sites: Collection[Site], window: Window
) -> int:
    """Count what `latest` yields."""
    number: int = connection.execute(_number(KINDS[record]), _given(sites, window)).scalar_one()
    return number


def states(
    connection: sa.Connection, record: type[R], sites: Collection[Site], window: Window
) -> Iterator[R]:
    """Yield all that was seen on the sites in the window, changed things once a state, in order."""
    rows = connection.execute(_states(KINDS[record]), _given(sites, window))
    return _records(record, rows, window)


def columns(connection: sa.Connection, sites: Collection[Site], window: Window) -> Iterator[Column]:
    """Yield likewise the columns, without those that had left the home page when last read."""
    read = _homes_read(connection, sites, window)
    rows = connection.execute(_latest(KINDS[Column]), _given(sites, window))
    standing = (row for row in rows if row.last_seen >= read.get(row.site, window.since))
    return _records(Column, standing, window)


def entries(connection: sa.Connection, site: Site, column: str, window: Window) -> Iterator[Entry]:
    """Yield the latest state of each line of a list page, newest date first."""
    rows = connection.execute(_lines(), _given([site], window) | {"of_column": column})
    return _records(Entry, rows, window)


def _given(sites: Iterable[Site], window: Window) -> dict[str, Any]:
    return {
        "of_sites": [site.id for site in sites],
        "since": window.since,
        "until": window.until,
    }


def _records(record: type[R], rows: Iterable[Any], window: Window) -> Iterator[R]:
    """Give rows back as records, each `at` a moment at which we really looked."""
    names = _names(KINDS[record])
    for *values, first, last in rows:
        yield record(**dict(zip(names, values, strict=True)), at=_looked(first, last, window))


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


def _names(kind: Kind) -> tuple[str, ...]:
    return (*kind.natural, *kind.payload)


def _seen(kind: Kind, columns: Any) -> list[Any]:  # of its table or of a subquery
    return [columns[name] for name in (*_names(kind), "first_seen", "last_seen")]


def _in_window(table: sa.Table) -> tuple[sa.ColumnElement[bool], ...]:
    return table.c.first_seen <= _UNTIL, table.c.last_seen >= _SINCE


@cache
def _within(kind: Kind) -> sa.Subquery:
    """Select of each thing on the sites the latest interval that overlaps the window."""
    table = kind.table
    newest_first = sa.func.row_number().over(
        partition_by=table.c.key, order_by=table.c.first_seen.desc()
    )
    ranked = (
        sa.select(*table.c, newest_first.label("nth"))
        .where(table.c.site.in_(_SITES), *_in_window(table))
        .subquery()
    )
    return sa.select(ranked).where(ranked.c.nth == 1).subquery()


@cache
def _latest(kind: Kind) -> sa.Select[Any]:
    within = _within(kind)
    return sa.select(*_seen(kind, within.c)).order_by(within.c.id)


@cache
def _number(kind: Kind) -> sa.Select[Any]:
    return sa.select(sa.func.count()).select_from(_within(kind))


@cache
def _states(kind: Kind) -> sa.Select[Any]:
    table = kind.table
    seen = sa.select(*_seen(kind, table.c)).where(table.c.site.in_(_SITES), *_in_window(table))
    return seen.order_by(table.c.first_seen, table.c.id)


@cache
def _lines() -> sa.Select[Any]:
    within = _within(KINDS[Entry])
    ours = within.c.column == sa.bindparam("of_column", type_=CleanText)
    newest = within.c.published.desc().nulls_last()
    return sa.select(*_seen(KINDS[Entry], within.c)).where(ours).order_by(newest, within.c.id)


@cache
def _whole_homes() -> sa.CompoundSelect[Any]:
    # A home page's key as a page is also its key as a list: site and address.
    return sa.union_all(
        *(
            sa.select(table.c.site, table.c.first_seen, table.c.last_seen).where(
                table.c.key.in_(_HOMES),
                table.c.fate == Fate.OPENED,
                table.c.complete,
                *_in_window(table),
            )
            for table in (KINDS[Page].table, KINDS[Listing].table)
        )
    )
