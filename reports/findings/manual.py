"""A rule's manual page inside the report: what it rests on, its figures, where it found what."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from reports.findings.frame import Badge, Frame, Link, badge, frame, page_of
from reports.findings.inspection import Inspection
from reports.findings.words import SEVERITIES, STATE_OF, State
from rules.page import citations
from rules.rule import Rule


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One setting as it is in force."""

    label: str
    name: str
    value: str
    grade: str
    source: str


@dataclass(frozen=True, kw_only=True)
class RuleSite:
    """What a rule concluded on one site."""

    site: Link
    state: Badge
    certain: int
    blind: int


@dataclass(frozen=True, kw_only=True)
class RulePage:
    """Everything that a rule's page prints."""

    template: ClassVar[str] = "findings/rule.html.j2"

    frame: Frame
    id: str
    title: str
    severity: str
    basis: str
    remedy: str
    figures: tuple[Figure, ...]
    citations: tuple[str, ...]
    sites: tuple[RuleSite, ...]
    clear: int


def build(inspection: Inspection, rule: Rule) -> RulePage:
    """Prepare a rule's page."""
    sites = tuple(_sites(inspection, rule))
    return RulePage(
        frame=frame(
            inspection,
            rule.title,
            root="../",
            current="rules",
            crumbs=(Link(text="规则", href="../index.html#rules"),),
        ),
        id=rule.id,
        title=rule.title,
        severity=SEVERITIES[rule.severity],
        basis=rule.basis,
        remedy=rule.remedy,
        figures=tuple(_figures(rule)),
        citations=tuple(citations(rule, [inspection.standard])),
        sites=sites,
        clear=len(inspection.results) - len(sites),
    )


def _figures(rule: Rule) -> Iterator[Figure]:
    for name, parameter in rule.parameters.items():
        meaning, value = rule.meaning(name), rule.value(name)
        ours = value != parameter.default  # what is known of the source speaks of the default
        yield Figure(
            label=meaning.label if meaning else name,
            name=name,
            value=f"{value} {meaning.unit}" if meaning else str(value),
            grade="" if meaning is None or ours else str(meaning.grade),
            source=f"本地改定，默认{parameter.default}"
            if ours
            else meaning.source
            if meaning
            else "",
        )


def _sites(inspection: Inspection, rule: Rule) -> Iterator[RuleSite]:
    """Give the sites on which the rule is not simply clear, worst first."""
    for result in inspection.results:
        link = Link(text=result.entry.name, href=page_of("sites", result.entry.id))
        mine = [outcome for outcome in result.decided if outcome.rule == rule.id]
        if not mine:
            yield RuleSite(site=link, state=badge(State.UNSEEN, "没有运行"), certain=0, blind=0)
        for outcome in mine:
            state = STATE_OF[outcome.verdict]
            if state is not State.CLEAR:
                waits = any(id_ == rule.id for id_, _ in result.uncertain)
                shown = State.UNCERTAIN if state is State.UNSEEN and waits else state
                yield RuleSite(
                    site=link,
                    state=badge(shown),
                    certain=len(outcome.findings),
                    blind=len(outcome.blind),
                )
