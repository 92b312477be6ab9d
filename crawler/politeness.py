"""Hosts that ask for less are left alone: Retry-After, 429, 503, and time-outs in a row.

It goes by host, not by address (as large search engines do), since it is the host that is
overloaded. A host that says so three times in a row is off for the run.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from crawler import clock, fates
from crawler.middlewares.refused import Refused
from storage.records import Fate

IN_A_ROW = 3
PAUSE_AT_MOST = 3600.0
_SLOW = frozenset({Fate.TOTAL_TIMEOUT, Fate.TCP_TIMEOUT})


@dataclass
class _Host:
    """What a host asked for lately, and whose turn it is."""

    turns: asyncio.Semaphore
    busy: int = 0
    slow: int = 0
    until: float = 0.0
    """By the loop's clock: when it may be asked again."""
    off: fates.Ending | None = None


class Politeness:
    """Waits out short pauses; ends what would have to wait longer.

    The download handler asks it when a request leaves its host's queue, and tells it what came
    before the next one leaves: a middleware would hear of both too late. While a request waits
    here, it holds the queue of its host.

    A longer wait ends the look as `RATE_LIMITED`, with `wait_seconds` on the exception, so that
    the frontier may try again then; holding it here would outlast its lease.

    Args:
        first_pause: seconds to wait after a 429 or 503 that names none; doubled each time.
        waits_at_most: seconds of pause that are waited out.
        at_once: requests that a host is sent at a time.
    """

    def __init__(self, first_pause: float, waits_at_most: float, at_once: int = 1) -> None:
        self._at_once = max(1, at_once)
        self._first = first_pause
        self._waits_at_most = waits_at_most
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, request: Request) -> AsyncIterator[None]:
        """Wait for the host's turn, or refuse.

        Scrapy's own count of a host's requests does not hold: without a delay, 2.19 sends a queue
        out all at once.

        Raises:
            Refused: the host is off for the run, or its pause is long.
        """
        async with self._host(request).turns:
            await self._pause(request)
            yield

    async def _pause(self, request: Request) -> None:
        host = self._host(request)
        while host.off is None and (left := host.until - _monotonic()) > 0:
            if left > self._waits_at_most:
                note = f"服务器要求稍后再访问（约{_minutes(left)}）"
                raise Refused(Fate.RATE_LIMITED, note, wait_seconds=left)
            await asyncio.sleep(left)
        if host.off is not None:
            raise Refused(*host.off)

    def answered(self, request: Request, response: Response) -> None:
        """Hear what the host asks for."""
        host = self._host(request)
        host.slow = 0
        if response.status not in {429, 503}:
            host.busy = 0
            return
        host.busy += 1
        asked = retry_after(response.headers.get("Retry-After"))
        pause = self._first * 2 ** (host.busy - 1) if asked is None else asked
        host.until = _monotonic() + min(pause, PAUSE_AT_MOST)
        if host.busy >= IN_A_ROW:
            host.off = (Fate.RATE_LIMITED, "服务器连续三次要求放慢，本次不再访问该主机")

    def failed(self, request: Request, error: Exception) -> None:
        """Count time-outs in a row."""
        host = self._host(request)
        if fates.of_failure(error)[0] not in _SLOW:
            host.slow = 0
            return
        host.slow += 1
        if host.slow >= IN_A_ROW:
            host.off = (Fate.BUDGET, "连续三次超时，本次不再访问该主机")

    def _host(self, request: Request) -> _Host:
        parts = urlsplit(request.url)
        if parts.netloc not in self._hosts:
            self._hosts[parts.netloc] = _Host(turns=asyncio.Semaphore(self._at_once))
        return self._hosts[parts.netloc]


def retry_after(value: bytes | None) -> float | None:
    """Read a Retry-After header: seconds from now, 0 to 3600, or None when it says nothing."""
    text = (value or b"").decode("latin-1").strip()
    if not text:
        return None
    if text.isascii() and text.isdigit():
        return min(float(text[:10]), PAUSE_AT_MOST)
    try:
        moment = parsedate_to_datetime(text)
        seconds = (moment - clock.now()).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(seconds, 0.0), PAUSE_AT_MOST)


def _monotonic() -> float:
    return asyncio.get_running_loop().time()


def _minutes(seconds: float) -> str:
    return f"{max(1, round(seconds / 60))}分钟"
