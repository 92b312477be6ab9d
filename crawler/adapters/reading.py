"""What an adapter is given and what it gives back: a document in, a reading out.

Both cross the border of the reading child, so they are plain values. A reading says only what
the page shows; what it means for a site is decided elsewhere.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from storage.records import ColumnKind, PageKind


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A fetched body, undecoded, and what came with it."""

    url: str
    body: bytes
    fetched_at: datetime
    content_type: str | None = None
    """The Content-Type header, a claim that the bytes may contradict."""
    cms: str | None = None
    """The register's hint which adapter reads this site."""
    frame: bool = True
    """Whether to read the frame: the site's columns, identity and system, as on all its pages."""
    whole: bool = False
    """Whether to give all that is said and linked, as one needs who walks the whole site."""


class PageLink(NamedTuple):
    """One address that a page leads to."""

    url: str
    words: str
    """What the link says."""
    hidden: str = ""
    """How it is kept from visitors' eyes; empty where it is not."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SeenDate:
    """One of the dates that compete for a page's publication, and where it stood."""

    value: date | datetime
    where: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Attachment:
    """A file that an article offers."""

    name: str
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ColumnLink:
    """A column as the navigation or the site map shows it."""

    name: str
    url: str
    kind: ColumnKind
    level: int = 1
    parent: str | None = None
    external: bool = False
    history: bool = False
    confidence: float = 1.0


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryLink:
    """One line of a list: title in full, address absolute, date as printed beside it."""

    title: str
    url: str
    published: date | datetime | None = None
    printed: str = ""
    """The date as the page prints it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A dated block of a home or landing page, under its heading."""

    name: str
    entries: tuple[EntryLink, ...]
    url: str | None = None
    """Where its heading or its 更多 leads."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """One letter of the public: its title and when it was asked and answered."""

    title: str
    asked: date | None = None
    answered: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Leader:
    """One leader shown on a page."""

    name: str
    post: str | None = None
    bio_chars: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class SiteIdentity:
    """What the page's foot and its site tags say of whose it is."""

    site_name: str | None = None
    site_domain: str | None = None
    site_id_code: str | None = None
    site_id_code_meta: str | None = None
    icp: str | None = None
    police: str | None = None
    sponsor: str | None = None
    contact: str | None = None
    jiucuo: bool = False
    dangzheng: bool = False
    undertaker: str | None = None
    """Who runs it for the sponsor: 承办."""
    accessible: bool = False
    """Whether it offers reading made easy: 适老化, 无障碍."""
    sitemap: str | None = None
    """The address of its site map."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Outline:
    """A page's lines as marks, by which two pages of a site tell what its frame is."""

    marks: tuple[bytes, ...]
    """One for each line in the page's order; blank where a line may be content."""
    alone: tuple[int, ...] = ()
    """Places of lines that are frame only at the page's top or foot, where the site's are."""
    loose: tuple[int, ...] = ()
    """Places of lines that are frame wherever the site shows them: above the breadcrumb, or in
    a menu that lists the page itself."""
    scripts: tuple[bytes, ...] = ()
    """Of scripts that may lay out content."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """All that one page says. Empty means: the page does not say it, or it was not read."""

    kind: PageKind
    encoding: str
    title: str | None = None
    published: date | datetime | None = None
    published_from: str | None = None
    dates: tuple[SeenDate, ...] = ()
    source: str | None = None
    attachments: tuple[Attachment, ...] = ()
    columns: tuple[ColumnLink, ...] = ()
    entries: tuple[EntryLink, ...] = ()
    blocks: tuple[Block, ...] = ()
    letters: tuple[Letter, ...] = ()
    leaders: tuple[Leader, ...] = ()
    identity: SiteIdentity = SiteIdentity()
    tags: dict[str, str] = field(default_factory=dict)
    cms: str | None = None
    text_chars: int = 0
    complete: bool = True
    """Whether all of the page was read: nothing truncated, cut or undecodable."""
    scripted: bool = False
    """Whether the page says that more of its content comes by script, which nobody ran."""
    opaque: bool = False
    """Whether content may stand where text is not: in a frame, or in a row of linked pictures."""
    sources: tuple[str, ...] = ()
    """Addresses from which the page's own script takes its list (XHR), absolute, first page."""
    forward: str | None = None
    """Where the page sends its visitors on, when that is all it does (refresh, script)."""
    outline: Outline | None = None
    """Of home pages, and of pages without entries that are surely a column's."""
    notes: tuple[str, ...] = ()
    column_kind: ColumnKind | None = None
    """What the page's own column is for, by its tags and its name."""
    column_confidence: float = 0.0
    text: str = ""
    """All that the page says, line by line, cells of a table parted by tabs; where asked for."""
    links: tuple[PageLink, ...] = ()
    """All that the page leads to, each address once; where asked for."""
