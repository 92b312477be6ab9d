"""Observations as intervals, the ledger of crawls, audits and reviews."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import (
    CONVENTION,
    day,
    flag,
    interval,
    moment,
    number,
    part_of,
    table,
    text,
)

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make all tables."""
    tables = sa.MetaData(naming_convention=CONVENTION)
    _observations(tables)
    _ledger(tables)
    _audits(tables)
    tables.create_all(op.get_bind(), checkfirst=False)


def downgrade() -> None:
    """Drop all tables."""
    for name in (
        *("evidence", "finding", "blind", "outcome", "audit_run", "audit", "review"),
        *("attempt", "frontier", "run"),
        *("columns", "listings", "entries", "pages", "identities"),
    ):
        op.drop_table(name)


def _observations(tables: sa.MetaData) -> None:
    interval(
        tables,
        "columns",
        *(text("url"), text("name"), text("kind"), number("level")),
        *(text("parent", optional=True), flag("external"), flag("history")),
        sa.Column("confidence", sa.Float, nullable=False),
    )
    interval(
        tables,
        "listings",
        *(text("column"), text("fate"), number("status", optional=True)),
        *(number("entries"), number("dated"), day("newest"), day("oldest")),
        *(number("future"), flag("complete"), flag("scripted"), day("elsewhere")),
        *(flag("ascending"), text("quote")),
    )
    interval(tables, "entries", text("column"), text("url"), text("title"), day("published"))
    interval(
        tables,
        "pages",
        *(text("url"), text("fate"), number("status", optional=True), text("kind")),
        *(text("title"), text("encoding"), number("chars"), text("sha256")),
        *(flag("complete"), number("own_lines", optional=True)),
        *(text("told", optional=True), text("note")),
    )
    interval(
        tables,
        "identities",
        text("url"),
        *(text(name, optional=True) for name in ("site_name", "site_domain", "site_id_code")),
        *(text(name, optional=True) for name in ("site_id_code_meta", "icp", "police")),
        *(text(name, optional=True) for name in ("sponsor", "contact")),
        *(flag("jiucuo"), flag("dangzheng"), flag("complete")),
    )


def _ledger(tables: sa.MetaData) -> None:
    table(
        tables,
        "run",
        *(text("city"), text("spider"), moment("started"), moment("ended", optional=True)),
        flag("complete"),
        sa.Index(None, "city", "spider"),
    )
    table(
        tables,
        "frontier",
        part_of("run", index=False),
        *(text("url_key"), text("url"), text("site"), text("role"), text("payload")),
        *(number("priority"), text("host"), text("state")),
        *(moment("lease_until", optional=True), text("owner", optional=True)),
        *(number("attempts"), moment("not_before", optional=True)),
        *(text("fate", optional=True), number("status", optional=True)),
        moment("at", optional=True),
        sa.UniqueConstraint("url_key", "run"),
        sa.Index("ix_frontier_next", "run", "state", "host", sa.text("priority DESC"), "id"),
    )
    table(
        tables,
        "attempt",
        sa.Column("address", sa.ForeignKey("frontier.id", ondelete="CASCADE"), nullable=False),
        *(number("number"), text("fate"), number("status", optional=True), moment("at")),
        sa.UniqueConstraint("address", "number"),
    )


def _audits(tables: sa.MetaData) -> None:
    table(
        tables,
        "audit",
        *(text("city"), text("standard"), moment("as_of"), moment("since"), moment("until")),
        sa.UniqueConstraint("city", "standard", "as_of"),
    )
    table(
        tables,
        "audit_run",
        *(part_of("audit"), number("run"), text("city"), text("spider"), moment("started")),
        *(moment("ended", optional=True), flag("complete"), text("fates")),
    )
    table(
        tables,
        "outcome",
        *(part_of("audit"), text("rule"), text("subject"), flag("judged")),
        text("error", optional=True),
    )
    table(
        tables,
        "finding",
        part_of("outcome"),
        sa.Column("fingerprint", sa.Text, nullable=False, index=True),
        *(text("place"), text("message"), flag("certain")),
    )
    table(tables, "evidence", part_of("finding"), text("url"), moment("at"), text("quote"))
    table(tables, "blind", part_of("outcome"), text("place"), text("reason"))
    table(
        tables,
        "review",
        *(text("fingerprint"), text("rule")),
        sa.Column("subject", sa.Text, nullable=False, index=True),
        *(text("place"), text("decision"), text("reason"), text("reviewer"), moment("at")),
        day("until"),
        sa.UniqueConstraint("fingerprint", "reviewer", "at"),
    )
