"""When a crawl has a page laid out by a browser, and what it makes of the answer."""

from collections import Counter
from dataclasses import replace

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.looks import Seen
from crawler.rendering import File, Rendered, Renderer, RenderingError
from storage.fields import host
from storage.records import Fate, PageKind
from storage.register import SiteEntry

_SETTLED = frozenset({PageKind.ARTICLE, PageKind.ERROR, PageKind.REFUSED, PageKind.MAINTENANCE})


class SiteBrowser:
    """Lays out pages of a city's sites, so many of each site in a crawl."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._at_most = crawler.settings.getint("RENDER_PAGES")
        self._renderer = Renderer()
        self._used: Counter[str] = Counter()

    async def render(self, response: Response, entry: SiteEntry) -> Rendered:
        """Return a page as its script lays it out.

        Raises:
            RenderingError: the site's share is used up, or the browser failed.
        """
        if self._used[entry.id] >= self._at_most:
            raise RenderingError(f"本次对该网站已用浏览器读过{self._at_most}页，不再增加")
        self._used[entry.id] += 1

        async def fetch(url: str) -> File:
            if url == response.url:
                return _file(response)
            return await self._fetch(url, entry)

        return await self._renderer.render(response.url, fetch)

    async def close(self) -> None:
        """Close the browser."""
        await self._renderer.close()

    async def _fetch(self, url: str, entry: SiteEntry) -> File:
        """Have the crawl itself fetch what a script asks for."""
        asking = Request(
            url,
            callback=NO_CALLBACK,
            meta={
                "hosts": entry.hosts,
                "supervised": entry.supervised is not None,
                "download_slot": host(url),
            },
            dont_filter=True,
        )
        assert self._crawler.engine is not None  # a look came through it
        return _file(await self._crawler.engine.download_async(asking))


def says_nothing(seen: Seen) -> bool:
    """Whether a page that opened shows nothing to read, and its script may be why."""
    reading = seen.reading
    if seen.fate is not Fate.OPENED or reading is None or reading.forward:
        return False
    if reading.kind is PageKind.SCRIPT_ONLY:
        return True
    return (
        reading.scripted
        and reading.kind not in _SETTLED
        and not reading.sources
        and not _content(seen)
    )


def laid_out(seen: Seen, rendered: Rendered) -> Seen:
    """Note that a page was read in a browser, and believe that nothing more comes by script.

    Only of what is there: a page that shows nothing even so may have wanted what it did not get.
    """
    note = "页面不运行脚本就没有内容，已用浏览器运行脚本后读取"
    if rendered.missing:
        note += f"；其中{rendered.missing}个文件没有取到，内容可能不全"
    elif seen.reading is not None and _content(seen):
        seen = replace(seen, reading=replace(seen.reading, scripted=False))
    return replace(seen, note="；".join(filter(None, (note, seen.note))))


def _content(seen: Seen) -> bool:
    reading = seen.reading
    return reading is not None and bool(
        reading.entries or reading.blocks or reading.columns or reading.letters or reading.leaders
    )


def _file(response: Response) -> File:
    content_type = (response.headers.get("Content-Type") or b"text/html").decode("latin-1")
    return File(status=response.status, content_type=content_type, body=response.body)
