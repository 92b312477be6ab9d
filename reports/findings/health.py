"""Whether the inspection itself ran: what did not, and how every look at an address ended."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from reports.findings.frame import Badge, badge
from reports.findings.inspection import Inspection
from reports.findings.words import SPIDERS, State, ending, moment, whose
from storage.records import Fate


@dataclass(frozen=True, kw_only=True)
class RunLine:
    """One crawl."""

    spider: str
    started: str
    ended: str
    state: Badge
    addresses: int


@dataclass(frozen=True, kw_only=True)
class FateLine:
    """One way in which looks ended."""

    words: str
    count: int


@dataclass(frozen=True, kw_only=True)
class CoverageGroup:
    """All ways that are the same side's doing."""

    state: Badge
    count: int
    share: str
    fates: tuple[FateLine, ...]


def runs(inspection: Inspection) -> Iterator[RunLine]:
    """Tell each crawl that the audit rests on."""
    for run in inspection.audit.runs:
        yield RunLine(
            spider=SPIDERS.get(run.spider, run.spider),
            started=moment(run.started),
            ended=moment(run.ended) if run.ended else "没有结束",
            state=badge(State.CLEAR, "完整") if run.complete else badge(State.ERROR, "不完整"),
            addresses=sum(run.fates.values()),
        )


def coverage(inspection: Inspection) -> tuple[CoverageGroup, ...]:
    """Count all looks by whose doing their end was, and by that end."""
    total: Counter[str] = Counter()
    for run in inspection.audit.runs:
        total.update(run.fates)
    known = [fate for fate in Fate if total[fate.value]]
    order = ["打开", "没有打开", "被网站防护拒绝", "按我方规则未看", "我方故障"]
    known.sort(key=lambda fate: order.index(whose(fate)[0]))
    everything = sum(total[fate.value] for fate in known)
    return tuple(
        _group(side, state, list(fates), total, everything)
        for (side, state), fates in groupby(known, key=whose)
    )


def _group(
    side: str, state: State, fates: list[Fate], total: Counter[str], everything: int
) -> CoverageGroup:
    count = sum(total[fate.value] for fate in fates)
    return CoverageGroup(
        state=badge(state, side),
        count=count,
        share=f"{100 * count / everything:.1f}%",
        fates=tuple(
            FateLine(words=_without_side(ending(fate)), count=total[fate.value]) for fate in fates
        ),
    )


def _without_side(words: str) -> str:
    """Leave out whose doing it was, which the group says already."""
    return words.partition("：")[2] or words


def missing(inspection: Inspection) -> Iterator[str]:
    """Say in one line each what did not run or is not whole."""
    audit = inspection.audit
    yield from _unlooked(inspection)
    unjudged = [result.entry.name for result in inspection.results if not result.outcomes]
    if unjudged:
        yield f"{len(unjudged)}个网站没有判定：{'、'.join(unjudged)}。"
    judged = {outcome.rule for outcome in audit.outcomes}
    absent = [rule.title for id_, rule in inspection.catalogue.items() if id_ not in judged]
    if absent:
        yield f"{len(absent)}条规则没有运行：{'、'.join(absent)}。"
    errors = Counter(outcome.rule for outcome in audit.outcomes if outcome.error is not None)
    for id_, count in sorted(errors.items()):
        title = inspection.catalogue[id_].title if id_ in inspection.catalogue else id_
        yield f"规则“{title}”在{count}个网站上出错，是我方故障，这些网站的这一项没有判定。"
    registered = {entry.id for entry in inspection.city.sites}
    strange = sorted({outcome.subject for outcome in audit.outcomes} - registered)
    if strange:
        yield f"判定结果中有登记文件已没有的网站：{'、'.join(strange)}，没有列入本报告。"


def _unlooked(inspection: Inspection) -> Iterator[str]:
    """Say what the crawls did not look at."""
    runs = inspection.audit.runs
    walked = any(run.spider == "pages" for run in runs)
    if not runs:
        yield "没有抓取记录：本次判定所依据的抓取没有运行。"
    elif not walked:
        yield "没有全站检查的记录：正文、附件和链接没有查，只查了首页和栏目。"
    for run in runs:
        if not run.complete:
            spider = SPIDERS.get(run.spider, run.spider)
            yield f"{moment(run.started)}开始的{spider}没有完成，仍有地址没有结果。"
        faults = sum(count for code, count in run.fates.items() if Fate(code).our_fault)
        if faults:
            yield f"{faults}个地址因我方故障没有看到。"
    unwalked = sum(result.entry.id not in inspection.walks for result in inspection.results)
    if walked and unwalked:
        yield f"{unwalked}个网站还没有做过全站检查，正文、附件和链接没有查。"
