"""The crawl as an operator runs it: its own process, real sockets, killed and gone on with."""

import signal
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage import register
from storage.archive import Archive
from storage.ledger import Ledger
from storage.records import Fate, Window
from tests.localsite import LocalSite, office, serve
from tests.operator_at_work import Operator


@pytest.fixture
def operator(tmp_path: Path, database_url: str) -> Operator:
    return Operator(tmp_path, database_url)


CRAWL = ("crawl", "columns", "-a", "city=town")


def test_a_city_is_looked_at(operator: Operator) -> None:
    with serve(office(columns=6)) as one, serve(office(columns=9)) as two:
        operator.register(one, two)
        status, out, err = operator.type(*CRAWL)

    assert (status, err) == (0, "")
    assert out == "抓取完成：共17页，打开17页\n"
    city = register.find("town", [operator.folder])
    now = datetime.now(UTC)
    with Archive(operator.database) as archive:
        dossier = archive.dossier(
            city.sites[1].record, Window(since=now - timedelta(days=1), until=now)
        )
    assert len(dossier.columns) == 9
    assert len(dossier.pages) == 10
    assert {look.entries for look in dossier.listings} == {12}
    assert dossier.home is not None
    assert dossier.home.newest is not None


def test_killed_twice_it_goes_on_where_it_was(operator: Operator) -> None:
    with serve(office(columns=40), seconds=0.05) as site:
        operator.register(site)
        for enough in (8, 20):
            process = operator.start(*CRAWL)
            while sum(site.hits.values()) < enough and process.poll() is None:
                time.sleep(0.02)
            process.send_signal(signal.SIGKILL)
            process.communicate()
        status, out, _ = operator.type(*CRAWL)

    assert status == 0
    assert out == "抓取完成：共41页，打开41页\n"
    with Archive(operator.database) as archive:
        ledger = Ledger(archive)
        coverage = ledger.coverage("town", "columns")
        assert coverage is not None
        assert coverage.run.complete
        assert coverage.run.fates == {Fate.OPENED: 41}
        assert ledger.violations(coverage.run) == []
    again = {path: n for path, n in site.hits.items() if n > 1 and path != "/robots.txt"}
    assert len(again) < 25, "a resumed crawl begins anew instead of going on"


def test_a_second_one_does_not_start(operator: Operator) -> None:
    with serve(office(columns=30), seconds=0.2) as site:
        operator.register(site)
        first = operator.start(*CRAWL)
        while not site.hits and first.poll() is None:
            time.sleep(0.02)
        status, _, err = operator.type(*CRAWL)
        first.kill()
        first.communicate()

    assert status == 75
    assert "已在运行" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(("-a", "city=twon"), "town", id="an unknown city, with the nearest"),
        pytest.param(("-a", "city=town", "-a", "site=s7"), "没有网站“s7”", id="an unknown site"),
        pytest.param((), "用法", id="no city"),
    ],
)
def test_bad_input_is_one_line(operator: Operator, words: tuple[str, ...], said: str) -> None:
    operator.register(LocalSite(url="http://127.0.0.1:9/"))
    status, _, err = operator.type("crawl", "columns", *words)

    assert status == 64
    assert said in err
    assert len(err.splitlines()) == 1


def test_nobody_home_is_an_observation(operator: Operator) -> None:
    with serve(office(columns=2)) as site:
        operator.register(site, LocalSite(url="http://127.0.0.1:9/"))
        status, out, _ = operator.type(*CRAWL)

    assert status == 0
    assert out == "抓取完成：共4页，打开3页，没有打开1页\n"


def test_a_home_page_that_only_forwards_is_followed(operator: Operator) -> None:
    pages = office(columns=3)
    pages["/index/main.html"] = pages["/"]
    pages["/"] = '<html><head><meta http-equiv="refresh" content="0; url=/index/main.html"></head>'
    with serve(pages) as site:
        operator.register(site)
        status, out, _ = operator.type(*CRAWL)

    assert (status, out) == (0, "抓取完成：共5页，打开5页\n")
    now = datetime.now(UTC)
    with Archive(operator.database) as archive:
        home = register.find("town", [operator.folder]).sites[0].record
        dossier = archive.dossier(home, Window(since=now - timedelta(days=1), until=now))
    assert dossier.home is not None
    assert dossier.home.entries == 12
    assert [page.url for page in dossier.pages].count(home.url) == 1
