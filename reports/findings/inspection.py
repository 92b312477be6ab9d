"""One inspection of a city, put together for printing: each site's results and how they changed."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from reports.findings.changes import Known
from reports.findings.sitewalk import SiteWalk
from reports.findings.words import BEIJING, State
from rules.rule import Rule, reviewed
from rules.standard import Assessment, Standard, Standing, assess
from storage.audits import Audit
from storage.dossier import SiteDossier, china_day
from storage.records import Finding, Outcome, Review, SiteLevel
from storage.register import City, SiteEntry, SiteState, Unit


@dataclass(frozen=True, kw_only=True)
class SiteResult:
    """What was concluded of one site, people's words applied."""

    entry: SiteEntry
    unit: Unit
    outcomes: tuple[Outcome, ...]
    """As the rules gave them."""
    decided: tuple[Outcome, ...]
    """After people's words: what they dismissed is gone, what they confirmed is certain."""
    assessment: Assessment
    dossier: SiteDossier | None
    missing: tuple[str, ...] = ()
    """The rules that gave no outcome for it."""

    @cached_property
    def certain(self) -> tuple[tuple[str, Finding], ...]:
        """What counts: (rule, finding)."""
        return tuple((out.rule, found) for out in self.decided for found in out.findings)

    @cached_property
    def uncertain(self) -> tuple[tuple[str, Finding], ...]:
        """What waits for a person."""
        waiting = {
            (out.rule, blind.place)
            for out, raw in zip(self.decided, self.outcomes, strict=True)
            for blind in out.blind[len(raw.blind) :]
        }
        return tuple(
            (raw.rule, found)
            for raw in self.outcomes
            for found in raw.findings
            if (raw.rule, found.place) in waiting
        )

    @cached_property
    def dismissed(self) -> tuple[tuple[str, Finding], ...]:
        """What a person dismissed."""
        kept = {(rule, found.place) for rule, found in (*self.certain, *self.uncertain)}
        return tuple(
            (raw.rule, found)
            for raw in self.outcomes
            for found in raw.findings
            if (raw.rule, found.place) not in kept
        )

    @property
    def unjudged(self) -> int:
        """How many places, or whole rules, were not judged."""
        return len(self.missing) + sum(
            len(out.blind) + int(out.error is not None or not (out.judged or out.blind))
            for out in self.outcomes
        )

    @cached_property
    def seen(self) -> bool:
        """Whether anything of the site was seen and judged at all."""
        if not any(out.judged for out in self.outcomes):
            return False
        known = self.dossier
        if known is None:
            return True
        return any(look.opened for look in known.listings) or any(
            page.opened for page in known.pages
        )

    @cached_property
    def state(self) -> State:
        """Worst first; what was not seen is never clear."""
        if self.assessment.standing is Standing.VETO:
            return State.VETO
        if self.certain:
            return State.BREACH
        if self.uncertain:
            return State.UNCERTAIN
        if not self.seen:
            return State.UNSEEN
        if any(out.error is not None for out in self.outcomes):
            return State.ERROR
        return State.PARTLY if self.unjudged else State.CLEAR


@dataclass(frozen=True, kw_only=True)
class Inspection:
    """Everything that the findings site is made from.

    Args:
        city: the register as it is.
        audit: the audit to print.
        previous: the one before it, if there is one.
        standard: the standard that the audit names.
        catalogue: rules by id, with the settings in force.
        dossiers: what was seen in the audit's window, by site id.
        reviews: what people said of findings.
        history: in which audits each fingerprint stood (`Archive.history`).
        walks: how far the latest walk has come, by site id.
        snapshots: of the bodies that evidence cites and that were kept, the file, by SHA-256.
    """

    city: City
    audit: Audit
    previous: Audit | None
    standard: Standard
    catalogue: Mapping[str, Rule]
    dossiers: Mapping[str, SiteDossier]
    reviews: tuple[Review, ...] = ()
    history: Mapping[str, tuple[datetime, ...]] = field(default_factory=dict)
    walks: Mapping[str, SiteWalk] = field(default_factory=dict)
    snapshots: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def results(self) -> tuple[SiteResult, ...]:
        """The running sites' results, worst first."""
        by_site: dict[str, list[Outcome]] = defaultdict(list)
        for outcome in self.audit.outcomes:
            by_site[outcome.subject].append(outcome)
        running = self.city.running(china_day(self.audit.as_of))
        levels = list(SiteLevel)
        return tuple(
            sorted(
                (self._result(entry, by_site.get(entry.id, [])) for entry in running),
                key=lambda result: (
                    result.state.rank,
                    -len(result.certain),
                    -len(result.uncertain),
                    -result.unjudged,
                    levels.index(result.entry.level),
                    result.entry.id,
                ),
            )
        )

    def _result(self, entry: SiteEntry, found: list[Outcome]) -> SiteResult:
        outcomes = tuple(sorted(found, key=lambda outcome: outcome.rule))
        decided = tuple(self._decided(outcome) for outcome in outcomes)
        day = china_day(self.audit.as_of)
        return SiteResult(
            entry=entry,
            unit=self.units[entry.unit],
            outcomes=outcomes,
            decided=decided,
            assessment=assess(self.standard, entry.record, decided, day),
            dossier=self.dossiers.get(entry.id),
            missing=tuple(sorted(self.catalogue.keys() - {outcome.rule for outcome in found})),
        )

    def _decided(self, outcome: Outcome) -> Outcome:
        # a word's last day is a day in China
        return reviewed(outcome, self.reviews, self.audit.as_of.astimezone(BEIJING))

    def word(self, rule: str, subject: str, place: str) -> Review | None:
        """Return the latest that a person said of a finding."""
        said = [
            review
            for review in self.reviews
            if (review.rule, review.subject, review.place) == (rule, subject, place)
        ]
        return max(said, key=lambda review: review.at, default=None)

    @cached_property
    def units(self) -> dict[str, Unit]:
        """The register's units by id."""
        return {unit.id: unit for unit in self.city.units}

    @property
    def resting(self) -> tuple[tuple[SiteEntry, SiteState], ...]:
        """The sites that do not run on the day of judgement, and why they do not count."""
        day = china_day(self.audit.as_of)
        states = ((entry, entry.state_on(day)) for entry in self.city.sites)
        return tuple(each for each in states if each[1] is not SiteState.RUNNING)

    @cached_property
    def known(self) -> Known:
        """What was known of findings before this audit."""
        before = self.previous.outcomes if self.previous else ()
        return Known(
            compared=self.previous is not None,
            previous=tuple(self._decided(outcome) for outcome in before),
            raw=before,
            history={
                name: tuple(when for when in moments if when < self.audit.as_of)
                for name, moments in self.history.items()
            },
        )
