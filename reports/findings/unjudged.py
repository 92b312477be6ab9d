"""What was not judged on a site: what has one reason stands in one line, however often it holds."""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.findings.finding import RuleFacts, facts, place_name
from reports.findings.frame import Badge, badge
from reports.findings.inspection import Inspection, SiteResult
from reports.findings.words import State, short
from storage.records import Outcome


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where on a site."""

    text: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Unjudged:
    """Places that rules, for one reason, could not judge."""

    rules: tuple[RuleFacts, ...]
    places: tuple[Place, ...]
    state: Badge
    reason: str

    @property
    def count(self) -> int:
        """How often it holds: each rule at each place."""
        return len(self.rules) * len(self.places)


@dataclass(frozen=True)
class _Why:
    state: Badge
    reason: str


def lines(inspection: Inspection, result: SiteResult) -> tuple[Unjudged, ...]:
    """Give what was not judged, in the order of the rules that say so first."""
    rules: dict[tuple[_Why, Place], dict[str, None]] = {}
    for rule, place, why in _each(result):
        rules.setdefault((why, place), {})[rule] = None
    places: dict[tuple[_Why, tuple[str, ...]], list[Place]] = {}
    for (why, place), several in rules.items():
        places.setdefault((why, tuple(several)), []).append(place)
    return tuple(
        Unjudged(
            rules=tuple(facts(inspection, rule) for rule in several),
            places=tuple(where),
            state=why.state,
            reason=why.reason,
        )
        for (why, several), where in places.items()
    )


def _each(result: SiteResult) -> Iterator[tuple[str, Place, _Why]]:
    whole = Place(text="全站", url=result.entry.url)
    for outcome in result.outcomes:
        yield from ((outcome.rule, place, why) for place, why in _of_rule(result, outcome, whole))
    for id_ in result.missing:
        yield id_, whole, _Why(badge(State.UNSEEN), "这条规则没有对本网站运行")


def _of_rule(result: SiteResult, outcome: Outcome, whole: Place) -> Iterator[tuple[Place, _Why]]:
    if outcome.error is not None:
        said = f"规则出错，是我方故障，与网站无关：{short(outcome.error)}"
        yield whole, _Why(badge(State.ERROR), said)
    elif not outcome.judged and not outcome.blind:
        yield whole, _Why(badge(State.UNSEEN), "没有看到可供判断的内容")
    for blind in outcome.blind:
        name = place_name(result, blind.place) if outcome.judged else whole.text
        yield Place(text=name, url=blind.place), _Why(badge(State.UNSEEN), short(blind.reason))
