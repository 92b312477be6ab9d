"""What a column's page shows beside its site's frame: nothing, or whatever might be content."""

from datetime import UTC, datetime

import pytest

from crawler.adapters import read
from crawler.adapters.outline import own_lines
from crawler.adapters.reading import Document, Outline
from storage.records import PageKind

AT = datetime(2026, 11, 25, 1, tzinfo=UTC)
HOST = "http://www.shifan.gov.cn"
URL = f"{HOST}/zcjd/"
COLUMNS = {
    "要闻动态": "/yw/", "通知公告": "/tzgg/", "政策文件": "/zcwj/", "政策解读": "/zcjd/",
    "统计数据": "/tjsj/", "规划计划": "/ghjh/", "人事信息": "/rsxx/", "政府信息公开": "/xxgk/",
}  # fmt: skip


def links(*names: str) -> str:
    return "".join(f'<li><a href="{COLUMNS[name]}">{name}</a></li>' for name in names)


TOP = (
    '<div class="top">今天是2026年11月25日 星期三</div>'
    '<div class="logo"><img src="/i/logo.png"></div>'
    '<form action="/search"><input name="q"></form>'
    f'<div class="nav"><ul><li><a href="/">首页</a></li>{links(*COLUMNS)}</ul></div>'
)
CRUMB = '<div class="wz">当前位置：<a href="/">首页</a> &gt; <a href="/zcjd/">政策解读</a></div>'
BADGE = '<a href="http://bszs.conac.cn/"><img src="/i/red.png"></a>'
FRIENDS = "".join(
    f'<a href="http://www.b{n}.example/">{name}</a>'
    for n, name in enumerate(
        (
            "外交部",
            "国家发展改革委",
            "示范广播电视台",
            "国务院国资委",
            "省财政厅",
            "省教育厅",
            "省民政厅",
            "省司法厅",
        )
    )
)
END = (
    f'<div class="box"><span>友情链接</span>{FRIENDS}</div>'
    '<div class="foot"><p>主办单位：示范市人民政府办公室，联系电话：0765-8871679</p>'
    f"<p>网站标识码：4454230001</p>{BADGE}</div>"
)
SHOWN_TWICE = '<a href="/zcjd/t1.html">《示范市物业管理条例》解读</a>'
SHORT = '<a href="/zcjd/t2.html">市长答问</a>'
SENTENCE = "<p>本栏目的内容由市政府办公室提供。</p>"
POSTER = '<img src="/i/poster.png">'
NEWS = "".join(
    f'<li><a href="/yw/t{n}.html">示范市召开第{n}次安全生产会议</a><span>2026-11-{n:02}</span></li>'
    for n in range(11, 19)
)
HOME = f"<h3>要闻动态</h3><ul>{NEWS}</ul>{SHORT}{POSTER}<h3>政策解读</h3>{SENTENCE}{SHOWN_TWICE}"
JPAGE = (
    '<script type="text/xml"><datastore><totalrecord>0</totalrecord><recordset></recordset>'
    '</datastore></script><script>$("#26165").jpage({"totalRecord": 0});</script>'
)
PAGING = "<script>var countPage = 0; function createPageHTML(n){document.write(n)}</script>"
RANKING = (
    (
        '<div class="phb"><h3>热点排行</h3><ul>'
        + "".join(
            f"<li><em>{n}</em>{row}</li>" for n, row in enumerate(NEWS.split("</li>")[:-1], 1)
        )
        + "</ul></div>"
    )
    .replace("<li><li>", "<li>")
    .replace("</em><li>", "</em>")
)
MENU = (
    f'<div class="left"><h3>政策解读</h3><ul>{links("政策文件", "政策解读", "规划计划")}</ul></div>'
)


def reading(middle, *, url=URL, title="政策解读-示范市人民政府", top=TOP, end=END):
    text = (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body>{top}{middle}{end}</body></html>"
    )
    return read(Document(url=url, body=text.encode(), fetched_at=AT))


def home(middle=HOME) -> Outline:
    found = reading(middle, url=f"{HOST}/", title="示范市人民政府")
    assert found.kind is PageKind.HOME
    assert found.outline is not None
    return found.outline


