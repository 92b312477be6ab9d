"""Where everything known is kept and asked for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import islice
from types import TracebackType
from typing import Self

from storage import audits, contents, intervals, inventory, windows
from storage.audits import Audit
from storage.database import ArchiveError, Database
from storage.dossier import SiteDossier
from storage.records import (
    Column,
    Entry,
    Identity,
    Listing,
    Observation,
    Page,
    Review,
    Site,
    Target,
    Window,
)
from storage.streams import Stream, Texts
from storage.windows import R

__all__ = ["Archive", "ArchiveError"]

_SITES_AT_ONCE = 100  # sites that one statement asks of


class Archive:
    """Observations, audits and people's words. One process, one archive; threads may share it."""

    def __init__(self, url: str) -> None:
        """Open a database and bring its schema up to date.

        Args:
            url: `sqlite:///path` or `postgresql://user:password@host/name`.

        Raises:
            ArchiveError: the database cannot be used; its text is for the operator.
        """
        self.database = Database(url)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give all connections back."""
        self.database.close()

    def add(self, observations: Iterable[Observation]) -> None:
        """Keep observations, all or none. Adding the same ones again changes nothing."""
        with self.database.writing() as connection:
            intervals.write(connection, observations)

    def dossier(
        self, site: Site, window: Window, walked_since: datetime | None = None
    ) -> SiteDossier:
        """Return what was seen of a site in the window, as `dossiers` has it."""
        (found,) = self.dossiers([site], window, walked_since)
        return found

    def dossiers(
        self, sites: Iterable[Site], window: Window, walked_since: datetime | None = None
    ) -> Iterator[SiteDossier]:
        """Yield what was seen of sites in the window: of each thing its latest state.

        Of list pages every state is given, since what an earlier look showed may speak for a
        column of which the latest look shows less.

        A column that the navigation no longer showed when the home page was last read whole in
        the window is left out: it was taken down and is not to be judged.

        Args:
            sites: of which sites.
            window: the time that is asked about.
            walked_since: how far back what the walk saw counts, which takes many nights for one
                round; without it since the window's beginning.
        """
        waiting = iter(sites)
        walked = replace(window, since=min(walked_since or window.since, window.since))
        while some := tuple(islice(waiting, _SITES_AT_ONCE)):
            with self.database.reading() as connection:
                columns = _by_site(windows.columns(connection, some, window))
                listings = _by_site(windows.states(connection, Listing, some, window))
                identities = _by_site(windows.latest(connection, Identity, some, window))
                places = [(site, url) for site in some for url in _places(site, columns[site.id])]
                pages = _by_site(windows.pages_at(connection, places, window))
                walks = inventory.walks(connection, some, walked.since)
            for site in some:
                yield SiteDossier(
                    site=site,
                    window=window,
                    columns=tuple(columns[site.id]),
                    listings=tuple(listings[site.id]),
                    pages=tuple(pages[site.id]),
                    identities=tuple(identities[site.id]),
                    targets=Stream(self.database, Target, site, walked),
                    walked=Stream(self.database, Page, site, walked),
                    texts=Texts(self.database, site, walked),
                    walk=walks[site.id],
                )

    def entries(self, site: Site, column: str, window: Window) -> tuple[Entry, ...]:
        """Return the lines that a column's list showed in the window, newest date first."""
        with self.database.reading() as connection:
            return tuple(windows.entries(connection, site, column, window))

    def has_content(self, sha256: str, reader: str) -> bool:
        """Whether it is kept what this reader made of the body with this hash."""
        with self.database.reading() as connection:
            return bool(contents.known(connection, [sha256], reader))

    def keep_audit(self, audit: Audit) -> int:
        """Keep an audit and return its id. One of the same moment and standard is replaced."""
        with self.database.writing() as connection:
            return audits.keep(connection, audit)

    def latest_audit(self, city: str, before: datetime | None = None) -> Audit | None:
        """Return a city's latest audit, whole; with `before`, the latest of before then."""
        with self.database.reading() as connection:
            return next(audits.newest_first(connection, city, before), None)

    def audits(self, city: str) -> Iterator[Audit]:
        """Yield a city's audits, whole, newest first."""
        with self.database.reading() as connection:
            yield from audits.newest_first(connection, city)

    def history(self, city: str) -> Mapping[str, tuple[datetime, ...]]:
        """Say of each finding's fingerprint in which audits (`as_of`, ascending) it stood."""
        with self.database.reading() as connection:
            return audits.history(connection, city)

    def add_review(self, review: Review) -> None:
        """Keep a person's word on a finding. The same word again changes nothing."""
        with self.database.writing() as connection:
            audits.add_review(connection, review)

    def reviews(self, subjects: Iterable[str]) -> tuple[Review, ...]:
        """Return what people said of these subjects' findings, oldest first."""
        with self.database.reading() as connection:
            return audits.reviews(connection, subjects)


def _places(site: Site, columns: Iterable[Column]) -> set[str]:
    """Return the addresses of a site's home page and of its columns."""
    return {site.url, *(column.url for column in columns)}


def _by_site(records: Iterable[R]) -> defaultdict[str, list[R]]:
    found: defaultdict[str, list[R]] = defaultdict(list)
    for record in records:
        found[record.site].append(record)
    return found
