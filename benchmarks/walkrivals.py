"""Programs that walk a site to follow or to check its links, each as it comes but for politeness.

- Scrapy CrawlSpider: the ten lines of Scrapy's tutorial with a LinkExtractor that follows, default
  settings; no item, no log, which spares it work;
- LinkChecker (PyPI): default, 10 threads; robots.txt and its limit of requests a second off;
- linkinator (npm): `--recurse`, default, 100 connections;
- wget: `--recursive` without end, each file deleted when its links are read;
- muffet (Go): default.

They are looked for beside the Python that runs this, in .tools/node/node_modules/.bin and in PATH.
"""

import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WHOLE = 0
CRAWLSPIDER = "Scrapy CrawlSpider"
_PLACES = (Path(sys.executable).parent, ROOT / ".tools" / "node" / "node_modules" / ".bin")
_SPIDER = """
from scrapy.linkextractors import LinkExtractor
from scrapy.spiders import CrawlSpider, Rule


class Bare(CrawlSpider):
    name = "bare"
    allowed_domains = ["127.0.0.1"]
    start_urls = ["{url}"]
    rules = (Rule(LinkExtractor(), follow=True),)
"""
_LINKCHECKER = "[checking]\nrobotstxt=0\nmaxrequestspersecond=1000000\nmaxrunseconds=0\n"


@dataclass(frozen=True)
class Rival:
    """A program that walks a site."""

    name: str
    program: str
    """How its file is called."""
    arguments: Callable[[Path, str], Sequence[str]]
    """From a folder of its own and the address of the home page, what it is told."""
    slow: bool = False
    """Whether it walks a smaller part, because the whole would take it many minutes."""
    source: str = ""
    """Where it is to be had."""

    def found(self) -> str | None:
        """Return where the program is; None where it is not."""
        places = os.pathsep.join([*map(str, _PLACES), os.environ.get("PATH", "")])
        return shutil.which(self.program, path=places)

    def command(self, program: str, folder: Path, url: str) -> list[str]:
        """Return what to run."""
        return [program, *self.arguments(folder, url)]


def _crawlspider(folder: Path, url: str) -> Sequence[str]:
    spider = folder / "bare.py"
    spider.write_text(_SPIDER.format(url=url), encoding="utf-8")
    return "-m", "scrapy", "runspider", "--nolog", str(spider)


def _linkchecker(folder: Path, url: str) -> Sequence[str]:
    settings = folder / "linkcheckerrc"
    settings.write_text(_LINKCHECKER, encoding="utf-8")
    return "--config", str(settings), "--no-status", "--no-warnings", url


def _wget(folder: Path, url: str) -> Sequence[str]:
    told = "--recursive --level=inf --execute=robots=off --delete-after --no-verbose --no-config"
    return *told.split(), "--output-file=/dev/null", f"--directory-prefix={folder / 'got'}", url


RIVALS = (
    Rival(CRAWLSPIDER, sys.executable, _crawlspider, slow=True),
    Rival("LinkChecker", "linkchecker", _linkchecker, slow=True, source="requirements-bench.txt"),
    Rival(
        "linkinator",
        "linkinator",
        lambda _, url: (url, "--recurse", "--verbosity", "error"),
        slow=True,
        source="npm install --prefix .tools/node linkinator@6.1.2, with Node.js 18 or newer",
    ),
    Rival("wget --recursive", "wget", _wget, source="the system's packages"),
    Rival("muffet", "muffet", lambda _, url: (url,), source="its makers, in no package registry"),
)


def environment() -> Mapping[str, str]:
    """Return what a rival finds in its environment: nothing of this project."""
    return {name: value for name, value in os.environ.items() if not name.startswith("SCRAPY")}
