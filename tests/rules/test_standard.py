from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from rules import catalog, standard
from rules.config_error import ConfigError
from rules.rule import reviewed
from rules.standard import AppliesTo, Consequence, Standing
from storage.records import Blind, Decision, Outcome, Review, SiteLevel, Verdict
from tests import builders

FOLDER = Path(__file__).parents[2] / "config" / "standards"
RULES = catalog.load()
NATIONAL = standard.load(FOLDER / "cn-2019-19.toml", RULES)
SITE = builders.site()
JUDGED = ("column-empty", "column-stale", "column-undated", "home-stale", "site-identity")


def place(number: int) -> str:
    return f"http://portal.test/{number}/"


def outcome(rule="column-stale", found=0, unsure=0, blind=0, **facts):
    """An outcome with so many places of each kind, none of them twice."""
    places = [place(number) for number in range(found + unsure + blind)]
    return Outcome(
        rule=rule,
        subject=SITE.id,
        findings=(
            *(builders.finding(where) for where in places[:found]),
            *(builders.finding(where, certain=False) for where in places[found : found + unsure]),
        ),
        blind=tuple(Blind(place=where, reason="没有打开") for where in places[found + unsure :]),
        **facts,
    )


def assess(*outcomes, site=SITE, by=NATIONAL):
    """Weigh these outcomes; rules that are not named were clear."""
    named = {each.rule for each in outcomes}
    clear = [Outcome(rule=rule, subject=site.id) for rule in JUDGED if rule not in named]
    return standard.assess(by, site, [*clear, *outcomes], builders.DAY)


def judged(assessment, id_):
    return next(each for each in assessment.judgements if each.indicator.id == id_)


def trigger(assessment, number, id_="W4"):
    return judged(assessment, id_).weighed[number]


# ------------------------------------------------------------ the national standard


def test_every_veto_of_the_document_is_there():
    vetoes = [each.id for each in NATIONAL.indicators if each.consequence is Consequence.VETO]

    assert vetoes == ["W1", "W2", "W3", "W4", "W5", "W6", "M1", "M2", "M3"]
    counts = [len(each.triggers) for each in NATIONAL.indicators if each.id[0] in "WM"]
    assert counts == [6, 1, 1, 3, 2, 3, 4, 2, 2]


def test_vetoes_bind_every_site_and_deductions_only_portals():
    for indicator in NATIONAL.indicators:
        if indicator.id.startswith("W"):
            assert {*map(str, indicator.applies_to)} == {*map(str, SiteLevel)}
        elif indicator.id.startswith("M"):
            assert indicator.applies_to == (AppliesTo.ACCOUNT,)
        elif indicator.consequence is not Consequence.RECTIFY:  # what other law demands of all
            assert SiteLevel.DEPARTMENT.value not in indicator.applies_to


def test_three_independent_triggers_of_stale_columns():
    (indicator,) = (each for each in NATIONAL.indicators if each.id == "W4")

    assert [(each.at_least, each.rules, each.pending) for each in indicator.triggers] == [
        (5, ("column-stale", "column-undated"), False),
        (10, ("column-overdue",), True),
        (5, ("column-empty",), False),
    ]


def test_what_nobody_saw_in_print_vetoes_nothing():
    for indicator in NATIONAL.indicators:
        for each in indicator.triggers:
            assert each.grade == "证" or each.advisory or indicator.consequence != "veto"


def test_levels_are_the_registers():
    assert {*map(str, SiteLevel)} == {*map(str, AppliesTo)} - {"account"}


