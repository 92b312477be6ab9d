"""Pages of every family hang together: what they link to is there, and they look like pages."""

import re
from urllib.parse import urljoin, urlsplit

import pytest

from demo.answers import Answer, Answers
from demo.city import FAMILIES
from tests.demo.reading import DAY, Page, city, dates, decoded

WHOLE = {"list", "article", "leaders", "hub", "letters", "guides", "topics"}


def healthy(family):
    return next(site for site in city().sites[:45] if site.family == family and site.wall is None)


def opened(answers, path):
    answer = answers.to(path, "test")
    assert isinstance(answer, Answer)
    assert answer.status == 200, path
    return Page(decoded(answers.site, answer)), answer


def own(site, page, at):
    for link in page.links:
        whole = urljoin(site.url.rstrip("/") + at, link)
        parts = urlsplit(whole)
        if parts.netloc == site.netloc:
            yield parts.path + (f"?{parts.query}" if parts.query else "")


@pytest.mark.parametrize("family", FAMILIES)
def test_the_home_page_leads_to_every_column_of_the_bar(family):
    site = healthy(family)
    answers = Answers(site)
    page, answer = opened(answers, "/")
    links = set(own(site, page, "/"))
    assert {answers.family.address(c) for c in site.bar if c.url is None} <= links
    assert site.office.site_name in page.text + str(page.meta)
    assert f"{DAY.year}年{DAY.month}月{DAY.day}日 星期二" in page.text
    assert 12_000 < len(answer.body) < 50_000
    assert page.meta["SiteName"] == site.office.site_name


@pytest.mark.parametrize("family", FAMILIES)
def test_every_column_opens_and_every_link_of_its_own_is_there(family):
    site = healthy(family)
    answers = Answers(site)
    for column in site.columns:
        if column.url is not None or column.shape not in WHOLE:
            continue
        at = answers.family.address(column)
        page, _ = opened(answers, at)
        assert column.name in page.text
        for link in own(site, page, at):
            assert answers.to(link, "test").status == 200, (column.key, link)


@pytest.mark.parametrize("family", FAMILIES)
def test_articles_are_made_when_asked_for(family):
    site = healthy(family)
    answers = Answers(site)
    column = site.column("news")
    item = column.items[3]
    page, _ = opened(answers, answers.family.article_address(column, item))
    assert item.title in page.text
    assert page.meta["PubDate"].startswith(f"{item.day:%Y-%m-%d}")
    assert page.meta["ArticleTitle"] == item.title


@pytest.mark.parametrize("family", FAMILIES)
def test_an_article_leads_back_and_on_to_what_is_there(family):
    site = healthy(family)
    answers = Answers(site)
    column = site.column("notices")
    for place, item in enumerate(column.items[:45:4]):
        at = answers.family.article_address(column, item)
        page, _ = opened(answers, at)
        links = list(own(site, page, at))
        near = column.items[max(place * 4 - 1, 0) : place * 4 + 2]
        others = [answers.family.article_address(column, other) for other in near if other != item]
        assert others
        assert set(others) <= set(links)
        assert answers.family.address(column) in links
        assert item.day in dates(page.text)
        assert re.search("当前.{0,2}位置|您的位置", page.text)
        assert "来源" in page.text
        for link in links:
            assert answers.to(link, "test").status in {200, 403, 503}, link


@pytest.mark.parametrize("family", FAMILIES)
def test_no_page_names_an_address_outside_this_machine(family):
    site = healthy(family)
    answers = Answers(site)
    for path in ("/", *(p for p, to in answers.family.targets.items() if to.kind == "article")):
        page, _ = opened(answers, path)
        hosts = {urlsplit(urljoin(site.url, link)).hostname for link in page.links}
        assert hosts <= {"127.0.0.1", None}
        if path != "/":
            break


@pytest.mark.parametrize("family", FAMILIES)
def test_a_list_holds_twenty_and_pages_go_on(family):
    site = healthy(family)
    answers = Answers(site)
    column = site.column("local")
    seen = set()
    for number in range(1, column.pages + 1):
        page, _ = opened(answers, answers.family.address(column, number))
        said = page.text + page.hidden
        on = {item.number for item in column.page(number) if item.title in said}
        assert on == {item.number for item in column.page(number)}
        seen |= on
    assert len(column.page(1)) == 20
    assert len(seen) == len(column.items) > 40


def test_data_addresses_answer_with_the_items_of_their_page():
    for family, mark in (("jcms", "art_"), ("gkmlpt", "post_")):
        site = healthy(family)
        answers = Answers(site)
        column = site.column("notices")
        for path, number in answers.family.data_addresses(column).items():
            answer = answers.to(path, "test")
            charset = "utf-8" if family == "gkmlpt" else site.encoding
            said = answer.body.decode(charset)
            assert said.count(mark) == len(column.page(number))
            assert not answer.kind.startswith("text/html")


def test_programs_behind_pages_take_parameters_as_they_come():
    site = healthy("jcms")
    answers, column = Answers(site), site.column("notices")
    proxy = "/module/web/jpage/dataproxy.jsp"
    first, second = list(answers.family.data_addresses(column))[:2]
    assert answers.to(f"{proxy}?webid=1&columnid={column.number}", "") == answers.to(first, "")
    later = f"{proxy}?columnid={column.number}&startrecord=21&endrecord=40"
    assert answers.to(later, "") == answers.to(second, "")
    assert answers.to(f"{proxy}?columnid=1", "").status == 404
    site = healthy("gkmlpt")
    answers, column = Answers(site), site.column("notices")
    first = next(iter(answers.family.data_addresses(column)))
    assert answers.to(f"/gkmlpt/api/all/{column.number}", "") == answers.to(first, "")
    assert answers.to(f"{first}&sid=2", "") == answers.to(first, "")


def test_addresses_do_not_mind_the_order_of_a_query():
    site = healthy("tables")
    answers = Answers(site)
    column = site.column("news")
    assert answers.to(f"/NewsList.asp?Page=2&ClassID={column.number}", "").status == 200


def test_gbk_pages_are_really_gbk():
    checked = 0
    for site in city().sites[:45]:
        if site.encoding != "gbk":
            continue
        body = Answers(site).to("/", "test").body
        assert site.office.site_name in body.decode("gbk")
        with pytest.raises(UnicodeDecodeError):
            body.decode("utf-8")
        assert f"charset={site.declared}".encode() in body.replace(b'"', b"")
        checked += 1
    assert checked >= 5


def test_some_gbk_is_more_than_the_gb2312_that_it_claims():
    site = city().roles["@edge-trs"]
    answers = Answers(site)
    body = answers.to(answers.family.address(site.column("news")), "").body
    assert b"charset=gb2312" in body
    assert "镕" in body.decode("gbk")
    with pytest.raises(UnicodeDecodeError):
        body.decode("gb2312")


def test_one_site_lies_about_its_charset_in_header_and_meta():
    site = city().roles["@mislabelled-tables"]
    answer = Answers(site).to("/", "test")
    assert answer.kind.endswith("utf-8")
    assert b"charset=utf-8" in answer.body
    assert site.office.site_name in answer.body.decode("gbk")
