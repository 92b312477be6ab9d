"""Workbooks of Excel 5 to 2003 (MS-XLS), also as WPS writes them.

Read are the cells of all sheets, hidden ones too, comments, text boxes, headers, what pivot tables
keep.

The records are read here, since a library that lays a sheet out as a matrix claims gigabytes for
one cell in its corner, and reads neither comments nor headers.
"""

import struct
from collections.abc import Callable

from crawler.documents.biff import (
    CONTINUE,
    Record,
    records,
    shared_strings,
    short_text,
)
from crawler.documents.ole import Storage
from crawler.documents.sheets import is_day_format, place
from crawler.documents.transcript import Transcript, UnreadableError
from crawler.documents.xlssheet import Sheet

_BOF, _EOF, _FILEPASS = 0x0809, 0x000A, 0x002F
_BOUNDSHEET, _SST, _FORMAT, _XF, _1904 = 0x0085, 0x00FC, 0x041E, 0x00E0, 0x0022
_EXCEL_95 = 0x0500
_PIVOTS = "_SX_DB_CUR"
_PIVOT_TEXT, _PIVOT_NUMBER = 0x00CD, 0x00C9
_STEP = 2_000
_SHORTEST = 5  # bytes of any record that is looked into


class _Book:
    """What the sheets of a workbook share, from the records before the first of them."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, int, int]] = []  # name, whether hidden, where it begins
        self.chunks: list[bytes] = []  # of the shared strings
        self.since_1904 = False
        self.old = False  # whether strings are bytes of GBK, as in Excel 95
        self._patterns: dict[int, str] = {}
        self._styles: list[int] = []
        self._before = 0
        self._readers: dict[int, Callable[[bytes], None]] = {
            _BOUNDSHEET: self._sheet,
            _SST: self.chunks.append,
            _FORMAT: self._format,
            _XF: lambda data: self._styles.append(struct.unpack_from("<H", data, 2)[0]),
        }

    @property
    def days(self) -> frozenset[int]:
        """Styles that show a number as a day."""
        return frozenset(
            at
            for at, number in enumerate(self._styles)
            if is_day_format(number, self._patterns.get(number, ""))
        )

    def take(self, record: Record) -> None:
        """Take a record.

        Raises:
            UnreadableError: it says that the rest is encrypted.
        """
        kind, data = record.kind, record.data
        if kind == _FILEPASS:
            raise UnreadableError("加密，读不了")
        if kind == _1904:
            self.since_1904 = data[:1] == b"\1"
        if kind == CONTINUE:
            if self._before == _SST:
                self.chunks.append(data)
            return
        self._before = kind
        if (reader := self._readers.get(kind)) and len(data) >= _SHORTEST:
            reader(data)

    def _sheet(self, data: bytes) -> None:
        start, hidden = struct.unpack_from("<IB", data)
        name = short_text(data, 6, wide_length=False, old=self.old)
        self.sheets.append((name, hidden & 3, start))

    def _format(self, data: bytes) -> None:
        (number,) = struct.unpack_from("<H", data)
        self._patterns[number] = short_text(data, 2, wide_length=not self.old, old=self.old)


def read_book(storage: Storage, transcript: Transcript) -> None:
    """Read a workbook.

    Raises:
        UnreadableError: it is encrypted or broken.
        LimitError: nothing more may be read.
    """
    stream = storage.read("Workbook" if storage.has("Workbook") else "Book")
    book = _globals(stream)
    strings = _strings(book.chunks, transcript)
    transcript.name("工作表名称", [name for name, _, _ in book.sheets])
    for name, hidden, start in book.sheets:
        sheet = Sheet(
            transcript,
            place(name, hidden),
            strings=strings,
            days=book.days,
            since_1904=book.since_1904,
            old=book.old,
        )
        _read_sheet(stream, start, sheet, transcript)
    for pivots in storage.streams(_PIVOTS):
        transcript.add("数据透视表缓存", "\n".join(_pivot_values(pivots, transcript)))


def _read_sheet(stream: bytes, start: int, sheet: Sheet, transcript: Transcript) -> None:
    depth = 0
    whole = False
    try:
        for number, record in enumerate(records(stream, start)):
            if number % _STEP == 0:
                transcript.tick()
            if record.kind == _BOF:
                depth += 1
                sheet.chart(within=depth > 1)
            elif record.kind == _EOF:
                depth -= 1
                sheet.chart(within=depth > 1)
                if depth <= 0:
                    whole = True
                    break
            else:
                sheet.take(record)
    finally:
        sheet.write()
    if not whole:
        transcript.note(f"{sheet.where}不完整，没有读完")


def _globals(stream: bytes) -> _Book:
    """Read what stands before the first sheet."""
    first = next(records(stream), None)
    if first is None or first.kind != _BOF or len(first.data) < 4:
        raise UnreadableError("文件不完整或已损坏，读不出来")
    book = _Book()
    book.old = struct.unpack_from("<H", first.data)[0] <= _EXCEL_95
    for record in records(stream, first.end):
        if record.kind == _EOF:
            break
        book.take(record)
    return book


def _strings(chunks: list[bytes], transcript: Transcript) -> list[str]:
    strings: list[str] = []
    for text in shared_strings(chunks) if chunks else ():
        if len(strings) % _STEP == 0:
            transcript.tick()
        strings.append(text)
    return strings


def _pivot_values(stream: bytes, transcript: Transcript) -> list[str]:
    values: list[str] = []
    for record in records(stream):
        if record.kind == _PIVOT_TEXT:
            values.append(short_text(record.data, 0, wide_length=True, old=False))
        elif record.kind == _PIVOT_NUMBER and len(record.data) >= 8:
            (number,) = struct.unpack_from("<d", record.data)
            if number == number // 1:
                values.append(f"{number:.0f}")
        else:
            continue
        transcript.cell()
    return values
