from datetime import UTC, date, datetime, timedelta

import pytest

from rules.columns.home_stale import home_stale
from storage.records import ColumnKind, Fate, Verdict
from tests import builders

HOME = builders.HOME
OLD = date(2025, 3, 1)
FRESH = date(2025, 3, 30)
NOTICES = builders.column(ColumnKind.NOTICES, url="http://portal.test/tzgg/", name="通知公告")


def home(newest, **facts):
    return builders.listing(newest, of=HOME, **facts)


def judge(*looks, columns=(), pages=(), until=builders.UNTIL):
    return home_stale.judge(builders.dossier(columns, looks, pages=pages, until=until))


@pytest.mark.parametrize(
    ("newest", "stale"),
    [
        pytest.param(date(2025, 3, 31), False, id="today"),
        pytest.param(date(2025, 3, 17), False, id="on the last day"),
        pytest.param(date(2025, 3, 16), True, id="a day late"),
    ],
)
def test_age(newest, stale):
    outcome = judge(home(newest))

    assert outcome.verdict is (Verdict.BREACH if stale else Verdict.CLEAR)


@pytest.mark.parametrize(
    ("until", "stale"),
    [
        pytest.param(datetime(2025, 3, 31, 15, 59, 59, tzinfo=UTC), False, id="still the 31st"),
        pytest.param(datetime(2025, 3, 31, 16, 0, tzinfo=UTC), True, id="the 1st in China"),
    ],
)
def test_the_day_is_chinas(until, stale):
    assert bool(judge(home(date(2025, 3, 17), at=until), until=until).findings) is stale


def test_a_finding_says_since_when_and_how_we_know():
    (finding,) = judge(home(OLD, quote="示范市召开会议 03-01")).findings

    assert finding.place == HOME
    assert finding.message == "首页自2025年3月1日起未更新，已30天（应在14天内更新）"
    assert finding.evidence[0].url == HOME
    assert (
        finding.evidence[0].quote
        == "共20条，20条有日期，最新：2025年3月1日（示范市召开会议 03-01）"
    )


@pytest.mark.parametrize("facts", [{"dated": 19}, {"future": 1}])
def test_a_doubtful_home_page_waits_for_a_person(facts):
    assert [finding.certain for finding in judge(home(OLD, **facts)).findings] == [False]


@pytest.mark.parametrize(
    ("look", "why"),
    [
        pytest.param(builders.failed(Fate.CHALLENGE_RUISHU, HOME, status=412), "被拒绝", id="wall"),
        pytest.param(builders.failed(Fate.CAPTCHA, HOME), "被拒绝", id="captcha"),
        pytest.param(builders.failed(Fate.ROBOTS, HOME), "robots.txt", id="robots"),
        pytest.param(builders.failed(Fate.LOCAL_BUG, HOME), "我方故障", id="our fault"),
        pytest.param(builders.failed(Fate.TCP_REFUSED, HOME), "没有打开", id="down"),
        pytest.param(home(OLD, complete=False), "没有读完整", id="cut"),
        pytest.param(home(OLD, scripted=True), "脚本", id="scripted"),
        pytest.param(builders.blank(HOME, scripted=True), "脚本", id="shell"),
        pytest.param(home(OLD, at=builders.SEEN - timedelta(days=4)), "没有看到", id="long ago"),
        pytest.param(
            home(date(2025, 3, 16), at=builders.SEEN - timedelta(days=2)), "尚未超期", id="since"
        ),
    ],
)
def test_what_was_not_seen_is_blind(look, why):
    outcome = judge(look)

    assert outcome.findings == ()
    (blind,) = outcome.blind
    assert blind.place == HOME
    assert why in blind.reason


@pytest.mark.parametrize("facts", [{"complete": False}, {"scripted": True}, {"dated": 1}])
def test_a_fresh_item_clears_whatever_else_was_not_seen(facts):
    assert judge(home(FRESH, **facts)).verdict is Verdict.CLEAR


def test_a_fresh_item_of_an_earlier_look_clears():
    looks = (
        home(FRESH, at=builders.SEEN - timedelta(days=1)),
        builders.failed(Fate.HTTP_5XX, HOME),
    )

    assert judge(*looks).verdict is Verdict.CLEAR


def test_columns_do_not_excuse_a_dated_home_page():
    column = builders.column()

    assert judge(home(OLD), builders.listing(FRESH), columns=[column]).findings[0].certain


# ------------------------------------------------------------ a home page that only navigates


