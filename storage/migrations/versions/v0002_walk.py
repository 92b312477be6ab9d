"""Whole-site walks: targets, contents, the inventory of each site, cuts and snapshots."""

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

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_GAINED = {
    "pages": ("file", "name"),
    "evidence": ("where", "word", "sha256"),
}
_MADE = ("targets", "exposures", "contents", "inventory", "cuts", "snapshots")


def upgrade() -> None:
    """Make the new tables; what is known of pages and evidence stays as it is."""
    tables = sa.MetaData(naming_convention=CONVENTION)
    part_of_which = sa.Table("run", tables, sa.Column("id", sa.Integer, primary_key=True))
    _observed(tables)
    _known(tables)
    tables.create_all(
        op.get_bind(), [made for made in tables.sorted_tables if made is not part_of_which]
    )
    for name, texts in _GAINED.items():
        for column in texts:
            op.add_column(name, sa.Column(column, sa.Text, nullable=False, server_default=""))
    op.add_column("pages", day("published"))
    sure = sa.Column("certain", sa.Boolean, nullable=False, server_default=sa.true())
    op.add_column("evidence", sure)
    _forget_defaults()


def _forget_defaults() -> None:
    """Leave no default behind: it was for the rows that were there."""
    for name, texts in _GAINED.items():
        with op.batch_alter_table(name) as changed:
            for column in texts:
                changed.alter_column(column, existing_type=sa.Text(), server_default=None)
            if name == "evidence":
                changed.alter_column("certain", existing_type=sa.Boolean(), server_default=None)


def downgrade() -> None:
    """Drop what was made."""
    for name in _MADE:
        op.drop_table(name)
    for name, texts in _GAINED.items():
        for column in (*texts, "published" if name == "pages" else "certain"):
            op.drop_column(name, column)


def _observed(tables: sa.MetaData) -> None:
    interval(
        tables,
        "targets",
        *(text("url"), text("fate"), number("status", optional=True), flag("external")),
        *(number("pages"), text("example"), text("words"), number("looks")),
        *(moment("since", optional=True), flag("hidden"), text("landed"), text("title")),
    )
    table(
        tables,
        "contents",
        *(text("sha256"), text("reader"), sa.Column("text", sa.LargeBinary, nullable=False)),
        *(number("more"), sa.Column("simhash", sa.BigInteger), flag("complete"), text("note")),
        sa.UniqueConstraint("sha256", "reader"),
    )
    table(
        tables,
        "exposures",
        part_of("contents", column="content"),
        *(text("kind"), text("masked"), text("fingerprint"), text("where"), text("context")),
        *(flag("valid"), flag("labelled"), flag("contact"), flag("named"), flag("public")),
        *(flag("sensitive"), number("rows")),
    )


def _known(tables: sa.MetaData) -> None:
    table(
        tables,
        "inventory",
        *(text("site"), text("url"), text("role"), text("parent"), text("words")),
        *(number("priority"), number("depth"), sa.Column("published", sa.Date)),
        *(moment("found"), moment("looked", optional=True)),
        *(sa.Column("turn", sa.BigInteger, nullable=False), moment("due"), number("drawn")),
        *(text("fate", optional=True), number("status", optional=True)),
        *(text("etag"), text("modified"), text("sha256"), moment("changed", optional=True)),
        *(number("dead_looks"), moment("dead_since", optional=True)),
        sa.UniqueConstraint("url", "site"),
        sa.Index(
            "ix_inventory_next",
            *("site", "drawn", sa.text("priority DESC"), "turn", "id", "due"),
        ),
    )
    table(
        tables,
        "cuts",
        part_of("run", index=False),
        *(text("site"), text("reason"), number("count"), text("example")),
        sa.UniqueConstraint("run", "site", "reason"),
    )
    table(
        tables,
        "snapshots",
        sa.Column("sha256", sa.Text, nullable=False, unique=True),
        *(text("file"), sa.Column("offset", sa.BigInteger, nullable=False)),
        *(text("url"), moment("at")),
    )
