"""From each home page to its columns' first list pages."""

from collections.abc import Iterable

from crawler import looks
from crawler.looks import Seen
from crawler.spiders.city import CitySpider
from storage.ledger import Address, Lease
from storage.records import Column, Observation
from storage.register import SiteEntry

HOME, COLUMN, SOURCE = "home", "column", "source"
COLUMNS_A_SITE = 120  # a navigation of more is a directory of links, not a site's columns


class ColumnsSpider(CitySpider):
    """Home → navigation columns → the first list page of each, and the list's own source."""

    name = "columns"

    def seeds(self, entry: SiteEntry) -> Iterable[Address]:
        """Begin with the home page."""
        yield Address(url=entry.record.url, site=entry.id, role=HOME, priority=9)

    def see(self, lease: Lease, seen: Seen) -> tuple[list[Observation], list[Address]]:
        """Keep what the page shows; go on to columns, and to where their lists come from."""
        if lease.address.role == HOME:
            return self._home(seen)
        column = str(lease.address.payload.get("column", lease.address.url))
        if lease.address.role == COLUMN and seen.reading and not seen.reading.entries:
            source = next(iter(seen.reading.sources), None)
            if source is not None:
                ahead = Address(
                    url=source,
                    site=lease.address.site,
                    role=SOURCE,
                    priority=8,
                    payload={"column": column},
                )
                return [looks.page(seen)], [ahead]
        return list(looks.column(seen, column)), []

    def _home(self, seen: Seen) -> tuple[list[Observation], list[Address]]:
        entry = self.entries[seen.site.id]
        observed = [
            entry.corrected(item) if isinstance(item, Column) else item for item in looks.home(seen)
        ]
        columns = [
            item for item in observed if isinstance(item, Column) and item.url != seen.site.url
        ]
        inside = [column for column in columns if not column.external][:COLUMNS_A_SITE]
        return observed, [
            Address(url=column.url, site=seen.site.id, role=COLUMN, priority=-column.level)
            for column in inside
        ]
