"""The schema of this code, made at once in an empty database.

Older databases come to it by the steps of `storage.migrations`; that both ways end in the same
schema is what a test is for. Only the steps need Alembic, which takes a crawl's start to import.
"""

import sqlalchemy as sa

import storage.kinds
import storage.walktables  # noqa: F401 - their tables join the others in `metadata`
from storage.migrations import HEAD
from storage.tables import metadata

# As Alembic makes it, which goes on with it.
_VERSION = sa.Table(
    "alembic_version",
    sa.MetaData(naming_convention={"pk": "%(table_name)s_pkc"}),
    sa.Column("version_num", sa.String(32), primary_key=True),
)


def version(connection: sa.Connection) -> str | None:
    """Return the step at which a database is; None when it is at none."""
    if is_new(connection):
        return None
    return connection.execute(sa.select(_VERSION.c.version_num)).scalar_one_or_none()


def is_new(connection: sa.Connection) -> bool:
    """Whether a database never held a schema of ours."""
    return not sa.inspect(connection).has_table(_VERSION.name)


def make(connection: sa.Connection) -> None:
    """Make everything in a new database, within the connection's transaction."""
    metadata.create_all(connection, checkfirst=False)
    _VERSION.create(connection)
    connection.execute(sa.insert(_VERSION).values(version_num=HEAD))
