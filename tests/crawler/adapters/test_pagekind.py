from datetime import date

import pytest

from crawler.adapters.article import read_article
from crawler.adapters.blocks import read_blocks
from crawler.adapters.groups import groups_of
from crawler.adapters.lists import read_entries
from crawler.adapters.pagekind import kind_of, outweighs_lists
from crawler.adapters.reading import Block, EntryLink
from storage.records import PageKind
from tests.crawler.adapters.shapes import TEXT, page

NAMES = [
    "首页", "要闻动态", "信息公开", "政务服务", "互动交流", "市情概况", "政策文件", "通知公告",
    "领导之窗", "专题专栏", "数据发布", "部门动态", "图片新闻", "政策解读", "人事信息", "规划计划",
]  # fmt: skip
LINKS = "".join(f'<a href="/{n}/">{name}</a>' for n, name in enumerate(NAMES))
MENU = f'<div class="nav">{LINKS}</div>'
FOOT = "<div class='footer'>主办单位：示范市人民政府办公室 网站标识码：1304000009</div>"
TITLE = "示范市召开网站升级改造与系统维护工作推进会议"


def entry(n):
    return EntryLink(title=f"关于第{n}批名单的公示", url=f"/a/{n}.html", published=date(2026, 1, n))


def kind(source, *, status=None, entries=(), blocks=()):
    return kind_of(source, status, entries, blocks, read_article(source))


def crumb(*names):
    return (
        "<div>当前位置：" + " &gt; ".join(f"<a>{name}</a>" for name in ("首页", *names)) + "</div>"
    )


def test_a_home_page_is_the_root_with_a_menu():
    source = page(MENU + FOOT, title="示范市人民政府", url="http://www.shifan.gov.cn/")

    assert kind(source) is PageKind.HOME


def test_a_saved_home_page_is_known_by_its_blocks():
    blocks = [Block(name=name, entries=(entry(1), entry(2))) for name in ("要闻", "公告", "文件")]

    assert kind(page(MENU + FOOT, title="示范市人民政府"), blocks=blocks) is PageKind.HOME


@pytest.mark.parametrize("count", [1, 3, 20])
def test_a_list_of_any_length_is_a_list(count):
    source = page(MENU + crumb("信息公开", "通知公告") + FOOT, title="通知公告_示范市人民政府")

    assert kind(source, entries=[entry(n) for n in range(1, count + 1)]) is PageKind.LIST


def test_a_column_without_entries_is_a_list_of_none():
    source = page(
        MENU + crumb("互动交流", "民意征集") + "第一页 最后一页" + FOOT, title="民意征集_示范网"
    )

    assert kind(source) is PageKind.LIST


def test_an_article_is_an_article_even_about_maintenance_and_with_a_hot_list():
    head = f"{MENU}{crumb('要闻动态')}<h1>{TITLE}</h1><div>发布时间：2026-01-08</div>"
    body = f"{head}<p>{TEXT}</p>{FOOT}"

    assert kind(page(body, title=f"{TITLE}-示范网"), entries=[entry(n) for n in range(1, 7)]) is (
        PageKind.ARTICLE
    )


def test_a_short_article_about_an_error_is_an_article():
    title = "关于部分页面不存在问题的整改通报"
    body = f"<h1>{title}</h1><div>发布时间：2026-01-08</div><p>个别页面不存在，现已整改。</p>"

    assert kind(page(body, title=title)) is PageKind.ARTICLE


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("404 Not Found", "<h1>Not Found</h1><p>The requested URL /a was not found.</p>"),
        ("示范网", "<p>抱歉，您访问的页面不存在或已删除！</p><a href='/'>返回首页</a>"),
        ("404-示范市人民政府", MENU + "<p>3秒后返回首页</p>"),
        ("502 Bad Gateway", "<center>nginx</center>"),
    ],
)
def test_error_pages_that_come_with_200(title, body):
    assert kind(page(body, title=title), status=200) is PageKind.ERROR


def test_deleted_wechat_articles_are_errors():
    body = "<div class='weui-msg'><h2 class='weui-msg__title'>该内容已被发布者删除</h2></div>"

    assert kind(page(body, url="https://mp.weixin.qq.com/s/a")) is PageKind.ERROR


