"""The tables, and how records become rows. Observations are kept as intervals.

A record's table is derived from its dataclass: the natural key, the rest as payload, and the
first and last moment at which exactly this was seen. What a record gains, its table gains; the
migration that brings it to existing databases is written by hand and a test asks for it.
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

from storage.records import Column, Decision, Entry, Fate, Identity, Listing, Observation, Page
from storage.sqltypes import CleanText, Json, UtcDateTime, Word, clean

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

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

    def payload_of(self, observation: Observation) -> tuple[Any, ...]:
        """Return what the observation says, as the table would give it back."""
        values = (getattr(observation, name) for name in self.payload)
        return tuple(clean(v) if type(v) is str else v for v in values)


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
}


class State(StrEnum):
    """Where an address of a run stands."""

    TODO = "todo"
    LEASED = "leased"
    DONE = "done"


def _reference(name: str, target: str) -> sa.Column[Any]:
    return sa.Column(
        name, sa.ForeignKey(f"{target}.id", ondelete="CASCADE"), nullable=False, index=True
    )


run = sa.Table(
    "run",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("city", CleanText, nullable=False),
    sa.Column("spider", CleanText, nullable=False),
    sa.Column("started", UtcDateTime, nullable=False),
    sa.Column("ended", UtcDateTime),
    sa.Column("complete", sa.Boolean, nullable=False),
    sa.Index(None, "city", "spider"),
)

frontier = sa.Table(
    "frontier",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("run", sa.ForeignKey("run.id", ondelete="CASCADE"), nullable=False),
    sa.Column("url_key", sa.Text, nullable=False),
    sa.Column("url", CleanText, nullable=False),
    sa.Column("site", CleanText, nullable=False),
    sa.Column("role", CleanText, nullable=False),
    sa.Column("payload", Json, nullable=False),
    sa.Column("priority", sa.Integer, nullable=False),
    sa.Column("host", CleanText, nullable=False),
    sa.Column("state", Word(State), nullable=False),
    sa.Column("lease_until", UtcDateTime),
    sa.Column("owner", CleanText),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("not_before", UtcDateTime),
    sa.Column("fate", Word(Fate)),
    sa.Column("status", sa.Integer),
    sa.Column("at", UtcDateTime),
    sa.UniqueConstraint("run", "url_key"),
)
sa.Index(
    "ix_frontier_next",
    frontier.c.run,
    frontier.c.state,
    frontier.c.host,
    frontier.c.priority.desc(),
    frontier.c.id,
)

attempt = sa.Table(
    "attempt",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("address", sa.ForeignKey("frontier.id", ondelete="CASCADE"), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("fate", Word(Fate), nullable=False),
    sa.Column("status", sa.Integer),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.UniqueConstraint("address", "number"),
)

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("city", CleanText, nullable=False),
    sa.Column("standard", CleanText, nullable=False),
    sa.Column("as_of", UtcDateTime, nullable=False),
    sa.Column("since", UtcDateTime, nullable=False),
    sa.Column("until", UtcDateTime, nullable=False),
    sa.UniqueConstraint("city", "standard", "as_of"),
)

audit_run = sa.Table(
    "audit_run",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    _reference("audit", "audit"),
    sa.Column("run", sa.Integer, nullable=False),
    sa.Column("city", CleanText, nullable=False),
    sa.Column("spider", CleanText, nullable=False),
    sa.Column("started", UtcDateTime, nullable=False),
    sa.Column("ended", UtcDateTime),
    sa.Column("complete", sa.Boolean, nullable=False),
    sa.Column("fates", Json, nullable=False),
)

outcome = sa.Table(
    "outcome",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    _reference("audit", "audit"),
    sa.Column("rule", CleanText, nullable=False),
    sa.Column("subject", CleanText, nullable=False),
    sa.Column("judged", sa.Boolean, nullable=False),
    sa.Column("error", CleanText),
)

finding = sa.Table(
    "finding",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    _reference("outcome", "outcome"),
    sa.Column("fingerprint", sa.Text, nullable=False, index=True),
    sa.Column("place", CleanText, nullable=False),
    sa.Column("message", CleanText, nullable=False),
    sa.Column("certain", sa.Boolean, nullable=False),
)

evidence = sa.Table(
    "evidence",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    _reference("finding", "finding"),
    sa.Column("url", CleanText, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("quote", CleanText, nullable=False),
)

blind = sa.Table(
    "blind",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    _reference("outcome", "outcome"),
    sa.Column("place", CleanText, nullable=False),
    sa.Column("reason", CleanText, nullable=False),
)

review = sa.Table(
    "review",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("fingerprint", sa.Text, nullable=False),
    sa.Column("rule", CleanText, nullable=False),
    sa.Column("subject", CleanText, nullable=False, index=True),
    sa.Column("place", CleanText, nullable=False),
    sa.Column("decision", Word(Decision), nullable=False),
    sa.Column("reason", CleanText, nullable=False),
    sa.Column("reviewer", CleanText, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("until", sa.Date),
    sa.UniqueConstraint("fingerprint", "reviewer", "at"),
)
