"""A unit's page: the sites it answers for and what was found on them; and the list of units."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from reports.findings.finding import Card, cards
from reports.findings.frame import Badge, Frame, Link, badge, frame, page_of
from reports.findings.inspection import Inspection, SiteResult
from reports.findings.overview import RESTING, STATES
from storage.register import Unit


@dataclass(frozen=True, kw_only=True)
class UnitSite:
    """One of a unit's sites."""

    name: str
    href: str
    """Its page; empty for a site that does not run and has none."""
    state: Badge | None
    note: str
    certain: int
    uncertain: int
    unjudged: int


@dataclass(frozen=True, kw_only=True)
class UnitPage:
    """Everything that a unit's page prints."""

    template: ClassVar[str] = "findings/unit.html.j2"

    frame: Frame
    name: str
    section: str
    sites: tuple[UnitSite, ...]
    certain: tuple[Card, ...]
    uncertain: tuple[Card, ...]


@dataclass(frozen=True, kw_only=True)
class UnitLine:
    """One unit in the list."""

    unit: Link
    sites: int
    state: Badge | None
    """That of its worst site; none without a running site."""
    certain: int
    uncertain: int
    unjudged: int


@dataclass(frozen=True, kw_only=True)
class UnitsPage:
    """Everything that the list of units prints."""

    template: ClassVar[str] = "findings/units.html.j2"

    frame: Frame
    units: tuple[UnitLine, ...]


def build(inspection: Inspection, unit: Unit) -> UnitPage:
    """Prepare a unit's page."""
    results = _results(inspection, unit)
    return UnitPage(
        frame=frame(
            inspection,
            unit.name,
            root="../",
            current="units",
            crumbs=(Link(text="单位", href="../units.html"),),
        ),
        name=unit.name,
        section=_section(inspection, unit),
        sites=tuple(_sites(inspection, unit, results)),
        certain=tuple(c for r in results for c in cards(inspection, r, certain=True)),
        uncertain=tuple(c for r in results for c in cards(inspection, r, certain=False)),
    )


def build_list(inspection: Inspection) -> UnitsPage:
    """Prepare the list of units, worst first, then in the register's order."""
    lines = [(_results(inspection, unit), unit) for unit in inspection.city.units]
    ranked = sorted(lines, key=lambda line: line[0][0].state.rank if line[0] else len(STATES))
    return UnitsPage(
        frame=frame(inspection, "单位", current="units"),
        units=tuple(_line(unit, results) for results, unit in ranked),
    )


def _results(inspection: Inspection, unit: Unit) -> list[SiteResult]:
    """A unit's running sites, worst first."""
    return [result for result in inspection.results if result.unit.id == unit.id]


def _line(unit: Unit, results: list[SiteResult]) -> UnitLine:
    return UnitLine(
        unit=Link(text=unit.name, href=page_of("units", unit.id)),
        sites=len(results),
        state=badge(results[0].state) if results else None,
        certain=sum(len(result.certain) for result in results),
        uncertain=sum(len(result.uncertain) for result in results),
        unjudged=sum(result.unjudged for result in results),
    )


def _sites(inspection: Inspection, unit: Unit, results: list[SiteResult]) -> Iterator[UnitSite]:
    for result in results:
        yield UnitSite(
            name=result.entry.name,
            href=page_of("sites", result.entry.id),
            state=badge(result.state),
            note="",
            certain=len(result.certain),
            uncertain=len(result.uncertain),
            unjudged=result.unjudged,
        )
    for entry, state in inspection.resting:
        if entry.unit == unit.id:
            yield UnitSite(
                name=entry.name,
                href="",
                state=None,
                note=f"{RESTING[state]}，不计入本次检查",
                certain=0,
                uncertain=0,
                unjudged=0,
            )


def _section(inspection: Inspection, unit: Unit) -> str:
    if unit.section is None:
        return ""
    names = {entry.id: entry.name for entry in inspection.city.sites}
    return f"在{names.get(unit.section.site, unit.section.site)}“{unit.section.name}”栏目发布信息。"