@pytest.mark.parametrize(
    ("status", "title", "body", "scripts"),
    [
        (403, "", "", ""),
        (412, "", "", "<script>$_ts=window['$_ts'];</script>"),
        (200, "", "", "<script>$_ts=window['$_ts'];if(!$_ts)$_ts={};</script>"),
        (521, "", "", "<script>document.cookie='__jsl_clearance_s=1'</script>"),
        (200, "安全验证", "<p>请完成安全验证后继续访问</p><input id='code'>", ""),
        (200, "搜索", "<p>您的访问过于频繁，请输入验证码</p>", ""),
        (200, "403 Forbidden", "<center>openresty</center>", ""),
    ],
)
def test_a_refusal_is_no_error(status, title, body, scripts):
    assert kind(page(body, title=title, scripts=scripts), status=status) is PageKind.REFUSED


def test_521_without_the_wall_s_cookies_is_the_server_s_error():
    assert kind(page("<p>Web server is down</p>"), status=521) is PageKind.ERROR


@pytest.mark.parametrize("status", [200, 503])
def test_maintenance_says_so_and_little_else(status):
    source = page("<p>网站正在升级改造，暂停访问，敬请谅解。</p>", title="示范市人民政府")

    assert kind(source, status=status) is PageKind.MAINTENANCE


def test_a_page_that_only_scripts_fill():
    scripts = "<script src='/js/app.js'></script>"

    assert kind(page("<div id='app'></div>", scripts=scripts)) is PageKind.SCRIPT_ONLY


@pytest.mark.parametrize(
    ("title", "metas", "crumbs"),
    [
        ("领导之窗_示范网", {}, ()),
        ("示范市教育局", {"ColumnName": "局领导", "SiteName": "示范市教育局"}, ()),
        ("政府领导", {}, ("信息公开", "政府领导")),
    ],
)
def test_leaders(title, metas, crumbs):
    body = MENU + (crumb(*crumbs) if crumbs else "") + "<p>王某 李某</p>" + FOOT

    assert kind(page(body, title=title, metas=metas), entries=[entry(1)]) is PageKind.LEADERS


def test_letters():
    rows = "<tr><td>信件编号</td><td>信件标题</td><td>来信时间</td><td>回复时间</td></tr>" * 2

    assert kind(page(f"{MENU}<table>{rows}</table>", title="市长信箱")) is PageKind.LETTERS


def test_a_service_guide():
    fields = "".join(
        f"<dt>{name}</dt>" for name in ("受理条件", "申请材料", "办理流程", "收费标准")
    )

    assert kind(page(f"<h1>企业设立登记</h1><dl>{fields}</dl>")) is PageKind.GUIDE


def test_the_disclosure_platform():
    sections = ["信息公开指南", "信息公开制度", "法定主动公开内容", "信息公开年报", "依申请公开"]
    links = "".join(f"<li><a href='/{n}'>{name}</a></li>" for n, name in enumerate(sections))

    assert kind(page(f"<ul>{links}</ul>", title="政府信息公开")) is PageKind.DISCLOSURE


def test_an_empty_body_says_nothing():
    assert kind(page("")) is PageKind.OTHER


def test_a_document_that_is_only_an_attachment_is_no_empty_column():
    body = MENU + crumb("政策法规") + f"<h2>{TITLE}</h2><p><a href='/f/1.doc'>附件</a></p>" + FOOT

    assert kind(page(body, title=f"{TITLE}_示范市人民政府网")) is PageKind.ARTICLE


def test_a_column_whose_name_heads_it_stays_a_column():
    body = MENU + crumb("综合行政执法改革") + "<h2>综合行政执法改革</h2>" + FOOT

    assert kind(page(body, title="综合行政执法改革_示范市人民政府网")) is PageKind.LIST


def test_a_portal_full_of_links_is_a_home_page_whatever_it_calls_its_lead_story():
    links = "".join(f'<a href="/n/{n}.html">关于第{n}批名单</a>' for n in range(120))
    source = page(f"{MENU}<h1>{TITLE}</h1>{links}{FOOT}", title="示范市人民政府", url="")

    assert kind(source) is PageKind.HOME


