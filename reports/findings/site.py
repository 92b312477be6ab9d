"""A site's page: its verdict by indicator, its findings, its columns, and what was not judged."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from reports.findings.finding import Card, RuleFacts, cards, facts, place_name
from reports.findings.frame import Badge, Frame, Link, badge, frame, page_of
from reports.findings.inspection import Inspection, SiteResult
from reports.findings.words import KINDS, LEVELS, STATE_OF, State, day, ending, moment, short, whose
from rules.page import CONSEQUENCES
from rules.standard import Judgement, Standing, Weighed
from storage.records import Column, Outcome, Verdict, fingerprint

STANDINGS = {
    Standing.VETO: (State.VETO, "触发单项否决"),
    Standing.UNSEEN: (State.UNSEEN, "是否触发单项否决，未能判定"),
    Standing.CLEAR_SO_FAR: (State.CLEAR, "已有规则的单项否决指标均未触发"),
}


@dataclass(frozen=True, kw_only=True)
class TriggerLine:
    """One clause of an indicator."""

    text: str
    grade: str
    state: Badge
    reason: str


@dataclass(frozen=True, kw_only=True)
class IndicatorLine:
    """One indicator's verdict."""

    id: str
    title: str
    text: str
    document: str
    consequence: str
    state: Badge
    triggers: tuple[TriggerLine, ...]


@dataclass(frozen=True, kw_only=True)
class RuleGroup:
    """A rule's findings on one site."""

    rule: RuleFacts
    cards: tuple[Card, ...]


@dataclass(frozen=True, kw_only=True)
class ColumnLine:
    """One column as it was seen."""

    name: str
    url: str
    kind: str
    newest: str
    entries: str
    state: Badge
    time: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Unjudged:
    """A place that one rule, or a rule that nothing, could judge."""

    rule: RuleFacts
    place: str
    place_url: str
    state: Badge
    reason: str


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
    indicators: tuple[IndicatorLine, ...]
    waiting: tuple[IndicatorLine, ...]
    nothing: str
    """What is said where there is no finding."""
    groups: tuple[RuleGroup, ...]
    unsure: tuple[RuleGroup, ...]
    unjudged: tuple[Unjudged, ...]
    columns: tuple[ColumnLine, ...]
    dismissed: tuple[Dismissed, ...]
    gone: tuple[GoneLine, ...]


def build(inspection: Inspection, result: SiteResult) -> SitePage:
    """Prepare a site's page."""
    entry = result.entry
    state, words = STANDINGS[result.assessment.standing]
    judgements = result.assessment.judgements
    unjudged = tuple(_unjudged(inspection, result))
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
        standing=badge(state, words),
        certain=len(result.certain),
        uncertain=len(result.uncertain),
        unjudged_count=len(unjudged),
        indicators=tuple(_indicator(each) for each in judgements if not _waits(each)),
        waiting=tuple(_indicator(each) for each in judgements if _waits(each)),
        nothing="在已判定的范围内没有发现问题。"
        if result.seen
        else "没有看到这个网站，有没有问题不作结论。",
        groups=_groups(cards(inspection, result, certain=True)),
        unsure=_groups(cards(inspection, result, certain=False)),
        unjudged=unjudged,
        columns=tuple(_columns(result)),
        dismissed=tuple(_dismissed(inspection, result)),
        gone=tuple(_gone(inspection, result)),
    )


def _groups(found: tuple[Card, ...]) -> tuple[RuleGroup, ...]:
    return tuple(
        RuleGroup(rule=rule, cards=tuple(several))
        for rule, several in groupby(found, key=lambda each: each.rule)
    )


def _waits(judgement: Judgement) -> bool:
    """Whether no rule at all judges this indicator yet."""
    return judgement.indicator.pending


def _indicator(judgement: Judgement) -> IndicatorLine:
    indicator = judgement.indicator
    consequence = CONSEQUENCES[indicator.consequence]
    return IndicatorLine(
        id=indicator.id,
        title=indicator.title,
        text=indicator.text,
        document=indicator.document,
        consequence=consequence,
        state=_verdict(judgement, consequence),
        triggers=tuple(_trigger(each) for each in judgement.weighed),
    )


