from rules.privacy.passport_exposed import passport_exposed
from storage.records import ExposureKind, Verdict
from tests.rules.privacy.shown import dossier, exposures, text

KIND = ExposureKind.PASSPORT


def test_every_finding_waits_for_a_person():
    shown = exposures(KIND, 3, labelled=True, named=True, rows=3)
    (finding,) = passport_exposed.judge(dossier(text(shown))).findings

    assert not finding.certain
    assert finding.message == "疑似护照号3个，列表形式，含姓名"
    assert finding.evidence[0].word == "E********"


def test_pages_without_are_clear():
    shown = exposures(ExposureKind.RESIDENT_ID)

    assert passport_exposed.judge(dossier(text(shown))).verdict is Verdict.CLEAR
