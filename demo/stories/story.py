"""An article that carries something: a fault, a trap, or a file that nobody can read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from random import Random


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """A file that an article offers."""

    id: str
    words: str
    """What its link says."""
    ending: str
    """Of its address, which need not be what it is."""
    make: Callable[[Random], bytes] = lambda _: b""
    way: str = ""
    """How the server gives it: at once, "slow", "gone", "empty", "page", "refused", "once"."""
    at: str | None = None
    """Its name in the address, where the address tells one."""


@dataclass(frozen=True, kw_only=True)
class Lead:
    """A link that an article makes."""

    id: str
    words: str
    to: str
    """Inside: "gone", "410", "soft", "refused", "once", a path; else an outside host and a path."""


@dataclass(frozen=True)
class Scene:
    """What the text of a story may draw on."""

    rng: Random
    unit: str
    hrefs: Mapping[str, str]
    leads: Mapping[str, Lead]

    def href(self, id_: str) -> str:
        """Where one of the story's links leads, escaped."""
        return escape(self.hrefs[id_], quote=True)

    def link(self, id_: str) -> str:
        """One of the story's links, as an article shows it."""
        return f'<a href="{self.href(id_)}" target="_blank">{escape(self.leads[id_].words)}</a>'


def nothing(_: Scene) -> list[str]:
    """A story whose files say it all."""
    return []


@dataclass(frozen=True, kw_only=True)
class Story:
    """One article of the key. Its title is harmless: lists and neighbours show it too."""

    id: str
    site: str
    """The role of the site that tells it."""
    column: str
    at: int
    """Its place in the column, 0 for the newest."""
    title: str
    says: Callable[[Scene], list[str]] = nothing
    """Blocks of markup: paragraphs without their tags, and tables."""
    files: tuple[Leaf, ...] = ()
    leads: tuple[Lead, ...] = ()
    paragraphs: int = 3
    """How many ordinary paragraphs stand before what it says."""
    text: str = ""
    """Two stories of the same text name it alike."""
    beside: str = ""
    """A story of about the same day; the place for this one is looked for from `at` on."""


def table(rows: Sequence[Sequence[str]]) -> str:
    """A table, its head first."""
    head, *body = rows
    return (
        '<table border="1" cellspacing="0" cellpadding="4" width="90%" align="center">'
        + "<tr>"
        + "".join(f"<th>{escape(cell)}</th>" for cell in head)
        + "</tr>\n"
        + "".join(
            "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>\n" for row in body
        )
        + "</table>"
    )
