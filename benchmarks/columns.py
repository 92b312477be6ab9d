"""Crawl and audit of the demo city beside a bare Scrapy CrawlSpider over the same pages.

    .venv/bin/python benchmarks/columns.py [--runs 3]

Prints for each walker and the median run: pages fetched, pages a second, CPU milliseconds a page
(of the walker and all its children). Measured is the work, from the first request on; what it takes
to start Python and import is printed beside it. Politeness is off for both; the demo city, without
faults, is served by a process that both share, and they walk by turns.

The rival is Scrapy as it comes: CrawlSpider with a LinkExtractor, default settings but for robots,
delay, concurrency and logging. It finds by its own links the pages that our crawl opened, and
follows no others; it stores nothing and judges nothing. How to read it: ratios hold better than
figures, and only on a machine that does nothing else.
"""

import argparse
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from crawler import clock

ROOT = Path(__file__).resolve().parents[1]
TICK = os.sysconf("SC_CLK_TCK")

OURS = """
import argparse, json, time
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings
from crawler.commands.audit import Command

settings = get_project_settings()
process = AsyncCrawlerProcess(settings)
before, began = time.process_time(), time.monotonic()
process.crawl("columns", city="demo")
process.start()
audit = Command()
audit.settings = settings
parser = argparse.ArgumentParser()
audit.add_options(parser)
audit.work(["demo"], parser.parse_args([]))
print(json.dumps({"seconds": time.monotonic() - began, "before": before}))
"""

RIVAL = """
import json, sys, time
from scrapy.crawler import CrawlerProcess
from scrapy.linkextractors import LinkExtractor
from scrapy.spiders import CrawlSpider, Rule

wanted = set(open(sys.argv[1], encoding="utf-8").read().split())
homes = open(sys.argv[2], encoding="utf-8").read().split()
seen = 0

class Bare(CrawlSpider):
    name = "bare"
    start_urls = homes
    rules = (Rule(LinkExtractor(), callback="note", follow=True, process_links="known"),)

    def known(self, links):
        return [link for link in links if link.url in wanted]

    def parse_start_url(self, response, **kwargs):
        return self.note(response)

    def note(self, response):
        global seen
        seen += 1

process = CrawlerProcess(settings={
    "ROBOTSTXT_OBEY": False, "DOWNLOAD_DELAY": 0, "LOG_ENABLED": False,
    "CONCURRENT_REQUESTS": 64, "CONCURRENT_REQUESTS_PER_DOMAIN": 64,
    "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False,
})
before, began = time.process_time(), time.monotonic()
process.crawl(Bare)
process.start()
print(json.dumps({"seconds": time.monotonic() - began, "before": before, "pages": seen}))
"""


@dataclass(frozen=True)
class Figure:
    """What one walk took, without its start."""

    pages: int
    seconds: float
    cpu: float
    start: float


def walked(code: str, environment: dict[str, str], *words: str) -> tuple[dict[str, float], float]:
    """Run a walker; return what it says at its end, and the CPU seconds of its whole session."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, *words],
        cwd=ROOT,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    spent: dict[str, float] = {}
    while process.poll() is None:
        spent |= _of_session(process.pid)
        time.sleep(0.05)
    assert process.stdout is not None
    said: dict[str, float] = json.loads(process.stdout.read().splitlines()[-1])
    return said, sum(spent.values())


def _of_session(session: int) -> dict[str, float]:
    """Return the CPU seconds so far of every process of a session, by process id."""
    spent = {}
    for name in os.listdir("/proc"):  # noqa: PTH208 - called often, must not cost what it measures
        if not name.isdigit() or int(name) < session:  # what a walker starts is younger than it
            continue
        try:
            fields = Path(f"/proc/{name}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            spent[name] = (int(fields[11]) + int(fields[12])) / TICK
    return spent


def ours(folder: Path, environment: dict[str, str]) -> Figure:
    """Crawl and audit with an empty database, and say which pages were opened."""
    for old in folder.glob("walk.db*"):
        old.unlink()
    said, cpu = walked(OURS, environment)
    with sqlite3.connect(folder / "walk.db") as database:
        rows = database.execute("SELECT url, role, status FROM frontier").fetchall()
        (fetched,) = database.execute("SELECT count(*) FROM attempt").fetchone()
    opened = [url for url, role, status in rows if status == 200 and role != "source"]
    (folder / "wanted").write_text("\n".join(opened), encoding="utf-8")
    homes = "\n".join(url for url, role, _ in rows if role == "home")
    (folder / "homes").write_text(homes, encoding="utf-8")
    return Figure(fetched, said["seconds"], cpu - said["before"], said["before"])


def rival(folder: Path) -> Figure:
    """Let a bare CrawlSpider walk the pages that ours opened."""
    lists = (str(folder / "wanted"), str(folder / "homes"))
    said, cpu = walked(RIVAL, dict(os.environ), *lists)
    return Figure(int(said["pages"]), said["seconds"], cpu - said["before"], said["before"])


def shown(name: str, figures: list[Figure]) -> float:
    """Print the medians of some runs; return pages a second."""
    rate = statistics.median(f.pages / f.seconds for f in figures)
    cpu = statistics.median(1000 * f.cpu / f.pages for f in figures)
    start = statistics.median(f.start for f in figures)
    pages = "/".join(str(f.pages) for f in figures)
    print(
        f"{name:<32} pages {pages:<12} {rate:7.1f} pages/s {cpu:7.2f} CPU ms/page"
        f"  (start {start:.1f} s)"
    )
    return rate


@contextmanager
def demo_city(folder: Path) -> Iterator[None]:
    """Serve the demo city of today, without faults, until the block is left."""
    today = clock.now().astimezone(clock.BEIJING).date()
    words = ["-m", "demo", "--without-faults", f"--day={today}", f"--write={folder}"]
    server = subprocess.Popen([sys.executable, *words], cwd=ROOT, text=True, stdout=subprocess.PIPE)
    try:
        assert server.stdout is not None
        server.stdout.readline()
        yield
    finally:
        server.terminate()
        server.wait()


def main() -> None:
    """Serve, walk by turns, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name, demo_city(Path(name)):
        folder = Path(name)
        environment = os.environ | {
            "XUNJIAN_VAR": name,
            "XUNJIAN_CITIES": name,
            "DATABASE_URL": f"sqlite:///{folder / 'walk.db'}",
        }
        mine, theirs = [], []
        for _ in range(runs):
            mine.append(ours(folder, environment))
            theirs.append(rival(folder))
    rate = shown("xunjian, crawl and audit", mine)
    print(f"ratio of pages/s: {rate / shown('Scrapy CrawlSpider, fetch only', theirs):.1f}")


if __name__ == "__main__":
    main()
