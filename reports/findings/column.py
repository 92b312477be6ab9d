"""A site's columns as they were seen: kind, newest date, entries, and how the look ended."""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.findings.frame import Badge, badge
from reports.findings.inspection import SiteResult
from reports.findings.words import KINDS, State, day, ending, moment, short, whose
from storage.records import Column


@dataclass(frozen=True, kw_only=True)
class ColumnLine:
    """One column as it was seen."""

    name: str
    url: str
    kind: str
    newest: str
    entries: str
    state: Badge
    time: str
    note: str
    elsewhere: bool
    """Whether it is on another site."""


def lines(result: SiteResult) -> Iterator[ColumnLine]:
    """Give a site's columns, first-level ones first."""
    if result.dossier is None:
        return
    for column in sorted(result.dossier.columns, key=lambda each: (each.level, each.url)):
        look = result.dossier.last_listing(column)
        notes = [
            word
            for word, holds in (
                ("历史专题，不限更新", column.history),
                ("没有读完整", look is not None and look.opened and not look.complete),
                ("列表由脚本载入，没有看到", look is not None and look.scripted),
                (f"{look.future if look else 0}条日期在将来", bool(look and look.future)),
            )
            if holds
        ]
        yield _column(result, column, "；".join(notes))


def _column(result: SiteResult, column: Column, note: str) -> ColumnLine:
    look = result.dossier.last_listing(column) if result.dossier else None
    opened = look is not None and look.opened
    return ColumnLine(
        name=short(column.name) or "（无名）",
        url=column.url,
        kind=KINDS[column.kind],
        newest=day(look.newest) if look and look.newest else "未见日期" if opened else "未看到",
        entries=str(look.entries) if look is not None and look.opened else "未看到",
        state=badge(whose(look.fate)[1], ending(look.fate, look.status))
        if look
        else badge(State.UNSEEN, "没有去看"),
        time=moment(look.at) if look else "无",
        note=note,
        elsewhere=column.external,
    )
