"""What the readers of sheets share: the grid of cells, how numbers and days are shown."""

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation

from crawler.documents.digitruns import mended
from crawler.documents.labels import label
from crawler.documents.transcript import Transcript

_WIDEST = 256  # columns up to which empty cells keep the others in line
_GAP = 20  # empty rows after which another part begins
_PLAIN = re.compile(r"-?\d{1,40}")
_DAYS = re.compile(r"\[[^\]]*\]|\"[^\"]*\"|\\.")
_DAY_SIGNS = re.compile(r"[ymdhs年月日时分秒]", re.IGNORECASE)
_DAY_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""Built-in formats of days and times (ECMA-376 part 1, 18.8.30)."""
_EPOCH = datetime(1899, 12, 30, tzinfo=UTC)
_LAST_DAY = 2_958_466
_HEADER_CODE = re.compile(r"&(?:\"[^\"]*\"|\d{1,3}|K[0-9A-F+\-]{5,6}|[LCRPNDTFAGBIUESXYZOH])")
_MOST_DIGITS = 40


class Grid:
    """The cells of one sheet, written down in rows when all are there, or as many as may be."""

    def __init__(self, transcript: Transcript, where: str) -> None:
        self._transcript = transcript
        self._where = where
        self._rows: dict[int, dict[int, str]] = {}

    def put(self, row: int, column: int, text: str) -> None:
        """Keep what a cell holds, rows and columns counted from zero.

        Raises:
            LimitError: there are too many cells.
        """
        text = text.strip()
        if not text:
            return
        self._transcript.cell()
        self._transcript.write(len(text))
        if "\n" in text or "\r" in text or "\t" in text:
            text = " ".join(mended(text).split())
        self._rows.setdefault(row, {})[column] = text

    def write(self) -> None:
        """Write the rows down, each one a line, an empty row an empty line.

        Raises:
            LimitError: there are too many parts.
        """
        lines: list[str] = []
        first = last = 0
        for row in sorted(self._rows):
            if lines and row - last > _GAP:
                self._transcript.add(self._where, "\n".join(lines), row=first + 1)
                lines = []
            if not lines:
                first = row
            else:
                lines.extend([""] * (row - last - 1))
            lines.append(_line(self._rows[row]))
            last = row
        self._rows.clear()
        if lines:
            self._transcript.add(self._where, "\n".join(lines), row=first + 1)


def _line(cells: dict[int, str]) -> str:
    pieces: list[str] = []
    at = 0
    for column in sorted(cells):
        pieces.append("\t" * (min(column, _WIDEST) - min(at, _WIDEST) or (1 if column > at else 0)))
        pieces.append(cells[column])
        at = column
    return "".join(pieces)


def place(sheet: str, state: int | str = "") -> str:
    """Name a sheet as people know it, and say when it is hidden from them."""
    hidden = state not in {"", "visible", 0}
    return f"工作表“{label(sheet)}”{'（隐藏）' if hidden else ''}"


def shown_number(stored: str) -> str:
    """Return a stored number as a person reads it: whole ones with every digit, never as 1.1E+17.

    Fractions keep six decimals: more would only look like somebody's number.
    """
    if _PLAIN.fullmatch(stored):
        return stored
    try:
        number = Decimal(stored)
    except InvalidOperation:
        return stored
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        return stored
    if number == number.to_integral_value():
        return f"{number.quantize(Decimal(1)):f}" if abs(number.adjusted()) < 27 else stored
    return f"{round(number, 6):f}".rstrip("0").rstrip(".")


def shown_float(value: float) -> str:
    """Return a stored number of which only the binary form is known; see `shown_number`."""
    return f"{value:.0f}" if value.is_integer() and abs(value) < 1e27 else shown_number(repr(value))


def shown_day(number: float, *, since_1904: bool) -> str:
    """Return the day and time that a serial number means; empty if it means none."""
    days = number + (1462 if since_1904 else 0)
    if not 1 <= days < _LAST_DAY:
        return ""
    moment = _EPOCH + timedelta(seconds=round(days * 86_400))
    return f"{moment:%Y-%m-%d}" if days == int(days) else f"{moment:%Y-%m-%d %H:%M}"


def is_day_format(number: int, pattern: str) -> bool:
    """Whether a number format shows days or times."""
    if pattern:
        return bool(_DAY_SIGNS.search(_DAYS.sub("", pattern.partition(";")[0])))
    return number in _DAY_FORMATS


def header_text(raw: str) -> str:
    """Return a sheet's header or footer without the codes that lay it out."""
    return " ".join(_HEADER_CODE.sub(" ", raw.replace("&&", "\0")).replace("\0", "&").split())
