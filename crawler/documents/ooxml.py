"""Packages of Office Open XML: their parts, what leads from one to another, what is embedded."""

import posixpath
from typing import Any, NamedTuple

from crawler.documents.transcript import LimitError, Transcript, UnreadableError
from crawler.documents.xmlflow import Flow, Target, parse
from crawler.documents.zips import Container

_CHUNKS = (".html", ".htm", ".mht", ".rtf", ".docx", ".xlsx", ".doc", ".xls", ".txt")


class Relation(NamedTuple):
    """What a part leads to."""

    id: str
    kind: str
    """The last word of its type: worksheet, comments, drawing."""
    target: str


class Package:
    """An OOXML file as its parts."""

    def __init__(self, body: bytes, transcript: Transcript) -> None:
        self.container = Container(body, transcript)
        self.names = self.container.names
        self._known = frozenset(self.names)
        self._transcript = transcript

    def feed(self, name: str, target: Target) -> bool:
        """Parse a part into a target; say and note it where that does not work to the end."""
        if name not in self._known:
            return False
        try:
            parse(self.container.stream(name), target)
        except (LimitError, MemoryError):
            raise
        except UnreadableError as error:
            self._transcript.note(str(error))
            return False
        except Exception:  # noqa: BLE001 - zlib, zipfile and lxml raise anything over broken parts
            self._transcript.note("文件已损坏，没有读完")
            return False
        return True

    def put(self, where: str, name: str) -> None:
        """Write down a part's paragraphs and tables.

        Raises:
            LimitError: nothing more may be read; what came before is written down.
        """
        flow = Flow()
        try:
            self.feed(name, flow)
        finally:
            self._transcript.add(where, flow.text())

    def relations(self, name: str) -> list[Relation]:
        """Return what a part leads to inside the package."""
        folder, base = posixpath.split(name)
        links = _Relations(folder)
        self.feed(f"{folder}/_rels/{base}.rels", links)
        return links.found

    def under(self, start: str, end: str = ".xml") -> list[str]:
        """Return the parts whose names begin so, in the order of the numbers in them."""
        found = (one for one in self.names if one.startswith(start) and one.endswith(end))
        return sorted(found, key=lambda one: (len(one), one))

    def open_embedded(self) -> None:
        """Read the files that are embedded whole: workbooks behind tables and charts.

        Raises:
            LimitError: nothing more may be read.
        """
        for member in self.container.members:
            folder, _, base = member.filename.replace("\\", "/").rpartition("/")
            if folder.endswith(("/embeddings", "/embedded")) or base.endswith(_CHUNKS):
                self._transcript.count_member()
                self._transcript.open(f"嵌入的{base}", self.container.read(member))


class _Relations:
    """Collects the links of one `.rels` part."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.found: list[Relation] = []

    def start(self, name: str, attributes: Any) -> None:
        """Keep a link that stays in the package."""
        if name != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = str(attributes.get("Target", ""))
        whole = target[1:] if target.startswith("/") else posixpath.join(self._folder, target)
        kind = str(attributes.get("Type", "")).rpartition("/")[2]
        self.found.append(Relation(str(attributes.get("Id", "")), kind, posixpath.normpath(whole)))

    def end(self, name: str) -> None:
        """Nothing is to be done."""

    def data(self, text: str) -> None:
        """Links hold no text."""
