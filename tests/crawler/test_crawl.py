"""The crawl as an operator runs it: its own process, real sockets, killed and gone on with."""

import signal
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from storage import register
from storage.archive import Archive
from storage.dossier import SiteDossier
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
        pytest.param(
            ("-a", "city=town", "-a", "sites=s0"), "“sites”", id="an argument that is none"
        ),
        pytest.param(
            ("-a", "city=town", "-a", "since=2026-11-01"), "“since”", id="one of another spider"
        ),
    ],
)
def test_bad_input_is_one_line(operator: Operator, words: tuple[str, ...], said: str) -> None:
    operator.register(LocalSite(url="http://127.0.0.1:9/"))
    status, _, err = operator.type("crawl", "columns", *words)

    assert status == 64
    assert said in err
    assert len(err.splitlines()) == 1


def test_a_site_that_does_not_run_is_not_looked_at(operator: Operator) -> None:
    operator.register(LocalSite(url="http://127.0.0.1:9/"))
    city = operator.folder / "town.toml"
    closed = 'states = [{ state = "closed", since = 2020-01-01 }]\n'
    city.write_text(city.read_text(encoding="utf-8") + closed, encoding="utf-8")
    status, out, err = operator.type(*CRAWL, "-a", "site=s0")

    assert (status, out) == (64, "")
    assert "登记为关停" in err


def test_a_database_that_is_none_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("no database" * 200)
    operator = Operator(tmp_path, f"sqlite:///{tmp_path / 'x.db'}")
    operator.register(LocalSite(url="http://127.0.0.1:9/"))
    status, out, err = operator.type(*CRAWL)

    assert (status, out) == (70, "")
    assert len(err.splitlines()) == 1, err
    assert err.startswith("数据库")


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


FORWARD = '<html><head><meta http-equiv="refresh" content="0; url={}"></head><body></body></html>'


def test_a_column_that_forwards_to_where_we_do_not_follow_is_not_called_empty(
    operator: Operator,
) -> None:
    pages = office(columns=3)
    pages["/c1/"] = FORWARD.format("http://elsewhere.gov.cn/list/")
    pages |= {f"/c2/{n}.html": FORWARD.format(f"/c2/{n + 1}.html") for n in range(9)}
    pages["/c2/"] = FORWARD.format("/c2/0.html")
    with serve(pages) as site:
        operator.register(site)
        status, _, _ = operator.type(*CRAWL)

    assert status == 0
    now = datetime.now(UTC)
    with Archive(operator.database) as archive:
        home = register.find("town", [operator.folder]).sites[0].record
        dossier = archive.dossier(home, Window(since=now - timedelta(days=1), until=now))
        coverage = Ledger(archive).coverage("town", "columns")
    ended = {look.column.removeprefix(site.url): look.fate for look in dossier.listings}
    assert ended["c0/"] is Fate.OPENED
    assert ended["c1/"] is Fate.HTTP_3XX_OFFSITE
    assert ended["c2/"] is Fate.HTTP_3XX_LOOP
    assert coverage is not None
    assert coverage.run.fates[Fate.HTTP_3XX_OFFSITE] == 1
    assert coverage.run.fates[Fate.HTTP_3XX_LOOP] == 1


def blank(pages: dict[str, str], path: str, more: str = "") -> None:
    """Take a column's list away, and put something else in its place."""
    named = pages[path].replace("-某市某局</title>", "_某市某局</title>")
    begin, _, rest = named.partition('<ul class="list">')
    pages[path] = begin + more + rest.partition("</ul>")[2]


def looked_at(operator: Operator) -> SiteDossier:
    now = datetime.now(UTC)
    with Archive(operator.database) as archive:
        home = register.find("town", [operator.folder]).sites[0].record
        return archive.dossier(home, Window(since=now - timedelta(days=1), until=now))


def test_what_a_blank_column_shows_is_held_against_the_home_page(operator: Operator) -> None:
    """A source that does not say that it has none was not read; the page's own lines are known."""
    answers = {
        3: '{"code": 200, "total": 0, "rows": []}',
        4: '{"code": 500, "msg": "系统异常"}',
        5: '{"list": {"html": ""}}',
    }
    pages = office(columns=20)
    blank(pages, "/c1/")
    blank(pages, "/c2/", "<p>由各科室提供</p>")
    for n, answer in answers.items():
        blank(pages, f"/c{n}/", f"<script>fetch('/api/list?c={n}')</script>")
        pages[f"/api/list?c={n}"] = answer
    with serve(pages) as site:
        operator.register(site)
        operator.type(*CRAWL)

    dossier = looked_at(operator)
    told = {
        page.url.removeprefix(site.url): page.own_lines
        for page in dossier.pages
        if page.own_lines is not None
    }
    assert told == {"c1/": 0, "c2/": 1, "c3/": 0, "c4/": 0, "c5/": 0}
    looks = {look.column.removeprefix(site.url): look for look in dossier.listings}
    assert [looks[f"c{n}/"].scripted for n in (1, 2, 3, 4, 5)] == [False, False, False, True, True]


