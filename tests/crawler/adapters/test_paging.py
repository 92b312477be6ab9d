"""The pages of a list that no link names."""

import pytest

from crawler.adapters import paging

BASE = "http://www.example.gov.cn/zwgk/index.html"


@pytest.mark.parametrize(
    ("script", "pages"),
    [
        ('createPageHTML(3, 0, "index", "shtml")', ["index_1.shtml", "index_2.shtml"]),
        ("createPageHTML('3', '1', 'index', 'html');", ["index_1.html", "index_2.html"]),
        ('createPageHTML(1, 0, "index", "html")', []),
        ("createPageHTML('page_div',3, 1,'list','shtml',45)", ["list_2.shtml", "list_3.shtml"]),
        ('createPage("p", 2, 1, "list", "shtml", 30);', ["list_2.shtml"]),
        (
            "new Pager({size:3, current:0, prefix:'index',suffix:'html'})",
            ["index_1.html", "index_2.html"],
        ),
        (
            'pagination({ pageIndex: 0, pageSize: 20, total: 41 }); location.href = "x/" + '
            '(data.pageIndex + 1) + ".html";',
            ["x/2.html", "x/3.html"],
        ),
        (
            '<nextgroup><![CDATA[<a href="p.jsp?page=2&amp;c=1"></a>]]></nextgroup>',
            ["p.jsp?page=2&c=1"],
        ),
        ('var a = "x/" + page + ".html";', []),
        ("function createPageHTML(count, index, name, ext) {}", []),
        ("", []),
    ],
)
def test_pages_that_script_writes(script, pages):
    assert list(paging.written(script, BASE)) == [
        f"http://www.example.gov.cn/zwgk/{page}" for page in pages
    ]


def test_a_list_without_end_is_cut():
    pages = list(paging.written('createPageHTML(9999, 0, "index", "html")', BASE))

    assert len(pages) == paging.MOST


@pytest.mark.parametrize(
    ("url", "onward"),
    [
        ("http://a/api?page=1&size=20", "http://a/api?page=2&size=20"),
        ("http://a/api?c=3&pageNo=9", "http://a/api?c=3&pageNo=10"),
        ("http://a/gkmlpt/api/all/1?page=1", "http://a/gkmlpt/api/all/1?page=2"),
        ("http://a/api?column=3", None),
        ("http://a/api?page=400", None),
        ("http://a/homepage=1x", None),
    ],
)
def test_the_next_page_of_an_interface(url, onward):
    assert paging.following(url) == onward