def _verdict(judgement: Judgement, consequence: str) -> Badge:
    if judgement.indicator.pending:
        return badge(State.PENDING)
    if judgement.verdict is Verdict.BREACH:
        return badge(State.VETO if consequence == "单项否决" else State.BREACH, "触发")
    if judgement.waiting:
        return badge(State.PENDING, "已判部分未触发")
    words = {Verdict.UNSEEN: "未能判定", Verdict.ERROR: "规则出错", Verdict.CLEAR: "未触发"}
    return badge(STATE_OF[judgement.verdict], words[judgement.verdict])


def _trigger(weighed: Weighed) -> TriggerLine:
    if weighed.trigger.pending:
        state = badge(State.PENDING)
    else:
        words = {
            Verdict.BREACH: "达到",
            Verdict.UNSEEN: "未能判定",
            Verdict.ERROR: "规则出错",
            Verdict.CLEAR: "未达到",
        }
        state = badge(STATE_OF[weighed.verdict], words[weighed.verdict])
    trigger = weighed.trigger
    return TriggerLine(text=trigger.text, grade=trigger.grade, state=state, reason=weighed.reason)


def _unjudged(inspection: Inspection, result: SiteResult) -> Iterator[Unjudged]:
    for outcome in result.outcomes:
        yield from _of_rule(inspection, result, outcome)
    for id_ in result.missing:
        yield Unjudged(
            rule=facts(inspection, id_),
            place="全站",
            place_url=result.entry.url,
            state=badge(State.UNSEEN),
            reason="这条规则没有对本网站运行",
        )


def _of_rule(inspection: Inspection, result: SiteResult, outcome: Outcome) -> Iterator[Unjudged]:
    rule = facts(inspection, outcome.rule)
    if outcome.error is not None:
        yield Unjudged(
            rule=rule,
            place="全站",
            place_url=result.entry.url,
            state=badge(State.ERROR),
            reason=f"规则出错，是我方故障，与网站无关：{short(outcome.error)}",
        )
    elif not outcome.judged and not outcome.blind:
        yield Unjudged(
            rule=rule,
            place="全站",
            place_url=result.entry.url,
            state=badge(State.UNSEEN),
            reason="没有看到可供判断的内容",
        )
    for blind in outcome.blind:
        yield Unjudged(
            rule=rule,
            place=place_name(result, blind.place) if outcome.judged else "全站",
            place_url=blind.place,
            state=badge(State.UNSEEN),
            reason=short(blind.reason),
        )


def _columns(result: SiteResult) -> Iterator[ColumnLine]:
    if result.dossier is None:
        return
    for column in sorted(result.dossier.columns, key=lambda each: (each.level, each.url)):
        look = result.dossier.last_listing(column)
        notes = [
            word
            for word, holds in (
                ("在别的网站上", column.external),
                ("历史专题，不限更新", column.history),
                ("没有读完整", look is not None and look.opened and not look.complete),
                ("列表由脚本载入，没有看到", look is not None and look.scripted),
                (f"{look.future if look else 0}条日期在将来", bool(look and look.future)),
            )
            if holds
        ]
        yield _column(result, column, "；".join(notes))


def _column(result: SiteResult, column: Column, note: str) -> ColumnLine:
    look = result.dossier.last_listing(column) if result.dossier else None
    opened = look is not None and look.opened
    return ColumnLine(
        name=short(column.name) or "（无名）",
        url=column.url,
        kind=KINDS[column.kind],
        newest=day(look.newest) if look and look.newest else "未见日期" if opened else "未看到",
        entries=str(look.entries) if look is not None and look.opened else "未看到",
        state=badge(whose(look.fate)[1], ending(look.fate, look.status))
        if look
        else badge(State.UNSEEN, "没有去看"),
        time=moment(look.at) if look else "无",
        note=note,
    )


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
