"""Dates that a script writes into each line of a list, as TRS's templates and old ones do."""

import re

_SCRIPT = re.compile(
    r"<script\b[^<>]{0,200}>([^<>]{0,400}?document\.write[^<>]{0,200})</script>", re.I
)
_DATE = re.compile(r"[\"'](20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?)[^\"']{0,12}[\"']")
_LEAST = 3
"""One or two such scripts write an article's date, which is read where it stands, or a clock."""


def unfold(text: str) -> str:
    """Put into a page what its lines' scripts would write there: the one date that each holds.

    Args:
        text: the page's source.
    """
    if text.count("document.write") < _LEAST or text.count("'20") + text.count('"20') < _LEAST:
        return text
    dated = {
        match[0]: dates[0]
        for match in _SCRIPT.finditer(text)
        if len(dates := _DATE.findall(match[1])) == 1
    }
    if sum(text.count(script) for script in dated) < _LEAST:
        return text
    return _SCRIPT.sub(lambda match: _shown(dated.get(match[0]), match[0]), text)


def _shown(date: str | None, script: str) -> str:
    return f"<span>{date}</span>" if date else script
