"""A standard applied to one subject's outcomes.

What was not seen matters only if it could have changed the answer. A finding that nobody is sure
of counts like a place that nobody saw. A blind place that is the site itself stands for an unknown
number of places.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.indicators import Consequence, Indicator, Trigger
from storage.records import Blind, Finding, Outcome, Site, Verdict

WAITS = "待人工确认"


class Standing(StrEnum):
    """What the whole of a standard's vetoes says of a subject."""

    VETO = "veto"
    CLEAR_SO_FAR = "clear_so_far"
    """Every veto for which a rule exists is clear; those without rules are not judged."""
    UNSEEN = "unseen"


@dataclass(frozen=True, kw_only=True)
class Counted:
    """A finding, and the rule that made it."""

    rule: str
    finding: Finding


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """What came of one trigger: what counted, what was not seen, and why the verdict is so."""

    trigger: Trigger
    verdict: Verdict
    reason: str
    findings: tuple[Counted, ...] = ()
    blind: tuple[Blind, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What came of one indicator."""

    indicator: Indicator
    weighed: tuple[Weighed, ...]

    @property
    def verdict(self) -> Verdict:
        """Any trigger's breach, else a rule's crash, else anything unseen, else clear."""
        said = {each.verdict for each in self.weighed}
        order = (Verdict.BREACH, Verdict.ERROR, Verdict.UNSEEN)
        return next((verdict for verdict in order if verdict in said), Verdict.CLEAR)

    @property
    def waiting(self) -> bool:
        """Whether it is unseen for nothing but triggers without rules."""
        return self.verdict is Verdict.UNSEEN and all(
            each.trigger.pending or each.verdict is Verdict.CLEAR for each in self.weighed
        )

    @property
    def findings(self) -> tuple[Counted, ...]:
        """The findings that counted towards a breach, each once."""
        return tuple(
            dict.fromkeys(
                counted
                for each in self.weighed
                if each.verdict is Verdict.BREACH
                for counted in each.findings
            )
        )

    @property
    def blind(self) -> tuple[Blind, ...]:
        """The places that were not seen and counted, each once."""
        return tuple(dict.fromkeys(blind for each in self.weighed for blind in each.blind))

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the verdict is so: what each trigger of that verdict says."""
        return tuple(
            dict.fromkeys(each.reason for each in self.weighed if each.verdict is self.verdict)
        )


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """A standard applied to one site on one day of judgement."""

    standard: str
    site: Site
    day: date
    judgements: tuple[Judgement, ...]
    """One for each indicator that applies to the site, in the standard's order."""

    @property
    def standing(self) -> Standing:
        """One veto is enough; one that was not seen leaves the whole unseen."""
        vetoes = [
            each for each in self.judgements if each.indicator.consequence is Consequence.VETO
        ]
        if any(each.verdict is Verdict.BREACH for each in vetoes):
            return Standing.VETO
        if all(each.verdict is Verdict.CLEAR or each.waiting for each in vetoes):
            return Standing.CLEAR_SO_FAR
        return Standing.UNSEEN

    @property
    def breaches(self) -> tuple[Judgement, ...]:
        """The indicators that were breached, vetoes and deductions alike."""
        return tuple(each for each in self.judgements if each.verdict is Verdict.BREACH)

    @property
    def pending(self) -> tuple[Indicator, ...]:
        """The indicators of which some or all triggers have no rule yet."""
        return tuple(
            each.indicator
            for each in self.judgements
            if any(trigger.pending for trigger in each.indicator.triggers)
        )


def assess(
    id_: str, indicators: Iterable[Indicator], site: Site, outcomes: Iterable[Outcome], day: date
) -> Assessment:
    """Weigh a site's outcomes by indicators, in their order.

    What one indicator charged, another does not charge again (19号文：已扣分的不重复扣).
    """
    by_rule = {outcome.rule: outcome for outcome in outcomes if outcome.subject == site.id}
    charged: set[tuple[str, str]] = set()
    judgements: list[Judgement] = []
    for indicator in indicators:
        if site.level.value not in indicator.applies_to:
            continue
        weighed = tuple(_weigh(trigger, by_rule, site, charged) for trigger in indicator.triggers)
        judgements.append(Judgement(indicator=indicator, weighed=weighed))
        charged |= {(each.rule, each.finding.place) for each in judgements[-1].findings}
    return Assessment(standard=id_, site=site, day=day, judgements=tuple(judgements))


def _weigh(
    trigger: Trigger, by_rule: Mapping[str, Outcome], site: Site, charged: set[tuple[str, str]]
) -> Weighed:
    """Weigh one trigger. What was not seen matters only if it could have changed the answer."""
    if trigger.pending:
        return Weighed(trigger=trigger, verdict=Verdict.UNSEEN, reason="还没有检查这一项的规则")
    outcomes = [by_rule[rule] for rule in trigger.rules if rule in by_rule]
    found = _found(outcomes, charged)
    dark = _dark(outcomes, {each.finding.place for each in found})
    unknown = _unknown(trigger, by_rule, everywhere=site.url in dark)
    verdict, reason = _verdict(trigger, len(found), len(dark), unknown)
    if verdict is Verdict.UNSEEN and any(outcome.error is not None for outcome in outcomes):
        verdict = Verdict.ERROR
    return Weighed(
        trigger=trigger,
        verdict=verdict,
        reason=reason,
        findings=found,
        blind=tuple(dark.values()),
    )


def _found(outcomes: Iterable[Outcome], charged: set[tuple[str, str]]) -> tuple[Counted, ...]:
    """Return what counts: certain, not charged before, and each place once."""
    by_place: dict[str, Counted] = {}
    for outcome in outcomes:
        for finding in outcome.findings:
            if finding.certain and (outcome.rule, finding.place) not in charged:
                by_place.setdefault(finding.place, Counted(rule=outcome.rule, finding=finding))
    return tuple(by_place.values())


def _dark(outcomes: Iterable[Outcome], found: set[str]) -> dict[str, Blind]:
    """Return each place that was not seen, or of which nobody is sure, by its address."""
    dark: dict[str, Blind] = {}
    for outcome in outcomes:
        unsure = (
            Blind(place=finding.place, reason=WAITS)
            for finding in outcome.findings
            if not finding.certain
        )
        for blind in (*outcome.blind, *unsure):
            if blind.place not in found:
                dark.setdefault(blind.place, blind)
    return dark


def _unknown(trigger: Trigger, by_rule: Mapping[str, Outcome], *, everywhere: bool) -> str | None:
    """Say why nobody can tell how many places were not seen; None when they are counted."""
    for rule in trigger.rules:
        outcome = by_rule.get(rule)
        if outcome is None:
            return f"规则 {rule} 没有运行"
        if outcome.error is not None:
            return f"规则 {rule} 出错（我方故障）"
        if not outcome.judged:
            return next((blind.reason for blind in outcome.blind), "没有看到可供判断的内容")
    return "有没看到的页面，数目不明" if everywhere else None


def _verdict(trigger: Trigger, found: int, dark: int, unknown: str | None) -> tuple[Verdict, str]:
    need = trigger.at_least
    if found >= need and trigger.advisory:
        return Verdict.UNSEEN, f"发现{found}处；数值{need}未经核实（{trigger.grade}），须人工认定"
    if found >= need:
        return Verdict.BREACH, f"发现{found}处，达到{need}处"
    if unknown is not None:
        return Verdict.UNSEEN, f"发现{found}处；{unknown}"
    if found + dark >= need:
        return Verdict.UNSEEN, f"发现{found}处，另有{dark}处没有看到或待确认，可能达到{need}处"
    return Verdict.CLEAR, f"发现{found}处，不到{need}处"
