"""One finding as a card: 现象, 依据, 证据, 整改建议, and how it stands against the last audit."""

from dataclasses import dataclass

from reports.findings.frame import Badge, Link, badge, page_of
from reports.findings.inspection import Inspection, SiteResult
from reports.findings.words import SEVERITIES, State, day, moment, short
from rules.rule import Rule
from storage.dossier import same_place
from storage.records import Evidence, Finding, fingerprint


@dataclass(frozen=True, kw_only=True)
class RuleFacts:
    """What a card says of its rule."""

    id: str
    title: str
    severity: str
    basis: str
    remedy: str
    href: str
    """Its manual page from a page one folder down; empty where the rule is gone."""


@dataclass(frozen=True, kw_only=True)
class Proof:
    """One piece of evidence."""

    url: str
    time: str
    quote: str


@dataclass(frozen=True, kw_only=True)
class Card:
    """One finding, worded."""

    anchor: str
    state: Badge
    change: str
    change_css: str
    since: str
    site: Link
    unit: Link
    rule: RuleFacts
    place: str
    place_url: str
    message: str
    proofs: tuple[Proof, ...]
    word: str
    """What a person said of it."""


def facts(inspection: Inspection, id_: str) -> RuleFacts:
    """Return what is printed of a rule, also of one that is no longer in the catalogue."""
    rule: Rule | None = inspection.catalogue.get(id_)
    if rule is None:
        gone = "这条规则已不在规则目录中"
        return RuleFacts(id=id_, title=id_, severity="", basis=gone, remedy=gone, href="")
    return RuleFacts(
        id=id_,
        title=rule.title,
        severity=SEVERITIES[rule.severity],
        basis=rule.basis,
        remedy=rule.remedy,
        href=page_of("rules", id_),
    )


def place_name(result: SiteResult, place: str) -> str:
    """Call a place by its column's name, by 首页, or by its address."""
    page = place.partition("#")[0]
    if same_place(page) == same_place(result.entry.url):
        return "首页"
    columns = result.dossier.columns if result.dossier else ()
    name = next((column.name for column in columns if column.url == page), "")
    return short(name) or short(place)


def card(
    inspection: Inspection, result: SiteResult, rule: str, finding: Finding, *, certain: bool
) -> Card:
    """Word one finding."""
    name = fingerprint(rule, result.entry.id, finding.place)
    change = inspection.known.change(name)
    since = inspection.known.since(name)
    review = inspection.word(rule, result.entry.id, finding.place) if certain else None
    return Card(
        anchor=f"f-{name}",
        state=badge(State.BREACH, "问题") if certain else badge(State.UNCERTAIN),
        change=change.label,
        change_css=change.css,
        since=f"{moment(since)}首次发现" if since else "",
        site=Link(text=result.entry.name, href=page_of("sites", result.entry.id)),
        unit=Link(text=result.unit.name, href=page_of("units", result.unit.id)),
        rule=facts(inspection, rule),
        place=place_name(result, finding.place),
        place_url=finding.place,
        message=short(finding.message),
        proofs=tuple(_proof(each) for each in finding.evidence),
        word=f"{day(review.at)}人工确认：{short(review.reason)}" if review else "",
    )


def _proof(evidence: Evidence) -> Proof:
    return Proof(url=evidence.url, time=moment(evidence.at), quote=short(evidence.quote))


def cards(inspection: Inspection, result: SiteResult, *, certain: bool) -> tuple[Card, ...]:
    """Word a site's findings, rule by rule: those that count, or those that wait for a person."""
    chosen = result.certain if certain else result.uncertain
    return tuple(
        card(inspection, result, rule, finding, certain=certain) for rule, finding in chosen
    )
