"""A site's page: its verdict by indicator, its findings, its columns, and what was not judged."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from reports.findings import column, indicator, reach, unjudged
from reports.findings.finding import Card, RuleFacts, cards, facts, place_name
from reports.findings.frame import Badge, Frame, Link, badge, frame, page_of
from reports.findings.inspection import Inspection, SiteResult
from reports.findings.words import LEVELS, State, day, short
from storage.records import fingerprint


@dataclass(frozen=True, kw_only=True)
class RuleGroup:
    """A rule's findings on one site."""

    anchor: str
    jump: Link
    """To its heading on the page."""
    rule: RuleFacts
    cards: tuple[Card, ...]


@dataclass(frozen=True, kw_only=True)
class Dismissed:
    """A finding that a person dismissed."""

    rule: RuleFacts
    place: str
    message: str
    word: str


@dataclass(frozen=True, kw_only=True)
class GoneLine:
    """A finding of the audit before that is not found now."""

    anchor: str
    rule: RuleFacts
    place: str
    message: str
    state: Badge


@dataclass(frozen=True, kw_only=True)
class SitePage:
    """Everything that a site's page prints."""

    template: ClassVar[str] = "findings/site.html.j2"

    frame: Frame
    name: str
    url: str
    unit: Link
    level: str
    code: str
    state: Badge
    standing: Badge
    certain: int
    uncertain: int
    unjudged_count: int
    indicators: tuple[indicator.IndicatorLine, ...]
    waiting: tuple[indicator.IndicatorLine, ...]
    nothing: str
    """What is said where there is no finding."""
    groups: tuple[RuleGroup, ...]
    unsure: tuple[RuleGroup, ...]
    unjudged: tuple[unjudged.Unjudged, ...]
    columns: tuple[column.ColumnLine, ...]
    columns_elsewhere: tuple[column.ColumnLine, ...]
    """Those on other sites, which others answer for."""
    walk: reach.SiteReach
    dismissed: tuple[Dismissed, ...]
    gone: tuple[GoneLine, ...]


def build(inspection: Inspection, result: SiteResult) -> SitePage:
    """Prepare a site's page."""
    entry = result.entry
    judgements = result.assessment.judgements
    dark = unjudged.lines(inspection, result)
    columns = tuple(column.lines(result))
    return SitePage(
        frame=frame(
            inspection,
            entry.name,
            root="../",
            crumbs=(Link(text="总览", href="../index.html"),),
        ),
        name=entry.name,
        url=entry.url,
        unit=Link(text=result.unit.name, href=page_of("units", result.unit.id)),
        level=LEVELS[entry.level],
        code=entry.code or "未登记",
        state=badge(result.state),
        standing=indicator.standing(result.assessment),
        certain=len(result.certain),
        uncertain=len(result.uncertain),
        unjudged_count=result.unjudged,
        indicators=tuple(indicator.line(each) for each in judgements if not each.indicator.pending),
        waiting=tuple(indicator.line(each) for each in judgements if each.indicator.pending),
        nothing="在已判定的范围内没有发现问题。"
        if result.seen
        else "没有看到这个网站，有没有问题不作结论。",
        groups=tuple(_groups(cards(inspection, result, certain=True), "found")),
        unsure=tuple(_groups(cards(inspection, result, certain=False), "unsure")),
        unjudged=dark,
        columns=tuple(line for line in columns if not line.elsewhere),
        columns_elsewhere=tuple(line for line in columns if line.elsewhere),
        walk=reach.of_site(inspection, result),
        dismissed=tuple(_dismissed(inspection, result)),
        gone=tuple(_gone(inspection, result)),
    )


def _groups(found: tuple[Card, ...], section: str) -> Iterator[RuleGroup]:
    for rule, several in groupby(found, key=lambda each: each.rule):
        anchor = f"{section}-{rule.id}"
        jump = Link(text=rule.title, href=f"#{anchor}")
        yield RuleGroup(anchor=anchor, jump=jump, rule=rule, cards=tuple(several))


def _dismissed(inspection: Inspection, result: SiteResult) -> Iterator[Dismissed]:
    for rule, finding in result.dismissed:
        review = inspection.word(rule, result.entry.id, finding.place)
        yield Dismissed(
            rule=facts(inspection, rule),
            place=place_name(result, finding.place),
            message=short(finding.message),
            word=f"{day(review.at)}，{short(review.reason)}" if review else "",
        )


def _gone(inspection: Inspection, result: SiteResult) -> Iterator[GoneLine]:
    gone = inspection.known.gone(result.entry.id, result.outcomes, result.dossier)
    for each in gone:
        name = fingerprint(each.rule, result.entry.id, each.finding.place)
        yield GoneLine(
            anchor=f"f-{name}",
            rule=facts(inspection, each.rule),
            place=place_name(result, each.finding.place),
            message=short(each.finding.message),
            state=badge(State.CLEAR, "已整改")
            if each.put_right
            else badge(State.UNSEEN, "本次未能复查"),
        )
