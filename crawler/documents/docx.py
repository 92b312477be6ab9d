"""Word files: body, headers, footers, notes, comments, text boxes, what tracking hides.

Parts as in ECMA-376 part 1, clause 11.3; found by their names, since what no relation leads to is
in the file all the same.
"""

from crawler.documents.ooxml import Package
from crawler.documents.transcript import Transcript, UnreadableError

_PARTS = (
    ("word/document", "正文"),
    ("word/header", "页眉"),
    ("word/footer", "页脚"),
    ("word/footnotes", "脚注"),
    ("word/endnotes", "尾注"),
    ("word/comments", "批注"),
    ("word/glossary/document", "构建基块"),
    ("word/diagrams/data", "图示"),
    ("word/charts/chart", "图表"),
)
_NOT_TEXT = ("word/commentsExtended", "word/commentsIds", "word/commentsExtensible")


def read_docx(name: str, body: bytes, transcript: Transcript) -> None:
    """Read a Word file.

    Raises:
        UnreadableError: it is broken.
        LimitError: nothing more may be read.
    """
    del name
    package = Package(body, transcript)
    for start, where in _PARTS:
        for part in package.under(start):
            if not part.startswith(_NOT_TEXT):
                package.put(where, part)
    package.open_embedded()
    if not transcript.begun and any(one.startswith("word/media/") for one in package.names):
        raise UnreadableError("只有图片，没有文字可读")
