"""Articles whose printed date is whatever day they are looked at."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from storage.dossier import china_day
from storage.records import Evidence, Finding, Page, PageKind

_CHARS = 0.02  # share of its length by which the same article may differ: counters, side blocks


def moving(pages: Iterable[Page]) -> Iterator[Finding]:
    """Yield a finding for each article that showed the day of the look on two different days.

    Args:
        pages: states of pages in the window; with only the latest of each nothing is found.
    """
    today: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        if (
            page.opened
            and page.kind is PageKind.ARTICLE
            and not page.file
            and page.published == china_day(page.at)
        ):
            today[page.url].append(page)
    for url, looks in today.items():
        looks.sort(key=lambda page: page.at)
        first, last = looks[0], looks[-1]
        if first.published != last.published and _same(first, last):
            yield _finding(url, first, last)


def _same(one: Page, other: Page) -> bool:
    return one.title == other.title and abs(one.chars - other.chars) <= _CHARS * max(
        one.chars, other.chars
    )


def _finding(url: str, first: Page, last: Page) -> Finding:
    return Finding(
        place=url,
        message=f"“{last.title}”的发布日期随访问日期变化："
        f"{_day(first)}访问时显示{_day(first)}，{_day(last)}访问时显示{_day(last)}",
        evidence=tuple(
            Evidence(
                url=url,
                at=look.at,
                quote=f"{look.title}（{_day(look)}）",
                word=_day(look),
                certain=False,
                sha256=look.sha256,
            )
            for look in (first, last)
        ),
        certain=False,
    )


def _day(page: Page) -> str:
    day = page.published
    return f"{day.year}年{day.month}月{day.day}日" if day is not None else "无日期"
