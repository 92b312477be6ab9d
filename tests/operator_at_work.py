"""Somebody at a terminal, with a city file and a database of their own."""

import os
import subprocess
import sys
from pathlib import Path

from tests.localsite import LocalSite

ROOT = Path(__file__).resolve().parents[1]


class Operator:
    """Types commands and reads what they say."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder = folder
        self.database = database
        self.environment = os.environ | {
            "XUNJIAN_VAR": str(folder / "var"),
            "XUNJIAN_CITIES": str(folder),
            "DATABASE_URL": database,
        }

    def register(self, *sites: LocalSite, delay: float = 0.0) -> None:
        blocks = "".join(
            f'[[sites]]\nid = "s{n}"\ncode = "430600001{n}"\nname = "某局{n}"\nunit = "u"\n'
            f'url = "{site.url}"\n'
            for n, site in enumerate(sites)
        )
        (self.folder / "town.toml").write_text(
            'id = "town"\nname = "某市"\nstandard = "cn-2019-19"\n'
            'allow_networks = ["127.0.0.0/8"]\n'
            f"politeness = {{ delay_seconds = {delay}, retry_seconds = [0.1] }}\n"
            '[[units]]\nid = "u"\nname = "某局"\n' + blocks,
            encoding="utf-8",
        )

    def start(self, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "scrapy", *words],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def type(self, *words: str) -> tuple[int, str, str]:
        process = self.start(*words)
        out, err = process.communicate(timeout=120)
        return process.returncode, out, err
