"""The crawler's count of looks and the rules' word on what is dead agree."""

import pytest

from crawler.repeatedlooks import carried_on
from rules.links.looks import death, is_file
from storage.records import Fate
from tests.rules.links.dossiers import target

STATUSES = [None, 200, 400, 403, 404, 410, 429, 500, 999]


@pytest.mark.parametrize("fate", list(Fate))
def test_what_is_counted_is_what_is_dead(fate: Fate) -> None:
    for status in STATUSES:
        one = carried_on(target(fate, status), None)
        counted = one.since is not None and fate is not Fate.SOFT_ERROR
        assert counted == (death(one) is not None)


@pytest.mark.parametrize(
    ("url", "words", "file"),
    [
        ("http://a.test/x/form.DOCX", "", True),
        ("http://a.test/x/%E8%A1%A8.xls?d=1", "", True),
        ("http://a.test/down.jsp?name=a.pdf", "", True),
        ("http://a.test/down.jsp?id=7", "附件：名单.xlsx", True),
        ("http://a.test/down.jsp?id=7", "附件", False),
        ("http://a.test/x.html", "", False),
        ("http://a.test/x.etc/", "", False),
        ("http://[::1", "", False),
    ],
)
def test_files(url: str, words: str, file: bool) -> None:
    assert is_file(url, words) is file
