"""One sheet of an xls file: its cells as its records hold them, and what lies beside them."""

import struct
from collections.abc import Callable

from crawler.documents.biff import CONTINUE, Record, continued_text, rk_number, short_text
from crawler.documents.sheets import Grid, header_text, shown_day, shown_float
from crawler.documents.transcript import Transcript

_OBJ, _TXO, _NOTE = 0x005D, 0x01B6, 0x001C
_HEADERS = frozenset({0x0014, 0x0015})
_STRING = 0x0207
_COMMENT = 0x19  # the kind of object that shows a comment's text


class Sheet:
    """Takes the records of one sheet and writes down what they hold."""

    def __init__(
        self,
        transcript: Transcript,
        where: str,
        *,
        strings: list[str],
        days: frozenset[int],
        since_1904: bool,
        old: bool,
    ) -> None:
        self._transcript = transcript
        self.where = where
        self._strings = strings
        self._days = days
        self._since_1904 = since_1904
        self._old = old
        self._grid = self._into = Grid(transcript, where)
        self._chart = Grid(transcript, f"{where}图表缓存")
        self._formula = (0, 0)
        self._headers: list[str] = []
        self._notes: list[tuple[int, int, int]] = []
        self._texts: dict[int, str] = {}
        self._boxes: list[str] = []
        self._object = (0, 0)
        self._chunks: list[bytes] | None = None
        self._length = 0
        self._readers: dict[int, Callable[[bytes], None]] = {
            0x00FD: self._label_sst,
            0x0203: self._number,
            0x027E: self._rk,
            0x00BD: self._mulrk,
            0x0006: self._formula_result,
            0x0406: self._formula_result,
            _STRING: self._string,
            0x0204: self._label,
            0x00D6: self._label,
            0x0205: self._bool,
            0x100D: self._series_text,
            _OBJ: self._obj,
            _TXO: self._txo,
            _NOTE: self._note,
        }

    def take(self, record: Record) -> None:
        """Take a record.

        Raises:
            LimitError: there are too many cells.
        """
        if record.kind == CONTINUE:
            if self._chunks is not None:
                self._chunks.append(record.data)
            return
        self._end_text()
        if record.kind in _HEADERS:
            text = short_text(record.data, 0, wide_length=not self._old, old=self._old)
            self._headers.append(header_text(text))
            return
        reader = self._readers.get(record.kind)
        if reader is not None:
            try:
                reader(record.data)
            except struct.error:  # a record too short to hold what it should
                self._transcript.note(f"{self.where}有损坏的单元格，没有读全")

    def chart(self, *, within: bool) -> None:
        """Say whether what comes belongs to a chart on the sheet, whose cells are a cache."""
        if not within:
            self._chart.write()
        self._into = self._chart if within else self._grid

    def write(self) -> None:
        """Write down all there is.

        Raises:
            LimitError: there are too many parts.
        """
        self._end_text()
        self._grid.write()
        self._chart.write()
        self._transcript.add(f"{self.where}页眉页脚", "\n".join(self._headers))
        comments = [
            f"{_cell(row, column)}\t{' '.join(self._texts.get(key, '').split())}"
            for row, column, key in self._notes
            if self._texts.get(key)
        ]
        self._transcript.add(f"{self.where}批注", "\n".join(comments))
        self._transcript.add(f"{self.where}文本框", "\n".join(self._boxes))

    def _label_sst(self, data: bytes) -> None:
        row, column, _, at = struct.unpack_from("<HHHI", data)
        if at < len(self._strings):
            self._into.put(row, column, self._strings[at])

    def _number(self, data: bytes) -> None:
        row, column, style, value = struct.unpack_from("<HHHd", data)
        self._put(row, column, style, value)

    def _rk(self, data: bytes) -> None:
        row, column, style, raw = struct.unpack_from("<HHHI", data)
        self._put(row, column, style, rk_number(raw))

    def _mulrk(self, data: bytes) -> None:
        row, column = struct.unpack_from("<HH", data)
        for at in range(4, len(data) - 7, 6):
            style, raw = struct.unpack_from("<HI", data, at)
            self._put(row, column, style, rk_number(raw))
            column += 1

    def _formula_result(self, data: bytes) -> None:
        row, column, style = struct.unpack_from("<HHH", data)
        self._formula = (row, column)
        if data[12:14] != b"\xff\xff":
            self._put(row, column, style, struct.unpack_from("<d", data, 6)[0])

    def _string(self, data: bytes) -> None:
        text = short_text(data, 0, wide_length=True, old=self._old)
        self._into.put(*self._formula, text)

    def _label(self, data: bytes) -> None:
        row, column = struct.unpack_from("<HH", data)
        self._into.put(row, column, short_text(data, 6, wide_length=True, old=self._old))

    def _bool(self, data: bytes) -> None:
        row, column, _, value, error = struct.unpack_from("<HHHBB", data)
        if not error:
            self._into.put(row, column, "TRUE" if value else "FALSE")

    def _series_text(self, data: bytes) -> None:
        self._boxes.append(short_text(data, 2, wide_length=False, old=self._old))

    def _put(self, row: int, column: int, style: int, value: float) -> None:
        shown = ""
        if style in self._days:
            shown = shown_day(value, since_1904=self._since_1904)
        self._into.put(row, column, shown or shown_float(value))

    def _obj(self, data: bytes) -> None:
        if len(data) >= 8:
            kind, key = struct.unpack_from("<HH", data, 4)
            self._object = (kind, key)

    def _txo(self, data: bytes) -> None:
        (self._length,) = struct.unpack_from("<H", data, 10)
        self._chunks = []

    def _end_text(self) -> None:
        """Keep the text of an object, which the records after it continued."""
        if self._chunks is None:
            return
        text = continued_text(self._chunks, self._length)
        self._chunks = None
        self._transcript.write(len(text))
        kind, key = self._object
        if kind == _COMMENT:
            self._texts[key] = text
        elif text.strip():
            self._boxes.append(text)

    def _note(self, data: bytes) -> None:
        if self._old:
            row, column, length = struct.unpack_from("<HHH", data)
            self._texts[-len(self._notes) - 1] = data[6 : 6 + length].decode("gb18030", "replace")
            self._notes.append((row, column, -len(self._notes) - 1))
        else:
            row, column, _, key = struct.unpack_from("<HHHH", data)
            self._notes.append((row, column, key))


def _cell(row: int, column: int) -> str:
    letters = ""
    column += 1
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
