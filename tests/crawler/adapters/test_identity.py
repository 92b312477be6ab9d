import pytest

from crawler.adapters.identity import read_identity
from crawler.adapters.reading import SiteIdentity
from tests.crawler.adapters.shapes import page

METAS = {
    "SiteName": "示范市人民政府",
    "SiteDomain": "www.shifan.gov.cn",
    "SiteIDCode": "1304000009",
}
FOOT = (
    "<div class='footer'><p>主办单位： 示范市人民政府办公室　承办：示范市大数据中心</p>"
    "<p>网站标识码：1304000009 <a>冀ICP备05029117号-1</a> "
    "<a href='http://www.beian.gov.cn/'>冀公网安备 13042002000523号</a></p>"
    "<p>联系电话：0310-1234567</p>"
    "<span id='_ideConac'><a href='http://bszs.conac.cn/sitename?method=show'></a></span>"
    "<script id='_jiucuo_' sitecode='1304000009' src='http://pucha.kaipuyun.cn/jiucuo.js'></script>"
    "</div>"
)


def test_tags_and_foot():
    assert read_identity(page(FOOT, metas=METAS)) == SiteIdentity(
        site_name="示范市人民政府",
        site_domain="www.shifan.gov.cn",
        site_id_code="1304000009",
        site_id_code_meta="1304000009",
        icp="冀ICP备05029117号-1",
        police="13042002000523",
        sponsor="示范市人民政府办公室",
        contact="0310-1234567",
        jiucuo=True,
        dangzheng=True,
        undertaker="示范市大数据中心",
    )


def test_what_stands_in_comments_is_not_there():
    identity = read_identity(page(f"<!-- {FOOT.replace('<!--', '')} --><p>首页</p>"))

    assert identity == SiteIdentity()


def test_the_foot_s_code_wins_and_an_empty_tag_is_none():
    foot = "<p>网站标识码bm01000001</p>"
    identity = read_identity(page(foot, metas={"SiteIDCode": "", "SiteName": "-"}))

    assert identity.site_id_code == "bm01000001"
    assert identity.site_id_code_meta is None
    assert identity.site_name is None


def test_a_placeholder_in_the_code_s_tag_is_shown_but_is_no_code():
    metas = {"SiteIDCode": "政府网站标识码", "SiteName": "网站名称", "SiteDomain": "网站域名"}
    identity = read_identity(page("<p>首页</p>", metas=metas))

    assert identity.site_id_code_meta == "政府网站标识码"
    assert identity.site_id_code is None
    assert (identity.site_name, identity.site_domain) == (None, None)


@pytest.mark.parametrize(
    ("foot", "icp"),
    [
        ("备案序号:京ICP备05047877号", "京ICP备05047877号"),
        ("粤ICP备05070829", "粤ICP备05070829"),
        ("苏 ICP 备 12345678 号 - 2", "苏ICP备12345678号-2"),
        ("京ICP证030173号", "京ICP证030173号"),
        ("粤icp备05070829号", "粤ICP备05070829号"),
        ("鄂ICP备19031037-2号", "鄂ICP备19031037-2号"),
        ("冀备19019165号-1", None),
        ("冀ICP备：11021833号-2", "冀ICP备11021833号-2"),
    ],
)
def test_icp(foot, icp):
    assert read_identity(page(f"<p>{foot}</p>")).icp == icp