# ------------------------------------------------------------ weighing


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        pytest.param({"found": 5}, Verdict.BREACH, id="five"),
        pytest.param({"found": 4}, Verdict.CLEAR, id="four"),
        pytest.param({"found": 4, "blind": 1}, Verdict.UNSEEN, id="four and one not seen"),
        pytest.param({"found": 4, "unsure": 1}, Verdict.UNSEEN, id="four and one unsure"),
        pytest.param({"found": 3, "blind": 1}, Verdict.CLEAR, id="one not seen changes nothing"),
        pytest.param({"unsure": 5}, Verdict.UNSEEN, id="five unsure veto nothing"),
        pytest.param({"unsure": 2, "blind": 2}, Verdict.CLEAR, id="nor could these four"),
        pytest.param({"unsure": 2, "blind": 3}, Verdict.UNSEEN, id="but these five could"),
        pytest.param({"found": 5, "blind": 30}, Verdict.BREACH, id="five, whatever else"),
        pytest.param({}, Verdict.CLEAR, id="nothing"),
    ],
)
def test_what_was_not_seen_matters_only_if_it_could_have_changed_the_answer(given, verdict):
    assert trigger(assess(outcome(**given)), 0).verdict is verdict


def test_a_blind_site_stands_for_an_unknown_number_of_places():
    blind = Blind(place=SITE.url, reason="首页没有读全")
    dark = replace(outcome(), blind=(blind,))

    assert trigger(assess(dark), 0).verdict is Verdict.UNSEEN
    assert "数目不明" in trigger(assess(dark), 0).reason
    assert trigger(assess(replace(outcome(found=5), blind=(blind,))), 0).verdict is Verdict.BREACH


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({"judged": False}, Verdict.UNSEEN),
        ({"judged": False, "error": "ValueError()"}, Verdict.ERROR),
    ],
)
def test_a_rule_that_could_not_judge_is_never_clear(facts, verdict):
    assessment = assess(outcome(**facts))

    assert trigger(assessment, 0).verdict is verdict
    assert assessment.standing is Standing.UNSEEN


def test_a_rule_that_was_not_run_is_never_clear():
    outcomes = [Outcome(rule=rule, subject=SITE.id) for rule in JUDGED if rule != "column-empty"]
    assessment = standard.assess(NATIONAL, SITE, outcomes, builders.DAY)

    assert trigger(assessment, 2).verdict is Verdict.UNSEEN
    assert trigger(assessment, 2).reason == "发现0处；规则 column-empty 没有运行"


def test_outcomes_of_other_subjects_do_not_count():
    other = replace(outcome(found=5), subject="elsewhere")

    assert trigger(assess(Outcome(rule="column-stale", subject=SITE.id), other), 0).findings == ()


def test_rules_of_one_trigger_count_together_and_each_place_once():
    stale = outcome("column-stale", found=4)
    undated = outcome("column-undated", unsure=4)
    assert trigger(assess(stale, undated), 0).verdict is Verdict.CLEAR

    undated = replace(undated, findings=(builders.finding(place(9), certain=False),))
    assert trigger(assess(stale, undated), 0).verdict is Verdict.UNSEEN

    both_blind = assess(outcome("column-stale", blind=3), outcome("column-undated", blind=3))
    assert len(trigger(both_blind, 0).blind) == 3
    assert trigger(both_blind, 0).verdict is Verdict.CLEAR


def test_triggers_are_independent():
    assessment = assess(outcome("column-stale", found=4), outcome("column-empty", found=4))
    assert judged(assessment, "W4").verdict is Verdict.UNSEEN  # W4(2) has no rule yet

    assessment = assess(outcome("column-stale", found=4), outcome("column-empty", found=5))
    assert judged(assessment, "W4").verdict is Verdict.BREACH
    assert judged(assessment, "W4").reasons == ("发现5处，达到5处",)
    assert {each.rule for each in judged(assessment, "W4").findings} == {"column-empty"}


# ------------------------------------------------------------ people's words


def word(number, decision):
    return Review(
        rule="column-stale",
        subject=SITE.id,
        place=place(number),
        decision=decision,
        reason="核实",
        reviewer="审核员",
        at=builders.SEEN,
    )


def test_a_dismissed_finding_no_longer_counts():
    five = outcome(found=5)
    left = reviewed(five, [word(0, Decision.DISMISSED)], builders.UNTIL)

    assert trigger(assess(five), 0).verdict is Verdict.BREACH
    assert trigger(assess(left), 0).verdict is Verdict.CLEAR


