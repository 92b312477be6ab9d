"""All findings of the city on one page: those that count, and those that wait for a person."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from reports.findings.finding import Card, cards
from reports.findings.frame import Frame, Link, frame
from reports.findings.inspection import Inspection


@dataclass(frozen=True, kw_only=True)
class SiteGroup:
    """A site's findings."""

    anchor: str
    site: Link
    """To its heading on the page."""
    cards: tuple[Card, ...]


@dataclass(frozen=True, kw_only=True)
class FindingsPage:
    """Everything that the list of findings prints."""

    template: ClassVar[str] = "findings/findings.html.j2"

    frame: Frame
    certain: tuple[SiteGroup, ...]
    uncertain: tuple[SiteGroup, ...]
    certain_count: int
    uncertain_count: int


def build(inspection: Inspection) -> FindingsPage:
    """Prepare the list, worst sites first."""
    certain = tuple(_groups(inspection, certain=True))
    uncertain = tuple(_groups(inspection, certain=False))
    return FindingsPage(
        frame=frame(inspection, "问题清单", current="findings"),
        certain=certain,
        uncertain=uncertain,
        certain_count=sum(len(group.cards) for group in certain),
        uncertain_count=sum(len(group.cards) for group in uncertain),
    )


def _groups(inspection: Inspection, *, certain: bool) -> Iterator[SiteGroup]:
    for result in inspection.results:
        if found := cards(inspection, result, certain=certain):
            anchor = f"{'found' if certain else 'unsure'}-{result.entry.id}"
            link = Link(text=result.entry.name, href=f"#{anchor}")
            yield SiteGroup(anchor=anchor, site=link, cards=found)
