"""The latest audit → the findings site."""

import argparse
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

from crawler import clock
from crawler.command import RAN, InputError, ProjectCommand, city_named, moment
from crawler.commands.audit import walked_since
from crawler.exposures import masked_url
from crawler.settings import ROOT
from reports import findings
from reports.findings import FolderError, Inspection
from reports.findings.sitewalk import CutCount, SiteWalk, Stock
from rules import catalog, settings, standard
from storage.archive import Archive
from storage.audits import Audit
from storage.dossier import china_day
from storage.ledger import Ledger
from storage.lock import exclusive
from storage.register import City
from storage.snapshots import Snapshots


class Command(ProjectCommand):
    """Prints an audit as static pages. Looks at no site and judges nothing."""

    def syntax(self) -> str:
        """Return what follows the command's name."""
        return "城市 [--as-of 时刻] [--to 文件夹]"

    def short_desc(self) -> str:
        """Say in one line what the command does."""
        return "出报告：最近一次判定的结果网页"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Take the moment and the folder where they differ."""
        super().add_options(parser)
        parser.add_argument("--as-of", help="此刻及以前的最近一次判定，如 2026-11-24T08:00")
        parser.add_argument("--to", help="写到这个文件夹；默认 var/reports/城市")

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        """Write the site and say where it lies."""
        if len(args) != 1:
            raise InputError("用法：scrapy report 城市 [--as-of 时刻] [--to 文件夹]")
        assert self.settings is not None
        city = city_named(args[0], self.settings)
        database = self.settings.get("DATABASE_URL")
        folder = Path(opts.to or Path(self.settings.get("VAR")) / "reports" / city.id)
        # the archive stays open while the pages are printed: what was seen streams from it
        with exclusive(database, f"report {city.id}"), Archive(database) as archive:
            audit = _audit(city, archive, opts.as_of)
            inspection = _inspection(city, archive, audit, self.settings.get("VAR"))
            index = _written(folder, inspection)
        print(f"报告：{index}")  # noqa: T201 - the command's result
        return RAN


def _written(folder: Path, inspection: Inspection) -> Path:
    try:
        return findings.write(folder, inspection)
    except FolderError as error:
        raise InputError(str(error)) from None


def _audit(city: City, archive: Archive, as_of: str | None) -> Audit:
    before = None if as_of is None else moment(as_of) + timedelta(microseconds=1)
    audit = archive.latest_audit(city.id, before)
    if audit is None:
        when = "" if as_of is None else f"在 {as_of} 及以前"
        raise InputError(f"{city.name}{when}还没有判定结果；请先运行 scrapy audit {city.id}")
    return audit


def _inspection(city: City, archive: Archive, audit: Audit, var: str | Path) -> Inspection:
    rules = catalog.load()
    catalogue = settings.load(ROOT / "config" / "rules.toml", rules)
    weights = standard.find(audit.standard, ROOT / "config" / "standards", rules)
    running = city.running(china_day(audit.as_of))
    evidence = Path(var) / "evidence"
    return Inspection(
        city=city,
        audit=audit,
        previous=archive.latest_audit(city.id, audit.as_of),
        standard=weights,
        catalogue=catalogue,
        dossiers={
            entry.id: archive.dossier(entry.record, audit.window, walked_since(city, audit.as_of))
            for entry in running
        },
        reviews=archive.reviews(entry.id for entry in city.sites),
        history=archive.history(city.id),
        walks=_walks(city, archive, audit),
        snapshots=_snapshots(evidence, archive, audit),
    )


def _walks(city: City, archive: Archive, audit: Audit) -> dict[str, SiteWalk]:
    """Say of each site that was ever walked how far the latest walk before the audit has come."""
    ledger = Ledger(archive)
    now = clock.now()
    run = ledger.latest(city.id, "pages", audit.as_of)
    if run is None:
        return {}
    last = ledger.latest(city.id, "pages", now) == run
    tonight: Counter[str] = Counter()
    for count in ledger.coverage_of(run).counts:
        tonight[count.site] += count.n
    cuts: dict[str, list[CutCount]] = {}
    for site, reason, n, example in ledger.cuts(run):
        each = CutCount(reason=reason, count=n, example=masked_url(example))
        cuts.setdefault(site, []).append(each)
    walks = {
        entry.id: SiteWalk(
            tonight=tonight[entry.id],
            a_night=city.politeness.pages_a_night,
            stock=_stock(ledger, entry.id, now) if last else None,
            cuts=tuple(cuts.get(entry.id, ())),
        )
        for entry in city.running(china_day(audit.as_of))
    }
    return {id_: walk for id_, walk in walks.items() if walk.stock is None or walk.stock.known}


def _stock(ledger: Ledger, site: str, now: datetime) -> Stock:
    counted = ledger.stock(site, now)
    return Stock(known=counted.known, looked=counted.looked, oldest=counted.oldest_looked)


def _snapshots(folder: Path, archive: Archive, audit: Audit) -> dict[str, str]:
    """Say of what the findings cite in which file it lies, if that is there."""
    cited = {
        proof.sha256
        for outcome in audit.outcomes
        for finding in outcome.findings
        for proof in finding.evidence
    }
    kept = Snapshots(folder, archive).files(cited)
    there = {file for file in set(kept.values()) if (folder / file).is_file()}
    return {sha256: file for sha256, file in kept.items() if file in there}
