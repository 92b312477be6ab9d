from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser

from storage.records import Blind, Decision, Evidence, Finding, Outcome
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
        "快照已存：evidence-202503.warc.gz，SHA-256 0123456789ab",
        "仍未整改",
    ):
        assert part in said, part
    links = [link.attributes["href"] for link in card.css("a")]
    assert links == [
        "http://school.shifan.gov.cn/jyyw/",
        "../rules/column-stale.html",
        "http://school.shifan.gov.cn/jyyw/",
    ]


def test_a_snapshot_is_told_only_where_there_is_one() -> None:
    assert words(PAGES["sites/school.html"].css_first("main")).count("快照已存") == 1
    assert "f" * 12 not in words(PAGES["sites/school.html"].css_first("main"))


def places_shown() -> Finding:
    """A file in which a number stands twelve times, on two looks."""
    proof = Evidence(
        url=city.url("school", "a.xlsx"),
        at=city.SEEN,
        quote="张某 43**************** 12岁",
        word="43****************",
        sha256=city.KEPT,
    )
    twelve = [replace(proof, where=f"工作表“名单”第{n}行", certain=n < 9) for n in range(2, 14)]
    later = replace(proof, at=city.AS_OF, quote="还在")
    message = "身份证号12个，列表形式，含姓名"
    return Finding(place=proof.url, message=message, evidence=(*twelve, later))


def test_what_one_look_showed_stands_together_and_the_many_are_folded() -> None:
    leak = Outcome(rule="resident-id-exposed", subject="school", findings=(places_shown(),))
    page = parsed(city.inspection([leak]))["sites/school.html"]
    card = next(card for card in page.css("#found ~ .card") if "身份证号12个" in words(card))
    looks = card.css(".proofs > li")
    assert [len(look.css("q")) for look in looks] == [12, 1]
    assert [len(look.css("li > div > q")) for look in looks] == [5, 1]
    assert words(looks[0].css_first("summary")) == "其余7处"
    assert words(looks[0].css("q")[0]) == "张某 43**************** 12岁"
    assert words(looks[0].css_first("mark")) == "43****************"
    assert "工作表“名单”第2行" in words(looks[0])
    assert len(looks[0].css(".chip")) == 5
    assert words(looks[0]).count("看到") == words(looks[0]).count("快照已存") == 1


def test_of_many_findings_the_later_ones_show_what_and_where_and_unfold() -> None:
    cards = PAGES["sites/police.html"].css("#found ~ .card")
    assert [len(card.css(".card > details")) for card in cards] == [0, 0, 0, 1, 1, 1]
    last = cards[-1]
    assert "警务动态6" in words(last.css_first("h4"))
    assert "整改建议" in words(last.css_first("details"))
    assert not any(card.css(".card > details") for card in PAGES["sites/school.html"].css(".card"))


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


def dark(page: LexborHTMLParser) -> list[list[str]]:
    rows = page.css("section[aria-labelledby=unjudged] tbody tr")
    return [[words(cell) for cell in row.css("th, td")] for row in rows]


def test_what_many_rules_could_not_judge_for_one_reason_is_one_line() -> None:
    page = PAGES["sites/audit.html"]
    ((rules, place, reason),) = dark(page)
    assert rules.startswith(f"{len(city.RULES)}条规则")
    assert all(rule.title in rules for rule in city.RULES.values())
    assert (place, "CHALLENGE_RUISHU" in reason) == ("全站", True)
    assert f"没有判定的（{len(city.RULES)}）" in section(page, "unjudged")


def test_places_with_one_reason_are_one_line_and_others_are_not_mixed_in() -> None:
    files = [city.url("statistics", f"{n}.pdf") for n in range(5)]
    scans = tuple(Blind(place=file, reason="扫描件") for file in files)
    locked = (Blind(place=files[0], reason="加密"),)
    extra = [
        Outcome(rule="resident-id-exposed", subject="statistics", blind=scans),
        Outcome(rule="mobile-exposed", subject="statistics", blind=(*scans, *locked)),
    ]
    page = parsed(city.inspection(extra))["sites/statistics.html"]
    titles = [city.RULES[id_].title for id_ in ("mobile-exposed", "resident-id-exposed")]
    assert dark(page) == [
        [f"2条规则 {' '.join(titles)}", f"5处 {' '.join(files)}", "○ 未看到 扫描件"],
        [titles[0], files[0], "○ 未看到 加密"],
    ]
    assert "没有判定的（11）" in section(page, "unjudged")


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


def test_columns_on_other_sites_do_not_crowd_out_its_own() -> None:
    inspection = city.inspection()
    known = inspection.dossiers["county"]
    others = [
        replace(city.column("county", "", f"某局{n}"), url=f"http://b{n}.test/", external=True)
        for n in range(88)
    ]
    changed = replace(known, columns=(*known.columns, *others))
    dossiers = {**inspection.dossiers, "county": changed}
    page = parsed(replace(inspection, dossiers=dossiers))["sites/county.html"]
    shown = page.css_first("section[aria-labelledby=columns]")
    assert "看到的栏目（93）" in words(shown)
    assert len(shown.css("tbody tr")) == 5
    assert len(shown.css("details li")) == 88


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