def own(middle, *, of=None, **facts):
    page = reading(middle, **facts)
    assert not page.entries
    return None if page.outline is None else own_lines(page.outline, of or home())


@pytest.mark.parametrize(
    "middle",
    [
        pytest.param(CRUMB, id="nothing at all"),
        pytest.param(f"{CRUMB}<h2>政策解读</h2><ul class='list'></ul>", id="its name"),
        pytest.param(f"{CRUMB}<p>暂无相关信息！</p>", id="words"),
        pytest.param(f"{CRUMB}<div>共<b>0</b>条 第1/1页 首页 上一页 尾页</div>", id="paging"),
        pytest.param(f"{CRUMB}<div>共0条</div>{PAGING}", id="paging by script"),
        pytest.param(f"{CRUMB}<div id='26165'></div>{JPAGE}", id="jpage without records"),
        pytest.param(f"{MENU}{CRUMB}", id="a menu of its neighbours before the breadcrumb"),
        pytest.param(f"{CRUMB}{MENU}", id="a menu of its neighbours after it"),
        pytest.param(f"{CRUMB}{RANKING}", id="what is read most"),
        pytest.param(f"{CRUMB}<i></i>" + "<img src='/i/dot.gif'>" * 3, id="dots"),
        pytest.param(f"{CRUMB}<script>var channel = 17; var t = 'zcjd';</script>", id="settings"),
        pytest.param("<h2>政策解读</h2>", id="no breadcrumb, but its name in the menu"),
    ],
)
def test_a_column_that_holds_nothing(middle):
    assert own(middle) == 0


def test_a_home_page_that_only_leads_on_is_a_witness_as_good():
    gate = home("".join(f'<a class="tile" href="{url}">{n}</a>' for n, url in COLUMNS.items()))

    assert own(CRUMB, of=gate) == 0
    assert own(CRUMB + SHORT, of=gate) == 1


def test_another_day_is_no_content():
    assert own(CRUMB, top=TOP.replace("25日 星期三", "26日 星期四")) == 0


MAY_BE_CONTENT = [
    pytest.param(f"<p>{SHOWN_TWICE}</p>", id="a title that the home page ends with"),
    pytest.param(SENTENCE, id="a sentence that the home page repeats"),
    pytest.param(SHORT, id="a short title that the home page repeats"),
    pytest.param(POSTER, id="a picture that the home page shows"),
    pytest.param(RANKING + NEWS.split("</li>")[2], id="a line of the ranking once more"),
    pytest.param("<p>办事流程</p>", id="a few words"),
    pytest.param("<p>栏目建设中</p>", id="being built"),
    pytest.param("<p>2026-11-20</p>", id="a date"),
    pytest.param("<a href='2025/'>2025年</a><a href='2024/'>2024年</a>", id="years"),
    pytest.param("<div>共<b>1</b>条</div>", id="a record that was not read"),
    pytest.param("<div>共12条</div>", id="records that were not read"),
    pytest.param("<form action='/login'><input type='password'></form>", id="a form"),
    pytest.param("<form action='/s'><input name='k'><button></button></form>", id="a search"),
    pytest.param("<select><option value='/a'>市本级</option></select>", id="a choice"),
    pytest.param("<img src='/i/map.jpg' usemap='#m'><map name='m'></map>", id="a map"),
    pytest.param("<video src='/v.mp4'></video>", id="a film"),
    pytest.param("<embed src='/v.swf'>", id="an old film"),
    pytest.param("<iframe src='/list.html'></iframe>", id="a frame"),
    pytest.param("<canvas></canvas>", id="a chart"),
    pytest.param("<div style=\"background: url('/i/a.jpg')\"></div>", id="a painted box"),
    pytest.param("<a href='/zcjd/list2.html'></a>", id="a link that shows by style alone"),
    pytest.param("<div class='list' data-channel='3'></div>", id="a box to be filled"),
    pytest.param("<div class='loading'></div>", id="a box that waits"),
    pytest.param("<my-list channel='3'></my-list>", id="an element of its own"),
    pytest.param("<script>showList('zcjd')</script>", id="a script"),
    pytest.param("<script src='/js/zcjd.js'></script>", id="a script from elsewhere"),
    pytest.param(links("规划计划", "统计数据"), id="an entry to columns of the menu"),
    pytest.param(
        "<a href='/zcjd/'>政策解读</a>" + links("规划计划", "统计数据"), id="an entry, headed"
    ),
    pytest.param("<a href='/zcjd/bm/'>部门解读</a>", id="a column below it"),
    pytest.param("<a href='http://zc.example/'>政策解读</a>", id="its name, leading elsewhere"),
    pytest.param("<li onclick='go(3)'>市长答问</li>", id="a line that a script follows"),
    pytest.param("<div style='display:none'>市长答问</div>", id="a line behind a tab"),
]
ELSEWHERE_ON_THE_HOME_PAGE = {
    "a short title that the home page repeats", "a picture that the home page shows",
    "an entry to columns of the menu", "an entry, headed",
}  # fmt: skip


