"""What every page of the findings site has around it, and where each page lies."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reports.findings.inspection import Inspection
from reports.findings.words import State, moment

# Registers allow no other ids; whatever else asks for a page must not leave the folder.
_ID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")


@dataclass(frozen=True, kw_only=True)
class Link:
    """A way to another page of the site."""

    text: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Badge:
    """A state by sign, words and colour."""

    css: str
    sign: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What stands around a page's own content."""

    title: str
    root: str
    """The way from this page to the folder's top: empty, or `../`."""
    current: str
    """Which entry of the navigation this page is."""
    city: str
    standard: str
    moment: str
    since: str
    crumbs: tuple[Link, ...]


def page_of(kind: str, id_: str) -> str:
    """Return where the page of a site, unit or rule lies.

    Raises:
        ValueError: the id cannot be a file's name.
    """
    if not _ID.fullmatch(id_):
        raise ValueError(f"no page for {kind} {id_!r}")
    return f"{kind}/{id_}.html"


def badge(state: State, label: str | None = None) -> Badge:
    """Return a state's sign and colour, with its own words or others."""
    return Badge(css=state.css, sign=state.sign, label=label or state.label)


def frame(
    inspection: Inspection,
    title: str,
    *,
    root: str = "",
    current: str = "",
    crumbs: Sequence[Link] = (),
) -> Frame:
    """Put the inspection's name and moment around a page."""
    return Frame(
        title=title,
        root=root,
        current=current,
        city=inspection.city.name,
        standard=f"{inspection.standard.document}《{inspection.standard.title}》",
        moment=moment(inspection.audit.as_of),
        since=moment(inspection.audit.window.since),
        crumbs=tuple(crumbs),
    )
