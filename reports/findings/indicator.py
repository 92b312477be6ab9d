"""An indicator's verdict on one site: clause text, grade, verdict and why, trigger by trigger."""

from dataclasses import dataclass

from reports.findings.frame import Badge, badge
from reports.findings.words import STATE_OF, State
from rules.page import CONSEQUENCES
from rules.standard import Assessment, Consequence, Judgement, Standing, Weighed
from storage.records import Verdict

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


def standing(assessment: Assessment) -> Badge:
    """Say what all vetoes together say of a site."""
    state, words = STANDINGS[assessment.standing]
    return badge(state, words)


def line(judgement: Judgement) -> IndicatorLine:
    """Word one indicator's verdict."""
    indicator = judgement.indicator
    consequence = CONSEQUENCES[indicator.consequence]
    return IndicatorLine(
        id=indicator.id,
        title=indicator.title,
        text=indicator.text,
        document=indicator.document,
        consequence=consequence,
        state=_verdict(judgement),
        triggers=tuple(_trigger(each) for each in judgement.weighed),
    )


def _verdict(judgement: Judgement) -> Badge:
    if judgement.indicator.pending:
        return badge(State.PENDING)
    if judgement.verdict is Verdict.BREACH:
        veto = judgement.indicator.consequence is Consequence.VETO
        return badge(State.VETO if veto else State.BREACH, "触发")
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
