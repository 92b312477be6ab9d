import pytest

from rules.privacy.bank_card_exposed import bank_card_exposed
from storage.records import ExposureKind, Verdict
from tests.rules.privacy.shown import dossier, exposures, text

KIND = ExposureKind.BANK_CARD


def judge(shown, **settings):
    return bank_card_exposed.with_settings(settings).judge(dossier(text(shown)))


@pytest.mark.parametrize(
    ("facets", "certain"),
    [
        ({"labelled": True, "named": True}, True),
        ({"labelled": True, "rows": 3}, True),
        ({"labelled": True, "rows": 2}, False),
        ({"labelled": True}, False),
        ({"named": True, "rows": 3}, False),
        ({"labelled": True, "named": True, "valid": False}, False),
        ({"labelled": True, "named": True, "rows": 3, "public": True}, False),
    ],
)
def test_certain_is_a_called_card_beside_a_name_or_in_a_list(facets, certain):
    (finding,) = judge(exposures(KIND, **facets)).findings

    assert finding.certain is certain


@pytest.mark.parametrize("facets", [{}, {"named": True}, {"rows": 9}])
def test_public_accounts_are_public(facets):
    outcome = judge(exposures(KIND, 3, labelled=True, public=True, **facets))

    assert outcome.verdict is Verdict.CLEAR


def test_message():
    (finding,) = judge(exposures(KIND, 4, labelled=True, named=True, rows=4)).findings

    assert finding.message == "银行卡号4个，列表形式，含姓名"


def test_settings():
    assert judge(exposures(KIND, labelled=True, rows=2), list_rows=2).findings[0].certain
