"""The benchmark's site: which pages it has, and what stands on each. The same for the same size.

A home page, columns, lists of twenty entries, articles; about a hundred links of navigation, inline
CSS and script, side columns and a footer on each, 25 to 60 kB in all. Every page is reached by
links, no link leads outside or nowhere, and a site of n pages has n, not one more or less. Each
fiftieth says other things in another edition.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from random import Random

from benchmarks import walkframe, walkwords

SHOWN = 20  # entries of a list
CHANGED_EACH = 50  # pages
_STRIDE = 7919  # scatters what is linked beside a text over the site
_WINDOW = 4  # further pages of a list that are linked on either side


@dataclass(frozen=True)
class Column:
    """One column: its lists and its articles, which stand one after the other in the site."""

    folder: str
    name: str
    lists: int
    articles: int
    first: int
    """The number of its newest article."""

    def list_path(self, at: int) -> str:
        """Return the address of one of its lists."""
        return f"/{self.folder}/" if at == 0 else f"/{self.folder}/index_{at}.html"

    def article_path(self, at: int) -> str:
        """Return the address of its article that is so many older than the newest."""
        day = walkwords.day(at)
        return f"/{self.folder}/{day:%Y%m}/t{day:%Y%m%d}_{2_400_000 - self.first - at}.html"


@dataclass(frozen=True)
class Page:
    """One page, not yet written."""

    path: str
    number: int
    column: Column | None = None
    list_at: int | None = None
    article_at: int | None = None

    @property
    def changes(self) -> bool:
        """Whether another edition says other things here."""
        return self.number % CHANGED_EACH == CHANGED_EACH // 3


class Site:
    """A site of so many pages, at least thirty."""

    def __init__(self, pages: int) -> None:
        if pages < 30:
            raise ValueError("a site has at least 30 pages")
        self.size = pages

    @cached_property
    def columns(self) -> list[Column]:
        """The columns; the first ones are the largest, as on real sites."""
        count = min(len(walkframe.COLUMNS), max(1, (self.size - 1) // 29))
        weights = [1 / (1 + at / count) for at in range(count)]
        ends = [
            round((self.size - 1) * sum(weights[: at + 1]) / sum(weights)) for at in range(count)
        ]
        columns, begun, first = [], 0, 0
        for (folder, name), end in zip(walkframe.COLUMNS, ends, strict=False):
            lists = -(-(end - begun) // (SHOWN + 1))
            articles = end - begun - lists
            columns.append(Column(folder, name, lists, articles, first))
            begun, first = end, first + articles
        return columns

    @cached_property
    def _articles(self) -> list[tuple[Column, int]]:
        return [(column, at) for column in self.columns for at in range(column.articles)]

    def pages(self) -> Iterator[Page]:
        """Yield every page."""
        yield Page("/", 0)
        number = 0
        for column in self.columns:
            for at in range(column.lists):
                yield Page(column.list_path(at), number := number + 1, column, list_at=at)
            for at in range(column.articles):
                yield Page(column.article_path(at), number := number + 1, column, article_at=at)

    def html(self, page: Page, edition: int = 1) -> str:
        """Write a page."""
        edition = edition if page.changes else 1
        if page.column is None:
            name, title, main = None, "", self._home(edition)
        elif page.list_at is not None:
            name = title = page.column.name
            main = self._list(page.column, page.list_at, edition)
        else:
            assert page.article_at is not None
            name = page.column.name
            title = walkwords.title(page.column.first + page.article_at)
            main = self._article(page.column, page.article_at, edition)
        top, bottom = self._frame
        return f"{walkframe.head(title, name)}{top}{main}{bottom}"

    @cached_property
    def _frame(self) -> tuple[str, str]:
        """What stands around the middle of each page."""
        links = [(column.list_path(0), column.name) for column in self.columns]
        for at in range(walkframe.NAVIGATION - len(links)):
            column, age = self._scattered(at)
            links.append((column.article_path(age), f"专题：{walkframe.TOPICS[at % 20]}"))
        return walkframe.top(links), walkframe.bottom(links)

    def _scattered(self, at: int) -> tuple[Column, int]:
        return self._articles[at * _STRIDE % len(self._articles)]

    def _home(self, edition: int) -> str:
        blocks = (
            walkframe.block(column.name, column.list_path(0), self._entries(column, 0, 8))
            for column in self.columns[:14]
        )
        return f'<div class="index-main" data-edition="{edition}">{"".join(blocks)}</div>'

    def _list(self, column: Column, at: int, edition: int) -> str:
        begin, end = (column.articles * n // column.lists for n in (at, at + 1))
        shown = {0, column.lists - 1, *range(at - _WINDOW, at + _WINDOW + 1)}
        further = [(n + 1, column.list_path(n)) for n in sorted(shown) if 0 <= n < column.lists]
        return walkframe.listing(
            (column.name, column.list_path(0)),
            self._entries(column, begin, end - begin),
            further,
            f"共{column.articles}条记录　第{at + 1}/{column.lists}页　更新次数：{edition}",
        )

    def _entries(self, column: Column, begin: int, count: int) -> list[tuple[str, str, str]]:
        """Return address, title and day of articles, from one on, the newer first."""
        return [
            (
                column.article_path(at),
                walkwords.title(column.first + at),
                walkwords.day(at).isoformat(),
            )
            for at in range(begin, min(begin + count, column.articles))
        ]

    def _article(self, column: Column, at: int, edition: int) -> str:
        number = column.first + at
        random = Random(number * 3)  # noqa: S311 - the same size each time, no secret
        beside = [self._scattered(number + n + 1) for n in range(10)]
        near = [n for n in (at - 1, at + 1) if 0 <= n < column.articles]
        return walkframe.article(
            (column.name, column.list_path(0)),
            walkwords.title(number),
            day=walkwords.day(at),
            document=walkwords.document(number, walkwords.day(at).year),
            paragraphs=walkwords.paragraphs(number, random.randint(1_000, 5_600), edition),
            rows=list(walkwords.table(number)),
            near=[entry for n in near for entry in self._entries(column, n, 1)],
            beside=[entry for other, age in beside for entry in self._entries(other, age, 1)],
            styled=number % 2 == 0,
        )
