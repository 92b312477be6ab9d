"""The whole of each site, a part of it every night: pages, attachments, and where links lead."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import Response

from crawler import clock, deadlinks, looks, walkplan
from crawler.linkround import LinkRound
from crawler.looks import Seen
from crawler.spiders.city import CitySpider
from crawler.traps import canonical
from crawler.walked import READER, is_file
from crawler.walkplan import FILE, HOME, RANK, SOURCE, Ground, Leads
from storage.addresses import Found, Known
from storage.dossier import china_day, same_place
from storage.ledger import Lease, Look
from storage.records import Fate, Observation, PageKind, Window

AT_HAND = 40  # addresses of a site that wait in the frontier; better ones may yet be found
FILE_BYTES = 32 * 2**20
ANSWERED_FOR = timedelta(days=3)  # so long what the columns' crawl saw of a page stands
_STANDS = frozenset(  # what another night would not change
    {
        *(Fate.ROBOTS, Fate.OUT_OF_SCOPE, Fate.ADDRESS_REFUSED, Fate.HTTP_3XX_OFFSITE),
        *(Fate.SIZE_LIMIT, Fate.BOMB, Fate.PARSER_TIMEOUT, Fate.PARSER_CRASH, Fate.HTTP_NOT_A_PAGE),
    }
)


class PagesSpider(CitySpider):
    """Walks each site, best first: home, lists, newest articles, attachments, the rest.

    What a site has is kept in the inventory; a night looks at what is due of it, as much as the
    city's manners allow. Lists are due daily, everything else on a rotation, and with `since` what
    was not looked at since then. Of pages that the columns' crawl answers for, home pages and
    columns, only what they lead to is taken. At the end addresses outside are looked at, too.
    """

    name = "pages"
    follows: ClassVar[bool] = True

    def __init__(self, *args: Any, since: datetime | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._since = since
        self._at_hand: Counter[str] = Counter()
        self._dry: set[str] = set()
        self._told: set[int] = set()  # leases whose looks were handed on to be stored

    def begin(self) -> None:
        """Make sure that every home page is known, and let the frontier draw from the rest."""
        now = clock.now()
        self.entries = {id_: entry for id_, entry in self.entries.items() if entry.walk}
        self._links = LinkRound(self.archive, [entry.record for entry in self.entries.values()])
        self._grounds = {id_: Ground(entry, self.city) for id_, entry in self.entries.items()}
        for target in self._links.known(now):
            self._grounds[target.site].meet(target.url, hidden=target.hidden)
        self._drawn = Counter(self.ledger.drawn(self.ledger_run))
        self._answered_for = self._columns(Window(since=now - ANSWERED_FOR, until=now))
        homes = [
            Found(url=entry.record.url, site=entry.id, role=HOME, priority=RANK[HOME])
            for entry in self.entries.values()
        ]
        self.ledger.enroll(homes, now)
        if self._since is not None:
            self.ledger.bring_forward(self.entries, self._since, now)
        self.frontier.refill = self._refill
        self.frontier.stored = self._stored

    async def after(self) -> None:
        """Look at the addresses outside that the sites' pages lead to."""
        await self._links.look(self.settings, self.reader.read_page)

    def request(self, lease: Lease) -> Request:
        """Ask for what was leased; only if it changed, where its former reading still holds."""
        request = super().request(lease)
        known = lease.address.payload
        if lease.address.role == FILE:
            request.meta["download_maxsize"] = FILE_BYTES
        if _is_read(known):
            if known["etag"]:
                request.headers["If-None-Match"] = known["etag"]
            if known["modified"]:
                request.headers["If-Modified-Since"] = known["modified"]
        return request

    async def read(self, response: Response, lease: Lease, seen: Seen) -> Seen:
        """Add what the body says, unless it is what it was."""
        former = lease.address.payload.get("sha256")
        if former and response.status == 304:
            return replace(seen, fate=Fate.OPENED, note="", same=True)
        if seen.fate is Fate.HTTP_NOT_A_PAGE and is_file(response.body):
            seen = replace(seen, fate=Fate.OPENED, note="")
        landed, known = canonical(response.url), lease.address.payload
        if lease.address.role == FILE:
            day = known.get("published")
            seen = replace(
                seen,
                name=str(known.get("words", "")),
                published=date.fromisoformat(day) if day else None,
            )
        seen = replace(
            seen,
            landed=landed if landed != canonical(lease.address.url) else "",
            etag=_header(response, "ETag"),
            modified=_header(response, "Last-Modified"),
            digest=seen.sha256 if former else "",
        )
        same = bool(former) and former == seen.digest
        if seen.fate is Fate.OPENED and same and _is_read(known):
            return replace(seen, same=True)
        return await super().read(response, lease, seen)

    def see(self, look: Look, seen: Seen) -> Look:
        """Keep what the page says and what it leads to."""
        lease = look.lease
        ground = self._grounds[lease.address.site]
        if lease.id in self._told:  # the former look ran out of its lease, its finds with it
            ground.forget()
        self._told.add(lease.id)
        leads = self._leads(lease, seen, ground)
        ours = self._is_ours(lease, seen)
        return replace(
            look,
            observations=tuple(self._observed(lease, seen, leads)),
            contents=(seen.content,) if ours and seen.content is not None else (),
            found=tuple(leads.found),
            cuts=tuple(leads.cuts),
            unchanged=seen.same,
            known=self._known(lease, seen),
        )

    def _leads(self, lease: Lease, seen: Seen, ground: Ground) -> Leads:
        if seen.fate is not Fate.OPENED:
            return Leads()
        moved = ground.landed(seen.landed, lease.address) if seen.landed else Leads()
        if seen.reading is None:
            return moved
        if seen.reading.kind is not PageKind.ARTICLE:  # a day's prices differ only in figures
            ground.traps.showed(seen.url, seen.content.simhash if seen.content else None)
        depth = int(lease.address.payload.get("depth", 0))
        return moved + ground.leads(seen.reading, seen.url, depth, china_day(seen.at))

    def _is_ours(self, lease: Lease, seen: Seen) -> bool:
        """Whether it is this walk that describes what was seen there."""
        elsewhere = seen.same or seen.landed or lease.address.role == SOURCE
        return not elsewhere and (seen.site.id, same_place(seen.url)) not in self._answered_for

    def _observed(self, lease: Lease, seen: Seen, leads: Leads) -> Iterable[Observation]:
        if self._is_ours(lease, seen):
            yield looks.page(seen)
        if deadlinks.is_dead(seen) or lease.address.payload.get("dead_since"):
            yield deadlinks.target(lease, seen)
        for link in leads.outside:
            yield from self._links.found(seen.site.id, link, seen.url, seen.at)

    def _known(self, lease: Lease, seen: Seen) -> Known:
        payload, dead = lease.address.payload, deadlinks.is_dead(seen)
        role = walkplan.role_seen(lease.address.role, seen.reading)
        read = seen.fate is Fate.OPENED and (seen.content is not None or seen.same)
        rotation = timedelta(days=self.city.politeness.revisit_days)
        fresh = read and not seen.same
        dead_looks = int(payload.get("dead_looks", 0)) + 1 if dead else 0
        settled = read or seen.fate in _STANDS
        wait = walkplan.wait(role, dead_looks=dead_looks, settled=settled, rotation=rotation)
        return Known(
            due=seen.at + wait,
            role=role,
            etag=seen.etag if fresh else str(payload.get("etag", "")),
            modified=seen.modified if fresh else str(payload.get("modified", "")),
            sha256=seen.sha256 if fresh else "",
            dead_looks=dead_looks,
            dead_since=deadlinks.dead_since(lease, seen),
        )

    def _refill(self) -> bool:
        """Draw more of what is due of sites that run short; say whether there was any."""
        more = False
        enough = max(AT_HAND // 2, self.frontier.per_host)
        for site in self.entries:
            left = self.city.politeness.pages_a_night - self._drawn[site]
            if site in self._dry or self._at_hand[site] > enough or left <= 0:
                continue
            asked = min(left, max(AT_HAND, enough))
            drawn = self.ledger.draw(self.ledger_run, site, clock.now(), asked)
            if drawn < asked:
                self._dry.add(site)
            self._drawn[site] += drawn
            self._at_hand[site] += drawn
            more = more or drawn > 0
        return more

    def _stored(self, looks: Sequence[Look]) -> None:
        """Hear which looks are in the books: what they found can be drawn from then on."""
        for look in looks:
            self._at_hand[look.lease.address.site] -= look.retry_at is None
            self._dry -= {each.site for each in look.found}

    def _columns(self, window: Window) -> set[tuple[str, str]]:
        """Return the places that the columns' crawl looked at lately."""
        sites = [entry.record for entry in self.entries.values()]
        return {
            (dossier.site.id, same_place(listing.column))
            for dossier in self.archive.dossiers(sites, window)
            for listing in dossier.listings
        }


def _is_read(known: Mapping[str, Any]) -> bool:
    """Whether the reading of a known body is kept, and would not be another one today."""
    return bool(known.get("sha256")) and known.get("reader") == READER


def _header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1")[:200]
