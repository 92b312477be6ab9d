"""What changed since the audit before, for the overview: new, back again, put right, not known."""

from dataclasses import dataclass

from reports.findings.finding import RuleFacts, facts, place_name
from reports.findings.frame import Link, page_of
from reports.findings.inspection import Inspection, SiteResult
from reports.findings.words import moment, short
from storage.records import fingerprint


@dataclass(frozen=True, kw_only=True)
class ChangeLine:
    """One finding that came or went."""

    site: Link
    rule: RuleFacts
    place: str
    message: str


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What changed since the audit before."""

    moment: str
    """When that was."""
    open: int
    new: tuple[ChangeLine, ...]
    back: tuple[ChangeLine, ...]
    put_right: tuple[ChangeLine, ...]
    unknown: tuple[ChangeLine, ...]


def compared(inspection: Inspection) -> Changes | None:
    """Compare with the audit before; None when there is none."""
    if inspection.previous is None:
        return None
    by_change: dict[str, list[ChangeLine]] = {"new": [], "back": [], "open": []}
    put_right: list[ChangeLine] = []
    unknown: list[ChangeLine] = []
    for result in inspection.results:
        for rule, found in result.certain:
            name = fingerprint(rule, result.entry.id, found.place)
            line = _change(inspection, result, rule, found.place, found.message)
            by_change[inspection.known.change(name).css].append(line)
        for gone in inspection.known.gone(result.entry.id, result.outcomes, result.dossier):
            text = gone.finding.message
            line = _change(inspection, result, gone.rule, gone.finding.place, text)
            (put_right if gone.put_right else unknown).append(line)
    return Changes(
        moment=moment(inspection.previous.as_of),
        open=len(by_change["open"]),
        new=tuple(by_change["new"]),
        back=tuple(by_change["back"]),
        put_right=tuple(put_right),
        unknown=tuple(unknown),
    )


def _change(
    inspection: Inspection, result: SiteResult, rule: str, place: str, message: str
) -> ChangeLine:
    anchor = fingerprint(rule, result.entry.id, place)
    return ChangeLine(
        site=Link(text=result.entry.name, href=f"{page_of('sites', result.entry.id)}#f-{anchor}"),
        rule=facts(inspection, rule),
        place=place_name(result, place),
        message=short(message),
    )
