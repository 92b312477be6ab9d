"""Numbers that a line break splits, as in a narrow cell, are put together again in their place.

So each number stands in the text once: what is joined is no longer there in halves. Joined is only
what is one private number as a whole and looks like wrapped: a column of short figures must not
become a telephone.
"""

import re
from collections.abc import Sequence

from crawler.privatenumbers import numbers

_BREAK = r"[ \t]*+\r?\n[ \t]*+"
_PIECE = r"[0-9]++(?:[Xx](?![A-Za-z0-9]))?+"
_CHAIN = re.compile(
    rf"(?<![0-9A-Za-z.\-/]){_PIECE}(?:{_BREAK}(?:{_PIECE}|[Xx](?![A-Za-z0-9])))++(?![0-9])"
)
_SHORTEST = 11
_LONGEST = 19
_ID = 18
_PIECES = 4  # lines that one number takes at the most
_NARROW = 4  # digits that the narrowest cell holds
_RUNNING = 20  # characters of a line that is running text, which breaks anywhere
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999


def mended(text: str) -> str:
    """Return the text with the private numbers that line breaks split joined in their place."""
    if "\n" not in text:
        return text
    return _CHAIN.sub(_joined, text)


def _joined(chain: re.Match[str]) -> str:
    """Return lines of digits with those joined that are one number."""
    before = chain.start() - (chain.string.rfind("\n", 0, chain.start()) + 1)
    pieces = re.split(_BREAK, chain[0])
    lines: list[str] = []
    at = 0
    while at < len(pieces):
        for end in range(min(len(pieces), at + _PIECES), at + 1, -1):
            if _is_one(pieces[at:end], running=at == 0 and before >= _RUNNING):
                break
        else:
            end = at + 1
        lines.append("".join(pieces[at:end]))
        at = end
    return "\n".join(lines)


def _is_one(pieces: Sequence[str], *, running: bool) -> bool:
    """Whether these are the pieces of one number."""
    whole = "".join(pieces)
    if not _SHORTEST <= len(whole) <= _LONGEST or not whole[:-1].isdecimal():
        return False
    if not _is_number(whole):
        return False
    if len(whole) == _ID and _holds(whole):
        return True
    first = len(pieces[0])
    wrapped = first >= _NARROW and all(abs(len(one) - first) <= 1 for one in pieces[:-1])
    fits = wrapped and len(pieces[-1]) <= first
    return (fits or running) and not any(_is_number(one) for one in pieces)


def _is_number(digits: str) -> bool:
    return any(one.start == 0 and one.end == len(digits) for one in numbers(digits, coded=False))


def _holds(number: str) -> bool:
    """Whether the check character of an identity number holds."""
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == number[-1].upper()
