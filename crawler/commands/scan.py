"""What must not be published in local files: private numbers and wrong words, before they are.

One JSON object a line for each occurrence, masked; what could not be read is said beside it.
"""

import argparse
import asyncio
import json
import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from crawler import clock
from crawler.adapters.reading import Document
from crawler.command import BAD_INPUT, RAN, InputError, ProjectCommand, say
from crawler.exposurekey import exposure_key
from crawler.exposures import masked
from crawler.pagereader import SECONDS_PER_FILE
from crawler.readers import Readers, ReadingError
from crawler.settings import ROOT, VAR
from crawler.walked import Task, Walked, walk_all
from rules import catalog, settings
from rules.rule import Rule
from storage.dossier import PageText, SiteDossier
from storage.records import Content, Fate, Page, Site, Window

_AHEAD = 8  # files that are read ahead of the one whose turn it is to be printed
_MAX_BYTES = 64 * 2**20
_ALL = 100_000  # occurrences of one file


@dataclass(frozen=True, kw_only=True)
class _Result:
    """What is printed for one file: a line an occurrence, and why something was not read."""

    lines: tuple[str, ...] = ()
    unread: str = ""
    refused: str = ""
    """Why there was nothing to read at all."""


class Command(ProjectCommand):
    """Checks files and folders, prints what it found, masked, and changes nothing."""

    def syntax(self) -> str:
        """Return what follows the command's name."""
        return "文件或文件夹…"

    def short_desc(self) -> str:
        """Say in one line what the command does."""
        return "发布前自查：查文件中的个人信息和表述错误，每行一个JSON对象，号码已打码"

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        """Check each; what cannot be read is one line on standard error, the others go on."""
        if not args:
            raise InputError("用法：scrapy scan 文件或文件夹…")
        rules = {
            id_: rule
            for id_, rule in settings.load(ROOT / "config" / "rules.toml", catalog.load()).items()
            if rule.needs == (Content,)
        }
        return asyncio.run(self._scan(args, _telling_all(rules)))

    async def _scan(self, args: list[str], rules: Mapping[str, Rule]) -> int:
        status, count, found, unread = RAN, 0, 0, 0
        with Readers(seconds=SECONDS_PER_FILE, job=walk_all) as readers:
            waiting: deque[asyncio.Task[_Result]] = deque()

            async def tell_next() -> None:
                nonlocal status, found, unread
                result = await waiting.popleft()
                for line in result.lines:
                    print(line)  # noqa: T201 - this is the command's result
                found += len(result.lines)
                if result.refused or result.unread:
                    say(" ".join((result.refused or result.unread).splitlines()))
                unread += bool(result.unread)
                status = BAD_INPUT if result.refused or result.unread else status

            for path in _files(args):
                count += 1
                waiting.append(asyncio.create_task(_one(path, readers, rules)))
                if len(waiting) >= _AHEAD:
                    await tell_next()
            while waiting:
                await tell_next()
        rest = f"，{unread}个没有读完整" if unread else ""
        say(f"查了{count}个文件，发现{found}处{rest}")
        return status


def _files(paths: Iterable[str]) -> Iterator[Path]:
    """Yield the files that are meant, those of folders in order of their names."""
    for path in map(Path, paths):
        if path.is_dir():
            yield from sorted(each for each in path.rglob("*") if each.is_file())
        else:
            yield path


async def _one(path: Path, readers: Readers, rules: Mapping[str, Rule]) -> _Result:
    named = masked(str(path))
    try:
        body = _bytes_of(path)
    except InputError as error:
        return _Result(refused=f"{named}：{error}")
    if not body:
        return _Result(unread=f"{named}：是空文件")
    at = clock.now()
    document = Document(
        url=path.absolute().as_uri(), body=body, fetched_at=at, frame=False, whole=True
    )
    task = Task(
        document=document,
        name=path.name,
        key=exposure_key(VAR, os.environ),
        links=False,
        most=_ALL,
    )
    try:
        walked: Walked = await readers.do(task)
    except ReadingError as error:
        return _Result(unread=f"{named}：没有读（{error}）")
    dossier = _dossier(named, at, body, walked)
    lines = tuple(_lines(named, dossier, rules))
    note = walked.content.note or "没有读完整"
    return _Result(lines=lines, unread="" if walked.content.complete else f"{named}：{note}")


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            body = file.read(_MAX_BYTES + 1)
    except FileNotFoundError:
        raise InputError("没有这个文件；请核对路径") from None
    except OSError:
        raise InputError("读不了；请核对权限") from None
    if len(body) > _MAX_BYTES:
        raise InputError(f"大于{_MAX_BYTES >> 20}MiB，不读；请拆开再查")
    return body


def _dossier(named: str, at: datetime, body: bytes, walked: Walked) -> SiteDossier:
    """Return a file as rules see a site's: one page that opened, and its text."""
    reading = walked.reading
    page = Page(
        site=named,
        url=named,
        at=at,
        fate=Fate.OPENED,
        title=(reading.title if reading else "") or "",
        sha256=sha256(body).hexdigest(),
        complete=walked.content.complete,
        file=walked.file,
        name=named,
    )
    return SiteDossier(
        site=Site(id=named, name=named, url=named, unit=named),
        window=Window(since=at, until=at),
        pages=(page,),
        texts=(PageText(page=page, content=walked.content),),
    )


def _telling_all(rules: Mapping[str, Rule]) -> dict[str, Rule]:
    """Let rules tell every occurrence, not just examples of them."""
    every: dict[str, Any] = {"examples": _ALL}
    return {
        id_: rule.with_settings({**rule.settings, **every})
        if "examples" in rule.parameters
        else rule
        for id_, rule in rules.items()
    }


def _lines(named: str, dossier: SiteDossier, rules: Mapping[str, Rule]) -> Iterator[str]:
    for id_, rule in rules.items():
        outcome = rule.judge(dossier)
        if outcome.error is not None:
            say(f"{named}：规则 {id_} 出错，没有判定")
        for finding in outcome.findings:
            for proof in finding.evidence:
                told = {
                    "path": named,
                    "where": proof.where,
                    "rule": id_,
                    "masked": proof.word,
                    "certain": proof.certain,
                    "context": proof.quote,
                }
                yield json.dumps(told, ensure_ascii=False)
