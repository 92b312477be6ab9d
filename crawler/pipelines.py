"""How observations leave Scrapy: a batch of looks at a time, each batch one transaction."""

import asyncio
from typing import Self

from scrapy.crawler import Crawler

from crawler.spiders.city import CitySpider
from storage.archive import ArchiveError
from storage.ledger import Look

BATCH = 64  # a transaction a page would stall the crawl for as long as the page itself takes
SECONDS = 0.2  # how long the first of a batch waits for company


class ArchivePipeline:
    """Hands looks to the frontier, which stores them."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._batch: list[Look] = []
        self._timer: asyncio.TimerHandle | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Remember the crawler: its spider holds the frontier."""
        return cls(crawler)

    def process_item(self, item: Look) -> Look:
        """Take one look."""
        self._batch.append(item)
        if len(self._batch) >= min(BATCH, self._expected()):
            self._flush()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(SECONDS, self._flush)
        return item

    def close_spider(self) -> None:
        """Store what is left."""
        self._flush()

    def _expected(self) -> int:
        """Say how many looks this batch can come to: those under way and those waiting here."""
        spider = self._crawler.spider
        return spider.frontier.looking if isinstance(spider, CitySpider) else BATCH

    def _flush(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        batch, self._batch = self._batch, []
        spider = self._crawler.spider
        if not batch or not isinstance(spider, CitySpider):
            return
        try:
            spider.frontier.finish(batch)
        except ArchiveError as error:
            spider.stop_for(error)
