"""How fast the text of the benchmark's pages is looked through, in one process on one core."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.walkhost import ROOT
from benchmarks.walksite import Site
from crawler.adapters import read_bare
from crawler.adapters.reading import Document
from crawler.detector import inspect
from rules import catalog, settings
from rules.rule import Rule
from storage.dossier import PageText, SiteDossier
from storage.records import Content, Fate, Page, Window
from storage.records import Site as Registered

PAGES = 2000
SECONDS = 3.0  # that each is repeated for at least
_NOW = datetime(2026, 11, 24, tzinfo=UTC)
_KEY = bytes(32)
_URL = "http://127.0.0.1"


@dataclass(frozen=True)
class Speeds:
    """Megabytes of UTF-8 text a second."""

    pages: int
    megabytes: float
    """Of text, all these pages together."""
    detector: float
    """What finds and masks private numbers."""
    rules: float
    """The wording and privacy rules over what that left."""

    @property
    def both(self) -> float:
        """One after the other."""
        return 1 / (1 / self.detector + 1 / self.rules)


def speeds(pages: int, configured: Path = ROOT / "config" / "rules.toml") -> Speeds:
    """Read every so-manieth page of a site and time what is done with the texts."""
    texts = list(_texts(Site(pages)))
    size = sum(len(text.encode()) for _, text in texts) / 1e6
    seen = [_seen(page, text) for page, text in texts]
    judging = list(_rules(configured))
    return Speeds(
        pages=len(texts),
        megabytes=size,
        detector=size / _seconds(lambda: [inspect([("", text)], _KEY) for _, text in texts]),
        rules=size / _seconds(lambda: _judge(judging, seen)),
    )


def _texts(site: Site) -> Iterator[tuple[Page, str]]:
    """Yield pages and their texts as the walk reads them."""
    step = max(1, site.size // PAGES)
    for page in [*site.pages()][::step]:
        url = _URL + page.path
        document = Document(url=url, body=site.html(page).encode(), fetched_at=_NOW, whole=True)
        reading = read_bare(document)
        yield (
            Page(
                site="portal",
                url=url,
                at=_NOW,
                fate=Fate.OPENED,
                kind=reading.kind,
                title=reading.title or "",
                sha256=f"{page.number:064}",
                complete=True,
            ),
            reading.text,
        )


def _seen(page: Page, text: str) -> PageText:
    inspected = inspect([("", text)], _KEY)
    content = Content(
        sha256=page.sha256,
        reader="benchmark",
        text=inspected.parts[0][1],
        exposures=inspected.found.exposures,
        complete=True,
    )
    return PageText(page=page, content=content)


def _rules(configured: Path) -> Iterator[Rule]:
    """Yield the rules that read texts, with the figures and words in force."""
    for rule in settings.load(configured, catalog.load()).values():
        if Content in rule.needs:
            yield rule


def _judge(judging: list[Rule], seen: list[PageText]) -> None:
    """Judge a dossier as an audit does, each time another: its sweep is remembered."""
    site = Registered(id="portal", name="门户网站", url=f"{_URL}/", unit="portal")
    window = Window(since=_NOW - timedelta(days=14), until=_NOW)
    dossier = SiteDossier(
        site=site, window=window, pages=[text.page for text in seen], texts=[*map(replace, seen)]
    )
    for rule in judging:
        outcome = rule.judge(dossier)
        assert outcome.error is None, outcome.error


def _seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds of doing something once, the mean of several times."""
    work()  # what is compiled and cached once is no part of the price
    begun, times = time.process_time(), 0
    while time.process_time() - begun < SECONDS:
        work()
        times += 1
    return (time.process_time() - begun) / times
