from dataclasses import replace

import pytest

from reports.findings.changes import Change, Known
from storage.records import Blind, Outcome, fingerprint
from tests.reports import city

COUNTY = city.dossiers()["county"]
BEFORE = Outcome(rule="column-stale", subject="county", findings=(city.REPAIRED,))
CLEAR = Outcome(rule="column-stale", subject="county")
NAME = fingerprint("column-stale", "county", city.REPAIRED.place)


def known(*previous: Outcome, **changes: object) -> Known:
    given = {"compared": True, "previous": previous, "raw": previous, "history": {}}
    return Known(**(given | changes))


def put_right(now: Outcome | None, dossier: object = COUNTY) -> bool:
    (gone,) = known(BEFORE).gone("county", [] if now is None else [now], dossier)
    return gone.put_right


def test_seen_again_and_clean_is_put_right() -> None:
    assert put_right(CLEAR)


@pytest.mark.parametrize(
    "now",
    [
        None,
        replace(CLEAR, judged=False),
        replace(CLEAR, error="boom", judged=False),
        replace(CLEAR, blind=(Blind(place=city.REPAIRED.place, reason="没打开"),)),
        replace(CLEAR, blind=(Blind(place=city.url("county"), reason="首页没有读全"),)),
    ],
    ids=["no outcome", "not judged", "crashed", "blind there", "blind to the site"],
)
def test_what_was_not_judged_again_is_not_put_right(now: Outcome | None) -> None:
    assert not put_right(now)


def test_a_place_that_nobody_looked_at_is_not_put_right() -> None:
    kept = tuple(look for look in COUNTY.listings if look.column != city.REPAIRED.place)
    assert not put_right(CLEAR, replace(COUNTY, listings=kept))
    assert not put_right(CLEAR, None)


def test_a_page_read_in_part_is_not_put_right() -> None:
    cut = tuple(replace(look, complete=False) for look in COUNTY.listings)
    assert not put_right(CLEAR, replace(COUNTY, listings=cut))


def test_what_is_still_there_is_not_gone() -> None:
    assert known(BEFORE).gone("county", [BEFORE], COUNTY) == []


def test_change_of_a_finding() -> None:
    assert known(BEFORE).change(NAME) is Change.OPEN
    assert known().change(NAME) is Change.NEW
    assert known(history={NAME: (city.LONG_AGO,)}).change(NAME) is Change.BACK
    assert known(compared=False).change(NAME) is Change.FIRST


def test_since() -> None:
    assert known(history={NAME: (city.LONG_AGO, city.BEFORE)}).since(NAME) == city.LONG_AGO
    assert known().since(NAME) is None


def test_what_was_dismissed_before_was_never_open() -> None:
    dismissed = replace(BEFORE, findings=())
    assert known(dismissed, raw=(BEFORE,)).gone("county", [CLEAR], COUNTY) == []
