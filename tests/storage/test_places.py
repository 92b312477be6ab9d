import tomllib
from typing import Any

import pytest
import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.places import Loc, Places

TEXT = '''\
# a comment with [[brackets]]
a = "x # no comment"
"quoted key" = """
three
lines""" # after
dotted.inner.key = 1

[[sites]]
id = 'one'
list = [
  1, # first
  { k = "v", "l" = [ "]" ] },
]

[sites.expect]
columns = 3

[[sites.states]]
since = 2026-01-01

[[sites.states]]
since = 2026-01-02T10:00:00

[[sites]]
id = "two"
[[sites.states]]
since = 1
'''


@pytest.mark.parametrize(
    ("loc", "line"),
    [
        (("a",), 2),
        (("quoted key",), 3),
        (("dotted", "inner", "key"), 6),
        (("dotted", "inner"), 6),
        (("sites", 0), 8),
        (("sites", 0, "id"), 9),
        (("sites", 0, "list", 0), 11),
        (("sites", 0, "list", 1, "l", 0), 12),
        (("sites", 0, "expect", "columns"), 16),
        (("sites", 0, "states", 1, "since"), 22),
        (("sites", 1, "id"), 25),
        (("sites", 1, "states", 0, "since"), 27),
        (("sites", 1, "url"), 24),
        (("missing",), 1),
    ],
)
def test_line(loc: tuple[str | int, ...], line: int) -> None:
    assert Places(TEXT).line(loc) == line


@pytest.mark.parametrize(
    ("loc", "written"),
    [
        (("a",), '"x # no comment"'),
        (("quoted key",), '"""\nthree\nlines"""'),
        (("sites", 0, "list", 1), '{ k = "v", "l" = [ "]" ] }'),
        (("sites", 0, "states", 1, "since"), "2026-01-02T10:00:00"),
    ],
)
def test_value(loc: tuple[str | int, ...], written: str) -> None:
    place = Places(TEXT).found[loc]

    assert TEXT[place.start : place.end] == written


def _leaves(value: Any, loc: Loc = ()) -> list[tuple[Loc, Any]]:
    if isinstance(value, dict):
        return [leaf for key, item in value.items() for leaf in _leaves(item, (*loc, key))]
    if isinstance(value, list):
        return [leaf for index, item in enumerate(value) for leaf in _leaves(item, (*loc, index))]
    return [(loc, value)]


KEYS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=4)
LEAVES = st.integers(-9, 99) | st.booleans() | st.dates() | st.text(max_size=6)
TABLES = st.dictionaries(
    KEYS,
    st.recursive(
        LEAVES,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
        max_leaves=8,
    ),
    max_size=4,
)


@settings(derandomize=True, deadline=None, max_examples=150)
@given(TABLES)
def test_every_value_of_any_text_stands_where_it_is_said_to(table: dict[str, Any]) -> None:
    text = tomlkit.dumps(table)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return  # what the writer gets wrong is not ours to find
    places = Places(text)

    for loc, value in _leaves(data):
        place = places.found[loc]
        assert tomllib.loads(f"x = {text[place.start : place.end]}")["x"] == value
