"""One database, SQLite or PostgreSQL: opened, brought up to date, read and written.

Writers take turns on both engines, so that what one reads before it writes stays true. Nothing
here may be held across an await.
"""

import os
import re
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import ArgumentError, DBAPIError

from storage import schema
from storage.migrations import HEAD
from storage.oserrors import why

_FORMS = "sqlite:///文件路径 或 postgresql://用户:口令@主机/库名"
_WRITERS = 0x78756E6A  # the advisory lock that writers share on PostgreSQL
_PATIENCE = {
    "connect_timeout": 10,
    # A machine that lost its power must not keep its locks for the system's two hours.
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
}


class ArchiveError(Exception):
    """The database cannot be used: one line, in Chinese, without the password."""


class Database:
    """An engine whose schema is that of this code."""

    def __init__(self, url: str) -> None:
        """Open the database and bring its schema up to date.

        Raises:
            ArchiveError: the url cannot be used, nothing answers there, it cannot be written,
                or its schema is newer than this code.
        """
        self.url = parse(url)
        self.shown = shown(self.url)
        self.engine = _engine(self.url)
        self._writer = self.engine.execution_options(writing=True)
        self._reader = self.engine
        if not self.is_sqlite:
            self._reader = self.engine.execution_options(isolation_level="REPEATABLE READ")
        try:
            self._refuse_forgetful()
            self._migrate()
        except BaseException:
            self.close()
            raise

    @property
    def is_sqlite(self) -> bool:
        """Whether this is SQLite; else it is PostgreSQL."""
        return self.url.get_backend_name() == "sqlite"

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Give one snapshot to read from.

        Raises:
            ArchiveError: the database failed.
        """
        with self._plainly(), self._reader.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Give one transaction to write in, when it is this writer's turn.

        Raises:
            ArchiveError: the database failed; nothing of the transaction is kept.
        """
        with self._plainly(), self._writer.begin() as connection:
            if not self.is_sqlite:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")
            yield connection

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise ArchiveError(f"数据库 {self.shown} 出错：{reason(error)}") from error

    def _refuse_forgetful(self) -> None:
        """Refuse a PostgreSQL that forgets what it said it had kept."""
        if self.is_sqlite:
            return
        with self.reading() as connection:
            for setting in ("fsync", "synchronous_commit"):
                if connection.exec_driver_sql(f"SHOW {setting}").scalar_one() == "off":
                    raise ArchiveError(
                        f"数据库 {self.shown} 的 {setting} 为 off，断电会丢数据：请改为 on"
                    )

    def _migrate(self) -> None:
        with self.reading() as connection:
            if schema.version(connection) == HEAD:
                return
        with self.writing() as connection:
            if schema.is_new(connection):
                schema.make(connection)
            else:
                self._upgrade(connection)

    def _upgrade(self, connection: sa.Connection) -> None:
        from storage.migrations.upgrade import UnknownVersionError, upgrade  # noqa: PLC0415 - slow

        try:
            upgrade(connection)
        except UnknownVersionError as error:
            raise ArchiveError(
                f"数据库 {self.shown} 的结构（{error}）比本程序新：请升级程序，或改用另一个库"
            ) from None


def parse(url: str) -> sa.URL:
    """Read a DATABASE_URL.

    Raises:
        ArchiveError: it cannot be read, or names an engine or a place that we do not use.
    """
    try:
        parsed = sa.make_url(url)
    except (ArgumentError, ValueError):
        # What cannot be read cannot be cleared of its password either, so it is not repeated.
        raise ArchiveError(f"DATABASE_URL 无法识别，应为 {_FORMS}") from None
    backend = parsed.get_backend_name()
    if backend in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise ArchiveError(f"DATABASE_URL 的 {backend} 不受支持，应为 {_FORMS}")
    if parsed.database in {None, "", ":memory:"}:
        raise ArchiveError(f"DATABASE_URL 没有写文件路径，应为 {_FORMS}")
    return parsed.set(drivername="sqlite")


def shown(url: sa.URL) -> str:
    """Return the url as people may see it."""
    return url.set(drivername=url.get_backend_name()).render_as_string(hide_password=True)


def reason(error: DBAPIError) -> str:
    """Return the driver's own first line, without the statement, its values and passwords."""
    lines = str(error.orig).strip().splitlines() or [type(error.orig).__name__]
    return re.sub(r"(password\s*=\s*)\S+|(://[^:/\s]*:)[^@\s]*@", r"\1\2***", lines[0])


def _engine(url: sa.URL) -> sa.Engine:
    if url.get_backend_name() == "sqlite":
        _make_folder(url)
        engine = sa.create_engine(url)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    engine = sa.create_engine(
        url,
        pool_pre_ping=True,
        connect_args=_PATIENCE,
        paramstyle="format",  # by position, as `storage.bulk` and SQLite have it
    )
    event.listen(engine, "connect", _cut_in_children)
    return engine


def connect_once(url: sa.URL) -> sa.Engine:
    """Return an engine on PostgreSQL that commits at once and keeps no connection back."""
    engine = sa.create_engine(
        url, poolclass=sa.NullPool, isolation_level="AUTOCOMMIT", connect_args=_PATIENCE
    )
    event.listen(engine, "connect", _cut_in_children)
    return engine


def _make_folder(url: sa.URL) -> None:
    folder = Path(str(url.database)).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ArchiveError(f"数据库文件夹 {folder} 无法建立：{why(error)}") from None


def _prepare_sqlite(connection: Any, _record: object) -> None:  # the driver's own connection
    connection.isolation_level = None  # transactions begin where _begin_sqlite says
    for pragma in (
        "busy_timeout = 30000",
        "journal_mode = WAL",
        # FULL waits for the disk at every commit, which was half of a crawl's time. NORMAL survives
        # any crash of ours; a power cut may undo the last commits, endings and observations alike,
        # so that the crawl looks again.
        "synchronous = NORMAL",
        "foreign_keys = ON",
        # A batch changes hundreds of pages. With the defaults it is written twice for want of
        # memory, and the disk is waited for after every third one.
        "cache_size = -65536",
        "wal_autocheckpoint = 4000",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: sa.Connection) -> None:
    # A writer that begins as a reader and finds another writer before it fails without waiting.
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


_sockets: "weakref.WeakSet[Any]" = weakref.WeakSet()


def _cut_in_children(connection: Any, _record: object) -> None:  # the driver's own connection
    _sockets.add(connection)


def _forget_sockets() -> None:
    """Cut a forked child off the server, else it keeps its dead parent's locks alive."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for connection in list(_sockets):
        if not connection.closed:
            os.dup2(nowhere, connection.fileno())
    os.close(nowhere)


os.register_at_fork(after_in_child=_forget_sockets)
