"""What a standard is made of: indicators, and the triggers of which any one makes a breach."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, PositiveInt

from rules.rule import Grade
from storage.fields import Many, Slug, Strict, Text, Word


class AppliesTo(StrEnum):
    """Whom an indicator judges: sites by level (`storage.records.SiteLevel`), or accounts."""

    CITY_PORTAL = "city_portal"
    COUNTY_PORTAL = "county_portal"
    DEPARTMENT = "department"
    ACCOUNT = "account"


class Consequence(StrEnum):
    """What an indicator costs or earns (国办秘函〔2019〕19号, parts 1 to 3).

    `RECTIFY` costs no points: what other law demands is to be put right all the same.
    """

    VETO = "veto"
    DEDUCTION = "deduction"
    BONUS = "bonus"
    RECTIFY = "rectify"


class Trigger(Strict):
    """So many findings of these rules are a breach of the indicator."""

    text: Text
    """The clause in our words, with its number."""
    grade: Word[Grade]
    """How well the source of its figure is known."""
    at_least: PositiveInt = 1
    """How many places must be found."""
    rules: Many[Slug] = ()
    pending: bool = False
    """Whether its rules do not exist yet, or only people can judge it: then it is unseen."""
    advisory: bool = False
    """Whether reaching it only asks for a person: a figure that nobody saw in print vetoes none."""


class Indicator(Strict):
    """One indicator (指标) of a document."""

    id: Slug
    title: Text
    document: Text
    """Name and number of the document and the item in it."""
    text: Text
    """The item in our words."""
    applies_to: Annotated[Many[Word[AppliesTo]], Field(min_length=1)]
    consequence: Word[Consequence]
    triggers: Annotated[Many[Trigger], Field(min_length=1)]

    @property
    def pending(self) -> bool:
        """Whether no trigger has a rule yet."""
        return all(trigger.pending for trigger in self.triggers)

    @property
    def rules(self) -> tuple[str, ...]:
        """Every rule that it cites, once, in order."""
        return tuple(dict.fromkeys(rule for trigger in self.triggers for rule in trigger.rules))
