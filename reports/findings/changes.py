"""New, still open, back again, put right: set differences of fingerprints between two audits.

Put right is claimed only where the rule judged the place again and saw it: a page that did not open
this time has not been repaired.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import cached_property

from storage.dossier import SiteDossier, same_place
from storage.records import Finding, Outcome, fingerprint


class Change(Enum):
    """How a finding stands against the audit before: its class and its words."""

    FIRST = ("first", "")
    NEW = ("new", "新增")
    BACK = ("back", "再次出现")
    OPEN = ("open", "仍未整改")

    @property
    def css(self) -> str:
        """The class of the style sheet that colours it."""
        return self.value[0]

    @property
    def label(self) -> str:
        """Its words; none on a first inspection, where there is nothing to compare with."""
        return self.value[1]


@dataclass(frozen=True, kw_only=True)
class Gone:
    """A finding of the audit before that this one does not hold."""

    rule: str
    subject: str
    finding: Finding
    put_right: bool
    """Whether the place was seen and judged again; else nobody knows."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """What was known before this audit."""

    compared: bool
    """Whether there is an audit before this one."""
    previous: tuple[Outcome, ...] = ()
    """Its outcomes, people's words applied."""
    raw: tuple[Outcome, ...] = ()
    history: Mapping[str, tuple[datetime, ...]]
    """In which earlier audits a fingerprint stood."""

    @cached_property
    def _stood(self) -> frozenset[str]:
        return frozenset(
            fingerprint(out.rule, out.subject, found.place)
            for out in self.raw
            for found in out.findings
        )

    def change(self, name: str) -> Change:
        """Say how a finding of this fingerprint stands against the audit before."""
        if not self.compared:
            return Change.FIRST
        if name in self._stood:
            return Change.OPEN
        return Change.BACK if self.history.get(name) else Change.NEW

    def since(self, name: str) -> datetime | None:
        """Say when a finding was noticed first; None when it was only now."""
        return min(self.history.get(name, ()), default=None)

    def gone(self, subject: str, now: Iterable[Outcome], dossier: SiteDossier | None) -> list[Gone]:
        """Return what counted before, of one site, and is not found now."""
        outcomes = {out.rule: out for out in now}
        found = {(out.rule, item.place) for out in outcomes.values() for item in out.findings}
        return [
            Gone(
                rule=out.rule,
                subject=subject,
                finding=item,
                put_right=_judged_again(item.place, outcomes.get(out.rule), dossier),
            )
            for out in self.previous
            if out.subject == subject
            for item in out.findings
            if (out.rule, item.place) not in found
        ]


def _judged_again(place: str, outcome: Outcome | None, dossier: SiteDossier | None) -> bool:
    """Whether a rule had this place before its eyes, whole, and found nothing wrong."""
    if outcome is None or dossier is None or not outcome.judged or outcome.error is not None:
        return False
    page = place.partition("#")[0]
    dark = {blind.place for blind in outcome.blind}
    if dark & {place, page, dossier.site.url}:
        return False
    wanted = same_place(page)
    looks = [
        look for look in dossier.listings if same_place(look.column) == wanted and look.complete
    ]
    return any(look.opened for look in looks) or any(
        same_place(seen.url) == wanted and seen.complete for seen in dossier.identities
    )
