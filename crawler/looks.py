"""What one look at an address becomes: observations of the site, and where to look next.

Pure: a reading and its circumstances go in, records come out. What a page said is kept; what to
make of it is the rules' business.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from itertools import chain

from crawler.adapters import columnkind
from crawler.adapters.outline import RANKING
from crawler.adapters.reading import EntryLink, Reading, SiteIdentity
from storage.dossier import china_day
from storage.records import (
    Column,
    Content,
    Entry,
    Fate,
    Identity,
    Listing,
    Observation,
    Page,
    PageKind,
    Site,
)

# What a page with status 200 turns out to be once it is read.
_FATE_OF_KIND = {
    PageKind.ERROR: (Fate.SOFT_ERROR, "页面显示的是错误提示"),
    PageKind.MAINTENANCE: (Fate.SOFT_ERROR, "页面显示网站正在维护"),
    PageKind.REFUSED: (Fate.CHALLENGE_WAF, "页面是防护系统的验证或拦截页"),
}


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One look at one address of a site: how it ended and what there was to read."""

    site: Site
    url: str
    at: datetime
    fate: Fate
    status: int | None = None
    body: bytes = b""
    digest: str = ""
    """The body's SHA-256 in hex, where somebody has made it; ask `sha256`."""
    reading: Reading | None = None
    whole: bool = True
    """Whether the body arrived whole."""
    own_lines: int | None = None
    """How much a column's page shows beside its site's frame; None where that is not known."""
    content: Content | None = None
    """What the body says as text, masked."""
    file: str = ""
    """Of a file, what it is by its content."""
    name: str = ""
    """Of a file, the words of the link that offers it."""
    published: date | None = None
    """Of a file, the day of publication of the article that offers it."""
    same: bool = False
    """Whether it is what it was when it was last read, so that nobody read it again."""
    landed: str = ""
    """Where it led, when that is another address."""
    etag: str = ""
    modified: str = ""
    note: str = ""

    def judged(self) -> "Seen":
        """Let what the page turned out to be decide how the look ended."""
        if self.reading is None or self.reading.kind not in _FATE_OF_KIND:
            return self
        fate, note = _FATE_OF_KIND[self.reading.kind]
        return replace(self, fate=fate, note=note)

    @property
    def sha256(self) -> str:
        """The body's SHA-256 in hex; empty when there is none."""
        return self.digest or (sha256(self.body).hexdigest() if self.body else "")

    @property
    def complete(self) -> bool:
        """Whether all of it was read, so that absence may be claimed."""
        if self.reading is not None:
            return self.whole and self.reading.complete
        return self.whole and self.content is not None and self.content.complete


def page(seen: Seen) -> Page:
    """Note that somebody looked, whatever came of it."""
    reading = seen.reading
    return Page(
        site=seen.site.id,
        url=seen.url,
        at=seen.at,
        fate=seen.fate,
        status=seen.status,
        kind=reading.kind if reading else PageKind.OTHER,
        title=(reading.title if reading else None) or "",
        encoding=reading.encoding if reading else "",
        chars=reading.text_chars if reading else 0,
        sha256=seen.sha256,
        complete=seen.complete,
        file=seen.file,
        name=seen.name,
        published=day_of(reading.published) if reading else seen.published,
        own_lines=seen.own_lines,
        told=columnkind.told_by(reading.tags.get("ColumnType")) if reading else None,
        note="；".join(filter(None, (seen.note, *_notes(seen)))),
    )


def _notes(seen: Seen) -> tuple[str, ...]:
    if seen.reading is not None:
        return seen.reading.notes
    return (seen.content.note,) if seen.content is not None else ()


