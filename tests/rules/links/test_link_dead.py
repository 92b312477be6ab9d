from dataclasses import replace
from datetime import timedelta

import pytest

from rules.links.link_dead import link_dead
from storage.records import Fate, Verdict, Walk
from tests import builders
from tests.rules.links.dossiers import FILE, INSIDE, OUT, dossier, target, thrice


@pytest.mark.parametrize(
    ("fate", "status", "said"),
    [
        (Fate.HTTP_4XX, 404, "页面不存在（404）"),
        (Fate.HTTP_4XX, 410, "页面已删除（410）"),
        (Fate.DNS_NXDOMAIN, None, "域名不存在"),
        (Fate.DNS_NODATA, None, "域名没有登记任何地址"),
        (Fate.TCP_REFUSED, None, "服务器拒绝连接"),
    ],
)
def test_gone_on_three_nights(fate: Fate, status: int | None, said: str) -> None:
    outcome = link_dead.judge(dossier([thrice(fate=fate, status=status)]))

    (finding,) = outcome.findings
    assert (finding.place, finding.certain, outcome.verdict) == (OUT, True, Verdict.BREACH)
    assert finding.message == f"链接“合作单位”已失效：{said}，自2025年3月29日起连续3次如此"
    (proof,) = finding.evidence
    assert (proof.url, proof.word, proof.certain) == ("http://portal.test/yqlj/", OUT, True)
    assert proof.quote == f"链接文字“合作单位”，目标{OUT}：{said}"


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(target(), id="one look"),
        pytest.param(thrice(looks=2), id="two looks"),
        pytest.param(thrice(since=builders.SEEN - timedelta(hours=5)), id="within five hours"),
        pytest.param(thrice(since=None), id="nobody counted"),
    ],
)
def test_what_was_not_seen_often_enough_waits(one) -> None:
    outcome = link_dead.judge(dossier([one]))

    assert [finding.certain for finding in outcome.findings] == [False]
    assert outcome.verdict is Verdict.UNSEEN


def test_six_hours_are_enough() -> None:
    (finding,) = link_dead.judge(
        dossier([thrice(since=builders.SEEN - timedelta(hours=6))])
    ).findings

    assert finding.certain


@pytest.mark.parametrize(
    ("fate", "status"),
    [
        (fate, None)
        for fate in Fate
        if fate not in {Fate.DNS_NXDOMAIN, Fate.DNS_NODATA, Fate.TCP_REFUSED}
    ]
    + [(Fate.HTTP_4XX, status) for status in (400, 401, 403, 405, 412, 418, 429, 451)],
)
def test_never_dead(fate: Fate, status: int | None) -> None:
    one = thrice(fate=fate, status=status, looks=9)

    assert link_dead.judge(dossier([one])).findings == ()


@pytest.mark.parametrize(
    "fate",
    [
        Fate.TOTAL_TIMEOUT,
        Fate.TCP_TIMEOUT,
        Fate.DNS_SERVFAIL,
        Fate.DNS_INTERNAL,
        Fate.FORBIDDEN,
        Fate.CHALLENGE_RUISHU,
        Fate.HTTP_5XX,
        Fate.LOCAL_NET,
        Fate.BUDGET,
        Fate.ADDRESS_REFUSED,
        Fate.TLS_HANDSHAKE,
        Fate.HTTP_3XX_LOOP,
    ],
)
def test_what_says_nothing_is_one_blind_place_for_the_site(fate: Fate) -> None:
    ones = [target(fate, None, url=f"http://a{n}.test/", since=None) for n in range(5)]
    outcome = link_dead.judge(dossier(ones))

    (blind,) = outcome.blind
    assert blind.place == builders.HOME
    assert "5个" in blind.reason
    assert "http://a2.test/" in blind.reason
    assert "http://a3.test/" not in blind.reason


@pytest.mark.parametrize("fate", [Fate.OPENED, Fate.HTTP_NOT_A_PAGE, Fate.SIZE_LIMIT, Fate.BOMB])
def test_what_answered_is_clear(fate: Fate) -> None:
    assert link_dead.judge(dossier([target(fate, 200)])).verdict is Verdict.CLEAR


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(thrice(url=FILE, external=False), id="a file by its address"),
        pytest.param(thrice(words="附件1：申请表.docx"), id="a file by its words"),
        pytest.param(thrice(hidden=True), id="what nobody sees"),
    ],
)
def test_others_business(one) -> None:
    assert link_dead.judge(dossier([one])).verdict is Verdict.CLEAR


def test_inside_and_on_many_pages() -> None:
    one = thrice(url=INSIDE, external=False, words="", pages=12)
    (finding,) = link_dead.judge(dossier([one])).findings

    assert finding.place == INSIDE
    assert finding.message.startswith("链接已失效：页面不存在（404），12个页面链接到它")


def test_settings() -> None:
    once = link_dead.with_settings({"looks": 1, "hours": 0.0})

    assert once.judge(dossier([target()])).verdict is Verdict.BREACH


@pytest.mark.parametrize("walk", [Walk(known=0, looked=0), Walk(known=10, looked=9)])
def test_a_site_that_was_not_walked_to_its_end_is_not_clear(walk: Walk) -> None:
    assert link_dead.judge(replace(dossier(), walk=walk)).verdict is Verdict.UNSEEN


def test_a_site_that_was_walked_and_has_no_dead_link_is_clear() -> None:
    outcome = link_dead.judge(replace(dossier(), walk=Walk(known=10, looked=10)))

    assert outcome.verdict is Verdict.CLEAR


def test_what_a_walk_did_not_read_is_told_with_an_example() -> None:
    walk = Walk(known=10, looked=10, unread=2, example="http://portal.test/x", cut=3)

    (blind,) = link_dead.judge(replace(dossier(), walk=walk)).blind

    assert blind.place == builders.HOME
    assert blind.reason == (
        "全站检查：已知10个地址，看过10个，其中2个没有读到（被拒绝、打不开、超时等），"
        "如http://portal.test/x，另有3个超过每站地址上限没有看"
    )
