from dataclasses import replace

import pytest

from rules.privacy.resident_id_exposed import resident_id_exposed
from storage.records import ExposureKind, Verdict
from tests.rules.privacy.shown import FILE, URL, dossier, exposures, text

KIND = ExposureKind.RESIDENT_ID


def judge(*texts, **settings):
    return resident_id_exposed.with_settings(settings).judge(dossier(*texts))


@pytest.mark.parametrize(
    ("facets", "certain"),
    [
        ({"labelled": True}, True),
        ({"named": True}, True),
        ({"rows": 3}, True),
        ({"rows": 2}, False),
        ({}, False),
        ({"valid": False, "labelled": True, "named": True, "rows": 9}, False),
    ],
)
def test_certain_is_only_what_nobody_can_object_to(facets, certain):
    (finding,) = judge(text(exposures(KIND, **facets))).findings

    assert finding.certain is certain
    assert finding.evidence[0].certain is certain
    assert finding.message.startswith("疑似") is not certain


def test_one_finding_a_page_with_the_count_and_the_shape():
    shown = exposures(KIND, 12, labelled=True, named=True, rows=12)
    (finding,) = judge(text(shown)).findings

    assert finding.place == URL
    assert finding.message == "身份证号12个，列表形式，含姓名"
    assert len(finding.evidence) == 12
    proof = finding.evidence[0]
    assert (proof.word, proof.quote) == ("43" + "*" * 16, "张某 43" + "*" * 16)
    assert (proof.url, proof.sha256) == (URL, "ab" * 32)


def test_what_must_be_guarded_most_is_said():
    (finding,) = judge(text(exposures(KIND, labelled=True, sensitive=True))).findings

    assert finding.message == "身份证号1个，涉及健康、残疾、救助或未成年人信息"


def test_repeats_are_one_number_and_each_a_proof():
    (finding,) = judge(text(exposures(KIND, labelled=True) * 3)).findings

    assert finding.message == "身份证号1个"
    assert len(finding.evidence) == 3


def test_examples_are_few_and_the_certain_ones_first():
    doubtful, sure = exposures(KIND, 5), exposures(KIND, 9, labelled=True)[5:]
    (finding,) = judge(text(doubtful + sure), examples=4).findings

    assert [proof.certain for proof in finding.evidence] == [True] * 4
    assert finding.message == "身份证号9个"


@pytest.mark.parametrize(
    ("others", "count"), [([], "210"), (exposures(ExposureKind.MOBILE), "至少60")]
)
def test_what_was_not_kept_is_counted_where_it_can_be(others, count):
    shown = exposures(KIND, 10, labelled=True, rows=60)
    (finding,) = judge(text(shown + others, more=200)).findings

    assert finding.message == f"身份证号{count}个，列表形式"


def test_where_in_a_file():
    shown = [replace(exposures(KIND, named=True)[0], where="工作表“名单”")]
    (finding,) = judge(text(shown, FILE, file="xls")).findings

    assert finding.place == FILE
    assert finding.evidence[0].where == "工作表“名单”"


def test_pages_that_show_none_are_clear():
    outcome = judge(text([]), text(exposures(ExposureKind.MOBILE, 9), FILE, file="xls"))

    assert outcome.verdict is Verdict.CLEAR


def test_each_file_that_was_not_read_is_blind_and_says_why():
    scanned = {"file": "pdf", "complete": False, "note": "扫描件，无法读取"}
    outcome = judge(text([], FILE, **scanned), text([], FILE + "2", **scanned), text([]))

    assert [blind.place for blind in outcome.blind] == [FILE, FILE + "2"]
    assert outcome.blind[0].reason == "附件没有读完整：扫描件，无法读取"
    assert outcome.verdict is Verdict.UNSEEN


def test_pages_that_were_not_read_whole_are_one_blind_place():
    outcome = judge(*(text([], f"{URL}{at}", complete=False) for at in range(3)), text([]))

    (blind,) = outcome.blind
    assert blind.place == "http://portal.test/"
    assert blind.reason == "有3个页面的正文没有读完整，没读到的部分没有查"


@pytest.mark.parametrize(
    ("file", "said"), [("xls", "文件没有读全，可能还有"), ("", "网页没有读全，可能还有")]
)
def test_a_leak_in_what_was_cut_is_a_finding_all_the_same(file, said):
    outcome = judge(text(exposures(KIND, named=True), file=file, complete=False))

    (finding,) = outcome.findings
    assert finding.message == f"身份证号1个，含姓名，{said}"
    assert finding.certain
    assert outcome.blind == ()


def test_settings():
    shown = text(exposures(KIND, 2, rows=2))

    assert not judge(shown).findings[0].certain
    assert judge(shown, list_rows=2).findings[0].certain
