"""Lists beside a sure article are not read: this must change nothing on any page we have."""

import pytest

from crawler.adapters import adapter, read
from tests import realpages

PAGES = realpages.pages()

pytestmark = [
    pytest.mark.realpages,
    pytest.mark.skipif(not PAGES, reason=f"没有真实网页：{realpages.FOLDER}（环境变量REALPAGES）"),
]


def test_lists_that_are_not_read_would_change_nothing(monkeypatch):
    documents = [realpages.document(page) for page in PAGES]
    spared: list[bool] = []
    weigh = adapter.outweighs_lists

    def noted(dom, article):
        spared.append(weigh(dom, article))
        return spared[-1]

    monkeypatch.setattr(adapter, "outweighs_lists", noted)
    with_shortcut = [read(document) for document in documents]
    monkeypatch.setattr(adapter, "outweighs_lists", lambda *_: False)

    assert any(spared)
    assert [read(document) for document in documents] == with_shortcut
