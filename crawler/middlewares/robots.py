"""robots.txt obeyed (RFC 9309), unless the register names the document of supervision.

The stock middleware lets the first requests of a host through while the file is on its way, reads
error pages as rules and takes a failed fetch for leave (2.14 to 2.19).
"""

import asyncio
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler import fates
from crawler.bodies import Content, content_of
from crawler.middlewares import redirects
from crawler.middlewares.refused import Refused
from storage.records import Fate

ROBOTS_FILE = "robots_file"  # meta key of our requests for the file itself
BYTES_AT_MOST = 500 * 1024  # RFC 9309 §2.5
CRAWL_DELAY_AT_MOST = 60.0  # seconds; a site that asks for more gets this
# What says nothing of leave: RFC 9309 §2.3.1.4 then has all of the host disallowed.
_UNREACHABLE = frozenset({Fate.HTTP_5XX, Fate.TOTAL_TIMEOUT, Fate.HTTP_TRUNCATED})


@dataclass(frozen=True)
class _Leave:
    """What a host's file came to: rules, leave for everything, or an ending for every request."""

    rules: Protego | None = None
    ending: fates.Ending | None = None
    wait_seconds: float = 0
    lasting: bool = True
    """Whether it holds for the run; what hinders the site as a whole is tried anew."""


class RobotsMiddleware:
    """Asks each host once, all its requests waiting for the one answer."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        agent = crawler.settings.get("ROBOTSTXT_USER_AGENT") or crawler.settings.get("USER_AGENT")
        self._agent: str = agent.split("/")[0].strip()  # the product token, RFC 9309 §2.2.1
        self._asked: dict[str, asyncio.Future[_Leave]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Keep the crawler, whose engine fetches the files."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let through or refuse.

        Raises:
            Refused: the file says no, or cannot be had; or whatever hindered its fetch hinders
                the whole host, and is then this look's ending.
        """
        if request.meta.get(ROBOTS_FILE) or request.meta.get("supervised"):
            return
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._asked:
            self._asked[origin] = asyncio.ensure_future(self._ask(origin, request))
        asked = self._asked[origin]
        leave = await asyncio.shield(asked)
        if not leave.lasting and self._asked.get(origin) is asked:
            del self._asked[origin]
        if leave.ending is not None:
            raise Refused(*leave.ending, wait_seconds=leave.wait_seconds)
        if leave.rules is not None and not leave.rules.can_fetch(request.url, self._agent):
            raise Refused(Fate.ROBOTS, "网站的robots.txt不允许抓取")

    async def _ask(self, origin: str, request: Request) -> _Leave:
        asking = Request(
            f"{origin}/robots.txt",
            meta={ROBOTS_FILE: True, redirects.ANYWHERE: True, **_manner(request)},
            callback=NO_CALLBACK,
            priority=request.priority + 1000,
            dont_filter=True,
        )
        engine = self._crawler.engine
        assert engine is not None  # a look came through it
        try:
            response = await engine.download_async(asking)
        except Exception as error:  # noqa: BLE001 - the classifier is total
            return _after(fates.of_failure(error), getattr(error, "wait_seconds", 0))
        leave = _read(response)
        if leave.rules is not None:
            self._slow_down(asking, leave.rules)
        return leave

    def _slow_down(self, request: Request, rules: Protego) -> None:
        """Let the host's queue keep the distance that the file asks for."""
        asked = rules.crawl_delay(self._agent)
        engine = self._crawler.engine
        if asked is None or engine is None:
            return
        downloader = engine.downloader
        key = downloader.get_slot_key(request)
        delay = min(max(float(asked), downloader._delay), CRAWL_DELAY_AT_MOST)
        downloader.per_slot_settings.setdefault(key, {}).update(delay=delay, jitter=0.0)
        if key in downloader.slots:
            downloader.slots[key].delay, downloader.slots[key].jitter = delay, 0.0


def _manner(request: Request) -> dict[str, object]:
    """Return what the file's request takes over: its host's queue, and how long it may take."""
    keys = ("download_slot", "download_timeout")
    return {key: request.meta[key] for key in keys if key in request.meta}


def _read(response: Response) -> _Leave:
    """Say what an answer means (RFC 9309 §2.3.1)."""
    status, ending = response.status, fates.of_response(response)
    if status >= 500 or status == 429:  # 429 is no leave: it asks for less, not for more
        return _after(ending, 0)
    body = response.body[:BYTES_AT_MOST]
    if not 200 <= status < 300 or content_of(body) is not Content.PAGE or _markup(body):
        return _Leave()
    return _Leave(rules=Protego.parse(body.decode("utf-8-sig", errors="replace")))


def _markup(body: bytes) -> bool:
    """Whether an answer is a page put in the file's place (an error page with status 200)."""
    return body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"{"))


def _after(ending: fates.Ending, wait_seconds: float) -> _Leave:
    fate, note = ending
    if fate in _UNREACHABLE:
        return _Leave(ending=(Fate.ROBOTS, f"robots.txt没有取到（{note}），按规范本次不抓取"))
    if fate is Fate.SIZE_LIMIT:
        return _Leave()
    return _Leave(ending=ending, wait_seconds=wait_seconds, lasting=False)
