"""What is a private number: citizens' identity numbers, mobile numbers and bank cards.

Identity numbers are those of GB 11643-1999 with 18 digits and the 15 of before. A number is one
group of digits, or several joined by spaces, hyphens or dots, of a known shape; of any shape where
it is an identity number whose check digit holds, or where a word before it says telephone. What a
mask left to be seen is never looked at again; hence masking twice changes nothing. Every step is
linear in the text.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crawler.digitgroups import AT_ONCE, MANY_DIGITS, Group, next_run
from crawler.numberchecks import (
    CODED_SINCE,
    OLD_ID,
    PROVINCES,
    born,
    checks,
    day_of,
    is_card,
    is_resident_id,
    opens_with_region,
)
from storage.records import ExposureKind

__all__ = ["MANY_DIGITS", "Number", "numbers"]

_CHECK_X = frozenset("XxＸｘ×Хх")  # as people type it, a Cyrillic one included
_MOBILE = re.compile(r"((?:(?:00)?86|0)?1[3-9]\d)\d{8}")
_TELEPHONE = re.compile(r"(?:手机|电话|联系方式|(?i:tel|mobile))号?码?[^\w\s]{0,2}\s{0,2}\Z")
_WORD = re.compile(r"\w", re.ASCII)
_COUNTRY = frozenset({"86", "0086", ""})
_IDS = frozenset({(18,), (15,), (6, 8, 4), (6, 4, 4, 4), (6, 12)})
_TWO_GROUPS = (3, 8)
_MOBILES = frozenset({(11,), (12,), (13,), (15,), (3, 4, 4), (4, 4, 4), (5, 4, 4), _TWO_GROUPS})
_MIXED = frozenset({(3, 4, 4), (6, 8, 4)})
"""Shapes that are known though one gap is a hyphen and another a space."""
_CARDS = frozenset(
    {(length,) for length in range(16, 20)} | {(4,) * 4} | {(4, 4, 4, 4, n) for n in (1, 2, 3)}
)
_FIRST = frozenset({shape[0] for shape in _IDS | _MOBILES | _CARDS} | {17})
_OPENINGS = frozenset(
    map(str, [*PROVINCES, *range(13, 20), *range(40, 60), 60, 62, 86, *range(90, 97), "00", "01"])
)
"""The two digits with which any private number begins: most dates are told by them."""
_LEFT_OF_CARD = 4
_MOST = 5
_ID_GROUPS = 6
_ID = 18
_MOBILE_DIGITS = 11


class Number(NamedTuple):
    """A private number: where it stands, what it is, what to write instead."""

    start: int
    end: int
    hidden: str
    groups: int
    """How many groups of digits it takes; 0 for what is not made of digits alone."""
    sure: bool
    """Whether it cannot be the id in an address."""
    kind: ExposureKind
    plain: str
    """The number itself, in ASCII without gaps: by it repeats are known. It goes nowhere."""


def numbers(view: str, *, coded: bool) -> Iterator[Number]:
    """Yield the private numbers from left to right.

    Args:
        view: the text, escapes decoded.
        coded: whether digits that stand together may be a code, as in an address.
    """
    end = 0
    while groups := next_run(view, end):
        last = len(groups) - (_ID if len(groups) == AT_ONCE else 0)
        at = 0
        alone = True  # nothing before it that is still there
        while at < last:
            number = _number(groups, at, alone=alone, coded=coded)
            if number is None and not coded:
                number = _loose(view, groups, at, alone=alone)
            if number is not None:
                yield number
            at += number.groups if number else 1
            alone = number is not None
        end = groups[at].start if at < len(groups) else groups[-1].end


def _number(groups: Sequence[Group], at: int, *, alone: bool, coded: bool) -> Number | None:
    """Return the longest private number of a known shape that begins with this group."""
    if len(groups[at].digits) not in _FIRST or groups[at].digits[:2] not in _OPENINGS:
        return None
    last = at + 1
    while last < min(len(groups), at + _MOST) and not (coded and groups[last].gap == "."):
        last += 1
    # 138-1234-5678 is a telephone, but in 0104-138-1234-5678 it is a part of something else
    part = not alone and groups[at].gap == "-" and groups[at - 1].digits not in _COUNTRY
    for end in range(last, at, -1):
        parts = groups[at:end]
        several = len(parts) > 1
        final = parts[-1]
        if several and not _goes_together(parts):
            continue
        for x in ("X", "") if final.after in _CHECK_X else ("",):
            number = _hidden_id(parts, x, coded=coded or several)
            if number is None and not x and not (part and several and parts[1].gap == "-"):
                number = _hidden_other(parts, coded=coded)
            if number:
                return number
    return None


def _goes_together(parts: Sequence[Group]) -> bool:
    """Whether groups are joined by one sign, or are of a shape that is known all the same."""
    if all(part.gap == parts[1].gap for part in parts[1:]):
        return parts[1].gap != "." or len(parts) > 2  # 138.12345678 is a decimal
    years = all(part.digits[:2] in {"19", "20"} for part in parts[1:])
    return tuple(len(part.digits) for part in parts) in _MIXED and not years


def _made(parts: Sequence[Group], kind: ExposureKind, left: int, x: str = "") -> Number:
    """Write a number of these groups of which some digits stay, at the end if fewer than none."""
    plain = "".join(one.digits for one in parts) + x
    stars = "*" * (len(plain) - abs(left))
    return Number(
        start=parts[0].start,
        end=parts[-1].end + len(x),
        hidden=plain[:left] + stars if left > 0 else stars + plain[left:],
        groups=len(parts),
        sure=len(parts) > 1 or kind is ExposureKind.RESIDENT_ID,
        kind=kind,
        plain=plain[-_MOBILE_DIGITS:] if kind is ExposureKind.MOBILE else plain,
    )


def _hidden_id(parts: Sequence[Group], x: str, *, coded: bool) -> Number | None:
    """Return the identity number that these groups make; None if they make none."""
    shape = (*(len(one.digits) for one in parts[:-1]), len(parts[-1].digits) + len(x))
    if shape not in _IDS:
        return None
    plain = "".join(one.digits for one in parts) + x
    day = born(plain)
    if day is None or not opens_with_region(plain):
        return None
    told = not coded or day.year < CODED_SINCE or checks(plain)
    known = not x if len(plain) == OLD_ID else told
    return _made(parts, ExposureKind.RESIDENT_ID, 2, x) if known else None


def _hidden_other(parts: Sequence[Group], *, coded: bool) -> Number | None:
    """Return the mobile number or the card that these groups make."""
    shape = tuple(len(one.digits) for one in parts)
    plain = "".join(one.digits for one in parts)
    if shape in _MOBILES and (match := _MOBILE.fullmatch(plain)):
        eight = shape == _TWO_GROUPS and day_of(parts[-1].digits)
        return None if eight else _made(parts, ExposureKind.MOBILE, len(match[1]))
    if shape in _CARDS and is_card(plain):
        beside = parts[-1].after + (parts[0].before.replace("*", "X") if coded else "")
        if not _WORD.search(beside):  # what a mask left is a word, too
            return _made(parts, ExposureKind.BANK_CARD, -_LEFT_OF_CARD)
    return None


def _loose(view: str, groups: Sequence[Group], at: int, *, alone: bool) -> Number | None:
    """Return the number that begins here in groups of no known shape, if nobody could doubt it."""
    first = groups[at].digits
    single = len(first) == 1
    if first[:1] in {"", "0"} or len(first) >= _ID:
        return None
    if single and not alone and len(groups[at - 1].digits) == 1:  # of single ones only the first
        return None
    start = groups[at].start
    called = first[0] == "1" and bool(_TELEPHONE.search(view, max(start - 16, 0), start))
    total = 0
    for end in range(at, min(len(groups), at + (_ID if single else _ID_GROUPS))):
        total += len(groups[end].digits)
        if not groups[end].digits or total > _ID:
            break
        number = _summed(groups[at : end + 1], total, called=called)
        if number is not None:
            return number
    return None


def _summed(parts: Sequence[Group], total: int, *, called: bool) -> Number | None:
    """Return the number that groups make by the sum of their digits alone."""
    plain = "".join(part.digits for part in parts)
    if total == _MOBILE_DIGITS and called and _MOBILE.fullmatch(plain):
        return _made(parts, ExposureKind.MOBILE, 3)
    if total not in {_ID - 1, _ID} or len(parts) == 1:
        return None
    for x in ("X", "") if parts[-1].after in _CHECK_X else ("",):
        if total + len(x) == _ID and is_resident_id(plain + x):
            return _made(parts, ExposureKind.RESIDENT_ID, 2, x)
    return None
