import pytest

from rules.links.link_hidden import link_hidden
from storage.records import Fate, Verdict
from tests import builders
from tests.rules.links.dossiers import OUT, dossier, target


def hidden(**facts):
    given = {"fate": Fate.OPENED, "status": 200, "hidden": True, "words": "减肥产品"}
    return target(**{**given, **facts})


def test_what_is_hidden_waits_for_a_person() -> None:
    outcome = link_hidden.judge(dossier([hidden(pages=7)]))

    (finding,) = outcome.findings
    assert (finding.place, finding.certain) == (OUT, False)
    assert finding.message == f"链接“减肥产品”对访问者不可见，指向{OUT}，7个页面含有它"
    assert finding.evidence[0].url == "http://portal.test/yqlj/"
    assert outcome.verdict is Verdict.UNSEEN


@pytest.mark.parametrize(
    ("facts", "entry"),
    [
        ({"words": "澳门博彩平台"}, "澳门博彩"),
        ({"title": "真人百家乐_线上"}, "百家乐"),
        ({"words": "AV在线"}, "av在线"),
    ],
)
def test_what_it_sells_makes_it_certain(facts, entry: str) -> None:
    outcome = link_hidden.judge(dossier([hidden(**facts)]))

    assert outcome.verdict is Verdict.BREACH
    assert f"含“{entry}”" in outcome.findings[0].message


@pytest.mark.parametrize(
    ("url", "certain"),
    [
        ("http://www.am8.vip/", True),
        ("http://am8.vip/x", True),
        ("http://notam8.vip/", False),
        ("http://am8.vip.example.com/", False),
    ],
)
def test_domains_of_the_setting(url: str, certain: bool) -> None:
    rule = link_hidden.with_settings({"words": ["am8.vip"]})
    (finding,) = rule.judge(dossier([hidden(url=url)])).findings

    assert finding.certain is certain


@pytest.mark.parametrize("fate", [Fate.BUDGET, Fate.HTTP_4XX, Fate.TOTAL_TIMEOUT, Fate.LOCAL_NET])
def test_whatever_became_of_its_target(fate: Fate) -> None:
    one = hidden(fate=fate, status=None)

    assert len(link_hidden.judge(dossier([one])).findings) == 1


def test_what_is_shown_is_clear() -> None:
    one = target(Fate.OPENED, 200, words="澳门博彩")

    assert link_hidden.judge(dossier([one])).verdict is Verdict.CLEAR


def test_a_site_nobody_walked_is_not_clear() -> None:
    assert link_hidden.judge(builders.dossier()).verdict is Verdict.UNSEEN
