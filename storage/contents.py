"""What bodies say, kept once for each body and each reading of it; the first word on it stays."""

import zlib
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from storage.bulk import Bulk, Row
from storage.records import Content, Exposure
from storage.sqltypes import clean
from storage.walktables import EXPOSURE, content, exposure

_CHUNK = 500  # hashes one statement names
_QUICK = 1  # zlib's level: the better ones take five times as long and save a tenth
_BITS = 2**64


def known(connection: sa.Connection, hashes: Collection[str], reader: str) -> set[str]:
    """Return the hashes of which this reader's content is kept."""
    wanted = list(hashes)
    found: set[str] = set()
    for start in range(0, len(wanted), _CHUNK):
        given = {"hashes": wanted[start : start + _CHUNK], "of_reader": reader}
        found.update(connection.execute(_KNOWN, given).scalars())
    return found


def write(connection: sa.Connection, contents: Iterable[Content]) -> None:
    """Keep what is not kept yet, within the connection's transaction."""
    by_reader: dict[str, dict[str, Content]] = {}
    for each in contents:
        by_reader.setdefault(each.reader, {}).setdefault(each.sha256, each)
    for reader, by_hash in by_reader.items():
        for hash_ in known(connection, by_hash, reader):
            del by_hash[hash_]
        _CONTENT(connection, map(_row, by_hash.values()))
        _keep_exposures(connection, reader, [each for each in by_hash.values() if each.exposures])


def read(connection: sa.Connection, ids: Collection[int]) -> Mapping[int, Content]:
    """Return contents by id, whole."""
    given = {"ids": list(ids)}
    shown: dict[int, list[Exposure]] = {}
    for of, *values in connection.execute(_EXPOSURES, given):
        row: dict[str, Any] = dict(zip(EXPOSURE, values, strict=True))
        shown.setdefault(of, []).append(Exposure(**row))
    return {
        row.id: Content(
            sha256=row.sha256,
            reader=row.reader,
            text=zlib.decompress(row.text).decode(),
            exposures=tuple(shown.get(row.id, ())),
            more=row.more,
            simhash=None if row.simhash is None else row.simhash % _BITS,
            complete=row.complete,
            note=row.note,
        )
        for row in connection.execute(_CONTENTS, given)
    }


def _keep_exposures(connection: sa.Connection, reader: str, exposed: list[Content]) -> None:
    for start in range(0, len(exposed), _CHUNK):
        some = {each.sha256: each for each in exposed[start : start + _CHUNK]}
        ids = connection.execute(_IDS, {"hashes": list(some), "of_reader": reader}).all()
        rows = [
            (id_, *(getattr(each, name) for name in EXPOSURE))
            for id_, hash_ in ids
            for each in some[hash_].exposures
        ]
        _EXPOSURE(connection, rows)


def _row(each: Content) -> Row:
    return (
        *(each.sha256, each.reader, zlib.compress(_bytes(each.text), _QUICK), each.more),
        *(_signed(each.simhash), each.complete, each.note),
    )


def _bytes(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        return clean(text).encode()


def _signed(simhash: int | None) -> int | None:
    """Spell 64 bits as the engines' integers have them; `read` gives them without sign."""
    if simhash is None:
        return None
    return (simhash + _BITS // 2) % _BITS - _BITS // 2


_THESE = (
    content.c.sha256.in_(sa.bindparam("hashes", expanding=True)),
    content.c.reader == sa.bindparam("of_reader", type_=content.c.reader.type),
)
_KNOWN = sa.select(content.c.sha256).where(*_THESE)
_IDS = sa.select(content.c.id, content.c.sha256).where(*_THESE).order_by(content.c.id)
_CONTENTS = sa.select(content).where(content.c.id.in_(sa.bindparam("ids", expanding=True)))
_EXPOSURES = (
    sa.select(exposure.c.content, *(exposure.c[name] for name in EXPOSURE))
    .where(exposure.c.content.in_(sa.bindparam("ids", expanding=True)))
    .order_by(exposure.c.id)
)

_CONTENT = Bulk(
    sa.insert(content), ("sha256", "reader", "text", "more", "simhash", "complete", "note")
)
_EXPOSURE = Bulk(sa.insert(exposure), ("content", *EXPOSURE))
