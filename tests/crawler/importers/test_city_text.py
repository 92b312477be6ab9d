import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crawler.importers.city_text import CityText, WrittenAsArrayError, replace_file

TEXT = """\
# head
id = "demo"

[[units]]   # first
id = "a"
name = "甲"  # its name
duties = { disclosure = [1] }

[units.section]
site = "s"
# within the section

# before the second
[[units]]
id = "b"
name = "乙"

[[units.states]]
since = 2026-01-01

# before the sites
[[sites]]
id = "s"
"""


def edited(*calls: tuple[Any, ...]) -> str:
    text = CityText(TEXT)
    for name, *args in calls:
        getattr(text, name)(*args)
    return text.done()


def test_no_change_no_difference() -> None:
    assert edited() == TEXT


@pytest.mark.parametrize(
    ("call", "old", "new"),
    [
        pytest.param(
            ("change", "units", 0, {"name": '丙"\\'}),
            'name = "甲"  # its name',
            'name = "丙\\"\\\\"  # its name',
            id="a value beside a comment",
        ),
        pytest.param(
            ("change", "units", 0, {"level": "city"}),
            "disclosure = [1] }\n",
            'disclosure = [1] }\nlevel = "city"\n',
            id="a new key stands in its own table",
        ),
        pytest.param(
            ("change", "units", 0, {"duties": {"disclosure": [1], "leaders": True}}),
            "{ disclosure = [1] }",
            "{ disclosure = [1], leaders = true }",
            id="a table in one line",
        ),
        pytest.param(
            ("change", "units", 0, {"section": {"site": "t", "name": "栏"}}),
            'site = "s"\n',
            'site = "t"\nname = "栏"\n',
            id="a table under its own header",
        ),
        pytest.param(
            ("change", "units", 1, {"states": [{"since": date(2026, 1, 1)}, {"state": "closed"}]}),
            "since = 2026-01-01\n",
            'since = 2026-01-01\n\n[[units.states]]\nstate = "closed"\n',
            id="a block in a block",
        ),
        pytest.param(
            ("add", "units", {"id": "c", "name": "丁"}),
            "since = 2026-01-01\n",
            'since = 2026-01-01\n\n[[units]]\nid = "c"\nname = "丁"\n',
            id="a block after the last of its kind, before the next kind's comment",
        ),
        pytest.param(
            ("add", "accounts", {"id": "w"}),
            '[[sites]]\nid = "s"\n',
            '[[sites]]\nid = "s"\n\n[[accounts]]\nid = "w"\n',
            id="the first of its kind, at the end",
        ),
        pytest.param(
            ("remove", "units", 1),
            '# before the second\n[[units]]\nid = "b"\nname = "乙"\n\n[[units.states]]\n'
            "since = 2026-01-01\n",
            "# before the second\n",
            id="a block with all below it, without the comments around",
        ),
    ],
)
def test_only_what_changes_changes(call: tuple[Any, ...], old: str, new: str) -> None:
    text = edited(call)

    assert TEXT.count(old) == 1
    assert text == TEXT.replace(old, new)
    tomllib.loads(text)


def test_all_at_once() -> None:
    text = edited(
        ("change", "units", 0, {"name": "丙", "level": "city"}),
        ("remove", "units", 1),
        ("add", "units", {"id": "c"}),
        ("add", "units", {"id": "d"}),
    )

    units = tomllib.loads(text)["units"]
    assert [unit["id"] for unit in units] == ["a", "c", "d"]
    assert (units[0]["name"], units[0]["level"]) == ("丙", "city")


def test_lines_keep_their_ends() -> None:
    text = CityText(TEXT.replace("\n", "\r\n"))
    text.add("units", {"id": "c"})

    assert text.done().count("\n") == text.done().count("\r\n") == TEXT.count("\n") + 3


def test_a_text_that_does_not_end_in_a_line_end() -> None:
    text = CityText('[[units]]\nid = "a"')
    text.add("units", {"id": "b"})

    assert tomllib.loads(text.done()) == {"units": [{"id": "a"}, {"id": "b"}]}


@pytest.mark.parametrize("call", [("add", {"id": "b"}), ("remove", 0)])
def test_entries_in_one_array_are_refused(call: tuple[str, Any]) -> None:
    text = CityText('units = [{ id = "a" }]\n')

    with pytest.raises(WrittenAsArrayError):
        getattr(text, call[0])("units", call[1])


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "new" / "demo.toml"

    replace_file(path, "a\n")
    path.chmod(0o600)
    replace_file(path, "b\r\n")

    assert path.read_bytes() == b"b\r\n"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["demo.toml"]
