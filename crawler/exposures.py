"""Private numbers are masked before a reading leaves the child that read it.

They are found however they are written: in groups, in full-width digits, percent-encoded. What
only looks like one, a date, a landline, an index number, the id in an address, stays as it is.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from crawler.privatenumbers import MANY_DIGITS, Number, numbers

_BYTE = "%(?:25){0,3}"
_UNIT = re.compile(
    rf"{_BYTE}3(?P<ascii>\d)|{_BYTE}EF{_BYTE}BC{_BYTE}9(?P<wide>\d)|{_BYTE}A3{_BYTE}B(?P<gbk>\d)"
    rf"|(?P<x>{_BYTE}[57]8|{_BYTE}EF{_BYTE}BC{_BYTE}B8|{_BYTE}EF{_BYTE}BD{_BYTE}98"
    rf"|{_BYTE}A3{_BYTE}[DF]8)"
    rf"|(?P<space>{_BYTE}20|{_BYTE}C2{_BYTE}A0|{_BYTE}E3{_BYTE}80{_BYTE}80|{_BYTE}A1{_BYTE}A1)"
    rf"|(?P<hyphen>{_BYTE}2D|{_BYTE}EF{_BYTE}BC{_BYTE}8D|{_BYTE}A3{_BYTE}AD)"
    rf"|(?P<star>{_BYTE}2A)|%[0-9A-F]{{2}}",
    re.IGNORECASE | re.ASCII,
)
_OPAQUE = "\ufffd"
_SIGNS = {"x": "X", "space": " ", "hyphen": "-", "star": "*", None: _OPAQUE}
_NOT_WEB = re.compile(r"\s*(?!https?:)[a-z][a-z0-9+.-]{0,30}:", re.IGNORECASE)


def masked(text: str) -> str:
    """Return the text with the private numbers in it masked.

    Of identity numbers the first two digits stay, of mobile numbers three, of cards the last four.
    """
    if MANY_DIGITS.search(text):
        text = _replaced(text, range(len(text) + 1), numbers(text, coded=False))
    if "%" in text:
        view, places = _decoded(text)
        text = _replaced(text, places, numbers(view, coded=False))
    return text


@lru_cache(maxsize=8192)  # a site's pages lead to the same addresses
def masked_url(url: str) -> str:
    """Return the address with the private numbers in it masked, percent-encoded ones too.

    Eleven plain digits in a path are an article's id, not a telephone, and so are the sixteen and
    more of a card; identity numbers are masked wherever they stand.
    """
    if "%" not in url and "+" not in url and not MANY_DIGITS.search(url):
        return url
    if _NOT_WEB.match(url):  # tel:, mailto:, javascript: have no path
        return masked(url)
    view, places = _decoded(url)
    border = min((at for mark in "?#" if (at := view.find(mark)) >= 0), default=len(view))
    found = (
        number
        for number in numbers(view, coded=True)
        if number.sure or number.start >= border or not _is_id(number, url, view, places)
    )
    return _replaced(url, places, found)


def _is_id(number: Number, url: str, view: str, places: Sequence[int]) -> bool:
    """Whether plain digits in a path are the id of what stands there."""
    written = url[places[number.start] : places[number.end]]
    before = view[max(number.start - 1, 0) : number.start]
    after = view[number.end : number.end + 1]
    plain = written.isascii() and len(written) == number.end - number.start
    return plain and before not in set("=:") and after != "@" and (before + after).isascii()


def _decoded(text: str) -> tuple[str, Sequence[int]]:
    """Return the text with its escapes decoded, a character each, and where each one stands.

    Escapes that matter to no number become one sign that is none of a number's. A plus is a space.
    """
    if "%" not in text:
        return text.replace("+", " "), range(len(text) + 1)
    view: list[str] = []
    places: list[int] = []
    done = 0
    for unit in _UNIT.finditer(text):
        view.append(text[done : unit.start()])
        places.extend(range(done, unit.start() + 1))
        view.append(unit["ascii"] or unit["wide"] or unit["gbk"] or _SIGNS[unit.lastgroup])
        done = unit.end()
    view.append(text[done:])
    places.extend(range(done, len(text) + 1))
    return "".join(view).replace("+", " "), places


def _replaced(text: str, places: Sequence[int], found: Iterable[Number]) -> str:
    pieces: list[str] = []
    done = 0
    for number in found:
        pieces += (text[done : places[number.start]], number.hidden)
        done = places[number.end]
    return "".join((*pieces, text[done:])) if pieces else text
