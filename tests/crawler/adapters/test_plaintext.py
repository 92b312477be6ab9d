"""A page as plain text: a paragraph a line, a row of a table a line with tabs."""

from datetime import UTC, datetime

import pytest

from crawler.adapters.dom import Dom
from crawler.adapters.pagelinks import page_links
from crawler.adapters.plaintext import plain_text

SEEN = datetime(2026, 11, 24, tzinfo=UTC)
BASE = "http://www.example.gov.cn/a/index.html"


def dom(markup: str) -> Dom:
    return Dom(markup, url=BASE, seen=SEEN)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>甲</p><p>乙</p>", "甲\n乙"),
        ("<p>身份证号：<b>1101</b>05</p>", "身份证号：110105"),
        ("<div>甲<p>乙</p>丙</div>", "甲\n乙\n丙"),
        ("甲<br>乙<br/>丙", "甲\n乙\n丙"),
        ("<a>甲</a> <a>乙</a>", "甲 乙"),
        ("<a>甲</a><a>乙</a>丙<a>丁</a>", "甲 乙 丙 丁"),
        ("<td><a>甲</a><a>乙</a></td>", "甲 乙"),
        ("<span>张三</span>\n<span>李四</span>", "张三 李四"),
        ("<table><tr><td>张三<td>男<tr><td>李四<td>女</table>尾", "张三\t男\n李四\t女\n尾"),
        ("<table><tr><th>姓名</th><td><p>张三</p></td></tr></table>", "姓名\t张三"),
        ("<script>var a='甲'</script><style>乙{}</style><p>丙", "丙"),
        ("<!-- 甲 --><p>乙", "乙"),
        ("<p>  甲\n\n 乙 </p>", "甲 乙"),
        ("<title>题</title><p>甲", "题\n甲"),
        ('<meta name="description" content="说明"><p>甲', "说明\n甲"),
        ('<a title="关于印发办法的通知" href="x">关于印发…</a>', "关于印发…\n关于印发办法的通知"),
        ('<a title="关于印发办法的通知" href="x">关于印发办法的通知</a>', "关于印发办法的通知"),
        ('<img alt="公示名单扫描件">', "公示名单扫描件"),
        ("", ""),
    ],
)
def test_what_a_page_says(markup, text):
    assert plain_text(dom(markup)) == text


def test_where_a_page_leads():
    page = dom(
        '<a href="b.html">乙</a><a href="b.html#x">又</a><a href="javascript:go()">丙</a>'
        '<iframe src="/f.jsp"></iframe><map><area href="http://other.example.cn/"></map>'
        '<a href="c.html"><img></a><a href="c.html">有字</a>'
    )

    assert [(link.url, link.words) for link in page_links(page)] == [
        ("http://www.example.gov.cn/a/b.html", "乙"),
        ("http://www.example.gov.cn/a/b.html#x", "又"),
        ("http://www.example.gov.cn/a/c.html", "有字"),
        ("http://www.example.gov.cn/f.jsp", ""),
        ("http://other.example.cn/", ""),
    ]


def test_the_pages_of_a_list_that_script_writes():
    page = dom('<script>createPageHTML(4, 0, "index", "html");</script>')

    assert [link.url for link in page_links(page)] == [
        f"http://www.example.gov.cn/a/index_{n}.html" for n in (1, 2, 3)
    ]
