"""What is hidden is found, however it is done; what is only folded is not."""

from datetime import UTC, datetime
from time import perf_counter

import pytest

from crawler.adapters.dom import Dom
from crawler.adapters.hiddenlinks import HiddenLink, hidden_links

SPAM = "http://www.buy-pills.com/"
LINK = f'<a href="{SPAM}">减肥产品</a>'
SOLD = '<a href="http://www.am8.vip/">澳门博彩</a>'


def found(body: str, head: str = "") -> tuple[HiddenLink, ...]:
    page = (
        f'<html><head><title>某市</title>{head}</head><body><div class="header">某市人民政府</div>'
        f'<div class="nav"><ul><li><a href="/zw/">政务公开</a></li></ul></div>{body}'
        '<div class="footer">主办：某市人民政府办公室</div></body></html>'
    )
    seen = datetime(2025, 3, 31, tzinfo=UTC)
    return hidden_links(Dom(page, url="http://www.some.gov.cn/zw/1.html", seen=seen))


@pytest.mark.parametrize(
    ("body", "how"),
    [
        pytest.param(f'<div style="display:none">{LINK}</div>', "display:none", id="folded"),
        pytest.param(f'<DIV STYLE="DISPLAY: NONE;">{LINK}</DIV>', "display:none", id="capitals"),
        pytest.param(
            f'<div style="display:none!important"><p>{LINK}</p></div>', "display:none", id="deeper"
        ),
        pytest.param(
            f'<a style="display:none" href="{SPAM}">减肥</a>', "display:none", id="the link itself"
        ),
        pytest.param(
            f'<p style="visibility:hidden">{LINK}</p>', "visibility:hidden", id="visibility"
        ),
        pytest.param(f'<div style="font-size:0">{LINK}</div>', "字号", id="no size"),
        pytest.param(f'<div style="font-size:1px">{LINK}</div>', "字号", id="one pixel"),
        pytest.param(f'<div style="opacity:0">{LINK}</div>', "透明", id="transparent"),
        pytest.param(
            f'<div style="filter:alpha(opacity=0)">{LINK}</div>', "透明", id="the old way"
        ),
        pytest.param(
            f'<div style="position:absolute;left:-9999px">{LINK}</div>', "屏幕之外", id="left"
        ),
        pytest.param(
            f'<div style="position:fixed; top:-2000px">{LINK}</div>', "屏幕之外", id="above"
        ),
        pytest.param(f'<div style="margin-left:-9999px">{LINK}</div>', "屏幕之外", id="margin"),
        pytest.param(f'<div style="text-indent:-9999px">{LINK}</div>', "屏幕之外", id="indented"),
        pytest.param(
            f'<div style="width:1px;height:1px;overflow:hidden">{LINK}</div>', "1像素", id="a dot"
        ),
        pytest.param(f'<div style="height:0;overflow:hidden">{LINK}</div>', "1像素", id="flat"),
        pytest.param(
            f'<div style="position:absolute;clip:rect(0 0 0 0)">{LINK}</div>', "裁剪", id="clipped"
        ),
        pytest.param(
            f'<marquee height="1" width="4" scrollamount="9000">{LINK}</marquee>',
            "滚动条",
            id="marquee",
        ),
        pytest.param(
            f'<div style="background:#fff"><a style="color:#FFFFFF" href="{SPAM}">减肥</a></div>',
            "同色",
            id="white on white",
        ),
        pytest.param(
            f'<table bgcolor="#ffffff"><tr><td><a href="{SPAM}"><font color="white">减肥</font></a>'
            "</td></tr></table>",
            "同色",
            id="white on white, the old way",
        ),
        pytest.param(
            f'<a style="color:transparent" href="{SPAM}">减肥</a>', "同色", id="no ink at all"
        ),
        pytest.param(
            f"<script>document.write(\"<div style='display:none'>\")</script>{LINK}"
            '<script>document.write("</div>");</script>',
            "脚本写出",
            id="scripts around",
        ),
        pytest.param(
            '<script>document.write(\'<div style="position:absolute;left:-2000px">'
            f'<a href="{SPAM}">减肥</a></div>\');</script>',
            "脚本写出",
            id="script that writes all",
        ),
        pytest.param(
            '<script>document.write(\'\\x3cdiv style="display:none"\\x3e\\u003ca href="'
            f"{SPAM}\"\\x3e减肥\\x3c/a\\x3e\\x3c/div\\x3e')</script>",
            "脚本写出",
            id="script that writes it in code",
        ),
        pytest.param(
            "<script>document.write(unescape('%3Cdiv style=%22display:none%22%3E%3Ca href=%22"
            f"{SPAM}%22%3E减肥%3C/a%3E%3C/div%3E'))</script>",
            "脚本写出",
            id="script that unescapes it",
        ),
        pytest.param(
            f'<ul class="menu"><li><div class="sub" style="display:none">{SOLD}</div></li></ul>',
            "display:none",
            id="gambling, in a menu or not",
        ),
        pytest.param(
            f'<div style="display:none;">{LINK[:-4]}<a>\n</div>', "display:none", id="unclosed"
        ),
        pytest.param(
            f'<div id="x9" style="display:none">{LINK}</div>', "display:none", id="a name unused"
        ),
    ],
)
def test_hidden(body: str, how: str) -> None:
    (link,) = found(body)

    assert how in link.how
    assert link.url in {SPAM, "http://www.am8.vip/"}
    assert link.words


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(LINK, id="a link that is shown"),
        pytest.param(
            f'<ul><li>友情链接<ul style="display:none"><li>{LINK}</li></ul></li></ul>',
            id="a menu that unfolds",
        ),
        pytest.param(
            f'<div class="nav"><div style="display:none">{LINK}</div></div>', id="in a menu's box"
        ),
        pytest.param(
            f'<div class="tab-con"><div>{LINK}</div><div style="display:none">{LINK}</div></div>',
            id="tabs",
        ),
        pytest.param(
            f'<div><div style="display:block">{LINK}</div><div style="display: none">{LINK}</div>'
            "</div>",
            id="tabs without names",
        ),
        pytest.param(
            f'<div id="con2" style="display:none">{LINK}</div>'
            '<script>document.getElementById("con2").style.display="block"</script>',
            id="a script knows it",
        ),
        pytest.param(
            f'<span onmouseover="over(\'links9\')">相关</span><div id="links9" '
            f'style="display:none">{LINK}</div>',
            id="a handler knows it",
        ),
        pytest.param(
            f'<div class="yqlj" style="display:none">{LINK}</div>', id="a style sheet may know it"
        ),
        pytest.param(
            f'<div style="display:none" role="dialog">{LINK}</div>', id="a dialog by its role"
        ),
        pytest.param(
            f'<div id="tipdialog" style="display:none"><p>您即将离开本站</p>{LINK}</div>',
            id="a dialog by its name",
        ),
        pytest.param(
            f'<div style="display:none">{LINK}<a href="/old/">旧栏目</a></div>',
            id="a box that was taken off, its own links in it",
        ),
        pytest.param(
            f'<div style="display:none">{LINK}<a href="http://www.moe.gov.cn/">教育部</a></div>',
            id="a box that was taken off, offices in it",
        ),
        pytest.param(
            '<div style="position:absolute;left:-9999px"><a href="#main">跳到主要内容</a></div>',
            id="for those who cannot see",
        ),
        pytest.param(
            '<div style="display:none"><a href="http://wza.some.gov.cn/">无障碍阅读</a></div>',
            id="the site's own domain",
        ),
        pytest.param(
            '<div style="display:none"><a href="http://www.hunan.gov.cn/">湖南省人民政府</a></div>',
            id="an office",
        ),
        pytest.param(
            '<div style="display:none"><a href="https://www.cnzz.com/stat?web=1">站长统计</a></div>',
            id="statistics",
        ),
        pytest.param(
            '<a href="https://www.51.la/?17" style="display:none">51统计</a>', id="statistics, old"
        ),
        pytest.param(
            '<div style="display:none"><script src="https://hm.baidu.com/hm.js?1"></script></div>',
            id="statistics, a script",
        ),
        pytest.param(
            "<script>document.write(unescape(\"%3Cspan id='cnzz_stat_icon_1' style='display:none'"
            "%3E%3C/span%3E%3Cscript src='http://s4.cnzz.com/stat.php'%3E%3C/script%3E\"))</script>",
            id="statistics, written",
        ),
        pytest.param(
            '<div style="display:none"><a href="https://service.weibo.com/share/share.php?u=1">微博'
            '</a><a href="http://www.jiathis.com/share">分享</a></div>',
            id="sharing",
        ),
        pytest.param(
            f'<ul style="font-size:0"><li class="item" style="font-size:14px">{LINK}</li></ul>',
            id="no size between, a size within",
        ),
        pytest.param(
            f'<div style="font-size:0"><span class="w">{LINK}</span></div>',
            id="no size between, a class within",
        ),
        pytest.param(
            f'<div style="font-size:0"><a href="{SPAM}"><img src="a.png" alt="图"></a></div>',
            id="pictures have no size of text",
        ),
        pytest.param(
            f'<a href="{SPAM}" style="text-indent:-9999px;background:url(logo.png)">某网</a>',
            id="a picture for a text",
        ),
        pytest.param(
            '<div style="position:absolute;left:-1200px;width:4800px"><a href="http://a.com/">一'
            "</a></div>",
            id="a strip of pictures",
        ),
        pytest.param(
            f'<div style="opacity:0"><a href="{SPAM}"><img src="1.jpg">轮播</a></div>',
            id="pictures that take turns",
        ),
        pytest.param(
            f'<div style="opacity:0.9;font-size:12px;height:1px">{LINK}</div>', id="nearly"
        ),
        pytest.param(
            f'<div style="width:1px;height:1px">{LINK}</div>', id="what flows over is seen"
        ),
        pytest.param(
            f'<div style="background:#fff"><div style="background:#00f"><a style="color:#fff" '
            f'href="{SPAM}">某网</a></div></div>',
            id="white on blue",
        ),
        pytest.param(
            f'<div style="background:#fff"><div class="top"><a style="color:#fff" href="{SPAM}">'
            "某网</a></div></div>",
            id="white on what a style sheet says",
        ),
        pytest.param(
            f'<div style="color:#fff;background:#fff">{LINK}</div>', id="links have their own ink"
        ),
        pytest.param(
            f'<p style="visibility:hidden"><span style="visibility:visible">{LINK}</span></p>',
            id="shown again",
        ),
        pytest.param(
            '<marquee height="120" width="300"><a href="http://a.com/">滚动公告</a></marquee>',
            id="a marquee to read",
        ),
        pytest.param(
            '<form><select style="display:none"><option>x</option></select>'
            f'<div style="display:none">{LINK}</div></form>',
            id="in a form",
        ),
        pytest.param(f'<!-- <div style="display:none">{LINK}</div> -->', id="a comment is no link"),
        pytest.param(
            f"<script>var t='<div style=\"display:none\">{LINK}</div>';</script>",
            id="a template that nobody writes",
        ),
        pytest.param(
            f"<script>document.write('<div class=\"ad\">')</script>{LINK}"
            "<script>document.write('</div>')</script>",
            id="written and shown",
        ),
    ],
)
def test_not_hidden(body: str) -> None:
    assert found(body) == ()


