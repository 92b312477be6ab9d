"""Markup that a page's scripts write where they stand, as far as it can be told without a run.

`document.write("<div style='display:none'>")` before some links and `document.write("</div>")`
after them hide the links as well as one that writes links and all.
"""

import re
from collections.abc import Iterator
from itertools import islice

from crawler.adapters.dom import Script

_CALL = re.compile(
    r"document\s*\.\s*write(?:ln)?\s*\(\s*((?:unescape\s*\(\s*)?)"
    r"((?:\"(?:[^\"\\\n]|\\.){0,20000}\"|'(?:[^'\\\n]|\\.){0,20000}')"
    r"(?:\s*\+\s*(?:\"(?:[^\"\\\n]|\\.){0,20000}\"|'(?:[^'\\\n]|\\.){0,20000}'))*)"
)
_LITERAL = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_PERCENT = re.compile(r"%(?:u([0-9a-fA-F]{4})|([0-9a-fA-F]{2}))")
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": "", "v": "", "0": ""}
_OPENED = re.compile(r"<(div|span|p|marquee|font|table|ul|section|center)\b", re.I)
_CLOSED = re.compile(r"</(?:div|span|p|marquee|font|table|ul|section|center)\b", re.I)
_CALLS = 200  # of a page; sites in earnest have a dozen
_REGION = 20_000  # characters between the script that opens and the one that closes
_HIDING = ("style", "marquee")
_CODED = (*_HIDING, "STYLE", "\\x73", "\\u0073", "%73")  # the s of style, however it is written


def may_hide(script: Script) -> bool:
    """Whether a script may write something hidden: asked first, as it costs next to nothing."""
    return "document.write" in script.text and any(map(script.text.__contains__, _CODED))


def written(text: str) -> Iterator[str]:
    """Yield what scripts write that may hide something, with the page's part that it encloses.

    Args:
        text: the page's source.
    """
    calls = [
        (match, _said(match[2], coded=bool(match[1])))
        for match in islice(_CALL.finditer(text), _CALLS)
    ]
    for place, (match, said) in enumerate(calls):
        if not any(word in said.lower() for word in _HIDING):
            continue
        if len(_OPENED.findall(said)) <= len(_CLOSED.findall(said)):
            yield said
            continue
        closing = next((end for end, other in calls[place + 1 :] if _CLOSED.search(other)), None)
        if closing is not None and closing.start() - match.end() <= _REGION:
            yield f"{said}{_between(text[match.end() : closing.start()])}"
        elif "href" in said:
            yield said


def _between(text: str) -> str:
    """Return the part of a page between two scripts, their own rests taken off."""
    after = text.lower().find("</script>")
    before = text.lower().rfind("<script")
    return text[after + len("</script>") : before] if 0 <= after < before else ""


def _said(literals: str, *, coded: bool) -> str:
    said = "".join(match[1] or match[2] or "" for match in _LITERAL.finditer(literals))
    said = _ESCAPE.sub(_sign, said)
    return _PERCENT.sub(lambda match: chr(int(match[1] or match[2], 16)), said) if coded else said


def _sign(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _PLAIN.get(match[3], match[3])
