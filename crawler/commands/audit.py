"""Observations → outcomes, kept with the moment that they speak of."""

import argparse
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from scrapy.settings import BaseSettings

from crawler import clock, wording
from crawler.command import (
    BLIND,
    BREACH,
    OUR_FAULT,
    RAN,
    InputError,
    ProjectCommand,
    city_named,
    moment,
    say,
    worst,
)
from crawler.settings import ROOT
from rules import catalog, settings, standard
from rules.rule import Rule, reviewed
from storage.archive import Archive, ArchiveError
from storage.audits import Audit
from storage.dossier import SiteDossier
from storage.ledger import Ledger
from storage.mistakes import nearest
from storage.records import Blind, Outcome, Run, Verdict, Window
from storage.register import City, SiteEntry
from storage.snapshots import Snapshots

LOOKED_BACK = timedelta(days=7)  # older looks no longer say how a site is


class Command(ProjectCommand):
    """Judges what was observed of a city. Looks at no site."""

    def syntax(self) -> str:
        """Return what follows the command's name."""
        return "城市 [--as-of 时刻] [--standard 标准] [--without 规则]"

    def short_desc(self) -> str:
        """Say in one line what the command does."""
        return "判定：依标准由观测得出问题和未能判定之处"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Take the moment of judgement, and the standard and rules where they differ."""
        super().add_options(parser)
        parser.add_argument("--as-of", help="监测时间点，如 2026-11-24T08:00；默认此刻")
        parser.add_argument("--standard", help="config/standards 中的标准；默认按登记文件")
        parser.add_argument("--without", action="append", default=[], help="不用这条规则")

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        """Judge, keep the audit, and say what was found."""
        if len(args) != 1:
            raise InputError("用法：scrapy audit 城市 [--as-of 时刻]")
        assert self.settings is not None
        city = city_named(args[0], self.settings)
        as_of = _as_of(opts.as_of)
        rules = _rules_but(opts.without)
        by = opts.standard or city.standard
        weights = standard.find(by, ROOT / "config" / "standards", catalog.load())
        with Archive(self.settings.get("DATABASE_URL")) as archive:
            audit = Audit(
                city=city.id,
                standard=weights.id,
                as_of=as_of,
                window=Window(since=as_of - LOOKED_BACK, until=as_of),
                outcomes=tuple(_outcomes(city, rules, archive, as_of)),
                runs=_runs(archive, city, as_of),
            )
            archive.keep_audit(audit)
            # what a rule left out this time would have cited is still to be had by the next audit
            stood = bool(opts.without) or _evidence_kept(_folder(self.settings), archive, audit)
            reviews = archive.reviews(entry.id for entry in city.sites)
        decided = [reviewed(outcome, reviews, as_of) for outcome in audit.outcomes]
        print(wording.audit(audit, decided, rules))  # noqa: T201 - the command's result
        return worst(_status(decided), RAN if stood else OUR_FAULT)


def _folder(settings: BaseSettings) -> Path:
    return Path(settings.get("VAR")) / "evidence"


def _evidence_kept(folder: Path, archive: Archive, audit: Audit) -> bool:
    """Keep what the findings cite of what crawls put aside that had ended by the audit's moment.

    Later crawls and those that still run keep what they put aside, for the audit that is theirs.
    """
    if not folder.is_dir():
        return True
    cited = {
        proof.sha256
        for outcome in audit.outcomes
        for finding in outcome.findings
        for proof in finding.evidence
    }
    ended = Ledger(archive).ended(audit.city, audit.as_of)
    try:
        Snapshots(folder, archive).keep(cited - {""}, ended)
    except ArchiveError as error:
        say(f"判定结果已保存，但页面快照没有存下：{error}；修好后再次运行 scrapy audit 即可补存")
        return False
    return True


def _as_of(text: str | None) -> datetime:
    """Read the moment of judgement. A later one than now would hide every audit until then."""
    now = clock.now()
    as_of = now if text is None else moment(text)
    if as_of > now:
        raise InputError(f"--as-of {text} 在将来；请写此刻或以前的时刻")
    return as_of


def _rules_but(without: Collection[str]) -> Mapping[str, Rule]:
    rules = settings.load(ROOT / "config" / "rules.toml", catalog.load())
    for id_ in without:
        if id_ not in rules:
            raise InputError(f"--without 没有规则“{id_}”；{nearest(id_, rules)}")
    return {id_: rule for id_, rule in rules.items() if id_ not in without}


def _runs(archive: Archive, city: City, as_of: datetime) -> tuple[Run, ...]:
    ledger = Ledger(archive)
    runs = (ledger.latest(city.id, spider, as_of) for spider in ("columns", "pages"))
    return tuple(run for run in runs if run is not None)


def _outcomes(
    city: City, rules: Mapping[str, Rule], archive: Archive, as_of: datetime
) -> Iterator[Outcome]:
    window = Window(since=as_of - LOOKED_BACK, until=as_of)
    running = city.running(as_of.astimezone(clock.BEIJING).date())
    sites = (entry.record for entry in running)
    dossiers = archive.dossiers(sites, window, walked_since(city, as_of))
    for entry, dossier in zip(running, dossiers, strict=True):
        short = _shortfall(city, entry, dossier)
        for rule in rules.values():
            yield rule.judge(dossier) if short is None else _unjudged(rule, entry, short)


def walked_since(city: City, as_of: datetime) -> datetime:
    """Say how far back counts what the walk saw: two of its rounds."""
    return as_of - 2 * timedelta(days=city.politeness.revisit_days)


def _shortfall(city: City, entry: SiteEntry, dossier: SiteDossier) -> str | None:
    """Say why a crawl yielded too little of a site to judge anything from it; None if enough."""
    expected = entry.expect or city.expect
    columns = len(dossier.columns)
    if columns < expected.columns:
        return f"只看到{columns}个栏目，登记文件要求至少{expected.columns}个，不足以判定"
    opened = (page for page in dossier.pages if page.opened)
    pages = sum(1 for _ in islice(opened, expected.pages))
    if pages < expected.pages:
        return f"只打开{pages}个页面，登记文件要求至少{expected.pages}个，不足以判定"
    return None


def _unjudged(rule: Rule, entry: SiteEntry, reason: str) -> Outcome:
    blind = (Blind(place=entry.url, reason=reason),)
    return Outcome(rule=rule.id, subject=entry.id, blind=blind, judged=False)


def _status(outcomes: list[Outcome]) -> int:
    verdicts = Counter(outcome.verdict for outcome in outcomes)
    if verdicts[Verdict.BREACH]:
        return BREACH
    return BLIND if verdicts[Verdict.UNSEEN] or verdicts[Verdict.ERROR] else RAN
