"""What all spiders share: a city's running sites, a frontier in SQL, one ending per address."""

import asyncio
import gc
import logging
import os
from abc import abstractmethod
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar, Self
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler import clock, fates, looks
from crawler.evidence import Aside
from crawler.frontier import PER_HOST, Frontier
from crawler.looks import Seen
from crawler.pagereader import PageReader
from crawler.traces import keep_trace
from storage import register
from storage.archive import Archive, ArchiveError
from storage.ledger import Lease, Ledger, Look
from storage.records import Fate, Run

LATE = frozenset({Fate.TOTAL_TIMEOUT, Fate.TCP_TIMEOUT, Fate.DNS_TIMEOUT})
PATIENCE = timedelta(minutes=1)  # the longest that a look takes, and some more
HOME = "home"  # the role of a site's home page, in every spider's words
STILL_THE_SAME_NIGHT = timedelta(hours=20)  # an older interrupted run is not gone on with


class CitySpider(Spider):
    """Looks at the running sites of one city as the frontier hands their addresses out.

    A subclass says where to begin and what a look gives; it holds no selector, no threshold and
    no SQL. Arguments: `city` (id in the register), `site` (id; all running ones without it).
    """

    city: register.City
    entries: dict[str, register.SiteEntry]
    archive: Archive
    frontier: Frontier
    ledger: Ledger
    ledger_run: Run
    reader: PageReader
    aside: Aside
    follows: ClassVar[bool] = False
    """Whether it goes wherever pages lead."""
    failure: ArchiveError | None = None
    """Why the crawl could not store what it saw."""

    @classmethod
    def from_crawler(
        cls, crawler: Crawler, *args: Any, city: str, site: str | None = None, **kwargs: Any
    ) -> Self:
        """Open the register and the archive, and let the city's file set the manners.

        Raises:
            RegisterError: the city is not known or its file has mistakes.
            ArchiveError: the database cannot be used.
        """
        spider = super().from_crawler(crawler, *args, **kwargs)
        settings = crawler.settings
        spider.city = register.find(city, settings.get("CITIES").split(os.pathsep))
        running = spider.city.running(clock.now().astimezone(clock.BEIJING).date())
        spider.entries = {entry.id: entry for entry in running if site in (None, entry.id)}
        spider._be_mannerly(crawler)
        # Two lines a page would be made up and then not shown.
        logging.getLogger("scrapy").setLevel(settings["LOG_LEVEL"])
        # Its children start while the archive is opened.
        spider.reader = PageReader(crawler, links=spider.follows)
        spider.archive = Archive(settings.get("DATABASE_URL"))
        spider.ledger = Ledger(spider.archive, spider.city.politeness.pages_a_site)
        now = clock.now()
        spider.ledger_run = spider.ledger.open(
            city, spider.scope(site), now, oldest=now - STILL_THE_SAME_NIGHT
        )
        spider.aside = Aside(Path(settings["VAR"]) / "evidence", spider.ledger_run.id)
        spider.frontier = Frontier(
            spider.ledger,
            spider.ledger_run,
            now=clock.now,
            retry_after=[timedelta(seconds=s) for s in spider.city.politeness.retry_seconds],
            per_host=PER_HOST * spider.city.politeness.at_once,
        )
        crawler.signals.connect(spider.leave, signals.spider_closed)
        return spider

    @classmethod
    def scope(cls, site: str | None) -> str:
        """Name this crawl in the ledger: one of a single site never goes on with a whole one."""
        return cls.name if site is None else f"{cls.name}/{site}"

    @abstractmethod
    def begin(self) -> None:
        """Schedule the addresses at which to begin."""

    @abstractmethod
    def see(self, look: Look, seen: Seen) -> Look:
        """Add to a look that stands what it gives, and where to look next."""

    def settled(self, lease: Lease, seen: Seen) -> Seen:
        """Let what the page turned out to be decide how the look ended."""
        return seen.judged()

    async def start(self) -> AsyncIterator[Request]:
        """Ask for whatever the frontier hands out."""
        # A crawl makes much and hardly ever in circles: looking for these took a tenth of its time.
        gc.freeze()
        gc.set_threshold(20_000, 20, 100)
        try:
            self.begin()
            async for lease in self.frontier:
                if lease.address.site in self.entries:
                    yield self.request(lease)
                else:  # left the register, or ceased to run, since the run was interrupted
                    gone = Look(lease=lease, fate=Fate.OUT_OF_SCOPE, at=clock.now())
                    self.frontier.finish([gone])
            await self.after()
        except ArchiveError as error:
            self.stop_for(error)

    async def after(self) -> None:
        """Do what is left to be done when every address has its ending."""

    async def look(self, response: Response, lease: Lease) -> AsyncIterator[Look]:
        """Read what came and say how the look ended."""
        yield self.ended(lease, await self.read(response, lease, self.arrived(response, lease)))

    def arrived(self, response: Response, lease: Lease) -> Seen:
        """Say what came, before anybody reads it."""
        fate, note = fates.of_response(response)
        return Seen(
            site=self.entries[lease.address.site].record,
            url=_place(lease),
            at=clock.now(),
            fate=fate,
            status=response.status,
            body=response.body,
            whole=fate is not Fate.HTTP_TRUNCATED,
            note=note,
        )

    async def read(self, response: Response, lease: Lease, seen: Seen) -> Seen:
        """Add to a look what its page says."""
        if seen.fate not in {Fate.OPENED, Fate.HTTP_TRUNCATED}:
            return seen
        entry, frame = self.entries[lease.address.site], lease.address.role == HOME
        seen = self.settled(lease, await self.reader.read(response, seen, entry, frame=frame))
        self.aside.put(response, seen)
        return seen

    def fail(self, failure: Failure) -> Iterable[Look]:
        """Note that nothing came: that too was a look."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy hangs it on
        fate, note = fates.of_failure(failure.value or RuntimeError())
        lease: Lease = request.cb_kwargs["lease"]
        site = self.entries[lease.address.site].record
        at = clock.now()
        if fate in LATE and self.frontier.stalled_since(at - PATIENCE):
            fate, note = Fate.LOCAL_DB, "数据库一时没有响应，这次查看不算数"
        seen = Seen(site=site, url=_place(lease), at=at, fate=fate, note=note)
        wait = timedelta(seconds=getattr(failure.value, "wait_seconds", 0))
        yield self.ended(lease, seen, wait)

    async def leave(self) -> None:
        """Close what was opened. A run that was interrupted stays open, to be gone on with."""
        await self.reader.close()
        self.aside.close()
        try:
            if self.ledger.pending(self.ledger_run) == 0:
                self.ledger_run = self.ledger.close(self.ledger_run, clock.now())
        except ArchiveError as error:
            self.failure = error
        self.archive.close()

    def stop_for(self, error: ArchiveError) -> None:
        """End the crawl, because nothing can be stored; what is stored stays."""
        self.failure = error
        assert self.crawler.engine is not None
        self._closing = asyncio.ensure_future(
            self.crawler.engine.close_spider_async(reason="storage failed")
        )

    def request(self, lease: Lease) -> Request:
        """Ask for what was leased."""
        entry = self.entries[lease.address.site]
        return Request(
            lease.address.url,
            callback=self.look,
            errback=self.fail,
            cb_kwargs={"lease": lease},
            meta={
                "hosts": entry.hosts,
                "supervised": entry.supervised is not None,
                "download_slot": lease.address.host,
            },
            dont_filter=True,
        )

    def ended(self, lease: Lease, seen: Seen, wait: timedelta = timedelta()) -> Look:
        """Say how the look ended and what it brought."""
        retry_at = self.frontier.again(lease, seen.fate, seen.at, wait)
        look = Look(lease=lease, fate=seen.fate, status=seen.status, at=seen.at, retry_at=retry_at)
        if retry_at is not None:
            return look
        try:
            return self.see(look, seen)
        except Exception:  # noqa: BLE001 - an address without an ending would never let it end
            keep_trace()
            said = "检查程序自身出错，详情见 errors.log"  # its path is nobody's in a report
            ours = replace(seen, fate=Fate.LOCAL_BUG, reading=None, note=said)
            return replace(look, fate=ours.fate, observations=(looks.page(ours),))

    def _be_mannerly(self, crawler: Crawler) -> None:
        manners = self.city.politeness
        for name, value in {
            "DOWNLOAD_DELAY": manners.delay_seconds,
            "CONCURRENT_REQUESTS_PER_DOMAIN": manners.at_once,
            "ALLOW_NETWORKS": list(self.city.allow_networks),
            "ALLOW_PORTS": sorted(
                {
                    *self.city.allow_ports,
                    *(
                        port
                        for entry in self.entries.values()
                        for url in (entry.url, *entry.aliases)
                        if (port := urlsplit(url).port)
                    ),
                }
            ),
        }.items():
            crawler.settings.set(name, value, priority="spider")


def _place(lease: Lease) -> str:
    """Return what was to be looked at: the address, or the one that forwarded to it."""
    return str(lease.address.payload.get("place", lease.address.url))
