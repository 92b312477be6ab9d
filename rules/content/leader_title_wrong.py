"""A leading office that does not exist by that name.

## What it detects
Titles that join an office to the wrong organ, or are garbled, from `config/words/titles.csv`.

## Why it matters
Wrong titles of leaders are serious wording errors (19号文 单项否决 1).

## How to put it right
Write the full title as the organ's own site has it.

## Limits
A small list, all uncertain: a person decides. Left out are quotations and titles of works, contexts
named in the list, and pages about wording. Names of persons are not checked.
"""

from collections.abc import Iterator

from rules.content.findings import EXAMPLES, Examples, findings
from rules.content.lexicon import Family, Lexicon
from rules.content.sweep import Sighting
from rules.rule import Severity, rule
from storage.dossier import SiteDossier
from storage.records import Blind, Content, Finding


@rule(
    id="leader-title-wrong",
    title="领导职务表述错误",
    severity=Severity.CRITICAL,
    basis="国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》单项否决“安全、泄密事故等严重问题”："
    "出现严重表述错误",
    remedy="按任免文件和该机关公布的全称改正职务。",
    needs=(Content,),
)
def leader_title_wrong(
    dossier: SiteDossier, lexicon: Lexicon | None = None, *, examples: Examples = EXAMPLES
) -> Iterator[Finding | Blind]:
    """Name each page and file with a wrong title."""
    yield from findings(dossier, lexicon, Family.TITLE, _message, examples=examples)


def _message(sighting: Sighting) -> str:
    return f"“{sighting.word}”疑应为“{sighting.entry.advice}”"
