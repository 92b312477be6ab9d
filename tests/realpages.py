"""Scores readings of the real pages against what a person read in them.

The pages and `truth.json` lie outside the repository, in the folder that the environment variable
REALPAGES names. Each measure is counted as right, wrong or not read; a wrong value is worse than
none.
"""

import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from crawler.adapters.reading import Document, Reading

ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path(os.getenv("REALPAGES", str(ROOT.parent / "shared" / "realpages")))
SEEN = datetime(2026, 1, 1, 12, tzinfo=timezone(timedelta(hours=8)))
KINDS = {
    "list": "list",
    "empty": "list",
    "home": "home",
    "article": "article",
    "news-article": "article",
    "wechat-article": "article",
    "letters": "letters",
    "leaders": "leaders",
    "404": "error",
    "wechat-error": "error",
    "anti-bot": "refused",
}
IDS = {
    "siteid_footer": "site_id_code",
    "siteid_meta": "site_id_code_meta",
    "icp": "icp",
    "police": "police",
    "organiser": "sponsor",
    "conac_badge": "dangzheng",
    "jiucuo": "jiucuo",
}


@dataclass(frozen=True)
class Score:
    """One value of one page compared with the truth."""

    page: str
    measure: str
    truth: object
    read: object

    @property
    def result(self) -> str:
        if self.truth == self.read:
            return "right"
        return "wrong" if self.read not in (None, "", False) else "not read"


def pages() -> list[dict[str, Any]]:
    """Return the pages with what is true of each; none when the folder is not there."""
    path = FOLDER / "truth.json"
    return json.loads(path.read_text(encoding="utf-8"))["pages"] if path.exists() else []


def document(page: dict[str, Any]) -> Document:
    """Return the saved page as if it had just been fetched."""
    url = page.get("url") or ""
    url = url if url.startswith("http") else ""  # as `scrapy read FILE` has it
    body = (FOLDER / page["file"]).read_bytes()
    return Document(url=url, body=body, fetched_at=saved(page))


def saved(page: dict[str, Any]) -> datetime:
    """Return when the page was saved, as far as its entry says."""
    if "HTTrack mirror 2018" in (page.get("cms") or ""):
        return datetime(2018, 7, 28, 12, tzinfo=SEEN.tzinfo)
    return SEEN


def scores(page: dict[str, Any], reading: Reading) -> Iterator[Score]:
    """Compare all that the truth says of a page."""
    yield from _kind(page, reading)
    yield Score(page["id"], "encoding", page["encoding"]["actual"], reading.encoding)
    if _expected_kind(page) == "article" and page.get("title"):
        yield Score(page["id"], "title", _squeezed(page["title"]), _squeezed(reading.title))
    if "pub_date" in page and _expected_kind(page) == "article":
        yield Score(page["id"], "pub_date", page["pub_date"], _day(reading.published))
    yield from _list(page, reading)
    yield from _blocks(page, reading)
    yield from _identity(page, reading)


def _expected_kind(page: dict[str, Any]) -> str | None:
    return KINDS.get(page["kind"].split()[0].split("(")[0])


def _kind(page: dict[str, Any], reading: Reading) -> Iterator[Score]:
    if expected := _expected_kind(page):
        yield Score(page["id"], "kind", expected, str(reading.kind))


def _list(page: dict[str, Any], reading: Reading) -> Iterator[Score]:
    truth = page.get("list")
    if not truth or "count" not in truth:
        return
    days = [day for entry in reading.entries if (day := _day(entry.published))]
    yield Score(page["id"], "list count", truth["count"], len(reading.entries) or _nothing(truth))
    if truth.get("newest"):
        yield Score(page["id"], "list newest", truth["newest"][:10], max(days, default=None))
        yield Score(page["id"], "list oldest", truth["oldest"][:10], min(days, default=None))


def _nothing(truth: dict[str, Any]) -> int | None:
    return None if truth["count"] else 0


def _blocks(page: dict[str, Any], reading: Reading) -> Iterator[Score]:
    read = {
        block.name: max((d for e in block.entries if (d := _day(e.published))), default=None)
        for block in reversed(reading.blocks)
    }
    newest = (page.get("list") or {}).get("per_block_newest")
    if newest:
        found = [
            max((d for e in block.entries if (d := _day(e.published))), default=None)
            for block in reading.blocks
        ]
        yield Score(page["id"], "blocks newest", newest, found or None)
        counts = [len(block.entries) for block in reading.blocks]
        yield Score(page["id"], "blocks count", page["list"]["blocks"], counts or None)
    for block in (page.get("home") or {}).get("blocks", ()):
        if block["newest"] and (first := block["newest"].split()[0]):
            day = read.get(block["name"])
            yield Score(
                page["id"],
                f"block {block['name']}",
                first,
                day and day[-len(first) :],
            )


def _identity(page: dict[str, Any], reading: Reading) -> Iterator[Score]:
    ids = page.get("ids") or {}
    for name, attribute in IDS.items():
        if name not in ids:
            continue
        truth, read = ids[name], getattr(reading.identity, attribute)
        if name == "siteid_footer" and not truth:
            truth = ids.get("siteid_meta")  # the footer's, else the meta tag's
        if "conac" in name or name == "jiucuo":
            yield Score(page["id"], f"id {name}", bool(truth), read)
        else:
            yield Score(page["id"], f"id {name}", truth or None, read or None)


def _day(value: date | datetime | None) -> str | None:
    return value.isoformat()[:10] if value else None


def _squeezed(text: str | None) -> str | None:
    return "".join(text.split()) if text else None


def summary(all_scores: Iterable[Score]) -> str:
    """Return right, wrong and not read for each measure, and every miss in full."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    misses = []
    for score in all_scores:
        measure = "block newest" if score.measure.startswith("block ") else score.measure
        counts[measure][score.result] += 1
        if score.result != "right":
            misses.append(f"  {score.page} {score.measure}: {score.truth!r} ≠ {score.read!r}")
    lines = [
        f"{measure:16} right {count['right']:3}  wrong {count['wrong']:3}  "
        f"not read {count['not read']:3}"
        for measure, count in counts.items()
    ]
    return "\n".join([*lines, *misses])
