from datetime import timedelta

import pytest

from rules.identity.site_identity import ITEMS, site_identity
from storage.records import Fate, Verdict
from tests import builders

ABSENT = {item: False if item in ("jiucuo", "dangzheng") else None for item in ITEMS}


def judge(*identities, listings=(), pages=(), of=None):
    return site_identity.judge(
        builders.dossier((), listings, identities=identities, pages=pages, of=of)
    )


def test_a_healthy_home_page_is_clear():
    assert judge(builders.identity()).verdict is Verdict.CLEAR


@pytest.mark.parametrize("item", ITEMS)
def test_each_missing_item_is_a_finding_at_a_place_of_its_own(item):
    absent = {item: ABSENT[item]}
    if item == "site_id_code":
        absent["site_id_code_meta"] = None  # the code is the foot's, else the tag's
    (finding,) = judge(builders.identity(**absent)).findings

    assert finding.place == f"{builders.HOME}#{item}"
    assert finding.certain
    assert finding.message == f"没有{ITEMS[item][0]}"
    assert ITEMS[item][1] in finding.evidence[0].quote
    assert (finding.evidence[0].url, finding.evidence[0].at) == (builders.HOME, builders.SEEN)


def test_a_bare_home_page_lacks_everything_once():
    found = judge(builders.identity(**ABSENT)).findings

    assert len(found) == len(ITEMS) - 1  # the tag of a code that is nowhere is the same thing
    assert not any(finding.certain for finding in found)  # its footer may come from elsewhere


def test_one_mark_of_the_footer_shows_that_the_footer_was_read():
    found = judge(builders.identity(**{**ABSENT, "icp": "湘ICP备05000001号"})).findings

    assert all(finding.certain for finding in found)


@pytest.mark.parametrize("value", ["", " ", "-", "null", "NULL", "undefined"])
def test_a_placeholder_is_nothing(value):
    (finding,) = judge(builders.identity(site_name=value)).findings

    assert finding.message == "没有SiteName标签"


@pytest.mark.parametrize("item", ITEMS)
def test_what_a_page_not_read_whole_lacks_is_blind(item):
    absent = {"complete": False, item: ABSENT[item]}
    if item == "site_id_code":
        absent["site_id_code_meta"] = None
    outcome = judge(builders.identity(**absent))

    assert outcome.findings == ()
    assert [blind.place for blind in outcome.blind] == [f"{builders.HOME}#{item}"]
    assert ITEMS[item][0] in outcome.blind[0].reason


def test_what_an_unrun_script_may_have_put_in_waits_for_a_person():
    home = builders.listing(builders.DAY, of=builders.HOME, scripted=True)
    (finding,) = judge(builders.identity(dangzheng=False), listings=[home]).findings

    assert not finding.certain


def test_a_code_that_is_not_the_registered_one():
    wrong = {"site_id_code": "4406009999", "site_id_code_meta": "4406009999"}
    (finding,) = judge(builders.identity(**wrong)).findings

    assert finding.certain
    assert finding.place == f"{builders.HOME}#site_id_code"
    assert finding.message == "网站标识码4406009999与登记的4406000001不符"
    assert finding.evidence[0].quote == "页面上是：4406009999"


def test_a_wrong_code_is_wrong_though_the_page_was_not_read_whole():
    home = builders.listing(builders.DAY, of=builders.HOME, scripted=True)
    wrong = {"site_id_code": "4406009999", "site_id_code_meta": "4406009999", "complete": False}
    (finding,) = judge(builders.identity(**wrong), listings=[home]).findings

    assert finding.certain


def test_a_tag_that_contradicts_the_foot():
    (finding,) = judge(builders.identity(site_id_code_meta="4406009999")).findings

    assert finding.certain
    assert finding.place == f"{builders.HOME}#site_id_code_meta"
    assert finding.message == "SiteIDCode标签4406009999与页脚的网站标识码4406000001不符"


def test_codes_are_compared_without_case():
    upper = {"site_id_code": "BM64130001", "site_id_code_meta": "bm64130001"}

    outcome = judge(builders.identity(**upper), of=builders.site(code="bm64130001"))

    assert outcome.verdict is Verdict.CLEAR


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("4406000001", False),
        ("bm64130001", False),
        ("440600001", True),
        ("44060000011", True),
        ("bm6413000", True),
        ("４４０６０００００１", True),
    ],
)
def test_without_a_registered_code_only_the_form_is_judged(code, wrong):
    identity = builders.identity(site_id_code=code, site_id_code_meta=code)

    assert bool(judge(identity, of=builders.site(code=None)).findings) is wrong


def test_the_newest_look_at_the_home_page_decides():
    before = builders.identity(icp=None, at=builders.SEEN - timedelta(days=1))

    assert judge(builders.identity(), before).verdict is Verdict.CLEAR
    assert judge(builders.identity(url=f"{builders.HOME}index.html")).verdict is Verdict.CLEAR


def test_inner_pages_do_not_speak_for_the_home_page():
    outcome = judge(builders.identity(url=builders.NEWS, icp=None))

    assert (outcome.findings, outcome.verdict) == ((), Verdict.UNSEEN)


def test_a_refused_home_page_is_unseen_and_says_why():
    page = builders.page(builders.HOME, fate=Fate.CHALLENGE_WAF, complete=False)
    outcome = judge(pages=[page])

    assert outcome.verdict is Verdict.UNSEEN
    assert outcome.blind[0].reason == "首页被拒绝：对方防护系统拦截（CHALLENGE_WAF，状态码200）"


@pytest.mark.parametrize(
    ("later", "named"),
    [(timedelta(), "0" * 64), (timedelta(seconds=1), "")],
    ids=["the same look", "another look"],
)
def test_evidence_names_the_bytes_of_the_very_look_that_it_tells_of(later, named):
    page = builders.page(builders.HOME, sha256="0" * 64, at=builders.SEEN + later)
    (finding,) = judge(builders.identity(icp=None), pages=[page]).findings

    assert finding.evidence[0].sha256 == named
