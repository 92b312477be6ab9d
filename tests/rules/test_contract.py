"""What every rule keeps to, those present and those to come."""

import ast
import sys
import tomllib
from pathlib import Path
from types import UnionType
from typing import get_args, get_type_hints

import pytest

from rules import catalog, page, reasons, settings, standard
from rules.rule import Grade
from storage.dossier import SiteDossier
from storage.records import Entry, Observation, Outcome, Verdict
from tests import builders

ROOT = Path(__file__).parents[2]
RULES = catalog.load()
STANDARDS = [
    standard.load(path, RULES) for path in sorted((ROOT / "config" / "standards").glob("*.toml"))
]
SETTINGS = [(rule, name) for rule in RULES.values() for name in rule.parameters]

every_rule = pytest.mark.parametrize("rule", list(RULES.values()), ids=list(RULES))
every_setting = pytest.mark.parametrize(
    ("rule", "name"), SETTINGS, ids=[f"{rule.id}.{name}" for rule, name in SETTINGS]
)


def test_there_are_rules():
    assert len(RULES) >= 5


@every_rule
def test_stands_in_a_file_of_its_name(rule):
    assert rule.module.split(".")[0] == "rules"
    assert rule.module.split(".")[2:] == [rule.id.replace("-", "_")]


@every_rule
def test_documented(rule):
    headings = [line[3:] for line in page.docstring(rule).splitlines() if line.startswith("## ")]
    assert headings == list(page.HEADINGS)


@every_rule
def test_says_something_under_each_heading(rule):
    parts = page.docstring(rule).split("\n## ")
    assert all(len(part.split("\n", 1)[1].split()) >= 5 for part in parts[1:])


@every_rule
def test_tested(rule):
    mirrored = Path("tests", *rule.module.split(".")[:-1], f"test_{rule.id.replace('-', '_')}.py")
    tree = ast.parse((ROOT / mirrored).read_text(encoding="utf-8"))
    names = [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert any(name.startswith("test_") for name in names)


@every_rule
def test_cited_by_a_standard(rule):
    assert any(each.citing(rule.id) for each in STANDARDS)


@every_rule
def test_facts_are_chinese(rule):
    for fact in (rule.title, rule.basis, rule.remedy):
        assert any("一" <= letter <= "鿿" for letter in fact), fact
    assert rule.remedy.endswith("。")


@every_rule
def test_needs_are_what_a_dossier_holds(rule):
    assert rule.needs
    assert not any(builders.dossier().has(need) for need in rule.needs)


@every_rule
def test_what_nobody_saw_is_unseen_and_says_why(rule):
    outcome = rule.judge(builders.dossier())

    assert outcome.verdict is Verdict.UNSEEN
    assert all(blind.reason for blind in outcome.blind)
    assert outcome.blind


@every_rule
def test_is_pure(rule):
    dossier = builders.dossier(
        [builders.column()], [builders.listing(None)], identities=[builders.identity(icp=None)]
    )
    assert rule.judge(dossier) == rule.judge(dossier)
    assert rule.judge(dossier).error is None


@every_rule
def test_a_finding_carries_evidence(rule):
    dossier = builders.dossier(
        [builders.column()],
        [builders.blank(), builders.listing(None, of=builders.HOME)],
        pages=[builders.page()],
        identities=[builders.identity(icp=None, url=builders.HOME)],
    )
    for finding in rule.judge(dossier).findings:
        assert finding.evidence
        assert all(proof.url and proof.quote for proof in finding.evidence)


@every_rule
def test_a_crash_is_an_error_and_never_clear(rule):
    class Broken(SiteDossier):
        def __getattribute__(self, name):
            if name in ("site", "subject", "has") or name.startswith("__"):
                return super().__getattribute__(name)
            raise RuntimeError(name)

        def has(self, kind):
            return True

    broken = Broken(site=builders.site(), window=builders.window())

    assert rule.judge(broken).verdict is Verdict.ERROR


# ------------------------------------------------------------ the manual


@every_rule
def test_manual_page_is_the_generated_one(rule):
    written = (ROOT / "docs" / "rules" / f"{rule.id}.md").read_text(encoding="utf-8")
    assert written == page.page(rule, STANDARDS), "scrapy rules --write docs/rules"


def test_manual_holds_these_pages_and_no_other():
    assert {path.stem for path in (ROOT / "docs" / "rules").glob("*.md")} == {*RULES, "README"}
    written = (ROOT / "docs" / "rules" / "README.md").read_text(encoding="utf-8")
    assert written == page.index(RULES), "scrapy rules --write docs/rules"


# ------------------------------------------------------------ settings


@every_setting
def test_setting_has_a_default_that_it_can_take(rule, name):
    default = rule.parameters[name].default
    assert default is not rule.parameters[name].empty
    assert rule.with_settings({name: default}).value(name) == default


@every_setting
def test_setting_says_what_it_means(rule, name):
    meaning = rule.meaning(name)
    assert meaning is not None
    assert meaning.label
    assert meaning.unit
    assert meaning.source
    assert meaning.grade in Grade


@every_setting
def test_setting_stands_in_the_file_with_its_figure_unit_and_grade(rule, name):
    path = ROOT / "config" / "rules.toml"
    text = path.read_text(encoding="utf-8")
    meaning = rule.meaning(name)
    assert tomllib.loads(text)[rule.id][name] == rule.parameters[name].default
    section = text.split(f"[{rule.id}]\n", 1)[1].split("\n[", 1)[0].splitlines()
    number = next(i for i, line in enumerate(section) if line.startswith(f"{name} = "))
    said = f"# 【{meaning.grade}】{meaning.label}（{meaning.unit}）。{meaning.source}"
    assert section[number - 1] == said


def test_the_settings_file_loads():
    loaded = settings.load(ROOT / "config" / "rules.toml", RULES)
    assert list(loaded) == list(RULES)


# ------------------------------------------------------------ records against the dossier


def test_a_dossier_holds_every_observation_that_rules_may_need():
    held = {
        argument
        for hint in get_type_hints(SiteDossier).values()
        for argument in get_args(hint)
        if isinstance(argument, type)
    }
    assert isinstance(Observation, UnionType)
    entries_are_weighed_in_listings = {Entry}
    assert set(get_args(Observation)) - entries_are_weighed_in_listings <= held


def test_every_observation_can_be_missed_in_words():
    for kind in set(get_args(Observation)) - {Entry}:
        dossier = builders.dossier(pages=[builders.page(builders.HOME)])
        assert reasons.nothing_seen(dossier, kind).startswith(("首页上没有读出", "还没有逐页看过"))


def test_rules_modules_are_the_only_ones_that_hold_rules():
    holders = [
        name
        for name, module in sys.modules.items()
        if name.startswith("rules.") and any(value in RULES.values() for value in _facts(module))
    ]
    assert sorted(holders) == sorted(rule.module for rule in RULES.values())


def _facts(module):
    return [value for value in vars(module).values() if isinstance(value, type(_one()))]


def _one():
    return next(iter(RULES.values()))


def test_an_outcome_that_saw_nothing_is_not_judged():
    assert Outcome(rule="x", subject="y", judged=False).verdict is Verdict.UNSEEN
