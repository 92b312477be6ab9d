"""Setting text for a terminal of eighty cells, in which a Chinese character takes two.

Characters of ambiguous width (“ ” … ·) count as two: terminals differ, and a line that is too
short harms less than one that breaks. Control characters and marks of direction are taken out,
because a page could steer the reader's terminal with them.
"""

import re
import unicodedata
from collections.abc import Iterator

WIDTH = 80
_LABEL = 14
_WIDE = frozenset({"W", "F", "A"})
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_NO_CELL = frozenset({"Mn", "Me"})
_PIECE = re.compile(r"[!-~]+|\s+|.", re.S)
_CLOSING = frozenset("，。；：、！？）】》〉”’」』〕…%％)]},;")


def plain(text: str) -> str:
    """Return the text on one line, without what a terminal would obey instead of show."""
    shown = "".join(" " if char.isspace() else char for char in text)
    if not shown.isascii() or not shown.isprintable():
        shown = "".join(char for char in shown if unicodedata.category(char) not in _UNSEEN)
    return " ".join(shown.split())


def width(text: str) -> int:
    """Return how many cells a text takes at the most."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(char: str) -> int:
    if unicodedata.category(char) in _NO_CELL:
        return 0
    return 2 if unicodedata.east_asian_width(char) in _WIDE else 1


def padded(text: str, cells: int) -> str:
    """Return the text with spaces up to a number of cells."""
    return text + " " * (cells - width(text))


def cut(text: str, cells: int) -> str:
    """Return the text, or as much of it as fits with … behind it."""
    if width(text) <= cells:
        return text
    left = cells - width("…")
    for end, char in enumerate(text):
        left -= _cells(char)
        if left < 0:
            return text[:end].rstrip() + "…"
    return text


def wrapped(text: str, first: str = "", rest: int | None = None) -> Iterator[str]:
    """Yield the lines of a paragraph.

    Args:
        text: what to set; it is made plain.
        first: how the first line begins.
        rest: by how many cells the others are indented; as far as `first` reaches without that.
    """
    indent = width(first) if rest is None else rest
    line, free = first, WIDTH - width(first)
    held = ""  # the piece of this line that would go along with a sign that closes
    for piece in _pieces(plain(text), WIDTH - indent):
        cells = width(piece)
        if cells > free:
            along = held if piece in _CLOSING and line.removesuffix(held) != first else ""
            yield line.removesuffix(along).rstrip() if along else line.rstrip()
            line, free = " " * indent + along, WIDTH - indent - width(along)
            if piece.isspace():
                held = ""
                continue
        line += piece
        free -= cells
        held = "" if piece.isspace() else piece
    yield line.rstrip()


def _pieces(text: str, most: int) -> Iterator[str]:
    """Yield what a line may not be broken in: words, characters; words too long in parts."""
    for match in _PIECE.finditer(text):
        piece = match[0]
        for start in range(0, len(piece), most):
            yield piece[start : start + most]


def titled(path: str) -> Iterator[str]:
    """Yield the heading of one document."""
    yield "=" * WIDTH
    yield from wrapped(path)
    yield "=" * WIDTH


def field(label: str, text: str) -> Iterator[str]:
    """Yield a label and what stands behind it."""
    yield from wrapped(text, padded(label, _LABEL))


def section(heading: str) -> Iterator[str]:
    """Yield the heading of a part."""
    yield ""
    yield from wrapped(heading, "")
