"""Observations as intervals, the ledger of crawls, audits and reviews."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


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


def _text(name: str, *, optional: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=optional)


def _number(name: str, *, optional: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=optional)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False)


def _moment(name: str, *, optional: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime, nullable=optional)


def _day(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Date, nullable=True)


def _part_of(table: str, *, index: bool = True) -> sa.Column[int]:
    whole = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(table, sa.Integer, whole, nullable=False, index=index)


def _table(tables: sa.MetaData, name: str, *items: sa.schema.SchemaItem) -> None:
    sa.Table(name, tables, sa.Column("id", sa.Integer, primary_key=True), *items)


def _interval(tables: sa.MetaData, name: str, *columns: sa.Column[Any]) -> None:
    _table(
        tables,
        name,
        _text("key"),
        _text("site"),
        *columns,
        _moment("first_seen"),
        _moment("last_seen"),
        _flag("latest"),
        sa.UniqueConstraint("key", "first_seen"),
        sa.Index(None, "site", "last_seen"),
        sa.Index(
            f"ux_{name}_latest",
            "key",
            unique=True,
            sqlite_where=sa.text("latest = 1"),
            postgresql_where=sa.text("latest"),
        ),
    )


def _observations(tables: sa.MetaData) -> None:
    _interval(
        tables,
        "columns",
        *(_text("url"), _text("name"), _text("kind"), _number("level")),
        *(_text("parent", optional=True), _flag("external"), _flag("history")),
        sa.Column("confidence", sa.Float, nullable=False),
    )
    _interval(
        tables,
        "listings",
        *(_text("column"), _text("fate"), _number("status", optional=True)),
        *(_number("entries"), _number("dated"), _day("newest"), _day("oldest")),
        *(_number("future"), _flag("complete"), _flag("scripted"), _day("elsewhere")),
        *(_flag("ascending"), _text("quote")),
    )
    _interval(tables, "entries", _text("column"), _text("url"), _text("title"), _day("published"))
    _interval(
        tables,
        "pages",
        *(_text("url"), _text("fate"), _number("status", optional=True), _text("kind")),
        *(_text("title"), _text("encoding"), _number("chars"), _text("sha256")),
        *(_flag("complete"), _number("own_lines", optional=True)),
        *(_text("told", optional=True), _text("note")),
    )
    _interval(
        tables,
        "identities",
        _text("url"),
        *(_text(name, optional=True) for name in ("site_name", "site_domain", "site_id_code")),
        *(_text(name, optional=True) for name in ("site_id_code_meta", "icp", "police")),
        *(_text(name, optional=True) for name in ("sponsor", "contact")),
        *(_flag("jiucuo"), _flag("dangzheng"), _flag("complete")),
    )


def _ledger(tables: sa.MetaData) -> None:
    _table(
        tables,
        "run",
        *(_text("city"), _text("spider"), _moment("started"), _moment("ended", optional=True)),
        _flag("complete"),
        sa.Index(None, "city", "spider"),
    )
    _table(
        tables,
        "frontier",
        _part_of("run", index=False),
        *(_text("url_key"), _text("url"), _text("site"), _text("role"), _text("payload")),
        *(_number("priority"), _text("host"), _text("state")),
        *(_moment("lease_until", optional=True), _text("owner", optional=True)),
        *(_number("attempts"), _moment("not_before", optional=True)),
        *(_text("fate", optional=True), _number("status", optional=True)),
        _moment("at", optional=True),
        sa.UniqueConstraint("url_key", "run"),
        sa.Index("ix_frontier_next", "run", "state", "host", sa.text("priority DESC"), "id"),
    )
    _table(
        tables,
        "attempt",
        sa.Column("address", sa.ForeignKey("frontier.id", ondelete="CASCADE"), nullable=False),
        *(_number("number"), _text("fate"), _number("status", optional=True), _moment("at")),
        sa.UniqueConstraint("address", "number"),
    )


def _audits(tables: sa.MetaData) -> None:
    _table(
        tables,
        "audit",
        *(_text("city"), _text("standard"), _moment("as_of"), _moment("since"), _moment("until")),
        sa.UniqueConstraint("city", "standard", "as_of"),
    )
    _table(
        tables,
        "audit_run",
        *(_part_of("audit"), _number("run"), _text("city"), _text("spider"), _moment("started")),
        *(_moment("ended", optional=True), _flag("complete"), _text("fates")),
    )
    _table(
        tables,
        "outcome",
        *(_part_of("audit"), _text("rule"), _text("subject"), _flag("judged")),
        _text("error", optional=True),
    )
    _table(
        tables,
        "finding",
        _part_of("outcome"),
        sa.Column("fingerprint", sa.Text, nullable=False, index=True),
        *(_text("place"), _text("message"), _flag("certain")),
    )
    _table(tables, "evidence", _part_of("finding"), _text("url"), _moment("at"), _text("quote"))
    _table(tables, "blind", _part_of("outcome"), _text("place"), _text("reason"))
    _table(
        tables,
        "review",
        *(_text("fingerprint"), _text("rule")),
        sa.Column("subject", sa.Text, nullable=False, index=True),
        *(_text("place"), _text("decision"), _text("reason"), _text("reviewer"), _moment("at")),
        _day("until"),
        sa.UniqueConstraint("fingerprint", "reviewer", "at"),
    )
