"""The rows of a text, and what heads the columns of the tables in it.

A table is lines whose cells are joined by tabs. The nearest row above that holds two words such as
姓名 or 身份证号, and no number, heads a column, together with the row above it.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

LONGEST = 1000
"""What stands farther off in one line belongs to nothing. Keeps every step linear."""
_WORD = re.compile(
    "姓名|性别|序号|身份证|证件|身份号码|公民身份|护照|手机|电话|联系方式|卡号|账号|帐号|账户|开户|银行|住址|地址|"
    "户籍|居住|村组|所在村|考号|准考证|编号|编码|代码|索引号|文号|案号|单号|号码|金额|备注|单位|年龄|民族|职务|职位"
    "|日期|户主|项目|类别|名称"
)
_ALSO = re.compile(
    "乡镇|街道|村|社区|村（社区）|学校|班级|企业|公司|县区|区县|地区|部门|机构|.{0,4}(?:人|人员|对象|员|家长|学生|患者)"
    "|.{0,2}长|品牌|等级|标准|时间|年份|性质|类型|种类|原因|关系|人数|面积|数量"
)
"""What a cell of a heading may hold as a whole, though it stands in other rows as well."""
_NUMBER = re.compile(r"[0-9０-９]{5}|\*\*")
_LONG_CELL = 24


class Row(NamedTuple):
    """Where a place in a text stands."""

    line: int
    """The number of its line, from 0."""
    start: int
    """Where its line begins, or the part of a very long one that counts."""
    end: int
    column: int
    """The number of its column from 0; -1 where no tab stands in the line."""


class Rows:
    """Finds the row of place after place, each farther on than the one before."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = self._line = self._start = self._column = 0
        self._end = -1

    def row(self, at: int) -> Row:
        """Return the row in which an offset stands. Offsets must not go back."""
        text = self._text
        turn = text.rfind("\n", self._at, at)
        if turn >= 0:
            self._line += text.count("\n", self._at, at)
            self._start, self._column = turn + 1, text.count("\t", turn + 1, at)
        else:
            self._column += text.count("\t", self._at, at)
        self._at = at
        if self._end < at:
            end = text.find("\n", at)
            self._end = end if end >= 0 else len(text)
        start, end = max(self._start, at - LONGEST), min(self._end, at + LONGEST)
        tabbed = self._column > 0 or text.find("\t", at, end) >= 0
        return Row(self._line, start, end, self._column if tabbed else -1)


class Headings:
    """What heads the columns of the tables of one text; read when it is first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _found(self) -> tuple[list[int], list[list[str]]]:
        """Where the rows that head columns begin, and their cells."""
        text = self._text
        starts: list[int] = []
        rows: list[list[str]] = []
        done = -1
        for word in _WORD.finditer(text):
            if word.start() < done:
                continue
            start = text.rfind("\n", max(word.start() - LONGEST, 0), word.start()) + 1
            end = text.find("\n", word.end(), word.end() + LONGEST)
            done = end if end >= 0 else min(len(text), word.end() + LONGEST)
            cells = text[start:done].split("\t") if done - start <= LONGEST else []
            if len(cells) > 1 and _heads(cells):
                starts.append(start)
                rows.append(cells)
        return starts, rows

    def row_above(self, start: int) -> list[str]:
        """Return the cells that head the columns of the row that begins there; none for none."""
        starts, rows = self._found
        at = bisect_left(starts, start) - 1
        return rows[at] if at >= 0 else []

    def cell_above(self, start: int, column: int) -> str:
        """Return the words that head a column of the row that begins there; empty for none."""
        if column < 0:
            return ""
        starts, rows = self._found
        at = bisect_left(starts, start) - 1
        if at < 0:
            return ""
        words = _cell(rows[at], column)
        over = at and starts[at - 1] + sum(map(len, rows[at - 1])) + len(rows[at - 1])
        return _cell(rows[at - 1], column) + words if at and over + 1 >= starts[at] else words


def _cell(row: Sequence[str], column: int) -> str:
    return row[column] if column < len(row) else ""


def _heads(cells: Sequence[str]) -> bool:
    """Whether a row holds headings: two of their words in two cells, and nothing long."""
    if any(_NUMBER.search(cell) or len(cell) > _LONG_CELL for cell in cells):
        return False
    return sum(bool(_WORD.search(cell) or _ALSO.fullmatch(cell)) for cell in cells) >= 2
