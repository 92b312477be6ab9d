from crawler.adapters.navigation import read_columns
from storage.records import ColumnKind
from tests.crawler.adapters.shapes import page

HOME = "http://www.shifan.gov.cn/"


def columns(body, url=HOME, title="示范市人民政府"):
    return read_columns(page(body, title=title, url=url))[0]


def test_first_and_second_level_of_a_menu():
    body = """<div class="nav"><ul><li><a href="/">首页</a></li>
    <li><a href="/xwzx/">新闻中心</a><div class="sub"><p><a href="/xwzx/zwdt/">政务动态</a></p>
    <p><a href="/xwzx/tzgg/">通知公告</a></p></div></li>
    <li><a href="/xxgk/">政务公开</a></li><li><a href="javascript:;">互动交流</a><ul>
    <li><a href="/szxx/">市长信箱</a></li></ul></li></ul></div>"""

    found = columns(body)

    assert [(c.name, c.level, c.parent) for c in found] == [
        ("新闻中心", 1, None),
        ("政务动态", 2, "新闻中心"),
        ("通知公告", 2, "新闻中心"),
        ("政务公开", 1, None),
        ("市长信箱", 2, "互动交流"),
    ]
    assert found[2].kind is ColumnKind.NOTICES
    assert found[2].url == "http://www.shifan.gov.cn/xwzx/tzgg/"


def test_definition_lists():
    body = """<div id="menu"><dl><dt><a href="/gk">政务公开</a></dt>
    <dd><a href="/gk/zc">政策文件</a></dd>
    <dd><a href="/gk/js">机构职能</a></dd></dl><dl><dt><a href="/hd">互动交流</a></dt>
    <dd><a href="/hd/zj">意见征集</a></dd></dl></div>"""

    assert [(c.name, c.parent) for c in columns(body)] == [
        ("政务公开", None),
        ("政策文件", "政务公开"),
        ("机构职能", "政务公开"),
        ("互动交流", None),
        ("意见征集", "互动交流"),
    ]


def test_what_is_no_column():
    body = """<div class="top"><a href="/en">English</a><a href="/login">登录</a></div>
    <div class="nav"><a href="/index.html">首页</a><a href="/yw/">要闻动态</a>
    <a href="/gk/">信息公开</a><a href="/fw/">政务服务</a><a href="/wza">无障碍</a>
    <a href="#">专题专栏</a>
    <a href="/yw/202401/t20240108_1.html">示范市召开全市重点工作会议</a></div>
    <div class="breadcrumb nav"><a href="/">首页</a><a href="/yw/">要闻</a>
    <a href="/x/">通知公告</a></div>
    <div class="friend-nav"><a href="http://a.cn">财政信息</a><a href="http://b.cn">政策文件</a>
    <a href="http://c.cn">人事信息</a></div>
    <div class="footer"><a href="/map">网站地图</a><a href="/lx">联系我们</a></div>"""

    assert [c.name for c in columns(body)] == ["要闻动态", "信息公开", "政务服务"]


def test_a_row_of_short_names_serves_where_nothing_is_called_a_menu():
    body = """<table><tr><td><a href="/">首页</a></td><td><a href="/dt">工作动态</a></td>
    <td><a href="/gg">通知公告</a></td><td><a href="/zc">政策法规</a></td>
    <td><a href="/bs">办事服务</a></td>
    </tr></table><ul><li><a href="/1.html">示范市召开全市重点工作推进会议</a></li></ul>"""

    found = columns(body)

    assert [c.name for c in found] == ["工作动态", "通知公告", "政策法规", "办事服务"]
    assert all(0.8 <= c.confidence < 0.95 for c in found)  # names that leave no doubt


def test_in_a_row_of_short_names_a_name_that_leaves_doubt_is_doubted():
    body = """<table><tr><td><a href="/">首页</a></td><td><a href="/gg">通知公告</a></td>
    <td><a href="/zc">政策法规</a></td><td><a href="/cz">财政信息</a></td></tr></table>"""

    sure = {c.name: c.confidence for c in columns(body)}

    assert sure["财政信息"] < 0.8 < sure["通知公告"]


