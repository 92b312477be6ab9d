"""The columns that steps are made of, as they were when the steps were written.

A step says what it makes without the tables of today: those will change, what it made will not.
"""

from typing import Any

import sqlalchemy as sa

CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


def text(name: str, *, optional: bool = False) -> sa.Column[str]:
    """Make a text column."""
    return sa.Column(name, sa.Text, nullable=optional)


def number(name: str, *, optional: bool = False) -> sa.Column[int]:
    """Make an integer column."""
    return sa.Column(name, sa.Integer, nullable=optional)


def flag(name: str) -> sa.Column[bool]:
    """Make a yes-or-no column."""
    return sa.Column(name, sa.Boolean, nullable=False)


def moment(name: str, *, optional: bool = False) -> sa.Column[Any]:
    """Make the column of a moment, kept in UTC."""
    return sa.Column(name, sa.DateTime, nullable=optional)


def day(name: str) -> sa.Column[Any]:
    """Make the column of a day that may be missing."""
    return sa.Column(name, sa.Date, nullable=True)


def part_of(table: str, *, index: bool = True, column: str = "") -> sa.Column[int]:
    """Make the column that says of which row of `table` a row is part, gone with it."""
    whole = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(column or table, sa.Integer, whole, nullable=False, index=index)


def table(tables: sa.MetaData, name: str, *items: sa.schema.SchemaItem) -> None:
    """Add a table with an id of its own."""
    sa.Table(name, tables, sa.Column("id", sa.Integer, primary_key=True), *items)


def interval(tables: sa.MetaData, name: str, *columns: sa.Column[Any]) -> None:
    """Add a table of observations as intervals."""
    table(
        tables,
        name,
        text("key"),
        text("site"),
        *columns,
        moment("first_seen"),
        moment("last_seen"),
        flag("latest"),
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
