"""Records and tables agree: names, what may be missing, and every value there and back."""

from collections.abc import Iterator
from dataclasses import MISSING, fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from types import NoneType
from typing import Any, get_args, get_type_hints

import pytest
import sqlalchemy as sa

from storage.archive import Archive
from storage.kinds import KINDS
from storage.records import (
    Column,
    Entry,
    Fate,
    Identity,
    Listing,
    Observation,
    Page,
    PageKind,
    Target,
)
from storage.sqltypes import UtcDateTime, Word, clean
from storage.tables import metadata

BEIJING = timezone(timedelta(hours=8))
SEEN = datetime(2025, 3, 31, 23, 59, 59, 123456, tzinfo=BEIJING)

every_record = pytest.mark.parametrize("record", list(KINDS), ids=lambda r: r.__name__)


def test_every_observation_has_a_table() -> None:
    assert set(KINDS) == set(get_args(Observation))


@every_record
def test_names_and_what_may_be_missing(record: type[Observation]) -> None:
    kind = KINDS[record]
    hints = get_type_hints(record)
    kept = {column.name: column for column in kind.table.columns}

    for name in ("id", "key", "first_seen", "last_seen", "latest"):
        assert not kept.pop(name).nullable
    assert set(kept) == {field.name for field in fields(record)} - {"at"}
    assert {name: column.nullable for name, column in kept.items()} == {
        name: NoneType in get_args(hints[name]) for name in kept
    }
    assert sorted((*kind.natural, *kind.payload)) == sorted(kept)


def filled(record: type[Observation], *, odd: bool) -> Observation:
    """Fill every field with what is hard to keep, or leave out what may be left out."""
    values: dict[str, Any] = {}
    for field in fields(record):
        hint = get_type_hints(record)[field.name]
        (kind,) = {hint, *get_args(hint)} - {NoneType, hint if get_args(hint) else None}
        if odd:
            values[field.name] = values_of(kind)
        elif field.default is MISSING:
            values[field.name] = None if NoneType in get_args(hint) else values_of(kind)
    return record(**values)


def values_of(kind: type) -> Any:
    if issubclass(kind, StrEnum):
        return list(kind)[-1]
    return {
        str: "要闻 \U00020089 '\";--%s{}\\ \r\n",
        int: 2**31 - 1,
        float: 0.1 + 0.2,
        bool: True,
        date: date(2024, 2, 29),
        datetime: SEEN,
    }[kind]


@every_record
@pytest.mark.parametrize("odd", [True, False], ids=["filled", "bare"])
def test_every_value_comes_back(database_url: str, record: type[Observation], odd: bool) -> None:
    given = filled(record, odd=odd)
    table = KINDS[record].table
    with Archive(database_url) as archive:
        archive.add([given])
        with archive.database.reading() as connection:
            row = connection.execute(sa.select(table)).mappings().one()

    values = {field.name: row[field.name] for field in fields(record) if field.name != "at"}
    assert record(**values, at=row["last_seen"]) == given
    assert row["first_seen"] == row["last_seen"] == SEEN
    for name, value in values.items():
        assert type(value) is type(getattr(given, name))


@every_record
def test_every_field_of_the_payload_counts(record: type[Observation], tmp_path: Any) -> None:
    given = filled(record, odd=True)
    later = SEEN
    with Archive(f"sqlite:///{tmp_path / 'a.db'}") as archive:
        for name in KINDS[record].payload:
            later += timedelta(days=1)
            old = getattr(given, name)
            new = next(iter(type(old))) if isinstance(old, StrEnum) else _other(old)
            changed = replace(given, **{name: new}, at=later)
            archive.add([given, changed])
            given = replace(changed, at=later + timedelta(hours=1))
        with archive.database.reading() as connection:
            rows = connection.execute(sa.select(KINDS[record].table)).all()

    assert len(rows) == len(KINDS[record].payload) + 1


def _other(value: Any) -> Any:
    if isinstance(value, str):
        return f"{value}!"
    if isinstance(value, bool):
        return not value
    return value - timedelta(days=1) if isinstance(value, date) else value - 1


def test_what_no_engine_keeps_is_replaced(database_url: str) -> None:
    page = Entry(
        site="s",
        column="http://a.test/\x00",
        url="http://a.test/\ud83d",
        at=SEEN,
        title="\x00甲\ud83d\ude00\udc00",
        published=None,
    )
    table = KINDS[Entry].table
    with Archive(database_url) as archive:
        archive.add([page])
        archive.add([replace(page, at=SEEN + timedelta(days=1))])
        with archive.database.reading() as connection:
            row = connection.execute(sa.select(table)).mappings().one()

    assert row["title"] == "\ufffd甲\U0001f600\ufffd"
    assert row["last_seen"] == SEEN + timedelta(days=1)


def test_clean_leaves_good_text_alone() -> None:
    assert clean("要闻 \U00020089\r\n\t") == "要闻 \U00020089\r\n\t"


@pytest.fixture
def plain() -> Iterator[sa.Connection]:
    engine = sa.create_engine("sqlite://")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def test_a_time_without_zone_is_refused(plain: sa.Connection) -> None:
    with pytest.raises(sa.exc.StatementError, match="naive datetime"):
        plain.execute(sa.select(sa.literal(datetime(2025, 1, 1), UtcDateTime)))  # noqa: DTZ001 - what is refused


def test_an_aware_time_comes_back_in_utc(plain: sa.Connection) -> None:
    back = plain.execute(sa.select(sa.literal(SEEN, UtcDateTime))).scalar_one()

    assert back == SEEN
    assert back.tzinfo is UTC


def test_a_word_of_another_set_is_refused(plain: sa.Connection) -> None:
    with pytest.raises(sa.exc.StatementError, match="home"):
        plain.execute(sa.select(sa.literal(PageKind.HOME, Word(Fate))))


def test_no_table_is_left_without_a_primary_key() -> None:
    assert all(list(table.primary_key) for table in metadata.sorted_tables)


def test_kinds_name_what_they_are_known_by() -> None:
    natural = {record.__name__: kind.natural for record, kind in KINDS.items()}

    assert natural == {
        Column.__name__: ("site", "url"),
        Listing.__name__: ("site", "column"),
        Entry.__name__: ("site", "column", "url"),
        Page.__name__: ("site", "url"),
        Identity.__name__: ("site", "url"),
        Target.__name__: ("site", "url"),
    }
