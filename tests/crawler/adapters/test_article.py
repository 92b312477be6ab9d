from datetime import date, datetime, timedelta, timezone

import pytest

from crawler.adapters.article import read_article
from tests.crawler.adapters.shapes import TEXT, page

BEIJING = timezone(timedelta(hours=8))
TITLE = "示范市召开全市重点工作推进会议"
BODY = f"<p>{TEXT}</p><p>会议于2024年1月5日召开。</p>"

SHAPES = {
    "trs": (
        f'<div class="xl-title">{TITLE}</div><div class="xl-info"><span>发布日期：2024-01-08</span>'
        f"<span>来源：示范日报</span><span>浏览量：12</span></div>{BODY}",
        date(2024, 1, 8), "label:发布日期",
    ),
    "webplus": (
        f'<h1 class="arti_title">{TITLE}</h1><p class="arti_metas"><span>发布者：管理员</span>'
        f"<span>发布时间：2024-01-08</span><span>浏览次数：<em>3</em></span></p>{BODY}",
        date(2024, 1, 8), "label:发布时间",
    ),
    "vsb": (
        f"<h1>{TITLE}</h1><div>2024年01月08日 09:30 作者：王某 点击：[<span>7</span>]</div>{BODY}",
        datetime(2024, 1, 8, 9, 30, tzinfo=BEIJING), "near-title",
    ),
    "plain time": (
        f"<h2>{TITLE}</h2><ul><li><i>时间：</i>2024-01-08 06:23</li></ul>{BODY}",
        datetime(2024, 1, 8, 6, 23, tzinfo=BEIJING), "label:时间",
    ),
    "spaced label": (
        f"<h2>{TITLE}</h2><div>日　　期：<b>2024/1/8</b></div>{BODY}",
        date(2024, 1, 8), "label:日期",
    ),
    "bracketed": (
        f"<h2>{TITLE}</h2><div>【发布日期】 2024-01-08</div>{BODY}",
        date(2024, 1, 8), "label:发布日期",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "published", "where"), SHAPES.values(), ids=SHAPES)
def test_the_printed_publication_date(body, published, where):
    article = read_article(page(body, title=f"{TITLE}_示范市人民政府网"))

    assert article.title == TITLE
    assert article.published == published
    assert article.published_from == where


def test_a_document_table_tells_publication_from_the_document_s_own_date():
    rows = (
        "<tr><td><b>索 引 号：</b></td><td>000014349/2019-00007</td><td><b>主题分类：</b></td></tr>"
        "<tr><td><b>发文机关：</b></td><td>示范市人民政府</td><td><b>成文日期：</b></td>"
        "<td>2023年12月27日</td></tr><tr><td><b>标　　题：</b></td>"
        "<td>示范市人民政府关于促进消费的意见</td>"
        "</tr><tr><td>发文字号：</td><td>示政发〔2023〕5号</td><td><b>发布日期：</b></td>"
        "<td>2024年01月08日</td></tr>"
    )
    article = read_article(page(f"<table>{rows}</table>{BODY}"))

    assert article.title == "示范市人民政府关于促进消费的意见"
    assert article.published == date(2024, 1, 8)
    assert ("label:成文日期", date(2023, 12, 27)) in {(d.where, d.value) for d in article.dates}
    assert article.source == "示范市人民政府"


def test_a_disclosure_table_wins_over_the_tag():
    metas = {"ArticleTitle": "示范市公共场所管理条例", "PubDate": "2024-03-14 11:30"}
    body = (
        "<table><tr><td>公开日期</td><td>&nbsp;2024-01-01</td></tr>"
        "<tr><td>名称</td><td>示范市公共场所管理条例</td></tr></table>"
    )
    article = read_article(page(body, title="政务公开信息内容页", metas=metas))

    assert article.title == "示范市公共场所管理条例"
    assert (article.published, article.published_from) == (date(2024, 1, 1), "label:公开日期")


def test_without_a_printed_date_the_tag_counts_and_the_build_time_never():
    metas = {"PubDate": "2024-01-08 09:53", "Maketime": "2025-03-22 12:28:37"}
    article = read_article(page(f"<h1>{TITLE}</h1>{BODY}", title=TITLE, metas=metas))

    assert article.published == datetime(2024, 1, 8, 9, 53, tzinfo=BEIJING)
    assert article.published_from == "meta:PubDate"
    assert "meta:Maketime" in {seen.where for seen in article.dates}


