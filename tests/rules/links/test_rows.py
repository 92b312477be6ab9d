from datetime import date

from rules.links.rows import last_rows
from storage.records import Fate
from tests import builders
from tests.rules.links.dossiers import NIGHT, page


def soft(look) -> bool:
    return look.fate is Fate.SOFT_ERROR


def test_the_last_looks_count_up_to_the_first_other_one() -> None:
    looks = [
        page(at=builders.SEEN),
        page(at=builders.SEEN - 3 * NIGHT),
        page(at=builders.SEEN - NIGHT),
        page(at=builders.SEEN - 2 * NIGHT, fate=Fate.OPENED),
    ]
    (row,) = last_rows(looks, soft)

    assert row.last == looks[0]
    assert row.days == {date(2025, 3, 31), date(2025, 3, 30)}


def test_a_page_that_is_well_again_has_none() -> None:
    looks = [page(at=builders.SEEN - NIGHT), page(fate=Fate.OPENED)]

    assert list(last_rows(looks, soft)) == []
