"""Digits that stand together, and those that spaces, hyphens and dots join.

Nothing is known here of what they mean. Every step is linear in the text.
"""

import re
from typing import NamedTuple

_DIGIT = "[0-9０-９]"
_HYPHENS = "\\-\u00ad\u2010-\u2015\u2212\uff0d"
_DOTS = ".\u00b7\u2022\uff0e"
_GAP = f"[ \u00a0\u2002-\u200d\u3000\ufeff{_HYPHENS}{_DOTS}]"
MANY_DIGITS = re.compile(_DIGIT + f"(?<!{_DIGIT}{_DIGIT})" + (_GAP + "{0,3}+" + _DIGIT) * 10)
"""What no text without a private number, and few others, hold. The shortest number has eleven."""
_SHORT = 15
_RUN = re.compile(f"{_DIGIT}(?:{_GAP}{{0,3}}+{_DIGIT}){{0,{_SHORT}}}+")
_MOBILE_BEGINS = re.compile(f"(?<!{_DIGIT})(?:[0０]|(?:00|００)?(?:86|８６))?[1１][3-9３-９]")
"""What a run of fewer than fifteen characters has that is private: landlines and days have not."""
_FEW = re.compile(f"(?:{_DIGIT}{{1,2}}+{_GAP}{{1,3}}+){{40,}}+")
"""So many groups of one digit or two are a table or nonsense: no number has so many."""
_OF_A_NUMBER = 20
_GROUP = re.compile(_DIGIT + "++")
_BETWEEN = re.compile(_GAP + "{1,3}+")
_HYPHEN = re.compile(f"[{_HYPHENS}]")
_DOT = re.compile(f"[{_DOTS}]")
_PLAIN = str.maketrans("０１２３４５６７８９", "0123456789")
_MASK = "*" * 8
_LEFT_OF_CARD = 4
_LEFT_OF_OTHERS = (2, 3, 4, 5, 7)  # with the country's 86, 0086 or a 0 before a mobile's three
AT_ONCE = 2000
"""How many groups are looked at together: megabytes of joined digits take no more memory."""


class Group(NamedTuple):
    """Digits that stand together."""

    start: int
    end: int
    digits: str
    """In ASCII; none when they are what a mask left."""
    gap: str
    """What joins them to the group before: nothing, a space, a hyphen or a dot."""
    before: str
    after: str


def next_run(view: str, start: int) -> list[Group]:
    """Return the next groups, each joined to the next, that may hold a private number.

    Args:
        view: the text.
        start: where in it to begin.

    Returns:
        At most 2,000 groups; none when there are no more.
    """
    while many := MANY_DIGITS.search(view, start):
        if few := _FEW.match(view, many.start()):
            start = few.end() - _OF_A_NUMBER
            continue
        run = _RUN.match(view, many.start())
        start = run.end() if run else many.end()
        if start - many.start() >= _SHORT or _MOBILE_BEGINS.search(view, many.start(), start):
            return _joined(view, many.start())
    return []


def _joined(view: str, start: int) -> list[Group]:
    """Return the groups of digits that follow each other from here, each joined to the next."""
    groups: list[Group] = []
    gap: re.Match[str] | None = None
    while match := _GROUP.match(view, gap.end() if gap else start):
        start, end = match.span()
        groups.append(
            Group(
                start=start,
                end=end,
                digits="" if _is_left(view, start, end) else match[0].translate(_PLAIN),
                gap="" if gap is None else _sign(gap[0]),
                before=view[max(start - 1, 0) : start],
                after=view[end : end + 1],
            )
        )
        gap = _BETWEEN.match(view, end)
        if gap is None or len(groups) == AT_ONCE:
            break
    return groups


def _sign(gap: str) -> str:
    return "-" if _HYPHEN.search(gap) else "." if _DOT.search(gap) else " "


def _is_left(view: str, start: int, end: int) -> bool:
    """Whether these digits are what a mask left: the first ones of a number, or a card's last."""
    if end - start == _LEFT_OF_CARD and view.endswith(_MASK, 0, start):
        return True
    return end - start in _LEFT_OF_OTHERS and view.startswith(_MASK, end)
