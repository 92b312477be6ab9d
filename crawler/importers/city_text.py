"""Edits a city's file where it says what has changed, and leaves every other character alone.

A library that writes TOML anew moves an operator's comments between entries; this does not.
"""

import os
import shutil
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit

from storage.places import Form, Loc, Places

Entry = Mapping[str, Any]


class WrittenAsArrayError(ValueError):
    """Entries that stand in one array `kind = [ … ]`, where no block can be added or cut."""


class CityText:
    """A city's text and what is to change in it. The text must be valid TOML."""

    def __init__(self, text: str) -> None:
        self._newline = "\r\n" if "\r\n" in text else "\n"
        self._text = text.replace("\r\n", "\n")
        if self._text and not self._text.endswith("\n"):
            self._text += "\n"
        self._places = Places(self._text)
        self._data: dict[str, Any] = tomllib.loads(self._text)
        self._splices: list[tuple[int, int, str]] = []

    def change(self, kind: str, index: int, new: Entry) -> None:
        """Let an entry be this one; keys that it no longer has stay as they are."""
        self._table((kind, index), self._data[kind][index], new)

    def add(self, kind: str, entry: Entry) -> None:
        """Add an entry after the last of its kind.

        Raises:
            WrittenAsArrayError: the kind is written as one array.
        """
        self._check_blocks(kind)
        self._append((kind,), entry)

    def remove(self, kind: str, index: int) -> None:
        """Cut an entry out; comments that stand above it stay.

        Raises:
            WrittenAsArrayError: the kind is written as one array.
        """
        self._check_blocks(kind)
        loc = (kind, index)
        start = self._places.found[loc].key
        end = self._line_end(self._places.last_offset(loc) or start)
        if self._text[:start].endswith("\n\n"):
            start -= 1
        self._splices.append((start, end, ""))

    def done(self) -> str:
        """Return the changed text."""
        parts: list[str] = []
        at = 0
        for start, end, text in sorted(self._splices, key=lambda splice: splice[:2]):
            parts += [self._text[at:start], text]
            at = end
        parts.append(self._text[at:])
        return "".join(parts).replace("\n", self._newline)

    def _check_blocks(self, kind: str) -> None:
        place = self._places.found.get((kind,))
        if place is not None and not self._text.startswith("[[", place.start):
            raise WrittenAsArrayError(kind)

    def _table(self, loc: Loc, old: Entry, new: Entry) -> None:
        for key, value in new.items():
            if key not in old:
                self._insert(loc, key, value)
            elif old[key] != value:
                self._value((*loc, key), old[key], value)

    def _value(self, loc: Loc, old: Any, new: Any) -> None:  # any TOML value
        place = self._places.found[loc]
        if place.form in {Form.HEADER, Form.DOTTED} and isinstance(new, Mapping):
            self._table(loc, old, new)
        elif place.form is Form.ARRAY and self._text.startswith("[[", place.start):
            for index, (before, after) in enumerate(zip(old, new, strict=False)):
                self._table((*loc, index), before, after)
            for added in new[len(old) :]:
                self._append(loc, added)
        else:
            self._splices.append((place.start, place.end, written(new)))

    def _insert(self, table: Loc, key: str, value: Any) -> None:  # any TOML value
        place = self._places.found[table]
        if place.form is Form.INLINE:
            comma = ", " if any(at[:-1] == table for at in self._places.found) else " "
            end = place.start + len(self._text[place.start : place.end - 1].rstrip())
            self._splices.append((end, end, f"{comma}{key} = {written(value)}"))
            return
        own = [
            found.end
            for at, found in self._places.found.items()
            if at[: len(table)] == table and not self._under_header(at, table)
        ]
        end = self._line_end(max(own, default=place.end))
        self._splices.append((end, end, f"{key} = {written(value)}\n"))

    def _under_header(self, at: Loc, table: Loc) -> bool:
        """Whether something stands below a header of its own rather than in `table` itself."""
        between = (at[:length] for length in range(len(table) + 1, len(at) + 1))
        return any(
            (place := self._places.found.get(loc)) is not None
            and (place.form is Form.HEADER or self._text.startswith("[[", place.key))
            for loc in between
        )

    def _append(self, loc: Loc, entry: Entry) -> None:
        names = ".".join(str(part) for part in loc if isinstance(part, str))
        lines = [f"{key} = {written(value)}\n" for key, value in entry.items()]
        last = self._places.last_offset(loc)
        end = len(self._text) if last is None else self._line_end(last)
        self._splices.append((end, end, f"\n[[{names}]]\n{''.join(lines)}"))

    def _line_end(self, offset: int) -> int:
        return self._text.index("\n", offset) + 1


def written(value: Any) -> str:  # any TOML value
    """Write a value as TOML on one line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return tomlkit.string(str(value)).as_string()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {written(item)}" for key, item in value.items()) + " }"
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(written, value)) + "]"
    return str(value)


def replace_file(path: Path, text: str) -> None:
    """Put a whole file in place at once: a reader sees the old one or the new one.

    Raises:
        OSError: the folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    made = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, made)
        else:
            made.chmod(0o644)
        made.replace(path)
    except BaseException:
        made.unlink(missing_ok=True)
        raise
