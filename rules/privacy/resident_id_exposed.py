"""A citizen's identity number that everybody can read (公开身份证号).

## What it detects
Identity numbers of 18 digits in a page or an attachment whose region, day of birth and check digit
(GB 11643-1999) hold, and whatever looks like one and is called so. One finding a page or a file.

## Why it matters
With name and number anybody can pass for somebody else. Lists of those who get relief are the most
frequent leak that bulletins name, and the one that harms most.

## How to put it right
Take the page or the file down at once, mask the numbers (前2后3, say), then put it back; ask search
engines to forget the old copy; look for the same list on other pages.

## Limits
Certain is a number that holds in all that can be checked and that a word beside it or over its
column calls an identity number, or beside which a person's name stands, or that is one of a list
of three rows and more. Nobody can object to that: by chance one string of digits in a hundred
thousand looks so. Everything else waits for a person: numbers of 15 digits, those whose check digit
is wrong though a word calls them so, and right ones under 考号 or 编号. Codes made of area and day
(项目编号, 索引号) are not candidates at all, and masked numbers (`430***********1234`) are healthy.
Pictures and scanned files are not read: they are blind. What a file hides from readers by layout
(hidden sheets, rows, comments) counts as shown.
"""

from collections.abc import Iterator, Sequence

from rules.privacy.exposed import (
    BASIS,
    EXAMPLES,
    LIST_ROWS,
    Examples,
    Judged,
    ListRows,
    exposed,
)
from rules.rule import Severity, rule
from storage.dossier import SiteDossier
from storage.records import Blind, Content, Exposure, ExposureKind, Finding


@rule(
    id="resident-id-exposed",
    title="公开身份证号",
    severity=Severity.CRITICAL,
    basis=f"{BASIS}。身份证号属于个人信息（个人信息保护法第4条，【推】）",
    remedy="立即撤下该页面或附件，身份证号去标识化（如只留前2位和后3位）后再发布，"
    "并排查同一名单在其他页面、压缩包和搜索引擎快照中的留存。",
    needs=(Content,),
)
def resident_id_exposed(
    dossier: SiteDossier, *, examples: Examples = EXAMPLES, list_rows: ListRows = LIST_ROWS
) -> Iterator[Finding | Blind]:
    """Name each page and file that shows identity numbers."""

    def judge(shown: Sequence[Exposure]) -> Judged:
        return [(each, _is_certain(each, list_rows)) for each in shown]

    yield from exposed(dossier, ExposureKind.RESIDENT_ID, examples, judge)


def _is_certain(shown: Exposure, list_rows: int) -> bool:
    return shown.valid and (shown.labelled or shown.named or shown.rows >= list_rows)