def test_a_crawl_that_goes_on_has_no_home_page_to_hold_columns_against(
    operator: Operator,
) -> None:
    pages = office(columns=20)
    blank(pages, "/c19/")
    with serve(pages, seconds=0.1) as site:
        operator.register(site)
        process = operator.start(*CRAWL)
        while sum(site.hits.values()) < 5 and process.poll() is None:
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert "/c19/" not in site.hits
        operator.type(*CRAWL)

    assert site.hits["/"] == 1
    dossier = looked_at(operator)
    assert {page.own_lines for page in dossier.pages if "/c19/" in page.url} == {None}


def test_a_site_that_closes_while_a_crawl_is_interrupted_does_not_stop_the_others(
    operator: Operator,
) -> None:
    with serve(office(columns=5)) as one, serve(office(columns=20), seconds=0.05) as two:
        operator.register(one, two)
        process = operator.start(*CRAWL)
        while sum(two.hits.values()) < 6 and process.poll() is None:
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        city = operator.folder / "town.toml"
        closed = 'states = [{ state = "closed", since = 2020-01-01 }]\n'
        city.write_text(city.read_text(encoding="utf-8") + closed, encoding="utf-8")
        status, _, err = operator.type(*CRAWL)

    assert (status, err) == (0, "")
    with Archive(operator.database) as archive:
        coverage = Ledger(archive).coverage("town", "columns")
    assert coverage is not None
    assert coverage.run.complete
    assert coverage.run.fates[Fate.OUT_OF_SCOPE] > 0


def test_a_portal_s_columns_are_not_those_of_an_office_in_one_of_its_folders(
    operator: Operator,
) -> None:
    pages = office(columns=2)
    pages["/ju/"] = pages["/"].replace('<li><a href="/c1/">', '<li><a href="/ju/dt/">')
    pages["/ju/dt/"] = pages["/c1/"]
    with serve(pages) as site:
        operator.register(site, LocalSite(url=f"{site.url}ju/"))
        status, _, _ = operator.type(*CRAWL)

    assert status == 0
    now = datetime.now(UTC)
    with Archive(operator.database) as archive:
        portal, ju = (
            archive.dossier(entry.record, Window(since=now - timedelta(days=1), until=now))
            for entry in register.find("town", [operator.folder]).sites
        )
    assert {column.url for column in portal.own_columns} == {f"{site.url}c0/", f"{site.url}c1/"}
    assert {column.url for column in ju.own_columns} == {f"{site.url}ju/dt/"}


def test_a_column_on_another_of_the_site_s_hosts_is_its_own(operator: Operator) -> None:
    with serve(office(columns=1)) as other:
        pages = office(columns=2)
        pages["/"] = pages["/"].replace('<li><a href="/c1/">', f'<li><a href="{other.url}c0/">')
        with serve(pages) as site:
            operator.register(site)
            city = operator.folder / "town.toml"
            alias = f'aliases = ["{other.url}"]\n'
            city.write_text(city.read_text(encoding="utf-8") + alias, encoding="utf-8")
            status, out, _ = operator.type(*CRAWL)

    assert (status, out) == (0, "抓取完成：共3页，打开3页\n")


def test_a_database_that_fails_in_mid_crawl_is_one_line(operator: Operator) -> None:
    with serve(office(columns=40), seconds=0.1) as site:
        operator.register(site)
        process = operator.start(*CRAWL)
        while sum(site.hits.values()) < 6 and process.poll() is None:
            time.sleep(0.02)
        with sa.create_engine(operator.database).begin() as connection:
            connection.execute(sa.text("ALTER TABLE attempt RENAME TO lost"))
        _, err = process.communicate(timeout=120)

    assert process.returncode == 70
    assert len(err.splitlines()) == 1
    assert "数据库" in err


def test_a_moment_that_is_none_is_bad_input(operator: Operator) -> None:
    operator.register(LocalSite(url="http://127.0.0.1:9/"))

    status, _, err = operator.type("crawl", "pages", "-a", "city=town", "-a", "since=昨天")

    assert status == 64
    assert "不是时刻" in err
    assert len(err.splitlines()) == 1
