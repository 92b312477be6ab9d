"""The migrated schema is the one that the tables describe, on both engines."""

import multiprocessing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from storage.archive import Archive, ArchiveError
from storage.database import Database
from storage.migrations import HEAD
from storage.migrations.upgrade import config
from storage.tables import metadata


def test_the_code_is_written_for_the_last_step() -> None:
    assert ScriptDirectory.from_config(config()).get_heads() == [HEAD]


def test_migrated_schema_is_the_metadata(database_url: str) -> None:
    database = Database(database_url)
    with database.reading() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata) == []
        partial = {
            index["name"]
            for index in sa.inspect(connection).get_indexes("pages")
            if any("where" in option for option in index["dialect_options"])
        }
    database.close()

    assert partial == {"ux_pages_latest"}


def test_what_a_table_lacks_would_be_seen(database_url: str) -> None:
    database = Database(database_url)
    with database.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE pages DROP COLUMN note")
    with database.reading() as connection:
        missing = compare_metadata(MigrationContext.configure(connection), metadata)
    database.close()

    assert [(what[0], what[3].name) for what in missing] == [("add_column", "note")]


def test_steps_can_be_taken_back(database_url: str) -> None:
    database = Database(database_url)
    with database.writing() as connection:
        command.downgrade(config(connection), "base")
        assert sa.inspect(connection).get_table_names() == ["alembic_version"]
    database.close()


def test_a_newer_schema_is_refused_in_one_line(database_url: str) -> None:
    database = Database(database_url)
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    database.close()

    with pytest.raises(ArchiveError, match="结构（9999）比本程序新") as refused:
        Archive(database_url)

    assert "\n" not in str(refused.value)


def test_several_may_open_a_new_database_at_once(database_url: str) -> None:
    context = multiprocessing.get_context("spawn")
    openers = [context.Process(target=_open, args=(database_url,)) for _ in range(4)]
    for opener in openers:
        opener.start()
    for opener in openers:
        opener.join(60)

    assert [opener.exitcode for opener in openers] == [0, 0, 0, 0]


def _open(url: str) -> None:
    Archive(url).close()


def test_an_odd_folder_name_is_no_hindrance(tmp_path: Path) -> None:
    folder = tmp_path / "一百%分 #1"

    Archive(f"sqlite:///{folder / 'xunjian.db'}").close()

    assert (folder / "xunjian.db").exists()
