"""What is known of each site's addresses, one row each, for ever: when to look at which next.

A run draws from it what is due (`storage.draws`); its looks leave here what the next one needs.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from storage.addresses import Cut, Found, Look, normalised
from storage.bulk import Bulk, Row
from storage.records import Fate, Site, Walk
from storage.sqltypes import clean
from storage.tables import run
from storage.walktables import cut, inventory

BUDGET = "budget"
"""The reason of a cut: the site has as many addresses as one may have."""

LENGTH = "length"
"""The reason of a cut: nobody writes such an address, and no index holds it."""

_LONGEST = 2_000  # bytes
_CHUNK = 500  # addresses one statement names
_REMEMBERED = 200_000


@dataclass(frozen=True, kw_only=True)
class Stock:
    """How much of a site is known, and how fresh."""

    known: int = 0
    looked: int = 0
    """How many were looked at, ever."""
    due: int = 0
    """How many are to be looked at by now."""
    oldest_looked: datetime | None = None
    """The longest ago that one of those was looked at last."""


@dataclass
class News:
    """What a transaction learnt, to be remembered once it is committed."""

    seen: list[Found] = field(default_factory=list)
    added: dict[str, int] = field(default_factory=dict)
    """By site."""
    cuts: list[Cut] = field(default_factory=list)


class Inventory:
    """Learns of addresses and remembers them: a site's pages link the same places again.

    The memory only saves questions. What it holds was committed; what it lacks is asked for.
    """

    def __init__(self, most_pages: int) -> None:
        """Know of at most this many addresses a site, whatever its pages link to."""
        self._most = most_pages
        self._seen: dict[str, set[str]] = {}
        self._held = 0
        self._sizes: dict[str, int] = {}

    def learn(
        self, connection: sa.Connection, found: Iterable[tuple[Found, datetime]], *, cap: bool
    ) -> News:
        """Add what is new, within the connection's transaction; beyond the cap it is cut."""
        news = News()
        unknown: dict[tuple[str, str], tuple[Found, datetime]] = {}
        for each, at in found:
            if each.url not in self._seen.get(each.site, ()):
                news.seen.append(each)
                unknown.setdefault((each.site, clean(normalised(each.url))), (each, at))
        for place in _known(connection, {url for _, url in unknown}):
            unknown.pop(place, None)
        rows = []
        for (site, url), (each, at) in unknown.items():
            if len(url.encode()) > _LONGEST:
                news.cuts.append(Cut(site, LENGTH, url))
            elif cap and self._size(connection, site, news) >= self._most:
                news.cuts.append(Cut(site, BUDGET, url))
            else:
                news.added[site] = news.added.get(site, 0) + 1
                rows.append(_row(url, each, at))
        _INSERT(connection, rows)
        return news

    def _size(self, connection: sa.Connection, site: str, news: News) -> int:
        if site not in self._sizes:
            of_site = sa.select(sa.func.count()).where(inventory.c.site == site)
            size: int = connection.execute(of_site).scalar_one()
            self._sizes[site] = size
        return self._sizes[site] + news.added.get(site, 0)

    def remember(self, news: News) -> None:
        """Keep in mind what was learnt, once that is committed."""
        if self._held > _REMEMBERED:
            self._seen.clear()
            self._held = 0
        for each in news.seen:
            self._seen.setdefault(each.site, set()).add(each.url)
        self._held += len(news.seen)
        for site, n in news.added.items():
            if site in self._sizes:
                self._sizes[site] += n


def note(connection: sa.Connection, looks: Iterable[Look]) -> None:
    """Write down what looks leave for the next ones, within the connection's transaction."""
    _NOTE(connection, [_noted(look) for look in looks if look.known is not None])


def bring_forward(
    connection: sa.Connection, sites: Iterable[str], before: datetime, now: datetime
) -> None:
    """Let everything on these sites be due that was last looked at before a moment."""
    connection.execute(
        sa.update(inventory)
        .where(inventory.c.site.in_(list(sites)), inventory.c.looked < before)
        .values(due=now)
    )


_SETTLED = (  # how a look ends where there is nothing to read, or it was read
    *(Fate.OPENED, Fate.HTTP_EMPTY, Fate.HTTP_NOT_A_PAGE),
    *(Fate.HTTP_3XX_OFFSITE, Fate.HTTP_3XX_NO_LOCATION, Fate.OUT_OF_SCOPE),
)
_GONE = (404, 410)  # of what a server will not accept, what is surely not there


