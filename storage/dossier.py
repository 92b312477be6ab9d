"""All that is known of one subject in one window: the only thing a rule reads."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from functools import cached_property
from urllib.parse import urlsplit

from storage.records import (
    Column,
    ColumnKind,
    Content,
    Identity,
    Listing,
    Observation,
    Page,
    Site,
    Target,
    Walk,
    Window,
)

TAGGED, TAGGED_ALONE = 0.9, 0.6  # how sure a kind is that the page's tag confirms, or alone names
_CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
_INDEX = ("index.html", "index.htm", "index.shtml", "index.jsp", "index.php", "index.aspx")


def china_day(moment: datetime) -> date:
    """Return the day on which a moment falls in China, which all time limits count in."""
    return moment.astimezone(_CHINA).date()


def same_place(url: str) -> str:
    """Spell an address so that two spellings of one page agree; for comparing, never to fetch."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    path = parts.path
    for name in _INDEX:
        path = path.removesuffix(f"/{name}")
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.lower()}{path.rstrip('/')}{query}"


@dataclass(frozen=True, kw_only=True)
class PageText:
    """A page or a file, as it was last opened in the window, and what it says."""

    page: Page
    content: Content


@dataclass(frozen=True, kw_only=True)
class SiteDossier:
    """Every observation of one site. Collections may stream: rules only iterate them."""

    site: Site
    window: Window
    columns: Collection[Column] = ()
    listings: Collection[Listing] = ()
    pages: Collection[Page] = ()
    """Of the home page and the columns."""
    identities: Collection[Identity] = ()
    targets: Collection[Target] = ()
    walked: Collection[Page] = ()
    """All pages and files of the site that were looked at, failed or not."""
    texts: Collection[PageText] = ()
    """What the walked pages and files say, each with the newest look at it that opened."""
    walk: Walk | None = None
    """How far the site was walked; None for loose files, of which there is no more than these."""

    @property
    def subject(self) -> str:
        """What outcomes call this dossier's subject."""
        return self.site.id

    def has(self, kind: type[Observation] | type[Content]) -> bool:
        """Whether at least one observation of this kind is in the window."""
        held: dict[type, Collection[object]] = {
            Column: self.columns,
            Listing: self.listings,
            Page: self.pages,
            Identity: self.identities,
            Target: self.targets,
            Content: self.texts,
        }
        return bool(held[kind])

    @cached_property
    def _listing_by_column(self) -> dict[str, Listing]:
        latest: dict[str, Listing] = {}
        for listing in self.listings:
            known = latest.get(listing.column)
            if known is None or listing.at > known.at:
                latest[listing.column] = listing
        return latest

    def last_listing(self, column: Column) -> Listing | None:
        """The newest look at a column's list page."""
        return self._listing_by_column.get(column.url)

    @property
    def home(self) -> Listing | None:
        """The newest look at what the home page shows."""
        return self._listing_by_column.get(self.site.url)

    @property
    def day(self) -> date:
        """The day of judgement in China (监测时间点)."""
        return china_day(self.window.until)

    @cached_property
    def own_columns(self) -> tuple[Column, ...]:
        """The site's columns that are its own to update, each page once.

        Left out are columns on other sites, topics that have ended (历史专题), and the home page.
        """
        kept: dict[str, Column] = {}
        for column in sorted(self.columns, key=lambda c: (-c.at.timestamp(), c.level, len(c.url))):
            kept.setdefault(same_place(column.url), column)
        kept.pop(same_place(self.site.url), None)
        return tuple(
            column
            for column in map(self._as_told, kept.values())
            if not (column.external or column.history or column.kind is ColumnKind.HOME)
        )

    def _as_told(self, column: Column) -> Column:
        """Let a column's page say by its tag what kind it is (国办发〔2017〕47号, annex 3).

        The tag supports a name that says the same. Alone it makes no finding certain, for many
        sites put one tag on all their columns; against a name that says otherwise it is nothing.
        """
        page = self.page_at(column.url)
        if page is None or page.told is None or column.kind not in (page.told, ColumnKind.OTHER):
            return column
        known = column.confidence
        sure = max(known, TAGGED) if column.kind is page.told else max(known, TAGGED_ALONE)
        return replace(column, kind=page.told, confidence=sure)

    def below(self, column: Column) -> tuple[Column, ...]:
        """The columns that the navigation shows under a column."""
        return tuple(
            other
            for other in self.own_columns
            if other.level > column.level and other.parent == column.name
        )

    @cached_property
    def _looks(self) -> dict[str, list[Listing]]:
        looks: dict[str, list[Listing]] = defaultdict(list)
        for listing in self.listings:
            looks[listing.column].append(listing)
        return looks

    def looks_at(self, url: str) -> tuple[Listing, ...]:
        """Every look at a list page in the window, in order of time."""
        return tuple(sorted(self._looks.get(url, ()), key=lambda look: look.at))

    def newest_shown(self, url: str) -> date | None:
        """The newest date that any look at a list page has shown, never one in the future."""
        days = [
            look.newest
            for look in self._looks.get(url, ())
            if look.newest is not None and look.newest <= self.day
        ]
        return max(days, default=None)

    @cached_property
    def _page_by_url(self) -> dict[str, Page]:
        """The newest look at each page that rules ask for: the home page and the columns'."""
        wanted = {self.site.url, *(column.url for column in self.columns)}
        latest: dict[str, Page] = {}
        for page in self.pages:
            known = latest.get(page.url)
            if page.url in wanted and (known is None or page.at > known.at):
                latest[page.url] = page
        return latest

    def page_at(self, url: str) -> Page | None:
        """The newest look at the home page or a column's page as such, failed or not."""
        return self._page_by_url.get(url)

    @property
    def home_page(self) -> Page | None:
        """The newest look at the home page as such, failed or not."""
        return self.page_at(self.site.url)


Dossier = SiteDossier  # accounts and units join here
