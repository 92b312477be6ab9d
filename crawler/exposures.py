"""Private numbers are masked before a reading leaves the child that read it.

They are found however they are written: in groups, in full-width digits, percent-encoded. What
only looks like one, a date, a landline, an index number, the id in an address, stays as it is.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial

from crawler.digitgroups import MANY_DIGITS
from crawler.homeaddresses import addresses
from crawler.otherforms import PASSPORT, passports, spoken, wrapped
from crawler.privatenumbers import Number, numbers

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
_ESCAPED = re.compile(r"%(?:25){0,3}(?:3[0-9]|EF|A3)", re.IGNORECASE)
"""An escaped digit, without which no escapes make a number."""
_OPAQUE = "\ufffd"
_SIGNS = {"x": "X", "space": " ", "hyphen": "-", "star": "*", None: _OPAQUE}
_OTHER_FORMS: tuple[tuple[str, Callable[[str], Iterable[Number]]], ...] = (
    ("\n", wrapped),
    ("一", partial(spoken, first="一")),
    ("幺", partial(spoken, first="幺")),
    (PASSPORT, passports),
)
"""Forms of numbers, and the sign that each needs: a title without them is done at once."""
_NOT_WEB = re.compile(r"\s*(?!https?:)[a-z][a-z0-9+.-]{0,30}:", re.IGNORECASE)


def private(text: str) -> list[Number]:
    """Return all that is private in a text, from left to right, nothing twice.

    Where two overlap, the one that begins earlier stays, of two that begin together the longer.
    """
    found = list(numbers(text, coded=False)) if MANY_DIGITS.search(text) else []
    for sign, forms in _OTHER_FORMS:
        if sign in text:
            found += forms(text)
    if "\t" in text or "住" in text or "户" in text:
        found += addresses(text)
    if not found:
        return found
    found.sort(key=lambda number: (number.start, -number.end))
    kept: list[Number] = []
    for number in found:
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return kept


def masked(text: str) -> str:
    """Return the text with the private numbers in it masked.

    Of identity numbers the first two digits stay, of mobile numbers three, of cards the last four,
    of passports the letter; of a home nothing beyond the town stays.
    """
    found = private(text)
    return escapes_masked(replaced(text, range(len(text) + 1), found) if found else text)


def escapes_masked(text: str) -> str:
    """Return the text with those private numbers masked that are percent-encoded."""
    if "%" not in text or not _ESCAPED.search(text):
        return text
    view, places = _decoded(text)
    return replaced(text, places, numbers(view, coded=False))


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
    return replaced(url, places, found)


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


def replaced(text: str, places: Sequence[int], found: Iterable[Number]) -> str:
    """Return the text with what was found hidden.

    Args:
        text: as it was read.
        places: where in it each character stands that was looked at.
        found: numbers in order, each one's place counted in those characters.
    """
    pieces: list[str] = []
    done = 0
    for number in found:
        pieces += (text[done : places[number.start]], number.hidden)
        done = places[number.end]
    return "".join((*pieces, text[done:])) if pieces else text
