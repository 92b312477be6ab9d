"""The pool of child processes in which adapters run.

Hostile markup stalls or crashes every parser, so no page is parsed in the process that crawls. A
child that overruns its deadline or its memory is killed, which costs that one page.
"""

import asyncio
import os
import resource
from concurrent.futures import TimeoutError as DeadlineError
from multiprocessing import get_context
from types import TracebackType
from typing import Self

from pebble import ProcessExpired, ProcessPool

from crawler.adapters import read
from crawler.adapters.reading import Document, Reading

SECONDS_PER_PAGE = 5.0  # a page of 60 kB takes milliseconds; the worst known take minutes
MEMORY = 2 * 2**30  # bytes of address space a child may claim


class ReadingError(Exception):
    """A page was not read; the message says why, for a person."""


class ReadingOverrunError(ReadingError):
    """The reading child was killed because the page took too long."""


class ReadingCrashError(ReadingError):
    """The reading child died over the page."""


class Readers:
    """Reads documents in children, at most `workers` at a time."""

    def __init__(self, workers: int | None = None, seconds: float = SECONDS_PER_PAGE) -> None:
        self._seconds = seconds
        context = get_context("forkserver")
        context.set_forkserver_preload(["crawler.adapters"])
        self._pool = ProcessPool(
            max_workers=workers or os.cpu_count() or 1,
            context=context,
            initializer=_bound,
            initargs=[MEMORY],
        )

    async def read(self, document: Document) -> Reading:
        """Read one document.

        Raises:
            ReadingOverrunError: it took longer than the deadline.
            ReadingCrashError: the child died, or an adapter failed over it.
        """
        task = self._pool.schedule(read, args=[document], timeout=self._seconds)
        try:
            reading: Reading = await asyncio.wrap_future(task)
        except (DeadlineError, TimeoutError):
            raise ReadingOverrunError(f"页面解析超过{self._seconds:g}秒，已中止") from None
        except ProcessExpired:
            raise ReadingCrashError("页面使解析进程崩溃") from None
        except Exception as error:  # an adapter's own fault must cost no more than this page
            raise ReadingCrashError(f"页面解析出错（{type(error).__name__}）") from error
        return reading

    def close(self) -> None:
        """Stop the children."""
        self._pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves it untyped
        self._pool.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _bound(memory: int) -> None:
    """Limit what this child may claim, and leave the keyboard's interrupt to the parent."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold page text