def test_navigation_with_nothing_but_stale_pages():
    looks = (builders.blank(HOME), builders.listing(OLD), builders.listing(OLD, of=NOTICES))
    (finding,) = judge(*looks, columns=[builders.column(), NOTICES]).findings

    assert finding.certain
    assert finding.message == "首页只有导航，2个二级页面都超过14天未更新"
    assert [proof.url for proof in finding.evidence] == [HOME, builders.NEWS, NOTICES.url]


@pytest.mark.parametrize(
    ("newest", "verdict"),
    [
        pytest.param(date(2025, 3, 17), Verdict.CLEAR, id="on the last day"),
        pytest.param(date(2025, 3, 16), Verdict.BREACH, id="a day late"),
    ],
)
def test_navigation_with_one_page_in_time_is_clear(newest, verdict):
    looks = (builders.blank(HOME), builders.listing(OLD), builders.listing(newest, of=NOTICES))

    assert judge(*looks, columns=[builders.column(), NOTICES]).verdict is verdict


@pytest.mark.parametrize(
    "second",
    [
        pytest.param([], id="not looked at"),
        pytest.param([builders.failed(Fate.FORBIDDEN, NOTICES)], id="refused"),
        pytest.param([builders.listing(OLD, of=NOTICES, complete=False)], id="cut"),
        pytest.param([builders.listing(OLD, of=NOTICES, scripted=True)], id="scripted"),
    ],
)
def test_navigation_with_a_page_not_seen_is_blind(second):
    looks = (builders.blank(HOME), builders.listing(OLD), *second)
    outcome = judge(*looks, columns=[builders.column(), NOTICES])

    assert outcome.findings == ()
    assert outcome.blind[0].reason == "首页只有导航，1个二级页面没有看到"


def test_navigation_with_an_undated_list_waits_for_a_person():
    looks = (builders.blank(HOME), builders.listing(OLD), builders.listing(None, of=NOTICES))
    (finding,) = judge(*looks, columns=[builders.column(), NOTICES]).findings

    assert not finding.certain


def test_navigation_that_leads_to_an_undated_guide_is_stale_all_the_same():
    guide = builders.column(ColumnKind.SERVICES, url="http://portal.test/bs/")
    looks = (builders.blank(HOME), builders.listing(OLD), builders.listing(None, of=guide))

    assert judge(*looks, columns=[builders.column(), guide]).findings[0].certain


def test_pages_elsewhere_neither_clear_nor_blind_a_navigation():
    away = builders.column(url="http://elsewhere.test/", external=True)
    looks = (builders.blank(HOME), builders.listing(OLD))

    assert judge(*looks, columns=[builders.column(), away]).findings[0].certain


def test_navigation_that_leads_nowhere_is_blind():
    assert judge(builders.blank(HOME)).verdict is Verdict.UNSEEN


# ------------------------------------------------------------ a home page without dates


def test_undated_items_wait_for_a_person():
    (finding,) = judge(home(None)).findings

    assert not finding.certain
    assert finding.message == "首页的20条信息都没有可用的日期，看不出更新"


def test_undated_items_above_columns_in_time_are_only_blind():
    outcome = judge(home(None), builders.listing(FRESH), columns=[builders.column()])

    assert (len(outcome.findings), len(outcome.blind)) == (0, 1)


def test_dates_in_the_future_are_never_the_newest():
    (finding,) = judge(home(None, dated=20, future=20)).findings

    assert not finding.certain


# ------------------------------------------------------------ nothing seen


def test_a_home_page_that_failed_before_it_was_read_says_why():
    page = builders.page(HOME, fate=Fate.DNS_NXDOMAIN, complete=False)
    for looks in ([], [builders.listing(FRESH)]):
        outcome = judge(*looks, pages=[page])
        assert outcome.verdict is Verdict.UNSEEN
        assert "没有打开：域名解析失败（DNS_NXDOMAIN" in outcome.blind[0].reason


def test_settings():
    strict = home_stale.with_settings({"news_days": 7})
    dossier = builders.dossier([], [home(date(2025, 3, 23))])

    assert home_stale.judge(dossier).verdict is Verdict.CLEAR
    assert strict.judge(dossier).verdict is Verdict.BREACH
    assert home_stale.with_settings({"news_days": 8}).judge(dossier).verdict is Verdict.CLEAR


def test_a_site_nobody_looked_at_is_not_clear():
    assert judge().verdict is Verdict.UNSEEN
