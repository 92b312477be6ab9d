from datetime import UTC, date, datetime, timedelta

import pytest

from rules.columns.column_stale import column_stale
from storage.records import ColumnKind, Fate, Verdict
from tests import builders

OLD = date(2025, 1, 2)
FRESH = date(2025, 3, 30)


@pytest.mark.parametrize(
    ("kind", "newest", "stale"),
    [
        pytest.param(ColumnKind.NEWS, date(2025, 3, 17), False, id="news, on the last day"),
        pytest.param(ColumnKind.NEWS, date(2025, 3, 16), True, id="news, a day late"),
        pytest.param(ColumnKind.NEWS, date(2025, 3, 31), False, id="news, today"),
        pytest.param(ColumnKind.NOTICES, date(2025, 3, 16), False, id="notices have longer"),
        pytest.param(ColumnKind.NOTICES, date(2024, 9, 30), False, id="notices, last day"),
        pytest.param(ColumnKind.NOTICES, date(2024, 9, 28), False, id="notices, last of 184"),
        pytest.param(ColumnKind.NOTICES, date(2024, 9, 27), True, id="notices, a day late"),
        pytest.param(ColumnKind.POLICY, date(2024, 9, 28), False, id="policy, on the last day"),
        pytest.param(ColumnKind.POLICY, date(2024, 9, 27), True, id="policy, a day late"),
        pytest.param(ColumnKind.OTHER, date(2019, 1, 1), False, id="other columns may rest"),
        pytest.param(ColumnKind.PLANNING, date(2019, 1, 1), False, id="plans may rest"),
        pytest.param(ColumnKind.DISCLOSURE_REPORT, date(2019, 1, 1), False, id="so may reports"),
    ],
)
def test_age(kind, newest, stale):
    column = builders.column(kind)
    outcome = column_stale.judge(builders.dossier([column], [builders.listing(newest)]))

    assert outcome.verdict is (Verdict.BREACH if stale else Verdict.CLEAR)


@pytest.mark.parametrize(
    ("until", "stale"),
    [
        pytest.param(datetime(2025, 3, 31, 15, 59, 59, tzinfo=UTC), False, id="still the 31st"),
        pytest.param(datetime(2025, 3, 31, 16, 0, tzinfo=UTC), True, id="the 1st in China"),
    ],
)
def test_the_day_is_chinas(until, stale):
    look = builders.listing(date(2025, 3, 17), at=until)
    outcome = column_stale.judge(builders.dossier([builders.column()], [look], until=until))

    assert bool(outcome.findings) is stale


def test_a_finding_says_where_since_when_and_how_we_know():
    look = builders.listing(OLD, quote="示范市召开会议 2025-01-02")
    (finding,) = column_stale.judge(builders.dossier([builders.column()], [look])).findings

    assert finding.place == builders.NEWS
    assert finding.message == "“要闻动态”自2025年1月2日起未更新，已88天（应在14天内更新）"
    (proof,) = finding.evidence
    assert (proof.url, proof.at) == (builders.NEWS, builders.SEEN)
    assert proof.quote == "共20条，20条有日期，最新：2025年1月2日（示范市召开会议 2025-01-02）"


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"dated": 19}, id="an undated item may be fresh"),
        pytest.param({"future": 1}, id="an item dated in the future may be a misprint"),
        pytest.param({"ascending": True}, id="the newest may stand on the last page"),
        pytest.param({"elsewhere": date(2025, 3, 17)}, id="fresh dates beside the list"),
    ],
)
def test_a_doubtful_list_waits_for_a_person(facts):
    look = builders.listing(OLD, **facts)
    outcome = column_stale.judge(builders.dossier([builders.column()], [look]))

    assert [finding.certain for finding in outcome.findings] == [False]
    assert outcome.verdict is Verdict.UNSEEN


def test_a_list_of_nothing_but_future_dates_waits_for_a_person():
    look = builders.listing(None, dated=20, future=20)
    (finding,) = column_stale.judge(builders.dossier([builders.column()], [look])).findings

    assert not finding.certain
    assert "将来" in finding.message


@pytest.mark.parametrize(("confidence", "certain"), [(0.8, True), (0.79, False)])
def test_a_doubtful_kind_waits_for_a_person(confidence, certain):
    column = builders.column(confidence=confidence)
    (finding,) = column_stale.judge(builders.dossier([column], [builders.listing(OLD)])).findings

    assert finding.certain is certain


