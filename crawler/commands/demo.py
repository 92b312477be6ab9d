"""The demo city, served, crawled, judged, reported and held against its key."""

import argparse
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from crawler import clock
from crawler.command import OUR_FAULT, InputError, ProjectCommand, say, step
from crawler.settings import ROOT, VAR
from demo import tally
from demo.city import sample
from demo.compare import Key, Place, compare
from demo.key import Sheet
from storage.archive import Archive
from storage.records import Outcome

FAILED = 1
WALKED = 15  # sites that are walked to their end, unless all are
_JUDGED = {0, 1, 2}  # an audit ran, whatever it found


class Command(ProjectCommand):
    """Inspects a made-up city and tells what was found, missed and made up."""

    def syntax(self) -> str:
        """Return what follows the command's name."""
        return "[--seed N] [--day 日期] [--full] [--serve] [--judge-again] [--without 规则]"

    def short_desc(self) -> str:
        """Say in one line what the command does."""
        return "示范市：起一座编出来的城市，检查一遍，与埋下的问题对照"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Take which city it is to be, and what becomes of it afterwards."""
        super().add_options(parser)
        parser.add_argument("--seed", type=int, default=1, help="同一个种子同一座城市；默认 1")
        parser.add_argument("--day", help="城市的“今天”，如 2026-11-24；默认今天（北京时间）")
        parser.add_argument("--port", type=int, default=18000, help="第一个端口；被占用时顺延")
        parser.add_argument(
            "--serve", action="store_true", help="对照之后继续提供网页，按 Ctrl-C 结束"
        )
        parser.add_argument(
            "--judge-again", action="store_true", help="不再抓取，只重新判定上次看到的"
        )
        parser.add_argument("--without", help="判定时不用这条规则（对照必然失败）")
        parser.add_argument(
            "--without-each",
            action="store_true",
            help="再逐条去掉一条规则的结果来对照，每次都必须失败",
        )
        parser.add_argument(
            "--full", action="store_true", help=f"逐页检查全部网站；默认按种子抽{WALKED}个"
        )

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        """Do it all; once more where midnight in China came between."""
        if args:
            raise InputError("用法：scrapy demo [--seed N] [--day 日期]")
        sheet = Sheet.read(walk=True)
        rules = {fault["rule"] for fault in sheet.faults}
        if opts.without is not None and opts.without not in rules:
            raise InputError(f"示范市没有规则“{opts.without}”；现有：{'、'.join(sorted(rules))}")
        given = _day(opts.day)
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that the server ends, too
        while True:
            day = given or _today()
            status = self._inspect(sheet, day, opts)
            if given is not None or day == _today():
                return status
            say("检查途中过了零点，示范市的“今天”变了，重做一遍")

    def _inspect(self, sheet: Sheet, day: date, opts: argparse.Namespace) -> int:
        home = VAR / "demo"
        if not opts.judge_again:
            shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True, exist_ok=True)
        served = _served(opts.seed, day, opts.port, home / "cities", full=opts.full)
        with served as first:
            report = _report(home, opts.without, crawl=not opts.judge_again)
            if report is None:
                return OUR_FAULT
            city = sheet.city(seed=opts.seed, day=day, port=urlsplit(first).port or opts.port)
            key = sheet.resolve(city, None if opts.full else sample(city, WALKED))
            outcomes = _outcomes(home)
            result = compare(key, _found(outcomes), _blind(outcomes))
            names = {site.id: site.office.site_name for site in city.sites}
            told = tally.tally(key, result, names, _found(outcomes, pending=True))
            print(told)  # noqa: T201 - the command's result
            if opts.serve:
                _wait(first)
            print(f"报告：{report}")  # noqa: T201 - where to look, as the last line
        blunt = _blunt(key, outcomes) if opts.without_each else []
        for rule in blunt:
            say(f"去掉规则 {rule} 的结果，对照没有失败")
        return 0 if result.passed and not blunt else FAILED


def _today() -> date:
    return clock.now().astimezone(clock.BEIJING).date()


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise InputError(f"--day {text!r} 不是日期；请写成 2026-11-24") from None


def _blunt(key: Key, outcomes: Sequence[Outcome]) -> list[str]:
    """Return the rules whose outcomes the comparison would not miss."""
    return [
        rule
        for rule in key.rules
        if compare(
            key,
            _found(left := [each for each in outcomes if each.rule != rule]),
            _blind(left),
        ).passed
    ]


@contextmanager
def _served(seed: int, day: date, port: int, cities: Path, *, full: bool) -> Iterator[str]:
    """Serve the city from a child process; yield the first site's address."""
    asked = ["--seed", str(seed), "--day", day.isoformat(), "--port", str(port)]
    asked += [] if full else ["--walk", str(WALKED)]
    child = subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "demo", *asked, "--write", str(cities)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        assert child.stdout is not None
        ready = child.stdout.readline()
        if not ready:
            raise InputError("示范市没有起来；请看上一行的原因")
        print(ready, end="", flush=True)  # noqa: T201 - the operator may open it meanwhile
        yield ready.strip().rpartition("：")[2]
    finally:
        child.terminate()
        child.wait()


