from dataclasses import replace

import pytest

from reports.findings import overview
from reports.findings.words import State
from storage.records import Decision, Outcome
from tests.reports import city
from tests.reports.findings.pages import parsed, section, words


def states(inspection: object) -> dict[str, str]:
    return {line.site.text: line.state.label for line in overview.build(inspection).sites}


def test_every_state_by_its_site() -> None:
    assert states(city.inspection()) == {
        "示范市公安局": "单项否决",
        "示范市教育体育局": "有问题",
        "示范市人民政府门户网站": "有问题",
        "示范市自然资源和规划局": "待人工确认",
        "示范市卫生健康委员会": "待人工确认",
        "示范市审计局": "未看到",
        "示范市农业农村局": "未看到",
        "示范市司法局": "未看到",
        "示范市水利局": "未看到",
        "示范市民政局": "规则出错",
        "示范市财政局": "部分未看到",
        "云溪县人民政府门户网站": "未发现问题",
        "示范市统计局": "未发现问题",
    }


def test_worst_first_and_the_numbers_add_up() -> None:
    report = overview.build(city.inspection())
    order = [state.label for state in State]
    ranks = [order.index(line.state.label) for line in report.sites]
    assert ranks == sorted(ranks)
    assert sum(tile.count for tile in report.tiles) == report.inspected == 13
    assert [tile.count for tile in report.tiles] == [1, 2, 2, 4, 1, 1, 2]
    assert (report.certain, report.uncertain) == (9, 3)


def test_a_veto_of_one_finding_stands_above_two_lesser_findings() -> None:
    word = city.said(city.HOME, "home-stale", "plan", Decision.CONFIRMED, "打电话核实过")
    assert list(states(city.inspection(reviews=(word,))))[:3] == [
        "示范市公安局",
        "示范市自然资源和规划局",
        "示范市教育体育局",
    ]


def test_a_site_that_does_not_run_is_not_counted_but_named() -> None:
    report = overview.build(city.inspection())
    assert [(line.name, line.state, line.document) for line in report.resting] == [
        ("示范市文化旅游广电局", "已关停", ""),
        ("示范市市场监督管理局", "经批准停机维护", "示政办函〔2025〕12号"),
    ]


def test_changes_since_the_audit_before() -> None:
    changes = overview.build(city.inspection()).changes
    assert changes is not None
    assert (len(changes.new), changes.open) == (7, 1)
    assert [line.message for line in changes.back] == [
        "“招生动态”自2025年1月2日起未更新，已88天（应在14天内更新）"
    ]
    assert [line.site.text for line in changes.put_right] == ["云溪县人民政府门户网站"]
    assert [line.site.text for line in changes.unknown] == ["示范市司法局"]


def test_a_first_audit_compares_with_nothing() -> None:
    page = parsed(city.inspection(first=True))["index.html"]
    assert "没有更早的检查可比" in section(page, "changes")
    assert not page.css(".chip")
    assert "其中新增" not in section(page, "sites")
    assert "其中新增" in section(parsed(city.inspection())["index.html"], "sites")


@pytest.mark.parametrize(
    ("id_", "note"),
    [
        ("示范市审计局", "首页被拒绝：对方防护系统要求运行脚本验证"),
        ("示范市农业农村局", "首页按规则未看：robots.txt 不允许访问"),
        ("示范市司法局", "首页我方故障：本次检查自身出错"),
        ("示范市水利局", "没有判定"),
        ("示范市公安局", "W4 栏目不更新：发现6处，达到5处"),
    ],
)
def test_the_reason_stands_beside_the_state(id_: str, note: str) -> None:
    notes = {line.site.text: line.note for line in overview.build(city.inspection()).sites}
    assert notes[id_] == note


def test_state_is_told_by_sign_words_and_colour() -> None:
    page = parsed(city.inspection())["index.html"]
    for badge in page.css("table .badge"):
        assert words(badge.css_first(".sign")) != ""
        assert words(badge) != words(badge.css_first(".sign"))
        assert len((badge.attributes["class"] or "").split()) == 2


def test_a_persons_word_moves_a_site() -> None:
    def said(decision: Decision) -> str:
        word = city.said(city.HOME, "home-stale", "plan", decision, "打电话核实过")
        return states(city.inspection(reviews=(word,)))["示范市自然资源和规划局"]

    assert said(Decision.CONFIRMED) == "单项否决"
    assert said(Decision.DISMISSED) == "未发现问题"


def test_a_site_that_was_not_seen_is_never_clear() -> None:
    # rules that judge all the same, of a site whose every look failed
    extra = [Outcome(rule=rule, subject="audit") for rule in city.RULES]
    assert states(city.inspection(extra))["示范市审计局"] == "未看到"


def test_a_rule_that_did_not_run_leaves_a_site_partly_unseen() -> None:
    whole = city.inspection()
    kept = tuple(
        outcome
        for outcome in whole.audit.outcomes
        if (outcome.rule, outcome.subject) != ("home-stale", "statistics")
    )
    inspection = replace(whole, audit=replace(whole.audit, outcomes=kept))
    assert states(inspection)["示范市统计局"] == "部分未看到"
