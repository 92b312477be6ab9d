"""Children that read: many pages at once, and what a hostile one costs the others: nothing."""

import asyncio
import os
import random
import signal
import threading
from datetime import UTC, datetime
from multiprocessing import active_children

import pytest

from crawler.adapters.media.posts import Posts
from crawler.adapters.reading import Document, Reading
from crawler.readers import Readers, ReadingCrashError, ReadingError, ReadingOverrunError

SEEN = datetime(2026, 11, 24, tzinfo=UTC)


def page(body: str) -> Document:
    return Document(url="http://x.test/", body=body.encode(), fetched_at=SEEN)


def plain(n: int) -> Document:
    line = (
        f'<li><a href="/a/{n}.html">全市第{n}次经济运行调度会召开</a><span>2026-11-20</span></li>'
    )
    return page(f"<html><body><div class='list'><ul>{line * 5}</ul></div></body></html>")


def read_all(documents: list[Document], seconds: float = 5.0) -> list[Reading | BaseException]:
    async def go() -> list[Reading | BaseException]:
        with Readers(workers=2, seconds=seconds) as readers:
            tasks = [readers.read(document) for document in documents]
            return await asyncio.gather(*tasks, return_exceptions=True)

    return asyncio.run(go())


def test_each_document_gets_its_own_reading() -> None:
    documents = [page(f"<title>第{n}页</title><p>正文</p>") for n in range(40)]

    readings = read_all(documents)

    assert [reading.title for reading in readings if isinstance(reading, Reading)] == [
        f"第{n}页" for n in range(40)
    ]


def test_a_page_that_stalls_costs_only_itself() -> None:
    deep = page("<div>" * 40_000 + "x")  # lexbor needs quadratic time
    documents = [plain(n) for n in range(12)] + [deep] + [plain(n) for n in range(12)]

    readings = read_all(documents, seconds=1.5)

    assert isinstance(readings[12], ReadingOverrunError)
    assert sum(isinstance(reading, Reading) for reading in readings) == 24


def test_a_child_that_dies_costs_only_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    async def go() -> list[Reading | BaseException]:
        with Readers(workers=1) as readers:
            await readers.read(plain(0))
            (child,) = readers._pool._pool_manager.worker_manager.workers.values()
            stalled = asyncio.ensure_future(readers.read(page("<div>" * 40_000 + "x")))
            await asyncio.sleep(0.3)
            os.kill(child.pid, signal.SIGKILL)
            answers = await asyncio.gather(stalled, readers.read(plain(1)), return_exceptions=True)
            return list(answers)

    killed, sibling = asyncio.run(go())

    assert isinstance(killed, ReadingCrashError)
    assert isinstance(sibling, Reading)


def test_misnested_markup_kills_no_crawl() -> None:
    rng = random.Random(796)
    tags = ["select", "option", "optgroup", "div", "script", "template", "table", "tr", "form"]
    soup = "".join(
        f"<{rng.choice(['', '/'])}{rng.choice(tags)}{rng.choice(['', ' multiple', ' size=3'])}>"
        + rng.choice(["", "x"])
        for _ in range(400)
    )

    readings = read_all([page(soup), plain(1)])

    assert isinstance(readings[0], Reading | ReadingError)
    assert isinstance(readings[1], Reading)


def feed(items: int) -> Document:
    item = b"<item><title>y</title><pubDate>1 2 3</pubDate></item>"
    body = b"<rss><channel><title>x</title>" + item * items + b"</channel></rss>"
    return Document(url="http://x.test/", body=body, fetched_at=SEEN)


def test_a_feed_that_stalls_is_stopped_like_a_page() -> None:
    async def go(document: Document, seconds: float) -> Posts:
        with Readers(workers=1, seconds=seconds) as readers:
            return await readers.read_feed(document)

    posts = asyncio.run(go(feed(3), 5.0))
    with pytest.raises(ReadingOverrunError, match=r"超过0\.1秒"):
        asyncio.run(go(feed(120_000), 0.1))  # which takes seconds

    assert posts.account == "x"
    assert len(posts.posts) == 3


def test_readers_that_are_closed_answer_all_the_same() -> None:
    async def go() -> Reading:
        readers = Readers(workers=1)
        readers.close()
        return await asyncio.wait_for(readers.read(plain(0)), 5)

    with pytest.raises(ReadingError):
        asyncio.run(go())


def test_readers_closed_at_once_leave_no_child_behind() -> None:
    before = set(threading.enumerate())
    Readers(workers=2).close()
    for thread in set(threading.enumerate()) - before:
        thread.join(30)

    assert active_children() == []
