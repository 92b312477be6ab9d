"""Work that gives out results while it goes on, as an iterator."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import TypeVar

_T = TypeVar("_T")


async def streamed(
    work: Callable[[Callable[[_T], None]], Awaitable[None]],
) -> AsyncGenerator[_T, None]:
    """Yield what work gives out as it comes; whoever stops listening ends the work.

    Args:
        work: is handed what it gives its results to.

    Raises:
        Exception: what the work raised, after its results.
    """
    ready: asyncio.Queue[tuple[_T] | None] = asyncio.Queue()

    async def run() -> None:
        try:
            await work(lambda one: ready.put_nowait((one,)))
        finally:
            ready.put_nowait(None)

    task = asyncio.create_task(run())
    try:
        while (one := await ready.get()) is not None:
            yield one[0]
        await task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
