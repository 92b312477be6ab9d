import asyncio
import contextlib

import pytest

from crawler.streamed import streamed


def test_results_come_while_the_work_goes_on() -> None:
    async def work(out) -> None:
        for number in range(3):
            out(number)
            await asyncio.sleep(0)

    async def collect() -> list[int]:
        return [one async for one in streamed(work)]

    assert asyncio.run(collect()) == [0, 1, 2]


def test_what_fails_says_so_after_its_results() -> None:
    async def work(out) -> None:
        out("first")
        raise ValueError("broken")

    seen = []

    async def collect() -> None:
        async for one in streamed(work):
            seen.append(one)  # noqa: PERF401 - what came before the failure is what counts

    with pytest.raises(ValueError, match="broken"):
        asyncio.run(collect())
    assert seen == ["first"]


def test_whoever_stops_listening_ends_the_work() -> None:
    ended = []

    async def work(out) -> None:
        try:
            out(1)
            await asyncio.sleep(3600)
        finally:
            ended.append(True)

    async def first() -> int:
        async with contextlib.aclosing(streamed(work)) as results:
            async for one in results:
                return one
        raise AssertionError

    assert asyncio.run(first()) == 1
    assert ended == [True]
