"""Lines of a terminal: how wide they are, where they break, what never reaches it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.typeset import WIDTH, cut, padded, plain, width, wrapped


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("abc", 3),
        ("通知", 4),
        ("ａ１", 4),
        ("“引”", 6),
        ("e\u0301", 1),
        ("", 0),
    ],
)
def test_width(text: str, cells: int) -> None:
    assert width(text) == cells


def test_what_a_terminal_would_obey_is_taken_out() -> None:
    assert plain("\x1b[2J\x1b]0;x\x07 通\u202e知\u200b\n\t 公\u3000告\x9b31m\ud800") == (
        "[2J]0;x 通知 公 告31m"
    )


def test_padding_and_cutting_count_cells() -> None:
    assert padded("通知", 6) == "通知  "
    assert padded("通知公告", 6) == "通知公告"
    assert cut("通知公告", 8) == "通知公告"
    assert cut("通知公告", 7) == "通知…"


def test_a_paragraph_hangs_under_its_first_line() -> None:
    lines = list(wrapped("公" * 50, "标题  "))

    assert lines == ["标题  " + "公" * 37, "      " + "公" * 13]


def test_a_closing_sign_begins_no_line() -> None:
    lines = list(wrapped("公" * 40 + "，完"))

    assert lines == ["公" * 39, "公，完"]


def test_words_are_broken_only_where_they_fit_no_line() -> None:
    lines = list(wrapped("a" * 70 + " " + "b" * 20))
    long = list(wrapped("http://x.cn/" + "y" * 100, "  "))

    assert lines == ["a" * 70, "b" * 20]
    assert [len(line) for line in long] == [80, 36]


@given(st.text(), st.sampled_from(["", "  ", "标题：        ", "—" * 20]))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, first: str) -> None:
    lines = list(wrapped(text, first))

    assert all(width(line) <= WIDTH for line in lines)
    joined = "".join(line.removeprefix(first.rstrip()) for line in lines)
    assert "".join(joined.split()) == "".join(plain(text).split())
