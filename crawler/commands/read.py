"""What our adapters read in pages and feeds, in the order given.

One JSON object a line for programs, a view in plain text for people (`--pretty`).
"""

import argparse
import asyncio
import json
import sys
from collections import deque
from dataclasses import replace
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import NamedTuple

from crawler import clock
from crawler.adapters.media.feed import is_feed
from crawler.adapters.reading import Document, Reading
from crawler.bodies import Content, content_of
from crawler.command import BAD_INPUT, RAN, InputError, ProjectCommand
from crawler.exposures import masked_url
from crawler.guard import AddressGuard
from crawler.poststext import posts_as_text
from crawler.readers import Readers, ReadingError
from crawler.readingjson import as_json
from crawler.readingtext import as_text
from crawler.transport import fetch
from storage.oserrors import why
from storage.records import Fate


class _Result(NamedTuple):
    """What is printed for one document: what was read, or why nothing was."""

    text: str
    read: bool = True


_AHEAD = 8  # documents that are read ahead of the one whose turn it is to be printed
_MAX_BYTES = 8 * 2**20


class Command(ProjectCommand):
    """Reads files and addresses, prints what was understood, and changes nothing."""

    def syntax(self) -> str:
        """Return what follows the command's name."""
        return "文件或网址… [--url 网址] [--fetched-at 时刻] [--pretty]"

    def short_desc(self) -> str:
        """Say in one line what the command does."""
        return "试读：打印从网页或信息源中读出的内容，每行一个JSON对象，或排成文字"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Take where and when the files were fetched."""
        super().add_options(parser)
        parser.add_argument("--url", help="文件原来的网址，用来补全其中的相对地址")
        parser.add_argument("--fetched-at", help="文件取得的时刻，如 2026-11-24T08:00；默认此刻")
        parser.add_argument("--pretty", action="store_true", help="排成便于人看的文字，不打印JSON")

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        """Read each; what cannot be read is one line on standard error, the others go on."""
        if not args:
            raise InputError("用法：scrapy read 文件或网址… [--url 网址] [--pretty]")
        if isinstance(sys.stdout, TextIOWrapper):  # a terminal of GBK has no sign for some
            sys.stdout.reconfigure(errors="replace")
        return asyncio.run(self._read_all(args, opts, _moment(opts.fetched_at)))

    async def _read_all(self, args: list[str], opts: argparse.Namespace, at: datetime) -> int:
        status = RAN
        with Readers() as readers:
            waiting: deque[asyncio.Task[_Result]] = deque()
            for path in args:
                waiting.append(asyncio.create_task(self._read(path, opts, at, readers)))
                if len(waiting) >= _AHEAD:
                    status = max(status, _print(await waiting.popleft()))
            for task in waiting:
                status = max(status, _print(await task))
        return status

    async def _read(
        self, path: str, opts: argparse.Namespace, at: datetime, readers: Readers
    ) -> _Result:
        """Return what is printed for one document, or the line that says why there is none."""
        try:
            document, whole = await self._document(path, opts.url, at)
            if is_feed(document.body):
                posts = await readers.read_feed(document)
                return _Result(
                    posts_as_text(path, at, posts) if opts.pretty else _line(posts.as_json(path))
                )
            reading = _marked(await readers.read(document), whole=whole)
        except (ReadingError, InputError) as error:
            return _Result(f"{path}：{error}", read=False)
        url = masked_url(document.url) or None
        if opts.pretty:
            return _Result(as_text(path, url, at, reading))
        return _Result(_line(as_json(path, url, reading)))

    async def _document(self, path: str, url: str | None, at: datetime) -> tuple[Document, bool]:
        """Get the body of a file or an address, and whether all of it came.

        Raises:
            InputError: there is nothing to read, or it is not to be read as a page.
        """
        if not path.startswith(("http://", "https://")):
            body = _bytes_of(Path(path))
            return Document(url=url or "", body=_page(body), fetched_at=at), True
        assert self.settings is not None
        guard = AddressGuard.of(self.settings)
        fetched = await fetch(path, guard, user_agent=self.settings.get("USER_AGENT"))
        if not fetched.body:
            raise InputError(fetched.note or "没有内容")
        document = Document(
            url=url or fetched.url,
            body=_page(fetched.body),
            fetched_at=at,
            content_type=fetched.content_type,
        )
        return document, fetched.fate is not Fate.HTTP_TRUNCATED


def _moment(given: str | None) -> datetime:
    if given is None:
        return clock.now()
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        raise InputError(f"--fetched-at {given!r}：不是时刻，应如 2026-11-24T08:00") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=clock.BEIJING)


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            body = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise InputError(f"读不了（{why(error)}）") from None
    if len(body) > _MAX_BYTES:
        raise InputError(f"大于{_MAX_BYTES >> 20}MiB，不读")
    return body


def _page(body: bytes) -> bytes:
    """Return the body if it can be read as a page or a feed.

    Raises:
        InputError: it is empty, an image, or another kind of file.
    """
    if is_feed(body):
        return body
    match content_of(body):
        case Content.EMPTY:
            raise InputError("没有内容")
        case Content.IMAGE:
            raise InputError("是图片，不是网页")
        case Content.BINARY:
            raise InputError("不是网页，也不是文本")
        case Content.PAGE:
            return body


def _marked(reading: Reading, *, whole: bool) -> Reading:
    if whole:
        return reading
    note = "内容没有取完整"
    return replace(reading, complete=False, notes=(*reading.notes, note))


def _line(value: dict[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _print(result: _Result) -> int:
    if result.read:
        print(result.text)  # noqa: T201 - this is the command's result
        return RAN
    print(result.text, file=sys.stderr)  # noqa: T201 - the operator's line
    return BAD_INPUT
