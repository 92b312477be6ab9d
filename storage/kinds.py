"""How observations become rows: kept as intervals, in tables derived from their records.

A table holds the natural key, the rest as payload, and the first and last moment at which exactly
this was seen. What a record gains, its table gains; the migration that brings it to existing
databases is written by hand, and a test asks for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from types import NoneType
from typing import Any, get_args, get_type_hints

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from storage.records import Column, Entry, Identity, Listing, Observation, Page, Target
from storage.sqltypes import CleanText, UtcDateTime, Word, clean
from storage.tables import metadata

_TYPES: Mapping[type, type[TypeEngine[Any]]] = {
    str: CleanText,
    int: sa.Integer,
    float: sa.Float,
    bool: sa.Boolean,
    date: sa.Date,
    datetime: UtcDateTime,
}


def column_of(name: str, hint: object) -> sa.Column[Any]:
    """Make the column that keeps a record's field of this type; `X | None` is nullable."""
    options = set(get_args(hint)) or {hint}
    (kind,) = options - {NoneType}
    type_ = Word(kind) if _is_word(kind) else _TYPES[kind]()
    return sa.Column(name, type_, nullable=NoneType in options)


def _is_word(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, StrEnum)


@dataclass(frozen=True, kw_only=True)
class Kind:
    """How one kind of observation is kept."""

    record: type[Observation]
    table: sa.Table
    natural: tuple[str, ...]
    payload: tuple[str, ...]

    def key(self, observation: Observation) -> str:
        """Name what was observed: 32 hex digits of the natural key, short enough to index."""
        return self.key_of(*(getattr(observation, name) for name in self.natural))

    def key_of(self, *natural: str) -> str:
        """Name what has these values of the natural key, in the key's order."""
        return sha256(clean("\n".join(natural)).encode()).hexdigest()[:32]


def _kind(record: type[Observation], name: str, *natural: str) -> Kind:
    hints = get_type_hints(record)
    names = [field.name for field in fields(record) if field.name != "at"]
    table = sa.Table(
        name,
        metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.Text, nullable=False),
        *(column_of(name, hints[name]) for name in names),
        sa.Column("first_seen", UtcDateTime, nullable=False),
        sa.Column("last_seen", UtcDateTime, nullable=False),
        sa.Column("latest", sa.Boolean, nullable=False),
        sa.UniqueConstraint("key", "first_seen"),
        sa.Index(None, "site", "last_seen"),
    )
    sa.Index(
        f"ux_{name}_latest",
        table.c.key,
        unique=True,
        sqlite_where=sa.text("latest = 1"),
        postgresql_where=sa.text("latest"),
    )
    payload = tuple(name for name in names if name not in natural)
    return Kind(record=record, table=table, natural=natural, payload=payload)


KINDS: Mapping[type[Observation], Kind] = {
    Column: _kind(Column, "columns", "site", "url"),
    Listing: _kind(Listing, "listings", "site", "column"),
    Entry: _kind(Entry, "entries", "site", "column", "url"),
    Page: _kind(Page, "pages", "site", "url"),
    Identity: _kind(Identity, "identities", "site", "url"),
    Target: _kind(Target, "targets", "site", "url"),
}
