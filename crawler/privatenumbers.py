"""What is a private number: citizens' identity numbers, mobile numbers and bank cards.

Identity numbers are those of GB 11643-1999 with 18 digits and the 15 of before. A number is one
group of digits, or several joined by spaces or hyphens, of a known shape. What a mask left to be
seen is never looked at again; hence masking twice changes nothing. Every step is linear in the
text.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

# Province codes of GB/T 2260 that open an identity number (GB 11643-1999).
_PROVINCES = frozenset(
    {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55)}
    | {*range(61, 66), 71, 81, 82, 83, 91}
)
_DIGIT = "[0-9０-９]"
_HYPHENS = "\\-\u00ad\u2010-\u2015\u2212\uff0d"
_GAP = f"[ \u00a0\u2002-\u200d\u3000\ufeff{_HYPHENS}]"
MANY_DIGITS = re.compile(_DIGIT + f"(?<!{_DIGIT}{_DIGIT})" + (_GAP + "{0,3}+" + _DIGIT) * 10)
"""What no text without a private number, and few others, hold. The shortest number has eleven."""
_GROUP = re.compile(_DIGIT + "++")
_BETWEEN = re.compile(_GAP + "{1,3}+")
_HYPHEN = re.compile(f"[{_HYPHENS}]")
_CHECK_X = frozenset("XxＸｘ×Хх")  # as people type it, a Cyrillic one included
_PLAIN = str.maketrans("０１２３４５６７８９", "0123456789")
_MOBILE = re.compile(r"((?:(?:00)?86)?1[3-9]\d)\d{8}")
_CARD = re.compile(r"(?:62|4|5|9558|6013)\d+")
_WORD = re.compile(r"\w", re.ASCII)
_COUNTRY = frozenset({"86", "0086", ""})
_IDS = frozenset({(18,), (15,), (6, 8, 4), (6, 4, 4, 4), (6, 12)})
_TWO_GROUPS = (3, 8)
_MOBILES = frozenset({(11,), (13,), (15,), (3, 4, 4), (5, 4, 4), _TWO_GROUPS})
_CARDS = frozenset(
    {(length,) for length in range(16, 20)} | {(4,) * 4} | {(4, 4, 4, 4, n) for n in (1, 2, 3)}
)
_FIRST = frozenset({shape[0] for shape in _IDS | _MOBILES | _CARDS} | {17})
_OPENINGS = frozenset(map(str, [*_PROVINCES, *range(13, 20), *range(40, 60), 60, 62, 86, 95, "00"]))
"""The two digits with which any private number begins: most dates are told by them."""
_MASK = "*" * 8
_LEFT_OF_CARD = 4
_LEFT_OF_OTHERS = (2, 3, 5, 7)  # with the country's 86 or 0086 before a mobile number's three
_MOST = 5
_OLD_ID = 15
_OLD_IDS_SINCE = 1920
_CODED_SINCE = 2007
"""Codes made of area, day and serial number look like the identity numbers of children: they are
told apart by the check digit (政府信息公开条例, in force since 2008, brought index numbers)."""


class _Group(NamedTuple):
    """Digits that stand together."""

    start: int
    end: int
    digits: str
    """In ASCII; none when they are what a mask left."""
    gap: str
    """What joins them to the group before: nothing, a space or a hyphen."""
    before: str
    after: str


class Number(NamedTuple):
    """A private number: where it stands, what to write instead, how many groups it takes."""

    start: int
    end: int
    hidden: str
    groups: int
    sure: bool
    """Whether it cannot be the id in an address."""


def numbers(view: str, *, coded: bool) -> Iterator[Number]:
    """Yield the private numbers from left to right.

    Args:
        view: the text, escapes decoded.
        coded: whether digits that stand together may be a code, as in an address.
    """
    end = 0
    while many := MANY_DIGITS.search(view, end):
        groups = _joined(view, many.start())
        end = groups[-1].end
        at = 0
        alone = True  # nothing before it that is still there
        while at < len(groups):
            number = _number(groups, at, alone=alone, coded=coded)
            if number is not None:
                yield number
            at += number.groups if number else 1
            alone = number is not None


def _joined(view: str, start: int) -> list[_Group]:
    """Return the groups of digits that follow each other from here, each joined to the next."""
    groups: list[_Group] = []
    gap: re.Match[str] | None = None
    while match := _GROUP.match(view, gap.end() if gap else start):
        start, end = match.span()
        before, after = view[max(start - 1, 0) : start], view[end : end + 1]
        groups.append(
            _Group(
                start=start,
                end=end,
                digits="" if _is_left(view, start, end) else match[0].translate(_PLAIN),
                gap="" if gap is None else "-" if _HYPHEN.search(gap[0]) else " ",
                before=before,
                after=after,
            )
        )
        gap = _BETWEEN.match(view, end)
        if gap is None:
            break
    return groups


def _is_left(view: str, start: int, end: int) -> bool:
    """Whether these digits are what a mask left: the first ones of a number, or a card's last."""
    if end - start == _LEFT_OF_CARD:
        return view.endswith(_MASK, 0, start)
    return end - start in _LEFT_OF_OTHERS and view.startswith(_MASK, end)