def test_each_address_once_and_absolute() -> None:
    links = found(f'<div style="opacity:0">{LINK}{LINK}<a href="//b.test.com/x">乙</a></div>')

    assert [link.url for link in links] == [SPAM, "http://b.test.com/x"]
    assert links[0].words == "减肥产品"


def test_there_is_a_most() -> None:
    many = "".join(f'<a href="http://s{n}.com/">x{n}</a>' for n in range(900))

    assert len(found(f'<div style="opacity:0">{many}</div>')) == 200


@pytest.mark.parametrize(
    "body",
    [
        '<div style="display:none"><a href="http://[::1">坏</a></div>',
        '<div style="left:;position;:;;left:-px">x</div>' + LINK,
        "<script>document.write('<div style=\\u00')</script>" + LINK,
        "<script>document.write(" + "'<div style=' + " * 300 + "'')</script>" + LINK,
        "<div style='opacity:0'>" * 300 + LINK,
    ],
)
def test_broken_markup_is_no_error(body: str) -> None:
    assert all(link.url.startswith("http://") for link in found(body))


def test_a_page_without_such_styles_costs_next_to_nothing() -> None:
    lines = "".join(
        f'<li><a href="/zw/{n}.html">某局召开会议</a><span>2025-03-31</span></li>'
        for n in range(99)
    )
    links = "".join(f'<a href="http://www.site{n}.com/">友情{n}</a>' for n in range(9))
    page = f"<html><body><ul>{lines}</ul><div>{links}</div></body></html>"
    dom = Dom(page, url="http://www.some.gov.cn/", seen=datetime(2025, 3, 31, tzinfo=UTC))
    assert hidden_links(dom) == ()

    def seconds() -> float:
        began = perf_counter()
        hidden_links(dom)
        return perf_counter() - began

    assert min(seconds() for _ in range(200)) < 0.0005  # ten times what it takes
