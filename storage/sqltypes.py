"""Column types that keep what our records hold, the same on SQLite and on PostgreSQL."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator


def clean(text: str) -> str:
    """Return text that both engines keep: no NUL, no half of a surrogate pair."""
    if "\x00" in text:
        text = text.replace("\x00", "\ufffd")
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


class CleanText(TypeDecorator[str]):
    """Text from hostile pages: PostgreSQL refuses NUL, both refuse lone surrogates."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> str | None:
        """Replace what cannot be kept."""
        return value if value is None else clean(value)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC. SQLite alone would lose the zone."""

    impl = sa.DateTime
    cache_ok = True

    def bind_processor(self, dialect: sa.Dialect) -> Callable[[datetime | None], Any]:
        """Refuse a naive time; store the rest in UTC."""
        # What SQLAlchemy does for SQLite gives the same text, in four times the time.
        return _utc_text if dialect.name == "sqlite" else _utc

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Give the zone back."""
        return value and value.replace(tzinfo=UTC)


def _utc(value: datetime | None) -> datetime | None:
    return None if value is None else _aware(value).astimezone(UTC).replace(tzinfo=None)


def _utc_text(value: datetime | None) -> str | None:
    if value is None:
        return None
    return _aware(value).astimezone(UTC).isoformat(" ", "microseconds").removesuffix("+00:00")


def _aware(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError(f"naive datetime: {value}")
    return value


class Word(TypeDecorator[StrEnum]):
    """One of a closed set of words, kept as its value, so that a new word needs no migration."""

    impl = sa.Text
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: StrEnum | None, dialect: sa.Dialect) -> str | None:
        """Store the value; a word of another set is refused."""
        return value if value is None else self.words(value).value

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> StrEnum | None:
        """Give the word back."""
        return value if value is None else self.words(value)


class Json(TypeDecorator[Mapping[str, Any]]):
    """A small mapping as ASCII JSON text: the same on both engines, whatever it holds."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(
        self, value: Mapping[str, Any] | None, dialect: sa.Dialect
    ) -> str | None:
        """Write it with sorted keys."""
        return value if value is None else json.dumps(dict(value), sort_keys=True)

    def process_result_value(
        self, value: str | None, dialect: sa.Dialect
    ) -> Mapping[str, Any] | None:
        """Read it back."""
        return value if value is None else dict(json.loads(value))
