"""JSON that no interface should send, and that some do."""

import pytest

from crawler.adapters import jsonlists
from tests.crawler.adapters.shapes import dom


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"\ud83d\ude00", "😀"),
        (r"\ud83d", "\ufffd"),
        (r"\ude00x", "\ufffdx"),
        (r"\ud83d\ud83d\ude00\ude00", "\ufffd😀\ufffd"),
        (r"\u901a\u77e5", "通知"),
    ],
)
def test_half_a_character_is_none(written: str, read: str) -> None:
    title = f'{{"title":"通知{written}","url":"/a/1.html","date":"2026-02-03"}}'

    (answer,) = jsonlists.best_list(jsonlists.loads(f"[{title}]"), dom(""))
    (array,) = jsonlists.arrays_in_script(f"var list = [{title}];")

    assert answer.title == array[0]["title"] == f"通知{read}"
    assert answer.title.encode()


@pytest.mark.parametrize("moment", ["1" + "0" * 320, "4000000000", "-1", "NaN", "1e400"])
def test_numbers_that_are_no_moments(moment: str) -> None:
    rows = f'{{"title":"通知一","url":"/a/1.html","date":{moment}}}'
    good = '{"title":"通知二","url":"/a/2.html","date":1772424000}'

    found = jsonlists.best_list(jsonlists.loads(f"[{rows},{good}]"), dom(""))

    assert [one.published is None for one in found] == [True, False]
