"""OFD, the national format of fixed pages (GB/T 33190-2016): the text codes of each page.

Programs write a line as many text codes, some a character each; what stands on one height goes
into one line.
"""

import re
from typing import Any

from crawler.documents.transcript import Transcript, UnreadableError, named
from crawler.documents.xmlflow import parse
from crawler.documents.zips import Container

_PAGE = re.compile(r"(?:.*/)?(Page|Tpl)_?(\d+)/Content\.xml", re.IGNORECASE)
_ANNOTATION = re.compile(r"(?:.*/)?Annots?/.*Annot\w*\.xml", re.IGNORECASE)
_SIZE = 3.5  # mm, of a text whose size nobody says


def read_ofd(name: str, body: bytes, transcript: Transcript) -> None:
    """Read an OFD file.

    Raises:
        UnreadableError: it is broken or encrypted.
        LimitError: nothing more may be read.
    """
    del name
    container = Container(body, transcript)
    if any("Encrypt" in one for one in container.names):
        raise UnreadableError("加密，读不了")
    pictures: list[int] = []
    pages = [(match, one) for one in container.names if (match := _PAGE.fullmatch(one))]
    for match, member in sorted(pages, key=lambda found: int(found[0][2])):
        number = int(match[2]) + 1
        page = _read_page(container, member, f"第{number}页", transcript)
        if page.pictures and not page.text().strip() and match[1].lower() == "page":
            pictures.append(number)
    for member in container.names:
        if _ANNOTATION.fullmatch(member):
            _read_page(container, member, "批注", transcript)
    if pictures:
        transcript.note(f"{named(pictures)}页是扫描图像，没有文字层，读不出来")
    elif not pages:
        raise UnreadableError("OFD里没有找到页面，读不出来")


def _read_page(container: Container, member: str, where: str, transcript: Transcript) -> "_Page":
    page = _Page()
    try:
        parse(container.stream(member), page)
    finally:
        transcript.add(where, page.text())
    return page


class _Page:
    """Collects text codes and where they stand."""

    def __init__(self) -> None:
        self.pictures = 0
        self._lines: list[str] = []
        self._top: float | None = None
        self._end = 0.0
        self._left = self._y = 0.0
        self._size = _SIZE
        self._taking = False
        self._buffer: list[str] = []
        self._x = 0.0

    def start(self, name: str, attributes: Any) -> None:
        """Take the start of an object."""
        if name == "TextObject":
            box = _numbers(attributes.get("Boundary", ""))
            self._left, self._y = (box[0], box[1]) if len(box) > 1 else (0.0, self._y)
            self._size = next(iter(_numbers(attributes.get("Size", ""))), _SIZE) or _SIZE
        elif name == "TextCode":
            self._taking = True
            self._buffer = []
            self._x = self._left + next(iter(_numbers(attributes.get("X", ""))), 0.0)
        elif name in {"ImageObject", "PathObject"}:
            self.pictures += name == "ImageObject"

    def end(self, name: str) -> None:
        """Put a text code beside the one before, or on a line of its own."""
        if name != "TextCode":
            return
        self._taking = False
        text = "".join(self._buffer)
        if self._top is not None and abs(self._y - self._top) < self._size / 2:
            gap = self._x - self._end
            self._lines[-1] += ("\t" if gap > 1.5 * self._size or gap < -self._size else "") + text
        else:
            self._lines.append(text)
        self._top = self._y
        self._end = self._x + sum(self._size * (0.5 if one.isascii() else 1.0) for one in text)

    def data(self, text: str) -> None:
        """Take text."""
        if self._taking:
            self._buffer.append(text)

    def text(self) -> str:
        """Return the lines."""
        return "\n".join(self._lines)


def _numbers(written: str) -> list[float]:
    try:
        return [float(one) for one in written.split()[:4]]
    except ValueError:
        return []
