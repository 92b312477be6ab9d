"""What lies beside a sheet's cells: comments, and the values that caches keep."""

from typing import Any

from crawler.documents.sheets import shown_number
from crawler.documents.transcript import Transcript

_VALUES = frozenset({"s", "n", "d", "b"})
_ROWS = frozenset({"r", "cacheField", "sharedItems", "row", "ser"})


class SheetComments:
    """Comments, each a line: its cell, its text."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._cell = ""
        self._buffer: list[str] = []
        self._taking = False

    def start(self, name: str, attributes: Any) -> None:
        """Begin a comment."""
        if name == "comment":
            self._cell = str(attributes.get("ref", ""))[:10]
            self._buffer = []
        self._taking = name == "t"

    def end(self, name: str) -> None:
        """Keep a comment."""
        self._taking = False
        if name == "comment":
            self._lines.append(f"{self._cell}\t{' '.join(''.join(self._buffer).split())}")

    def data(self, text: str) -> None:
        """Take text."""
        if self._taking:
            self._buffer.append(text)

    def text(self) -> str:
        """Return all comments."""
        return "\n".join(self._lines)


class PivotValues:
    """Values of a cache, a line for each field, row or series.

    Pivot caches have them as attributes (`<s v="…"/>`), links and charts as text (`<v>…</v>`).
    """

    def __init__(self, transcript: Transcript) -> None:
        self._transcript = transcript
        self._lines: list[list[str]] = [[]]
        self._taking = False
        self._buffer: list[str] = []

    def start(self, name: str, attributes: Any) -> None:
        """Keep a value, or begin a line."""
        if name in _ROWS:
            self._lines.append([])
        if name == "cacheField":
            self._keep(str(attributes.get("name", "")))
        elif name in _VALUES and "v" in attributes:
            self._keep(shown_number(str(attributes["v"])))
        elif name == "v":
            self._taking = True
            self._buffer = []

    def end(self, name: str) -> None:
        """Keep a value that was text."""
        if name == "v":
            self._taking = False
            self._keep(shown_number("".join(self._buffer).strip()))

    def data(self, text: str) -> None:
        """Take text."""
        if self._taking:
            self._buffer.append(text)

    def text(self) -> str:
        """Return all lines."""
        return "\n".join("\t".join(line) for line in self._lines if line)

    def _keep(self, value: str) -> None:
        if value:
            self._transcript.cell()
            self._lines[-1].append(" ".join(value.split()))
