"""What every family of pages is made with. The markup itself is each family's own."""

from abc import abstractmethod
from collections.abc import Callable
from datetime import date, timedelta
from functools import cached_property
from html import escape
from typing import ClassVar

from demo import hostile, words
from demo.columns import Column, Item
from demo.families.addressing import Addressing, Target

__all__ = ["Family", "Target", "e"]

WEEKDAYS = "一二三四五六日"
LISTS: dict[str, Callable[[str], str]] = {
    "list": str,
    "nested": hostile.nested,
    "misnested": hostile.misnested,
}
"""Shapes that show a list, and what becomes of its markup."""


def e(text: str) -> str:
    """Escape text for markup."""
    return escape(text, quote=True)


class Family(Addressing):
    """Turns one site's content into pages. Pure: the same site gives the same pages."""

    label: ClassVar[str]

    # Pages -------------------------------------------------------------------

    def home(self) -> str:
        """The home page."""
        head = self.head(self.site.office.site_name, self.tags())
        middle = self.home_body() if self.site.blocks else self.gate()
        top, foot = self.frame
        return head + top + middle + foot

    def listing(self, column: Column, page: int) -> str:
        """A column's page, whatever its shape."""
        title = f"{column.name}-{self.site.office.site_name}"
        inner = self.inner(column, page)
        head = self.head(title, self.tags(column))
        top, foot = self.frame
        return head + top + self.around(column, inner) + foot

    def article(self, column: Column, item: Item) -> str:
        """An article's page."""
        head = self.head(item.title, self.tags(column, item))
        top, foot = self.frame
        return head + top + self.article_body(column, item) + foot

    @cached_property
    def frame(self) -> tuple[str, str]:
        """What stands above and below the middle of every page."""
        return self.top(), self.foot()

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
