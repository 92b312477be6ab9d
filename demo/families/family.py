"""What every family of pages is made with. The markup itself is each family's own."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from html import escape
from typing import ClassVar

from demo import hostile, words
from demo.columns import Column, Item
from demo.families.marks import Marks

WEEKDAYS = "一二三四五六日"
LISTS: dict[str, Callable[[str], str]] = {
    "list": str,
    "nested": hostile.nested,
    "misnested": hostile.misnested,
}
"""Shapes that show a list, and what becomes of its markup."""


@dataclass(frozen=True, kw_only=True)
class Target:
    """What an address of a site stands for."""

    kind: str
    """home, list, article or data."""
    column: Column | None = None
    item: Item | None = None
    page: int = 1


def e(text: str) -> str:
    """Escape text for markup."""
    return escape(text, quote=True)


class Family(Marks, ABC):
    """Turns one site's content into pages. Pure: the same site gives the same pages."""

    label: ClassVar[str]

    # Addresses ---------------------------------------------------------------

    @abstractmethod
    def address(self, column: Column, page: int = 1) -> str:
        """Path of a column's list page."""

    @abstractmethod
    def article_address(self, column: Column, item: Item) -> str:
        """Path of an article."""

    def data_addresses(self, _column: Column) -> dict[str, int]:
        """Paths that answer with a column's data, and its page; one past the last too."""
        return {}

    def spelled(self, path: str) -> str:
        """The address that a looser one means; programs behind pages are not strict."""
        return path

    @cached_property
    def targets(self) -> dict[str, Target]:
        """Every address that the site answers."""
        found = {"/": Target(kind="home"), "/index.html": Target(kind="home")}
        for column in self.site.columns:
            if column.url is not None:
                continue
            for page in range(1, column.pages + 1):
                target = Target(kind="list", column=column, page=page)
                found[self.address(column, page)] = target
            for path, page in self.data_addresses(column).items():
                found[path] = Target(kind="data", column=column, page=page)
            for item in column.items:
                path = self.article_address(column, item)
                found[path] = Target(kind="article", column=column, item=item)
        return found

    # Pages -------------------------------------------------------------------

    def home(self) -> str:
        """The home page."""
        head = self.head(self.site.office.site_name, self.tags())
        middle = self.home_body() if self.site.blocks else self.gate()
        return head + self.top() + middle + self.foot()

    def listing(self, column: Column, page: int) -> str:
        """A column's page, whatever its shape."""
        title = f"{column.name}-{self.site.office.site_name}"
        inner = self.inner(column, page)
        head = self.head(title, self.tags(column))
        return head + self.top() + self.around(column, inner) + self.foot()

    def article(self, column: Column, item: Item) -> str:
        """An article's page."""
        head = self.head(item.title, self.tags(column, item))
        return head + self.top() + self.article_body(column, item) + self.foot()

    def inner(self, column: Column, page: int) -> str:
        """The middle of a column's page."""
        from demo.families import shapes  # noqa: PLC0415 - shapes are written with families

        if column.shape in LISTS:
            return LISTS[column.shape](self.list_page(column, page))
        return shapes.body(self, column, page)

    @abstractmethod
    def head(self, title: str, tags: str) -> str:
        """From the doctype to the end of the head."""

    @abstractmethod
    def top(self) -> str:
        """The header and the navigation."""

    @abstractmethod
    def foot(self) -> str:
        """The footer."""

    @abstractmethod
    def home_body(self) -> str:
        """The middle of a home page with dated blocks."""

    @abstractmethod
    def around(self, column: Column, inner: str) -> str:
        """What stands around a column's middle: crumbs and side."""

    @abstractmethod
    def list_page(self, column: Column, page: int) -> str:
        """The list of a column, with its paging."""

    @abstractmethod
    def block(self, column: Column, count: int) -> str:
        """A titled block of a column's newest entries."""

    @abstractmethod
    def article_body(self, column: Column, item: Item) -> str:
        """The middle of an article's page."""

    def gate(self) -> str:
        """The middle of a home page that only leads on: large tiles, no entries."""
        tiles = "".join(
            f'<a class="gate_{i % 4}" href="{self.href(column)}"><img src="/images/gate/{i}.png"'
            f' alt=""><em>{e(column.name)}</em></a>'
            for i, column in enumerate(self.site.bar)
        )
        return f'<div class="gate clearfix">{tiles}</div>'

    def data(self, _column: Column, _page: int) -> tuple[str, str]:
        """What a data address answers: content type and text."""
        raise NotImplementedError

    # Parts -------------------------------------------------------------------

    def href(self, column: Column) -> str:
        """How pages link to a column."""
        return column.url or self.address(column)

    @property
    def name(self) -> str:
        """The site's name, escaped."""
        return e(self.site.office.site_name)

    @property
    def clock(self) -> str:
        """What the header's clock says."""
        day = self.site.day
        return f"{day.year}年{day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]}"

    @property
    def years(self) -> str:
        """What the footer calls the years of its rights."""
        return f"2012-{self.site.day.year}"

    def tags(self, column: Column | None = None, item: Item | None = None) -> str:
        """Write the tags that 国办发〔2017〕47号 asks for, as this site fills them in."""
        said = {
            "SiteName": self.site.office.site_name,
            "SiteDomain": self.site.netloc,
            "SiteIDCode": self.site.identity.site_id_code_meta,
        }
        if column is not None:
            said |= {
                "ColumnName": column.name,
                "ColumnDescription": f"{self.site.office.short}{column.name}",
                "ColumnKeywords": column.name,
                "ColumnType": column.name,
            }
        if item is not None:
            said |= {
                "ArticleTitle": item.title,
                "PubDate": f"{item.day:%Y-%m-%d} {self.hour(item)}",
                "ContentSource": self.source(item),
            }
        return "\n".join(
            f'<meta name="{name}" content="{e(content)}">'
            for name, content in said.items()
            if content is not None
        )

    def hour(self, item: Item) -> str:
        """The time of day at which an item came out."""
        return f"{8 + item.number % 10:02d}:{item.number * 7 % 60:02d}"

    def source(self, item: Item) -> str:
        """Where an item comes from."""
        return words.SOURCES[item.number % len(words.SOURCES)]

    def text(self, item: Item, count: int = 6) -> list[str]:
        """The paragraphs of an article."""
        return words.paragraphs(self.rng(f"text {item.number}"), count)

    def hot_items(self) -> list[tuple[str, str, date]]:
        """A ranking that stands beside lists: title, address, a day within the last two."""
        column = self.site.column("news")
        return [
            (item.title, self.article_address(column, item), self.site.day - timedelta(days=i % 2))
            for i, item in enumerate(column.items[5:13])
        ]

    def latest_items(self) -> list[tuple[str, str, date]]:
        """A box that calls itself the latest and is not."""
        column = self.site.column("policy")
        return [
            (item.title, self.article_address(column, item), item.day) for item in column.items[-6:]
        ]

    def people(self, column: Column) -> list[tuple[str, str]]:
        """The leaders: name and post."""
        names = self.rng(f"people {column.number}").sample(words.PEOPLE, 5)
        posts = ("党组书记、局长", "党组成员、副局长", "党组成员、副局长", "二级调研员", "总工程师")
        return list(zip(names, posts, strict=True))

    def answered(self, item: Item) -> date:
        """The day on which a letter was answered."""
        return min(item.day + timedelta(days=1 + item.number % 4), self.site.day)
