"""Broken characters, and letters or characters of two scripts in one text.

## What it detects
锟斤拷, runs of 烫 or U+FFFD, UTF-8 misread as another encoding; words that mix Latin letters with
Cyrillic or Greek ones that look the same; traditional words on a page in simplified script.

## Why it matters
Broken text cannot be read, look-alike letters make a word that no search finds, and simplified
characters are the law's (国家通用语言文字法).

## How to put it right
Publish the text anew from its source, in UTF-8; type look-alike letters anew.

## Limits
Certain are only 锟斤拷 and long runs of U+FFFD on lines that are otherwise sound, outside pdf; the
rest waits for a person. A page with many traditional words is in traditional script and is left
out, as are addresses of such versions, quotations and names.
"""

import re
from collections import Counter
from collections.abc import Iterator

from rules.content import glyphs
from rules.content.findings import EXAMPLES, Examples, findings
from rules.content.lexicon import Family, Lexicon
from rules.content.sweep import Sighting, sweep
from rules.rule import Severity, rule
from storage.dossier import SiteDossier
from storage.records import Blind, Content, Finding

_VERSION = re.compile(r"big5|fanti|traditional|zh-?(?:hant|tw|hk)|/(?:tc|ft|tw|hk|cht)/", re.I)
_MANY = 8


@rule(
    id="scripts-mixed",
    title="乱码和文字混用",
    severity=Severity.MINOR,
    basis="《中华人民共和国国家通用语言文字法》第九条、第十一条；国办发〔2017〕47号《政府网站发展指引》："
    "内容准确、可读",
    remedy="用原稿重新发布，统一用 UTF-8 编码和规范汉字；形近的外文字母重新录入。",
    needs=(Content,),
)
def scripts_mixed(
    dossier: SiteDossier, lexicon: Lexicon | None = None, *, examples: Examples = EXAMPLES
) -> Iterator[Finding | Blind]:
    """Name each page and file with broken or mixed characters."""
    traditional: Counter[str] = Counter()
    if lexicon is not None:
        traditional.update(
            sighting.page.url
            for sighting in sweep(dossier, lexicon).sightings.get(Family.SCRIPT, ())
            if sighting.entry.category == glyphs.TRADITIONAL
        )

    def strange(sighting: Sighting) -> bool:
        url = sighting.page.url
        if sighting.entry.category != glyphs.TRADITIONAL:
            return True
        offered = "繁" in sighting.before + sighting.after  # 點擊切換繁體中文版
        return traditional[url] < _MANY and not offered and not _VERSION.search(url)

    yield from findings(
        dossier, lexicon, Family.SCRIPT, _message, examples=examples, counts=strange
    )


def _message(sighting: Sighting) -> str:
    entry = sighting.entry
    if entry.category == glyphs.LOOKALIKE:
        return f"“{sighting.word}”里混有形状相同的俄文或希腊文字母"
    if entry.category == glyphs.TRADITIONAL:
        return f"简体页面里夹有繁体“{sighting.word}”，应为“{entry.advice}”"
    return f"出现乱码“{sighting.word}”"
