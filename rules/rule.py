"""What a rule is, and how its answer becomes an outcome.

A rule is a pure function from a dossier to what is wrong and to what could not be judged. Its
settings are its keyword-only parameters; its facts are the decorator's arguments.
"""

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from rules import reasons
from storage.dossier import Dossier, china_day
from storage.records import Blind, Content, Decision, Finding, Observation, Outcome, Review

Check = Callable[..., Iterable[Finding | Blind]]


class Severity(StrEnum):
    """How soon somebody must act; what it costs is the standard's business."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"


class Grade(StrEnum):
    """How well the source of a figure is known; only what was seen in print may veto."""

    PRINTED = "证"
    SUPPORTED = "佐"
    RECALLED = "忆"
    OURS = "推"


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What a rule's setting means to people. It stands in the parameter's `Annotated`."""

    label: str
    unit: str
    grade: Grade
    source: str
    """Document and clause of the default figure; for `Grade.OURS` the reason for it."""


class SettingsError(ValueError):
    """A setting in config/rules.toml that a rule does not have or cannot take."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A check and its facts. `title`, `basis` and `remedy` are read by offices, in Chinese."""

    id: str
    title: str
    severity: Severity
    basis: str
    remedy: str
    needs: tuple[type[Observation] | type[Content], ...]
    check: Check
    module: str
    settings: Mapping[str, Any] = field(default_factory=dict)

    def judge(self, dossier: Dossier) -> Outcome:
        """Apply the rule to one subject. What was not observed is never called clear."""
        subject = dossier.subject
        missing = next((need for need in self.needs if not dossier.has(need)), None)
        if missing is not None:
            blind = Blind(place=dossier.site.url, reason=reasons.nothing_seen(dossier, missing))
            return Outcome(rule=self.id, subject=subject, blind=(blind,), judged=False)
        try:
            results = tuple(self.check(dossier, **self.settings))
        except Exception as error:  # noqa: BLE001 - one broken rule must not hide the others
            return Outcome(rule=self.id, subject=subject, judged=False, error=repr(error))
        return Outcome(
            rule=self.id,
            subject=subject,
            findings=tuple(result for result in results if isinstance(result, Finding)),
            blind=(
                *(result for result in results if isinstance(result, Blind)),
                *(reasons.unwalked(dossier) if Content in self.needs else ()),
            ),
        )

    @property
    def parameters(self) -> Mapping[str, inspect.Parameter]:
        """The rule's settings by name: the check's keyword-only parameters."""
        return {
            name: parameter
            for name, parameter in inspect.signature(self.check).parameters.items()
            if parameter.kind is inspect.Parameter.KEYWORD_ONLY
        }

    @property
    def settings_model(self) -> type[BaseModel]:
        """The settings' names, types and defaults, as a strict model."""
        fields: dict[str, Any] = {
            name: (parameter.annotation, parameter.default)
            for name, parameter in self.parameters.items()
        }
        config = ConfigDict(extra="forbid", strict=True)
        model: type[BaseModel] = create_model(self.id, __config__=config, **fields)
        return model

    def meaning(self, name: str) -> Setting | None:
        """What a setting means to people; None when its parameter does not say."""
        said = get_args(self.parameters[name].annotation)
        return next((part for part in said if isinstance(part, Setting)), None)

    def value(self, name: str) -> Any:
        """The figure in force for a setting: the configured one, else the default."""
        return self.settings.get(name, self.parameters[name].default)

    def with_settings(self, settings: Mapping[str, Any]) -> "Rule":
        """Return the rule with these settings over its defaults.

        Raises:
            SettingsError: a name that the rule does not have, or a value that it cannot take.
        """
        try:
            checked = self.settings_model.model_validate(dict(settings))
        except ValidationError as error:
            first = error.errors()[0]
            name = ".".join((self.id, *map(str, first["loc"])))
            raise SettingsError(f"{name} = {first['input']!r}: {first['msg']}") from None
        return replace(self, settings=checked.model_dump(exclude_unset=True))


def rule(
    *,
    id: str,  # noqa: A002 - the field's word, as DESIGN has it
    title: str,
    severity: Severity,
    basis: str,
    remedy: str,
    needs: tuple[type[Observation] | type[Content], ...],
) -> Callable[[Check], Rule]:
    """Make a rule of a check. Existing in the rules package is all that registers it."""

    def decorate(check: Check) -> Rule:
        return Rule(
            id=id,
            title=title,
            severity=severity,
            basis=basis,
            remedy=remedy,
            needs=needs,
            check=check,
            module=check.__module__,
        )

    return decorate


def reviewed(outcome: Outcome, reviews: Iterable[Review], now: datetime) -> Outcome:
    """Apply people's words: drop what was dismissed, make certain what was confirmed.

    What is uncertain and undecided becomes a blind spot, not a breach. A word whose time is up
    no longer counts; of several on one finding the latest does.
    """
    said: dict[str, Review] = {}
    for review in sorted(reviews, key=lambda review: review.at):
        if (review.rule, review.subject) == (outcome.rule, outcome.subject) and (
            review.until is None or review.until >= china_day(now)
        ):
            said[review.place] = review
    findings: list[Finding] = []
    blind = list(outcome.blind)
    for finding in outcome.findings:
        decision = said[finding.place].decision if finding.place in said else None
        if decision is Decision.CONFIRMED or (decision is None and finding.certain):
            findings.append(replace(finding, certain=True))
        elif decision is None:
            blind.append(Blind(place=finding.place, reason="待人工确认"))
    return replace(outcome, findings=tuple(findings), blind=tuple(blind))
