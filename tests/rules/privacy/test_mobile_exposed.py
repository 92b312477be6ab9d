import pytest

from rules.privacy.mobile_exposed import mobile_exposed
from storage.records import ExposureKind, Verdict
from tests.rules.privacy.shown import FILE, dossier, exposures, text

KIND = ExposureKind.MOBILE


def judge(shown, **settings):
    page = text(shown, FILE, file="docx")
    return mobile_exposed.with_settings(settings).judge(dossier(page))


def test_a_list_of_names_and_numbers_is_certain():
    (finding,) = judge(exposures(KIND, 5, named=True, rows=5)).findings

    assert finding.certain
    assert finding.message == "手机号5个，列表形式，含姓名"


def test_a_directory_is_no_contact():  # 永安市
    (finding,) = judge(exposures(KIND, 5, named=True, contact=True, rows=5)).findings

    assert finding.certain


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param(exposures(KIND, 4, named=True, rows=4), id="four rows"),
        pytest.param(exposures(KIND, 5, rows=5), id="no names"),
        pytest.param(exposures(KIND, 5, named=True, rows=1), id="no list"),
        pytest.param(exposures(KIND, 5, named=True, rows=5, valid=False), id="no such prefix"),
        pytest.param(
            exposures(KIND, 4, named=True, rows=20) + exposures(KIND, 20, rows=20)[4:],
            id="four names in a list of companies",
        ),
        pytest.param(exposures(KIND), id="one without a word"),
        pytest.param(exposures(KIND, 4, contact=True), id="four contacts"),
    ],
)
def test_all_the_rest_waits_for_a_person(shown):
    (finding,) = judge(shown).findings

    assert not finding.certain
    assert finding.message.startswith("疑似手机号")
    assert not any(proof.certain for proof in finding.evidence)


def test_an_office_may_print_up_to_three_contacts():
    assert judge(exposures(KIND, 3, contact=True) * 2).verdict is Verdict.CLEAR
    assert judge(exposures(KIND, 4, contact=True), contacts=4).verdict is Verdict.CLEAR


def test_beside_contacts_the_others_are_named_alone():
    shown = exposures(KIND, 1, contact=True) + exposures(KIND, 3)[1:]
    (finding,) = judge(shown).findings

    assert finding.message == "疑似手机号2个"


def test_in_a_certain_list_a_single_number_stays_doubtful():
    shown = exposures(KIND, 6, named=True, rows=6) + exposures(KIND, 7)[6:]
    (finding,) = judge(shown).findings

    assert [proof.certain for proof in finding.evidence] == [True] * 6 + [False]


def test_settings():
    assert judge(exposures(KIND, 4, named=True, rows=4), name_rows=4).findings[0].certain
