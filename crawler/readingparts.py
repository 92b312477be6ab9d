"""The lists in a reading as lines on a terminal: entries, blocks, columns and the others."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from crawler.adapters.dates import BEIJING, day_of
from crawler.adapters.reading import EntryLink, Reading
from crawler.typeset import cut, padded, plain, section, wrapped
from reports.findings.words import KINDS
from storage.records import PageKind

_MONTH_DAY = re.compile(r"\D*\d{1,2}\D{1,3}\d{1,2}\D*")
_DAY, _KIND = 12, 18  # cells
_MOST_COLUMNS, _FIRST, _LAST, _MOST = 60, 5, 3, 30


def shown(value: date | datetime | None) -> str:
    """Write a day, or a moment in Beijing time; seconds only where there are some."""
    if isinstance(value, datetime):
        there = value.astimezone(BEIJING)
        return f"{there:%Y-%m-%d %H:%M:%S}" if there.second else f"{there:%Y-%m-%d %H:%M}"
    return value.isoformat() if value else ""


def span(days: Sequence[date], today: date) -> str:
    """Say which of the days are the newest and the oldest; days to come are told apart."""
    past = [day for day in days if day <= today]
    said = [f"最新{max(past)}，最早{min(past)}"] if past else []
    if len(past) < len(days):
        said.append(f"{len(days) - len(past)}条晚于读取之日，不计")
    return "；".join(said) or "都没有日期"


def attachments(reading: Reading) -> Iterator[str]:
    """Yield the files that an article offers."""
    if reading.attachments:
        yield from section(f"附件（{len(reading.attachments)}个）")
    for one in reading.attachments[:_MOST]:
        yield from wrapped(one.name or "（没有名称）", "  ")
        yield from wrapped(one.url, "    ")
    yield from _more(len(reading.attachments), _MOST, "个")


def entries(reading: Reading, today: date) -> Iterator[str]:
    """Yield the main list: how many, the newest and the oldest, its first and last lines."""
    found = reading.entries
    if not found:
        return
    days = [day_of(entry.published) for entry in found if entry.published]
    of_blocks = reading.kind is PageKind.HOME and bool(reading.blocks)
    name = "首页各区块的条目" if of_blocks else "主要列表"
    yield from section(f"{name}（{len(found)}条，{len(days)}条有日期）")
    order = f"；{_order(days)}" if len(days) > 1 and not of_blocks else ""
    yield from wrapped(span(days, today) + order, "  ")
    if guessed := sum(_MONTH_DAY.fullmatch(entry.printed) is not None for entry in found):
        yield from wrapped(f"{guessed}条只印月日，年份是推定的", "  ")
    if len(found) <= _FIRST + _LAST + 1:
        yield from _rows(found)
        return
    yield from _rows(found[:_FIRST])
    yield f"  （中间{len(found) - _FIRST - _LAST}条略；不加--pretty则全部列出）"
    yield from _rows(found[-_LAST:])


def _order(days: list[date]) -> str:
    if days == sorted(days, reverse=True):
        return "从新到旧排列" if days[0] != days[-1] else "日期都相同"
    return "从旧到新排列" if days == sorted(days) else "没有按日期排列"


def _rows(entries: Iterable[EntryLink]) -> Iterator[str]:
    for entry in entries:
        day = shown(entry.published)[:10] or "无日期"
        yield from wrapped(entry.title, "  " + padded(day, _DAY))


def blocks(reading: Reading) -> Iterator[str]:
    """Yield the dated blocks of a home or landing page."""
    found = reading.blocks
    if found:
        yield from section(f"区块（{len(found)}个）")
        yield "  " + padded("最新", _DAY) + padded("最早", _DAY) + padded("条数", 6) + "名称"
    for block in found[:_MOST]:
        days = [day_of(entry.published) for entry in block.entries if entry.published]
        newest, oldest = (str(max(days)), str(min(days))) if days else ("无日期", "")
        start = padded(newest, _DAY) + padded(oldest, _DAY) + padded(str(len(block.entries)), 6)
        yield from wrapped(block.name or "（没有标题）", "  " + start)
    yield from _more(len(found), _MOST, "个")


def letters(reading: Reading) -> Iterator[str]:
    """Yield the letters of the public."""
    if reading.letters:
        yield from section(f"来信（{len(reading.letters)}件）")
        yield "  " + padded("来信", _DAY) + padded("答复", _DAY) + "标题"
    for one in reading.letters[:_MOST]:
        asked, answered = (shown(day) or "没有读到" for day in (one.asked, one.answered))
        yield from wrapped(one.title, "  " + padded(asked, _DAY) + padded(answered, _DAY))
    yield from _more(len(reading.letters), _MOST, "件")


def leaders(reading: Reading) -> Iterator[str]:
    """Yield the leaders."""
    if reading.leaders:
        yield from section(f"领导（{len(reading.leaders)}人）")
    for one in reading.leaders[:_MOST]:
        said = f"介绍{one.bio_chars}字" if one.bio_chars else "没有读到介绍"
        text = f"{one.post or '没有读到职务'}；{said}"
        yield from wrapped(text, "  " + padded(cut(plain(one.name), 16), _KIND))
    yield from _more(len(reading.leaders), _MOST, "人")


def columns(reading: Reading, *, known: bool) -> Iterator[str]:
    """Yield the tree of columns.

    Args:
        reading: what was read.
        known: whether the page's address is, without which no site can be told from another.
    """
    found = reading.columns
    if not found:
        return
    first = sum(column.level == 1 for column in found)
    yield from section(f"栏目（{len(found)}个，其中一级{first}个；把握指类别的把握）")
    if not known and any(column.external for column in found):
        yield "  没有给出网址，本站的和别的网站的栏目分不清。"
    yield "  " + padded("类别", _KIND) + padded("把握", 6) + "名称"
    for one in found[:_MOST_COLUMNS]:
        start = padded(KINDS[one.kind], _KIND) + padded(f"{one.confidence:.0%}", 6)
        marks = "〔别的网站〕" if one.external and known else ""
        marks += "〔历史专题〕" if one.history else ""
        indent = "  " * max(0, min(one.level, 4) - 1)
        yield from wrapped((one.name or "（没有名称）") + marks, "  " + start + indent)
    yield from _more(len(found), _MOST_COLUMNS, "个")


def _more(count: int, most: int, measure: str) -> Iterator[str]:
    if count > most:
        yield f"  （另有{count - most}{measure}略；不加--pretty则全部列出）"
