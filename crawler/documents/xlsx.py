"""Workbooks of Office Open XML: every sheet, hidden ones too, and what lies beside the cells.

The cells are read as they stream by and as they are stored. A library that lays a sheet out as a
matrix dies of one cell at XFD1048576, and hands numbers over as floats, which lose the last digits
of an identity number.
"""

import re
from contextlib import suppress
from typing import Any

from crawler.documents.ooxml import Package
from crawler.documents.sheetparts import PivotValues, SheetComments
from crawler.documents.sheets import (
    Grid,
    header_text,
    place,
    shown_day,
    shown_number,
)
from crawler.documents.transcript import Transcript
from crawler.documents.xlsxtables import Book, Strings, Styles, unescaped

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_HEADERS = frozenset({"oddHeader", "oddFooter", "evenHeader", "evenFooter"}) | frozenset(
    {"firstHeader", "firstFooter"}
)
_TAKEN = frozenset({"v", "t"}) | _HEADERS


def read_xlsx(name: str, body: bytes, transcript: Transcript) -> None:
    """Read a workbook.

    Raises:
        UnreadableError: it is broken.
        LimitError: nothing more may be read.
    """
    del name
    package = Package(body, transcript)
    book = Book()
    package.feed("xl/workbook.xml", book)
    parts = {link.id: link.target for link in package.relations("xl/workbook.xml")}
    strings, styles = Strings(), Styles()
    shared = [one for one in package.names if one.lower() == "xl/sharedstrings.xml"]
    package.feed(shared[0] if shared else "xl/sharedStrings.xml", strings)
    package.feed("xl/styles.xml", styles)
    transcript.name("工作表名称", [sheet for sheet, _, _ in book.sheets])
    seen: set[str] = set()
    for sheet, state, link in book.sheets:
        part = parts.get(link, "")
        seen.add(part)
        _read_sheet(package, part, place(sheet, state), (strings, styles, book), transcript)
    for part in package.under("xl/worksheets/sheet"):
        if part not in seen:
            _read_sheet(package, part, "不在目录里的工作表", (strings, styles, book), transcript)
    _read_rest(package, transcript)
    package.open_embedded()


def _read_sheet(
    package: Package,
    part: str,
    where: str,
    tables: tuple[Strings, Styles, Book],
    transcript: Transcript,
) -> None:
    if not part:  # modules of macros are listed as sheets
        return
    if part not in package.names:
        transcript.note(f"{where}缺失，没有读")
        return
    sheet = _Sheet(Grid(transcript, where), *tables)
    try:
        package.feed(part, sheet)
    finally:
        sheet.grid.write()
    transcript.add(f"{where}页眉页脚", "\n".join(map(header_text, sheet.headers)))
    for link in package.relations(part):
        if link.kind == "comments":
            comments = SheetComments()
            package.feed(link.target, comments)
            transcript.add(f"{where}批注", comments.text())
        elif link.kind == "drawing":
            package.put(f"{where}文本框", link.target)


def _read_rest(package: Package, transcript: Transcript) -> None:
    """Write down what caches keep: pivot tables, links to other workbooks, charts."""
    for start, where in (
        ("xl/pivotCache/pivotCache", "数据透视表缓存"),
        ("xl/externalLinks/externalLink", "外部链接缓存"),
        ("xl/charts/chart", "图表缓存"),
    ):
        for part in package.under(start):
            values = PivotValues(transcript)
            try:
                package.feed(part, values)
            finally:
                transcript.add(where, values.text())


class _Sheet:
    """The cells and the headers of one sheet."""

    def __init__(self, grid: Grid, strings: Strings, styles: Styles, book: Book) -> None:
        self.grid = grid
        self.headers: list[str] = []
        self._strings = strings.all
        self._days = styles.days
        self._since_1904 = book.since_1904
        self._row = self._column = -1
        self._kind = self._style = ""
        self._taking = False
        self._buffer: list[str] = []

    def start(self, name: str, attributes: Any) -> None:
        """Move to a row or a cell, or begin to take what it holds."""
        if name == "c":
            self._column += 1
            match = _REFERENCE.fullmatch(attributes.get("r") or "")
            if match:
                self._row = int(match[2]) - 1
                self._column = _column(match[1])
            self._kind = attributes.get("t") or ""
            self._style = attributes.get("s") or ""
            self._buffer = []
        elif name == "row":
            number = attributes.get("r") or ""
            good = number.isdecimal() and len(number) < 9
            self._row = int(number) - 1 if good else self._row + 1
            self._column = -1
        elif name in _TAKEN:
            self._taking = True

    def end(self, name: str) -> None:
        """Keep what a cell or a header holds."""
        if name in _TAKEN:
            self._taking = False
            if name in _HEADERS:
                self.headers.append("".join(self._buffer))
                self._buffer = []
        elif name == "c" and self._buffer:
            self.grid.put(self._row, self._column, self._shown("".join(self._buffer)))
            self._buffer = []

    def data(self, text: str) -> None:
        """Take text."""
        if self._taking:
            self._buffer.append(text)

    def _shown(self, stored: str) -> str:
        match self._kind:
            case "s":
                good = stored.isdecimal() and len(stored) < 9 and int(stored) < len(self._strings)
                shown = self._strings[int(stored)] if good else ""
            case "b":
                shown = "TRUE" if stored.strip() == "1" else "FALSE"
            case "e":
                shown = ""
            case "" | "n":
                shown = self._shown_number(stored.strip())
            case _:
                shown = unescaped(stored)
        return shown

    def _shown_number(self, stored: str) -> str:
        if self._style in self._days and len(stored) < 25:
            with suppress(ValueError, OverflowError):
                return shown_day(float(stored), since_1904=self._since_1904) or stored
        return shown_number(stored)


def _column(letters: str) -> int:
    at = 0
    for one in letters:
        at = at * 26 + ord(one) - 64
    return at - 1
