"""The pages say what the key says of them, read with nothing but the standard library."""

import json
import re
from datetime import date, timedelta

import pytest

from demo.answers import Answers
from demo.recipe import half_a_year
from tests.demo.reading import DAY, SHEET, Page, city, dates, decoded

SEEDS = [1, 7, 2026]


class Look:
    """One planted place: its site, its page, and the data that the page draws on."""

    def __init__(self, made, entry):
        self.site = made.roles[entry["site"]]
        self.answers = Answers(self.site)
        self.entry = entry

    @property
    def column(self):
        return self.site.column(self.entry["place"].removeprefix("@"))

    def page(self, path="/"):
        return Page(decoded(self.site, self.answers.to(path, "test")))

    def said(self):
        """The column's page, its own list however it is wrapped."""
        page = self.page(self.answers.family.address(self.column))
        asked = re.search(r'"ARTICLE_API": "([^"]+)"', page.text)
        if asked is None:
            return page, page.text + page.hidden
        given = json.loads(self.answers.to(asked[1], "test").body)
        return page, "\n".join(
            f"{a['title']} {a['display_publish_time']}" for a in given["articles"]
        )


def looks(rule):
    return [
        pytest.param(seed, fault, id=f"{seed}-{fault['id']}")
        for seed in SEEDS
        for fault in SHEET.faults
        if fault["rule"] == rule
    ]


def look(seed, entry, day=DAY):
    return Look(city(seed, day), entry)


def newest(column, day=DAY):
    return max((item.day for item in column.items if item.day <= day), default=None)


@pytest.mark.parametrize("seed", [*SEEDS, 3])
@pytest.mark.parametrize("day", [DAY, date(2027, 1, 1), date(2028, 2, 29)])
def test_the_key_resolves(seed, day):
    key = SHEET.resolve(city(seed, day))
    places = [(fault.rule, fault.site, fault.place) for fault in key.planted]
    assert len(places) == len(set(places)) == len(SHEET.faults)
    assert all(place.startswith("http://127.0.0.1:") for _, _, place in places)


def test_the_key_covers_the_five_rules_in_several_families():
    family = {role.name: role.family for role in SHEET.roles}
    for rule in ("home-stale", "column-stale", "column-empty", "column-undated", "site-identity"):
        played = {family[fault["site"]] for fault in SHEET.faults if fault["rule"] == rule}
        assert len(played) >= 3, rule


def test_two_sites_are_over_the_veto_line():
    for rule in ("column-stale", "column-empty"):
        sites = [fault["site"] for fault in SHEET.faults if fault["rule"] == rule]
        assert max(map(sites.count, sites)) >= 5


@pytest.mark.parametrize(("seed", "fault"), looks("column-stale"))
def test_a_stale_column_shows_nothing_new(seed, fault):
    here = look(seed, fault)
    page, said = here.said()
    limit = 14 if here.column.kind == "news" else half_a_year(DAY)
    assert newest(here.column) < DAY - timedelta(days=limit)
    assert all(item.title in said for item in here.column.page(1))
    printed = [day for day in dates(said.replace(here.answers.family.clock, "")) if day <= DAY]
    assert all(day <= newest(here.column) for day in printed)
    assert page.meta["ColumnName"] == here.column.name


@pytest.mark.parametrize(("seed", "fault"), looks("column-empty"))
def test_an_empty_column_links_to_no_entry_of_its_own(seed, fault):
    here = look(seed, fault)
    page, said = here.said()
    own = [path for path, to in here.answers.family.targets.items() if to.column is here.column]
    assert here.column.items == ()
    assert not set(page.links) & set(own[1:])
    assert not re.search(r"<record>", said)
    if not here.column.hot:
        assert dates(said.replace(here.answers.family.clock, "")) == []


@pytest.mark.parametrize(("seed", "fault"), looks("column-undated"))
def test_an_undated_column_prints_titles_and_no_days(seed, fault):
    here = look(seed, fault)
    _, said = here.said()
    assert len(here.column.page(1)) == 20
    assert all(item.title in said for item in here.column.page(1))
    for item in here.column.page(1):
        around = said[said.index(item.title) - 40 : said.index(item.title) + 60]
        assert not dates(around)
        assert f"[{item.day:%m-%d}]" not in said


