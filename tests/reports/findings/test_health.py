from dataclasses import replace

from reports.findings import health
from reports.findings.words import ending, whose
from storage.records import Fate
from tests.reports import city


def missing(**changes: object) -> list[str]:
    inspection = city.inspection()
    return list(health.missing(replace(inspection, audit=replace(inspection.audit, **changes))))


def test_what_did_not_run_is_said() -> None:
    assert missing() == [
        "2个地址因我方故障没有看到。",
        "10个网站还没有做过全站检查，正文、附件和链接没有查。",
        "1个网站没有判定：示范市水利局。",
        "规则“栏目不更新”在1个网站上出错，是我方故障，这些网站的这一项没有判定。",
    ]


def test_no_crawl() -> None:
    assert missing(runs=())[0] == "没有抓取记录：本次判定所依据的抓取没有运行。"


def test_a_crawl_that_is_not_whole() -> None:
    run = replace(city.RUN, complete=False, ended=None, fates={})
    said = "2025年3月31日 10:30开始的栏目抓取没有完成，仍有地址没有结果。"
    assert missing(runs=(run, city.WALK))[0] == said


def test_no_walk() -> None:
    said = "没有全站检查的记录：正文、附件和链接没有查，只查了首页和栏目。"
    assert missing(runs=(city.RUN,))[0] == said
    assert said not in missing(runs=())


def test_a_rule_that_nothing_ran() -> None:
    outcomes = tuple(o for o in city.inspection().audit.outcomes if o.rule != "home-stale")
    assert "1条规则没有运行：首页不更新。" in missing(outcomes=outcomes)


def test_a_site_that_the_register_no_longer_has() -> None:
    stranger = replace(city.outcomes()[0], subject="gone")
    said = "判定结果中有登记文件已没有的网站：gone，没有列入本报告。"
    assert said in missing(outcomes=(*city.outcomes(), stranger))


def test_a_whole_inspection_has_nothing_missing() -> None:
    inspection = city.inspection()
    water = city.judged("water")
    civil = city.judged("civil")
    kept = [o for o in inspection.audit.outcomes if o.subject != "civil"]
    run = replace(city.RUN, fates={"HTTP_2XX": 3})
    audit = replace(inspection.audit, outcomes=(*kept, *water, *civil), runs=(run, city.WALK))
    walks = {entry.id: city.WALKS["school"] for entry in city.CITY.sites}
    assert list(health.missing(replace(inspection, audit=audit, walks=walks))) == []


def test_coverage_counts_every_look_by_whose_doing_it_was() -> None:
    groups = health.coverage(city.inspection())
    assert [(group.state.label, group.count) for group in groups] == [
        ("打开", 812 + 950),
        ("没有打开", 23 + 50),
        ("被网站防护拒绝", 1),
        ("按我方规则未看", 3),
        ("我方故障", 2),
    ]
    runs = (city.RUN, city.WALK)
    looks = sum(sum(run.fates.values()) for run in runs)
    assert sum(group.count for group in groups) == looks
    assert [line.spider for line in health.runs(city.inspection())] == ["栏目抓取", "全站检查"]
    assert [fate.words for fate in groups[1].fates] == [
        "页面不存在或不可用（HTTP_4XX）",
        "服务器出错（HTTP_5XX）",
    ]


def test_every_fate_has_words_and_a_side() -> None:
    for fate in Fate:
        assert ending(fate)
        assert whose(fate)[0]
    assert {fate for fate in Fate if whose(fate)[0] == "打开"} == {Fate.OPENED}
