"""A reading as the JSON that `scrapy read` prints: these keys, always all of them.

Null where the page says nothing. Days are ISO 8601, times with +08:00.
"""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from crawler.adapters.dates import BEIJING, day_of
from crawler.adapters.reading import Block, ColumnLink, EntryLink, Reading, SiteIdentity
from crawler.exposures import masked_url
from crawler.publication import conflicts


def as_json(path: str, url: str | None, reading: Reading) -> dict[str, Any]:
    """Return what stands for one page, ready for `json.dumps`."""
    return {
        "path": path,
        "url": url,
        "kind": str(reading.kind),
        "encoding": reading.encoding,
        "title": reading.title,
        "published": _iso(reading.published),
        "published_from": reading.published_from,
        "dates": [{"value": _iso(seen.value), "where": seen.where} for seen in reading.dates],
        "source": reading.source,
        "attachments": [{"name": one.name, "url": one.url} for one in reading.attachments],
        "columns": [_column(one) for one in reading.columns],
        "entries": [_entry(one) for one in reading.entries],
        "blocks": [_block(one) for one in reading.blocks],
        "letters": [
            {"title": one.title, "asked": _iso(one.asked), "answered": _iso(one.answered)}
            for one in reading.letters
        ],
        "leaders": [asdict(one) for one in reading.leaders],
        "identity": asdict(reading.identity),
        "tags": dict(reading.tags),
        "cms": reading.cms,
        "text_chars": reading.text_chars,
        "notes": list(notes(reading)),
        "column_kind": str(reading.column_kind) if reading.column_kind else None,
        "column_confidence": round(reading.column_confidence, 2),
    }


def notes(reading: Reading) -> Iterator[str]:
    """Yield what a person should know of a reading beside what it says."""
    yield from reading.notes
    if reading.scripted:
        yield "页面有内容由脚本载入，未运行脚本"
    if reading.opaque:
        yield "页面有框架或成排的图片链接，其中若有内容，没有读到"
    for source in reading.sources:
        yield f"脚本从此处取列表：{masked_url(source)}"
    if reading.forward:
        yield f"页面把访问者转到：{masked_url(reading.forward)}"
    yield from conflicts(reading)
    identity = reading.identity
    if codes_differ(identity):
        yield (
            f"网站标识码不一致：页脚为{identity.site_id_code}，"
            f"SiteIDCode标签为{identity.site_id_code_meta}"
        )


def codes_differ(identity: SiteIdentity) -> bool:
    """Whether the foot and the tag give different site codes, case apart."""
    printed, tagged = identity.site_id_code, identity.site_id_code_meta
    return bool(printed and tagged) and str(printed).casefold() != str(tagged).casefold()


def _column(one: ColumnLink) -> dict[str, Any]:
    return {
        "name": one.name,
        "url": one.url,
        "kind": str(one.kind),
        "level": one.level,
        "parent": one.parent,
        "external": one.external,
        "confidence": round(one.confidence, 2),
    }


def _entry(one: EntryLink) -> dict[str, Any]:
    return {"title": one.title, "url": one.url, "published": _iso(one.published)}


def _block(one: Block) -> dict[str, Any]:
    days = [day_of(entry.published) for entry in one.entries if entry.published]
    return {
        "name": one.name,
        "newest": _iso(max(days, default=None)),
        "oldest": _iso(min(days, default=None)),
        "count": len(one.entries),
    }


def _iso(value: date | datetime | None) -> str | None:
    if isinstance(value, datetime):
        return value.astimezone(BEIJING).isoformat(timespec="seconds")
    return value.isoformat() if value else None
