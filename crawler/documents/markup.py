"""HTML and XML that is handed out as a file: often a table that a program calls xls."""

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.adapters.decode import decode
from crawler.documents.transcript import Transcript, UnreadableError
from crawler.documents.xmlflow import Flow, parse

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_CELLS = frozenset({"td", "th"})
_UNSEEN = frozenset({"script", "style", "template", "noscript"})
_NEAR = 6  # elements between a cell and a block in it, at the most
_CHUNK = 2**16
_MOST = 2_000_000  # characters beyond which even the fastest parser takes seconds


def read_html(name: str, body: bytes, transcript: Transcript) -> None:
    """Read a web page that lies in an archive or poses as an office file: its text, crudely.

    Raises:
        LimitError: nothing more may be read.
    """
    del name
    decoded = decode(body)
    if not decoded.complete:
        transcript.note("编码有误，部分文字读不出来")
    if len(decoded.text) > _MOST:
        transcript.note("网页太长，只读了前面一部分")
    transcript.add("", text_of(decoded.text[:_MOST], transcript))


def text_of(html: str, transcript: Transcript) -> str:
    """Return the text of a page: blocks and rows are lines, cells are joined by tabs.

    Raises:
        LimitError: nothing more may be read.
    """
    tree = LexborHTMLParser(html)
    pieces: list[str] = []
    node: LexborNode | None = tree.root
    for at, node in enumerate(tree.root.traverse(include_text=True) if tree.root else ()):
        if at % 1000 == 0:
            transcript.tick()
        if node.tag == "-text":
            if node.parent is None or node.parent.tag not in _UNSEEN:
                pieces.append(" ".join((node.text_content or "").split("\n")))
        elif node.tag in _CELLS:
            pieces.append("\t")
        elif node.tag in _BLOCKS:
            pieces.append(" " if _in_cell(node) else "\n")
    lines = (" ".join(one.split(" ")).strip() for one in "".join(pieces).split("\n"))
    return "\n".join(one for one in lines if one)


def _in_cell(node: LexborNode) -> bool:
    """Whether a block stands in a cell, which stays on its row's line."""
    if node.tag in {"tr", "table", "tbody", "thead", "tfoot"}:
        return False
    above = node.parent
    for _ in range(_NEAR):
        if above is None or above.tag == "table":
            return False
        if above.tag in _CELLS:
            return True
        above = above.parent
    return False


def read_xml(name: str, body: bytes, transcript: Transcript) -> None:
    """Read XML, such as the flat files of Excel 2003 and Word 2003.

    Raises:
        UnreadableError: it is broken; what came before is kept.
        LimitError: nothing more may be read.
    """
    del name
    flow = Flow(all_text=True)
    try:
        parse(_chunks(body, transcript), flow)
    except UnreadableError as error:
        transcript.note(str(error))
    finally:
        transcript.add("", flow.text())


def _chunks(body: bytes, transcript: Transcript) -> Iterator[bytes]:
    for at in range(0, len(body), _CHUNK):
        transcript.tick()
        yield body[at : at + _CHUNK]
