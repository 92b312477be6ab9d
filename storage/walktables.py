"""The tables of whole-site walks: what is known of each site, what its pages say, what was cut."""

from dataclasses import fields
from typing import get_type_hints

import sqlalchemy as sa

from storage.kinds import column_of
from storage.records import Exposure, Fate
from storage.sqltypes import CleanText, UtcDateTime, Word
from storage.tables import metadata, reference

content = sa.Table(
    "contents",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("reader", CleanText, nullable=False),
    sa.Column("text", sa.LargeBinary, nullable=False),
    sa.Column("more", sa.Integer, nullable=False),
    sa.Column("simhash", sa.BigInteger),
    sa.Column("complete", sa.Boolean, nullable=False),
    sa.Column("note", CleanText, nullable=False),
    sa.UniqueConstraint("sha256", "reader"),
)

_HINTS = get_type_hints(Exposure)
EXPOSURE = tuple(field.name for field in fields(Exposure))

exposure = sa.Table(
    "exposures",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    reference("content", "contents"),
    *(column_of(name, _HINTS[name]) for name in EXPOSURE),
)

inventory = sa.Table(
    "inventory",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("site", CleanText, nullable=False),
    sa.Column("url", CleanText, nullable=False),
    sa.Column("role", CleanText, nullable=False),
    sa.Column("parent", CleanText, nullable=False),
    sa.Column("words", CleanText, nullable=False),
    sa.Column("priority", sa.Integer, nullable=False),
    sa.Column("depth", sa.Integer, nullable=False),
    sa.Column("published", sa.Date),
    sa.Column("found", UtcDateTime, nullable=False),
    sa.Column("looked", UtcDateTime),
    # `looked` as seconds, 0 before the first look: the engines do not agree on where NULL sorts.
    sa.Column("turn", sa.BigInteger, nullable=False),
    sa.Column("due", UtcDateTime, nullable=False),
    sa.Column("drawn", sa.Integer, nullable=False),  # by which run; 0 when by none since
    sa.Column("fate", Word(Fate)),
    sa.Column("status", sa.Integer),
    sa.Column("etag", CleanText, nullable=False),
    sa.Column("modified", CleanText, nullable=False),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("changed", UtcDateTime),
    sa.Column("dead_looks", sa.Integer, nullable=False),
    sa.Column("dead_since", UtcDateTime),
    # By address, not by a hash of it: what a page links to stands together in the index, too.
    sa.UniqueConstraint("url", "site"),
)
# Draws walk this from the best end of what has not been drawn; what they take leaves there.
sa.Index(
    "ix_inventory_next",
    inventory.c.site,
    inventory.c.drawn,
    inventory.c.priority.desc(),
    inventory.c.turn,
    inventory.c.id,
    inventory.c.due,
)

cut = sa.Table(
    "cuts",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("run", sa.ForeignKey("run.id", ondelete="CASCADE"), nullable=False),
    sa.Column("site", CleanText, nullable=False),
    sa.Column("reason", CleanText, nullable=False),
    sa.Column("count", sa.Integer, nullable=False),
    sa.Column("example", CleanText, nullable=False),
    sa.UniqueConstraint("run", "site", "reason"),
)

snapshot = sa.Table(
    "snapshots",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("sha256", sa.Text, nullable=False, unique=True),
    sa.Column("file", CleanText, nullable=False),
    sa.Column("offset", sa.BigInteger, nullable=False),
    sa.Column("url", CleanText, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
)