def walks(connection: sa.Connection, sites: Iterable[Site], since: datetime) -> dict[str, Walk]:
    """Say of each site how far its walk has come, and what it left out since a moment."""
    asked = [site.id for site in sites]
    settled = sa.or_(
        inventory.c.fate.is_(None),
        inventory.c.fate.in_(_SETTLED),
        sa.and_(inventory.c.fate == Fate.HTTP_4XX, inventory.c.status.in_(_GONE)),
    )
    rows = connection.execute(
        sa.select(
            inventory.c.site,
            sa.func.count(),
            sa.func.count(inventory.c.looked),
            sa.func.sum(sa.case((settled, 0), else_=1)),
            sa.func.min(sa.case((settled, None), else_=inventory.c.url)),
        )
        .where(inventory.c.site.in_(asked))
        .group_by(inventory.c.site)
    ).all()
    cuts = connection.execute(
        sa.select(cut.c.site, sa.func.sum(cut.c.count).label("n"))
        .join(run, run.c.id == cut.c.run)
        .where(cut.c.site.in_(asked), cut.c.reason == BUDGET, run.c.started >= since)
        .group_by(cut.c.site)
    )
    left = {row.site: int(row.n) for row in cuts}
    come = {
        site: Walk(
            known=known,
            looked=looked,
            unread=int(unread),
            example=example or "",
            cut=left.get(site, 0),
        )
        for site, known, looked, unread, example in rows
    }
    return {site: come.get(site, Walk(known=0, looked=0)) for site in asked}


def stock(connection: sa.Connection, site: str, now: datetime) -> Stock:
    """Count what is known of a site."""
    due = sa.func.sum(sa.case((inventory.c.due <= now, 1), else_=0))
    looked = sa.func.count(inventory.c.looked)
    known, seen, waiting, oldest = connection.execute(
        sa.select(sa.func.count(), looked, due, sa.func.min(inventory.c.looked)).where(
            inventory.c.site == site
        )
    ).one()
    return Stock(known=known, looked=seen, due=int(waiting or 0), oldest_looked=oldest)


def _known(connection: sa.Connection, urls: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the site and the address of what is known of these."""
    wanted = list(urls)
    for start in range(0, len(wanted), _CHUNK):
        given = {"urls": wanted[start : start + _CHUNK]}
        yield from ((row.site, row.url) for row in connection.execute(_KNOWN, given))


_KNOWN = sa.select(inventory.c.site, inventory.c.url).where(
    inventory.c.url.in_(sa.bindparam("urls", expanding=True, type_=sa.Text))
)

_INSERT = Bulk(
    sa.insert(inventory),
    (
        *("site", "url", "role", "parent", "words", "priority", "depth", "published"),
        *("found", "due", "turn", "drawn", "etag", "modified", "sha256", "dead_looks"),
    ),
)


def _row(url: str, each: Found, at: datetime) -> Row:
    return (
        *(each.site, url, each.role, each.parent, each.words),
        *(each.priority, each.depth, each.published, at, at, 0, 0, "", "", "", 0),
    )


_BODY = sa.bindparam("body", type_=inventory.c.sha256.type)
_AT = sa.bindparam("moment", type_=inventory.c.looked.type)
_NEW_BODY = sa.and_(sa.literal_column("''") != _BODY, inventory.c.sha256 != _BODY)
_NOTE = Bulk(
    sa.update(inventory)
    .where(inventory.c.url == sa.bindparam("place"), inventory.c.site == sa.bindparam("of"))
    .values(
        role=sa.bindparam("is"),
        fate=sa.bindparam("ended"),
        status=sa.bindparam("answer"),
        looked=_AT,
        turn=sa.bindparam("seconds"),
        due=sa.bindparam("next"),
        etag=sa.bindparam("tag"),
        modified=sa.bindparam("date"),
        sha256=sa.case((_NEW_BODY, _BODY), else_=inventory.c.sha256),
        changed=sa.case((_NEW_BODY, _AT), else_=inventory.c.changed),
        dead_looks=sa.bindparam("dead"),
        dead_since=sa.bindparam("since"),
    ),
    (
        *("of", "place", "is", "ended", "answer", "moment", "seconds", "next"),
        *("tag", "date", "body", "dead", "since"),
    ),
)


def _noted(look: Look) -> Row:
    known, address = look.known, look.lease.address
    assert known is not None
    return (
        *(address.site, normalised(address.url), known.role or address.role),
        *(look.fate, look.status),
        *(look.at, int(look.at.timestamp()), known.due, known.etag, known.modified),
        *(known.sha256, known.dead_looks, known.dead_since),
    )
