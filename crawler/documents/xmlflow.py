"""XML read as it streams by: no tree in memory, no document type, no entity of anyone's making."""

import re
from collections.abc import Iterable
from typing import Any, ClassVar, Protocol

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from crawler.documents.digitruns import mended
from crawler.documents.transcript import UnreadableError

_DOCTYPE = re.compile(rb"<!\s*DOCTYPE|<!\s*ENTITY|<\x00!\x00D\x00O\x00C|\x00<\x00!\x00D\x00O\x00C")
_HEAD = 2**16
_BROKEN = "XML已损坏，没有读完"
_MOST_NAMES = 5_000
_WHITE = re.compile(r"[ \t\r\n]+")


class Target(Protocol):
    """What takes the events of a parse."""

    def start(self, name: str, attributes: Any) -> None:
        """Take the start of an element; the name is without its namespace."""

    def end(self, name: str) -> None:
        """Take its end."""

    def data(self, text: str) -> None:
        """Take text."""


class _Events:
    """Hands lxml's events on with names freed of their namespaces; called for every element."""

    def __init__(self, target: Target) -> None:
        names: dict[str, str] = {}
        known, begin, finish = names.get, target.start, target.end

        def start(tag: str, attributes: Any) -> None:
            begin(known(tag) or _learn(names, tag), attributes)

        def end(tag: str) -> None:
            finish(known(tag) or _learn(names, tag))

        self.start, self.end, self.data = start, end, target.data

    def doctype(self, *_: object) -> None:
        """Refuse a document type, wherever it stands."""
        raise UnreadableError("XML里有DOCTYPE，不予解析")

    def close(self) -> None:
        """Nothing is left to be done at the end."""


def _learn(names: dict[str, str], tag: str) -> str:
    if len(names) >= _MOST_NAMES:
        raise UnreadableError("XML的元素名太多，没有读完")
    return names.setdefault(tag, tag.rpartition("}")[2])


def parse(chunks: Iterable[bytes], target: Target) -> None:
    """Parse XML into a target, as far as it goes.

    Raises:
        UnreadableError: it is broken, or brings a document type; the target has what came before.
    """
    parser = etree.XMLParser(
        target=_Events(target),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    seen = 0
    try:
        for chunk in chunks:
            if seen < _HEAD and _DOCTYPE.search(chunk):
                raise UnreadableError("XML里有DOCTYPE，不予解析")
            seen += len(chunk)
            parser.feed(chunk)
        parser.close()
    except etree.XMLSyntaxError as error:
        raise UnreadableError(_BROKEN) from error


def local(attributes: Any, name: str) -> str:
    """Return an attribute by its name without namespace; empty if there is none."""
    found = attributes.get(name)
    if found is None:
        found = next((value for key, value in attributes.items() if key.endswith("}" + name)), "")
    return str(found)


class Flow:
    """Writes paragraphs and tables down as lines; see the sets for which elements are what.

    Text boxes come after the paragraph that holds them. What was deleted under tracking is there
    as well as what was inserted: whoever opens the file sees both. Older doubles of a drawing
    (`Fallback`) and instructions of fields are left out.
    """

    TEXTS = frozenset({"t", "delText"})
    PARAGRAPHS = frozenset({"p", "h", "title"})
    CELLS = frozenset({"tc", "table-cell", "covered-table-cell", "Cell", "td", "th"})
    ROWS = frozenset({"tr", "table-row", "Row"})
    BREAKS = frozenset({"br", "cr", "line-break"})
    BOXES = frozenset({"txbxContent", "text-box"})
    SKIPPED = frozenset(
        {"pPr", "rPr", "tblPr", "tcPr", "trPr", "sectPr", "instrText", "delInstrText", "Fallback"}
        | {"binData", "Styles", "styles", "automatic-styles", "settings", "date", "creator"}
        | {"DocumentProperties", "ExcelWorkbook", "WorksheetOptions", "fonts", "lists", "docPr"}
    )
    SIGNS: ClassVar = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-", "s": " "}

    def __init__(self, *, all_text: bool = False) -> None:
        self._all = all_text
        self._taking = 0
        self._skipping = 0
        self._buffers: list[list[str]] = [[]]
        self._boxes: list[str] = []

    def start(self, name: str, attributes: Any) -> None:
        """Take the start of an element."""
        del attributes
        if self._skipping or name in self.SKIPPED:
            self._skipping += 1
        elif name in self.TEXTS:
            self._taking += 1
        elif name in self.CELLS or name in self.BOXES:
            self._buffers.append([])
        elif name in self.BREAKS:
            self._buffers[-1].append("\n")
        elif name in self.SIGNS and not self._taking:
            self._buffers[-1].append(self.SIGNS[name])

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if self._skipping:
            self._skipping -= 1
        elif name in self.TEXTS:
            self._taking -= 1
        elif name in self.PARAGRAPHS:
            self._buffers[-1].append("\n")
            self._put_boxes()
        elif name in self.CELLS and len(self._buffers) > 1:
            cell = " ".join(mended("".join(self._buffers.pop()).strip()).split())
            self._buffers[-1].append(cell + "\t")
        elif name in self.ROWS:
            self._buffers[-1].append("\n")
        elif name in self.BOXES and len(self._buffers) > 1:
            self._boxes.append("".join(self._buffers.pop()))

    def data(self, text: str) -> None:
        """Take text."""
        if self._skipping:
            return
        if self._taking:
            self._buffers[-1].append(text)
        elif self._all and text.strip():
            self._buffers[-1].append(_WHITE.sub(" ", text))

    def text(self) -> str:
        """Return all lines so far, also those of elements that did not end."""
        self._put_boxes()
        pieces = "".join("".join(buffer) for buffer in self._buffers)
        return re.sub(
            r"\t+(?=\n|$)|\n{3,}", lambda found: "\n\n" if "\n" in found[0] else "", pieces
        )

    def _put_boxes(self) -> None:
        if self._boxes and len(self._buffers) == 1:
            boxes, self._boxes = self._boxes, []
            self._buffers[-1].extend(box + "\n" for box in boxes)
