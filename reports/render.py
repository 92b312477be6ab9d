"""Report dataclass → text. What a template prints was counted and worded before it came here.

Titles, links and quotes come from strangers' pages, so nothing reaches the text unescaped:
autoescape is always on, the filters that switch it off are gone, control and bidi characters
are made visible, and only http and https addresses become links.
"""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, ClassVar, Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

TEMPLATES = Path(__file__).parent / "templates"

# Line ends and tabs become a blank; the rest changes how a text reads without being seen.
_BLANK = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_WEB = re.compile(r"https?://[^\s@/?#\\\"'<>]+(?:[/?#][^\s\"'<>\\]*)?", re.IGNORECASE)
_UNESCAPING = ("safe", "tojson", "urlize", "xmlattr", "e", "escape", "forceescape", "striptags")


class Report(Protocol):
    """A frozen dataclass that names its template and holds all that this one prints."""

    template: ClassVar[str]


def clean(text: str) -> str:
    """Make control, bidi and other unseen characters visible: U+202E becomes ⟦U+202E⟧."""
    return _UNSEEN.sub(lambda found: f"⟦U+{ord(found[0]):04X}⟧", _BLANK.sub(" ", text))


def web(url: str) -> str:
    """Return an address that may be linked to, or nothing: http or https, and no login in it."""
    return url if clean(url) == url and _WEB.fullmatch(url) else ""


def _printed(value: object) -> object:
    """Clean what a template prints; what a macro has printed already is clean."""
    if value is None:
        raise TypeError("a template prints None: the report left something unworded")
    if isinstance(value, Markup):
        return value
    return clean(value) if isinstance(value, str) else value


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printed,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    for name in _UNESCAPING:
        del environment.filters[name]
    environment.filters["web"] = web
    return environment


_ENVIRONMENT = _environment()


def render(report: Report) -> str:
    """Return a report as its template prints it.

    Raises:
        jinja2.UndefinedError: the template names something that the report does not have.
        TypeError: the template prints something that is None, or the report is no dataclass.
    """
    return _ENVIRONMENT.get_template(report.template).render(dict(_fields(report)))


def _fields(report: Report) -> Iterator[tuple[str, Any]]:
    if not is_dataclass(report):
        raise TypeError(f"{type(report).__name__} is no dataclass")
    for field in fields(report):
        yield field.name, getattr(report, field.name)