def test_address_text_clock_and_update_of_the_footer_make_no_publication():
    body = f"<div>今天是2026年03月02日</div><h1>{TITLE}</h1><div>（2023年6月29日通过）</div>{BODY}"
    url = "http://www.shifan.gov.cn/zwdt/202401/t20240109_1.html"
    article = read_article(page(body, title=TITLE, url=url))

    assert article.published is None
    assert {seen.where for seen in article.dates} == {"url", "clock"}


def test_dates_of_a_list_are_no_publication():
    rows = "".join(
        f"<li><span>2024-01-0{n}</span><a href='/a/{n}.html'>第{n}批公示名单</a></li>"
        for n in range(1, 8)
    )
    article = read_article(
        page(f"<h2>通知公告</h2><ul>{rows}</ul>", title="通知公告-示范市人民政府")
    )

    assert article.published is None


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (f"{TITLE}_示范市人民政府网", TITLE),
        (f"{TITLE} - 部门动态 - 示范市人民政府", TITLE),
        (f"示范市教育局-{TITLE}", TITLE),
        (f"{TITLE}-示范市教育局", TITLE),
        ("1-10月示范县固定资产投资结构趋稳", "1-10月示范县固定资产投资结构趋稳"),
        (
            "关于调整2024\u3000年末余额限额的决议__第23号公报_示范网",
            "关于调整2024年末余额限额的决议",
        ),
    ],
)
def test_the_site_s_name_is_taken_off_the_head(head, title):
    assert read_article(page(f"<p>发布时间：2024-01-08</p>{BODY}", title=head)).title == title


def test_a_head_that_names_only_the_site_yields_to_the_heading():
    metas = {"SiteName": "示范市人民政府"}
    article = read_article(page(f"<h1>{TITLE}</h1>{BODY}", title="示范市人民政府", metas=metas))

    assert article.title == TITLE


def test_source_and_attachments():
    body = (
        f"<h1>{TITLE}</h1><div>发布时间：2024-01-08 来源：市发展改革委 字体：大 中 小</div>{BODY}"
        "<a href='./P020240108.pdf'>附件1.申报表</a>"
        "<a href='/module/download/downfile.jsp?filename=a1.docx'>附件2</a>"
        "<a href='/download?id=7'>名单.xlsx</a><a href='/download/index.html'>下载中心</a>"
    )
    article = read_article(page(body, title=TITLE))

    assert article.source == "市发展改革委"
    assert [file.name for file in article.attachments] == ["附件1.申报表", "附件2", "名单.xlsx"]
    assert article.attachments[0].url == "http://www.shifan.gov.cn/zwdt/P020240108.pdf"


def test_a_wechat_article_says_its_time_in_its_script():
    body = (
        '<div id="js_article"><h1 id="activity-name"> 示范发布：一周要闻 </h1>'
        '<a id="js_name">示范发布</a>'
        f'<em id="publish_time"></em><div id="js_content">{BODY}</div></div>'
    )
    scripts = (
        '<script>var biz="x"; var ct = "1704675600"; var nickname = htmlDecode("示范");</script>'
    )
    article = read_article(page(body, url="https://mp.weixin.qq.com/s/abc", scripts=scripts))

    assert article.title == "示范发布：一周要闻"
    assert article.published == datetime(2024, 1, 8, 9, 0, tzinfo=BEIJING)
    assert article.source == "示范发布"


def test_an_image_post_of_wechat_has_no_ct():
    scripts = (
        "<script>window.cgiDataNew = {ori_create_time: '1704675600' * 1,"
        " nick_name: JsDecode('示范'),"
        " title: JsDecode('冬日示范')};</script>"
    )
    article = read_article(page("<div></div>", url="https://mp.weixin.qq.com/s/a", scripts=scripts))

    assert (article.title, article.source) == ("冬日示范", "示范")
    assert article.published == datetime(2024, 1, 8, 9, 0, tzinfo=BEIJING)


def test_an_empty_page_says_nothing():
    article = read_article(page(""))

    assert article == type(article)()


def test_the_date_that_a_script_writes_behind_its_label():
    script = "<script>var pubdata='2024年01月08日';document.write(pubdata);</script>"
    article = read_article(page(f"<h1>{TITLE}</h1><div>发布时间：<b></b>{script}</div>{BODY}"))

    assert article.published == date(2024, 1, 8)
    assert article.published_from == "label:发布时间"


def test_where_the_head_only_names_the_site_the_title_stands_above_the_date():
    body = f"<p>当前位置：首页</p><p>{TITLE}</p><div>时间：2024-01-08  来源：本站</div>{BODY}"
    article = read_article(page(body, title="示范市社会组织信息网"))

    assert (article.title, article.marked) == (TITLE, True)
    assert article.published == date(2024, 1, 8)


