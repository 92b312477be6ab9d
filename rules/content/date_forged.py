"""A date of publication that is not the day of publication.

## What it detects
An article whose printed date was the day of the look on two days, and so moves with the visitor;
an old text that stands again, nearly unchanged and under the same title, with a date more than
half a year later.

## Why it matters
Faked dates are fraud, and veto the site (19号文 单项否决 1 弄虚作假). Known cases: a date that
shows the day of the visit (2018), old articles re-published in ten columns (2017).

## How to put it right
Show the day on which the text was first published. What is out of date is not to be renewed by its
date.

## Limits
Always uncertain: a person compares the two. The first needs two looks in the window on which the
page was read as the same article. In the second, what recurs with other figures (warnings, closing
days) has other paragraphs and is left out; texts too short to compare are not looked at.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Annotated

from pydantic import Field, PositiveInt

from rules.content.redated import Article, articles, same_text, texts_of
from rules.content.shown_dates import moving
from rules.rule import Grade, Setting, Severity, rule
from storage.dossier import SiteDossier
from storage.records import Blind, Content, Evidence, Finding

Apart = Annotated[
    PositiveInt,
    Setting(
        label="同题同文的两个日期相差多少天以上才算改了日期",
        unit="天",
        grade=Grade.OURS,
        source="半年以内重发可能是更正或转载",
    ),
]
Distance = Annotated[
    int,
    Field(ge=0, le=24),
    Setting(
        label="两篇文字的指纹最多差几位还算同一篇",
        unit="位（共64位）",
        grade=Grade.OURS,
        source="页面的框架也算在内，其后还要逐行比对",
    ),
]


@rule(
    id="date-forged",
    title="发布日期疑似造假",
    severity=Severity.CRITICAL,
    basis="国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》单项否决“安全、泄密事故等严重问题”："
    "弄虚作假，如伪造发稿日期",
    remedy="按首次发布的日期改正；旧稿不得改换日期重新发布。",
    needs=(Content,),
)
def date_forged(
    dossier: SiteDossier, *, apart_days: Apart = 180, distance: Distance = 16
) -> Iterator[Finding | Blind]:
    """Name each article whose date moves, and each old text under a new date."""
    found = {finding.place: finding for finding in moving(dossier.walked)}
    pairs = list(_pairs(articles(dossier.texts), apart_days, distance))
    wanted = {article.url for pair in pairs for article in pair}
    bodies = texts_of(dossier.texts, wanted) if wanted else {}
    for older, newer in pairs:
        if newer.url not in found and same_text(bodies[older.url], bodies[newer.url]):
            found[newer.url] = _finding(older, newer)
    yield from found.values()


def _pairs(
    known: Sequence[Article], apart_days: int, distance: int
) -> Iterator[tuple[Article, Article]]:
    """Yield older and newer article of one title and nearly one text, dated far apart."""
    by_title: dict[str, list[Article]] = defaultdict(list)
    for article in known:
        by_title[article.title].append(article)
    for same in by_title.values():
        in_order = sorted(same[:_COMPARED], key=lambda article: (article.published, article.url))
        for older, newer in combinations(in_order, 2):
            if (newer.published - older.published).days > apart_days and (
                ((older.simhash ^ newer.simhash) & _BITS).bit_count() <= distance
            ):
                yield older, newer


_COMPARED = 200  # a title that more articles share is a form's
_BITS = 2**64 - 1  # a simhash may be kept signed


def _finding(older: Article, newer: Article) -> Finding:
    then, now = older.day, newer.day
    return Finding(
        place=newer.url,
        message=f"“{newer.title}”注明{now}发布，与{then}发布的同题文章几乎一字不差（{older.url}）",
        evidence=(_proof(newer), _proof(older)),
        certain=False,
    )


def _proof(article: Article) -> Evidence:
    return Evidence(
        url=article.url,
        at=article.at,
        quote=f"{article.title}（{article.day}）",
        word=article.day,
        certain=False,
        sha256=article.sha256,
    )
