"""Private numbers that are no groups of digits: in Chinese numerals, across two lines, passports.

Each form is taken only where nothing else is written so: eleven numerals that begin as a mobile
number, two pieces of one cell whose check digit holds together, and a passport's letter and
digits where the word 护照 stands near.
"""

import re
from collections.abc import Iterator

from crawler.numberchecks import is_resident_id
from crawler.privatenumbers import Number
from storage.records import ExposureKind

_NUMERAL = "一二三四五六七八九〇零○幺"
_VALUES = str.maketrans("一二三四五六七八九〇零○幺０１２３４５６７８９", "12345678900010123456789")
_SPOKEN = {
    first: re.compile(  # one a first letter: a search for one letter is thrice as fast as for two
        rf"{first}(?<![{_NUMERAL}]{first})[三四五六七八九][{_NUMERAL}]{{9}}+(?![{_NUMERAL}十百千万亿])"
    )
    for first in "一幺"
}
_WRAP = re.compile(r"\n(?<=[0-9]\n)[0-9Xx]|\n(?<=[0-9]\r\n)[0-9Xx]")
_TAIL = re.compile(r"[0-9]{0,12}+(?![0-9])")
_HEAD = re.compile(r"(?<![0-9])[1-8][0-9]{5,16}\Z")
_LONGEST = 18
_LETTERS = str.maketrans(
    "ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ０１２３４５６７８９",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
)
PASSPORT = "护照"
_PASSPORT = re.compile(
    r"[A-ZＡ-Ｚ](?<![A-Za-z][A-ZＡ-Ｚ])"
    r"(?:(?<=[EGDSPHKMＥＧＤＳＰＨＫＭ])[ :：]?[0-9０-９]{8}"
    r"|(?<=[EDSPKMHＥＤＳＰＫＭＨ])[A-ZＡ-Ｚ][ :：]?[0-9０-９]{7})(?![0-9A-Za-z０-９*])"
)
_NEAR_BEFORE, _NEAR_AFTER = 40, 20
_CELL, _ROW = 40, 2000  # no longer ones are looked through


def spoken(text: str, first: str) -> Iterator[Number]:
    """Yield the mobile numbers that are written in Chinese numerals, 一三八 or 幺三八 and so on."""
    for match in _SPOKEN[first].finditer(text):
        written = match[0]
        yield Number(
            start=match.start(),
            end=match.end(),
            hidden=written[:3] + "*" * 8,
            groups=0,
            sure=True,
            kind=ExposureKind.MOBILE,
            plain=written.translate(_VALUES),
        )


def wrapped(text: str) -> Iterator[Number]:
    """Yield the identity numbers that a narrow cell broke in two, if their check digit holds."""
    end = 0
    for wrap in _WRAP.finditer(text):
        turn = wrap.start() - (text[wrap.start() - 1] == "\r")
        head = _HEAD.search(text, max(turn - _LONGEST, end), turn)
        tail = _TAIL.match(text, wrap.start() + 1)
        if head is None or tail is None:
            continue
        plain, stop = head[0] + tail[0], tail.end()
        if len(plain) == _LONGEST - 1 and text[stop : stop + 1] in {"X", "x"}:
            plain, stop = f"{plain}X", stop + 1
        if len(plain) == _LONGEST and is_resident_id(plain):
            end = stop
            stars = "*" * (len(head[0]) - 2), "*" * (_LONGEST - len(head[0]))
            yield Number(
                start=head.start(),
                end=end,
                hidden=plain[:2] + stars[0] + text[turn : wrap.start() + 1] + stars[1],
                groups=0,
                sure=True,
                kind=ExposureKind.RESIDENT_ID,
                plain=plain,
            )


def passports(text: str) -> Iterator[Number]:
    """Yield the passport numbers of China that stand near the word 护照, or under it in a table."""
    heads = _columns(text)
    for match in _PASSPORT.finditer(text):
        start, end = match.span()
        near = PASSPORT in text[max(start - _NEAR_BEFORE, 0) : end + _NEAR_AFTER]
        if near or (heads and _is_under(text, start, heads)):
            plain = match[0].translate(_LETTERS).replace(" ", "").replace(":", "").replace("：", "")
            yield Number(
                start=start,
                end=end,
                hidden=plain[0] + "*" * 8,
                groups=0,
                sure=True,
                kind=ExposureKind.PASSPORT,
                plain=plain,
            )


def _columns(text: str) -> dict[int, int]:
    """Return under which columns passports stand, and from which offset on: cells that say 护照."""
    heads: dict[int, int] = {}
    at = text.find(PASSPORT)
    column, done = 0, 0
    while at >= 0:
        turn = text.rfind("\n", done, at) + 1
        column = text.count("\t", turn, at) if turn else column + text.count("\t", done, at)
        done = at
        if column or text.find("\t", at, at + _CELL) >= 0:
            heads.setdefault(column, at)
        at = text.find(PASSPORT, at + 1)
    return heads


def _is_under(text: str, start: int, heads: dict[int, int]) -> bool:
    line = text.rfind("\n", max(start - _ROW, 0), start) + 1
    return line > 0 and heads.get(text.count("\t", line, start), line) < line
