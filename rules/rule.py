"""What a rule is, and how its answer becomes an outcome.

A rule is a pure function from a dossier to what is wrong and to what could not be judged. Its
settings are its keyword-only parameters; its facts are the decorator's arguments.
"""

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from storage.dossier import Dossier
from storage.records import Blind, Decision, Finding, Observation, Outcome, Review

Check = Callable[..., Iterable[Finding | Blind]]


class Severity(StrEnum):
    """How soon somebody must act; what it costs is the standard's business."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"


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
    needs: tuple[type[Observation], ...]
    check: Check
    module: str
    settings: Mapping[str, Any] = field(default_factory=dict)

    def judge(self, dossier: Dossier) -> Outcome:
        """Apply the rule to one subject. What was not observed is never called clear."""
        subject = dossier.subject
        if not all(dossier.has(need) for need in self.needs):
            return Outcome(rule=self.id, subject=subject, judged=False)
        try:
            results = tuple(self.check(dossier, **self.settings))
        except Exception as error:  # noqa: BLE001 - one broken rule must not hide the others
            return Outcome(rule=self.id, subject=subject, judged=False, error=repr(error))
        return Outcome(
            rule=self.id,
            subject=subject,
            findings=tuple(result for result in results if isinstance(result, Finding)),
            blind=tuple(result for result in results if isinstance(result, Blind)),
        )

    @property
    def parameters(self) -> Mapping[str, inspect.Parameter]:
        """The rule's settings by name: the check's keyword-only parameters."""
        return {
            name: parameter
            for name, parameter in inspect.signature(self.check).parameters.items()
            if parameter.kind is inspect.Parameter.KEYWORD_ONLY
        }

    def with_settings(self, settings: Mapping[str, Any]) -> "Rule":
        """Return the rule with these settings over its defaults.

        Raises:
            SettingsError: a name that the rule does not have, or a value that it cannot take.
        """
        fields: dict[str, Any] = {
            name: (parameter.annotation, parameter.default)
            for name, parameter in self.parameters.items()
        }
        model: type[BaseModel] = create_model(
            self.id, __config__=ConfigDict(extra="forbid"), **fields
        )
        try:
            checked = model.model_validate(dict(settings))
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
    needs: tuple[type[Observation], ...],
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
            review.until is None or review.until >= now.date()
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