def test_a_line_that_the_head_begins_with_is_the_title_though_nothing_calls_it_one():
    body = f"<table><tr><td class='black20'>{TITLE}</td></tr></table>{BODY}"
    article = read_article(page(body, title=f"{TITLE}----示范市气象台"))

    assert (article.title, article.marked) == (TITLE, True)


def test_a_link_that_the_head_begins_with_is_a_menu_s():
    body = f"<a href='/gz/'>工程建设项目审批</a>{BODY}"

    assert not read_article(page(body, title="工程建设项目审批_示范市人民政府")).marked


def test_the_date_below_a_title_of_two_characters():
    body = f"<p>公　示</p><p>日期：2024-01-08</p>{BODY}"

    assert read_article(page(body, title="公示_示范市财政局")).published == date(2024, 1, 8)


def test_where_the_head_names_site_and_column_the_title_stands_below_the_breadcrumb():
    crumb = "<div>当前位置：<a>首页</a>&gt;<a>行业新闻</a></div>"
    body = f"{crumb}<div>{TITLE}</div><div>2024-01-08 16:49</div>{BODY}"
    article = read_article(page(body, title="示范市注册会计师协会网-行业新闻"))

    assert (article.title, article.marked) == (TITLE, True)
    assert article.published == datetime(2024, 1, 8, 16, 49, tzinfo=BEIJING)


def test_the_first_entry_of_a_list_is_no_title():
    crumb = "<div>当前位置：<a>首页</a>&gt;<a>行业新闻</a></div>"
    rows = "".join(f"<p><a href='/{n}.html'>{TITLE}{n}</a></p><i>2024-01-0{n}</i>" for n in (3, 2))
    article = read_article(page(crumb + rows, title="示范市注册会计师协会网-行业新闻"))

    assert not article.marked


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        (f"示范市商务局 通知公告 {TITLE}", f"<td class='title'>{TITLE}</td>", TITLE),
        (f"{TITLE} 示范市商务局网站", f"<div>更新时间：2024-01-09</div><h3>{TITLE}</h3>", TITLE),
        ("示范网", f"<p>{TITLE}</p><p>来源：示范日报</p><p>作者：王某</p>", TITLE),
        ("示范网", f"<div class='tit'>来源：示范日报 作者：王某</div><p>{TITLE}</p>", TITLE),
    ],
)
def test_lines_that_tell_of_an_article_are_no_title(head, body, title):
    article = read_article(page(f"{body}<p>发布时间：2024-01-08</p>{BODY}", title=head))

    assert (article.title, article.published) == (title, date(2024, 1, 8))


@pytest.mark.parametrize(
    "tag",
    [
        f"&lt;font color=red&gt;{TITLE}&lt;/font&gt;",
        f"&lt;b&gt;{TITLE}&lt;/b&gt;&lt;font color=",
        f"{TITLE}_示范政务网",
    ],
)
def test_the_tag_s_title_is_read_without_markup_and_without_the_site(tag):
    assert read_article(page(BODY, metas={"ArticleTitle": tag})).title == TITLE


@pytest.mark.parametrize("tag", ["null", "undefined", "-"])
def test_a_placeholder_in_the_title_s_tag_is_none(tag):
    article = read_article(page(f"<h1>{TITLE}</h1>{BODY}", metas={"ArticleTitle": tag}))

    assert article.own_title == TITLE


def test_a_list_of_documents_each_with_its_table_is_none_of_them():
    rows = "".join(
        f"<li><a href='/{n}.html'>第{n}批名单</a><p>索引号：0{n}</p>"
        f"<p>名称：</p><p>关于第{n}批名单的通知</p>"
        f"<p>公开日期：2024-01-0{n}</p></li>"
        for n in range(1, 7)
    )

    assert not read_article(page(f"<ul>{rows}</ul>", title="规范性文件_示范市人民政府")).marked


def test_below_a_breadcrumb_that_says_it_is_the_text_the_title_stands_above_the_time():
    crumb = (
        "<div>首页 &gt;&gt; <a href='/gz/'>工作动态</a> &gt;&gt; 正文</div><p>请输入关键词检索</p>"
    )
    body = f"{crumb}<div>{TITLE}</div><div>2024-01-08 15:53:06</div>{BODY}"
    article = read_article(page(body, title="工作动态——示范市物价局"))

    assert (article.title, str(article.published)[:10]) == (TITLE, "2024-01-08")
