"""What all rules of columns share: the proof that a look gives."""

from datetime import timedelta
from typing import Any

import pytest

from rules.columns.limits import proof
from storage.dossier import SiteDossier
from storage.records import Evidence, Listing
from tests import builders

COLUMN = builders.column()
LOOK = builders.listing(builders.DAY, COLUMN, quote="会议 2025-03-31")


def proven(look: Listing = LOOK, **page: Any) -> Evidence:
    pages = (builders.page(COLUMN, **page),) if page else ()
    dossier: SiteDossier = builders.dossier([COLUMN], [LOOK], pages=pages)
    return proof(dossier, look)


def test_what_it_says() -> None:
    assert proven().quote == "共20条，20条有日期，最新：2025年3月31日（会议 2025-03-31）"


@pytest.mark.parametrize(
    ("page", "named"),
    [
        pytest.param({"sha256": "a" * 64}, "a" * 64, id="of the same look"),
        pytest.param({"sha256": ""}, "", id="of one that gave no body"),
        pytest.param(
            {"sha256": "a" * 64, "at": builders.SEEN + timedelta(minutes=1)},
            "",
            id="of a later one",
        ),
        pytest.param({"sha256": "a" * 64, "url": builders.HOME}, "", id="of another page"),
        pytest.param({}, "", id="of none"),
    ],
)
def test_the_bytes_are_those_that_it_speaks_of(page: dict[str, Any], named: str) -> None:
    assert proven(**page).sha256 == named
