"""Golden pages: saved bodies, and what `scrapy read` must say of each.

A golden page is two files of one name anywhere under tests/golden: the body as it came (.html,
.json, .xml, any encoding) and a .toml. A new one needs no Python:

    url = "http://www.example.gov.cn/tz/"       # where it stood
    fetched_at = 2026-03-02T10:30:00+08:00      # when: months without a year depend on it
    about = "dates in brackets"                 # what it is kept for
    content_type = "text/html; charset=gbk"     # optional: the header it came with
    absent = ["published", "identity.icp"]      # these are null, empty or false

    [expect]                                    # of the JSON, only the keys that are given
    title = "…"
    published = "2026-02-27"                    # a day also fits a time on that day
    [expect.entries]                            # a list in short:
    count = 15                                  #   also dated, newest, oldest, first, last
    first = { title = "…", url = "http://…" }   #   rows: only the keys that are given
    has = [{ title = "…" }]                     #   and has, lacks: rows somewhere in it
    [[expect.blocks]]                           # or a list in full: every row, in order
    name = "通知公告"
    [known_wrong]                               # optional: what we still read otherwise, and why;
    "entries.first.title" = "…"                 #   the test fails once it is put right
"""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from crawler.adapters import read
from crawler.adapters.media.feed import is_feed, read_feed
from crawler.adapters.reading import Document
from crawler.readingjson import as_json

GOLDEN = Path(__file__).resolve().parent / "golden"
KEYS = {"url", "fetched_at", "about", "content_type", "known_wrong", "absent", "expect"}
IN_SHORT = {"count", "dated", "newest", "oldest", "first", "last", "has", "lacks"}


@dataclass(frozen=True)
class Golden:
    """A saved page and what is true of it."""

    body: Path
    truth: dict[str, Any]

    @property
    def document(self) -> Document:
        """Return the page as if it had just been fetched."""
        return Document(
            url=self.truth["url"],
            body=self.body.read_bytes(),
            fetched_at=self.truth["fetched_at"],
            content_type=self.truth.get("content_type"),
        )

    def read(self) -> dict[str, Any]:
        """Return the JSON that `scrapy read` prints of it."""
        document = self.document
        if is_feed(document.body):
            return read_feed(document).as_json(self.body.name)
        return as_json(self.body.name, document.url, read(document))

    def differences(self) -> list[str]:
        """Say what was read otherwise than it stands in the page."""
        said = self.read()
        missed = [
            f"{path}: {value!r}, where nothing was expected"
            for path in self.truth.get("absent", ())
            if (value := _at(said, path))
        ]
        return missed + differences(self.truth.get("expect", {}), said, "")


def load(name: str, folder: Path = GOLDEN) -> Golden:
    """Return the golden page of that name.

    Raises:
        ValueError: a file is missing or does not say what it must; the message says what to do.
    """
    toml = folder / f"{name}.toml"
    bodies = [path for path in toml.parent.glob(f"{toml.stem}.*") if path != toml]
    if not toml.exists():
        raise ValueError(
            f"{bodies[0]} has no {toml.name} beside it: write one with url, fetched_at and [expect]"
        )
    if len(bodies) != 1:
        found = "several" if bodies else "no"
        raise ValueError(f"{toml} has {found} page of its name beside it: save one, as it came")
    try:
        truth = tomllib.loads(toml.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{toml}: {error}") from None
    if unknown := truth.keys() - KEYS:
        raise ValueError(f"{toml}: no such key: {', '.join(sorted(unknown))}")
    if "url" not in truth:
        raise ValueError(f"{toml}: url is missing; write where the page stood")
    at = truth.get("fetched_at")
    if not isinstance(at, datetime) or at.tzinfo is None:
        raise ValueError(f"{toml}: fetched_at must be a time like 2026-03-02T10:30:00+08:00")
    if not truth.get("expect") and not truth.get("absent"):
        raise ValueError(f"{toml}: nothing is expected; fill [expect] or absent")
    return Golden(bodies[0], truth)


def differences(expected: Any, said: Any, path: str) -> list[str]:
    """Compare what is given; name each place that differs."""
    if isinstance(said, list) and isinstance(expected, dict):
        return _in_short(expected, said, path)
    if isinstance(said, list) and isinstance(expected, list):
        if len(expected) != len(said):
            return [f"{path}: {len(said)} rows, not {len(expected)}: {said!r}"]
        pairs = enumerate(zip(expected, said, strict=True))
        return [line for i, (e, s) in pairs for line in differences(e, s, f"{path}[{i}]")]
    if isinstance(said, dict) and isinstance(expected, dict):
        return [
            line
            for key, value in expected.items()
            for line in differences(value, _at(said, key), f"{path}.{key}".lstrip("."))
        ]
    same = said == expected or (_is_day(expected) and str(said)[:10] == expected)
    return [] if same else [f"{path}: {said!r}, not {expected!r}"]


def _in_short(expected: dict[str, Any], said: list[dict[str, Any]], path: str) -> list[str]:
    if unknown := expected.keys() - IN_SHORT:
        raise ValueError(f"{path}: no such key: {', '.join(sorted(unknown))}")
    days = sorted(str(row["published"])[:10] for row in said if row.get("published"))
    facts: dict[str, Any] = {
        "count": len(said),
        "dated": len(days),
        "newest": days[-1] if days else None,
        "oldest": days[0] if days else None,
        "first": said[0] if said else {},
        "last": said[-1] if said else {},
    }
    given = {key: value for key, value in expected.items() if key in facts}
    lines = differences(given, facts, path)
    for key, wanted in (("has", True), ("lacks", False)):
        for row in expected.get(key, ()):
            if any(not differences(row, one, "") for one in said) is not wanted:
                lines.append(f"{path}: {key} no longer true: {row!r} in {said!r}")
    return lines


def _at(said: dict[str, Any], path: str) -> Any:
    value: Any = said
    for key in path.split("."):
        if value == {}:  # the first row of an empty list
            return None
        if key not in value:
            raise ValueError(f"a reading has no {path}; its keys are {', '.join(value)}")
        value = value[key]
    return value


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-"


def names(folder: Path = GOLDEN) -> list[str]:
    """Name all golden pages, those that lack a file too."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md"]
    return sorted({path.relative_to(folder).with_suffix("").as_posix() for path in files})
