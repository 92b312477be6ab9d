"""What general extractors of articles read in a page: a title and a day of publication.

Each is asked as its documentation shows first, with the decoded page and its address where one is
known, and all else at its default:

- htmldate `find_date`: extensive_search=True, original_date=False, dates from 1995 to today;
- GNE `GeneralNewsExtractor().extract`: no XPath given, use_visiable_info=False; the text it returns
  for a time is read as year, month, day wherever they stand in it;
- trafilatura `extract_metadata`: extensive=True, date_config={"original_date": True,
  "extensive_search": True, "max_date": today}.
"""

import importlib
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

_DAY = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})")


@dataclass(frozen=True)
class Said:
    """What a rival said of a page; None where it said nothing or failed."""

    title: str | None = None
    published: str | None = None


@dataclass(frozen=True)
class Rival:
    """An installed extractor."""

    name: str
    measures: frozenset[str]
    ask: Callable[[str, str], Said]

    def read(self, text: str, url: str) -> Said:
        """Ask it of one decoded page; what it raises is nothing said."""
        try:
            return self.ask(text, url)
        except Exception:  # noqa: BLE001 - whatever a rival does, the others are still compared
            return Said()


def installed() -> list[Rival]:
    """Return those that are installed, with their versions in their names."""
    logging.disable(logging.CRITICAL)  # they log each page that they cannot read
    found = []
    for name, measures, make in (
        ("htmldate", ("pub_date", "no date"), _htmldate),
        ("gne", ("title", "pub_date", "no date"), _gne),
        ("trafilatura", ("title", "pub_date", "no date"), _trafilatura),
    ):
        try:
            module = importlib.import_module(name)
        except ModuleNotFoundError as error:
            if error.name != name:
                raise
            continue
        found.append(Rival(f"{name} {version(name)}", frozenset(measures), make(module)))
    return found


def _htmldate(module: Any) -> Callable[[str, str], Said]:
    return lambda text, url: Said(published=module.find_date(text, url=url or None))


def _gne(module: Any) -> Callable[[str, str], Said]:
    extractor = module.GeneralNewsExtractor()

    def ask(text: str, url: str) -> Said:
        said = extractor.extract(text, host=url)
        return Said(said.get("title") or None, _day(said.get("publish_time") or ""))

    return ask


def _trafilatura(module: Any) -> Callable[[str, str], Said]:
    def ask(text: str, url: str) -> Said:
        said = module.extract_metadata(text, default_url=url or None)
        return Said(said.title or None, said.date or None)

    return ask


def _day(text: str) -> str | None:
    found = _DAY.search(text)
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else None
