"""A page that says that it does not exist, and says so with status 200 (软404).

## What it detects
A page of the site that answered 200 and shows nothing but an error text: 页面不存在, 文章已删除,
服务器错误.

## Why it matters
Visitors find nothing, and neither browsers nor search engines nor the office's own link checks
notice (19号文 扣分指标 可用性：页面打不开或错误).

## How to put it right
Take the link off or bring the page back, and have the server answer 404 for what is not there.

## Limits
An error may pass: a finding is certain only when the last looks, on at least two days, all found
the error text. What an unchanged page showed on several days is one observation that names only
its last day, unless a look at it as a link's target kept count. Notices of maintenance are not
errors. Attachments are the business of `attachment-dead`.
"""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Annotated

from pydantic import PositiveInt

from rules.links.looks import is_file
from rules.links.rows import last_rows
from rules.rule import Grade, Setting, Severity, rule
from storage.dossier import SiteDossier, china_day
from storage.records import Blind, Content, Evidence, Fate, Finding, Page, PageKind, Target

Days = Annotated[
    PositiveInt,
    Setting(
        label="在几个不同的日子看到错误提示才算确定",
        unit="天",
        grade=Grade.OURS,
        source="当天的错误可能是暂时故障，宁可漏报",
    ),
]


@rule(
    id="page-soft-404",
    title="页面不存在却返回正常状态",
    severity=Severity.MINOR,
    basis="国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》扣分指标“可用性”：页面打不开或错误",
    remedy="恢复页面或撤下指向它的链接；对不存在的页面，服务器应返回404状态码。",
    needs=(Page, Content),
)
def page_soft_404(dossier: SiteDossier, *, days: Days = 2) -> Iterator[Finding | Blind]:
    """Name each page that shows an error and calls it success."""
    counted = {target.url: target for target in dossier.targets if _counts(target)}
    for row in last_rows(dossier.walked, _is_soft):
        page = row.last
        seen = set(row.days)
        target = counted.get(page.url)
        if target is not None and target.since is not None:
            seen |= {china_day(target.since), china_day(target.at)}
        certain = len(seen) >= days
        evidence = Evidence(
            url=page.url,
            at=page.at,
            quote=f"状态码200，标题：{page.title or '无'}",
            certain=certain,
            sha256=page.sha256,
        )
        shown = f"，{len(seen)}天都如此" if len(seen) > 1 else ""
        yield Finding(
            place=page.url,
            message=f"页面显示的是错误提示，却返回正常状态（200）{shown}",
            evidence=(evidence,),
            certain=certain,
        )


def _is_soft(page: Page) -> bool:
    return (
        page.fate is Fate.SOFT_ERROR
        and page.status == HTTPStatus.OK
        and page.kind is PageKind.ERROR
        and not (page.file or page.name or is_file(page.url))
    )


def _counts(target: Target) -> bool:
    return not target.external and target.fate is Fate.SOFT_ERROR and target.since is not None
