from dataclasses import replace

from tests.reports import city
from tests.reports.findings.pages import parsed, section, words

PAGES = parsed(city.inspection())


def test_a_unit_with_its_site_and_findings() -> None:
    page = PAGES["units/school.html"]
    assert "示范市教育体育局" in section(page, "sites")
    assert "教育要闻" in section(page, "found")
    assert "学校动态" in section(page, "unsure")


def test_a_unit_without_a_site_names_its_section() -> None:
    page = PAGES["units/archives.html"]
    assert words(page.css_first(".lead")) == "在示范市人民政府门户网站“档案服务”栏目发布信息。"
    assert "没有独立的网站" in section(page, "sites")


def test_a_unit_whose_site_rests() -> None:
    assert "已关停，不计入本次检查" in section(PAGES["units/tourism.html"], "sites")


def test_every_unit_is_listed_worst_first() -> None:
    rows = [words(row) for row in PAGES["units.html"].css("tbody tr")]
    assert len(rows) == len(city.CITY.units)
    assert rows[0].startswith("✖ 单项否决 示范市公安局")
    assert rows[-1].startswith("没有运行的网站")


def test_a_rules_manual_page() -> None:
    page = PAGES["rules/column-stale.html"]
    assert "国办秘函〔2019〕19号" in section(page, "basis")
    assert "W4 栏目不更新（单项否决）" in section(page, "basis")
    assert "及时补发" in section(page, "remedy")
    assert "news_days 14 天 证" in section(page, "settings")
    where = section(page, "where")
    assert "▲ 有问题 示范市公安局 6" in where
    assert "？ 待人工确认" not in where  # the school has certain ones too
    assert "！ 规则出错 示范市民政局" in where
    assert "○ 未看到 示范市审计局" in where
    assert "○ 没有运行 示范市水利局" in where
    assert "4个网站未发现问题" not in where


def test_a_figure_that_the_office_chose_says_so() -> None:
    whole = city.inspection()
    rule = whole.catalogue["column-stale"].with_settings({"news_days": 10})
    page = parsed(replace(whole, catalogue=dict(whole.catalogue) | {rule.id: rule}))
    said = section(page["rules/column-stale.html"], "settings")
    assert "news_days 10 天 本地改定，默认14" in said


def test_the_list_holds_every_finding_once() -> None:
    page = PAGES["findings.html"]
    ids = [card.attributes["id"] for card in page.css(".card")]
    assert len(ids) == len(set(ids)) == 12
    assert len(page.css("section[aria-labelledby=found] .card")) == 9
