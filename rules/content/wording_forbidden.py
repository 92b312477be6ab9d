"""A word that government sites do not use.

## What it detects
Words of `config/words/forbidden.txt`: names that deny one China, insults to people with
disabilities and others, vulgar words, and the words of gambling, pornography and lending that
intruders plant.

## Why it matters
Such words hurt people or break the law (19号文 单项否决 1), and the last kind shows that a site has
been broken into.

## How to put it right
Use the word that the finding names. Planted words: take the page down, close the hole, report it.

## Limits
All are uncertain, for history, law and police news use them rightly. Left out are quotations and
titles, names of places, contexts named in the list, sentences about fighting gambling, fraud and
pornography, and pages about wording.
"""

import re
from collections.abc import Iterator

from rules.content.findings import EXAMPLES, Examples, findings
from rules.content.lexicon import Family, Lexicon
from rules.content.sweep import Sighting
from rules.rule import Severity, rule
from storage.dossier import SiteDossier
from storage.records import Blind, Content, Finding

_FOUGHT = re.compile(
    r"打击|整治|查处|查获|破获|侦破|抓获|取缔|严禁|禁止|防范|警惕|谨防|举报|治理|清理|扫黄|反诈|诈骗|赌博"
    r"|受骗|被骗|陷阱|骗局|违法|犯罪|非法|民警|公安|警方|判处|涉案|嫌疑|专项行动|网信|不良信息|有害信息"
)
_NEAR = 60
_ADVERTISED = "广告"  # in the name of the categories that intruders plant


@rule(
    id="wording-forbidden",
    title="禁用词和慎用词",
    severity=Severity.MAJOR,
    basis="国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》单项否决“安全、泄密事故等严重问题”："
    "严重表述错误，发布或链接反动、暴力、色情等内容；新华社《新闻报道中的禁用词和慎用词》",
    remedy="改用规范的说法；不是本单位发布的，立即下线，排查漏洞并报告网信和公安部门。",
    needs=(Content,),
)
def wording_forbidden(
    dossier: SiteDossier, lexicon: Lexicon | None = None, *, examples: Examples = EXAMPLES
) -> Iterator[Finding | Blind]:
    """Name each page and file with a word to avoid."""
    yield from findings(
        dossier, lexicon, Family.FORBIDDEN, _message, examples=examples, counts=_used
    )


def _used(sighting: Sighting) -> bool:
    """Whether nobody fights what an advertisement's word names."""
    near = sighting.before[-_NEAR:] + "\n" + sighting.after[:_NEAR]
    return _ADVERTISED not in sighting.entry.category or not _FOUGHT.search(near)


def _message(sighting: Sighting) -> str:
    entry = sighting.entry
    said = f"“{sighting.word}”属于{entry.category}的禁用或慎用词"
    return f"{said}，{entry.advice}" if entry.advice else said
