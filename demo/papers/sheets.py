"""Excel files, new and old, and lists of values."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import xlsxwriter

TEMPLATES = Path(__file__).parents[1] / "files"
_MADE = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
_NAMES = tuple(f"姓名{mark}" for mark in "甲乙丙丁戊己")
_PLACES = len(_NAMES)
_NUMBERS = tuple(f"A0000000000000000{n}" for n in range(_PLACES))
_TITLE = "表题占位一二三四五六"


Row = Sequence[str | int | float]


def xlsx(
    rows: Sequence[Row],
    *,
    sheet: str = "名单",
    beside: Mapping[str, Sequence[Row]] | None = None,
    hidden: Sequence[str] = (),
    hidden_columns: Sequence[int] = (),
    hidden_rows: Sequence[int] = (),
    remark: str = "",
) -> bytes:
    """A workbook; further sheets stand `beside`, what is named hidden is, a remark is on A1."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    book.set_properties({"created": _MADE.replace(tzinfo=None)})
    for name, lines in {sheet: rows, **(beside or {})}.items():
        page = book.add_worksheet(name)
        for number, line in enumerate(lines):
            page.write_row(number, 0, line)
        if name in hidden:
            page.hide()
        elif name == sheet:
            for column in hidden_columns:
                page.set_column(column, column, None, None, {"hidden": True})
            for row in hidden_rows:
                page.set_row(row, None, None, {"hidden": True})
            if remark:
                page.write_comment("A1", remark)
    book.close()
    return held.getvalue()


def csv(rows: Sequence[Row], charset: str = "gbk") -> bytes:
    """Values parted by commas, as Excel saves them."""
    return "".join(",".join(map(str, row)) + "\r\n" for row in rows).encode(charset)


def roster_xls(names: Sequence[str], numbers: Sequence[str]) -> bytes:
    """An old Excel file: six names of three characters, six numbers of eighteen places."""
    return _filled("roster.xls", _exchanged(names, numbers))


def table_xls(title: str) -> bytes:
    """An old Excel file of figures under a title."""
    return _filled("table.xls", [(_wide(_TITLE), _wide(_fitted(title, len(_TITLE))))])


def _exchanged(names: Sequence[str], numbers: Sequence[str]) -> Iterator[tuple[bytes, bytes]]:
    """Say what stands for what. Numbers may be written in one byte or in two."""
    for place, name in zip(_NAMES, names, strict=False):
        yield _wide(place), _wide(name)
    for place, number in zip(_NUMBERS, numbers, strict=False):
        yield place.encode(), number.encode()
        yield _wide(place), _wide(number)


def _filled(template: str, exchanged: Iterable[tuple[bytes, bytes]]) -> bytes:
    body = _template(template)
    for place, value in exchanged:
        if len(place) != len(value):
            raise ValueError(f"{template}: {value!r} takes another room than {place!r}")
        body = body.replace(place, value)
    return body


def _fitted(text: str, size: int) -> str:
    return text[:size].ljust(size, "　")


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


@cache
def _template(name: str) -> bytes:
    return (TEMPLATES / name).read_bytes()


def locked_xlsx() -> bytes:
    """A workbook that opens with a password only."""
    return _template("locked.xlsx")
