"""The whole-site walk beside programs that only follow links, over one site in one run.

    .venv/bin/python benchmarks/walk.py [--pages 20000] [--part 2000] [--runs 1] [--limit 900]
                                        [--no-rivals] [--nginx PATH] [--text]

The site (`benchmarks.walksite`) is on the loopback, served from ready bytes by a process of its
own, or by an nginx that is named. Ours is what an operator runs: `crawl pages` reads every page,
finds and masks private numbers, keeps the text; `audit` then judges it by all rules. The rivals
(`benchmarks.walkrivals`) follow or check links. Politeness is off for all. Slow rivals walk a site
of `--part` pages that is made alike; `--part 0` has them walk the whole. Whoever is not done after
`--limit` seconds is stopped, and counts as far as it came.

Pages are counted by the server, each address once. Seconds are from the first request until the
program has ended (of the audit from its start). CPU is that of a program and all it starts, with
its start, in milliseconds a page. RSS is the sum over its processes at its highest, "held" the same
with shared memory counted once. Ratios are to CrawlSpider, of pages a second and of CPU a page.

Then the second night, with 2 % of the pages changed: one day later, when lists are looked at again,
and a rotation later, when every page is asked whether it changed; each as a share of the first
night's CPU. Last how memory grows from 5,000 pages to all of them.

With --text instead: megabytes of text a second that detector and rules look through in one process.

How to read it: ratios hold better than figures, and only on a machine that does nothing else; the
load at the start is printed. CPU a page suffers less from others than pages a second.
"""

import argparse
import os
import platform
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks import walkrivals
from benchmarks.meter import Run, measured
from benchmarks.walkfigures import FEWER, NIGHTS, OURS, WITH_AUDIT, Figure, nights, table
from benchmarks.walkhost import Host, host
from benchmarks.walkours import AUDIT, WALK, Project
from benchmarks.walkrivals import RIVALS, Rival

_JUDGED = (0, 1, 2)  # exit statuses of an audit that was carried out


class Bench:
    """One run of the benchmark: what was measured, and what went wrong."""

    def __init__(self, folder: Path, given: argparse.Namespace) -> None:
        self.folder = folder
        self.given = given
        self.figures: dict[str, list[Figure]] = defaultdict(list)
        self.notes: list[str] = []
        self.faults: list[str] = []

    def ours(self, site: Host, name: str, project: Project, *, audit: bool = True) -> None:
        """Walk with our own program and judge what came of it."""
        walk = self._walk(site, name, project)
        if audit and walk is not None:
            run = self._measured(AUDIT, project)
            if run.status not in _JUDGED:
                self.faults.append(f"audit ended with {run.status}: {run.said[-300:]}")
                return
            both = Figure(
                pages=walk.pages,
                seconds=walk.seconds + run.ended - run.began,
                cpu=walk.cpu + run.cpu,
                resident=max(walk.resident, run.resident),
                held=max(walk.held, run.held),
            )
            self.figures[WITH_AUDIT].append(both)

    def again(self, site: Host, name: str, project: Project) -> None:
        """Walk once more what is due by now."""
        self._walk(site, name, project, whole=False)

    def _walk(
        self, site: Host, name: str, project: Project, *, whole: bool = True
    ) -> Figure | None:
        said(name)
        site.counts()
        run = self._measured(WALK, project)
        counts = site.counts()
        if run.status != 0 or not counts.pages:
            self.faults.append(f"{name} ended with {run.status}: {run.said[-300:]}")
            return None
        note = f"{counts.sent} sent, {counts.unchanged} unchanged"
        figure = Figure.of(run, counts.first, counts.pages, note)
        self.figures[name].append(figure)
        read = project.texts()
        if whole and not counts.pages == read == site.site.size:
            self.faults.append(
                f"{name}: of {site.site.size} pages {counts.pages} were asked for, {read} read"
            )
        return figure

    def _measured(self, words: tuple[str, ...], project: Project) -> Run:
        environment = project.environment()
        return measured(project.command(words), project.folder, environment, self.given.limit)

    def rival(self, site: Host, rival: Rival) -> None:
        """Let a rival walk a site."""
        program = rival.found()
        if program is None:
            self.notes.append(f"{rival.name}: not run, not installed ({rival.source})")
            return
        said(rival.name)
        site.counts()
        with tempfile.TemporaryDirectory(dir=self.folder) as name:
            Path(name).chmod(0o777)  # LinkChecker, run by root, becomes nobody
            command = rival.command(program, Path(name), site.url)
            run = measured(command, Path(name), walkrivals.environment(), self.given.limit)
        counts = site.counts()
        if not counts.pages:
            self.notes.append(f"{rival.name}: opened no page, ended with {run.status}: {run.said}")
            return
        note = f"of {site.site.size}, {counts.other} other"
        note += "; stopped, its time was up" if run.status is None else ""
        self.figures[rival.name].append(Figure.of(run, counts.first, counts.pages, note))

    def rivals(self, site: Host, *, slow: bool) -> None:
        """Let the slow rivals, or the others, walk a site."""
        for rival in RIVALS:
            if not self.given.no_rivals and rival.slow == slow:
                self.rival(site, rival)


