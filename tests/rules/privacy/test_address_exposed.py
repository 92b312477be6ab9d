import pytest

from rules.privacy.address_exposed import address_exposed
from storage.records import ExposureKind, Verdict
from tests.rules.privacy.shown import dossier, exposures, text

KIND = ExposureKind.ADDRESS


def judge(shown, **settings):
    return address_exposed.with_settings(settings).judge(dossier(text(shown)))


@pytest.mark.parametrize("facets", [{"labelled": True}, {"rows": 3}])
def test_homes_wait_for_a_person(facets):
    (finding,) = judge(exposures(KIND, 3, named=True, **facets)).findings

    assert not finding.certain
    assert finding.message.startswith("疑似家庭住址3处")


def test_two_that_no_word_calls_homes_are_let_be():
    shown = exposures(KIND, 2, named=True, rows=2)

    assert judge(shown).verdict is Verdict.CLEAR
    assert judge(shown, list_rows=2).findings
