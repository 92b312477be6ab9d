"""Masks private numbers in all that a page or a feed says, before it leaves the reading child.

`sources`, `forward` and the addresses of `links` stay as they are: they are where to look next.
`text` stays, too: whoever asked for it looks for private numbers in it, and masks it then.
"""

from collections.abc import Iterator
from dataclasses import astuple, replace
from itertools import chain

from crawler.adapters.media.posts import Posts
from crawler.adapters.reading import (
    Attachment,
    Block,
    ColumnLink,
    EntryLink,
    PageLink,
    Reading,
    SeenDate,
    SiteIdentity,
)
from crawler.exposures import masked, masked_url

_NO_IDENTITY = SiteIdentity()


def masked_reading(reading: Reading) -> Reading:
    """Return the reading with private numbers masked in texts and addresses."""
    return reading if _is_clean(reading) else _masked(reading)


def _is_clean(reading: Reading) -> bool:
    """Whether nothing in a reading is to be masked: all its texts are looked at in one go."""
    texts = "\n".join(filter(None, _texts(reading)))
    return masked(texts) == texts and all(masked_url(url) == url for url in _addresses(reading))


def _texts(reading: Reading) -> Iterator[str | None]:
    yield from (reading.encoding, reading.title, reading.source, reading.published_from)
    yield reading.cms
    yield from (seen.where for seen in reading.dates)
    yield from (one.name for one in reading.attachments)
    for column in reading.columns:
        yield from (column.name, column.parent)
    for entry in _entries(reading):
        yield from (entry.title, entry.printed)
    yield from (block.name for block in reading.blocks)
    yield from (letter.title for letter in reading.letters)
    for leader in reading.leaders:
        yield from (leader.name, leader.post)
    if reading.identity != _NO_IDENTITY:
        yield from (text for text in astuple(reading.identity) if isinstance(text, str))
    for tag in reading.tags.items():
        yield from tag
    yield from reading.notes
    yield from (link.words for link in reading.links)


def _addresses(reading: Reading) -> Iterator[str]:
    yield from (one.url for one in reading.attachments)
    yield from (column.url for column in reading.columns)
    yield from (entry.url for entry in _entries(reading))
    yield from (block.url for block in reading.blocks if block.url)
    if reading.identity.sitemap:
        yield reading.identity.sitemap


def _entries(reading: Reading) -> Iterator[EntryLink]:
    return chain(reading.entries, *(block.entries for block in reading.blocks))


def _masked(reading: Reading) -> Reading:
    return replace(
        reading,
        encoding=masked(reading.encoding),
        title=_text(reading.title),
        published_from=_text(reading.published_from),
        dates=tuple(map(_date, reading.dates)),
        source=_text(reading.source),
        attachments=tuple(map(_attachment, reading.attachments)),
        columns=tuple(map(_column, reading.columns)),
        entries=tuple(map(_entry, reading.entries)),
        blocks=tuple(map(_block, reading.blocks)),
        letters=tuple(replace(one, title=masked(one.title)) for one in reading.letters),
        leaders=tuple(
            replace(one, name=masked(one.name), post=_text(one.post)) for one in reading.leaders
        ),
        identity=_identity(reading.identity),
        tags={masked(name): masked(value) for name, value in reading.tags.items()},
        cms=_text(reading.cms),
        notes=tuple(map(masked, reading.notes)),
        links=tuple(map(_link, reading.links)),
    )


def masked_posts(posts: Posts) -> Posts:
    """Return the posts of an account with private numbers masked in titles and addresses."""
    return replace(
        posts,
        account=_text(posts.account),
        posts=tuple(
            replace(one, title=masked(one.title), url=_address(one.url)) for one in posts.posts
        ),
    )


def _text(text: str | None) -> str | None:
    return text and masked(text)


def _address(url: str | None) -> str | None:
    return url and masked_url(url)


def _date(seen: SeenDate) -> SeenDate:
    where = masked(seen.where)
    return seen if where == seen.where else replace(seen, where=where)


def _link(link: PageLink) -> PageLink:
    words = masked(link.words)
    return link if words == link.words else link._replace(words=words)


def _attachment(one: Attachment) -> Attachment:
    name, url = masked(one.name), masked_url(one.url)
    return one if (name, url) == (one.name, one.url) else replace(one, name=name, url=url)


def _column(column: ColumnLink) -> ColumnLink:
    name, url, parent = masked(column.name), masked_url(column.url), _text(column.parent)
    if (name, url, parent) == (column.name, column.url, column.parent):
        return column
    return replace(column, name=name, url=url, parent=parent)


def _entry(entry: EntryLink) -> EntryLink:
    title, url, printed = masked(entry.title), masked_url(entry.url), masked(entry.printed)
    if (title, url, printed) == (entry.title, entry.url, entry.printed):
        return entry
    return replace(entry, title=title, url=url, printed=printed)


def _block(block: Block) -> Block:
    entries = tuple(map(_entry, block.entries))
    return replace(block, name=masked(block.name), url=_address(block.url), entries=entries)


def _identity(identity: SiteIdentity) -> SiteIdentity:
    if identity == _NO_IDENTITY:
        return identity
    return replace(
        identity,
        site_name=_text(identity.site_name),
        site_domain=_text(identity.site_domain),
        site_id_code=_text(identity.site_id_code),
        site_id_code_meta=_text(identity.site_id_code_meta),
        icp=_text(identity.icp),
        police=_text(identity.police),
        sponsor=_text(identity.sponsor),
        contact=_text(identity.contact),
        undertaker=_text(identity.undertaker),
        sitemap=_address(identity.sitemap),
    )
