"""A page is asked by the places of its elements: the answers are those of its tree, only faster."""

from urllib.parse import urljoin

import pytest

from crawler.adapters.links import text_in
from tests.crawler.adapters.shapes import dom

BASES = ["http://x.gov.cn", "http://x.gov.cn/a/b/c.html?p=1/2", "https://x.gov.cn:81/a//b/"]


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize(
    "href",
    [
        "n.html", "./n.html", "../n.html", "../../n.html", "../../../../n.html", "a/./n.html",
        "a/../n.html", "a//n.html", ".", "..", "../", "?p=2", "n.jsp?a=1&b=2", "n.jsp?u=../x",
        "/a/n.html", "//y.gov.cn/n", "https://y.gov.cn/n", "n-1_2~3%20.html",
    ],
)  # fmt: skip
def test_absolute(base, href):
    assert dom("", url=base).absolute(href) == urljoin(base, href)


@pytest.mark.parametrize("href", ["", "#top", "javascript:;", "mailto:a@x.gov.cn", "tel:12345"])
def test_what_leads_nowhere(href):
    assert dom("", url=BASES[1]).absolute(href) is None


NESTED = """<body id=top>先<div><a href="/1">一</a> <!--无--> <p>二<a>三</a></p></div><br>
<ul><li><a href title=" 四  题 ">四
 四</a><li>五<span>六</span></ul><template><a href=x>不见</a></template><script>no()</script>"""


@pytest.mark.parametrize("query", ["body", "div", "p", "ul", "li", "a", "span", "br"])
def test_what_is_in_an_element_is_what_its_tree_holds(query):
    source = dom(NESTED)
    for node in source.tree.css(query):
        links = [link.node.mem_id for link in source.links_in(node)]
        held = [inner.mem_id for inner in source.inside(node, "li", "a", "span")]

        assert links == [inner.mem_id for inner in node.css("a")]
        assert held == [inner.mem_id for inner in node.css("li, a, span")]


def test_a_link_says_its_address_text_and_title():
    first, bare, empty = dom(NESTED).anchors

    assert (first.href, bare.href, empty.href) == ("/1", None, "")
    assert (first.shown, empty.shown, empty.hint) == ("一", "四 四", "四 题")
    assert dom(NESTED).links[1].hint == "四 题"


def test_texts_and_lines_are_what_a_visitor_sees():
    source = dom(NESTED)

    assert source.lines == "先\n一\n二\n三\n四\n四\n五\n六"
    assert source.body_text == source.text_of(source.tree.body) == "先一 二三 四 四五六"
    assert source.text_of(source.tree.css_first("br")) == ""
    assert len(source.texts.split("\0")) == len(source.text_nodes)


def test_a_comment_has_no_text():
    comment = dom("<body><!-- 2026-01-01 --></body>").tree.body.child

    assert comment.is_comment_node
    assert text_in(comment) == ""


@pytest.mark.parametrize("source", ["", "<frameset><frame src=/a></frameset>", "\0", "<a>"])
def test_a_page_of_nothing_is_asked_like_any(source):
    asked = dom(source)

    assert asked.lines == asked.body_text == ""
    assert asked.order.keys() == {node.mem_id for node in asked.elements}
    assert len(asked.links) == 0


def test_the_first_heading_in_an_element_is_found_by_its_place():
    source = dom(
        "<div id=a><h2>一</h2></div><div id=b><p>无</p></div><div id=c><h3>二</h3><h1>三</h1>"
    )

    def heading(place):
        return source.heading_in(source.tree.css_first(place))

    assert [source.text_of(heading(place)) for place in ("#a", "#b", "#c", "h1")] == [
        "一",
        "",
        "二",
        "三",
    ]


@pytest.mark.parametrize("asked_before", [False, True])
def test_elements_of_a_tag_are_the_same_before_and_after_their_places_are_known(asked_before):
    source = dom("<ul><li><a href=/1>一</a><li><a>二</a></ul><p><a href=/3>三</a>")
    before = source.tagged("li") if asked_before else source.tree.css("li")

    assert [link.order for link in source.anchors] == [0, 0, 0]
    assert source.order
    assert source.tagged("li") == before
    assert [source.elements[link.order] for link in source.anchors] == source.tree.css("a")
