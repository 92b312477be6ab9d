"""A column that has been opened to the public and holds nothing (空白栏目).

## What it detects
A column of a kind that lists items whose page opened, was read whole, and shows not one item.

## Why it matters
A heading that leads nowhere wastes people's time. Five of them veto the site (19号文 栏目不更新).

## How to put it right
Publish what the column was opened for, or take it off the navigation until there is something.

## Limits
Kinds that do not list items (leaders, offices, services, letters, entries to the disclosure
platform, topics) are not judged, nor are columns with columns below them, nor pages that turn out
to be an article, a form or an entry. A column that did not open, was not read whole, or whose list
may come by script, stand in a frame or be made of pictures is blind. By the letter a blank column
never held anything: one that had items in an earlier look is 疑似撤稿, and a person decides.

A person decides, too, where the kind of the column is doubtful, and where the page shows one line,
picture, form or script that is neither its name, its place in the menu, paging or 暂无, nor stands
on the home page in the same place; where the home page was not read whole in the same crawl (one
that was interrupted, say), for then nobody can tell; and where fewer than two other columns of the
site show items, for then it may be us who cannot read its lists.
"""

from collections.abc import Iterator

from rules.columns.column_kinds import LISTING_KINDS
from rules.columns.limits import (
    LOOK_DAYS,
    SURE,
    LookDays,
    Sure,
    hidden_columns,
    overtaken,
    proof,
)
from rules.reasons import unread
from rules.rule import Severity, rule
from storage.dossier import SiteDossier
from storage.records import Blind, Column, Finding, Listing, PageKind

_HOLDS_SOMETHING_ELSE = frozenset(
    {
        PageKind.HOME,
        PageKind.ARTICLE,
        PageKind.LETTERS,
        PageKind.LEADERS,
        PageKind.GUIDE,
        PageKind.DISCLOSURE,
    }
)

_READ_LISTS = 2


@rule(
    id="column-empty",
    title="空白栏目",
    severity=Severity.MAJOR,
    basis="国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》单项否决“栏目不更新”：空白栏目",
    remedy="尽快充实栏目内容；暂无内容的栏目先行下线，待有内容后再开设。",
    needs=(Column, Listing),
)
def column_empty(
    dossier: SiteDossier,
    *,
    sure: Sure = SURE,
    look_days: LookDays = LOOK_DAYS,
) -> Iterator[Finding | Blind]:
    """Name each column that holds nothing."""
    yield from hidden_columns(dossier)
    for column in dossier.own_columns:
        look = dossier.last_listing(column)
        if column.kind not in LISTING_KINDS or dossier.below(column) or (look and look.entries):
            continue
        page = dossier.page_at(column.url)
        reason = unread(look) or (look and overtaken(look, dossier.day, None, look_days))
        if look is None or reason is not None:
            yield Blind(place=column.url, reason=reason or "")
        elif page is None or page.kind not in _HOLDS_SOMETHING_ELSE:
            held = max(earlier.entries for earlier in dossier.looks_at(column.url))
            bare = page is not None and page.own_lines == 0 and _is_readable(dossier)
            certain = column.confidence >= sure and not held and bare
            yield _finding(dossier, column, look, held, certain=certain)


def _is_readable(dossier: SiteDossier) -> bool:
    """Whether enough lists of a site were read for a blank one to be the site's doing."""
    looks = (dossier.last_listing(column) for column in dossier.own_columns)
    return sum(bool(look and look.entries) for look in looks) >= _READ_LISTS


def _finding(
    dossier: SiteDossier, column: Column, look: Listing, held: int, *, certain: bool
) -> Finding:
    was = f"，此前曾有{held}条，疑似撤稿" if held else ""
    return Finding(
        place=column.url,
        message=f"“{column.name}”没有任何内容{was}",
        evidence=(proof(dossier, look),),
        certain=certain,
    )
