"""Pages as they were when they opened: with what they say, and to say that they are so still."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from storage.addresses import Address
from storage.kinds import KINDS
from storage.records import Fate, Page, Site, Window
from storage.walktables import content
from storage.windows import SITES, UNTIL, given, in_window, names, records, seen

_CHUNK = 500  # keys one statement names


def with_content(
    connection: sa.Connection, site: Site, window: Window, at_once: int
) -> Iterator[list[tuple[Page, int]]]:
    """Yield the pages that opened when last looked at, with the id of what they say, in batches.

    Of several readings of a body the newest counts.
    """
    rows = connection.execute(_with_content(), given([site], window))
    for some in rows.partitions(at_once):
        pages = records(Page, (row[:-1] for row in some), window)
        yield list(zip(pages, (row[-1] for row in some), strict=True))


def count_with_content(connection: sa.Connection, site: Site, window: Window) -> int:
    """Count what `with_content` yields."""
    counted = _opened(sa.func.count())
    number: int = connection.execute(counted, given([site], window)).scalar_one()
    return number


def any_with_content(connection: sa.Connection, site: Site, window: Window) -> bool:
    """Whether `with_content` yields anything."""
    one = _opened(sa.literal(1)).limit(1)
    return connection.execute(one, given([site], window)).first() is not None


def unchanged(
    connection: sa.Connection, looked: Iterable[tuple[Address, datetime]]
) -> Iterator[Page]:
    """Yield of pages what was seen when each last opened, as of another look that saw the same."""
    kind = KINDS[Page]
    moments = {kind.key_of(address.site, address.url): at for address, at in looked}
    keys = list(moments)
    for start in range(0, len(keys), _CHUNK):
        rows = connection.execute(_last_opened(), {"keys": keys[start : start + _CHUNK]})
        for key, *values in rows:
            yield Page(**dict(zip(names(kind), values, strict=True)), at=moments[key])


def _opened(*what: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """Select of the pages whose newest state in the window is opened and has a content."""
    page = KINDS[Page].table
    newer, reread = page.alias("newer"), content.alias("reread")
    # Intervals of a page do not overlap: one that began later is in the window if it had begun.
    last = ~sa.exists().where(
        newer.c.key == page.c.key,
        newer.c.first_seen > page.c.first_seen,
        newer.c.first_seen <= UNTIL,
    )
    newest = ~sa.exists().where(reread.c.sha256 == content.c.sha256, reread.c.id > content.c.id)
    return (
        sa.select(*what)
        .select_from(page.join(content, content.c.sha256 == page.c.sha256))
        .where(page.c.site.in_(SITES), page.c.fate == Fate.OPENED, *in_window(page), last, newest)
    )


@cache
def _last_opened() -> sa.Select[Any]:
    kind = KINDS[Page]
    page, newer = kind.table, kind.table.alias("newer")
    last = ~sa.exists().where(
        newer.c.key == page.c.key,
        newer.c.fate == Fate.OPENED,
        newer.c.first_seen > page.c.first_seen,
    )
    named = page.c.key.in_(sa.bindparam("keys", expanding=True))
    fields = (page.c[name] for name in names(kind))
    return sa.select(page.c.key, *fields).where(named, page.c.fate == Fate.OPENED, last)


@cache
def _with_content() -> sa.Select[Any]:
    page = KINDS[Page].table
    return _opened(*seen(KINDS[Page], page.c), content.c.id).order_by(page.c.id)
