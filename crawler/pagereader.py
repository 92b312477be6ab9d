"""From an answer to what it says: read in a child, and in a browser where nothing else helps."""

import os
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler import rendering
from crawler.adapters.reading import Document, Reading
from crawler.adapters.systems import ADAPTERS, GENERAL
from crawler.exposurekey import exposure_key
from crawler.looks import Seen
from crawler.readers import Readers, ReadingError, ReadingOverrunError
from crawler.rendering import RenderingError
from crawler.sitebrowser import SiteBrowser, laid_out, says_nothing
from crawler.walked import Task, Walked, is_page, walk_all
from storage.records import Fate
from storage.register import SiteEntry

SECONDS_PER_FILE = 20.0  # the readers of files stop by themselves after ten


class PageReader:
    """Reads the answers of one crawl: pages in one pool of children, files in one of their own.

    Args:
        crawler: whose settings say where the key for fingerprints lies.
        links: whether it is to be told where pages lead.
    """

    def __init__(self, crawler: Crawler, *, links: bool = False) -> None:
        self._links = links
        self._key = exposure_key(Path(crawler.settings["VAR"]), os.environ)
        self._readers = Readers(job=walk_all)
        self._browser = SiteBrowser(crawler) if rendering.available() else None
        self._systems: dict[str, str] = {}  # by site, as its home page tells

    @cached_property
    def _files(self) -> Readers:
        return Readers(workers=1, seconds=SECONDS_PER_FILE, job=walk_all)

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
        read = await self._read(shown, seen, entry, frame=frame, made=True)
        return laid_out(read, rendered)

    async def read_page(self, document: Document) -> Reading:
        """Read a page of whoever's.

        Raises:
            ReadingError: it was not read.
        """
        walked: Walked = await self._readers.do(Task(document=document, name="", key=self._key))
        if walked.reading is None:
            raise ReadingError("不是网页")
        return walked.reading

    async def close(self) -> None:
        """Stop the children and the browser."""
        self._readers.close()
        if "_files" in vars(self):
            self._files.close()
        if self._browser is not None:
            await self._browser.close()

    async def _read(
        self,
        response: Response,
        seen: Seen,
        entry: SiteEntry,
        *,
        frame: bool,
        made: bool = False,
    ) -> Seen:
        document = Document(
            url=response.url,
            body=response.body,
            fetched_at=seen.at,
            content_type=(response.headers.get("Content-Type") or b"").decode("latin-1") or None,
            cms=entry.cms or self._systems.get(entry.id),
            frame=frame,
            whole=True,
        )
        task = Task(
            document=document,
            name=seen.name,
            key=self._key,
            links=self._links,
            laid_out=made,
        )
        readers = self._readers if is_page(document.body, document.url) else self._files
        try:
            walked: Walked = await readers.do(task)
        except ReadingOverrunError as error:
            return replace(seen, fate=Fate.PARSER_TIMEOUT, note=str(error))
        except ReadingError as error:
            return replace(seen, fate=Fate.PARSER_CRASH, note=str(error))
        reading = walked.reading
        if frame and reading is not None:
            self._systems[entry.id] = reading.cms if reading.cms in ADAPTERS else GENERAL
        return replace(
            seen,
            body=document.body,  # of a page that a browser laid out, what it made
            digest=walked.content.sha256,
            reading=reading,
            content=walked.content,
            file=walked.file,
        )
