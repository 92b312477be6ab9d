"""The addresses outside that a city's sites lead to: found by the walk, looked at after it.

What was found and not looked at yet is kept as a look that our own policy ended (`BUDGET`); so an
interrupted walk goes on with it, and nothing about it is claimed meanwhile.
"""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from heapq import nsmallest
from itertools import groupby
from operator import attrgetter

from scrapy.settings import BaseSettings

from crawler import clock
from crawler.adapters.reading import Document, PageLink, Reading
from crawler.domains import host_of
from crawler.exposures import masked, masked_url
from crawler.guard import AddressGuard
from crawler.outlinks import Outlink, look_outside
from crawler.turns import Limits
from storage.archive import Archive
from storage.records import Fate, Site, Target, Window

REMEMBERED = timedelta(days=400)
AGAIN = timedelta(days=7)  # an address that opened is looked at once a week
ONCE_MORE = timedelta(hours=4)  # one that did not, as soon as this look counts as another
MOST = 2000  # addresses of one site in one night
MOST_OF_A_HOST = 500
BATCH = 50
CONTROLS = 5  # addresses that tell whether our own network is up


class LinkRound:
    """What there is outside, and the round of looks at it."""

    def __init__(self, archive: Archive, sites: Sequence[Site]) -> None:
        self._archive = archive
        self._sites = sites
        self._looked: set[tuple[str, str, bool]] = set()

    def known(self, now: datetime) -> Iterator[Target]:
        """Yield each address outside that was found before."""
        for target in self._targets(now):
            if target.fate is not Fate.BUDGET:
                self._looked |= {(target.site, target.url, each) for each in {target.hidden, False}}
            yield target

    def found(self, site: str, link: PageLink, page: str, at: datetime) -> Iterator[Target]:
        """Yield what is known of an address, unless somebody has looked at it: that stands."""
        url, hidden = masked_url(link.url), bool(link.hidden)
        if (site, url, hidden) in self._looked:
            return
        yield Target(
            site=site,
            url=url,
            at=at,
            fate=Fate.BUDGET,
            external=True,
            example=page,
            words=masked(link.words),
            hidden=hidden,
        )

    async def look(
        self, settings: BaseSettings, read: Callable[[Document], Awaitable[Reading]]
    ) -> None:
        """Look at what is due, each address once whoever leads to it, and keep what was seen."""
        seen: list[Target] = []
        async for target in look_outside(
            self._due(clock.now()),
            guard=AddressGuard.of(settings),
            user_agent=settings["USER_AGENT"],
            now=clock.now,
            read=read,
            limits=Limits(delay=settings.getfloat("DOWNLOAD_DELAY"), per_host=MOST_OF_A_HOST),
            controls=self._controls(clock.now()),
        ):
            seen.append(target)
            if len(seen) >= BATCH:
                self._archive.add(seen)
                seen = []
        self._archive.add(seen)

    def _due(self, now: datetime) -> Iterable[Outlink]:
        for _, targets in groupby(self._targets(now), attrgetter("site")):
            due = (target for target in targets if _is_due(target, now))
            for target in nsmallest(MOST, due, _turn):
                yield Outlink(
                    site=target.site,
                    url=target.url,
                    example=target.example,
                    words=target.words,
                    pages=target.pages,
                    hidden=target.hidden,
                    before=None if target.fate is Fate.BUDGET else target,
                )

    def _controls(self, now: datetime) -> list[str]:
        """Return a few addresses that opened last time, each on another host."""
        opened: dict[str, str] = {}
        for target in self._targets(now):
            if target.fate is Fate.OPENED and len(opened) < CONTROLS:
                opened.setdefault(host_of(target.url), target.url)
        return list(opened.values())

    def _targets(self, now: datetime) -> Iterator[Target]:
        window = Window(since=now - REMEMBERED, until=now)
        for dossier in self._archive.dossiers(self._sites, window):
            for target in dossier.targets:
                if target.external:
                    yield target


def _turn(target: Target) -> tuple[bool, datetime]:
    """Say when it is an address's turn: what nobody has looked at, then the longest not."""
    return target.fate is not Fate.BUDGET, target.at


def _is_due(target: Target, now: datetime) -> bool:
    if target.fate is Fate.BUDGET:
        return True
    return now - target.at >= (AGAIN if target.fate is Fate.OPENED else ONCE_MORE)
