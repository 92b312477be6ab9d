# ruff: noqa: E501 - markup keeps the lines that it has on real pages
"""What an article says: its text, its files, its links, and the articles before and after it."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from hashlib import md5
from html import escape
from random import Random
from typing import ClassVar
from zlib import crc32

from demo import loopback, prose
from demo.attachments import ordinary
from demo.columns import Column, Item
from demo.families.marks import Marks
from demo.stories import BY_ID
from demo.stories.story import Lead, Leaf, Scene, Story, table

INSIDE = {"gone", "410", "soft", "refused", "once"}
"""What a link of the site itself may lead to."""
_TABLED = 7  # of so many ordinary articles one has a table
_COLUMNS = {"policy", "planning", "finance"}


class Telling(Marks, ABC):
    """The inside of articles; families lay it out."""

    paragraph: ClassVar[str] = "<p>{}</p>"
    offered: ClassVar[str] = '<p>附件：<a href="{}" target="_blank">{}</a></p>'
    turned: ClassVar[str] = '<div class="pn"><p>上一篇：{}</p><p>下一篇：{}</p></div>'

    @abstractmethod
    def article_address(self, column: Column, item: Item) -> str:
        """Path of an article."""

    @abstractmethod
    def file_address(self, column: Column, item: Item, name: str) -> str:
        """Path of a file of an article, its name being one of a kind."""

    def story(self, item: Item) -> Story | None:
        """The story of the key that an article tells, if any."""
        return BY_ID[item.story] if item.story else None

    def files(self, column: Column, item: Item) -> tuple[Leaf, ...]:
        """What an article offers."""
        story = self.story(item)
        return story.files if story else ordinary(column.key, item.number)

    def leaf_address(self, column: Column, item: Item, leaf: Leaf) -> str:
        """Path of one of an article's files."""
        name = md5(f"{self.site.id} {leaf.id}".encode(), usedforsecurity=False).hexdigest()
        return self.file_address(column, item, f"{name}.{leaf.ending}")

    def lead_address(self, column: Column, item: Item, lead: Lead) -> str:
        """Where a link of a story leads: a path, or a whole address outside."""
        if lead.to.startswith("/"):
            return lead.to
        if lead.to not in INSIDE:
            return loopback.address(self.site.outside, lead.to)
        number = item.number * 100 + crc32(lead.id.encode()) % 100
        return self.article_address(column, replace(item, number=number))

    def body(self, column: Column, item: Item) -> str:
        """All that stands under an article's title and line of origin."""
        story = self.story(item)
        told = self._told(story, column, item) if story else self._ordinary(column, item)
        blocks = told + self._offers(column, item)
        return "\n".join(
            block if block.startswith("<") else self.paragraph.format(block) for block in blocks
        ) + self._turn(column, item)

    def _ordinary(self, column: Column, item: Item) -> list[str]:
        rng = self.rng(f"text {item.number}")
        blocks = prose.paragraphs(rng, self.site.office.short)
        if column.key in _COLUMNS:
            blocks.insert(0, table(self._indexed(rng, item)))
        if item.number % _TABLED == 0:
            blocks.insert(len(blocks) // 2 + 1, table(prose.figures(rng)))
        if column.key == "notices":
            blocks.append(f"　　联系电话：0765-88{rng.randrange(10**5):05d}")
        return blocks

    def _indexed(self, rng: Random, item: Item) -> Sequence[Sequence[str]]:
        """The box above documents: number of index, of the document, and the office's code."""
        code = self.site.office.code
        return (
            ("索引号", f"11{code[:6]}{rng.randrange(10**8):08d}{rng.choice('ABCDEFGHJK')}/{item.day.year}-{item.number % 10**5:05d}"),
            ("发文机关", self.site.office.name),
            ("文号", f"示府办〔{item.day.year}〕{1 + item.number % 90}号"),
            ("成文日期", f"{item.day:%Y-%m-%d}"),
        )  # fmt: skip

    def _told(self, story: Story, column: Column, item: Item) -> list[str]:
        named = f"{self.site.seed} {story.text or story.id}"
        rng = Random(f"said {named}")  # noqa: S311 - made-up text
        leads = {lead.id: lead for lead in story.leads}
        hrefs = {id_: self.lead_address(column, item, lead) for id_, lead in leads.items()}
        scene = Scene(rng, self.site.office.short, hrefs, leads)
        before = prose.paragraphs(rng, scene.unit, story.paragraphs) if story.paragraphs else []
        return before + story.says(scene)

    def _offers(self, column: Column, item: Item) -> list[str]:
        return [
            self.offered.format(self.leaf_address(column, item, leaf), escape(leaf.words))
            for leaf in self.files(column, item)
        ]

    @cached_property
    def _places(self) -> dict[int, int]:
        """Where in its column every article stands, by number."""
        return {
            item.number: place
            for column in self.site.columns
            for place, item in enumerate(column.items)
        }

    def _turn(self, column: Column, item: Item) -> str:
        at = self._places[item.number]
        before = column.items[at - 1] if at else None
        after = column.items[at + 1] if at + 1 < len(column.items) else None
        return self.turned.format(self._neighbour(column, before), self._neighbour(column, after))

    def _neighbour(self, column: Column, item: Item | None) -> str:
        if item is None:
            return "没有了"
        title = escape(item.title)
        return f'<a href="{self.article_address(column, item)}" title="{title}">{title}</a>'
