"""The pool of child processes in which adapters run.

Hostile markup stalls or crashes every parser, so no page is parsed in the process that crawls. A
child that overruns its deadline or its memory is killed. Pages are handed over in batches, because
a hand-over costs as much as a small page; those of a batch whose child died are read once more,
each alone, so that the death costs the one page that caused it.
"""

import asyncio
import gc
import os
import resource
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import TimeoutError as DeadlineError
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from threading import Thread
from types import TracebackType
from typing import Any, Self

from pebble import ProcessExpired, ProcessPool

from crawler.adapters import read
from crawler.adapters.media.feed import read_feed
from crawler.adapters.media.posts import Posts
from crawler.adapters.reading import Document, Reading

SECONDS_PER_PAGE = 5.0  # a page of 60 kB takes milliseconds; the worst known take minutes
MEMORY = 2 * 2**30  # bytes of address space a child may claim
BATCH = 8  # pages a hand-over holds at the most
COMPANY = 0.01  # seconds that a page waits for others to be handed over with


class ReadingError(Exception):
    """A page was not read; the message says why, for a person."""


class ReadingOverrunError(ReadingError):
    """The reading child was killed because the page took too long."""


class ReadingCrashError(ReadingError):
    """The reading child died over the page, or an adapter failed over it."""


@dataclass(frozen=True)
class Failed:
    """What an adapter raised, as far as it can be told outside the child."""

    kind: str


_Wanted = tuple[Any, asyncio.Future[Any]]
Job = Callable[[Sequence[Any]], list[Any]]
"""What a child does with a batch: for each of what it is given an answer, or what failed."""


class Readers:
    """Reads documents in children, `workers` at a time (one a processor without that).

    Args:
        workers: how many children.
        seconds: how long one answer may take.
        job: what the children do; without it they read documents.
    """

    def __init__(
        self,
        workers: int | None = None,
        seconds: float = SECONDS_PER_PAGE,
        job: Job | None = None,
    ) -> None:
        self._seconds = seconds
        self._job: Job = job or _read_all
        count = workers or os.cpu_count() or 1
        self._free = count  # a batch for each child; what comes meanwhile goes along in the next
        self._waiting: deque[_Wanted] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self._at_work: set[asyncio.Task[None]] = set()
        context = get_context("forkserver")
        context.set_forkserver_preload(["crawler.walked"])
        self._pool = ProcessPool(
            max_workers=count, context=context, initializer=_bound, initargs=[MEMORY]
        )
        # It takes the children half a second to import what they need; a crawl begins meanwhile.
        self._starting = Thread(target=self._start, name="readers-start")
        self._starting.start()

    async def read(self, document: Document) -> Reading:
        """Read one document.

        Raises:
            ReadingOverrunError: it took longer than the deadline.
            ReadingCrashError: the child died, or an adapter failed over it.
        """
        reading: Reading = await self.do(document)
        return reading

    async def do(self, task: object) -> Any:
        """Have a child do its job with one task, and return its answer.

        Raises:
            ReadingOverrunError: it took longer than the deadline.
            ReadingCrashError: the child died, or failed over it.
        """
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting.append((task, answer))
        self._gather()
        return await answer

    async def read_feed(self, document: Document) -> Posts:
        """Read a feed, alone: feeds are few.

        Raises:
            ReadingOverrunError: it took longer than the deadline.
            ReadingCrashError: the child died over it.
        """
        try:
            posts: Posts = await self._answer(read_feed, document)
        except Exception as error:  # noqa: BLE001 - whatever it was, it is told as one line
            raise self._why(error) from None
        return posts

    def close(self) -> None:
        """Stop the children, which takes pebble a moment that nobody has to wait for."""
        self._starting.join()
        self._pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves it untyped
        Thread(target=self._pool.join, name="readers-stop").start()

    def _start(self) -> None:
        with suppress(Exception):  # whoever wants something read will hear of it
            _ = self._pool.active

    def _gather(self) -> None:
        """Hand over what waits, as soon as there is a batch of it or its time is up."""
        if len(self._waiting) >= BATCH:
            self._hand_over()
        elif self._timer is None and self._waiting and self._free:
            self._timer = asyncio.get_running_loop().call_later(COMPANY, self._hand_over)

    def _hand_over(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        while self._waiting and self._free:
            size = min(BATCH, -(-len(self._waiting) // self._free))
            batch = [self._waiting.popleft() for _ in range(size)]
            self._free -= 1
            task = asyncio.ensure_future(self._work(batch))
            self._at_work.add(task)
            task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._at_work.discard(task)
        self._free += 1
        self._gather()

    async def _work(self, batch: Sequence[_Wanted]) -> None:
        """Have a batch read; if that costs the child its life, have each page read alone."""
        error = await self._read_all(batch)
        if error is None:
            return
        if len(batch) == 1:
            _fail(batch[0][1], error)
            return
        for wanted in batch:
            alone = await self._read_all([wanted])
            if alone is not None:
                _fail(wanted[1], alone)

    async def _read_all(self, batch: Sequence[_Wanted]) -> ReadingError | None:
        """Have documents read in one go; return why their child died, if it did."""
        tasks = [task for task, _ in batch]
        try:
            readings: list[Any] = await self._answer(self._job, tasks)
        except Exception as error:  # noqa: BLE001 - a page nobody answers for would be waited for
            return self._why(error)
        for (_, answer), reading in zip(batch, readings, strict=True):
            if isinstance(reading, Failed):
                _fail(answer, ReadingCrashError(f"页面解析出错（{reading.kind}）"))
            elif not answer.done():
                answer.set_result(reading)
        return None

    async def _answer(self, function: Callable[..., Any], argument: object) -> Any:
        """Have a child do something, as soon as there are children."""
        if self._starting.is_alive():
            await asyncio.to_thread(self._starting.join)
        task = self._pool.schedule(function, args=[argument], timeout=self._seconds)
        return await asyncio.wrap_future(task)

    def _why(self, error: Exception) -> ReadingError:
        """Return what a person is told when a child gave no answer."""
        match error:
            case DeadlineError() | TimeoutError():
                return ReadingOverrunError(f"页面解析超过{self._seconds:g}秒，已中止")
            case ProcessExpired():
                return ReadingCrashError("页面使解析进程崩溃")
            case _:
                return ReadingCrashError(f"页面解析出错（{type(error).__name__}）")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _fail(answer: asyncio.Future[Reading], error: ReadingError) -> None:
    if not answer.done():
        answer.set_exception(error)


def _read_all(documents: Sequence[Document]) -> list[Reading | Failed]:
    """Read documents in the child. An adapter's own fault costs no more than its page."""
    return [_read(document) for document in documents]


def _read(document: Document) -> Reading | Failed:
    try:
        return read(document)
    except Exception as error:  # noqa: BLE001 - told as what it is, for one page
        return Failed(type(error).__name__)


def _bound(memory: int) -> None:
    """Limit what this child may claim, and how often it looks for garbage that goes in circles."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)  # a page makes much and keeps nothing
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold page text
