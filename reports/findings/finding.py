"""One finding as a card: 现象, 依据, 证据, 整改建议, and how it stands against the last audit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from reports.findings.frame import Badge, Link, badge, page_of
from reports.findings.inspection import Inspection, SiteResult
from reports.findings.words import SEVERITIES, State, day, moment, short
from rules.rule import Rule
from storage.dossier import same_place
from storage.records import Evidence, Finding, fingerprint

PRINTED = 12  # digits of a hash, enough to tell it from all others


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
class Quote:
    """What stood there."""

    before: str
    word: str
    """What in the quote is wrong; empty where it is the whole of it."""
    after: str
    where: str
    doubtful: bool
    """Whether it alone would not make the finding certain, though another does."""


@dataclass(frozen=True, kw_only=True)
class Proof:
    """One look at one address, and all that it showed."""

    quotes: tuple[Quote, ...]
    url: str
    time: str
    snapshot: str
    """By what the bytes that were seen can be had; empty where they were not kept."""
    file: str
    """In which file they lie."""


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
        proofs=tuple(_proofs(inspection, finding)),
        word=f"{day(review.at)}人工确认：{short(review.reason)}" if review else "",
    )


def _proofs(inspection: Inspection, finding: Finding) -> Iterator[Proof]:
    """Put together what one look showed."""
    looks: dict[tuple[str, datetime, str], list[Evidence]] = {}
    for each in finding.evidence:
        looks.setdefault((each.url, each.at, each.sha256), []).append(each)
    for (url, at, sha256), several in looks.items():
        file = inspection.snapshots.get(sha256, "")
        yield Proof(
            quotes=tuple(_quote(each, finding) for each in several),
            url=url,
            time=moment(at),
            snapshot=sha256[:PRINTED] if file else "",
            file=file,
        )


def _quote(evidence: Evidence, finding: Finding) -> Quote:
    quote = short(evidence.quote)
    before, word, after = quote.partition(evidence.word) if evidence.word else (quote, "", "")
    return Quote(
        before=before,
        word=word,
        after=after,
        where=short(evidence.where),
        doubtful=finding.certain and not evidence.certain,
    )


def cards(inspection: Inspection, result: SiteResult, *, certain: bool) -> tuple[Card, ...]:
    """Word a site's findings, rule by rule: those that count, or those that wait for a person."""
    chosen = result.certain if certain else result.uncertain
    return tuple(
        card(inspection, result, rule, finding, certain=certain) for rule, finding in chosen
    )
