"""Private numbers are masked before a reading leaves the child that read it.

Minimal: citizens' identity numbers and mobile numbers. Numbers that only look like them, dates
and the ids in addresses, stay as they are.
"""

import re
from datetime import date
from urllib.parse import unquote

# Province codes of GB/T 2260 that open an identity number (GB 11643-1999).
_PROVINCES = frozenset(
    {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55)}
    | {*range(61, 66), 71, 81, 82, 83, 91}
)
_MANY_DIGITS = re.compile(r"\d{11}")
_ID = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_QUERY = re.compile(r"(?<=[=])[^&#]*")


def masked(text: str) -> str:
    """Return the text with identity numbers cut to two digits and mobile numbers to three."""
    if not _MANY_DIGITS.search(text):
        return text
    text = _ID.sub(_hide_id, text)
    return _MOBILE.sub(lambda match: match[0][:3] + "*" * 8, text)


def masked_url(url: str) -> str:
    """Return the address with private numbers in its query's values, and identity numbers, masked.

    Eleven digits in a path are an article's id, not a telephone.
    """
    if not _MANY_DIGITS.search(url) and "%" not in url:
        return url
    url = _ID.sub(_hide_id, url)
    head, mark, query = url.partition("?")
    if not mark:
        return url
    return head + mark + _QUERY.sub(_hide_value, query)


def _hide_value(match: re.Match[str]) -> str:
    value = match[0]
    plain = unquote(value)
    hidden = masked(plain)
    return value if hidden == plain else hidden


def _hide_id(match: re.Match[str]) -> str:
    number = match[0]
    if int(number[:2]) not in _PROVINCES or not _born(number[6:14]):
        return number
    return number[:2] + "*" * 16


def _born(digits: str) -> bool:
    """Whether these eight digits are a day on which a living person may have been born."""
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return 1900 <= born.year <= 2099
