"""Brings a database to the schema of this code."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError


class UnknownVersionError(Exception):
    """The database is at a step that this code does not know: a newer program made it."""


def config(connection: sa.Connection | None = None) -> Config:
    """Return Alembic's configuration; there is no ini file."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def upgrade(connection: sa.Connection) -> None:
    """Take the steps that the database lacks, within the connection's transaction.

    Raises:
        UnknownVersionError: the database is at a step that this code does not know.
    """
    settings = config(connection)
    for version in MigrationContext.configure(connection).get_current_heads():
        try:
            ScriptDirectory.from_config(settings).get_revision(version)
        except CommandError:
            raise UnknownVersionError(version) from None
    command.upgrade(settings, "head")
