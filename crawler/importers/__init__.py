"""What offices hand in as files: one module a kind, each an `Importer` named `IMPORTER`.

A module of this package that holds one is a kind of `scrapy import`; existing is all it takes.
"""

import argparse
import importlib
import pkgutil
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol


class Importer(Protocol):
    """One kind of file: what to do with it, and how its template is written."""

    title: str
    """What is imported, in Chinese."""

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options that only this kind has."""

    def template(self, path: Path) -> None:
        """Write an empty file to fill in.

        Raises:
            InputError: it cannot be written there.
        """

    def take(self, path: Path, opts: argparse.Namespace, folders: list[str]) -> int:
        """Read a file, say what it changes, and change it if asked to; return the exit status.

        Raises:
            InputError: nothing of the file can be used.
        """


def kinds() -> Mapping[str, Importer]:
    """Return every importer by its kind, which is its module's name."""
    found: dict[str, Importer] = {}
    for module in pkgutil.iter_modules(__path__):
        importer = getattr(importlib.import_module(f"{__name__}.{module.name}"), "IMPORTER", None)
        if importer is not None:
            found[module.name] = importer
    return found
