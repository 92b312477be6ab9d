"""What a walk makes of the addresses that it finds: which to look at, how soon, how often.

Pure: what a page leads to goes in, what is to be known of it comes out.
"""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from urllib.parse import urlsplit

from crawler.adapters import paging
from crawler.adapters.reading import PageLink, Reading
from crawler.exposures import masked_url
from crawler.looks import day_of
from crawler.traps import Traps, canonical
from crawler.walked import names_a_file
from storage.addresses import Address, Cut, Found
from storage.records import PageKind
from storage.register import City, SiteEntry

HOME, LIST, PAGE, FILE, SOURCE = "home", "list", "page", "file", "source"
RANK = {HOME: 90, LIST: 60, SOURCE: 50, FILE: 35, PAGE: 30}
SOONER = ((timedelta(days=31), 20), (timedelta(days=184), 10))  # how much by an entry's age
PAGING = 15  # further pages of lists lead to what nothing else leads to
DEEPEST = 30  # links away from the home page
MET = 60_000  # addresses of a site that are kept in mind
DAILY = timedelta(hours=20)  # so that a night begun a little earlier finds it due
ONCE_MORE = timedelta(hours=4)  # between looks at what seems dead
SURELY = 3  # looks that found it dead; else dead links would take up every night
WEEKLY = timedelta(days=7)
_NEITHER = re.compile(
    r"\.(?:jpe?g|png|gif|bmp|webp|svg|ico|tiff?|css|js|json|map|woff2?|ttf|eot|mp[34]|m4a|wav|wma"
    r"|avi|wmv|flv|mov|rmvb?|mkv|swf|exe|msi|apk|dmg|iso|cab|bin|dll|psd)$",
    re.IGNORECASE,
)
_ONWARD = re.compile(r"(?:上|下|前|后|首|末|尾)一?页|\d{1,4}|[<>»«]+|更多|more", re.IGNORECASE)
_MASK = re.compile(r"\*{4}")  # what is told of an address with a number in it is no address
_OUTSIDE = "outside"
_MANY = frozenset({PageKind.HOME, PageKind.LIST, PageKind.LETTERS, PageKind.DISCLOSURE})


@dataclass(frozen=True, kw_only=True, slots=True)
class Leads:
    """What a page leads to that was not met before."""

    found: list[Found] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)
    outside: list[PageLink] = field(default_factory=list)

    def __add__(self, more: "Leads") -> "Leads":
        return Leads(
            found=self.found + more.found,
            cuts=self.cuts + more.cuts,
            outside=self.outside + more.outside,
        )


