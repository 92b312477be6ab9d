"""From an answer to what it says: read in a child, and in a browser where nothing else helps."""

from dataclasses import replace

from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler import rendering
from crawler.adapters.reading import Document
from crawler.adapters.systems import ADAPTERS, GENERAL
from crawler.looks import Seen
from crawler.readers import Readers, ReadingError, ReadingOverrunError
from crawler.rendering import RenderingError
from crawler.sitebrowser import SiteBrowser, laid_out, says_nothing
from storage.records import Fate
from storage.register import SiteEntry


class PageReader:
    """Reads the answers of one crawl."""

    def __init__(self, crawler: Crawler) -> None:
        self._readers = Readers()
        self._browser = SiteBrowser(crawler) if rendering.available() else None
        self._systems: dict[str, str] = {}  # by site, as its home page tells

    async def read(self, response: Response, seen: Seen, entry: SiteEntry, *, frame: bool) -> Seen:
        """Add to a look what its page says.

        Args:
            response: what came.
            seen: the look so far.
            entry: whose page it is.
            frame: whether to read the frame too, the site's columns and identity.
        """
        read = await self._read(response, seen, entry, frame=frame)
        if self._browser is None or not entry.render or not says_nothing(read):
            return read
        try:
            rendered = await self._browser.render(response, entry)
        except RenderingError as error:
            return replace(read, note=f"页面不运行脚本就没有内容，未能用浏览器读取：{error}")
        shown = response.replace(
            body=rendered.body, headers={"Content-Type": "text/html; charset=utf-8"}
        )
        return laid_out(await self._read(shown, seen, entry, frame=frame), rendered)

    async def close(self) -> None:
        """Stop the children and the browser."""
        self._readers.close()
        if self._browser is not None:
            await self._browser.close()

    async def _read(self, response: Response, seen: Seen, entry: SiteEntry, *, frame: bool) -> Seen:
        document = Document(
            url=response.url,
            body=response.body,
            fetched_at=seen.at,
            content_type=(response.headers.get("Content-Type") or b"").decode("latin-1") or None,
            cms=entry.cms or self._systems.get(entry.id),
            frame=frame,
        )
        try:
            reading = await self._readers.read(document)
        except ReadingOverrunError as error:
            return replace(seen, fate=Fate.PARSER_TIMEOUT, note=str(error))
        except ReadingError as error:
            return replace(seen, fate=Fate.PARSER_CRASH, note=str(error))
        if frame:
            self._systems[entry.id] = reading.cms if reading.cms in ADAPTERS else GENERAL
        return replace(seen, reading=reading)
