"""Every golden page under tests/golden, read as `scrapy read` reads it, says what is true of it."""

from typing import Any

import pytest

from tests.goldenpages import differences, load, names


def _case(name: str) -> Any:
    try:
        known = load(name).truth.get("known_wrong")
    except ValueError:
        known = None  # the test itself says what is missing
    wrong = pytest.mark.xfail(reason=repr(known), raises=AssertionError, strict=True)
    return pytest.param(name, marks=[wrong] if known else [], id=name)


@pytest.mark.parametrize("name", [_case(name) for name in names()])
def test_golden(name):
    golden = load(name)
    found = golden.differences()
    known = golden.truth.get("known_wrong", {})
    news = [line for line in found if line.partition(": ")[0] not in known]
    righted = known.keys() - {line.partition(": ")[0] for line in found}

    # not asserted: only what is known to be wrong may fail as expected
    if news:
        pytest.fail("\n".join([golden.truth.get("about", name), *news]))
    if righted:
        pytest.fail(f"no longer wrong, take it out of [known_wrong]: {', '.join(righted)}")
    assert not found


def test_twenty_pages_without_a_date_are_kept():
    truths = [load(name).truth for name in names()]
    kept = [truth for truth in truths if "published" in truth.get("absent", ())]

    assert len([truth for truth in kept if "published" not in truth.get("known_wrong", {})]) >= 20


GOOD = 'url = "http://www.sf.gov.cn/"\nfetched_at = 2026-03-02T10:30:00+08:00\n'


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"a.html": ""}, r"a\.html has no a\.toml beside it: write one"),
        ({"a.toml": GOOD}, r"a\.toml has no page of its name"),
        ({"a.toml": GOOD, "a.html": "", "a.json": ""}, "has several page"),
        ({"a.toml": GOOD, "a.html": ""}, "nothing is expected"),
        ({"a.toml": "absent = ['title']", "a.html": ""}, "url is missing"),
        ({"a.toml": "url = ''\nfetched_at = 2026-03-02", "a.html": ""}, "fetched_at must be"),
        ({"a.toml": GOOD + "expects = 1", "a.html": ""}, "no such key: expects"),
        ({"a.toml": GOOD + "[expect", "a.html": ""}, r"a\.toml: Expected"),
    ],
)
def test_a_pair_that_is_not_whole_says_what_to_do(tmp_path, files, says):
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    assert names(tmp_path) == ["a"]
    with pytest.raises(ValueError, match=says):
        load("a", tmp_path)


ROWS = [
    {"title": "甲", "published": "2026-02-27T09:00:00+08:00"},
    {"title": "乙", "published": "2026-02-01"},
    {"title": "丙", "published": None},
]


@pytest.mark.parametrize(
    ("expected", "differing"),
    [
        ({"count": 3, "dated": 2, "newest": "2026-02-27", "oldest": "2026-02-01"}, 0),
        ({"count": 2, "dated": 3, "newest": "2026-02-01", "oldest": "2026-02-27"}, 4),
        ({"first": {"title": "甲", "published": "2026-02-27"}, "last": {"title": "丙"}}, 0),
        ({"first": {"title": "乙"}, "last": {"published": "2026-02-01"}}, 2),
        ({"has": [{"title": "乙"}], "lacks": [{"title": "丁"}]}, 0),
        ({"has": [{"title": "丁"}, {"title": "甲"}], "lacks": [{"title": "乙"}]}, 2),
        ([{"title": "甲"}, {"title": "乙"}, {"title": "丙"}], 0),
        ([{"title": "甲"}, {"title": "丙"}, {"title": "乙"}], 2),
        ([{"title": "甲"}], 1),
        ([], 1),
    ],
)
def test_a_list_is_compared_in_short_or_in_full(expected, differing):
    assert len(differences({"entries": expected}, {"entries": ROWS}, "")) == differing


def test_an_empty_list_has_no_first_row():
    short = {"count": 0, "dated": 0}
    assert differences({"entries": short}, {"entries": []}, "") == []
    assert differences({"entries": {"first": {"title": "甲"}}}, {"entries": []}, "")


@pytest.mark.parametrize("expected", [{"tilte": "甲"}, {"entries": {"counts": 3}}])
def test_a_key_that_no_reading_has_is_no_expectation(expected):
    with pytest.raises(ValueError, match=r"no such key|has no tilte"):
        differences(expected, {"title": "甲", "entries": ROWS}, "")
