from dataclasses import replace

import pytest

from reports.findings import overview, reach
from reports.findings.sitewalk import CutCount, SiteWalk, Stock
from tests.reports import city
from tests.reports.findings.pages import parsed, section, words

PAGES = parsed(city.inspection())


def walk(known: int, looked: int = 0, a_night: int = 500) -> SiteWalk:
    return SiteWalk(
        tonight=0, a_night=a_night, stock=Stock(known=known, looked=looked, oldest=None)
    )


@pytest.mark.parametrize(
    ("known", "nights"), [(0, 0), (1, 1), (500, 1), (501, 2), (18_203, 37), (20_000, 40)]
)
def test_a_round_takes_whole_nights(known: int, nights: int) -> None:
    assert walk(known).nights == nights


def test_the_city_in_a_few_lines() -> None:
    assert list(reach.of_city(city.inspection())) == [
        "已知18705个地址，至少去看过一次的2001个（10%），还有16704个没有去看过。",
        "最近一夜看了1001个地址；每个网站每夜至多看500个。",
        "看完一遍最多需要37天（示范市人民政府门户网站）。",
        "去看过的地址中，最久没有再看的是2025年1月30日 20:30看的。",
        "按规则没有去看的地址465个，原因见“全站检查走到哪里”。",
    ]
    assert "看完一遍最多需要37天" in section(PAGES["index.html"], "health")


def test_where_all_was_looked_at() -> None:
    inspection = replace(city.inspection(), walks={"portal": walk(1_000, 1_000)})
    first = next(reach.of_city(inspection))
    assert first == "已知1000个地址，至少去看过一次的1000个（100%），都去看过。"


@pytest.mark.parametrize(
    ("looked", "share"), [(0, "0%"), (1, "不到1%"), (9_999, "99%"), (10_000, "100%")]
)
def test_a_share_is_never_rounded_to_all_or_nothing(looked: int, share: str) -> None:
    inspection = replace(city.inspection(), walks={"portal": walk(10_000, looked)})
    assert f"（{share}）" in next(reach.of_city(inspection))


def test_a_site_s_own_page() -> None:
    page = PAGES["sites/portal.html"]
    facts = page.css("section[aria-labelledby=walk] dl > div")
    assert [words(fact) for fact in facts] == [
        "已知地址 18203",
        "至少去看过一次 1500（8%）",
        "最近一夜看了 500",
        "每夜至多 500",
        "看完一遍需要 37天",
        "最久没有再看的 2025年1月30日 20:30",
    ]
    rows = page.css("section[aria-labelledby=walk] tbody tr")
    assert [words(row) for row in rows] == [
        "已知地址达到每个网站的上限 400 http://portal.shifan.gov.cn/x/1.html",
        "日历翻页 62 http://portal.shifan.gov.cn/rl?y=1970&m=1",
    ]
    assert not page.css("section[aria-labelledby=walk] tbody a")
    assert "每30天再看一次" in section(page, "walk")


def test_a_site_that_was_not_walked_says_so() -> None:
    assert "还没有做过全站检查" in section(PAGES["sites/police.html"], "walk")


def test_of_one_that_was_walked_again_since_only_what_the_night_itself_kept() -> None:
    cut = CutCount(reason="日历翻页", count=2, example="http://a.test/")
    later = SiteWalk(tonight=123, a_night=500, stock=None, cuts=(cut,))
    inspection = replace(city.inspection(), walks={"portal": later})
    page = parsed(inspection)["sites/portal.html"]
    said = section(page, "walk")
    assert "已知地址 —" in said
    assert "最近一夜看了 123" in said
    assert "当时已知多少地址没有留存" in said
    assert list(reach.of_city(inspection)) == [
        "最近一夜看了123个地址；每个网站每夜至多看500个。",
        "按规则没有去看的地址2个，原因见“全站检查走到哪里”。",
    ]


def test_the_overview_s_table_has_the_longest_round_first() -> None:
    report = overview.build(city.inspection())
    assert [(line.site.text, line.nights, line.cut) for line in report.walks] == [
        ("示范市人民政府门户网站", "37", 462),
        ("示范市教育体育局", "2", 3),
        ("示范市审计局", "1", 0),
    ]
    assert [(line.reason, line.count) for line in report.cuts] == [
        ("已知地址达到每个网站的上限", 403),
        ("日历翻页", 62),
    ]


def test_without_any_walk_nothing_is_told_of_one() -> None:
    page = parsed(replace(city.inspection(), walks={}))["index.html"]
    assert not page.css("#walk")
    assert not page.css("section[aria-labelledby=health] h3")


def test_an_example_of_a_stranger_s_is_text() -> None:
    cut = CutCount(reason="日历翻页", count=2, example=city.HOSTILE + "x" * 5000)
    hostile = SiteWalk(tonight=1, a_night=1, stock=None, cuts=(cut,))
    page = parsed(replace(city.inspection(), walks={"portal": hostile}))["sites/portal.html"]
    assert not page.css("script, img")
    assert "此处截断" in section(page, "walk")
