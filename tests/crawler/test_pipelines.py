"""When looks are stored: many at a time, but never later than their last companion's end."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from crawler.frontier import Frontier
from crawler.pipelines import BATCH, ArchivePipeline
from crawler.spiders.columns import ColumnsSpider
from storage.archive import Archive
from storage.ledger import Address, Lease, Ledger, Look
from storage.records import Fate

NOW = datetime(2026, 11, 24, tzinfo=UTC)


class Crawl:
    """A crawl whose answers come when a test says so."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.run = ledger.open("demo", "columns", NOW)
        spider = ColumnsSpider()
        spider.frontier = Frontier(ledger, self.run, now=lambda: NOW, retry_after=[])
        self.spider = spider
        crawler: Any = SimpleNamespace(spider=spider)  # all that is asked of one
        self.pipeline = ArchivePipeline(crawler)

    async def lease(self, n: int) -> list[Lease]:
        addresses = [Address(url=f"http://{i}.test/", site="s", role="home") for i in range(n)]
        self.ledger.schedule(self.run, addresses)
        leases = []
        async for lease in self.spider.frontier:
            leases.append(lease)
            if len(leases) == n:
                break
        return leases

    def answer(self, *leases: Lease) -> None:
        for lease in leases:
            self.pipeline.process_item(Look(lease=lease, fate=Fate.OPENED, at=NOW))

    @property
    def pending(self) -> int:
        return self.ledger.pending(self.run)


@pytest.fixture
def crawl(tmp_path: Path) -> Iterator[Crawl]:
    with Archive(f"sqlite:///{tmp_path}/a.db") as archive:
        yield Crawl(Ledger(archive))


def test_the_last_one_under_way_is_not_kept_waiting(crawl: Crawl) -> None:
    async def go() -> None:
        *others, last = await crawl.lease(3)
        crawl.answer(*others)
        assert crawl.pending == 3
        crawl.answer(last)
        assert crawl.pending == 0

    asyncio.run(go())


def test_a_batch_is_full_at_some_time(crawl: Crawl) -> None:
    async def go() -> None:
        leases = await crawl.lease(BATCH + 9)
        crawl.answer(*leases[: BATCH - 1])
        assert crawl.pending == BATCH + 9
        crawl.answer(leases[BATCH - 1])
        assert crawl.pending == 9

    asyncio.run(go())


def test_nobody_waits_for_company_that_does_not_come(crawl: Crawl) -> None:
    async def go() -> None:
        first, _ = await crawl.lease(2)
        crawl.answer(first)
        assert crawl.pending == 2
        while crawl.pending == 2:
            await asyncio.sleep(0.01)
        assert crawl.pending == 1

    asyncio.run(asyncio.wait_for(go(), 30))
