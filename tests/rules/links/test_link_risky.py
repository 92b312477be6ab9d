import pytest

from rules.links.link_risky import link_risky
from storage.records import Fate, Verdict
from tests import builders
from tests.rules.links.dossiers import OUT, dossier, target


def opened(**facts):
    return target(Fate.OPENED, 200, **facts)


def message(**facts) -> str:
    (finding,) = link_risky.judge(dossier([opened(**facts)])).findings
    assert finding.place == OUT
    assert not finding.certain
    assert finding.evidence[0].quote
    return finding.message


def test_another_owners_domain() -> None:
    told = message(landed="http://shop.test/x", title="某商城")

    assert told == "链接“合作单位”已转到另一域名：http://shop.test/x（标题：某商城）"


def test_a_title_that_sells() -> None:
    told = message(title="澳门博彩网站_注册送彩金")

    assert "可能指向有害网站，含“澳门博彩”" in told
    assert OUT in told


def test_both_are_one_finding() -> None:
    assert "http://am8.test/" in message(landed="http://am8.test/", title="百家乐")


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(opened(title="合作单位官网"), id="as it says"),
        pytest.param(opened(landed="https://www.hunan.gov.cn/"), id="now an office's"),
        pytest.param(opened(landed="https://passport.weibo.com/v"), id="a platform's log-in"),
        pytest.param(
            opened(url="http://news.people.com.cn/", title="警方打掉网上赌场"), id="news of it"
        ),
        pytest.param(opened(hidden=True, words="澳门博彩"), id="hidden is link-hidden's"),
        pytest.param(opened(external=False, title="百家乐"), id="inside"),
        pytest.param(opened(words="严厉打击赌博"), id="what warns of it"),
    ],
)
def test_no_risk(one) -> None:
    assert link_risky.judge(dossier([one])).verdict is Verdict.CLEAR


def test_settings() -> None:
    rule = link_risky.with_settings({"words": ["减肥"], "trusted_domains": ["shop.test"]})

    assert rule.judge(dossier([opened(landed="http://shop.test/")])).verdict is Verdict.CLEAR
    assert rule.judge(dossier([opened(landed="http://a.test/")])).findings
    assert rule.judge(dossier([opened(title="减肥")])).findings


def test_what_was_not_looked_at_is_blind() -> None:
    outcome = link_risky.judge(dossier([target(Fate.BUDGET, None)]))

    assert (outcome.findings, len(outcome.blind)) == ((), 1)


def test_a_site_nobody_walked_is_not_clear() -> None:
    assert link_risky.judge(builders.dossier()).verdict is Verdict.UNSEEN
