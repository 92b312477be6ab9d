"""Dates of publication in a page's own script: written behind a label, or kept in a variable."""

import re
from collections.abc import Iterator

from crawler.adapters.dates import find_all
from crawler.adapters.dom import Dom
from crawler.adapters.reading import SeenDate
from crawler.adapters.words import LABELS

_WRITTEN = re.compile(
    r"\s{0,20}[：:]?\s{0,40}"
    r"(?:<(?!(?i:script))[^<>]{0,200}>\s{0,40}){0,6}<(?i:script)[^<>]{0,200}>([^<]{0,400})"
)
_MAY_BE_DATED = re.compile(r"\d{4}\s*[年\W]|[〇零○ＯO一二三四五六七八九]{4}\s*年")
_SCRIPT_DATE = re.compile(
    r"([Pp](?i:ub(?:lish)?_?(?:time|date)))[\"']?\s{0,4}[=:]\s{0,4}[\"'](20\d\d[^\"']{6,20})[\"']"
)
_NAME_TO_ITS_P = re.compile(r"\b[\w$]{0,12}[Pp]\Z")
_LONGEST_NAME = 12


def written(dom: Dom) -> SeenDate | None:
    """Read the date that a script writes behind the label of publication."""
    if b"document.write" not in dom.held:
        return None
    if not any(_MAY_BE_DATED.search(one.text, 0, 400) for one in dom.scripts if not one.src):
        return None
    labels = [label.decode() for label in LABELS if label in dom.held]
    for at, end in sorted(place for label in labels for place in _places(label, dom.text)):
        if match := _WRITTEN.match(dom.text, end):
            found = {one.value for one in find_all(match[1], dom.seen)}
            where = f"label:{dom.text[at:end]}"
            return SeenDate(value=found.pop(), where=where) if len(found) == 1 else None
    return None


def _places(word: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where a word begins and ends."""
    at = text.find(word)
    while at >= 0:
        yield at, at + len(word)
        at = text.find(word, at + 1)


def assigned(script: str) -> re.Match[str] | None:
    """Find the first variable of publication that a script gives a date."""
    for match in _SCRIPT_DATE.finditer(script):
        start = match.start()
        if _NAME_TO_ITS_P.search(script, max(0, start - _LONGEST_NAME), start + 1):
            return match
    return None
