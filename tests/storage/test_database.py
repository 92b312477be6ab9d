"""What cannot be used is refused in one line, in Chinese, and without the password."""

import os
import sqlite3
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa

from storage.archive import Archive, ArchiveError
from storage.database import Database
from storage.tables import run

SECRET = "s3cret!"


def refusal(url: str) -> str:
    with pytest.raises(ArchiveError) as refused:
        Archive(url)
    text = str(refused.value)
    assert text
    assert "\n" not in text
    assert SECRET not in text
    return text


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "DATABASE_URL 无法识别，应为 sqlite:///"),
        ("xunjian.db", "DATABASE_URL 无法识别"),
        (f"postgresql//u:{SECRET}@h/d", "DATABASE_URL 无法识别"),
        (f"postgresql://u:{SECRET}@h:port/d", "DATABASE_URL 无法识别"),
        (f"mysql://u:{SECRET}@h/d", "DATABASE_URL 的 mysql 不受支持"),
        ("sqlite://", "DATABASE_URL 没有写文件路径"),
        ("sqlite:///:memory:", "DATABASE_URL 没有写文件路径"),
        (f"postgresql://u:{SECRET}@127.0.0.1:1/d", "数据库 postgresql://u:***@127.0.0.1:1/d 出错"),
        ("sqlite:////proc/xunjian.db", "数据库 sqlite:////proc/xunjian.db 出错"),
        ("sqlite:////proc/no/xunjian.db", "数据库文件夹 /proc/no 无法建立"),
    ],
)
def test_unusable_urls(url: str, says: str) -> None:
    assert says in refusal(url)


@pytest.mark.postgres
def test_a_database_that_is_not_there(postgres_url: str) -> None:
    url = sa.make_url(postgres_url).set(password=SECRET, database="none")

    said = refusal(url.render_as_string(hide_password=False))

    assert 'database "none" does not exist' in said


@pytest.mark.postgres
def test_a_server_that_forgets_is_refused(postgres_url: str) -> None:
    engine = sa.create_engine(
        sa.make_url(postgres_url).set(drivername="postgresql+psycopg"),
        isolation_level="AUTOCOMMIT",
    )
    name = sa.make_url(postgres_url).database
    with engine.connect() as connection:
        connection.exec_driver_sql(f"ALTER DATABASE {name} SET synchronous_commit = off")
    engine.dispose()

    assert "synchronous_commit 为 off" in refusal(postgres_url)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
@pytest.mark.postgres
def test_every_spelling_of_postgresql(postgres_url: str, scheme: str) -> None:
    Archive(postgres_url.replace("postgresql", scheme, 1)).close()


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("")

    assert "无法建立" in refusal(f"sqlite:///{tmp_path}/var/xunjian.db")


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "xunjian.db").write_text("这不是数据库" * 100)

    assert "file is not a database" in refusal(f"sqlite:///{tmp_path}/xunjian.db")


def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)  # root writes everywhere
    try:
        said = refusal(f"sqlite:///{tmp_path}/xunjian.db")
    finally:
        if root:
            os.seteuid(0)

    assert "没有权限" in said or "unable to open database file" in said


def test_a_failure_later_on_is_one_line_and_leaves_nothing(database_url: str) -> None:
    database = Database(database_url)
    row = {"city": "demo", "spider": "s", "started": None, "complete": False}

    def write_well_then_badly() -> None:
        with database.writing() as connection:
            connection.execute(sa.insert(run).values(row | {"started": sa.func.now()}))
            connection.execute(sa.insert(run).values(row))

    with pytest.raises(ArchiveError, match=r"^数据库 .+ 出错：") as failed:
        write_well_then_badly()

    assert "\n" not in str(failed.value)
    with database.reading() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(run)).scalar_one() == 0
    database.close()


def test_sqlite_is_set_up_to_lose_nothing(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/xunjian.db")
    with database.reading() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
        }
    database.close()

    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 1,
        "busy_timeout": 30000,
        "foreign_keys": 1,
    }


def test_writers_take_turns_and_readers_see_one_moment(database_url: str) -> None:
    database = Database(database_url)
    count = sa.select(sa.func.count()).select_from(run)
    row = {"city": "demo", "spider": "s", "started": sa.func.current_timestamp(), "complete": True}
    inside = threading.Event()
    order: list[str] = []

    def second() -> None:
        inside.wait(10)
        with database.writing() as connection:
            order.append(f"second sees {connection.execute(count).scalar_one()}")

    other = threading.Thread(target=second)
    other.start()
    with database.reading() as reader:
        assert reader.execute(count).scalar_one() == 0
        with database.writing() as connection:
            inside.set()
            other.join(0.3)
            connection.execute(sa.insert(run).values(row))
            order.append("first wrote")
        other.join(10)
        assert reader.execute(count).scalar_one() == 0
    database.close()

    assert order == ["first wrote", "second sees 1"]


def test_opening_again_touches_nothing(tmp_path: Path) -> None:
    path = tmp_path / "xunjian.db"
    Archive(f"sqlite:///{path}").close()
    before = path.read_bytes()
    with sqlite3.connect(path) as plain:
        plain.execute("BEGIN IMMEDIATE")
        Archive(f"sqlite:///{path}").close()  # would wait for thirty seconds if it wrote
        plain.rollback()
    plain.close()

    assert path.read_bytes() == before
