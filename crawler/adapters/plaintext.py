"""All that a page says as plain text: what is written on it is looked for there.

A paragraph is a line, a row of a table is a line whose cells are parted by tabs. What stands in
titles of links and pictures, and in the description for search engines, is said too, for it is
printed where a visitor points or searches.
"""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.adapters import jsonlists
from crawler.adapters.dom import Dom
from crawler.adapters.links import text_in

_LINES = """
    p div li ul ol tr table thead tbody tfoot h1 h2 h3 h4 h5 h6 br hr dl dt dd section article
    header footer nav form option select blockquote pre caption center fieldset aside main figure
    textarea button
"""
_SPACE = re.compile(r"\s+")
_MARKUP = re.compile(r"<[a-zA-Z/!][^<>]{0,500}>")
_LEAST = 6  # characters of a title that may say more than the text does
_TEXT = 2  # lexbor's tag of text nodes


def _tags(*names: str) -> frozenset[int]:
    """Return lexbor's numbers of tags; names cost five times as much to compare."""
    inside = "".join(f"<table><tr><{name}>" for name in names)
    tree = LexborHTMLParser(inside + "".join(f"<{name}></{name}>" for name in names))
    return frozenset(node.tag_id for node in tree.css(",".join(names)))


_LINE_TAGS = _tags(*_LINES.split())
_CELL_TAGS = _tags("td", "th")
_ROW_TAGS = _tags("tr")
_LINKS = _tags("a")
_PARTING_TAGS = _LINE_TAGS | _CELL_TAGS
_BREAKING_TAGS = _PARTING_TAGS | _ROW_TAGS
_INLINE = frozenset({"", " "})


_Place = tuple[int, int]
_NOWHERE: _Place = (-1, 0)


def plain_text(dom: Dom) -> str:
    """Return what the page says, line by line."""
    body = dom.tree.body
    said = _said(body) if body is not None else ""
    lines = [dom.title, *dom.metas.get("description", ())[:1], said]
    text = "\n".join(filter(None, lines))
    more = [hint for hint in _hints(dom) if hint not in text]
    return "\n".join(filter(None, (text, *more))) if more else text


def answered(text: str) -> str:
    """Return what an interface's answer says: a record a line; '' where it is no such answer.

    Args:
        text: JSON, bare or in a call.
    """
    if text.lstrip().startswith("<"):
        return ""
    try:
        waiting = [jsonlists.loads(text)]
    except ValueError:
        return ""
    lines: list[str] = []
    while waiting:
        value = waiting.pop()
        held = list(value.values()) if isinstance(value, dict) else value
        held = held if isinstance(held, list) else [held]
        waiting += (each for each in reversed(held) if isinstance(each, dict | list))
        lines.append("\t".join(map(_shown, (x for x in held if isinstance(x, str | int | float)))))
    return "\n".join(filter(None, lines))


def _shown(value: object) -> str:
    """Return a value of a record in one line, markup left out."""
    return _SPACE.sub(" ", _MARKUP.sub(" ", str(value))).strip()


def _said(body: LexborNode) -> str:
    pieces: list[str] = []
    between = ""  # what parts the next text from the last one
    last = _NOWHERE
    places: dict[int, _Place] = {}
    for node in body.traverse(include_text=True):
        tag = node.tag_id
        if tag != _TEXT:
            between = _parted(between, tag) if tag in _BREAKING_TAGS else between
            continue
        text = "" if node.is_empty_text_node else text_in(node)
        words = text.split()
        if not words:
            between = between or " "
            continue
        place = _place(node, places)
        if between in _INLINE and place != last:
            between = "\n" if place[0] != last[0] else between or " "
        if not between and text[0].isspace():
            between = " "
        pieces += (between, " ".join(words))
        between = " " if text[-1].isspace() else ""
        last = place
    return "".join(pieces).replace("\r", "\n").strip()


def _parted(between: str, tag: int) -> str:
    """Say what parts two texts, now that an element begins between them."""
    if tag in _CELL_TAGS:
        return between if between == "\r" else "\t"
    if tag in _ROW_TAGS:
        return "\r"  # the row's first cell begins the line
    if tag in _LINE_TAGS:
        return "\t" if between == "\t" else "\n"
    return between


def _place(node: LexborNode, places: dict[int, _Place]) -> _Place:
    """Name the line or the cell in which a text stands, and the link that it is, 0 for none.

    What has ended between two texts shows in this: a line; a link, whose words are its own.
    """
    above = node.parent
    if above is None:
        return _NOWHERE
    name = above.mem_id
    if name not in places:
        link = above.mem_id if above.tag_id in _LINKS else 0
        block: LexborNode | None = above
        while block is not None and block.tag_id not in _PARTING_TAGS:
            block = block.parent
        places[name] = (0 if block is None else block.mem_id, link)
    return places[name]


def _hints(dom: Dom) -> list[str]:
    """Return the titles of links and the alternative texts of pictures, each once."""
    said = [link.hint for link in dom.links]
    said += (_SPACE.sub(" ", node.attrs.get("alt") or "").strip() for node in dom.tagged("img"))
    return [hint for hint in dict.fromkeys(said) if len(hint) >= _LEAST]
