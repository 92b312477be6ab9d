import pytest

from storage.records import Decision, Outcome
from tests.reports import city
from tests.reports.findings.pages import parsed, section, words

PAGES = parsed(city.inspection())


def test_a_finding_has_its_four_parts() -> None:
    card = PAGES["sites/school.html"].css_first("section[aria-labelledby=found] .card")
    said = words(card)
    for part in (
        "现象 “教育要闻”自2025年3月3日起未更新",
        "依据 国办秘函〔2019〕19号",
        "证据",
        "整改建议 及时补发",
        "2025年3月31日 11:30（北京时间）看到",
        "共20条，20条有日期，最新：2025年3月3日",
        "http://school.shifan.gov.cn/jyyw/",
        "仍未整改",
    ):
        assert part in said, part
    links = [link.attributes["href"] for link in card.css("a")]
    assert links == [
        "http://school.shifan.gov.cn/jyyw/",
        "../rules/column-stale.html",
        "http://school.shifan.gov.cn/jyyw/",
    ]


def test_what_waits_for_a_person_is_kept_apart() -> None:
    page = PAGES["sites/school.html"]
    assert "学校动态" in section(page, "unsure")
    assert "学校动态" not in section(page, "found")
    assert "问题（2）" in section(page, "found")
    assert "不计为问题" in section(page, "unsure")


def test_back_again_and_since_when() -> None:
    assert "再次出现" in section(PAGES["sites/school.html"], "found")
    assert "2025年1月30日 20:30首次发现" in section(PAGES["sites/school.html"], "found")


@pytest.mark.parametrize(
    ("site", "reason"),
    [
        ("audit", "首页被拒绝：对方防护系统要求运行脚本验证（CHALLENGE_RUISHU，状态码412）"),
        ("farm", "首页按规则未看：robots.txt 不允许访问（ROBOTS）"),
        ("justice", "首页我方故障：本次检查自身出错（LOCAL_NET）"),
        ("civil", "规则出错，是我方故障，与网站无关：ZeroDivisionError"),
        ("finance", "没有打开：服务器出错（HTTP_5XX，状态码502）"),
        ("water", "这条规则没有对本网站运行"),
        ("school", "列表由脚本载入，看不到"),
    ],
)
def test_what_was_not_judged_and_why(site: str, reason: str) -> None:
    assert reason in section(PAGES[f"sites/{site}.html"], "unjudged")


def test_a_site_that_was_not_seen_says_so() -> None:
    page = PAGES["sites/audit.html"]
    assert words(page.css_first(".title .badge")) == "○ 未看到"
    assert "没有看到这个网站，有没有问题不作结论" in section(page, "found")
    assert not page.css(".badge.clear")


def test_verdict_by_indicator_with_clause_and_grade() -> None:
    said = section(PAGES["sites/police.html"], "verdict")
    assert "触发单项否决" in said
    assert "W4 栏目不更新" in said
    assert "累计5个（含）以上未更新 证" in said
    assert "发现6处，达到5处" in said
    waiting = PAGES["sites/police.html"].css_first("section[aria-labelledby=verdict] details")
    assert "W2 站点无法访问" in words(waiting)
    assert "尚无规则" in words(waiting)


def test_columns_as_they_were_seen() -> None:
    rows = [
        [words(cell) for cell in row.css("th, td")]
        for row in PAGES["sites/county.html"].css("section[aria-labelledby=columns] tbody tr")
    ]
    assert ["通知公告", "通知公告", "2025年3月12日", "20", "✓ 打开 2025年3月31日 11:30"] in rows
    assert ["领导信息", "领导信息", "未见日期", "20", "✓ 打开 2025年3月31日 11:30"] in rows
    assert "没有打开：服务器出错" in section(PAGES["sites/finance.html"], "columns")
    assert "未看到" in section(PAGES["sites/finance.html"], "columns")


def test_put_right_and_not_visited_again() -> None:
    assert "已整改" in section(PAGES["sites/county.html"], "gone")
    assert "本次未能复查" in section(PAGES["sites/justice.html"], "gone")


def test_dismissed_is_listed_with_its_reason() -> None:
    word = city.said(city.HEALTH, "column-undated", "health", Decision.DISMISSED, "列表另有日期")
    page = parsed(city.inspection(reviews=(word,)))["sites/health.html"]
    assert "2025年3月31日，列表另有日期" in section(page, "dismissed")
    assert "没有待人工确认的" in section(page, "unsure")


def test_confirmed_counts_and_says_who_said_why() -> None:
    word = city.said(city.HEALTH, "column-undated", "health", Decision.CONFIRMED, "已打开核对")
    page = parsed(city.inspection(reviews=(word,)))["sites/health.html"]
    assert "2025年3月31日人工确认：已打开核对" in section(page, "found")


def test_a_rule_that_is_gone_is_still_printed() -> None:
    found = city.stale("statistics", "x/", "旧栏目", city.POLICE[0][2])
    old = Outcome(rule="no-such-rule", subject="statistics", findings=(found,))
    page = parsed(city.inspection([old]))["sites/statistics.html"]
    assert "这条规则已不在规则目录中" in section(page, "found")