def _number(groups: Sequence[_Group], at: int, *, alone: bool, coded: bool) -> Number | None:
    """Return the longest private number that begins with this group."""
    if len(groups[at].digits) not in _FIRST or groups[at].digits[:2] not in _OPENINGS:
        return None
    last = at + 1
    while last < min(len(groups), at + _MOST) and groups[last].gap == groups[at + 1].gap != "":
        last += 1
    # 138-1234-5678 is a telephone, but in 0104-138-1234-5678 it is a part of something else
    part = not alone and groups[at].gap == "-" and groups[at - 1].digits not in _COUNTRY
    for end in range(last, at, -1):
        parts = groups[at:end]
        several = len(parts) > 1
        final = parts[-1]
        for x in ("X", "") if final.after in _CHECK_X else ("",):
            hidden = _hidden_id(parts, x, coded=coded or several)
            sure = several or hidden is not None
            if hidden is None and not x and not (part and several and parts[1].gap == "-"):
                hidden = _hidden_other(parts, coded=coded)
            if hidden:
                return Number(groups[at].start, final.end + len(x), hidden, len(parts), sure)
    return None


def _hidden_id(parts: Sequence[_Group], x: str, *, coded: bool) -> str | None:
    """Return what an identity number of these groups leaves to be seen; None if it is none."""
    shape = (*(len(one.digits) for one in parts[:-1]), len(parts[-1].digits) + len(x))
    if shape not in _IDS:
        return None
    number = "".join(one.digits for one in parts) + x
    if int(number[:2]) not in _PROVINCES or number[2:6] == "0000":
        return None
    if len(number) == _OLD_ID:
        born = _day("19" + number[6:12])
        known = born is not None and born.year >= _OLD_IDS_SINCE and not x
    else:
        born = _day(number[6:14])
        known = born is not None and (
            not coded or born.year < _CODED_SINCE or _check_character(number) == number[-1]
        )
    return number[:2] + "*" * (len(number) - 2) if known else None


def _hidden_other(parts: Sequence[_Group], *, coded: bool) -> str | None:
    """Return what a mobile number or a card of these groups leaves to be seen."""
    shape = tuple(len(one.digits) for one in parts)
    number = "".join(one.digits for one in parts)
    if shape in _MOBILES and (match := _MOBILE.fullmatch(number)):
        eight = shape == _TWO_GROUPS and _day(parts[-1].digits)
        return None if eight else match[1] + _MASK
    if shape in _CARDS and _CARD.fullmatch(number) and _luhn(number):
        beside = parts[-1].after + (parts[0].before if coded else "")
        if not _WORD.search(beside) and not _is_coded(number):
            return "*" * (len(number) - _LEFT_OF_CARD) + number[-_LEFT_OF_CARD:]
    return None


def _is_coded(number: str) -> bool:
    """Whether the digits of a card are rather area, year or day, and serial number."""
    if int(number[:2]) not in _PROVINCES:
        return False
    return _day(number[6:14]) is not None or (
        not number.startswith("62") and number[6:8] in {"19", "20"}
    )


def _check_character(number: str) -> str:
    """Return the check character of an identity number (GB 11643-1999, ISO 7064 MOD 11-2)."""
    total = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(number[:17]))
    return "10X98765432"[total % 11]


def _luhn(number: str) -> bool:
    """Whether the check digit of a card holds (ISO/IEC 7812-1)."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in number[-2::-2])
    return (sum(map(int, number[-1::-2])) + sum(doubled)) % 10 == 0


def _day(digits: str) -> date | None:
    """Return the day that eight digits write, if a living person may have been born on it."""
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2099 else None