@dataclass
class Ground:
    """One site as a walk knows it while it runs. Bounded in memory."""

    entry: SiteEntry
    city: City
    traps: Traps = field(default_factory=Traps)
    _met: set[int] = field(default_factory=set)
    _written: set[int] = field(default_factory=set)

    def leads(self, reading: Reading, url: str, depth: int, today: date) -> Leads:
        """Return what a page leads to that was not met before.

        Args:
            reading: of the page, its links among it.
            url: of the page.
            depth: how many links the page is away from the home page.
            today: the day of the look, in China.
        """
        leads = Leads()
        # A site's frame is on every page, its links written just so.
        old = self._written
        fresh = [x for x in _links(reading, url) if x.hidden or hash(x.url) not in old]
        if not fresh:
            return leads
        ages = {canonical(entry.url): entry.published for entry in reading.entries}
        columns = {canonical(column.url) for column in reading.columns if not column.history}
        for link in fresh:
            target = canonical(link.url)
            if not self.meet(target, hidden=bool(link.hidden)):
                continue
            role = self._role(target, reading.sources)
            if role is not None and (reason := self._refusal(target, depth, role)):
                leads.cuts.append(Cut(self.entry.id, reason, masked_url(target)))
            elif role == _OUTSIDE:
                leads.outside.append(link._replace(url=target))
            elif role is not None:
                rank = RANK[LIST if target in columns and role == PAGE else role] - min(depth, 9)
                rank += _sooner(ages.get(target), today)
                rank += PAGING if role == PAGE and _ONWARD.fullmatch(link.words) else 0
                day = day_of(reading.published) if role == FILE else None
                found = Found(target, self.entry.id, role, url, link.words, rank, depth + 1, day)
                leads.found.append(found)
        if len(old) >= MET:  # session ids write one address in ever new ways
            old.clear()
        old.update(hash(link.url) for link in fresh if not link.hidden)
        return leads

    def landed(self, url: str, by: Address) -> Leads:
        """Return what is to be made of where a look at `by` ended, when that is another address."""
        leads, role = Leads(), self._role(url)
        if role in {None, _OUTSIDE} or not self.meet(url):
            return leads
        depth, words = int(by.payload.get("depth", 0)), str(by.payload.get("words", ""))
        if reason := self._refusal(url, depth, PAGE):
            leads.cuts.append(Cut(self.entry.id, reason, masked_url(url)))
        else:
            role = FILE if FILE in {role, by.role} else PAGE
            leads.found.append(Found(url, by.site, role, by.url, words, by.priority, depth))
        return leads

    def meet(self, url: str, *, hidden: bool = False) -> bool:
        """Take note of an address; whether it was not met before, or not as a hidden one.

        Who hides a link to where another leads openly hides it all the same.
        """
        names = {hash((url, each)) for each in {hidden, False}}
        if hash((url, hidden)) in self._met:
            return False
        if len(self._met) >= MET:
            self.forget()
        self._met |= names
        return True

    def forget(self) -> None:
        """Take nothing for met any more: what an earlier try found may have been lost with it."""
        self._met.clear()
        self._written.clear()

    def _role(self, url: str, sources: Container[str] = ()) -> str | None:
        """Say what an address is looked at as; None for what is neither page nor file."""
        try:
            path = urlsplit(url).path
        except ValueError:
            return None
        if not url.startswith(("http://", "https://")) or len(url) > 4000:
            return None
        if not self._is_inside(url):
            return _OUTSIDE
        if url in sources:
            return SOURCE
        if _NEITHER.search(path):
            return None
        return FILE if names_a_file(url) else PAGE

    def _is_inside(self, url: str) -> bool:
        """Whether an address is this site's: in its part of the web, or in nobody's on its host."""
        owner = self.city.owner(url)
        return owner.id == self.entry.id if owner else _origin(url) in self._origins

    @cached_property
    def _origins(self) -> frozenset[str]:
        return frozenset(map(_origin, (self.entry.url, *self.entry.aliases)))

    def _refusal(self, url: str, depth: int, role: str) -> str | None:
        if masked_url(url) != url or _MASK.search(url):
            return "地址中含有个人信息"
        if role == _OUTSIDE:
            return None
        if depth >= DEEPEST:
            return "离首页太远"
        return self.traps.refusal(url)


def _origin(url: str) -> str:
    """Return host and port, with www and a scheme's own port left out."""
    return urlsplit(url).netloc.lower().removeprefix("www.").removesuffix(":80")


def _links(reading: Reading, url: str) -> Iterator[PageLink]:
    """Yield all that a page leads to, what is named best first."""
    for attachment in reading.attachments:
        yield PageLink(attachment.url, attachment.name)
    for entry in reading.entries:
        yield PageLink(entry.url, entry.title)
    for block in reading.blocks:
        for entry in block.entries:
            yield PageLink(entry.url, entry.title)
    yield from reading.links
    for source in reading.sources:
        yield PageLink(source, "")
    if reading.forward:
        yield PageLink(reading.forward, "")
    if not reading.links and reading.entries and (onward := paging.following(url)):
        yield PageLink(onward, "")


def _sooner(published: date | datetime | None, today: date) -> int:
    day = day_of(published)
    return next((more for age, more in SOONER if day and today - day <= age), 0)


def role_seen(role: str, reading: Reading | None) -> str:
    """Say what an address is, now that it was looked at: of lists the newest shows first."""
    return LIST if role == PAGE and reading is not None and reading.kind in _MANY else role


def wait(role: str, *, dead_looks: int, settled: bool, rotation: timedelta) -> timedelta:
    """Say how long an address is left alone after a look.

    Args:
        role: what it turned out to be.
        dead_looks: how many looks in a row found it dead, this one among them.
        settled: whether there is an answer that the next night would not change.
        rotation: after which everything is looked at again.
    """
    if dead_looks:
        return ONCE_MORE if dead_looks < SURELY else min(WEEKLY, rotation)
    return rotation if settled and role not in {HOME, LIST, SOURCE} else DAILY
