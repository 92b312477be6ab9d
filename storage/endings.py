"""How looks end: which of them count, and what is written of those."""

from collections.abc import Sequence

import sqlalchemy as sa

from storage.addresses import Look
from storage.bulk import Bulk, Row
from storage.tables import State, attempt, frontier

_CHUNK = 500  # ids one statement names


def valid(connection: sa.Connection, of: int, looks: Sequence[Look]) -> list[Look]:
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


def write(connection: sa.Connection, looks: Sequence[Look]) -> None:
    """Write down how looks ended, within the connection's transaction."""
    _ATTEMPT(connection, map(_attempt, looks))
    _ENDING(connection, map(_ending, looks))


_LEASED = sa.select(frontier.c.id, frontier.c.attempts).where(
    frontier.c.run == sa.bindparam("of"),
    frontier.c.state == State.LEASED,
    frontier.c.id.in_(sa.bindparam("ids", expanding=True)),
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
