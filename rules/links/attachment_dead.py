"""An attachment that cannot be had.

## What it detects
A file that a page offers and that is gone (404, 410, no such server), that has no byte in it, or in
whose place an error page or another web page stands.

## Why it matters
The application form, the list, the document itself is what people came for (19号文 扣分指标
可用性：附件打不开).

## How to put it right
Upload the file again under the address that the page links to, or correct the address.

## Limits
Whatever one look found waits for a person: a dead address becomes certain after several looks in a
row over some hours, an empty file and an error page when they were seen on two days. A web page in
place of a file is always for a person, since it may be a preview that leads to the file. What is a
file is told by the ending of its address or of its link's words; a download by number is not known
for one unless the walk took it as an attachment.
"""

from collections.abc import Iterable, Iterator
from http import HTTPStatus

from rules.links.looks import HOURS, LOOKS, Hours, Looks, death, gone, is_file
from rules.links.rows import Row, last_rows
from rules.rule import Severity, rule
from storage.dossier import SiteDossier
from storage.records import Blind, Content, Evidence, Fate, Finding, Page, PageKind

_DAYS = 2


@rule(
    id="attachment-dead",
    title="附件无法下载",
    severity=Severity.MINOR,
    basis="国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》扣分指标“可用性”：附件打不开或错误",
    remedy="重新上传附件，或更正附件的链接地址。",
    needs=(Content,),
)
def attachment_dead(
    dossier: SiteDossier, *, looks: Looks = LOOKS, hours: Hours = HOURS
) -> Iterator[Finding | Blind]:
    """Name each file that is not there."""
    targets = [
        target
        for target in dossier.targets
        if not target.hidden and is_file(target.url, target.words)
    ]
    yield from gone(targets, dossier.site, "附件", looks, hours)
    named = {target.url for target in targets if death(target) is not None}
    yield from _wrong(dossier.walked, named)


def _wrong(pages: Iterable[Page], named: set[str]) -> Iterator[Finding]:
    """Name files that came, and are none."""
    for row in last_rows(pages, lambda page: _fault(page) is not None):
        page, said = row.last, _fault(row.last)
        if page.url in named or said is None:
            continue
        certain = page.fate is not Fate.OPENED and len(row.days) >= _DAYS
        yield _finding(page, said, row, certain=certain)


def _fault(page: Page) -> str | None:
    """Say what came in place of a file; None where it is one, or where nobody can tell."""
    if page.file or not (page.name or is_file(page.url)) or page.status != HTTPStatus.OK:
        return None
    if page.fate is Fate.HTTP_EMPTY:
        return "文件是空的（0字节）"
    if page.fate is Fate.SOFT_ERROR and page.kind is PageKind.ERROR:
        return "打开的是错误提示页，不是文件"
    named_so = is_file(page.url, page.name)
    return "打开的是网页，不是文件" if page.opened and page.complete and named_so else None


def _finding(page: Page, said: str, row: Row, *, certain: bool) -> Finding:
    name = f"附件“{page.name}”" if page.name else "附件"
    quote = f"{name}，标题：{page.title}" if page.title else f"{name}，地址{page.url}"
    evidence = Evidence(
        url=page.url,
        at=page.at,
        quote=quote,
        word=page.url,
        certain=certain,
        sha256=page.sha256,
    )
    days = f"，{len(row.days)}天都如此" if len(row.days) > 1 else ""
    return Finding(
        place=page.url, message=f"{name}{said}{days}", evidence=(evidence,), certain=certain
    )