def _report(home: Path, without: str | None, *, crawl: bool) -> Path | None:
    """Crawl, judge and report, each in its own process; None if one of them failed."""
    for spider in ("columns", "pages") if crawl else ():
        if _step(home, "crawl", spider, "-a", "city=demo") != 0:
            return None
    left_out = ["--without", without] if without else []
    if _step(home, "audit", "demo", *left_out) not in _JUDGED:
        return None
    said = home / "report.txt"
    with said.open("w", encoding="utf-8") as file:
        status = _step(home, "report", "demo", to=file)
    print(said.read_text(encoding="utf-8"), end="")  # noqa: T201 - passed on
    return _place(said.read_text(encoding="utf-8"), home) if status == 0 else None


def _step(home: Path, *words: str, to: IO[str] | None = None) -> int:
    """Run one command over the demo's own data and return its status."""
    print(f"▶ {' '.join(words)}", flush=True)  # noqa: T201 - the operator follows by it
    there = {
        "XUNJIAN_VAR": str(home),
        "XUNJIAN_CITIES": str(home / "cities"),
        "DATABASE_URL": _database(home),
        "PYTHONUTF8": "1",
    }
    return step(*words, env=os.environ | there, to=to)


def _place(said: str, home: Path) -> Path:
    """Find where the report lies: the last path that the step named."""
    for word in reversed(said.replace("：", " ").split()):
        if "/" in word and (path := Path(word)).exists():
            return path.resolve()
    return home


def _database(home: Path) -> str:
    return f"sqlite:///{home / 'xunjian.db'}"


def _outcomes(home: Path) -> tuple[Outcome, ...]:
    """Read the audit just made."""
    with Archive(_database(home)) as archive:
        audit = archive.latest_audit("demo")
    return audit.outcomes if audit else ()


def _found(outcomes: Iterable[Outcome], *, pending: bool = False) -> list[Place]:
    """Say what was found where; of `pending` only what waits for a person."""
    return [
        (outcome.rule, outcome.subject, finding.place)
        for outcome in outcomes
        for finding in outcome.findings
        if not (pending and finding.certain)
    ]


def _blind(outcomes: Iterable[Outcome]) -> Iterator[Place]:
    for outcome in outcomes:
        for place in outcome.blind:
            yield outcome.rule, outcome.subject, place.place
        if not outcome.judged or outcome.error:
            yield outcome.rule, outcome.subject, ""


def _wait(first: str) -> None:
    """Go on serving until the operator has seen enough."""
    print(f"示范市仍可打开：{first}（按 Ctrl-C 结束）", flush=True)  # noqa: T201 - said to wait
    with suppress(KeyboardInterrupt):
        signal.pause()
