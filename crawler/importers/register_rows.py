"""Finds the tables of a register file in its sheets and reads their rows."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crawler.importers import cells
from crawler.importers.cells import UnfitError
from crawler.importers.register_tables import TABLES, Field, Table
from crawler.importers.sheets import Cell, Sheet
from storage.mistakes import shown

_HEADER_WITHIN = 12  # a title, a date line and a note stand above it, not more
_NOTHING = {"", "/", "-", "—", "无", "暂无"}


@dataclass(frozen=True)
class Row:
    """One row that fits its columns: values by key; what the cells leave empty is not there."""

    number: int
    values: Mapping[str, Any]


@dataclass(frozen=True)
class RowProblem:
    """What does not fit, so that a person finds the cell."""

    sheet: str
    row: int | None
    column: str
    value: str | None
    message: str
    remedy: str

    def __str__(self) -> str:
        row = "" if self.row is None else f"第{self.row}行"
        column = f"“{self.column}”列" if self.column else ""
        value = "" if self.value is None else f" = {self.value}"
        return f"“{self.sheet}”表{row}{column}{value}：{self.message}；{self.remedy}"


@dataclass(frozen=True)
class Found:
    """A table as a file has it."""

    table: Table
    sheet: str
    rows: tuple[Row, ...]
    problems: tuple[RowProblem, ...]
    skipped: tuple[int, ...]
    """Rows that hold a single cell: group headings, notes."""
    unknown: tuple[str, ...]
    """Columns that nobody reads."""
    unread: tuple[Row, ...]
    """Rows with a problem, with what could be read of them."""


def find(sheets: Sequence[Sheet]) -> tuple[list[Found], list[str]]:
    """Return the tables that are in a file, and the names of the sheets that are none."""
    found: dict[str, Found] = {}
    others: list[str] = []
    for sheet in sheets:
        table, header = _best(sheet)
        if table is None or table.kind in found:
            others.append(sheet.name)
        else:
            found[table.kind] = _read(sheet, table, header)
    return [found[table.kind] for table in TABLES if table.kind in found], others


def _best(sheet: Sheet) -> tuple[Table | None, int]:
    """Tell a sheet by its name, else by its header: which table it is and where it begins."""
    named = [table for table in TABLES if _name(sheet.name) in table.names]
    choices = [
        (sum(1 for key in _columns(row, table) if key), table, number)
        for table in named or TABLES
        for number, row in enumerate(sheet.rows[:_HEADER_WITHIN])
        if all(field in _columns(row, table) for field in table.fields if field.required)
    ]
    if choices:
        _, table, number = max(choices, key=lambda choice: choice[0])
        return table, number
    return (named[0], -1) if named and any(map(_filled, sheet.rows)) else (None, -1)


def _read(sheet: Sheet, table: Table, header: int) -> Found:
    if header < 0:
        needed = "、".join(field.title for field in table.fields if field.required)
        lost = RowProblem(
            sheet.name, None, "", None, "没有找到表头", f"请在表头写明这几列：{needed}"
        )
        return Found(table, sheet.name, (), (lost,), (), (), ())
    columns = _columns(sheet.rows[header], table)
    names = zip(sheet.rows[header], columns, strict=True)
    unknown = tuple(
        str(cell) for cell, field in names if field is None and _name(cell) not in {"", "序号"}
    )
    rows: list[Row] = []
    unread: list[Row] = []
    problems: list[RowProblem] = []
    skipped: list[int] = []
    for number, row in enumerate(sheet.rows[header + 1 :], start=header + 2):
        if row == sheet.rows[header]:
            continue  # offices repeat it where a page breaks
        if len(_filled(row)) < 2:
            skipped += [number] * len(_filled(row))
            continue
        values, wrong = _values(row, columns, sheet.name, number)
        wrong += _missing(values, wrong, table, sheet.name, number)
        problems += wrong
        (unread if wrong else rows).append(Row(number, values))
    return Found(
        table, sheet.name, tuple(rows), tuple(problems), tuple(skipped), unknown, tuple(unread)
    )


def _values(
    row: Sequence[Cell], columns: Sequence[Field | None], sheet: str, number: int
) -> tuple[dict[str, Any], list[RowProblem]]:
    values: dict[str, Any] = {}
    problems: list[RowProblem] = []
    for cell, field in zip(row, columns, strict=True):
        if field is None:
            continue
        try:
            typed = cells.cleaned(cell)
            if typed not in _NOTHING:
                values[field.key] = field.read(typed)
        except UnfitError as error:
            problems.append(
                RowProblem(sheet, number, field.title, shown(cell), error.message, error.remedy)
            )
    return values, problems


def _missing(
    values: Mapping[str, Any], wrong: Sequence[RowProblem], table: Table, sheet: str, number: int
) -> Iterator[RowProblem]:
    told = {problem.column for problem in wrong}
    for field in table.fields:
        if field.required and field.key not in values and field.title not in told:
            yield RowProblem(sheet, number, field.title, None, "没有填写", "请补填这一格")


def _columns(row: Sequence[Cell], table: Table) -> list[Field | None]:
    """Return which column each header cell names; of two of a name the first counts."""
    free = {_name(name): field for field in table.fields for name in reversed(field.names)}
    columns: list[Field | None] = []
    for cell in row:
        field = free.get(_name(cell))
        columns.append(field if field is not None and field not in columns else None)
    return columns


def _filled(row: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in row if str(cell).strip()]


def _name(cell: Cell) -> str:
    """Reduce a header to its name: no spaces, marks of required columns or notes in brackets."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(cell)))
    return re.sub(r"\(.*?\)|[*:★]", "", plain)
