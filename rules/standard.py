"""A published document as data: config/standards/<id>.toml.

Rules find facts and know no standard; a standard knows no page and cites rules by id. Each figure
carries the grade of its source, and only one that was seen in print (证) may veto.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, ValidationError

from rules import assessment
from rules.assessment import Assessment, Judgement, Standing, Weighed
from rules.config_error import ConfigError
from rules.indicators import AppliesTo, Consequence, Indicator, Trigger
from rules.rule import Grade, Rule
from storage import toml_file
from storage.fields import Many, Slug, Strict, Text
from storage.mistakes import Problem, nearest, shown, translated
from storage.places import Loc, Places
from storage.records import Outcome, Site

__all__ = [
    "AppliesTo",
    "Assessment",
    "Consequence",
    "Indicator",
    "Judgement",
    "Standard",
    "Standing",
    "Trigger",
    "Weighed",
    "assess",
    "find",
    "load",
]


class Standard(Strict):
    """One document's indicators, in the order in which they charge."""

    id: Slug
    title: Text
    document: Text
    """Its name and number (文号)."""
    indicators: Annotated[Many[Indicator], Field(min_length=1)]

    @classmethod
    def load(cls, path: Path, catalogue: Mapping[str, Rule]) -> Self:
        """Read and check a standard's file.

        Raises:
            ConfigError: with every mistake in the file: its line, key, value and remedy.
        """
        try:
            data, places = toml_file.read(path)
        except toml_file.BrokenTomlError as error:
            raise ConfigError([error.problem]) from None
        try:
            standard = cls.model_validate(data)
        except ValidationError as error:
            raise ConfigError([*translated(error, cls, str(path), places)]) from None
        problems = [*_problems(standard, catalogue, path, places)]
        if problems:
            raise ConfigError(sorted(problems, key=lambda problem: problem.line or 0))
        return standard

    def citing(self, rule: str) -> tuple[Indicator, ...]:
        """Return the indicators that cite a rule."""
        return tuple(each for each in self.indicators if rule in each.rules)


def load(path: Path, catalogue: Mapping[str, Rule]) -> Standard:
    """Read and check a standard's file.

    Raises:
        ConfigError: with every mistake in the file.
    """
    return Standard.load(path, catalogue)


def find(id_: str, folder: Path, catalogue: Mapping[str, Rule]) -> Standard:
    """Load the standard that a city's file names.

    Raises:
        ConfigError: there is none of that id, or its file has mistakes.
    """
    known = {path.stem: path for path in sorted(folder.glob("*.toml"))}
    if id_ not in known:
        remedy = nearest(id_, known) if known else "请先放入标准文件"
        raise ConfigError(
            [Problem(file=str(folder), message=f"没有标准 {shown(id_)}", remedy=remedy)]
        )
    return load(known[id_], catalogue)


def assess(standard: Standard, site: Site, outcomes: Iterable[Outcome], day: date) -> Assessment:
    """Weigh one site's outcomes by a standard.

    Args:
        standard: the document that applies.
        site: the site; outcomes of other subjects are left out.
        outcomes: what the rules concluded, after people's words were applied (`rule.reviewed`).
        day: the day of judgement in China.
    """
    return assessment.assess(standard.id, standard.indicators, site, outcomes, day)


def _problems(
    standard: Standard, catalogue: Mapping[str, Rule], path: Path, places: Places
) -> Iterator[Problem]:
    def problem(loc: Loc, value: object, message: str, remedy: str) -> Problem:
        key = str(loc[-1]) if isinstance(loc[-1], str) else str(loc[-2])
        inside = [standard.indicators[part].id for part in loc[1:2] if isinstance(part, int)]
        return Problem(
            file=str(path),
            line=places.line(loc),
            key=".".join([*inside, key]),
            value=shown(value),
            message=message,
            remedy=remedy,
        )

    if standard.id != path.stem:
        remedy = f'请写成 "{path.stem}"，或把文件改名为 {standard.id}.toml'
        yield problem(("id",), standard.id, "与文件名不一致", remedy)
    uses = Counter(indicator.id for indicator in standard.indicators)
    for number, indicator in enumerate(standard.indicators):
        at = ("indicators", number)
        if uses[indicator.id] > 1:
            yield problem((*at, "id"), indicator.id, "同一个指标编号用了两次", "请改成不同的编号")
        for index, trigger in enumerate(indicator.triggers):
            inner = (*at, "triggers", index)
            if (
                indicator.consequence is Consequence.VETO
                and trigger.grade is not Grade.PRINTED
                and not trigger.advisory
            ):
                yield problem(
                    (*inner, "grade"),
                    str(trigger.grade),
                    "只有【证】的数值可以单项否决",
                    "请核到原文后改为 证，或加 advisory = true（只提示人工认定）",
                )
            for where, value, message, remedy in _rule_mistakes(trigger, catalogue):
                yield problem((*inner, *where), value, message, remedy)


def _rule_mistakes(
    trigger: Trigger, catalogue: Mapping[str, Rule]
) -> Iterator[tuple[Loc, object, str, str]]:
    unknown = [rule for rule in trigger.rules if rule not in catalogue]
    if not trigger.rules and not trigger.pending:
        yield (
            ("rules",),
            [],
            "没有写明由哪条规则检查",
            "请写 rules = […]；还没有规则的写 pending = true",
        )
    if trigger.pending and trigger.rules and not unknown:
        yield ("pending",), True, "所列规则都已经有了", "请删去 pending"
    for index, rule in enumerate(trigger.rules):
        if rule in unknown and not trigger.pending:
            yield (
                ("rules", index),
                rule,
                "没有这条规则",
                f"{nearest(rule, catalogue)}；规则尚未写成的，在这一项加 pending = true",
            )
