"""What stands around a private number, for a person to look at: short, and with nothing private.

Of names the surname stays, of numbers what their masks leave.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from crawler import personnames
from crawler.exposures import masked
from crawler.privatenumbers import Number
from crawler.tablerows import Row

LONGEST = 80
_DIGITS_FIRST = re.compile(r"^[0-9０-９Xx]+")
_DIGITS_LAST = re.compile(r"[0-9０-９]+$")


def quote(text: str, found: Sequence[Number], number: Number, row: Row) -> str:
    """Return at most 80 characters of the row in which a number stands, masked wholly.

    Args:
        text: what the number stands in.
        found: all that is private in the text, in order.
        number: one of them.
        row: the row in which it stands.
    """
    reach = max(LONGEST - len(number.hidden), 0) // 2
    start = max(row.start, number.start - reach)
    end = max(min(row.end, number.end + reach), number.end)  # it may go on in the next line
    at = bisect_right(found, start, key=lambda other: other.end)
    pieces: list[str] = []
    done = start
    while at < len(found) and found[at].start < end:
        other = found[at]
        if other.start >= start:  # of what was cut nothing is shown
            pieces.append(text[done : other.start])
            pieces.append(other.hidden if other.end <= end else "")
        done = other.end
        at += 1
    pieces.append(text[done:end])
    shown = _trimmed("".join(pieces), cut_before=start > row.start, cut_after=end < row.end)
    return masked(" ".join(personnames.hidden(shown).split()))[:LONGEST]


def _trimmed(shown: str, *, cut_before: bool, cut_after: bool) -> str:
    """Leave out the cell, or the digits, of which only a part is shown."""
    if cut_before:
        shown = _DIGITS_FIRST.sub("", shown)
        first = shown.find("\t")
        if first >= 0 and "*" not in shown[:first]:
            shown = shown[first + 1 :]
    if cut_after:
        shown = _DIGITS_LAST.sub("", shown)
        last = shown.rfind("\t")
        if last >= 0 and "*" not in shown[last:]:
            shown = shown[:last]
    return shown
