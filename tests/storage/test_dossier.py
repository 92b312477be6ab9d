from datetime import UTC, date, datetime, timedelta

import pytest

from storage.dossier import china_day, same_place
from storage.records import ColumnKind
from tests import builders


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2025, 3, 31, 15, 59, 59, tzinfo=UTC), date(2025, 3, 31)),
        (datetime(2025, 3, 31, 16, tzinfo=UTC), date(2025, 4, 1)),
    ],
)
def test_a_day_is_chinas(moment, day):
    assert china_day(moment) == day
    assert builders.dossier(until=moment).day == day


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://a.test/yw/", "https://A.test/yw/index.html", True),
        ("http://a.test/yw/", "http://a.test/yw", True),
        ("http://a.test", "http://a.test/index.jsp", True),
        ("http://a.test/l?id=1", "http://a.test/l?id=2", False),
        ("http://a.test/yw/", "http://a.test/dt/", False),
        ("http://a.test/", "http://b.test/", False),
        ("http://a.test/myindex.html", "http://a.test/", False),
        ("http://[broken", "http://[broken", True),
    ],
)
def test_spellings_of_one_place(one, other, same):
    assert (same_place(one) == same_place(other)) is same


def test_a_sites_own_columns():
    own = builders.column()
    others = [
        builders.column(url="http://portal.test/1/", external=True),
        builders.column(url="http://portal.test/2/", history=True),
        builders.column(url="http://portal.test/3/", kind=ColumnKind.HOME),
        builders.column(url=f"{builders.HOME}index.html"),
        builders.column(url=f"{builders.NEWS}index.html", level=2),
    ]

    assert builders.dossier([*others, own]).own_columns == (own,)


def test_the_latest_look_at_a_column_says_what_it_is():
    before = builders.column(kind=ColumnKind.OTHER, at=builders.SEEN - timedelta(days=1))
    now = builders.column()

    assert builders.dossier([before, now]).own_columns == (now,)


def test_what_stands_below_a_column():
    above = builders.column(name="新闻中心")
    below = builders.column(url="http://portal.test/1/", level=2, parent="新闻中心")
    beside = builders.column(url="http://portal.test/2/", level=1, parent="新闻中心")

    assert builders.dossier([above, below, beside]).below(above) == (below,)


def test_looks_in_order_and_the_newest_date_of_all():
    late = builders.listing(date(2025, 3, 1))
    early = builders.listing(date(2025, 3, 9), at=builders.SEEN - timedelta(days=1))
    ahead = builders.listing(date(2025, 4, 1), at=builders.SEEN - timedelta(days=2))
    dossier = builders.dossier([], [late, early, ahead])

    assert dossier.looks_at(builders.NEWS) == (ahead, early, late)
    assert dossier.newest_shown(builders.NEWS) == date(2025, 3, 9)
    assert dossier.newest_shown(builders.HOME) is None


def test_the_newest_look_at_a_page():
    before = builders.page(at=builders.SEEN - timedelta(days=1))
    now = builders.page(chars=1)

    assert builders.dossier([builders.column()], pages=[now, before]).page_at(builders.NEWS) == now
    assert builders.dossier().page_at(builders.NEWS) is None


@pytest.mark.parametrize(
    ("kind", "confidence", "told", "then"),
    [
        pytest.param(
            ColumnKind.NEWS,
            0.7,
            ColumnKind.NEWS,
            (ColumnKind.NEWS, 0.9),
            id="the tag supports the name",
        ),
        pytest.param(
            ColumnKind.NEWS,
            1.0,
            ColumnKind.NEWS,
            (ColumnKind.NEWS, 1.0),
            id="a sure name stays as sure",
        ),
        pytest.param(
            ColumnKind.OTHER,
            0.3,
            ColumnKind.POLICY,
            (ColumnKind.POLICY, 0.6),
            id="alone it is not enough",
        ),
        pytest.param(
            ColumnKind.POLICY,
            0.7,
            ColumnKind.NEWS,
            (ColumnKind.POLICY, 0.7),
            id="against the name it is nothing",
        ),
        pytest.param(ColumnKind.NEWS, 0.7, None, (ColumnKind.NEWS, 0.7), id="no tag"),
    ],
)
def test_what_a_page_s_tag_says_of_its_column(kind, confidence, told, then):
    column = builders.column(kind, confidence=confidence)
    dossier = builders.dossier([column], pages=[builders.page(told=told)])

    (own,) = dossier.own_columns

    assert (own.kind, own.confidence) == then
