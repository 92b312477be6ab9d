"""A link to another host that the page shows to no visitor (暗链).

## What it detects
A link that stands in the page's source and is kept from sight: folded away with nothing that could
unfold it, moved off the screen, without size, in the colour of its background, or written so by a
script.

## Why it matters
Who broke into the site put it there, for search engines to see: the site is compromised, and what
it links to is mostly gambling or worse. Links to it veto the site (19号文 单项否决 1).

## How to put it right
Take the links off, find out how they came there, close that way, and look through the other pages
and the server. Tell the network security department.

## Limits
Certain only where the link's words, its domain or the title of what it leads to are on the list of
risky words; any other may be a leftover of a template, and a person decides. Only styles that stand
in the page itself are read, no style sheet; what is shown to search engines alone is not seen. The
list is a setting.
"""

from collections.abc import Iterator

from rules.links.looks import proof, told
from rules.links.risky import WORDS, Words, sign
from rules.rule import Severity, rule
from storage.dossier import SiteDossier
from storage.records import Blind, Content, Finding


@rule(
    id="link-hidden",
    title="页面含有暗链",
    severity=Severity.CRITICAL,
    basis="国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》单项否决“安全、泄密事故等严重问题”："
    "发布或链接有害内容，被挂马、篡改等攻击没有及时有效处置",
    remedy="立即清除暗链，查明植入途径并修补漏洞，排查其他页面和服务器，并报告网络安全主管部门。",
    needs=(Content,),
)
def link_hidden(dossier: SiteDossier, *, words: Words = WORDS) -> Iterator[Finding | Blind]:
    """Name each address to which a link is hidden."""
    for target in dossier.targets:
        if not target.hidden:
            continue
        found = sign(target, words)
        said = f"对访问者不可见，含“{found}”" if found else "对访问者不可见"
        pages = f"，{target.pages}个页面含有它" if target.pages > 1 else ""
        yield Finding(
            place=target.url,
            message=f"{told(target)}{said}，指向{target.url}{pages}",
            evidence=(proof(target, said, certain=bool(found)),),
            certain=bool(found),
        )