@pytest.mark.parametrize("middle", MAY_BE_CONTENT)
def test_whatever_may_be_content(middle):
    assert own(CRUMB + middle) != 0


@pytest.mark.parametrize(
    "middle", [one for one in MAY_BE_CONTENT if one.id not in ELSEWHERE_ON_THE_HOME_PAGE]
)
def test_content_above_the_breadcrumb(middle):
    assert own(middle + CRUMB) != 0


@pytest.mark.parametrize(
    "middle",
    [
        pytest.param(SHOWN_TWICE, id="a title"),
        pytest.param(SENTENCE, id="a sentence"),
    ],
)
def test_content_that_stands_where_the_home_page_has_it(middle):
    """The home page says nothing else between its menu and its foot."""
    assert own(CRUMB + middle, of=home(middle)) == 1


@pytest.mark.parametrize(
    ("middle", "facts"),
    [
        pytest.param("<p>暂无</p>", {"title": "示范市人民政府"}, id="no name"),
        pytest.param(
            '<div>当前位置：<a href="/">首页</a> &gt; </div><p>内容调整</p>',
            {},
            id="a breadcrumb that runs on into the content",
        ),
        pytest.param(
            '<div>当前位置：<a href="/">首页</a> &gt; 关于公布示范市第三批名单的通知</div>',
            {},
            id="an article's breadcrumb",
        ),
        pytest.param(f"{CRUMB}<ul><li v-for='one in list'></li></ul>", {}, id="a template"),
        pytest.param(f"{CRUMB}<p>{{{{ title }}}}</p>", {}, id="another template"),
        pytest.param("", {"title": "网站维护", "top": "网站升级维护中", "end": ""}, id="closed"),
        pytest.param("<h1>您访问的页面不存在</h1>", {}, id="a soft 404"),
        pytest.param(f"{CRUMB}<h1>您访问的页面不存在</h1>", {}, id="one in full dress"),
    ],
)
def test_what_is_not_surely_a_column_has_no_outline(middle, facts):
    assert own(middle, **facts) is None


def test_the_home_page_under_a_column_s_address_tells_nothing():
    again = reading(CRUMB).outline
    assert again is not None

    assert own_lines(again, again) is None


def test_a_home_page_that_is_closed_is_no_witness():
    closed = reading("", url=f"{HOST}/", title="示范市", top="网站升级维护中，敬请期待", end="")

    assert closed.outline is None


def test_a_list_needs_no_outline():
    assert reading(f"{CRUMB}<ul>{NEWS}</ul>").outline is None


def test_what_a_source_lays_out_is_known():
    waits = (
        "<div class='loading'><img src='/i/loading.gif'></div><script src='/js/app.js'></script>"
    )
    literal = "<script>var api = '/api/list?c=3'; fetch('/api/list?c=3')</script>"
    joined = "<script>var c = 3; fetch('/api/list?c=' + c)</script>"

    assert own(CRUMB + waits + literal) == 0
    assert own(CRUMB + waits + joined) != 0


def test_marks_tell_no_number():
    one, other = (
        home(f"{HOME}<a href='tel:{number}'>电话{number}</a>")
        for number in ("13812345678", "13987654321")
    )

    assert one == other
