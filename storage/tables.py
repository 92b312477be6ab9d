"""The tables of crawls, audits and reviews.

`storage.kinds` adds those of observations, `storage.walktables` those of whole-site walks.
"""

from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from storage.records import Decision, Fate
from storage.sqltypes import CleanText, Json, UtcDateTime, Word

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class State(StrEnum):
    """Where an address of a run stands."""

    TODO = "todo"
    LEASED = "leased"
    DONE = "done"


def reference(name: str, target: str) -> sa.Column[Any]:
    """Make the column that says of which row of `target` a row is part, gone with it."""
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
    sa.UniqueConstraint("url_key", "run"),  # in this order PostgreSQL needs no statistics
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
    reference("audit", "audit"),
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
    reference("audit", "audit"),
    sa.Column("rule", CleanText, nullable=False),
    sa.Column("subject", CleanText, nullable=False),
    sa.Column("judged", sa.Boolean, nullable=False),
    sa.Column("error", CleanText),
)

finding = sa.Table(
    "finding",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    reference("outcome", "outcome"),
    sa.Column("fingerprint", sa.Text, nullable=False, index=True),
    sa.Column("place", CleanText, nullable=False),
    sa.Column("message", CleanText, nullable=False),
    sa.Column("certain", sa.Boolean, nullable=False),
)

evidence = sa.Table(
    "evidence",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    reference("finding", "finding"),
    sa.Column("url", CleanText, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("quote", CleanText, nullable=False),
    sa.Column("where", CleanText, nullable=False),
    sa.Column("word", CleanText, nullable=False),
    sa.Column("certain", sa.Boolean, nullable=False),
    sa.Column("sha256", CleanText, nullable=False),
)

blind = sa.Table(
    "blind",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    reference("outcome", "outcome"),
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
