"""All that is known of one subject in one window: the only thing a rule reads."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from storage.records import Column, Identity, Listing, Observation, Page, Site, Window


@dataclass(frozen=True, kw_only=True)
class SiteDossier:
    """Every observation of one site. Collections may stream: rules only iterate them."""

    site: Site
    window: Window
    columns: Collection[Column] = ()
    listings: Collection[Listing] = ()
    pages: Collection[Page] = ()
    identities: Collection[Identity] = ()

    @property
    def subject(self) -> str:
        """What outcomes call this dossier's subject."""
        return self.site.id

    def has(self, kind: type[Observation]) -> bool:
        """Whether at least one observation of this kind is in the window."""
        held: dict[type, Collection[Observation]] = {
            Column: self.columns,
            Listing: self.listings,
            Page: self.pages,
            Identity: self.identities,
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
    def home_page(self) -> Page | None:
        """The newest look at the home page as such, failed or not."""
        looks = [page for page in self.pages if page.url == self.site.url]
        return max(looks, key=lambda page: page.at, default=None)


Dossier = SiteDossier  # accounts and units join here
