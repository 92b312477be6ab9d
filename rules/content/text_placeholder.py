"""Filler text that was to be replaced before publication.

## What it detects
A title that is nothing but 测试, test, 标题 or the like; a whole paragraph of an article that says
待补充, 此处填写, 请输入标题, 内容正在建设中; lorem ipsum anywhere.

## Why it matters
It shows that nobody looked at the page before it was published.

## How to put it right
Take test pages down; fill in what is missing, or take the page down until it is ready.

## Limits
Certain is only lorem ipsum in full, on a web page that is not about type or design: a quiz may be
called 测试. Only whole titles and whole paragraphs count, paragraphs on web pages alone: files hold
forms and samples. Lists under construction are the business of `column-empty`.
"""

from collections.abc import Iterator

from rules.content.findings import EXAMPLES, Examples, findings
from rules.content.lexicon import Family, Lexicon
from rules.content.sweep import Sighting
from rules.rule import Severity, rule
from storage.dossier import SiteDossier
from storage.records import Blind, Content, Finding


@rule(
    id="text-placeholder",
    title="发布了测试或占位文字",
    severity=Severity.MINOR,
    basis="国办发〔2017〕47号《政府网站发展指引》：严格内容发布审核，不得发布无实质内容的信息",
    remedy="删除测试页面；把占位文字换成正式内容，没有内容的先下线。",
    needs=(Content,),
)
def text_placeholder(
    dossier: SiteDossier, lexicon: Lexicon | None = None, *, examples: Examples = EXAMPLES
) -> Iterator[Finding | Blind]:
    """Name each page whose title or a paragraph is filler."""
    yield from findings(dossier, lexicon, Family.PLACEHOLDER, _message, examples=examples)


def _message(sighting: Sighting) -> str:
    if sighting.before or sighting.after or sighting.entry.word != "标题":
        return f"正文里有占位文字“{sighting.word}”"
    return f"标题是占位文字“{sighting.word}”"
