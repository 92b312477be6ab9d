"""A word or a formula that is written wrongly.

## What it detects
Wrong characters, wrong organ names and garbled political formulas of `config/words/pairs.csv`, on
pages and in files, each with what should stand there.

## Why it matters
One serious wording error vetoes a site (19号文 单项否决 1); of the others every one is counted, and
people send screenshots of them.

## How to put it right
Correct the word where it stands, and wherever else it was copied to.

## Limits
Only what the list holds is found. A word that is no mistake in some sentence is uncertain and
waits for a person; so does every word in a pdf (its text may be a machine's guess at a scan), in
letters, beside words of forgery, inscriptions and old documents, and in names of shops. Left out
are quotations and titles (save for formulas, which stand in quotation marks), names of places,
contexts named in the list, and pages that explain wording. The same line on more than twenty pages
is the site's frame and is said once. A file that was not read is blind.
"""

from collections.abc import Iterator

from rules.content.findings import EXAMPLES, Examples, findings
from rules.content.lexicon import Family, Lexicon
from rules.content.sweep import Sighting
from rules.rule import Severity, rule
from storage.dossier import SiteDossier
from storage.records import Blind, Content, Finding


@rule(
    id="wording-wrong",
    title="错别字和表述错误",
    severity=Severity.MAJOR,
    basis="国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》单项否决“安全、泄密事故等严重问题”："
    "出现严重表述错误；《出版物汉字使用管理规定》、《现代汉语词典》",
    remedy="改正错误的字词和表述，并检查其他页面、附件是否有同样的错误。",
    needs=(Content,),
)
def wording_wrong(
    dossier: SiteDossier, lexicon: Lexicon | None = None, *, examples: Examples = EXAMPLES
) -> Iterator[Finding | Blind]:
    """Name each page and file with a wrong word."""
    yield from findings(dossier, lexicon, Family.WRONG, _message, examples=examples)


def _message(sighting: Sighting) -> str:
    should = "应为" if sighting.certain else "疑应为"
    return f"“{sighting.word}”{should}“{sighting.entry.advice}”"
