"""Masks private numbers in all that a reading carries, before it leaves the reading child."""

from dataclasses import replace

from crawler.adapters.reading import Block, EntryLink, Reading
from crawler.exposures import masked, masked_url


def masked_reading(reading: Reading) -> Reading:
    """Return the reading with private numbers masked in texts and addresses."""
    return replace(
        reading,
        title=reading.title and masked(reading.title),
        source=reading.source and masked(reading.source),
        attachments=tuple(
            replace(one, name=masked(one.name), url=masked_url(one.url))
            for one in reading.attachments
        ),
        columns=tuple(
            replace(one, name=masked(one.name), url=masked_url(one.url)) for one in reading.columns
        ),
        entries=tuple(map(_entry, reading.entries)),
        blocks=tuple(map(_block, reading.blocks)),
        tags={name: masked(value) for name, value in reading.tags.items()},
        sources=tuple(map(masked_url, reading.sources)),
        identity=replace(
            reading.identity,
            contact=reading.identity.contact and masked(reading.identity.contact),
            sponsor=reading.identity.sponsor and masked(reading.identity.sponsor),
        ),
    )


def _entry(entry: EntryLink) -> EntryLink:
    title, url, printed = masked(entry.title), masked_url(entry.url), masked(entry.printed)
    if (title, url, printed) == (entry.title, entry.url, entry.printed):
        return entry
    return replace(entry, title=title, url=url, printed=printed)


def _block(block: Block) -> Block:
    return replace(
        block,
        name=masked(block.name),
        url=block.url and masked_url(block.url),
        entries=tuple(map(_entry, block.entries)),
    )
