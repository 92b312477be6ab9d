"""Reads the cells of an xlsx or xls file in a child process, which a hostile file may kill.

A file of a few kilobytes can claim seventeen thousand million cells; the parser would ask for
all of them at once. So the child has a limit on memory and a deadline, and the rest is told.
"""

import json
import resource
import subprocess
import sys
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

FILE_BYTES = 20 * 2**20
ROWS = 5_000  # no city has so many sites or accounts
CELLS = 200_000
SECONDS = 30
MEMORY_BYTES = 2**30
ROOT = Path(__file__).resolve().parents[2]

Cell = str | float


class SheetsError(ValueError):
    """A file whose cells cannot be had: one clear Chinese line without the file's name."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet's cells from A1 on, so that row n of the sheet is `rows[n - 1]`.

    A number is as Excel keeps it; dates are ISO text; a cell merged over several rows stands in
    each of them; an empty cell is an empty text.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]


def read(path: Path) -> list[Sheet]:
    """Read a file's sheets in a child process.

    Raises:
        SheetsError: the file is not there, too big, locked, broken or hostile.
    """
    if not path.is_file():
        raise SheetsError("没有这个文件；请核对路径")
    if path.stat().st_size > FILE_BYTES:
        raise SheetsError(f"文件超过 {FILE_BYTES // 2**20} MB；请只保留名册各表")
    try:
        child = subprocess.run(  # noqa: S603 - our own module; the path is an argument, not a command
            [sys.executable, "-m", __name__, str(path.resolve())],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise SheetsError(f"{SECONDS} 秒内没有读完；请删去多余的表、行和格式后再导入") from None
    if child.returncode != 0:
        raise SheetsError("文件损坏，或单元格多得异常；请把名册复制到一个新文件后再导入")
    answer = json.loads(child.stdout)
    if "error" in answer:
        raise SheetsError(answer["error"])
    return [Sheet(s["name"], tuple(map(tuple, s["rows"]))) for s in answer["sheets"]]


def parse(path: Path) -> list[Sheet]:
    """Read a file's sheets in this process.

    Raises:
        SheetsError: the file is locked, broken or has too many rows or cells.
    """
    try:
        with CalamineWorkbook.from_path(path) as book:
            return [_sheet(book, name) for name in book.sheet_names]
    except PasswordError:
        raise SheetsError("文件加了密码；请去掉密码后再导入") from None
    except (CalamineError, OSError):
        raise SheetsError("不是 xlsx 或 xls 文件，或已损坏；请用表格软件另存为 xlsx") from None


def _sheet(book: CalamineWorkbook, name: str) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    if sheet.end is None:
        return Sheet(name, ())
    height, width = sheet.end[0] + 1, sheet.end[1] + 1
    if height > ROWS or height * width > CELLS:
        raise SheetsError(
            f"“{name}”表有 {height} 行 {width} 列，超过上限（{ROWS} 行、{CELLS} 格）；"
            "请删去多余的行和列（按 Ctrl+End 可找到最后一格）后再导入"
        )
    rows = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        for row in rows[top + 1 : bottom + 1]:
            if left < len(row):
                row[left] = row[left] or rows[top][left]
    return Sheet(name, tuple(map(tuple, rows)))


def _cell(value: object) -> Cell:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return value
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _answer(path: Path) -> str:
    try:
        sheets = [{"name": sheet.name, "rows": sheet.rows} for sheet in parse(path)]
    except SheetsError as error:
        return json.dumps({"error": str(error)})
    return json.dumps({"sheets": sheets})


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.write(_answer(Path(sys.argv[1])))
