from dataclasses import replace

from demo.compare import ANY, Hidden, Key, Planted, Quiet, compare
from demo.tally import tally

HOME = "http://127.0.0.1:18001/"
LIST = f"{HOME}tzgg/"
STALE = Planted(id="F1", rule="column-stale", site="a", place=LIST)
UNDATED = Planted(id="F2", rule="column-undated", site="b", place=LIST, may=("column-stale",))
CODE = Planted(id="F3", rule="site-identity", site="b", place=f"{HOME}#icp")
WALLED = Hidden(site="w", place="http://127.0.0.1:18002/", whole=True)
BROKEN = Hidden(site="a", place=f"{HOME}x/")
KEY = Key(
    planted=(STALE, UNDATED, CODE),
    quiet=(
        Quiet(site="q", place=ANY, rules=(ANY,)),
        Quiet(site="a", place=HOME, rules=("home-stale",)),
    ),
    hidden=(WALLED, BROKEN),
)
ALL = [
    ("column-stale", "a", LIST),
    ("column-undated", "b", LIST),
    ("site-identity", "b", "http://127.0.0.1:18001#icp"),
]
DARK = [("home-stale", "w", "http://127.0.0.1:18002"), ("column-stale", "a", f"{HOME}x/")]


def test_everything_found_and_nothing_else_passes():
    result = compare(KEY, ALL, DARK)
    assert result.passed
    assert set(result.found) == {STALE, UNDATED, CODE}
    assert set(result.unseen) == {WALLED, BROKEN}
    assert result.counts("column-stale") == (1, 0, 0)


def test_a_missed_fault_fails():
    result = compare(KEY, ALL[1:], DARK)
    assert not result.passed
    assert result.missed == (STALE,)
    assert result.counts("column-stale") == (0, 1, 0)


def test_a_finding_that_was_not_planted_fails():
    false = ("column-stale", "c", LIST)
    result = compare(KEY, [*ALL, false], DARK)
    assert not result.passed
    assert result.false == (false,)
    assert result.sprung == ()


def test_the_right_place_by_the_wrong_rule_is_both_missed_and_false():
    result = compare(KEY, [("column-empty", "a", LIST), *ALL[1:]], DARK)
    assert result.missed == (STALE,)
    assert result.false == (("column-empty", "a", LIST),)


def test_a_rule_that_may_speak_too_is_not_false():
    assert compare(KEY, [*ALL, ("column-stale", "b", LIST)], DARK).passed


def test_a_trap_is_told_apart():
    trapped = ("home-stale", "a", HOME)
    elsewhere = ("column-empty", "q", f"{HOME}any/")
    result = compare(KEY, [*ALL, trapped, elsewhere], DARK)
    assert set(result.sprung) == {trapped, elsewhere}


def test_naming_what_could_not_be_seen_fails_even_if_it_is_also_blind():
    named = ("column-stale", "w", "http://127.0.0.1:18002/any/")
    result = compare(KEY, [*ALL, named], DARK)
    assert not result.passed
    assert result.named == (named,)
    assert result.false == ()


def test_a_hidden_place_that_nobody_calls_blind_fails():
    result = compare(KEY, ALL, DARK[:1])
    assert not result.passed
    assert result.overlooked == (BROKEN,)


def test_another_blind_place_of_the_site_does_not_stand_for_a_hidden_column():
    result = compare(KEY, ALL, [DARK[0], ("column-stale", "a", HOME)])
    assert result.overlooked == (BROKEN,)


def test_a_fault_at_a_hidden_place_is_found_and_no_other_rule_may_speak():
    gone = Planted(id="F4", rule="link-dead", site="a", place=f"{HOME}x/")
    key = replace(KEY, planted=(*KEY.planted, gone))
    dead = ("link-dead", "a", f"{HOME}x/")
    assert compare(key, [*ALL, dead], DARK).passed
    assert compare(key, ALL, DARK).missed == (gone,)
    other = compare(key, [*ALL, dead, ("column-empty", "a", f"{HOME}x/")], DARK)
    assert other.named == (("column-empty", "a", f"{HOME}x/"),)


def test_nothing_found_finds_nothing():
    result = compare(KEY, [], [])
    assert (len(result.found), len(result.missed), len(result.unseen)) == (0, 3, 0)


def test_the_table_names_every_case():
    false = ("column-stale", "q", LIST)
    named = ("column-stale", "w", LIST)
    text = tally(KEY, compare(KEY, [*ALL[:2], false, named], []), {"q": "示范市教育局"})
    assert "漏报 F3 site-identity" in text
    assert "误报（陷阱） column-stale 示范市教育局" in text
    assert "不该点名" in text
    assert "未见却没有说明" in text
    assert "不一致" in text.splitlines()[-1]