def test_a_confirmed_finding_counts():
    given = outcome(found=4, unsure=1)
    confirmed = reviewed(given, [word(4, Decision.CONFIRMED)], builders.UNTIL)
    undecided = reviewed(given, [], builders.UNTIL)

    assert trigger(assess(confirmed), 0).verdict is Verdict.BREACH
    assert trigger(assess(undecided), 0).verdict is Verdict.UNSEEN


def test_a_word_holds_until_the_end_of_its_day_in_china():
    until = date(2025, 3, 30)
    said = replace(word(0, Decision.DISMISSED), until=until)
    midnight = datetime(2025, 3, 30, 16, tzinfo=UTC)

    for now, left in ((midnight - timedelta(minutes=1), 4), (midnight, 5)):
        assert len(reviewed(outcome(found=5), [said], now).findings) == left


# ------------------------------------------------------------ the whole


def test_pending_is_unseen_and_never_clear():
    assessment = assess()

    for id_ in ("W1", "W2", "W5", "W6"):
        assert judged(assessment, id_).verdict is Verdict.UNSEEN
        assert judged(assessment, id_).reasons == ("还没有检查这一项的规则",)
    assert [each.id for each in assessment.pending] == ["W1", "W2", "W4", "W5", "W6"]


def test_the_whole_is_clear_so_far_only_if_everything_with_a_rule_is():
    assert assess().standing is Standing.CLEAR_SO_FAR
    assert assess(outcome("home-stale", unsure=1)).standing is Standing.UNSEEN
    assert assess(outcome("column-empty", blind=5)).standing is Standing.UNSEEN
    assert assess(outcome("column-empty", blind=4)).standing is Standing.CLEAR_SO_FAR


def test_one_veto_is_enough():
    assessment = assess(outcome("home-stale", found=1), outcome("column-empty", blind=9))

    assert assessment.standing is Standing.VETO
    assert [each.indicator.id for each in assessment.breaches] == ["W3"]


def test_a_deduction_is_no_veto():
    assessment = assess(outcome("site-identity", found=9))

    assert assessment.standing is Standing.CLEAR_SO_FAR
    assert [each.indicator.id for each in assessment.breaches] == ["F-site-identity"]


def test_a_blind_deduction_does_not_hide_the_vetoes():
    assert assess(outcome("site-identity", blind=9)).standing is Standing.CLEAR_SO_FAR


def test_department_sites_are_not_charged_deductions_nor_sites_what_binds_accounts():
    assessment = assess(site=builders.site(SiteLevel.DEPARTMENT))

    charged = [each.indicator.id for each in assessment.judgements if each.indicator.id[0] in "WMF"]
    assert charged == [f"W{n}" for n in range(1, 7)]
    assert (assessment.site.level, assessment.day) == (SiteLevel.DEPARTMENT, builders.DAY)


# ------------------------------------------------------------ made-up standards


HEAD = """\
id = "test"
title = "试"
document = "试〔2025〕1号"
"""


def indicator(id_="A", *, more="", rules='["column-stale"]', consequence="veto", grade="证"):
    return f"""
[[indicators]]
id = "{id_}"
title = "试"
document = "第1项"
text = "试"
applies_to = ["city_portal"]
consequence = "{consequence}"
[[indicators.triggers]]
text = "试"
grade = "{grade}"
rules = {rules}
{more}
"""


@pytest.fixture
def load(tmp_path):
    def written(text, name="test"):
        path = tmp_path / f"{name}.toml"
        path.write_text(HEAD + text, encoding="utf-8")
        return standard.load(path, RULES)

    return written


def test_no_veto_twice(load):
    by = load(indicator("A", more="at_least = 2") + indicator("B") + indicator("C"))

    one = assess(outcome(found=1), by=by)
    assert [each.indicator.id for each in one.breaches] == ["B"]  # A did not charge it, B did

    two = assess(outcome(found=2), by=by)
    assert [each.indicator.id for each in two.breaches] == ["A"]
    assert [each.verdict for each in two.judgements[1:]] == [Verdict.CLEAR, Verdict.CLEAR]


