"""A link that leads to nothing (死链、错链).

## What it detects
An address that the site's pages link to and that is gone: 404 or 410, a name that does not
resolve, a server that refuses the connection. Addresses inside the site and outside it, each once,
however many pages link to it.

## Why it matters
Dead links count against the site's availability (19号文 扣分指标 可用性), and names that have
lapsed are bought by gambling sites.

## How to put it right
Correct the address or take the link off, on every page that has it.

## Limits
One look proves nothing: a finding is certain after several looks in a row over some hours, and
waits for a person until then. Refusals by walls (403, 412, challenges), time-outs, server errors
and faults of our own are never dead; they are told as one blind place for the site. A dead
attachment is the business of `attachment-dead`, an error page with status 200 that of
`page-soft-404`. Links that nobody sees are left to `link-hidden`.
"""

from collections.abc import Iterator

from rules.links.looks import HOURS, LOOKS, Hours, Looks, gone, is_file
from rules.rule import Severity, rule
from storage.dossier import SiteDossier
from storage.records import Blind, Content, Finding


@rule(
    id="link-dead",
    title="链接失效",
    severity=Severity.MINOR,
    basis="国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》扣分指标“可用性”：页面链接打不开或错误",
    remedy="更正链接地址；目标已不存在的，从所有页面上撤下这个链接。",
    needs=(Content,),
)
def link_dead(
    dossier: SiteDossier, *, looks: Looks = LOOKS, hours: Hours = HOURS
) -> Iterator[Finding | Blind]:
    """Name each address that is gone."""
    targets = [
        target
        for target in dossier.targets
        if not target.hidden and not is_file(target.url, target.words)
    ]
    yield from gone(targets, dossier.site, "", looks, hours)
