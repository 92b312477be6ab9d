from datetime import date

import pytest

from rules.columns.column_undated import column_undated
from storage.records import ColumnKind, Fate, Verdict
from tests import builders


def test_a_list_without_any_date_waits_for_a_person():
    outcome = column_undated.judge(builders.dossier([builders.column()], [builders.listing(None)]))

    (finding,) = outcome.findings
    assert (finding.place, finding.certain) == (builders.NEWS, False)
    assert finding.message == "“要闻动态”的20条信息都未注明日期"
    assert finding.evidence[0].quote == "共20条，0条有日期，最新：无"
    assert outcome.verdict is Verdict.UNSEEN


@pytest.mark.parametrize(
    "look",
    [
        pytest.param(builders.listing(date(2025, 1, 2), dated=1), id="one date is enough"),
        pytest.param(builders.listing(None, dated=1, future=1), id="be it in the future"),
        pytest.param(builders.blank(), id="an empty list is column-empty's"),
    ],
)
def test_not_undated(look):
    outcome = column_undated.judge(builders.dossier([builders.column()], [look]))

    assert outcome.verdict is Verdict.CLEAR


@pytest.mark.parametrize(
    ("kind", "level", "found"),
    [
        pytest.param(ColumnKind.NEWS, 2, True, id="news at any level"),
        pytest.param(ColumnKind.NOTICES, 1, True, id="notices on the first level"),
        pytest.param(ColumnKind.POLICY, 1, True, id="policy on the first level"),
        pytest.param(ColumnKind.NOTICES, 2, False, id="notices below it"),
        pytest.param(ColumnKind.SERVICES, 1, False, id="services need no dates"),
        pytest.param(ColumnKind.LEADERS, 1, False, id="nor do leaders"),
        pytest.param(ColumnKind.TOPIC, 1, False, id="nor do topics"),
    ],
)
def test_kinds(kind, level, found):
    column = builders.column(kind, level=level)
    outcome = column_undated.judge(builders.dossier([column], [builders.listing(None)]))

    assert bool(outcome.findings) is found


def test_dates_below_are_dates():
    above = builders.column(ColumnKind.POLICY, name="政策")
    below = builders.column(
        ColumnKind.POLICY, url="http://portal.test/zc/gf/", level=2, parent="政策"
    )
    looks = [builders.listing(None, of=above), builders.listing(date(2025, 1, 2), of=below)]

    assert column_undated.judge(builders.dossier([above, below], looks)).verdict is Verdict.CLEAR


@pytest.mark.parametrize(
    "looks",
    [
        pytest.param([builders.failed(Fate.CHALLENGE_WAF)], id="refused"),
        pytest.param([builders.failed(Fate.DNS_NXDOMAIN)], id="down"),
        pytest.param([builders.listing(None, complete=False)], id="cut"),
        pytest.param([builders.listing(None, scripted=True)], id="scripted"),
        pytest.param([builders.listing(None, of=builders.HOME)], id="not looked at"),
    ],
)
def test_what_was_not_seen_is_blind(looks):
    outcome = column_undated.judge(builders.dossier([builders.column()], looks))

    assert outcome.findings == ()
    assert [blind.place for blind in outcome.blind] == [builders.NEWS]


def test_a_site_nobody_looked_at_is_not_clear():
    assert column_undated.judge(builders.dossier()).verdict is Verdict.UNSEEN
