import pytest

from crawler.adapters import ADAPTERS, read
from crawler.adapters.adapter import Adapter
from crawler.adapters.fingerprints import cms_of
from crawler.adapters.reading import Document
from crawler.adapters.systems import GENERAL
from tests.crawler.adapters.shapes import SEEN, TEXT, page
from tests.goldenpages import load, names

SYSTEMS = ("trs", "jcms", "jpaas", "webplus", "vsb", "ucap", "gkmlpt", "hunan")


def test_each_named_system_has_an_adapter_and_two_golden_pages():
    assert {*SYSTEMS, GENERAL} == {*ADAPTERS}
    assert {f"{system}/{kind}" for system in SYSTEMS for kind in ("list", "article")} <= {*names()}


@pytest.mark.parametrize("name", [f"{system}/article" for system in SYSTEMS])
def test_the_register_s_word_is_as_good_as_the_page_s_own_marks(name):
    document = load(name).document
    hinted = Document(
        url=document.url,
        body=document.body,
        fetched_at=document.fetched_at,
        cms=name.partition("/")[0],
    )

    assert read(hinted) == read(document)


@pytest.mark.parametrize("name", ["jcms/article", "hunan/article", "vsb/article"])
def test_a_named_place_tells_what_general_reading_does_not_find(name):
    golden = load(name)

    assert Adapter().read(golden.document).title != golden.truth["expect"]["title"]


@pytest.mark.parametrize(
    ("body", "cms"),
    [
        ("<a href='http://www.other.gov.cn/gkmlpt/index'>公开目录</a>", None),
        ("<a href='/gkmlpt/index'>公开目录</a>", "gkmlpt"),
        ("<a href='http://www.other.gov.cn/zt/t20260102_33.html'>专题</a>", None),
        ("<a href='./202601/t20260102_33.html'>专题</a>", "trs"),
        ("<a href='http://www.other.gov.cn/art/2026/1/2/art_1_2.html'>专题</a>", None),
        ("<div class='TRS_Editor' id='UCAP-CONTENT'></div>", "ucap"),
    ],
)
def test_links_to_other_sites_tell_nothing_of_the_system(body, cms):
    assert cms_of(page(body)) == cms


def test_general_reading_serves_where_the_named_place_is_missing():
    body = f"<h1>关于春季植树的通知公告</h1><p>发布时间：2026-01-02</p><p>{TEXT}</p>".encode()
    readings = [
        read(Document(url="http://a.gov.cn/x", body=body, fetched_at=SEEN, cms=cms))
        for cms in (None, *SYSTEMS)
    ]

    assert len({(one.title, one.kind, one.published) for one in readings}) == 1
