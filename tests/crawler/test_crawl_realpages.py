"""The crawl over real pages, served on loopback under paths of their own."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from storage import register
from storage.archive import Archive
from storage.ledger import Ledger
from storage.records import PageKind, Window
from tests import realpages
from tests.localsite import serve
from tests.operator_at_work import Operator

# A crawl of columns does not go to articles, and their addresses tell.
LOOKED_AT = ("list", "home", "leaders", "anti-bot")
PAGES = [page for page in realpages.pages() if page["kind"].split()[0] in LOOKED_AT]
pytestmark = [
    pytest.mark.realpages,
    pytest.mark.skipif(not PAGES, reason="the folder of real pages is not there (REALPAGES=)"),
]


def _path(page: dict[str, object]) -> str:
    """Return the page's own path, kept apart from other sites' by its id."""
    own = urlsplit(str(page.get("url") or page["file"])).path.lstrip("./")
    return f"/{page['id']}/{own}"


def test_every_real_page_has_an_ending_and_lists_are_read(tmp_path: Path) -> None:
    names = "".join(f'<li><a href="{_path(page)}">栏目{page["id"]}</a></li>' for page in PAGES)
    home = (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>某市人民政府</title></head><body>'
        f'<div class="nav"><ul>{names}</ul></div><div class="main"></div></body></html>'
    )
    served: dict[str, str | bytes] = {"/": home}
    for page in PAGES:
        served[_path(page)] = (realpages.FOLDER / page["file"]).read_bytes()
    operator = Operator(tmp_path, f"sqlite:///{tmp_path / 'town.db'}")
    with serve(served) as site:
        operator.register(site)
        status, out, err = operator.type("crawl", "columns", "-a", "city=town")

    assert (status, err) == (0, "")
    assert out.startswith(f"抓取完成：共{len(PAGES) + 1}页")
    now = datetime.now(UTC)
    with Archive(operator.database) as archive:
        coverage = Ledger(archive).coverage("town", "columns")
        assert coverage is not None
        assert Ledger(archive).violations(coverage.run) == []
        entry = register.find("town", [tmp_path]).sites[0]
        dossier = archive.dossier(entry.record, Window(since=now - timedelta(days=1), until=now))
    listings = {urlsplit(look.column).path: look for look in dossier.listings}
    wrong = [
        (page["id"], truth["newest"], str(look.newest))
        for page in PAGES
        if (truth := page.get("list"))
        and page["kind"].startswith("list")
        and len(str(truth.get("newest"))) >= 10
        and (look := listings[_path(page)]).newest is not None
        and str(look.newest) != truth["newest"][:10]
    ]
    assert len(wrong) <= 2, wrong
    kinds = {urlsplit(page.url).path: page.kind for page in dossier.pages}
    refused = next(page for page in PAGES if page["kind"].startswith("anti-bot"))
    assert kinds[_path(refused)] is PageKind.REFUSED