@pytest.mark.parametrize(("seed", "fault"), looks("home-stale"))
def test_a_stale_home_shows_no_entry_of_two_weeks(seed, fault):
    here = look(seed, fault)
    shown = {key: here.site.column(key).front[:8] for key in here.site.blocks}
    links = here.page().links
    if not shown:  # a home page of navigation: then what counts is all second-level pages
        shown = {c.key: c.items for c in here.site.columns if c.items and c.dated}
        shown = {k: v for k, v in shown.items() if k not in {"guides", "topics"}}
        own = [path for path in links if path.startswith("/")]
        assert all(here.answers.to(path, "").status == 200 for path in own)
        assert len(own) > len(here.site.bar)
    else:
        assert all(
            here.answers.family.article_address(here.site.column(key), item) in links
            for key, items in shown.items()
            for item in items[:7]
        )
    assert all(item.day < DAY - timedelta(days=14) for items in shown.values() for item in items)


MARKS = {
    "#icp": r"ICP备",
    "#police": r"公网安备",
    "#sponsor": r"主办",
    "#contact": r"电话|联系方式|\d{4}-\d{7}",
    "#site_id_code": r"标识码[：:]?\s*(\d{10})",
}


@pytest.mark.parametrize(("seed", "fault"), looks("site-identity"))
def test_an_identity_fault_stands_on_the_home_page(seed, fault):
    here = look(seed, fault)
    html = decoded(here.site, here.answers.to("/", "test"))
    page, place = Page(html), fault["place"]
    if place == "#jiucuo":
        assert "jiucuo" not in html
        assert "找错" not in html
    elif place == "#dangzheng":
        assert "conac" not in html
    elif place == "#site_id_code_meta":
        assert page.meta["SiteIDCode"] != here.site.office.code
        assert here.site.office.code in page.text
    elif fault["site"] == "@wrong-code-jcms":
        assert re.search(MARKS[place], page.text)[1] != here.site.office.code
        assert here.site.office.code not in html
    else:
        assert not re.search(MARKS[place], page.text)
        if place == "#site_id_code":
            assert here.site.office.code not in html


@pytest.mark.parametrize("seed", SEEDS)
def test_healthy_sites_have_all_of_identity_and_a_fresh_home(seed):
    faulty = {fault["site"] for fault in SHEET.faults}
    for site in city(seed).sites[:45]:
        if site.role in faulty or site.wall in {"ruishu", "jiasule", "shell", "captcha", "ua-wall"}:
            continue
        html = decoded(site, Answers(site).to("/", "test"))
        text = Page(html).text
        assert all(re.search(mark, text) for mark in MARKS.values()), site.id
        assert "conac" in html
        assert "找错" in html
        news = [newest(site.column(key)) for key in ("news", "notices")]
        assert DAY - max(news) <= timedelta(days=14)


def test_the_edges_are_just_inside():
    edge = city().roles["@edge-trs"]
    assert newest(edge.column("news")) == DAY - timedelta(days=14)
    assert newest(edge.column("notices")) == date(2026, 5, 25)
    tables = city().roles["@edge-tables"]
    years = {item.day.year for item in tables.column("notices").page(1)}
    assert years == {2025, 2026}
    page = decoded(
        tables, Answers(tables).to(Answers(tables).family.address(tables.column("notices")), "")
    )
    assert f"[{tables.column('notices').items[-1].day:%m-%d}]" in page
    assert not dates(page.replace(Answers(tables).family.clock, ""))


def test_numbers_like_identity_cards_are_none():
    site = city().roles["@duplicate-empire"]
    page = decoded(site, Answers(site).to(Answers(site).family.address(site.column("notices")), ""))
    weights, letters = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), "10X98765432"
    like = re.findall(r"(?<!\d)\d{17}[\dX]", page)
    assert like
    for number in like:
        check = letters[sum(int(n) * w for n, w in zip(number, weights, strict=False)) % 11]
        assert number[-1] != check