@pytest.mark.parametrize(
    ("foot", "sponsor"),
    [
        ("主办：示范市人民政府办公厅&nbsp;©&nbsp;示范网 版权所有", "示范市人民政府办公厅"),
        ("<i>主办方：</i>示范市文化局", "示范市文化局"),
        ("版权所有：示范市教育局 地址：人民路1号", "示范市教育局"),
        ("中国·示范市发展和改革委员会 版权所有", "示范市发展和改革委员会"),
        ("版权所有，未经授权禁止转载", None),
        (
            "示范县卫生健康局主办&nbsp;&nbsp;地址：人民路1号&nbsp;电话：0432-64606800",
            "示范县卫生健康局",
        ),
        ("示范市人民政府办公室 主办　示范市数据局 承办　版权所有", "示范市人民政府办公室"),
        ("示范市教育局　主办", "示范市教育局"),
        ("【主办】示范市档案馆", "示范市档案馆"),
        ("主办单位　示范市统计局　承办单位　示范市信息中心", "示范市统计局"),
        ("版权所有：示范网 示范市民政局主办", "示范市民政局"),
        ("本次活动由示范市体育局主办 来源：示范市", None),
        ("大赛由示范市体育局 主办", None),
        ("示范市体育局主办的大赛", None),
        ("下一页</p><p>版权所有©2002-2018", None),
        ("<a>联系我们</a><br>版权所有", None),
        ("主办：示范市教育服务公共平台网站", "示范市教育服务公共平台网站"),
    ],
)
def test_sponsor(foot, sponsor):
    assert read_identity(page(f"<p>{foot}</p>")).sponsor == sponsor


@pytest.mark.parametrize(
    ("foot", "contact"),
    [
        ("电话：0432-64606800", "0432-64606800"),
        ("联系电话：（010）12345678", "010-12345678"),
        ("服务热线：12345", "12345"),
        ("联系电话：13800000000", None),
    ],
)
def test_a_contact_is_an_office_s_and_never_a_mobile_number(foot, contact):
    assert read_identity(page(f"<p>{foot}</p>")).contact == contact


@pytest.mark.parametrize(
    ("body", "jiucuo"),
    [
        ("<a href='https://www.gov.cn/fuwu/jiucuopage.html'>网站纠错</a>", True),
        ("<a href='http://121.43.68.40/exposure/jiucuo.html?site_code=1'></a>", True),
        ("<img src='/images/jiucuo.png'>", True),
        ("<div class='jiucuo j-jiucuo ex-find-wrong' data-setting='{sitecode:1}'></div>", True),
        ("<span class='jiucuo'>我要纠错别字</span>", False),
    ],
)
def test_the_entry_for_faults(body, jiucuo):
    assert read_identity(page(body)).jiucuo is jiucuo


@pytest.mark.parametrize(
    ("foot", "undertaker"),
    [
        ("主办：示范市人民政府　承办：示范市数据局　维护：某公司", "示范市数据局"),
        ("承办单位：示范县融媒体中心", "示范县融媒体中心"),
        ("示范市人民政府办公室 主办　示范市数据局 承办　版权所有", "示范市数据局"),
        ("本次大赛由示范市体育局承办，欢迎参加", None),
        ("主办：示范市人民政府", None),
    ],
)
def test_the_undertaker(foot, undertaker):
    assert read_identity(page(f"<p>{foot}</p>")).undertaker == undertaker


@pytest.mark.parametrize(
    ("foot", "police", "code"),
    [
        ("湘公网安备 53032802000018号", "53032802000018", None),
        ("京公网安备:110105011222", "110105011222", None),
        ("公安机关备案号 13063802000054", "13063802000054", None),
        ("湘公网安备430903 02000018号", "43090302000018", None),
        ("网站标识码：５３０３２８０００４", None, "5303280004"),
        ("公网安备号：1XXXXXX9", None, None),
    ],
)
def test_numbers_in_odd_forms(foot, police, code):
    identity = read_identity(page(f"<p>{foot}</p>"))

    assert (identity.police, identity.site_id_code) == (police, code)


@pytest.mark.parametrize(
    ("body", "accessible", "sitemap"),
    [
        ("<a href='/wza/'>无障碍</a><a href='/wzdt/'>网站地图</a>", True, "/wzdt/"),
        ("<a href='#'>适老化模式</a>", True, None),
        ("<img src='a.png' alt='无障碍浏览'>", True, None),
        ("<a href='/ditu/'>城市地图</a>", False, None),
    ],
)
def test_reading_made_easy_and_the_site_map(body, accessible, sitemap):
    identity = read_identity(page(body))

    assert identity.accessible is accessible
    assert identity.sitemap == (sitemap and f"http://www.shifan.gov.cn{sitemap}")
