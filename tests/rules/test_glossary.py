"""The glossary knows every closed set of words in use."""

from pathlib import Path

import pytest

from rules import catalog
from rules.identity.site_identity import ITEMS
from rules.indicators import Consequence
from storage.records import ColumnKind, PageKind, Verdict

TEXT = (Path(__file__).parents[2] / "docs" / "glossary.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("word", sorted({*ColumnKind, *PageKind, *ITEMS}))
def test_each_kind_and_item_has_its_chinese(word):
    assert f"| {word} | " in TEXT


@pytest.mark.parametrize("word", [*Verdict, *Consequence])
def test_each_verdict_and_consequence_is_named(word):
    assert word in TEXT


@pytest.mark.parametrize("rule", list(catalog.load().values()), ids=list(catalog.load()))
def test_each_rule_is_named_as_reports_name_it(rule):
    assert f"| {rule.id} | {rule.title} |" in TEXT


@pytest.mark.parametrize("item", ITEMS)
def test_each_item_is_named_as_findings_name_it(item):
    assert f"| {item} | {ITEMS[item][0]} |" in TEXT
