"""Observations as intervals: an unchanged thing moves its `last_seen`, a changed one a new row.

Both ends of an interval are moments at which somebody really looked. What arrives late is put
where it belongs; at one moment a thing has one state, and the first word on it stays.

Whether two looks saw the same is asked of values as the driver takes and gives them, so that what
is known need not be turned into ours to be compared.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any

import sqlalchemy as sa

from storage.bulk import Bulk
from storage.kinds import KINDS, Kind
from storage.records import Observation

_CHUNK = 500  # keys a look-up; engines bound how many one statement may name


@dataclass(slots=True)
class _Interval:
    """One row, known or to be made, in the driver's values."""

    id: int | None
    state: tuple[Any, ...]
    """The key and all that was seen."""
    first: Any
    last: Any
    latest: bool = True
    moved: bool = False

    def row(self) -> tuple[Any, ...]:
        """What a new row holds."""
        return (*self.state, self.first, self.last, self.latest)


class _Shelf:
    """The intervals of one kind."""

    def __init__(self, kind: Kind) -> None:
        names = [column.name for column in kind.table.c if column.name != "id"]
        self._kind = kind
        self._seen = attrgetter(*names[1:-3])
        self._make = Bulk(sa.insert(kind.table), names)
        # Without types, so that values pass as they are; but its index asks for a boolean.
        self._rows = sa.table(
            kind.table.name,
            *(sa.column(name) for name in ("id", *names[:-1])),
            sa.column("latest", sa.Boolean),
        )

    @cached_property
    def _move(self) -> Bulk:
        ends: dict[str, Any] = {
            "last_seen": sa.bindparam("last"),
            "latest": sa.bindparam("is_latest"),
        }
        moved = sa.update(self._rows).where(self._rows.c.id == sa.bindparam("row")).values(ends)
        return Bulk(moved, ("last", "is_latest", "row"))

    @cached_property
    def _latest(self) -> sa.Select[Any]:
        named = self._rows.c.key.in_(sa.bindparam("keys", expanding=True))
        return sa.select(self._rows).where(named, self._rows.c.latest)

    @cached_property
    def _history(self) -> sa.Select[Any]:
        named = self._rows.c.key == sa.bindparam("named")
        return sa.select(self._rows).where(named).order_by(self._rows.c.first_seen)

    def write(self, connection: sa.Connection, chunk: Iterable[Observation]) -> None:
        """Keep observations, given in order of time."""
        key, seen = self._kind.key, self._seen
        rows = [(key(each), *seen(each), each.at, each.at, True) for each in chunk]
        looks = [_new(row) for row in self._make.bound(connection, rows)]
        keys = list({look.state[0] for look in looks})
        found = self._known(connection, self._latest, keys=keys)
        current = {known.state[0]: known for known in found}
        past: list[_Interval] = []
        late: list[_Interval] = []
        for look in looks:
            name = look.state[0]
            known = current.get(name)
            if known is None:
                current[name] = look
            elif look.first > known.last and look.state == known.state:
                known.last, known.moved = look.last, True
            elif look.first > known.last:
                known.latest, known.moved = False, True
                past.append(known)
                current[name] = look
            elif look.first < known.first or (
                look.first < known.last and look.state != known.state
            ):
                late.append(look)
        self._save(connection, past)
        self._save(connection, current.values())
        for look in late:
            self._put_back(connection, look)

    def _known(
        self, connection: sa.Connection, query: sa.Select[Any], **given: Any
    ) -> list[_Interval]:
        return [
            _Interval(id_, tuple(state), first, last, latest)
            for id_, *state, first, last, latest in connection.execute(query, given)
        ]

    def _save(self, connection: sa.Connection, intervals: Iterable[_Interval]) -> None:
        new = []
        moved = []
        for each in intervals:
            if each.id is None:
                new.append(each.row())
            elif each.moved:
                moved.append((each.last, each.latest, each.id))
        self._move.run(connection, moved)
        self._make.run(connection, new)

    def _put_back(self, connection: sa.Connection, look: _Interval) -> None:
        """Keep a look that is older than the newest one known of the same thing."""
        look.latest = False
        known = self._known(connection, self._history, named=look.state[0])
        before = next((each for each in reversed(known) if each.first <= look.first), None)
        after = next((each for each in known if each.first > look.first), None)
        if before and before.last >= look.first:
            if before.state != look.state and look.first not in {before.first, before.last}:
                self._save(connection, _parted(before, look))
        elif before and before.state == look.state:
            before.last, before.moved = look.last, True
            self._save(connection, [before])
        elif after and after.state == look.state:
            begins = sa.update(self._rows).where(self._rows.c.id == after.id)
            connection.execute(begins.values(first_seen=look.first))
        else:
            self._save(connection, [look])


def _new(row: Sequence[Any]) -> _Interval:
    *state, first, last, latest = row
    return _Interval(None, tuple(state), first, last, latest)


def _parted(around: _Interval, look: _Interval) -> list[_Interval]:
    """Part an interval in which something else was seen; of it only its two ends are sure."""
    rest = _Interval(None, around.state, around.last, around.last, around.latest)
    around.last, around.latest, around.moved = around.first, False, True
    return [around, look, rest]


_SHELVES = {record: _Shelf(kind) for record, kind in KINDS.items()}


def write(connection: sa.Connection, observations: Iterable[Observation]) -> None:
    """Keep these observations, within the connection's transaction."""
    by_kind: dict[type[Observation], list[Observation]] = {}
    for observation in observations:
        by_kind.setdefault(type(observation), []).append(observation)
    for record, batch in by_kind.items():
        ordered = sorted(batch, key=attrgetter("at"))
        for start in range(0, len(ordered), _CHUNK):
            _SHELVES[record].write(connection, ordered[start : start + _CHUNK])
