"""A list that must be kept up to date and prints no dates.

## What it detects
A news column, or a first-level column of notices or of policy documents, that lists items of which
none shows a date.

## Why it matters
Nobody can tell whether the column is alive. By the letter (2015 普查表) an item without a date
counts as not updated.

## How to put it right
Print the day of publication beside every item: year, month and day.

## Limits
Always for a person to confirm. What is not dated counts towards a veto; but the rule means the
publication of items, and a list shows only its own half: the articles behind it, which nobody
opened, mostly print their dates. Our reading may have missed dates, too. Columns that did not open,
were not read whole, or come by script are blind. Kinds without a time limit may do without dates
and are not looked at.
"""

from collections.abc import Iterator

from rules.columns.limits import bound, hidden_columns, looks, proof
from rules.reasons import unread
from rules.rule import Severity, rule
from storage.dossier import SiteDossier
from storage.records import Blind, Column, Finding, Listing


@rule(
    id="column-undated",
    title="栏目信息未注明日期",
    severity=Severity.MINOR,
    basis="国办发〔2017〕47号《政府网站发展指引》附件《网页设计规范》：清晰显示发布时间；"
    "2015年全国政府网站普查评分表：未注明发布时间的视为不更新",
    remedy="在列表的每一条信息旁注明发布日期（年、月、日）。",
    needs=(Column, Listing),
)
def column_undated(dossier: SiteDossier) -> Iterator[Finding | Blind]:
    """Name each list without dates."""
    yield from hidden_columns(dossier)
    for column in bound(dossier):
        look = dossier.last_listing(column)
        reason = unread(look)
        if look is None or reason is not None:
            yield Blind(place=column.url, reason=reason or "")
        elif look.entries and not any(each and each.dated for each in looks(dossier, column)):
            yield Finding(
                place=column.url,
                message=f"“{column.name}”的{look.entries}条信息都未注明日期",
                evidence=(proof(dossier, look),),
                certain=False,
            )
