"""Crawl and audit of the demo city beside a bare Scrapy CrawlSpider over the same pages.

    .venv/bin/python benchmarks/columns.py [--runs 3]

Prints for each: pages fetched, pages per second, CPU milliseconds per page (all processes of the
walker, reading children included), median of the runs. Politeness is off for both; the demo city
is served by a process of its own, which both share. The rival is Scrapy as it comes: CrawlSpider,
LinkExtractor, default settings but for robots, delay and concurrency. It fetches the pages that our
crawl fetched and opened, found by the links that it extracts itself; it stores and judges nothing.
"""

import argparse
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from crawler import clock

ROOT = Path(__file__).resolve().parents[1]
TICK = os.sysconf("SC_CLK_TCK")

RIVAL = """
import sys
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
process.crawl(Bare)
process.start()
print(seen)
"""


@dataclass(frozen=True)
class Figure:
    """What one walk took."""

    pages: int
    seconds: float
    cpu: float


def measured(command: list[str], environment: dict[str, str]) -> tuple[str, float, float]:
    """Run a command; return its output, its seconds, and the CPU seconds of its whole session."""
    began = time.monotonic()
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    spent: dict[str, float] = {}
    while process.poll() is None:
        spent |= _of_session(process.pid)
        time.sleep(0.02)
    seconds = time.monotonic() - began
    assert process.stdout is not None
    return process.stdout.read(), seconds, sum(spent.values())


def _of_session(session: int) -> dict[str, float]:
    """Return the CPU seconds so far of every process of a session, by process id."""
    spent = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            spent[stat.parent.name] = (int(fields[11]) + int(fields[12])) / TICK
    return spent


def ours(folder: Path, environment: dict[str, str]) -> Figure:
    """Crawl and audit with an empty database."""
    for old in folder.glob("walk.db*"):
        old.unlink()
    seconds = cpu = 0.0
    for step in (["crawl", "columns", "-a", "city=demo"], ["audit", "demo"]):
        _, took, spent = measured([sys.executable, "-m", "scrapy", *step], environment)
        seconds, cpu = seconds + took, cpu + spent
    with sqlite3.connect(folder / "walk.db") as database:
        rows = database.execute("SELECT url, fate FROM frontier WHERE role != 'source'").fetchall()
        homes = database.execute("SELECT url FROM frontier WHERE role = 'home'").fetchall()
        (fetched,) = database.execute("SELECT count(*) FROM attempt").fetchone()
    opened = [url for url, fate in rows if fate in {"OPENED", "HTTP_2XX"}]
    (folder / "wanted").write_text("\n".join(opened), encoding="utf-8")
    (folder / "homes").write_text("\n".join(url for (url,) in homes), encoding="utf-8")
    return Figure(fetched, seconds, cpu)


def rival(folder: Path) -> Figure:
    """Let a bare CrawlSpider walk the pages that ours opened."""
    command = [sys.executable, "-c", RIVAL, str(folder / "wanted"), str(folder / "homes")]
    out, seconds, cpu = measured(command, dict(os.environ))
    return Figure(int(out.split()[-1]), seconds, cpu)


def shown(name: str, figures: list[Figure]) -> float:
    """Print the medians of some runs; return pages per second."""
    rate = statistics.median(f.pages / f.seconds for f in figures)
    cpu = statistics.median(1000 * f.cpu / f.pages for f in figures)
    pages = "/".join(str(f.pages) for f in figures)
    print(f"{name:<34} pages {pages:<16} {rate:7.1f} pages/s {cpu:7.2f} CPU ms/page")
    return rate


def main() -> None:
    """Serve, walk by turns, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = os.environ | {
            "XUNJIAN_VAR": name,
            "XUNJIAN_CITIES": name,
            "DATABASE_URL": f"sqlite:///{folder / 'walk.db'}",
        }
        server = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "demo",
                "--without-faults",
                f"--day={clock.now().astimezone(clock.BEIJING).date()}",
                f"--write={name}",
            ],
            cwd=ROOT,
            text=True,
            stdout=subprocess.PIPE,
        )
        try:
            assert server.stdout is not None
            print(server.stdout.readline().strip())
            mine, theirs = [], []
            for _ in range(runs):
                mine.append(ours(folder, environment))
                theirs.append(rival(folder))
        finally:
            server.terminate()
            server.wait()
    rate = shown("xunjian (crawl and audit)", mine)
    print(f"ratio of pages/s: {rate / shown('Scrapy CrawlSpider (fetch only)', theirs):.1f}")


if __name__ == "__main__":
    main()
