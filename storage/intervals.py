"""Observations as intervals: an unchanged thing moves its `last_seen`, a changed one a new row.

Both ends of an interval are moments at which somebody really looked. What arrives late is put
where it belongs; at one moment a thing has one state, and the first word on it stays.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from operator import attrgetter
from typing import Any

import sqlalchemy as sa

from storage.kinds import KINDS, Kind
from storage.records import Observation, Window

_CHUNK = 500  # keys a look-up; engines bound how many one statement may name


@dataclass(slots=True)
class _Interval:
    """One row, known or to be made."""

    id: int | None
    row: dict[str, Any]
    payload: tuple[Any, ...]
    first: datetime
    last: datetime
    moved: bool = False


def write(connection: sa.Connection, observations: Iterable[Observation]) -> None:
    """Keep these observations, within the connection's transaction."""
    by_kind: dict[type[Observation], list[Observation]] = {}
    for observation in observations:
        by_kind.setdefault(type(observation), []).append(observation)
    for record, batch in by_kind.items():
        ordered = iter(sorted(batch, key=attrgetter("at")))
        while chunk := list(islice(ordered, _CHUNK)):
            _write_chunk(connection, KINDS[record], chunk)


def _write_chunk(connection: sa.Connection, kind: Kind, chunk: Sequence[Observation]) -> None:
    keyed = [(kind.key(observation), observation) for observation in chunk]
    current = _latest(connection, kind, {key for key, _ in keyed})
    past: list[_Interval] = []
    late: list[_Interval] = []
    for key, observation in keyed:
        seen = _interval(kind, key, observation)
        known = current.get(key)
        if known is None or (seen.first > known.last and seen.payload != known.payload):
            if known:
                past.append(known)
            current[key] = seen
        elif seen.first > known.last:
            known.last, known.moved = seen.first, True
        elif seen.first < known.first or (
            seen.first < known.last and seen.payload != known.payload
        ):
            late.append(seen)
    _save(connection, kind.table, past, latest=False)
    _save(connection, kind.table, current.values(), latest=True)
    for seen in late:
        _insert_late(connection, kind, seen)


def _interval(kind: Kind, key: str, observation: Observation) -> _Interval:
    row = {name: getattr(observation, name) for name in (*kind.natural, *kind.payload)}
    row["key"] = key
    return _Interval(None, row, kind.payload_of(observation), observation.at, observation.at)


def _known(kind: Kind, row: sa.RowMapping) -> _Interval:
    payload = tuple(row[name] for name in kind.payload)
    return _Interval(row["id"], dict(row), payload, row["first_seen"], row["last_seen"])


def _latest(connection: sa.Connection, kind: Kind, keys: set[str]) -> dict[str, _Interval]:
    table = kind.table
    found = connection.execute(sa.select(table).where(table.c.key.in_(keys), table.c.latest))
    return {row["key"]: _known(kind, row) for row in found.mappings()}


def _save(
    connection: sa.Connection, table: sa.Table, intervals: Iterable[_Interval], *, latest: bool
) -> None:
    new = []
    moved = []
    for interval in intervals:
        if interval.id is None:
            ends = {"first_seen": interval.first, "last_seen": interval.last, "latest": latest}
            new.append(interval.row | ends)
        elif interval.moved or not latest:
            moved.append({"row": interval.id, "last": interval.last, "is_latest": latest})
    if moved:
        connection.execute(
            sa.update(table)
            .where(table.c.id == sa.bindparam("row"))
            .values(last_seen=sa.bindparam("last"), latest=sa.bindparam("is_latest")),
            moved,
        )
    if new:
        connection.execute(sa.insert(table), new)


def _insert_late(connection: sa.Connection, kind: Kind, seen: _Interval) -> None:
    """Keep a look that is older than the newest one known of the same thing."""
    table = kind.table
    rows = connection.execute(
        sa.select(table).where(table.c.key == seen.row["key"]).order_by(table.c.first_seen)
    )
    known = [_known(kind, row) for row in rows.mappings()]
    before = next((row for row in reversed(known) if row.first <= seen.first), None)
    after = next((row for row in known if row.first > seen.first), None)
    if before and before.last >= seen.first:
        if before.payload != seen.payload and seen.first not in {before.first, before.last}:
            _split(connection, table, before, seen)
    elif before and before.payload == seen.payload:
        _move(connection, table, before, last_seen=seen.first)
    elif after and after.payload == seen.payload:
        _move(connection, table, after, first_seen=seen.first)
    else:
        _save(connection, table, [seen], latest=False)


def _split(connection: sa.Connection, table: sa.Table, around: _Interval, seen: _Interval) -> None:
    """Part an interval in which something else was seen; of it only its two ends are sure."""
    latest = around.row["latest"]
    _move(connection, table, around, last_seen=around.first, latest=False)
    row = {name: value for name, value in around.row.items() if name != "id"}
    rest = _Interval(None, row, around.payload, around.last, around.last)
    _save(connection, table, [seen], latest=False)
    _save(connection, table, [rest], latest=latest)


def _move(connection: sa.Connection, table: sa.Table, interval: _Interval, **ends: Any) -> None:
    connection.execute(sa.update(table).where(table.c.id == interval.id).values(ends))


def overlapping(kind: Kind, site: str, window: Window) -> sa.Select[Any]:
    """Select all that was seen on a site in the window, changed things once a state."""
    table = kind.table
    return sa.select(table).where(
        table.c.site == site,
        table.c.first_seen <= window.until,
        table.c.last_seen >= window.since,
    )


def within(kind: Kind, site: str, window: Window) -> sa.Subquery:
    """Select of each thing on a site the latest interval that overlaps the window."""
    table = kind.table
    newest_first = sa.func.row_number().over(
        partition_by=table.c.key, order_by=table.c.first_seen.desc()
    )
    ranked = overlapping(kind, site, window).add_columns(newest_first.label("nth")).subquery()
    return sa.select(ranked).where(ranked.c.nth == 1).subquery()


def records(
    kind: Kind, rows: Iterable[sa.RowMapping], until: datetime
) -> Iterator[Any]:  # of the kind's own record
    """Give the rows back as records, each `at` a moment at which we really looked."""
    for row in rows:
        values = {name: row[name] for name in (*kind.natural, *kind.payload)}
        last = row["last_seen"]
        yield kind.record(**values, at=last if last <= until else row["first_seen"])
