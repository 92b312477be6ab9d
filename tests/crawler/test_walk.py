"""The walk as an operator runs it, night after night, over real sockets."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from storage.records import Content, ExposureKind, Fate, Page
from tests.crawler.documents import makers
from tests.crawler.privatetexts import ID
from tests.crawler.walkingsite import (
    WalkedSite,
    added,
    article,
    links,
    moved,
    office,
    page,
    serve,
)
from tests.crawler.walks import (
    LISTED,
    WALK,
    Walked,
    by_path,
    intervals,
    known,
    leaks,
    night,
    private_office,
    rest,
    town,
    walked,
)
from tests.operator_at_work import Operator


@pytest.fixture
def operator(tmp_path: Path, database_url: str) -> Operator:
    return Operator(tmp_path, database_url)


@pytest.fixture
def clerk(tmp_path: Path) -> Operator:
    """One with SQLite alone, where the engine makes no difference."""
    return Operator(tmp_path, f"sqlite:///{tmp_path / 'xunjian.db'}")


def test_a_site_is_walked_once_and_then_only_what_is_new(operator: Operator) -> None:
    pages = private_office()
    with serve(pages) as site:
        town(operator, site.url)
        status, out, err = operator.type(*WALK)

        wanted = set(pages) - {"/robots.txt"} | {"/gone.html"}
        assert (status, err) == (0, "")
        assert out == f"抓取完成：共{len(wanted)}页，打开{len(wanted) - 1}页，没有打开1页\n"
        assert site.hits == dict.fromkeys(wanted, 1)
        run, cuts = night(operator)
        assert (run.complete, cuts) == (True, {})
        assert run.fates == {Fate.OPENED: len(wanted) - 1, Fate.HTTP_4XX: 1}
        assert set(known(operator)) == {site.url + path[1:] for path in wanted}
        roles = Counter(known(operator).values())
        assert roles == {"home": 1, "list": 4, "file": 3, "page": len(wanted) - 8}
        first = walked(operator)
        seen = by_path(site, first.pages)
        assert set(seen) == wanted
        assert all(page.complete for path, page in seen.items() if path != "/gone.html")
        _check_texts(site, first.texts)
        dead = first.targets[site.url + "gone.html"]
        assert (dead.looks, dead.external, dead.words) == (1, False, "/gone.html")
        assert dead.example == site.url + "c0/a0-0.html"
        assert leaks(operator, out, err) == set()

        site.forget()
        rest(operator, hours=24)
        assert operator.type(*WALK)[0] == 0

        lists = {"/", "/c0/", "/c1/", "/c0/index_1.html", "/c1/index_1.html"}
        assert dict(site.asked) == dict.fromkeys(lists, 304) | {"/gone.html": 404}
        second = walked(operator)
        assert second.texts == first.texts
        later = by_path(site, second.pages)
        assert {path for path in later if later[path].at > seen[path].at} == lists | {"/gone.html"}
        assert set(intervals(operator).values()) == {1}
        assert second.targets[site.url + "gone.html"].looks == 2

        site.forget()
        rest(operator, hours=31 * 24)
        pages["/c0/a0-1.html"] = article("改过的报道", "手机号码已经隐去，其余内容不变。" * 9)
        status, out, err = operator.type(*WALK)

    assert dict(Counter(status for _, status in site.asked)) == {
        200: 2,
        304: len(wanted) - 3,
        404: 1,
    }
    assert {path for path, status in site.asked if status == 200} == {
        "/c0/a0-1.html",
        "/c1/a1-3.html",
    }
    states = intervals(operator)
    assert {url for url, n in states.items() if n > 1} == {site.url + "c0/a0-1.html"}
    last = walked(operator)
    assert last.texts.keys() == first.texts.keys()
    assert "手机号码已经隐去" in last.texts[site.url + "c0/a0-1.html"].text
    assert last.targets[site.url + "gone.html"].looks == 3
    assert leaks(operator, out, err) == set()


def _check_texts(site: WalkedSite, texts: Mapping[str, Content]) -> None:
    said = {url.replace(site.url, "/"): content for url, content in texts.items()}
    story = said["/c0/a0-0.html"]
    kinds = Counter(exposure.kind for exposure in story.exposures)
    assert kinds[ExposureKind.MOBILE] == 1
    assert kinds[ExposureKind.RESIDENT_ID] >= 3
    assert "身份证号43****************" in story.text.replace("＊", "*")
    for path in ("/files/list.xlsx", "/files/pack.zip"):
        assert "名单" in said[path].text.splitlines()[0]
        assert said[path].text.startswith("［")
        assert {exposure.kind for exposure in said[path].exposures} >= {ExposureKind.RESIDENT_ID}
        assert any("名单" in exposure.where for exposure in said[path].exposures)
    assert "姓名" in said["/files/%E5%90%8D%E5%8D%95.csv"].text
    assert len(said["/files/%E5%90%8D%E5%8D%95.csv"].exposures) == 1


def test_a_night_takes_the_best_first_and_the_next_goes_on(clerk: Operator) -> None:
    pages = office(columns=2, articles=3)
    pages["/files/a.txt"] = "附件的文字。" * 20
    added(pages, "/files/a.txt")
    with serve(pages) as site:
        town(clerk, site.url, at_once=1, pages_a_night=5)
        nights = []
        for _ in range(3):
            site.forget()
            status, out, _ = clerk.type(*WALK)
            assert status == 0
            assert out.startswith(f"抓取完成：共{len(site.asked)}页")
            nights.append([path for path, _ in site.asked])
            assert night(clerk)[0].complete

    first, second, third = nights
    assert first == ["/", "/c0/", "/c1/", "/c0/a0-0.html", "/c0/a0-1.html"]
    assert second[:2] == ["/c0/a0-2.html", "/files/a.txt"]
    assert sorted(second[2:]) == [f"/c1/a0-{n}.html" for n in range(3)]
    assert third == []


def test_a_site_has_no_more_addresses_than_it_may(clerk: Operator) -> None:
    with serve(office(columns=2, pages=3, articles=6)) as site:
        town(clerk, site.url, pages_a_site=12)
        assert clerk.type(*WALK)[0] == 0

    assert len(site.asked) == 12
    assert set(site.hits.values()) == {1}
    run, cuts = night(clerk)
    assert run.fates == {Fate.OPENED: 12}
    assert cuts["budget"] > 0


def test_a_walk_stays_on_its_own_ground(clerk: Operator) -> None:
    pages = office(columns=1, articles=2)
    hidden = f"/person/{ID}.html"
    pages |= {
        "/ju/": page("某市某所", "<h1>所属单位</h1>" + links("/ju/dt.html", "/c0/a0-0.html")),
        "/ju/dt.html": article("所里的动态", "今天召开了全体职工会议。" * 9),
        "/old.html": moved("/new.html"),
        "/new.html": article("搬过来的文章", "旧地址仍然可以打开这一篇。" * 9),
        "/down?id=3": moved("/files/3.xlsx"),
        "/files/3.xlsx": makers.xlsx(),
        "/to-ju.html": moved("/ju/moved.html"),
        "/ju/moved.html": article("所里的旧闻", "这是所里自己的文章内容。" * 9),
        "/to-person.html": moved(hidden),
        hidden: article("个人情况", "不该在地址里写证件号码。" * 9),
        "/list.html": page(
            "名单",
            '<ul class="list">'
            + "".join(
                f'<li><a href="/person/{number}.html">关于第{n}位同志的任前公示</a>'
                f"<span>2026-11-2{n}</span></li>"
                for n, number in enumerate(LISTED)
            )
            + "</ul>",
        ),
    }
    with serve(office(columns=1)) as other, serve(office(columns=1)) as stranger:
        pages["/away.html"] = moved(stranger.url + "c0/")
        added(
            pages,
            *("/ju/", "/ju/dt.html", "/old.html", "/to-ju.html", "/to-person.html", "/list.html"),
            *(
                "/down?id=3",
                "/away.html",
                hidden,
                f"/find?id={ID}",
                other.url + "c0/",
                other.url + "no.html",
            ),
            *(stranger.url + "c0/", f"{other.url}find?id={ID}"),
        )
        with serve(pages) as site:
            town(clerk, site.url, site.url + "ju/", other.url)
            status, out, err = clerk.type(*WALK)
            asked_other = other.hits
            asked_stranger = stranger.hits

    assert (status, err) == (0, "")
    assert not any(path.startswith("/person") for path in site.hits if path != hidden)
    assert "/find" not in str(site.hits)
    assert asked_stranger == {}
    portal, ju = walked(clerk, 0), walked(clerk, 1)
    ours, theirs = by_path(site, portal.pages), by_path(site, ju.pages)
    assert set(theirs) == {"/ju/", "/ju/dt.html"}
    assert not any(path.startswith("/ju/") for path in ours)
    _check_redirects(site, portal, ours)
    gone = portal.targets[other.url + "no.html"]
    assert (gone.external, gone.fate, gone.status, gone.looks) == (True, Fate.HTTP_4XX, 404, 1)
    assert gone.example == site.url
    assert portal.targets[other.url + "c0/"].fate is Fate.OPENED
    assert portal.targets[stranger.url + "c0/"].fate is Fate.ADDRESS_REFUSED
    assert not any("find" in url for url in portal.targets)
    assert not any("find" in path for path in asked_other)
    assert night(clerk)[1]["地址中含有个人信息"] >= 4
    assert leaks(clerk, out, err) == set()


def _check_redirects(site: WalkedSite, portal: Walked, ours: Mapping[str, Page]) -> None:
    assert site.hits["/new.html"] == 2  # as what it is, and where the old address leads
    assert "/old.html" not in ours
    assert ours["/files/3.xlsx"].file == "xlsx"
    assert portal.texts[site.url + "files/3.xlsx"].exposures
    assert ours["/new.html"].title == "搬过来的文章"
    assert ours["/away.html"].fate is Fate.HTTP_3XX_OFFSITE
    assert site.url + "old.html" not in portal.texts
