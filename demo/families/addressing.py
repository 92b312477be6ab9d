"""Which addresses a site answers, and what stands at each."""

from abc import abstractmethod
from dataclasses import dataclass
from functools import cached_property

from demo.columns import Column, Item
from demo.families.telling import INSIDE, Telling
from demo.stories.story import Lead, Leaf


@dataclass(frozen=True, kw_only=True)
class Target:
    """What an address of a site stands for."""

    kind: str
    """home, list, article, data, file or lead."""
    column: Column | None = None
    item: Item | None = None
    page: int = 1
    leaf: Leaf | None = None
    lead: Lead | None = None


class Addressing(Telling):
    """The addresses; how they are spelled is each family's own."""

    @abstractmethod
    def address(self, column: Column, page: int = 1) -> str:
        """Path of a column's list page."""

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
                found |= self._beside(column, item)
        return found

    def _beside(self, column: Column, item: Item) -> dict[str, Target]:
        """What an article leads to besides: its files, and what its links stand for."""
        found = {
            self.leaf_address(column, item, leaf): Target(
                kind="file", column=column, item=item, leaf=leaf
            )
            for leaf in self.files(column, item)
        }
        story = self.story(item)
        for lead in story.leads if story else ():
            if lead.to in INSIDE:
                path = self.lead_address(column, item, lead)
                found[path] = Target(kind="lead", column=column, item=item, lead=lead)
        return found

    @cached_property
    def planted(self) -> dict[str, str]:
        """Where the key's articles, their files and links are: a path, or an outside address."""
        found: dict[str, str] = {}
        for column in self.site.columns:
            for item in column.items:
                story = self.story(item)
                if story is None:
                    continue
                found[f"@article:{story.id}"] = self.article_address(column, item)
                for leaf in story.files:
                    found[f"@file:{leaf.id}"] = self.leaf_address(column, item, leaf)
                for lead in story.leads:
                    found[f"@link:{lead.id}"] = self.lead_address(column, item, lead)
        return found
