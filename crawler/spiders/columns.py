"""From each home page to its columns' first list pages."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from crawler import looks
from crawler.adapters.outline import own_lines
from crawler.adapters.reading import Outline
from crawler.exposures import masked_url
from crawler.looks import Seen
from crawler.spiders.city import HOME, CitySpider
from storage.fields import host
from storage.ledger import Address, Lease, Look
from storage.records import Column, Fate, Observation, PageKind
from storage.register import SiteEntry

COLUMN, SOURCE = "column", "source"
HOPS = 3  # forwards followed from one address
COLUMNS_A_SITE = 120  # a navigation of more is a directory of links, not a site's columns


class ColumnsSpider(CitySpider):
    """Home → navigation columns → the first list page of each, and the list's own source."""

    name = "columns"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._homes: dict[str, Outline] = {}

    def begin(self) -> None:
        """Begin with the home pages."""
        homes = [
            Address(url=entry.record.url, site=entry.id, role=HOME, priority=9)
            for entry in self.entries.values()
        ]
        self.ledger.schedule(self.ledger_run, homes)

    def see(self, look: Look, seen: Seen) -> Look:
        """Keep what the page shows; go on to columns, and to where pages and lists really are."""
        reading, address = seen.reading, look.lease.address
        if address.role == COLUMN:
            seen = self._beside_frame(seen)
        if reading is not None and seen.fate is Fate.OPENED:
            if reading.forward and (onward := self._onward(address, reading.forward)):
                return replace(look, children=(onward,))
            if address.role == COLUMN and not reading.entries and reading.sources:
                source = self._source(address, seen, reading.sources[0])
                if source is not None:
                    return _told(look, seen, [looks.page(seen)], [source])
        if address.role == HOME:
            return self._home(look, seen)
        if address.role == SOURCE and reading and not reading.entries:
            none = reading.kind is PageKind.LIST  # else what came may be an error, or unknown to us
            seen = replace(seen, reading=replace(reading, scripted=not none))
        url = str(address.payload.get("column", seen.url))
        return _told(look, seen, looks.column(seen, url))

    def _beside_frame(self, seen: Seen) -> Seen:
        """Say how much a column's page shows that its site's home page does not.

        The home page of this very crawl is the witness; after an interruption there is none.
        """
        page, home = seen.reading and seen.reading.outline, self._homes.get(seen.site.id)
        return replace(seen, own_lines=own_lines(page, home)) if page and home else seen

    def settled(self, lease: Lease, seen: Seen) -> Seen:
        """Let a page that only forwards, and to where we do not follow, end as a redirect does."""
        seen = super().settled(lease, seen)
        forward = seen.reading.forward if seen.reading else None
        if seen.fate is not Fate.OPENED or forward is None or self._onward(lease.address, forward):
            return seen
        if masked_url(forward) != forward:
            return replace(seen, fate=Fate.OUT_OF_SCOPE, note="跳转地址中含有个人信息，未予访问")
        if self._inside(lease.address, forward):
            return replace(seen, fate=Fate.HTTP_3XX_LOOP, note="反复跳转，没有终点")
        return replace(seen, fate=Fate.HTTP_3XX_OFFSITE, note="跳转到了本网站以外的地址")

    def _inside(self, address: Address, target: str) -> bool:
        """Whether an address is the site's own, or on the host of the page that names it.

        One that holds a private number is not followed: the ledger keeps what is followed.
        """
        own = self.entries[address.site].holds(target) or host(target) == host(address.url)
        return own and masked_url(target) == target

    def _onward(self, address: Address, target: str) -> Address | None:
        """Return where a page sends its visitors on to, to be looked at in its place."""
        hops = int(address.payload.get("hops", 0))
        if hops >= HOPS or not self._inside(address, target):
            return None
        place = address.payload.get("place", address.url)
        payload = {**address.payload, "place": place, "hops": hops + 1}
        return replace(address, url=target, priority=8, payload=payload)

    def _source(self, address: Address, seen: Seen, target: str) -> Address | None:
        """Return where a column's page takes its list from."""
        if not self._inside(address, target):
            return None
        payload = {"column": seen.url}
        return Address(url=target, site=address.site, role=SOURCE, priority=8, payload=payload)

    def _known(self, entry: SiteEntry, column: Column) -> Column:
        """Return a column as the register knows it: whose it is, and what a person put right."""
        owner = self.city.owner(column.url)
        if owner is not None:
            column = replace(column, external=owner.id != entry.id)
        return entry.corrected(column)

    def _home(self, look: Look, seen: Seen) -> Look:
        entry, reading = self.entries[seen.site.id], seen.reading
        if reading and reading.outline and seen.complete and not reading.scripted:
            self._homes[seen.site.id] = reading.outline
        observed = [
            self._known(entry, item) if isinstance(item, Column) else item
            for item in looks.home(seen)
        ]
        columns = [
            item for item in observed if isinstance(item, Column) and item.url != seen.site.url
        ]
        inside = [column for column in columns if not column.external][:COLUMNS_A_SITE]
        onward = [
            Address(url=column.url, site=seen.site.id, role=COLUMN, priority=-column.level)
            for column in inside
        ]
        return _told(look, seen, observed, onward)


def _told(
    look: Look, seen: Seen, observations: Iterable[Observation], children: Iterable[Address] = ()
) -> Look:
    contents = (seen.content,) if seen.content is not None and seen.fate is Fate.OPENED else ()
    return replace(
        look, observations=tuple(observations), children=tuple(children), contents=contents
    )
