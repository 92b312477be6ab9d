"""Compares readings of the real pages with what a person read in them.

The pages and `truth.json` lie outside the repository, in the folder that the environment variable
REALPAGES names; any folder of that shape will do. Each value is right, wrong or not read, and a
wrong one is worse than none. The tests and `benchmarks/reading.py` both compare with what is here.
"""

import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from crawler.adapters.reading import Block, Document, EntryLink, Reading

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
"""The truth's words for a kind, by their first, and ours. What is not here is not compared."""
ENCODINGS = {
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "ascii": "utf-8",
    "utf-8-sig": "utf-8",
    "utf-16-le": "utf-16",
    "utf-16-be": "utf-16",
}
"""Names that are compared as one: what a page holds rarely tells them apart."""
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
    of: str = ""
    """Which block or column of the page."""
    within: int = 0
    """By how much a number may differ."""

    @property
    def result(self) -> str:
        """Say `right`, `wrong` or `not read`."""
        if self.truth == self.read:
            return "right"
        if self.within and isinstance(self.truth, int) and isinstance(self.read, int):
            return "right" if abs(self.truth - self.read) <= self.within else "wrong"
        return "wrong" if self.read not in (None, "", False, 0) else "not read"

    @property
    def miss(self) -> str:
        """Say in a line what was lost: file, field, ours, the truth."""
        field = f"{self.measure} {self.of}".strip()
        return f"{self.page}  {field}: {self.read!r}, in truth {self.truth!r}"


def pages(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """Return the pages with what is true of each; none when the folder is not there."""
    path = folder / "truth.json"
    return json.loads(path.read_text(encoding="utf-8"))["pages"] if path.exists() else []


def document(page: dict[str, Any], folder: Path = FOLDER) -> Document:
    """Return the saved page as if it had just been fetched."""
    url = page.get("url") or ""
    url = url if url.startswith("http") else ""  # as `scrapy read FILE` has it
    body = (folder / page["file"]).read_bytes()
    return Document(url=url, body=body, fetched_at=saved(page))


def saved(page: dict[str, Any]) -> datetime:
    """Return when the page was saved, as far as its entry says."""
    if page.get("fetched"):
        return datetime.fromisoformat(page["fetched"])
    if "HTTrack mirror 2018" in (page.get("cms") or ""):
        return datetime(2018, 7, 28, 12, tzinfo=SEEN.tzinfo)
    return SEEN


def kind(page: dict[str, Any]) -> str | None:
    """Return the truth's kind in our words, None where we have none for it."""
    return KINDS.get(page["kind"].split()[0].split("(")[0])


def scores(page: dict[str, Any], reading: Reading) -> Iterator[Score]:
    """Compare all that the truth says of a page."""
    if expected := kind(page):
        yield Score(page["id"], "kind", expected, str(reading.kind))
    encodings = (_family(page["encoding"]["actual"]), _family(reading.encoding))
    yield Score(page["id"], "encoding", *encodings)
    yield from article_scores(page, reading.title, day(reading.published))
    if expected == "article" and page.get("source"):
        yield Score(page["id"], "source", page["source"], reading.source)
    yield from _list(page, reading)
    yield from _blocks(page, reading.blocks)
    yield from _columns(page, reading)
    yield from _identity(page, reading)


def _family(encoding: str) -> str:
    return ENCODINGS.get(encoding.lower(), encoding.lower())


def article_scores(page: dict[str, Any], title: str | None, published: str | None) -> list[Score]:
    """Compare what extractors of articles read too: title and day of publication.

    A page that is no article, or prints no date, has no day of publication to be read.
    """
    expected = kind(page)
    found = []
    if expected == "article" and page.get("title"):
        found.append(Score(page["id"], "title", squeezed(page["title"]), squeezed(title)))
    if expected == "article" and page.get("pub_date"):
        found.append(Score(page["id"], "pub_date", page["pub_date"][:10], published))
    elif expected and not page.get("pub_date"):
        found.append(Score(page["id"], "no date", None, published))
    return found


def _list(page: dict[str, Any], reading: Reading) -> Iterator[Score]:
    truth = page.get("list")
    if not truth or "count" not in truth:
        return
    read = len(reading.entries)
    found = read if read or not truth["count"] else None
    yield Score(page["id"], "list count", truth["count"], found, within=1)
    if truth.get("newest"):
        days = _days(reading.entries)
        yield Score(page["id"], "list newest", truth["newest"][:10], max(days, default=None))
        yield Score(page["id"], "list oldest", truth["oldest"][:10], min(days, default=None))


def _blocks(page: dict[str, Any], blocks: tuple[Block, ...]) -> Iterator[Score]:
    if newest := (page.get("list") or {}).get("per_block_newest"):
        found = [max(_days(block.entries), default=None) for block in blocks]
        yield Score(page["id"], "blocks newest", newest, found or None)
        counts = [len(block.entries) for block in blocks]
        yield Score(page["id"], "blocks count", page["list"]["blocks"], counts or None)
    read = {block.name: max(_days(block.entries), default="") for block in reversed(blocks)}
    for block in (page.get("home") or {}).get("blocks", ()):
        if block["newest"] and (first := block["newest"].split()[0]):
            # the truth has month and day where the page prints no year
            newest_day = read.get(block["name"], "")[-len(first) :]
            yield Score(page["id"], "block newest", first, newest_day or None, of=block["name"])


def _columns(page: dict[str, Any], reading: Reading) -> Iterator[Score]:
    read = {squeezed(column.name) for column in reading.columns}
    for name, _ in (page.get("home") or {}).get("nav", ()):
        if "首页" not in name:
            found = name if squeezed(name) in read else None
            yield Score(page["id"], "column", name, found, of=name)


def _identity(page: dict[str, Any], reading: Reading) -> Iterator[Score]:
    ids = page.get("ids") or {}
    for name, attribute in IDS.items():
        if name not in ids:
            continue
        truth, read = ids[name], getattr(reading.identity, attribute)
        if name == "siteid_footer" and not truth:
            truth = ids.get("siteid_meta")  # the footer's, else the meta tag's
        if name in ("conac_badge", "jiucuo"):
            yield Score(page["id"], f"id {name}", bool(truth), read)
        else:
            yield Score(page["id"], f"id {name}", truth or None, read or None)


def _days(entries: Iterable[EntryLink]) -> list[str]:
    return [found for entry in entries if (found := day(entry.published))]


def day(value: date | datetime | None) -> str | None:
    """Return the day of a date or time as ISO 8601."""
    return value.isoformat()[:10] if value else None


def squeezed(text: str | None) -> str | None:
    """Return a text without its white space, which titles are broken with."""
    return "".join(text.split()) if text else None


def summary(all_scores: Iterable[Score]) -> str:
    """Return right, wrong and not read for each measure, and every miss in full."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    misses = []
    for score in all_scores:
        counts[score.measure][score.result] += 1
        if score.result != "right":
            misses.append(f"  {score.miss}")
    lines = [
        f"{measure:16} right {count['right']:3}  wrong {count['wrong']:3}  "
        f"not read {count['not read']:3}"
        for measure, count in counts.items()
    ]
    return "\n".join([*lines, *misses])