def test_the_main_menu_is_the_one_that_leads_home_not_the_bigger_one():
    categories = "".join(f'<li><a href="/t/{n}">第{n}类工程</a></li>' for n in "一二三四五六七八")
    body = f"""<div class="ewb-nav"><div class="category"><ul>{categories}</ul></div>
    <div class="ewb-nav-list"><ul><li><a href="/">首页</a></li><li><a href="/jy">交易信息</a></li>
    <li><a href="/zt">主体信息</a></li><li><a href="/xy">信用信息</a></li>
    <li><a href="/zz">专题专栏</a></li>
    </ul></div></div>"""

    assert [c.name for c in columns(body)] == ["交易信息", "主体信息", "信用信息", "专题专栏"]


def test_headings_and_more_of_blocks_name_columns_with_less_confidence():
    body = """<div class="nav"><a href="/">首页</a><a href="/gk">政务公开</a>
    <a href="/fw">政务服务</a><a href="/hd">互动交流</a></div>
    <div class="box"><div class="tit"><span>通知公告</span>
    <a href="/tzgg/">更多&gt;&gt;</a></div></div>
    <div class="box"><div class="hd"><h3><a href="/zwdt/">政务动态</a></h3></div></div>"""

    found = {c.name: c for c in columns(body)}

    assert set(found) == {"政务公开", "政务服务", "互动交流", "通知公告", "政务动态"}
    assert found["通知公告"].url.endswith("/tzgg/")
    assert 0.8 <= found["通知公告"].confidence < found["政务公开"].confidence


def test_another_host_is_external_and_a_host_below_is_not():
    body = """<div class="nav"><a href="/">首页</a><a href="http://xxgk.shifan.gov.cn/">信息公开</a>
    <a href="https://zwfw.sheng.gov.cn/">政务服务</a><a href="/zc/">政策文件</a></div>"""

    assert {c.name: c.external for c in columns(body)} == {
        "信息公开": False,
        "政务服务": True,
        "政策文件": False,
    }


def test_sites_on_numbered_hosts_are_told_apart_by_their_ports():
    body = """<div class="nav"><a href="/">首页</a><a href="/gk/">信息公开</a>
    <a href="/dt/">工作动态</a>
    <a href="http://127.0.0.1:8002/zc/">政策文件</a></div>"""

    found = columns(body, url="http://127.0.0.1:8001/")

    assert [c.external for c in found] == [False, False, True]


def test_a_site_map_names_what_the_menu_does_not():
    names = [
        "单位简介",
        "内设机构",
        "工作动态",
        "图片新闻",
        "通知公告",
        "政策法规",
        "规划计划",
        "应急管理",
        "政务咨询",
    ]
    links = "".join(f'<p><a href="/m/{n}/">{name}</a></p>' for n, name in enumerate(names))
    body = f"""<div class="menu"><a href="/">首页</a><a href="/gk/">信息公开</a>
    <a href="/hd/">互动交流</a></div><div class="TRS_Editor">{links}</div>"""

    found = {c.name for c in columns(body, url=HOME + "zddt/", title="网站地图")}

    assert found == {*names, "信息公开", "互动交流"}


def test_a_page_without_links_has_no_columns():
    assert columns("<p>系统维护中</p>") == ()


def test_a_topic_of_a_past_year_is_history():
    body = """<div class="nav"><a href="/">首页</a><a href="/zt">专题专栏</a>
    <a href="/gk">信息公开</a><a href="/zt/lh">2020年两会专题</a></div>"""

    assert {c.name for c in columns(body) if c.history} == {"2020年两会专题"}


def test_of_a_page_from_nowhere_addresses_stay_as_they_are():
    body = """<div class="nav"><a href="./">首页</a><a href="xwdt/index.html">新闻动态</a>
    <a href="../tzgg/">通知公告</a><a href="/zcfg/">政策法规</a>
    <a href="http://www.shifan.gov.cn/hdjl/">互动交流</a></div>"""

    found = columns(body, url="")
    known = read_columns(page(body, url="", metas={"SiteDomain": "www.other.gov.cn"}))[0]

    assert [column.url for column in found] == [
        "xwdt/index.html",
        "../tzgg/",
        "/zcfg/",
        "http://www.shifan.gov.cn/hdjl/",
    ]
    assert [column.external for column in known] == [False, False, False, True]


def test_columns_that_stand_twice_are_told():
    body = """<div class="nav"><a href="/">首页</a><a href="/gk/">政务公开</a>
    <a href="/gk/">信息公开</a><a href="/gg/">通知公告</a><a href="/gg2/">通知公告</a>
    <a href="/zc/">政策文件</a></div>"""
    source = page(body, url=HOME)

    assert read_columns(source)[1] == (
        "栏目“通知公告”有2个网址",
        "同一网址有2个栏目名：信息公开、政务公开",
    )