def test_a_figure_that_nobody_saw_in_print_asks_for_a_person(load):
    by = load(indicator(grade="忆", more="advisory = true\nat_least = 2"))

    reached = assess(outcome(found=2), by=by)
    assert reached.standing is Standing.UNSEEN
    assert trigger(reached, 0, "A").reason == "发现2处；数值2未经核实（忆），须人工认定"
    assert assess(outcome(found=1), by=by).standing is Standing.CLEAR_SO_FAR


def test_a_pending_trigger_beside_a_breach_hides_nothing(load):
    by = load(
        indicator()
        + '[[indicators.triggers]]\ntext = "二"\ngrade = "证"\nrules = ["later"]\npending = true\n'
    )

    assert assess(outcome(found=1), by=by).standing is Standing.VETO
    assert assess(by=by).judgements[0].waiting
    assert not assess(outcome(blind=1), by=by).judgements[0].waiting


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            indicator(rules='["column-stale", "colum-empty"]'),
            ':15: A.rules = "colum-empty"：没有这条规则；是否想写 column-empty？；'
            "规则尚未写成的，在这一项加 pending = true",
            id="a rule that does not exist",
        ),
        pytest.param(
            indicator(grade="佐"),
            ':14: A.grade = "佐"：只有【证】的数值可以单项否决；'
            "请核到原文后改为 证，或加 advisory = true（只提示人工认定）",
            id="a veto without print",
        ),
        pytest.param(
            indicator(more="pending = true"),
            ":16: A.pending = true：所列规则都已经有了；请删去 pending",
            id="pending without need",
        ),
        pytest.param(
            indicator(rules="[]"),
            ":15: A.rules = []：没有写明由哪条规则检查；",
            id="no rule",
        ),
        pytest.param(
            indicator() + indicator(),
            ':6: A.id = "A"：同一个指标编号用了两次；请改成不同的编号',
            id="an id twice",
        ),
        pytest.param(
            indicator(grade="真"),
            ':14: indicators[0].triggers[0].grade = "真"：不是可用的取值；可用的有：',
            id="no such grade",
        ),
        pytest.param(
            indicator(consequence="vetto"),
            ':11: indicators[0].consequence = "vetto"：不是可用的取值；是否想写 veto？',
            id="no such consequence",
        ),
        pytest.param(
            indicator(more="atleast = 5"),
            ":16: indicators[0].triggers[0].atleast = 5：没有这个键；是否想写 at_least？",
            id="unknown key",
        ),
        pytest.param(
            indicator(more="at_least = 0"),
            ":16: indicators[0].triggers[0].at_least = 0：太小；必须大于 0",
            id="no figure",
        ),
    ],
)
def test_a_mistake_names_file_line_key_value_and_remedy(load, tmp_path, text, said):
    with pytest.raises(ConfigError) as caught:
        load(text)

    first = caught.value.problems[0]
    assert str(first).startswith(f"{tmp_path / 'test.toml'}{said}")
    assert "\n" not in str(first)


def test_a_deduction_may_rest_on_memory(load):
    assert load(indicator(consequence="deduction", grade="忆")).indicators


def test_all_mistakes_at_once(load):
    with pytest.raises(ConfigError) as caught:
        load(indicator("A", rules='["nobody"]') + indicator("B", grade="推", rules='["no-one"]'))

    assert [problem.key for problem in caught.value.problems] == ["A.rules", "B.grade", "B.rules"]


def test_an_id_is_the_files_name(load):
    with pytest.raises(ConfigError, match="与文件名不一致"):
        load(indicator(), name="other")


def test_a_file_that_is_no_toml(tmp_path):
    path = tmp_path / "x.toml"
    path.write_text("id = ", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"x\.toml:1"):
        standard.load(path, RULES)


def test_find():
    assert standard.find("cn-2019-19", FOLDER, RULES) == NATIONAL
    with pytest.raises(ConfigError, match='没有标准 "cn-2019-18"；是否想写 cn-2019-19？'):
        standard.find("cn-2019-18", FOLDER, RULES)
