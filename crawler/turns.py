"""What looks outside may cost: one request a host at a time, and a deadline for each look."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

KIB = 1024


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What looks may cost; every figure is ours."""

    seconds: float = 30.0
    """For one address: all requests, hops and bodies, without the wait for a host's turn."""
    head_seconds: float = 10.0
    """Of these for HEAD, which some walls leave without any answer."""
    connect_seconds: float = 10.0
    delay: float = 2.0
    """Seconds between two requests to a host, which get one at a time."""
    hosts: int = 16
    """Hosts that are asked at the same time."""
    per_host: int = 50
    """Addresses of one host that a run looks at; the rest is left for the next."""
    run_seconds: float = 3600.0
    """For all; what was not looked at by then is left for the next run."""
    max_bytes: int = 256 * KIB
    """Of a body, as it comes over the wire."""
    hops: int = 5


class Left:
    """The seconds that one look has left; time in which it waits for a turn is not its own."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    @asynccontextmanager
    async def at_most(self, seconds: float) -> AsyncIterator[None]:
        """End what is within by the look's deadline, or sooner."""
        clock = asyncio.get_running_loop().time
        began = clock()
        try:
            async with asyncio.timeout(min(seconds, self._seconds)):
                yield
        finally:
            self._seconds = max(0.0, self._seconds - (clock() - began))


class Turns:
    """One request at a time for each host, with a pause after it."""

    def __init__(self, delay: float) -> None:
        self._delay = delay
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._free: dict[str, float] = {}

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait until the host may be asked, and keep the others waiting."""
        clock = asyncio.get_running_loop().time
        async with self._locks[host]:
            await asyncio.sleep(max(0.0, self._free.get(host, 0.0) - clock()))
            try:
                yield
            finally:
                self._free[host] = clock() + self._delay