HOT = (
    "<div class='box'><h3>大家都在看</h3><ul>"
    + "".join(
        f"<li><a href='/a/{n}.html'>关于第{n}批名单的公示</a><span>2026-01-0{n}</span></li>"
        for n in range(1, 7)
    )
    + "</ul></div>"
)
LOST = "<div class='tips'>{}<p>3. 该信息已过期下线。</p><p><a href='/'>返回首页</a></p></div>"


def read_kind(source):
    groups = groups_of(source)
    found = read_blocks(source, groups)
    return kind(source, entries=read_entries(source, groups), blocks=found)


@pytest.mark.parametrize(
    "notice",
    [
        "<h2>抱歉，您访问的页面不存在或已被删除</h2>",
        "<p>对不起，您要查看的信息已删除！</p>",
        "<div>页面不存在</div>",
        "<b>该栏目已下线</b>",
        "<p>很抱歉，没有找到您要访问的页面</p>",
    ],
)
def test_an_error_page_in_full_dress_beside_a_box_of_other_news(notice):
    body = MENU + crumb("提示信息") + LOST.format(notice) + HOT + FOOT

    assert read_kind(page(body, title="示范市人民政府")) is PageKind.ERROR


@pytest.mark.parametrize(
    ("notice", "more"),
    [
        ("<h2 style='display:none'>您访问的页面不存在</h2>", ""),
        ("<ul><li><a href='/a/9.html'>您访问的页面不存在</a></li></ul>", ""),
        ("<h2>您访问的页面不存在</h2>", "<div>共3页 <a href='i_1.html'>下一页</a></div>"),
        ("<h1>您访问的页面不存在怎么办</h1>", f"<div>发布时间：2026-01-08</div><p>{TEXT}</p>"),
        ("<h1>您访问的页面不存在</h1>", f"<div>发布时间：2026-01-08</div><p>{TEXT}</p>"),
        ("<p>您访问的页面不存在</p>", f"<h1>{TITLE}</h1><p>{TEXT * 3}</p>"),
    ],
)
def test_what_only_speaks_of_missing_pages_is_no_error(notice, more):
    body = MENU + crumb("要闻动态") + notice + more + HOT + FOOT

    assert read_kind(page(body, title="要闻动态_示范市人民政府")) is not PageKind.ERROR


SIDE = "<ul class='side'>" + "".join(
    f"<li><a href='/s/{n}/'>{name}</a></li>"
    for n, name in enumerate(["局长信箱", "在线访谈", "网上调查", "回应关切", "依申请公开"])
)
NAMED = {"title": "意见征集_示范市自然资源局"}


@pytest.mark.parametrize(
    "middle",
    [
        "<div><!-- <li><a href='/e.html'>标题</a> 2018-01-01</li> --><p>暂无数据</p></div>",
        "<div>暂无相关信息！</div><div class='pager'>共 0 条</div>",
        "<div class='pager'><span>共0条记录</span></div>",
    ],
)
def test_a_column_that_says_it_has_nothing_is_a_list_of_none(middle):
    body = MENU + crumb("公众参与", "意见征集") + SIDE + "</ul>" + middle + FOOT

    assert read_kind(page(body, **NAMED)) is PageKind.LIST


@pytest.mark.parametrize(
    "middle",
    [
        "<div style='display:none'>暂无数据</div>",
        "<div class='side'>暂无数据</div>",
        "<p>暂无附件</p>",
        "<h4>相关推荐</h4><p>暂无内容</p>",
        "<div>发布时间：2026-01-08</div><p>暂无内容</p>",
        "<div>暂无数据</div><iframe src='/list.jsp'></iframe>",
        f"<div>暂无数据</div><p>{TEXT}</p>",
    ],
)
def test_a_doubtful_nothing_is_no_empty_column(middle):
    body = MENU + crumb("公众参与", "意见征集") + SIDE + "</ul>" + middle + FOOT

    assert read_kind(page(body, **NAMED)) is not PageKind.LIST


