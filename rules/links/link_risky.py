"""A link whose target may have fallen into other hands (外链风险).

## What it detects
A link to another host that now leads on to another owner's domain, or where words of gambling,
pornography or loans stand in the title of what is found there.

## Why it matters
Domains that lapse are bought for what links to them. A government site that links to gambling can
be vetoed (19号文 单项否决 1（3）), and it may not link to advertising.

## How to put it right
Open the link and look. Take it off if it leads to something else than it says; correct the address
if the target has moved.

## Limits
Always for a person: companies are renamed, log-ins stand on other domains, and a title may speak of
what it warns of. Public bodies, schools, known media and platforms are left out, by a list that is
a setting. What a page shows by script alone, or to others than us, is not seen.
"""

from collections.abc import Iterator

from rules.links.looks import proof, told, unclear
from rules.links.risky import TRUSTED, WORDS, Trusted, Words, sign, trusted
from rules.rule import Severity, rule
from storage.dossier import SiteDossier
from storage.records import Blind, Content, Finding, Target


@rule(
    id="link-risky",
    title="外部链接存在风险",
    severity=Severity.MAJOR,
    basis="国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》单项否决“安全、泄密事故等严重问题”："
    "发布或链接反动、暴力、色情等内容；国办发〔2017〕47号《政府网站发展指引》：不得链接商业广告页面",
    remedy="打开链接核实；目标已变为其他网站的，撤下链接或更正地址。",
    needs=(Content,),
)
def link_risky(
    dossier: SiteDossier, *, words: Words = WORDS, trusted_domains: Trusted = TRUSTED
) -> Iterator[Finding | Blind]:
    """Name each address outside that leads to what it should not."""
    targets = [target for target in dossier.targets if target.external and not target.hidden]
    for target in targets:
        if (said := _risk(target, words, trusted_domains)) is not None:
            yield Finding(
                place=target.url,
                message=f"{told(target)}{said}",
                evidence=(proof(target, said, certain=False),),
                certain=False,
            )
    yield from unclear(targets, dossier.site)


def _risk(target: Target, words: list[str], known: list[str]) -> str | None:
    """Say what may be wrong with where a link leads; None where nothing shows."""
    at = target.landed or target.url
    if trusted(at, known):
        return None
    title = f"（标题：{target.title}）" if target.title else ""
    if found := sign(target, words):
        return f"可能指向有害网站，含“{found}”：{at}{title}"
    return f"已转到另一域名：{target.landed}{title}" if target.landed else None
