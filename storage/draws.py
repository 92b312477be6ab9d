"""What a run takes from the inventory: what is due, best first, each address once."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert  # SQLite reads what it says

from storage.addresses import Address, key_of
from storage.bulk import Bulk, Row
from storage.tables import State, frontier
from storage.walktables import content, inventory


def begin(connection: sa.Connection, run: int, site: str) -> None:
    """Forget what earlier runs drew of a site, within the connection's transaction."""
    connection.execute(_BEGIN, {"of_site": site, "by": run})


def take(connection: sa.Connection, run: int, site: str, now: datetime, limit: int) -> int:
    """Put what is due into a run's frontier, within the connection's transaction; count it."""
    given = {"of_site": site, "now": now, "most": max(limit, 0)}
    rows = connection.execute(_DUE, given).all()
    _SCHEDULE(connection, (_scheduled(run, site, row) for row in rows))
    _DRAWN.run(connection, [(run, row.id) for row in rows])
    return len(rows)


def counts(connection: sa.Connection, run: int) -> dict[str, int]:
    """Count what a run has drawn, by site."""
    rows = connection.execute(
        sa.select(inventory.c.site, sa.func.count().label("n"))
        .where(inventory.c.drawn == run)
        .group_by(inventory.c.site)
    )
    return {row.site: row.n for row in rows}


_SITE = inventory.c.site == sa.bindparam("of_site", type_=inventory.c.site.type)

_BEGIN = (
    sa.update(inventory)
    .where(_SITE, inventory.c.drawn > 0, inventory.c.drawn != sa.bindparam("by"))
    .values(drawn=0)
)

_CARRIED = ("parent", "words", "depth", "etag", "modified", "sha256", "dead_looks")

_READER = (
    sa.select(content.c.reader)
    .where(content.c.sha256 == inventory.c.sha256)
    .order_by(content.c.id.desc())
    .limit(1)
    .correlate(inventory)
    .scalar_subquery()
)

_DUE = (
    sa.select(
        *(inventory.c[name] for name in ("id", "url", "role", "priority")),
        *(inventory.c[name] for name in (*_CARRIED, "dead_since", "published")),
        _READER.label("reader"),
    )
    .where(
        _SITE,
        inventory.c.drawn == 0,
        inventory.c.due <= sa.bindparam("now", type_=inventory.c.due.type),
    )
    .order_by(inventory.c.priority.desc(), inventory.c.turn, inventory.c.id)
    .limit(sa.bindparam("most", type_=sa.Integer))
)

# What was scheduled by other means is looked at as that asks for.
_SCHEDULE = Bulk(
    insert(frontier).on_conflict_do_nothing(),
    (
        *("run", "url_key", "url", "site", "role", "payload"),
        *("priority", "host", "state", "attempts"),
    ),
)


def _scheduled(run: int, site: str, row: Any) -> Row:  # of _DUE
    since = row.dead_since
    payload = {name: getattr(row, name) for name in _CARRIED}
    payload["dead_since"] = since and since.isoformat()
    payload["published"] = row.published and row.published.isoformat()
    payload["reader"] = row.reader or ""  # of the newest content of that body
    host = Address(url=row.url, site=site, role=row.role).host
    return (
        *(run, key_of(site, row.url), row.url, site, row.role, payload),
        *(row.priority, host, State.TODO, 0),
    )


_DRAWN = Bulk(
    sa.update(inventory)
    .where(inventory.c.id == sa.bindparam("which"))
    .values(drawn=sa.bindparam("by")),
    ("by", "which"),
)
