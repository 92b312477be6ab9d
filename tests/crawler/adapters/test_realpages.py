"""The real pages, read and scored; they lie outside the repository."""

from collections import Counter
from time import process_time
from typing import Any

import pytest

from crawler.adapters import outline, read, titles
from crawler.adapters.article import read_article
from crawler.adapters.decode import decode
from crawler.adapters.dom import Dom
from tests import realpages
from tests.realpages import Score

PAGES = realpages.pages()

pytestmark = [
    pytest.mark.realpages,
    pytest.mark.skipif(not PAGES, reason=f"没有真实网页：{realpages.FOLDER}（环境变量REALPAGES）"),
]

# measure: least share right, greatest share wrong. What is not read costs less than what is wrong.
LEAST = {
    "kind": (0.95, 0.05),
    "encoding": (1.0, 0.0),
    "title": (0.95, 0.05),
    "pub_date": (0.97, 0.0),
    "no date": (1.0, 0.0),
    "list count": (0.97, 0.03),
    "list newest": (0.97, 0.0),
    "list oldest": (0.97, 0.0),
    "blocks newest": (1.0, 0.0),
    "blocks count": (1.0, 0.0),
    "id siteid_footer": (0.9, 0.0),
    "id siteid_meta": (0.95, 0.0),
    "id icp": (0.95, 0.0),
    "id police": (0.95, 0.0),
    "id organiser": (0.8, 0.2),
    "id conac_badge": (0.95, 0.0),
    "id jiucuo": (0.95, 0.0),
}


@pytest.fixture(scope="module")
def scores() -> list[Score]:
    found: list[Score] = []
    begun = process_time()
    for page in PAGES:
        found.extend(realpages.scores(page, read(realpages.document(page))))
    spent = (process_time() - begun) / len(PAGES) * 1000
    print(  # noqa: T201 - the scores, for who runs this with -s
        f"\n{len(PAGES)} pages, {spent:.1f} ms of CPU each\n{realpages.summary(found)}"
    )
    return found


@pytest.mark.parametrize("measure", LEAST)
def test_measure(scores: list[Score], measure: str) -> None:
    results = Counter(score.result for score in scores if score.measure == measure)
    right, wrong = LEAST[measure]

    assert results.total()
    assert results["right"] >= right * results.total(), realpages.summary(scores)
    assert results["wrong"] <= wrong * results.total(), realpages.summary(scores)


def test_no_page_that_holds_something_is_taken_for_a_frame() -> None:
    """Whichever other page plays the home page, one from the same site among them."""
    doms = [_dom(page) for page in PAGES]
    homes = [outline.of_home(dom) for dom in doms]
    for page, dom in zip(PAGES, doms, strict=True):
        title = titles.strip_site(read_article(dom).title or "", titles.site_names(dom))
        shown = outline.of_column(dom, title)
        if shown is None or page["kind"].startswith("empty"):
            continue
        beside = [outline.own_lines(shown, home) for home in homes if home is not None]
        assert 0 not in beside, page["id"]


def _dom(page: dict[str, Any]) -> Dom:
    document = realpages.document(page)
    text = decode(document.body, document.content_type).text.lstrip("\ufeff")
    return Dom(text, url=document.url, seen=document.fetched_at)


def test_identity_as_a_whole(scores: list[Score]) -> None:
    results = Counter(score.result for score in scores if score.measure.startswith("id "))

    assert results["right"] >= 0.97 * results.total(), realpages.summary(scores)
