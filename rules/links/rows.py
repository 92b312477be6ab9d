"""Looks at one page in order of time: how long, up to the last, they found the same."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from storage.dossier import china_day
from storage.records import Page


@dataclass(frozen=True)
class Row:
    """The last looks at one page, all of which found what was asked for."""

    last: Page
    days: frozenset[date]
    """The days in China on which they were."""


def last_rows(pages: Iterable[Page], found: Callable[[Page], bool]) -> Iterator[Row]:
    """Yield a row for each page whose last look found it; iterates the pages twice."""
    wanted = {page.url for page in pages if found(page)}
    looks: defaultdict[str, list[Page]] = defaultdict(list)
    for page in pages if wanted else ():
        if page.url in wanted:
            looks[page.url].append(page)
    for seen in looks.values():
        seen.sort(key=lambda page: page.at)
        row: list[Page] = []
        while seen and found(seen[-1]):
            row.append(seen.pop())
        if row:
            yield Row(row[0], frozenset(china_day(page.at) for page in row))
