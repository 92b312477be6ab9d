"""The city overview: numbers first, then each site worst first, what changed, what did not run."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from reports.findings import reach
from reports.findings.compared import Changes, compared
from reports.findings.frame import Badge, Frame, Link, badge, frame, page_of
from reports.findings.health import CoverageGroup, RunLine, coverage, missing, runs
from reports.findings.inspection import Inspection, SiteResult
from reports.findings.words import LEVELS, SEVERITIES, State, short
from rules.rule import Rule
from rules.standard import Consequence
from storage.records import fingerprint
from storage.register import SiteState

_CODE = re.compile(
    r"（[A-Z0-9_]+(?:，状态码\d+)?）$"
)  # for whoever looks further, on the site's page
STATES = tuple(state for state in State if state is not State.PENDING)
RESTING = {
    SiteState.CLOSED: "已关停",
    SiteState.MOVING: "正在迁移",
    SiteState.MAINTENANCE: "经批准停机维护",
}


@dataclass(frozen=True, kw_only=True)
class Tile:
    """How many sites are in one state, and their piece of the bar."""

    state: Badge
    count: int
    x: int


@dataclass(frozen=True, kw_only=True)
class SiteLine:
    """One site in the table."""

    state: Badge
    site: Link
    unit: Link
    level: str
    note: str
    """The main reason for its state, where that is not a number."""
    certain: int
    uncertain: int
    unjudged: int
    new: int


@dataclass(frozen=True, kw_only=True)
class RuleLine:
    """One rule in the table."""

    rule: Link
    severity: str
    sites: int
    certain: int
    uncertain: int
    unjudged: int


@dataclass(frozen=True, kw_only=True)
class RestingLine:
    """A site that does not count."""

    name: str
    unit: str
    state: str
    document: str


@dataclass(frozen=True, kw_only=True)
class Overview:
    """Everything that the overview prints."""

    template: ClassVar[str] = "findings/overview.html.j2"

    frame: Frame
    inspected: int
    certain: int
    uncertain: int
    tiles: tuple[Tile, ...]
    bar: str
    """What the bar says to whoever does not see it."""
    sites: tuple[SiteLine, ...]
    rules: tuple[RuleLine, ...]
    changes: Changes | None
    missing: tuple[str, ...]
    runs: tuple[RunLine, ...]
    coverage: tuple[CoverageGroup, ...]
    walking: tuple[str, ...]
    walks: tuple[reach.WalkLine, ...]
    cuts: tuple[reach.CutLine, ...]
    addresses: int
    resting: tuple[RestingLine, ...]
    pending: tuple[str, ...]


def build(inspection: Inspection) -> Overview:
    """Prepare the overview."""
    results = inspection.results
    tiles = tuple(_tiles(results))
    groups = coverage(inspection)
    return Overview(
        frame=frame(inspection, f"{inspection.city.name}政府网站检查结果", current="overview"),
        inspected=len(results),
        certain=sum(len(result.certain) for result in results),
        uncertain=sum(len(result.uncertain) for result in results),
        tiles=tiles,
        bar="，".join(f"{tile.state.label}{tile.count}个" for tile in tiles if tile.count),
        sites=tuple(_site(inspection, result) for result in results),
        rules=tuple(_rule(rule, results) for rule in inspection.catalogue.values()),
        changes=compared(inspection),
        missing=tuple(missing(inspection)),
        runs=tuple(runs(inspection)),
        coverage=groups,
        walking=tuple(reach.of_city(inspection)),
        walks=tuple(reach.lines(inspection)),
        cuts=reach.cuts(inspection),
        addresses=sum(group.count for group in groups),
        resting=tuple(_resting(inspection)),
        pending=tuple(_pending(inspection)),
    )


def _tiles(results: tuple[SiteResult, ...]) -> Iterator[Tile]:
    counts = Counter(result.state for result in results)
    x = 0
    for state in STATES:
        yield Tile(state=badge(state), count=counts[state], x=x)
        x += counts[state]


def _site(inspection: Inspection, result: SiteResult) -> SiteLine:
    known = inspection.known
    names = [fingerprint(rule, result.entry.id, found.place) for rule, found in result.certain]
    return SiteLine(
        state=badge(result.state),
        site=Link(text=result.entry.name, href=page_of("sites", result.entry.id)),
        unit=Link(text=result.unit.name, href=page_of("units", result.unit.id)),
        level=LEVELS[result.entry.level],
        note=short(_note(result)),
        certain=len(result.certain),
        uncertain=len(result.uncertain),
        unjudged=result.unjudged,
        new=sum(known.change(name).css in ("new", "back") for name in names),
    )


def _note(result: SiteResult) -> str:
    """Say in a few words why a site stands as it does."""
    if result.state is State.VETO:
        return "；".join(
            f"{each.indicator.id} {each.indicator.title}：{'；'.join(each.reasons)}"
            for each in result.assessment.breaches
            if each.indicator.consequence is Consequence.VETO
        )
    if result.state is State.ERROR:
        return "我方故障，没有判完"
    if result.state in (State.UNSEEN, State.PARTLY):
        reasons = (blind.reason for outcome in result.outcomes for blind in outcome.blind)
        return _CODE.sub("", next(reasons, "没有判定"))
    return ""


def _rule(rule: Rule, results: tuple[SiteResult, ...]) -> RuleLine:
    certain = [sum(id_ == rule.id for id_, _ in result.certain) for result in results]
    return RuleLine(
        rule=Link(text=rule.title, href=page_of("rules", rule.id)),
        severity=SEVERITIES[rule.severity],
        sites=sum(map(bool, certain)),
        certain=sum(certain),
        uncertain=sum(id_ == rule.id for result in results for id_, _ in result.uncertain),
        unjudged=sum(_unjudged(rule.id, result) for result in results),
    )


def _unjudged(rule: str, result: SiteResult) -> bool:
    """Whether a rule left something of a site unjudged."""
    mine = [outcome for outcome in result.outcomes if outcome.rule == rule]
    return not mine or any(
        outcome.blind or not outcome.judged or outcome.error is not None for outcome in mine
    )


def _resting(inspection: Inspection) -> Iterator[RestingLine]:
    for entry, state in inspection.resting:
        documents = [each.document for each in entry.states if each.state is state]
        yield RestingLine(
            name=entry.name,
            unit=inspection.units[entry.unit].name,
            state=RESTING[state],
            document=next((name for name in reversed(documents) if name), ""),
        )


def _pending(inspection: Inspection) -> Iterator[str]:
    """Name the indicators for sites of which some or all is judged by no rule."""
    for indicator in inspection.standard.indicators:
        if "account" in indicator.applies_to:
            continue
        waiting = sum(trigger.pending for trigger in indicator.triggers)
        if waiting:
            of = "全部" if indicator.pending else f"{len(indicator.triggers)}项中的{waiting}项"
            yield f"{indicator.id} {indicator.title}（{of}）"