def home(seen: Seen) -> Iterable[Observation]:
    """Note what a home page shows: its dated lines, whose it is, and its columns."""
    yield page(seen)
    reading = seen.reading
    if seen.fate is not Fate.OPENED or reading is None:
        yield _unopened(seen, seen.site.url)
        return
    yield _listing(seen, seen.site.url, _lines(reading), reading)
    yield _identity(seen, reading.identity, reading)
    for link in reading.columns:
        yield Column(
            site=seen.site.id,
            url=link.url,
            at=seen.at,
            name=link.name,
            kind=link.kind,
            level=link.level,
            parent=link.parent,
            external=link.external,
            history=link.history,
            confidence=link.confidence,
        )


def column(seen: Seen, url: str) -> Iterable[Observation]:
    """Note what a column's first list page shows. `url` is the column's own address."""
    yield page(seen)
    reading = seen.reading
    if seen.fate is not Fate.OPENED or reading is None:
        yield _unopened(seen, url)
        return
    entries = reading.entries or _lines(reading)
    yield _listing(seen, url, entries, reading)
    for entry in entries:
        yield Entry(
            site=seen.site.id,
            column=url,
            url=entry.url,
            at=seen.at,
            title=entry.title,
            published=day_of(entry.published),
        )


def _lines(reading: Reading) -> tuple[EntryLink, ...]:
    """Return every line of a page's blocks and of its main list, each once.

    Rankings of what is read most are left out: their dates are not those of the column.
    """
    blocks = (block.entries for block in reading.blocks if not RANKING.search(block.name))
    lines = chain(*blocks, reading.entries)
    return tuple(dict.fromkeys(lines))


def _unopened(seen: Seen, url: str) -> Listing:
    return Listing(site=seen.site.id, column=url, at=seen.at, fate=seen.fate, status=seen.status)


def _listing(seen: Seen, url: str, entries: Sequence[EntryLink], reading: Reading) -> Listing:
    today = china_day(seen.at)
    days = [(day, entry) for entry in entries if (day := day_of(entry.published)) is not None]
    past = [(day, entry) for day, entry in days if day <= today]
    newest = max(past, key=lambda pair: pair[0], default=None)
    return Listing(
        site=seen.site.id,
        column=url,
        at=seen.at,
        fate=seen.fate,
        status=seen.status,
        entries=len(entries),
        dated=len(days),
        newest=newest[0] if newest else None,
        oldest=min((day for day, _ in past), default=None),
        future=len(days) - len(past),
        complete=seen.complete,
        scripted=(reading.scripted or reading.opaque) and not entries,
        elsewhere=_elsewhere(entries, reading, today),
        ascending=_ascends([day for day, _ in days]),
        quote=f"{newest[1].title} {newest[1].printed}".strip() if newest else "",
    )


def _elsewhere(entries: Sequence[EntryLink], reading: Reading, today: date) -> date | None:
    """Return the newest past date of the blocks' lines that are not among the entries."""
    known = set(entries)
    others = (line for line in _lines(reading) if line not in known)
    days = (day for line in others if (day := day_of(line.published)) is not None)
    return max((day for day in days if day <= today), default=None)


def _ascends(days: Sequence[date]) -> bool:
    """Whether dates never go back, and go on at least once."""
    return len(days) > 1 and days[0] < days[-1] and list(days) == sorted(days)


def _identity(seen: Seen, identity: SiteIdentity, reading: Reading) -> Identity:
    return Identity(
        site=seen.site.id,
        url=seen.url,
        at=seen.at,
        site_name=identity.site_name,
        site_domain=identity.site_domain,
        site_id_code=identity.site_id_code,
        site_id_code_meta=identity.site_id_code_meta,
        icp=identity.icp,
        police=identity.police,
        sponsor=identity.sponsor,
        contact=identity.contact,
        jiucuo=identity.jiucuo,
        dangzheng=identity.dangzheng,
        complete=seen.complete and not reading.scripted and reading.kind is PageKind.HOME,
    )


def day_of(published: date | datetime | None) -> date | None:
    """Return the day in China of a printed date or time."""
    if isinstance(published, datetime):
        return china_day(published)
    return published
