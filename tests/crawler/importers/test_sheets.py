import time
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from crawler.importers import sheets
from crawler.importers.sheets import SheetsError


def made(path: Path, rows: int) -> Path:
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("网站")
        for row in range(rows):
            sheet.write_number(row, 0, row)
    return path


def far_cell(path: Path) -> Path:
    """A file of a few kilobytes whose two cells span all that a sheet can have."""
    small = made(path.with_suffix(".small.xlsx"), 1)
    with zipfile.ZipFile(small) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            if name.endswith("sheet1.xml"):
                far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                body = body.replace(b"</sheetData>", far)
            new.writestr(name, body)
    return path


def test_cells_stand_where_the_sheet_has_them(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("空")
        sheet = book.add_worksheet("表")
        sheet.write(2, 1, "x")
        sheet.write(3, 2, 1.5)

    empty, sheet_ = sheets.read(path)

    assert empty == sheets.Sheet("空", ())
    assert sheet_.rows == (("", "", ""), ("", "", ""), ("", "x", ""), ("", "", 1.5))


def test_a_sheet_of_very_many_rows_is_one_clear_line(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx", 60_000)

    began = time.monotonic()
    with pytest.raises(SheetsError, match="“网站”表有 60000 行 1 列，超过上限"):
        sheets.read(path)
    assert time.monotonic() - began < sheets.SECONDS


def test_a_file_that_claims_all_cells_there_can_be_kills_only_the_child(tmp_path: Path) -> None:
    with pytest.raises(SheetsError, match="单元格多得异常"):
        sheets.read(far_cell(tmp_path / "a.xlsx"))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        pytest.param(b"", "不是 xlsx 或 xls 文件", id="empty"),
        pytest.param(b"PK\x03\x04garbage", "不是 xlsx 或 xls 文件", id="a broken zip"),
        pytest.param("网站,网址\n".encode(), "不是 xlsx 或 xls 文件", id="csv"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "损坏", id="a broken xls"),
    ],
)
def test_what_is_no_sheet_file(body: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(body)

    with pytest.raises(SheetsError, match=said):
        sheets.read(path)


def test_too_big_a_file_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with path.open("wb") as file:
        file.truncate(sheets.FILE_BYTES + 1)

    with pytest.raises(SheetsError, match="文件超过 20 MB"):
        sheets.read(path)
