from datetime import date, timedelta

import pytest

from rules.columns.column_empty import column_empty
from rules.columns.column_kinds import LISTING_KINDS
from storage.records import ColumnKind, Fate, PageKind, Verdict
from tests import builders

COLUMN = builders.column(ColumnKind.INTERPRETATION, name="政策解读")
READ = [
    builders.column(ColumnKind.TOPIC, url=f"http://portal.test/{n}/", name=f"专题{n}")
    for n in range(3)
]


def bare(of=builders.NEWS, **facts):
    """A page that shows nothing but its site's frame."""
    return builders.page(of, **{"own_lines": 0, **facts})


def judge(look=None, page=None, column=COLUMN, others=READ, **settings):
    looks = [] if look is None else look if isinstance(look, list) else [look]
    looks = looks + [builders.listing(builders.DAY, of=other) for other in others]
    pages = [] if page is None else [page]
    home = builders.listing(builders.DAY, of=builders.HOME)
    dossier = builders.dossier([column, *others], [home, *looks], pages=pages)
    return column_empty.with_settings(settings).judge(dossier)


def test_a_blank_column():
    outcome = judge(builders.blank(), bare())

    (finding,) = outcome.findings
    assert (finding.place, finding.certain) == (builders.NEWS, True)
    assert finding.message == "“政策解读”没有任何内容"
    assert finding.evidence[0].quote == "共0条，0条有日期，最新：无"
    assert outcome.verdict is Verdict.BREACH


def test_one_item_is_not_blank():
    assert judge(builders.blank(entries=1), builders.page()).verdict is Verdict.CLEAR


def test_items_in_a_list_that_was_cut_are_items():
    look = builders.listing(None, complete=False, scripted=True)

    assert judge(look, builders.page()).verdict is Verdict.CLEAR


@pytest.mark.parametrize("kind", sorted(set(ColumnKind) - LISTING_KINDS))
def test_kinds_that_need_no_list(kind):
    for look in (builders.blank(), builders.failed(Fate.HTTP_5XX)):
        outcome = judge(look, column=builders.column(kind))
        assert outcome.findings == ()
        assert builders.NEWS not in {blind.place for blind in outcome.blind}


@pytest.mark.parametrize("kind", sorted(LISTING_KINDS))
def test_kinds_that_list(kind):
    outcome = judge(builders.blank(), bare(), column=builders.column(kind))

    assert outcome.verdict is Verdict.BREACH


@pytest.mark.parametrize(
    "kind",
    [
        PageKind.HOME,
        PageKind.ARTICLE,
        PageKind.LETTERS,
        PageKind.LEADERS,
        PageKind.GUIDE,
        PageKind.DISCLOSURE,
    ],
)
def test_a_page_that_holds_something_else_is_not_blank(kind):
    assert judge(builders.blank(), builders.page(kind=kind)).verdict is Verdict.CLEAR


@pytest.mark.parametrize(
    ("page", "certain"),
    [
        pytest.param(bare(), True, id="a list's frame"),
        pytest.param(bare(chars=9000), True, id="a list's frame among much text"),
        pytest.param(bare(kind=PageKind.OTHER), True, id="the frame of whatever it is"),
        pytest.param(bare(own_lines=1), False, id="one line more"),
        pytest.param(bare(own_lines=None), False, id="nobody knows what is its own"),
        pytest.param(bare(own_lines=None, kind=PageKind.SCRIPT_ONLY), False, id="a shell"),
        pytest.param(None, False, id="page not kept"),
    ],
)
def test_a_list_that_may_have_escaped_us_waits_for_a_person(page, certain):
    (finding,) = judge(builders.blank(), page).findings

    assert finding.certain is certain


@pytest.mark.parametrize(("others", "certain"), [(2, True), (1, False), (0, False)])
def test_a_site_of_which_hardly_a_list_was_read_waits_for_a_person(others, certain):
    (finding,) = judge(builders.blank(), bare(), others=READ[:others]).findings

    assert finding.certain is certain


def test_lists_that_are_blank_too_show_not_that_we_can_read_them():
    columns = [COLUMN, *READ[:2]]
    looks = [builders.blank(column) for column in columns]
    pages = [bare(column) for column in columns]
    outcome = column_empty.judge(builders.dossier(columns, looks, pages=pages))

    assert [finding.certain for finding in outcome.findings] == [False]


@pytest.mark.parametrize(("confidence", "certain"), [(0.8, True), (0.79, False)])
def test_a_doubtful_kind_waits_for_a_person(confidence, certain):
    column = builders.column(ColumnKind.STATISTICS, confidence=confidence)
    (finding,) = judge(builders.blank(), bare(), column=column).findings

    assert finding.certain is certain


def test_an_emptied_column_is_not_a_blank_one_for_certain():
    earlier = builders.listing(date(2025, 3, 1), at=builders.SEEN - timedelta(days=2))
    (finding,) = judge([earlier, builders.blank()], bare()).findings

    assert not finding.certain
    assert "此前曾有20条，疑似撤稿" in finding.message


def test_a_column_that_has_been_filled_is_not_blank():
    earlier = builders.blank(at=builders.SEEN - timedelta(days=2))

    assert judge([earlier, builders.blank(entries=3)], builders.page()).verdict is Verdict.CLEAR


@pytest.mark.parametrize(
    ("look", "why"),
    [
        pytest.param(None, "还没有看过", id="not looked at"),
        pytest.param(builders.failed(Fate.RATE_LIMITED, status=429), "被拒绝", id="refused"),
        pytest.param(builders.failed(Fate.HTTP_EMPTY), "没有打开", id="blank body"),
        pytest.param(builders.blank(complete=False), "没有读完整", id="cut"),
        pytest.param(builders.blank(scripted=True), "脚本", id="scripted"),
        pytest.param(
            builders.blank(at=builders.SEEN - timedelta(days=4)), "之后是否更新", id="long ago"
        ),
    ],
)
def test_what_was_not_seen_is_blind(look, why):
    outcome = judge(look, builders.page())

    assert outcome.findings == ()
    (blind,) = outcome.blind
    assert blind.place == builders.NEWS
    assert why in blind.reason


@pytest.mark.parametrize("facts", [{"external": True}, {"history": True}])
def test_exempt(facts):
    column = builders.column(ColumnKind.PLANNING, **facts)

    outcome = judge(builders.blank(), bare(), column=column, others=[])

    assert outcome.findings == ()
    assert [blind.place for blind in outcome.blind] == ["http://portal.test/"]


def test_a_column_that_only_leads_to_others_is_not_blank():
    above = builders.column(ColumnKind.FINANCE, name="财政信息")
    below = builders.column(
        ColumnKind.FINANCE, url="http://portal.test/cz/ys/", level=2, parent="财政信息"
    )
    looks = [builders.blank(above), builders.listing(date(2025, 1, 2), of=below)]
    pages = [builders.page(above)]

    outcome = column_empty.judge(builders.dossier([above, below], looks, pages=pages))

    assert outcome.verdict is Verdict.CLEAR


def test_a_site_nobody_looked_at_is_not_clear():
    assert column_empty.judge(builders.dossier()).verdict is Verdict.UNSEEN


@pytest.mark.parametrize(
    ("later", "named"),
    [(timedelta(), "0" * 64), (timedelta(seconds=1), "")],
    ids=["the same look", "another look"],
)
def test_evidence_names_the_bytes_of_the_very_look_that_it_tells_of(later, named):
    page = bare(sha256="0" * 64, at=builders.SEEN + later)
    (finding,) = judge(builders.blank(), page).findings

    assert finding.evidence[0].sha256 == named
