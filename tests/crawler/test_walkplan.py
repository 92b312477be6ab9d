"""What a page leads to: whose it is, how soon and how often it is looked at."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from crawler import walkplan
from crawler.adapters.reading import Attachment, Block, ColumnLink, EntryLink, PageLink, Reading
from crawler.walkplan import FILE, HOME, LIST, PAGE, SOURCE, Ground
from storage import register
from storage.addresses import Address
from storage.records import ColumnKind, PageKind
from tests.crawler.privatetexts import ID

SITE = "http://www.office.gov.cn/"
TODAY = date(2026, 11, 24)
TOWN = """
id = "town"
name = "某市"
standard = "cn-2019-19"
[[units]]
id = "u"
name = "某局"
[[sites]]
id = "portal"
name = "某市"
unit = "u"
url = "http://www.office.gov.cn/"
aliases = ["http://old.office.gov.cn/"]
[[sites]]
id = "ju"
name = "某局"
unit = "u"
url = "http://www.office.gov.cn/ju/"
"""


def ground(site: str = "portal") -> Ground:
    city = register.parse(TOWN, Path("town.toml"))
    return Ground(next(entry for entry in city.sites if entry.id == site), city)


def reading(kind: PageKind = PageKind.LIST, **told) -> Reading:
    return Reading(kind=kind, encoding="utf-8", **told)


def links(*targets: str, hidden: str = "") -> tuple[PageLink, ...]:
    return tuple(PageLink(target, "字", hidden) for target in targets)


def entry(name: str, published: date | datetime | None = None) -> EntryLink:
    return EntryLink(title=name, url=f"{SITE}{name}.html", published=published)


def found(read: Reading, depth: int = 0, of: Ground | None = None) -> dict[str, tuple[str, int]]:
    leads = (of or ground()).leads(read, SITE, depth, TODAY)
    return {each.url.removeprefix(SITE): (each.role, each.priority) for each in leads.found}


def test_the_best_is_looked_at_first() -> None:
    column = ColumnLink(name="动态", url=f"{SITE}dt/", kind=ColumnKind.NEWS)
    read = reading(
        columns=(column,),
        entries=(
            entry("old", date(2020, 1, 1)),
            entry("new", date(2026, 11, 20)),
            entry("night", datetime(2026, 10, 24, 16, 30, tzinfo=UTC)),
            entry("autumn", date(2026, 7, 1)),
            entry("undated"),
        ),
        attachments=(Attachment(name="附件", url=f"{SITE}a.pdf"),),
        sources=(f"{SITE}api/list?page=1",),
        links=(PageLink(f"{SITE}dt/", "动态"), PageLink(f"{SITE}x/index_1.html", "下一页")),
    )

    order = found(read)

    assert order["dt/"] == (PAGE, walkplan.RANK[LIST])
    ranked = sorted(order, key=lambda url: -order[url][1])
    assert walkplan.RANK[HOME] > order["dt/"][1]
    assert ranked[:4] == ["dt/", "new.html", "night.html", "api/list?page=1"]
    assert ranked[4:7] == ["x/index_1.html", "autumn.html", "a.pdf"]
    assert {url: role for url, (role, _) in order.items() if role != PAGE} == {
        "a.pdf": FILE,
        "api/list?page=1": SOURCE,
    }


def test_what_is_nearer_to_the_home_page_is_sooner() -> None:
    ranks = [found(reading(links=links(f"{SITE}a.html")), depth)["a.html"][1] for depth in (0, 3)]

    assert ranks[0] - ranks[1] == 3


def test_too_deep_is_cut() -> None:
    leads = ground().leads(reading(links=links(f"{SITE}a.html")), SITE, walkplan.DEEPEST, TODAY)

    assert (leads.found, [cut.reason for cut in leads.cuts]) == ([], ["离首页太远"])


@pytest.mark.parametrize(
    ("site", "url", "where"),
    [
        ("portal", "http://www.office.gov.cn/a.html", "inside"),
        ("portal", "http://office.gov.cn/a.html", "inside"),
        ("portal", "http://old.office.gov.cn/a.html", "inside"),
        ("portal", "https://www.office.gov.cn/a.html", "inside"),
        ("portal", "http://www.office.gov.cn/ju/a.html", "outside"),
        ("portal", "http://www.office.gov.cn:8080/a.html", "outside"),
        ("portal", "http://www.office.gov.cn.evil.com/a.html", "outside"),
        ("portal", "http://other.gov.cn/a.html", "outside"),
        ("ju", "http://www.office.gov.cn/ju/a.html", "inside"),
        ("ju", "http://www.office.gov.cn/a.html", "outside"),
        ("portal", "mailto:a@office.gov.cn", "nowhere"),
        ("portal", "javascript:void(0)", "nowhere"),
        ("portal", "http://[::1/a.html", "nowhere"),
        ("portal", "http://www.office.gov.cn/a.jpg", "nowhere"),
        ("portal", "http://www.office.gov.cn/app.apk?v=1", "nowhere"),
    ],
)
def test_whose_an_address_is(site: str, url: str, where: str) -> None:
    leads = ground(site).leads(reading(links=links(url)), SITE, 0, TODAY)

    assert [each.url for each in leads.found] == ([url] if where == "inside" else [])
    assert [each.url for each in leads.outside] == ([url] if where == "outside" else [])
    assert leads.cuts == []


@pytest.mark.parametrize(
    "told",
    [
        pytest.param({"links": links(f"{SITE}p/{ID}.html")}, id="a link"),
        pytest.param({"entries": (entry("p/43****************"),)}, id="an entry, masked already"),
        pytest.param({"sources": (f"{SITE}api?id={ID}",)}, id="a source"),
        pytest.param({"forward": f"{SITE}p?no={ID}"}, id="a forward"),
        pytest.param({"links": links(f"http://other.gov.cn/?id={ID}")}, id="outside"),
    ],
)
def test_an_address_with_a_number_in_it_leads_nowhere(told: dict) -> None:
    leads = ground().leads(reading(**told), SITE, 0, TODAY)

    assert (leads.found, leads.outside) == ([], [])
    assert [cut.reason for cut in leads.cuts] == ["地址中含有个人信息"]
    assert ID not in leads.cuts[0].url


def test_each_address_is_found_once_with_its_best_name() -> None:
    here = ground()
    read = reading(
        entries=(entry("a", date(2026, 11, 20)),),
        blocks=(Block(name="动态", entries=(entry("a"), entry("b"))),),
        links=(PageLink(f"{SITE}a.html#top", "更多"), PageLink(f"{SITE}b.html", "乙")),
    )

    first = here.leads(read, SITE, 0, TODAY)

    assert [(each.url, each.words) for each in first.found] == [
        (f"{SITE}a.html", "a"),
        (f"{SITE}b.html", "b"),
    ]
    assert {(each.parent, each.depth) for each in first.found} == {(SITE, 1)}
    assert here.leads(read, SITE, 0, TODAY).found == []
    here.forget()
    assert len(here.leads(read, SITE, 0, TODAY).found) == 2


def test_a_link_that_is_hidden_somewhere_stays_hidden() -> None:
    url = "http://other.com/"
    shown, hidden = reading(links=links(url)), reading(links=links(url, hidden="不显示"))
    here, there = ground(), ground()

    openly = [here.leads(read, SITE, 0, TODAY).outside for read in (shown, hidden, shown)]
    secretly = [there.leads(read, SITE, 0, TODAY).outside for read in (hidden, shown, hidden)]

    assert [len(found) for found in openly] == [1, 1, 0]
    assert [len(found) for found in secretly] == [1, 0, 0]
    assert secretly[0][0].hidden


def test_an_interface_is_asked_for_its_next_page() -> None:
    leads = ground().leads(
        reading(entries=(entry("a"),)), f"{SITE}api/list?page=3&size=20", 2, TODAY
    )

    assert leads.found[-1].url == f"{SITE}api/list?page=4&size=20"


@pytest.mark.parametrize(
    ("there", "url"),
    [
        (f"{SITE}new.html", [f"{SITE}new.html"]),
        (f"{SITE}ju/new.html", []),
        ("http://other.gov.cn/", []),
        (f"{SITE}p/{ID}.html", []),
        (f"{SITE}{'a/' * 4}", []),
        (f"{SITE}files/3.xlsx", [f"{SITE}files/3.xlsx"]),
    ],
)
def test_where_an_address_led_is_looked_at_as_what_it_is(there: str, url: list[str]) -> None:
    payload = {"depth": 4, "words": "旧文章"}
    old = Address(url=f"{SITE}old.html", site="portal", role=PAGE, priority=7, payload=payload)

    leads = ground().landed(there, old)

    assert [each.url for each in leads.found] == url
    for each in leads.found:
        assert (each.priority, each.depth, each.words) == (7, 4, "旧文章")
        assert each.parent == old.url
        assert each.role == (FILE if there.endswith("xlsx") else PAGE)
    assert not any(ID in cut.url for cut in leads.cuts)


def test_memory_of_what_was_met_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walkplan, "MET", 10)
    here = ground()

    assert all(here.meet(f"{SITE}{n}") for n in range(100))
    assert not here.meet(f"{SITE}99")
    assert len(here._met) <= 11


@pytest.mark.parametrize(
    ("role", "read", "is_now"),
    [
        (PAGE, reading(PageKind.LIST), LIST),
        (PAGE, reading(PageKind.LETTERS), LIST),
        (PAGE, reading(PageKind.ARTICLE), PAGE),
        (PAGE, None, PAGE),
        (HOME, reading(PageKind.LIST), HOME),
        (FILE, reading(PageKind.LIST), FILE),
        (SOURCE, reading(PageKind.LIST), SOURCE),
    ],
)
def test_a_page_that_shows_many_is_a_list(role: str, read: Reading | None, is_now: str) -> None:
    assert walkplan.role_seen(role, read) == is_now


DAY, MONTH = timedelta(hours=20), timedelta(days=30)


@pytest.mark.parametrize(
    ("role", "dead_looks", "settled", "after"),
    [
        (HOME, 0, True, DAY),
        (LIST, 0, True, DAY),
        (SOURCE, 0, False, DAY),
        (PAGE, 0, True, MONTH),
        (FILE, 0, True, MONTH),
        (PAGE, 0, False, DAY),
        (PAGE, 1, False, timedelta(hours=4)),
        (HOME, 2, False, timedelta(hours=4)),
        pytest.param(PAGE, 3, False, timedelta(days=7), id="surely dead"),
    ],
)
def test_when_to_look_again(role: str, dead_looks: int, settled: bool, after: timedelta) -> None:
    wait = walkplan.wait(role, dead_looks=dead_looks, settled=settled, rotation=MONTH)

    assert wait == after


def test_what_is_dead_is_not_looked_at_more_seldom_than_what_is_not() -> None:
    rotation = timedelta(days=2)

    assert walkplan.wait(PAGE, dead_looks=9, settled=False, rotation=rotation) == rotation


def test_a_link_that_is_written_as_before_is_met_again_only_after_forgetting() -> None:
    where = ground()
    page = reading(links=links(f"{SITE}a.html"))

    times = [len(where.leads(page, SITE, 0, TODAY).found) for _ in range(2)]
    where.forget()

    assert times == [1, 0]
    assert len(where.leads(page, SITE, 0, TODAY).found) == 1
