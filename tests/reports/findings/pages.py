"""Pages as a browser's parser reads them."""

from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from reports.findings import Inspection
from reports.findings.folder import pages


def parsed(inspection: Inspection) -> dict[str, LexborHTMLParser]:
    return {
        name: LexborHTMLParser(text) for name, text in pages(inspection) if name.endswith(".html")
    }


def written(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def words(node: LexborHTMLParser | LexborNode | None) -> str:
    assert node is not None
    return " ".join(node.text(separator=" ").split())


def section(page: LexborHTMLParser, heading: str) -> str:
    """The text of the section under a heading's id."""
    node = page.css_first(f"section[aria-labelledby={heading}]")
    return words(node)


def elements(page: LexborHTMLParser) -> Iterator[LexborNode]:
    yield from page.css("*")
