"""All findings of the city on one page: those that count, and those that wait for a person."""

from dataclasses import dataclass
from typing import ClassVar

from reports.findings.finding import Card, cards
from reports.findings.frame import Frame, frame
from reports.findings.inspection import Inspection


@dataclass(frozen=True, kw_only=True)
class FindingsPage:
    """Everything that the list of findings prints."""

    template: ClassVar[str] = "findings/findings.html.j2"

    frame: Frame
    certain: tuple[Card, ...]
    uncertain: tuple[Card, ...]


def build(inspection: Inspection) -> FindingsPage:
    """Prepare the list, worst sites first."""
    return FindingsPage(
        frame=frame(inspection, "问题清单", current="findings"),
        certain=_all(inspection, certain=True),
        uncertain=_all(inspection, certain=False),
    )


def _all(inspection: Inspection, *, certain: bool) -> tuple[Card, ...]:
    return tuple(
        card for result in inspection.results for card in cards(inspection, result, certain=certain)
    )
