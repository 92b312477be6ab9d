"""Which addresses are looked at next: the best of each host that is not busy, best first.

A run has thousands of addresses and tens of hosts, so the hosts are found by jumping through
the index from one to the next, and of each only its best few addresses are read.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from storage.bulk import Bulk
from storage.tables import State, frontier

_RUN = sa.bindparam("of", type_=sa.Integer)
_NOW = sa.bindparam("now", type_=frontier.c.not_before.type)


def give_back(which: sa.ColumnElement[bool]) -> sa.Update:
    """Turn leased addresses back to what is to be done."""
    return (
        sa.update(frontier)
        .where(which, frontier.c.state == State.LEASED)
        .values(state=State.TODO, owner=None, lease_until=None)
    )


_EXPIRE = give_back(sa.and_(frontier.c.run == _RUN, frontier.c.lease_until <= _NOW))

_BUSY = (
    sa.select(frontier.c.host, sa.func.count().label("n"))
    .where(frontier.c.run == _RUN, frontier.c.state == State.LEASED)
    .group_by(frontier.c.host)
)


def pick(
    connection: sa.Connection, run: int, now: datetime, limit: int, per_host: int
) -> Sequence[sa.Row[Any]]:
    """Return the frontier's rows to lease next, after giving back what ran out.

    Of each there is what a lease tells: id, url, site, role, priority, payload, attempts.
    """
    given = {"of": run, "now": now}
    connection.execute(_EXPIRE, given)
    busy: dict[str, int] = {row.host: row.n for row in connection.execute(_BUSY, given)}
    best: list[int] = []
    for host, ids in connection.execute(_CANDIDATES, given | {"most": min(per_host, limit)}):
        free = max(per_host - busy.get(host, 0), 0)
        best += map(int, ids.split(",")[:free] if ids else ())
    if not best:
        return ()
    return connection.execute(_BEST, {"ids": best, "most": limit}).all()


def lease(
    connection: sa.Connection, rows: Sequence[sa.Row[Any]], owner: str, until: datetime
) -> None:
    """Note who looks at what `pick` returned, and until when."""
    _LEASE(connection, [(row.id, State.LEASED, owner, until) for row in rows])


_LEASE = Bulk(
    sa.update(frontier)
    .where(frontier.c.id == sa.bindparam("address"))
    .values(
        state=sa.bindparam("stands"),
        owner=sa.bindparam("holder"),
        lease_until=sa.bindparam("ends"),
        attempts=frontier.c.attempts + sa.literal_column("1"),
    ),
    ("address", "stands", "holder", "ends"),
)

_LEASED = ("id", "url", "site", "role", "priority", "payload", "attempts")
_BEST = (
    sa.select(*(frontier.c[name] for name in _LEASED))
    .where(frontier.c.id.in_(sa.bindparam("ids", expanding=True)))
    .order_by(frontier.c.priority.desc(), frontier.c.id)
    .limit(sa.bindparam("most", type_=sa.Integer))
)


def _todo(columns: Any) -> tuple[sa.ColumnElement[bool], ...]:  # of the table or an alias
    return columns.run == _RUN, columns.state == State.TODO


def _candidates() -> sa.Select[Any]:
    """Select each host that has something to be done, and the ids of its best few."""
    first = sa.select(sa.func.min(frontier.c.host).label("host")).where(*_todo(frontier.c))
    hosts = first.cte("hosts", recursive=True)
    onward = frontier.alias("onward")
    beyond = sa.select(sa.func.min(onward.c.host)).where(
        *_todo(onward.c), onward.c.host > hosts.c.host
    )
    following = sa.select(beyond.scalar_subquery()).where(hosts.c.host.is_not(None))
    hosts = hosts.union_all(following)
    due = frontier.alias("due")
    best = (
        sa.select(sa.cast(due.c.id, sa.Text).label("id"))
        .where(*_todo(due.c), due.c.host == hosts.c.host)
        .where(sa.or_(due.c.not_before.is_(None), due.c.not_before <= _NOW))
        .order_by(due.c.priority.desc(), due.c.id)
        .limit(sa.bindparam("most", type_=sa.Integer))
        .correlate(hosts)
        .subquery()
    )
    # Both engines join in the order in which the subquery gives them.
    ids = sa.select(sa.func.aggregate_strings(best.c.id, ",")).correlate(hosts).scalar_subquery()
    return sa.select(hosts.c.host, ids).where(hosts.c.host.is_not(None))


_CANDIDATES = _candidates()
