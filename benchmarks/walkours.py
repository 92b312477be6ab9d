"""Our own walk of the benchmark's site, as an operator starts it: `crawl pages`, then `audit`.

What happens to a night's inventory by the next night is that time passes; the benchmark lets it
pass by moving back when each address is due.
"""

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks.walkhost import ROOT

CITY = "bench"
WALK = ("crawl", "pages", "-a", f"city={CITY}")
AUDIT = ("audit", CITY)
DAY = timedelta(days=1)
ROTATION = timedelta(days=30)
_MOMENT = "%Y-%m-%d %H:%M:%S.%f"
_REGISTER = """id = "bench"
name = "澄川市"
standard = "cn-2019-19"
contact = "澄川市人民政府办公室 0999-8000000"
allow_networks = ["127.0.0.0/8"]

[politeness]
delay_seconds = 0.0
at_once = 8
retry_seconds = []
pages_a_night = {most}
pages_a_site = {most}
revisit_days = {rotation}

[[units]]
id = "portal"
name = "澄川市人民政府办公室"

[[sites]]
id = "portal"
code = "9900000099"
name = "澄川市人民政府门户网站"
unit = "portal"
level = "city_portal"
url = "{url}"
"""


class Project:
    """What our program keeps of one site: register, database and whatever else it writes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def register(self, url: str, pages: int) -> None:
        """Write the register of a city with this one site, to be walked without politeness."""
        self.folder.mkdir()
        text = _REGISTER.format(url=url, most=pages + 1000, rotation=ROTATION.days)
        (self.folder / f"{CITY}.toml").write_text(text, encoding="utf-8")

    def command(self, words: Sequence[str]) -> list[str]:
        """Return how to run one of our commands."""
        return [sys.executable, "-m", "scrapy", *words]

    def environment(self) -> Mapping[str, str]:
        """Return the environment in which it finds this project, and no other."""
        return {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "SCRAPY_SETTINGS_MODULE": "crawler.settings",
            "XUNJIAN_VAR": str(self.folder),
            "XUNJIAN_CITIES": str(self.folder),
            "XUNJIAN_KEY": "0123456789abcdef" * 2,
            "DATABASE_URL": f"sqlite:///{self._database}",
        }

    def copied(self, folder: Path) -> "Project":
        """Return another one that stands where this one does."""
        shutil.copytree(self.folder, folder)
        return Project(folder)

    def let_pass(self, time: timedelta) -> None:
        """Make every address due so much earlier."""
        with self.opened() as database:
            rows = database.execute("SELECT id, due FROM inventory").fetchall()
            database.executemany(
                "UPDATE inventory SET due = ? WHERE id = ?",
                [
                    ((datetime.fromisoformat(due) - time).strftime(_MOMENT), id_)
                    for id_, due in rows
                ],
            )

    def texts(self) -> int:
        """Count the pages whose text is kept."""
        with self.opened() as database:
            (count,) = database.execute("SELECT count(*) FROM contents").fetchone()
        return int(count)

    @contextmanager
    def opened(self) -> Iterator[sqlite3.Connection]:
        """Open the database, while nothing else has it open."""
        with closing(sqlite3.connect(self._database)) as database, database:
            yield database

    @property
    def _database(self) -> Path:
        return self.folder / "bench.db"