@pytest.mark.parametrize(
    ("middle", "expected"),
    [
        ("<ul class='list'></ul>", PageKind.LIST),
        ("<ul class='list'><li>本栏目的内容由各科室提供</li></ul>", PageKind.OTHER),
        ("<ul class='list'><li>办事流程</li></ul>", PageKind.OTHER),
        ("<canvas></canvas>", PageKind.OTHER),
    ],
)
def test_a_page_without_a_path_that_repeats_its_menu_alone(middle, expected):
    source = page(MENU + middle + FOOT, title="市情概况_示范市人民政府")

    assert read_kind(source) is expected


def sure_article(body, url="http://www.shifan.gov.cn/zwdt/202601/t20260105_1.html", **metas):
    tags = {"ArticleTitle": TITLE, "PubDate": "2026-01-05"} | metas
    shown = f"<h1>{TITLE}</h1><div>发布时间：2026-01-05</div><p>{TEXT * 4}</p>"
    return page(shown + body, title=TITLE, metas=tags, url=url)


@pytest.mark.parametrize("count", [0, 2, 8, 30])
def test_an_article_that_outweighs_any_list_is_one_beside_any_list(count):
    source = sure_article("")
    entries = [entry(n % 28 + 1) for n in range(count)]

    assert outweighs_lists(source, read_article(source))
    assert kind(source, entries=entries) is PageKind.ARTICLE


@pytest.mark.parametrize(
    "source",
    [
        page(f"<h1>{TITLE}</h1><div>发布时间：2026-01-05</div><p>短</p>", title=TITLE),
        page(f"<h1>{TITLE}</h1><p>{TEXT * 4}</p>", title=TITLE),
        page(f"<div>2026-01-05</div><p>{TEXT * 4}</p>", title="通知公告"),
        sure_article(
            "<div>下一页 共 3 页</div>", url="http://www.shifan.gov.cn/a", ArticleTitle=""
        ),
    ],
)
def test_what_a_list_might_outweigh_is_weighed_with_its_lists(source):
    assert not outweighs_lists(source, read_article(source))


def test_a_long_text_that_nobody_dated_is_an_article_beside_dated_lists():
    body = (
        MENU
        + crumb("单位概况", "单位简介")
        + f"<h1>示范市疾病预防控制中心简介</h1><div><p>{TEXT * 2}</p></div>"
    )
    source = page(body + FOOT, title="示范市疾病预防控制中心简介-单位简介-示范市卫生健康委员会")

    assert kind(source, entries=[entry(n) for n in range(1, 10)]) is PageKind.ARTICLE


@pytest.mark.parametrize(
    ("crumbs", "title"),
    [
        (
            ("单位概况", "政策直达快享平台"),
            "政策直达快享平台",
        ),  # what the path ends with is a column
        ((), "政策直达快享平台"),
    ],
)
def test_a_column_with_an_introduction_stays_a_list(crumbs, title):
    body = (
        MENU + (crumb(*crumbs) if crumbs else "") + f"<h1>{title}</h1><div><p>{TEXT * 2}</p></div>"
    )
    source = page(body + FOOT, title=f"{title}_示范市人民政府")

    assert kind(source, entries=[entry(n) for n in range(1, 10)]) is PageKind.LIST


def test_a_text_in_the_place_of_one_is_no_empty_column():
    table = "<tr><td>示范市教育局</td><td>学院路八号</td><td>示范市民政局</td></tr>" * 8
    body = f"<h1>机构通讯录</h1><div id='UCAP-CONTENT'><table>{table}</table></div>"
    source = page(MENU + crumb("机构通讯录") + body + FOOT, title="机构通讯录 - 示范县人民政府")

    assert kind(source) is PageKind.ARTICLE


def test_a_column_between_menu_and_site_in_the_head_is_no_home_page():
    blocks = [Block(name=name, entries=(entry(1), entry(2))) for name in ("最新", "往期")]
    metas = {"SiteName": "示范市文化局"}
    body = MENU + FOOT

    column = page(body, title="示范市文化局-部门动态", metas=metas)
    assert kind(column, entries=[entry(n) for n in range(1, 5)], blocks=blocks) is PageKind.LIST
    assert kind(page(body, title="示范市文化局", metas=metas), blocks=blocks) is PageKind.HOME