@pytest.mark.parametrize(
    ("look", "why"),
    [
        pytest.param(builders.failed(Fate.CHALLENGE_RUISHU, status=412), "被拒绝", id="wall"),
        pytest.param(builders.failed(Fate.FORBIDDEN, status=403), "被拒绝", id="403"),
        pytest.param(builders.failed(Fate.ROBOTS), "按规则未看", id="robots"),
        pytest.param(builders.failed(Fate.PARSER_TIMEOUT), "按规则未看", id="parser"),
        pytest.param(builders.failed(Fate.LOCAL_NET), "我方故障", id="our net"),
        pytest.param(builders.failed(Fate.HTTP_4XX, status=404), "没有打开", id="404"),
        pytest.param(builders.failed(Fate.TOTAL_TIMEOUT), "没有打开：超时", id="timeout"),
        pytest.param(builders.listing(OLD, complete=False), "没有读完整", id="cut"),
        pytest.param(builders.listing(OLD, scripted=True), "脚本", id="script"),
    ],
)
def test_what_was_not_seen_is_blind(look, why):
    outcome = column_stale.judge(builders.dossier([builders.column()], [look]))

    assert outcome.findings == ()
    (blind,) = outcome.blind
    assert blind.place == builders.NEWS
    assert why in blind.reason


def test_a_column_nobody_looked_at_is_blind():
    other = builders.column(url="http://portal.test/dt/")
    outcome = column_stale.judge(
        builders.dossier([builders.column(), other], [builders.listing(FRESH)])
    )

    assert [blind.place for blind in outcome.blind] == ["http://portal.test/dt/"]


@pytest.mark.parametrize(
    "look",
    [
        pytest.param(builders.listing(None), id="undated: column-undated"),
        pytest.param(builders.blank(), id="empty: column-empty"),
    ],
)
def test_the_business_of_others_is_left_to_them(look):
    outcome = column_stale.judge(builders.dossier([builders.column()], [look]))

    assert (outcome.findings, outcome.blind) == ((), ())


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"external": True}, id="on another site"),
        pytest.param({"history": True}, id="a topic that has ended"),
        pytest.param({"kind": ColumnKind.NOTICES, "level": 2}, id="notices below the first level"),
        pytest.param({"kind": ColumnKind.POLICY, "level": 2}, id="policy below the first level"),
        pytest.param({"kind": ColumnKind.HOME}, id="the home page"),
    ],
)
def test_exempt(facts):
    column = builders.column(**facts)
    for look in (builders.listing(date(2020, 1, 1)), builders.failed(Fate.HTTP_5XX)):
        outcome = column_stale.judge(builders.dossier([column], [look]))
        assert outcome.findings == ()
        assert column.url not in {blind.place for blind in outcome.blind}


def test_news_is_bound_at_every_level():
    column = builders.column(level=2, parent="新闻中心")

    assert column_stale.judge(builders.dossier([column], [builders.listing(OLD)])).findings


def test_a_column_listed_twice_is_one_column():
    spellings = [builders.NEWS, f"{builders.NEWS}index.html", "https://portal.test/yw"]
    columns = [builders.column(url=url) for url in spellings]
    looks = [builders.listing(OLD, of=column) for column in columns]

    assert len(column_stale.judge(builders.dossier(columns, looks)).findings) == 1


def test_columns_that_differ_in_the_query_are_two():
    columns = [builders.column(url=f"{builders.NEWS}list.jsp?id={number}") for number in (1, 2)]
    looks = [builders.listing(OLD, of=column) for column in columns]

    assert len(column_stale.judge(builders.dossier(columns, looks)).findings) == 2


def test_news_that_gathers_news_is_judged_by_what_it_gathers():
    above = builders.column(name="新闻中心")
    below = builders.column(url="http://portal.test/yw/bd/", level=2, parent="新闻中心")
    looks = [builders.listing(OLD, of=above), builders.listing(OLD, of=below)]

    (finding,) = column_stale.judge(builders.dossier([above, below], looks)).findings

    assert finding.place == below.url


