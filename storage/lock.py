"""One run at a time: a lock that vanishes with the process that holds it, however it dies."""

import fcntl
import os
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import FileIO
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from storage.database import ArchiveError, connect_once, parse, reason, shown
from storage.oserrors import why


class AlreadyRunning(Exception):  # noqa: N818 - no error: the other one is at work
    """Another process holds this lock: one line, in Chinese."""


@contextmanager
def exclusive(url: str, name: str) -> Iterator[None]:
    """Hold the lock of this name on this database.

    On SQLite it is a lock on a file beside the database, on PostgreSQL an advisory lock of a
    connection of its own. Children that the holder forks do not hold it on.

    Raises:
        AlreadyRunning: somebody else holds it, in this process or in another.
        ArchiveError: the database cannot be used.
    """
    parsed = parse(url)
    backend = parsed.get_backend_name()
    with _file(parsed, name) if backend == "sqlite" else _advisory(parsed, name):
        yield


@contextmanager
def _file(url: sa.URL, name: str) -> Iterator[None]:
    path = Path(f"{url.database}.{quote(name, safe='')}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = FileIO(path, "a")
    except OSError as error:
        raise ArchiveError(f"锁文件 {path} 无法建立：{why(error)}") from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _running(name) from None
        except OSError as error:
            raise ArchiveError(f"锁文件 {path} 无法加锁：{why(error)}") from None
        _held.add(file)
        yield


_held: "weakref.WeakSet[FileIO]" = weakref.WeakSet()


def _let_go() -> None:
    """Close the copies in a forked child, else it keeps its dead parent's lock alive."""
    for file in list(_held):
        file.close()


os.register_at_fork(after_in_child=_let_go)


@contextmanager
def _advisory(url: sa.URL, name: str) -> Iterator[None]:
    number = int.from_bytes(sha256(name.encode()).digest()[:8], signed=True)
    engine = connect_once(url)
    try:
        with engine.connect() as connection:
            lock = sa.select(sa.func.pg_try_advisory_lock(number))
            if not connection.execute(lock).scalar_one():
                raise _running(name)
            yield
    except DBAPIError as error:
        raise ArchiveError(f"数据库 {shown(url)} 出错：{reason(error)}") from error
    finally:
        engine.dispose()


def _running(name: str) -> AlreadyRunning:
    return AlreadyRunning(f"“{name}”已在运行，请等它结束后再试")
