"""What a run found and did not look at: of each reason on each site how often, and one example."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert  # SQLite reads what it says

from storage.addresses import Cut
from storage.bulk import Bulk
from storage.walktables import cut


def write(connection: sa.Connection, run: int, cuts: Iterable[Cut]) -> None:
    """Count cuts, within the connection's transaction; the first example stays."""
    counted: dict[tuple[str, str], int] = {}
    examples: dict[tuple[str, str], str] = {}
    for each in cuts:
        what = each.site, each.reason
        counted[what] = counted.get(what, 0) + 1
        examples.setdefault(what, each.url)
    _COUNT(connection, ((run, *what, n, examples[what]) for what, n in counted.items()))


def of_run(connection: sa.Connection, run: int) -> list[tuple[str, str, int, str]]:
    """Return of each site and reason how many addresses were cut, and one of them."""
    rows = connection.execute(
        sa.select(cut.c.site, cut.c.reason, cut.c.count, cut.c.example)
        .where(cut.c.run == run)
        .order_by(cut.c.site, cut.c.reason)
    )
    return [(site, reason, n, example) for site, reason, n, example in rows]


_INSERT = insert(cut)
_COUNT = Bulk(
    _INSERT.on_conflict_do_update(
        index_elements=["run", "site", "reason"],
        set_={"count": cut.c.count + _INSERT.excluded.count},
    ),
    ("run", "site", "reason", "count", "example"),
)
