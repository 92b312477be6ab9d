"""However a database comes to its schema, it is the one that the tables describe."""

import json
import multiprocessing
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from storage import schema
from storage.archive import Archive, ArchiveError
from storage.audits import Audit
from storage.database import Database
from storage.migrations import HEAD
from storage.migrations.upgrade import config, upgrade
from storage.records import Evidence, Fate, Finding, Outcome, Page, Site, Window
from storage.tables import metadata

NOW = datetime(2026, 11, 24, 14, tzinfo=UTC)


def test_the_code_is_written_for_the_last_step() -> None:
    assert ScriptDirectory.from_config(config()).get_heads() == [HEAD]


def shape(connection: sa.Connection) -> dict[str, list[str]]:
    """Say all of a schema that matters; the order of columns does not."""
    found = sa.inspect(connection)
    return {
        table: sorted(
            json.dumps(part, default=str, sort_keys=True)
            for part in (
                *found.get_columns(table),
                *found.get_indexes(table),
                *found.get_unique_constraints(table),
                *found.get_foreign_keys(table),
                found.get_pk_constraint(table),
            )
        )
        for table in found.get_table_names()
    }


def test_a_new_database_is_what_all_steps_make(database_url: str) -> None:
    database = Database(database_url)
    with database.writing() as connection:
        made = shape(connection)
        command.downgrade(config(connection), "base")
        assert list(shape(connection)) == ["alembic_version"]
        connection.exec_driver_sql("DROP TABLE alembic_version")

        upgrade(connection)

        assert shape(connection) == made
        assert schema.version(connection) == HEAD
    database.close()


def test_a_schema_that_differs_has_another_shape(database_url: str) -> None:
    database = Database(database_url)
    with database.writing() as connection:
        made = shape(connection)
        connection.exec_driver_sql("DROP INDEX ux_pages_latest")
        connection.exec_driver_sql("CREATE UNIQUE INDEX ux_pages_latest ON pages (key)")
        assert shape(connection)["pages"] != made.pop("pages")
        assert {name: shape(connection)[name] for name in made} == made
    database.close()


def test_the_schema_is_the_metadata(database_url: str) -> None:
    database = Database(database_url)
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        partial = {
            index["name"]
            for index in sa.inspect(connection).get_indexes("pages")
            if any("where" in option for option in index["dialect_options"])
        }
    database.close()

    assert partial == {"ux_pages_latest"}


def test_a_database_at_an_earlier_step_is_brought_up_to_date(database_url: str) -> None:
    database = Database(database_url)
    with database.writing() as connection:
        made = shape(connection)
        command.downgrade(config(connection), "base")
    database.close()

    database = Database(database_url)
    with database.reading() as connection:
        assert shape(connection) == made
    database.close()


def test_what_was_known_before_the_walk_is_kept(database_url: str) -> None:
    database = Database(database_url)
    site = Site(id="portal", name="门户", url="http://a.test/", unit="市府办")
    seen = Page(site="portal", url=site.url, at=NOW, fate=Fate.OPENED, title="首页")
    proof = Evidence(url=site.url, at=NOW, quote="引文")
    finding = Finding(place=site.url, message="说明", evidence=(proof, proof))
    audit = Audit(
        city="demo",
        standard="cn",
        as_of=NOW,
        window=Window(since=NOW, until=NOW),
        outcomes=(Outcome(rule="r", subject="portal", findings=(finding,)),),
    )
    with Archive(database_url) as archive:
        archive.add([seen, replace(seen, at=NOW + timedelta(days=1), title="新首页")])
        kept = archive.keep_audit(audit)
    with database.writing() as connection:
        made = shape(connection)
        command.downgrade(config(connection), "0001")
        assert schema.version(connection) == "0001"
        gone = {"targets", "contents", "exposures", "inventory", "cuts", "snapshots"}
        assert made.keys() - shape(connection).keys() == gone
    database.close()

    with Archive(database_url) as archive:
        with archive.database.reading() as connection:
            assert shape(connection) == made
        assert archive.latest_audit("demo") == replace(audit, id=kept)
        assert list(archive.dossier(site, audit.window).pages) == [seen]
        archive.add([replace(seen, at=NOW + timedelta(days=2), file="pdf")])


def test_only_the_steps_need_alembic(tmp_path: Path) -> None:
    opening = (
        "import sys; from storage.archive import Archive; "
        f"Archive('sqlite:///{tmp_path}/a.db').close(); "
        "sys.exit('alembic' in sys.modules)"
    )

    for _ in ("new", "known"):
        assert subprocess.run([sys.executable, "-c", opening], check=False).returncode == 0


def test_tables_of_others_are_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "a.db") as plain:
        plain.execute("CREATE TABLE run (id INTEGER)")
    plain.close()

    with pytest.raises(ArchiveError, match="table run already exists"):
        Archive(f"sqlite:///{tmp_path}/a.db")


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
