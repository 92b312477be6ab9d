"""What the sheets of an OOXML workbook share: their list, the strings, the styles."""

import re
from typing import Any

from crawler.documents.sheets import is_day_format
from crawler.documents.xmlflow import local

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """Return a string with characters that XML cannot hold written out (ECMA-376 22.4.2.4)."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


class Book:
    """The sheets in their order: name, state, link to the part."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, str]] = []
        self.since_1904 = False

    def start(self, name: str, attributes: Any) -> None:
        """Keep a sheet."""
        if name == "sheet":
            state = str(attributes.get("state", ""))
            self.sheets.append((str(attributes.get("name", "")), state, local(attributes, "id")))
        elif name == "workbookPr":
            self.since_1904 = attributes.get("date1904") in {"1", "true"}

    def end(self, name: str) -> None:
        """Nothing is to be done."""

    def data(self, text: str) -> None:
        """A workbook part holds no text."""


class Strings:
    """The shared strings."""

    def __init__(self) -> None:
        self.all: list[str] = []
        self._buffer: list[str] = []
        self._taking = False
        self._spoken = 0

    def start(self, name: str, attributes: Any) -> None:
        """Begin a string; how it is spoken is not part of it."""
        del attributes
        if name == "si":
            self._buffer = []
        elif name == "rPh":
            self._spoken += 1
        self._taking = name == "t" and not self._spoken

    def end(self, name: str) -> None:
        """Keep a string."""
        self._taking = False
        if name == "si":
            self.all.append(unescaped("".join(self._buffer)))
        elif name == "rPh":
            self._spoken -= 1

    def data(self, text: str) -> None:
        """Take text."""
        if self._taking:
            self._buffer.append(text)


class Styles:
    """Which styles show a number as a day."""

    def __init__(self) -> None:
        self.days: set[str] = set()
        self._patterns: dict[str, str] = {}
        self._within = False
        self._count = 0

    def start(self, name: str, attributes: Any) -> None:
        """Keep a format or a style."""
        if name == "numFmt":
            pattern = str(attributes.get("formatCode", ""))
            self._patterns[str(attributes.get("numFmtId", ""))] = pattern
        elif name == "cellXfs":
            self._within = True
        elif name == "xf" and self._within:
            number = str(attributes.get("numFmtId", "0"))
            known = int(number) if number.isdecimal() and len(number) < 6 else 0
            if is_day_format(known, self._patterns.get(number, "")):
                self.days.add(str(self._count))
            self._count += 1

    def end(self, name: str) -> None:
        """Leave the cells' styles."""
        if name == "cellXfs":
            self._within = False

    def data(self, text: str) -> None:
        """Styles hold no text."""
