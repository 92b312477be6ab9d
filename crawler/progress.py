"""What an operator sees while a crawl runs: a live line on a terminal, plain lines elsewhere."""

import asyncio
import sys
from contextlib import suppress
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler

from crawler import clock
from crawler.spiders.city import CitySpider
from storage.archive import ArchiveError
from storage.ledger import Tally

EVERY = 1.0  # seconds between looks at the ledger on a terminal
EVERY_PLAIN = 15.0  # likewise where the lines are kept


class ProgressReport:
    """A Scrapy extension: how many sites and pages are done, how fast, and what is left."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._started = clock.now()
        self._done_before = 0
        self._task: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Follow the crawl from its opening to its end."""
        report = cls(crawler)
        crawler.signals.connect(report.begin, signals.spider_opened)
        crawler.signals.connect(report.end, signals.engine_stopped)
        return report

    def begin(self) -> None:
        """Start to watch."""
        self._done_before = self._tally().done
        self._task = asyncio.ensure_future(self._watch())

    def end(self) -> None:
        """Stop watching."""
        if self._task is not None:
            self._task.cancel()

    def _tally(self) -> Tally:
        spider = self._crawler.spider
        if not isinstance(spider, CitySpider):
            return Tally()
        return spider.ledger.tally(spider.ledger_run)

    async def _watch(self) -> None:
        with suppress(ArchiveError):  # the crawl itself says what stands against it
            await (self._watch_live if sys.stderr.isatty() else self._watch_plainly)()

    async def _watch_live(self) -> None:
        from rich import console, progress  # noqa: PLC0415 - costly, and for terminals only

        columns = (
            progress.TextColumn("{task.description}"),
            progress.BarColumn(),
            progress.MofNCompleteColumn(),
            progress.TextColumn("页 {task.fields[rate]:.0f}页/秒 剩余"),
            progress.TimeRemainingColumn(),
        )
        screen = console.Console(stderr=True)
        with progress.Progress(*columns, console=screen, transient=True) as bar:
            line = bar.add_task("…", total=None, rate=0.0)
            while True:
                tally = self._tally()
                bar.update(
                    line,
                    description=f"网站 {tally.sites_done}/{tally.sites}",
                    completed=tally.done,
                    total=tally.scheduled or None,
                    rate=self._rate(tally),
                )
                await asyncio.sleep(EVERY)

    async def _watch_plainly(self) -> None:
        while True:
            await asyncio.sleep(EVERY_PLAIN)
            tally = self._tally()
            rate = self._rate(tally)
            left = f"，约剩{(tally.scheduled - tally.done) / rate:.0f}秒" if rate else ""
            print(  # noqa: T201 - the operator's line
                f"网站 {tally.sites_done}/{tally.sites}，页面 {tally.done}/{tally.scheduled}，"
                f"{rate:.1f}页/秒{left}",
                file=sys.stderr,
                flush=True,
            )

    def _rate(self, tally: Tally) -> float:
        seconds = (clock.now() - self._started).total_seconds()
        return (tally.done - self._done_before) / seconds if seconds > 0 else 0.0