def walked(bench: Bench) -> None:
    """Walk by turns, then the nights after the last walk, then the smaller sites."""
    given, folder = bench.given, bench.folder
    part = min(given.part or given.pages, given.pages)
    with host(folder / "site", given.pages, given.nginx) as site:
        for turn in range(given.runs):
            project = Project(folder / f"ours{turn}")
            project.register(site.url, given.pages)
            bench.ours(site, OURS, project)
            bench.rivals(site, slow=False)
            if part == given.pages:
                bench.rivals(site, slow=True)
        site.start(edition=2)
        for name, later in NIGHTS.items():
            night = project.copied(folder / name.replace(" ", "-"))
            night.let_pass(later)
            bench.again(site, name, night)
    if given.pages > FEWER:
        with host(folder / "fewer", FEWER, given.nginx) as site:
            project = Project(folder / "ours-fewer")
            project.register(site.url, FEWER)
            bench.ours(site, f"{OURS}, {FEWER} pages", project, audit=False)
    if part < given.pages and not given.no_rivals:
        with host(folder / "part", part, given.nginx) as site:
            for _ in range(given.runs):
                bench.rivals(site, slow=True)


def text(pages: int) -> str:
    """Return how fast text is looked through."""
    from benchmarks import walktext  # noqa: PLC0415 - the walkers are run, not imported

    speeds = walktext.speeds(pages)
    return (
        f"text of {speeds.pages} pages, {speeds.megabytes:.1f} MB, one process: "
        f"detector and masking {speeds.detector:.1f} MB/s, "
        f"wording and privacy rules {speeds.rules:.1f} MB/s, both {speeds.both:.1f} MB/s"
    )


def said(what: str) -> None:
    """Tell who waits what goes on."""
    print(f"… {what}", file=sys.stderr, flush=True)


def parsed(words: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--part", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--limit", type=float, default=900)
    parser.add_argument("--no-rivals", action="store_true")
    parser.add_argument("--nginx", metavar="PATH")
    parser.add_argument("--text", action="store_true")
    return parser.parse_args(words)


def main(words: list[str] | None = None) -> int:
    """Serve, walk, print; return 0 when ours saw and read every page."""
    given = parsed(words)
    load = os.getloadavg()[0]
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load:.1f} at the start"
    )
    if given.text:
        print(text(given.pages))
        return 0
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        bench = Bench(Path(name), given)
        walked(bench)
    print(table(bench.figures, bench.notes), nights(bench.figures), *bench.faults, sep="\n")
    return 1 if bench.faults else 0


if __name__ == "__main__":
    sys.exit(main())