@pytest.mark.parametrize(
    ("second", "certain"),
    [
        pytest.param(lambda below: [builders.listing(FRESH, of=below)], None, id="fresh below"),
        pytest.param(lambda below: [builders.listing(OLD, of=below)], True, id="stale below"),
        pytest.param(lambda below: [], False, id="not seen below"),
        pytest.param(lambda below: [builders.blank(below)], True, id="nothing below"),
    ],
)
def test_a_first_level_column_lives_by_those_below_it(second, certain):
    above = builders.column(ColumnKind.NOTICES, name="公示公告")
    below = builders.column(
        ColumnKind.NOTICES, url="http://portal.test/yw/gs/", level=2, parent="公示公告"
    )
    looks = [builders.listing(date(2024, 1, 2), of=above), *second(below)]
    if certain and len(looks) > 1 and looks[1].newest:
        looks[1] = builders.listing(date(2024, 2, 2), of=below)

    found = column_stale.judge(builders.dossier([above, below], looks)).findings

    assert [finding.certain for finding in found] == ([] if certain is None else [certain])


def test_an_earlier_look_that_shows_a_fresh_item_clears():
    looks = [
        builders.listing(FRESH, at=builders.SEEN - timedelta(days=1)),
        builders.failed(Fate.HTTP_5XX),
    ]

    assert column_stale.judge(builders.dossier([builders.column()], looks)).verdict is Verdict.CLEAR


def test_an_earlier_look_that_shows_a_stale_list_says_nothing_of_a_refusal():
    looks = [
        builders.listing(OLD, at=builders.SEEN - timedelta(days=1)),
        builders.failed(Fate.CAPTCHA),
    ]

    outcome = column_stale.judge(builders.dossier([builders.column()], looks))

    assert (len(outcome.findings), len(outcome.blind)) == (0, 1)


@pytest.mark.parametrize(
    ("days", "newest", "found"),
    [
        pytest.param(3, OLD, 1, id="three days ago still speaks for today"),
        pytest.param(4, OLD, 0, id="four days ago does not"),
        pytest.param(2, date(2025, 3, 16), 0, id="in time when seen, late since"),
        pytest.param(2, date(2025, 3, 15), 0, id="on its last day when seen"),
        pytest.param(2, date(2025, 3, 14), 1, id="late already when seen"),
    ],
)
def test_an_old_look_cannot_say_that_nothing_came_since(days, newest, found):
    look = builders.listing(newest, at=builders.SEEN - timedelta(days=days))
    outcome = column_stale.judge(builders.dossier([builders.column()], [look]))

    assert (len(outcome.findings), len(outcome.blind)) == (found, 1 - found)


@pytest.mark.parametrize("facts", [{"complete": False}, {"scripted": True}])
def test_a_home_page_not_read_whole_may_hide_columns(facts):
    home = builders.listing(FRESH, of=builders.HOME, **facts)
    outcome = column_stale.judge(
        builders.dossier([builders.column()], [home, builders.listing(FRESH)])
    )

    assert [blind.place for blind in outcome.blind] == [builders.HOME]


def test_settings():
    dossier = builders.dossier([builders.column()], [builders.listing(date(2025, 3, 20))])
    policy = builders.column(ColumnKind.POLICY)
    papers = builders.dossier([policy], [builders.listing(date(2025, 3, 20))])

    assert column_stale.judge(dossier).verdict is Verdict.CLEAR
    assert column_stale.with_settings({"news_days": 10}).judge(dossier).verdict is Verdict.BREACH
    assert column_stale.with_settings({"news_days": 11}).judge(dossier).verdict is Verdict.CLEAR
    assert column_stale.with_settings({"notices_days": 10}).judge(papers).verdict is Verdict.BREACH


def test_a_site_nobody_looked_at_is_not_clear():
    outcome = column_stale.judge(builders.dossier())

    assert outcome.verdict is Verdict.UNSEEN
    assert [(blind.place, blind.reason) for blind in outcome.blind] == [
        (builders.HOME, "这个网站还没有看过")
    ]


def test_a_refused_home_page_leaves_the_columns_unseen_and_says_why():
    page = builders.page(builders.HOME, fate=Fate.CHALLENGE_JSL, status=521, complete=False)
    outcome = column_stale.judge(builders.dossier(pages=[page]))

    assert outcome.verdict is Verdict.UNSEEN
    assert outcome.blind[0].reason.startswith("首页被拒绝：")


def test_old_dates_beside_the_list_change_nothing():
    look = builders.listing(OLD, elsewhere=date(2025, 3, 16))
    (finding,) = column_stale.judge(builders.dossier([builders.column()], [look])).findings

    assert finding.certain


def test_a_site_without_a_column_of_its_own_is_not_clear():
    column = builders.column(external=True)
    outcome = column_stale.judge(builders.dossier([column], [builders.listing(OLD)]))

    assert outcome.verdict is Verdict.UNSEEN
