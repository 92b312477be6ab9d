"""Where each key and value of a TOML text stands, so that a mistake can name its line.

The standard parser keeps no places. This one only finds places: it is given texts that the
standard parser has accepted, and understands no more of TOML 1.0 than that takes.
"""

import re
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

Loc = tuple[str | int, ...]
"""A way into parsed TOML: keys by name, members of arrays by index from 0."""

_BLANK = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_KEY = re.compile(r"""[ \t]*("(?:\\.|[^"\\])*"|'[^']*'|[A-Za-z0-9_-]+)[ \t]*(\.?)""")
_STRING = re.compile(
    r'"{3}(?:\\.|[^\\])*?"{3,5}'
    r"|'{3}.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_SCALAR = re.compile(r"[^,\]}#\n]+")


class Form(StrEnum):
    """How a place is written, which decides how it can be edited."""

    HEADER = "header"  # [table] or [[array of tables]]
    DOTTED = "dotted"  # a.b = 1 makes a table of a
    INLINE = "inline"  # { … }
    ARRAY = "array"  # [ … ]
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Place:
    """Character offsets: of the key or header, of the value, and of what follows it."""

    form: Form
    key: int
    start: int
    end: int


class Places:
    """The places of a valid TOML text whose lines end in LF; only a mistake asks for them."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def found(self) -> dict[Loc, Place]:
        """Every place by the way to it."""
        found: dict[Loc, Place] = {}
        # The parser took the text, but with fewer callers above it; then the outer places do.
        with suppress(RecursionError):
            _Scanner(self.text, found).scan()
        return found

    def line(self, loc: Loc) -> int:
        """Return the line, from 1, of a key, or of the nearest thing around it."""
        for length in range(len(loc), 0, -1):
            place = self.found.get(loc[:length])
            if place is not None:
                return self.text.count("\n", 0, place.key) + 1
        return 1

    def last_offset(self, loc: Loc) -> int | None:
        """Return where the last thing within `loc` ends; None when nothing of it is written."""
        ends = [place.end for at, place in self.found.items() if at[: len(loc)] == loc]
        return max(ends, default=None)


class _Scanner:
    def __init__(self, text: str, found: dict[Loc, Place]) -> None:
        self._text = text
        self._found = found
        self._at = 0
        self._last: dict[Loc, int] = {}  # the newest member of each array of tables

    def scan(self) -> None:
        table: Loc = ()
        while self._skip_blank() < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)

    def _skip_blank(self) -> int:
        blank = _BLANK.match(self._text, self._at)
        self._at = blank.end() if blank else self._at
        return self._at

    def _header(self) -> Loc:
        began = self._at
        brackets = 2 if self._text.startswith("[[", began) else 1
        self._at += brackets
        keys = self._keys()
        self._at += brackets
        loc: Loc = ()
        for key in keys[:-1]:
            loc = (*loc, key)
            if loc in self._last:
                loc = (*loc, self._last[loc])
        loc = (*loc, keys[-1])
        if brackets == 2:
            self._last[loc] = self._last.get(loc, -1) + 1
            self._note(loc, Form.ARRAY, began, began)
            loc = (*loc, self._last[loc])
        self._note(loc, Form.HEADER, began, began)
        return loc

    def _keys(self) -> list[str]:
        keys: list[str] = []
        more = True
        while more and (match := _KEY.match(self._text, self._at)):
            self._at = match.end()
            raw, dot = match.groups()
            keys.append(next(iter(tomllib.loads(f"{raw} = 0"))))
            more = bool(dot)
        return keys

    def _pair(self, table: Loc) -> None:
        began = self._at
        keys = self._keys()
        self._at += 1  # the equals sign
        loc = (*table, *keys)
        for length in range(len(table) + 1, len(loc)):
            self._note(loc[:length], Form.DOTTED, began, began)
        self._value(loc, began)

    def _value(self, loc: Loc, key: int | None = None) -> None:
        while self._text[self._at] in " \t":
            self._at += 1
        start = self._at
        began = start if key is None else key
        if self._text[start] == "[":
            self._members(loc)
            self._note(loc, Form.ARRAY, began, start)
        elif self._text[start] == "{":
            self._inline(loc)
            self._note(loc, Form.INLINE, began, start)
        else:
            match = _STRING.match(self._text, start) or _SCALAR.match(self._text, start)
            raw = match.group() if match else ""
            self._at = start + len(raw.rstrip())
            self._note(loc, Form.VALUE, began, start)

    def _members(self, loc: Loc) -> None:
        self._at += 1
        index = 0
        while self._text[self._skip_blank()] != "]":
            self._value((*loc, index))
            index += 1
            if self._text[self._skip_blank()] == ",":
                self._at += 1
        self._at += 1

    def _inline(self, loc: Loc) -> None:
        self._at += 1
        while self._text[self._skip_blank()] != "}":
            self._pair(loc)
            if self._text[self._skip_blank()] == ",":
                self._at += 1
        self._at += 1

    def _note(self, loc: Loc, form: Form, key: int, start: int) -> None:
        self._found.setdefault(loc, Place(form, key, start, self._at))
