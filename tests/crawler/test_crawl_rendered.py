"""A crawl over a site that says nothing without script, with a real Chromium."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler import rendering
from storage import register
from storage.archive import Archive
from storage.dossier import SiteDossier
from storage.records import Window
from tests.localsite import office, serve
from tests.operator_at_work import Operator

pytestmark = pytest.mark.skipif(not rendering.available(), reason="Chromium: not installed")

SHELL = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>某局</title></head><body>'
    '<div id="app"></div><script src="/js/app.js"></script></body></html>'
)
SCRIPT = """
fetch('/parts' + location.pathname).then(answer => answer.text()).then(markup => {
  document.body.innerHTML = new DOMParser().parseFromString(markup, 'text/html').body.innerHTML;
});
"""


def crawl(folder: Path, *, also: str = "") -> SiteDossier:
    operator = Operator(folder, f"sqlite:///{folder / 'x.db'}")
    whole = office(columns=3)
    pages = {path: SHELL for path in whole if path.endswith("/")}
    pages |= {f"/parts{path}": page for path, page in whole.items() if path.endswith("/")}
    with serve({**pages, "/js/app.js": SCRIPT}) as site:
        operator.register(site)
        city_file = folder / "town.toml"
        city_file.write_text(city_file.read_text(encoding="utf-8") + also, encoding="utf-8")
        status, _, err = operator.type("crawl", "columns", "-a", "city=town")
    assert status == 0, err
    city, now = register.find("town", [folder]), datetime.now(UTC)
    with Archive(operator.database) as archive:
        return archive.dossier(
            city.sites[0].record, Window(since=now - timedelta(days=1), until=now)
        )


def test_its_columns_and_lists_are_read(tmp_path: Path) -> None:
    dossier = crawl(tmp_path)

    assert {column.name for column in dossier.columns} == {f"工作动态{n}" for n in range(3)}
    assert [look.entries for look in dossier.listings if look.column != dossier.site.url] == [
        12
    ] * 3
    assert all("已用浏览器" in page.note for page in dossier.pages)


def test_a_site_that_may_not_be_rendered_is_not(tmp_path: Path) -> None:
    dossier = crawl(tmp_path, also="render = false\n")

    assert not dossier.columns
    assert not any("浏览器" in page.note for page in dossier.pages)
