import pytest

from crawler.adapters import read
from crawler.adapters.leaders import as_name, read_leaders
from crawler.adapters.reading import Document, Leader
from storage.records import PageKind
from tests.crawler.adapters.shapes import SEEN, TEXT, page

CRUMB = '<div>您当前的位置：<a href="/">首页</a> &gt; <a href="/ld/">领导之窗</a></div>'
FOOT = "<div>主办单位：示范市人民政府办公室</div>"


def found(body):
    return [(one.name, one.post) for one in read_leaders(page(CRUMB + body + FOOT))]


def test_cards_of_name_and_post():
    body = (
        f"<li><h3>张示范</h3><p>市委副书记、市长</p><p>{TEXT}</p></li>"
        "<li><h3>李 例</h3><p>市委常委、常务副市长</p></li>"
        "<li><h3>王样本</h3><p>副市长</p></li>"
    )
    assert found(body) == [
        ("张示范", "市委副书记、市长"),
        ("李例", "市委常委、常务副市长"),
        ("王样本", "副市长"),
    ]


def test_names_below_the_post_that_heads_them():
    body = "<h4>市长</h4><a>张示范</a><h4>副市长</h4><a>李例</a><a>王样本</a>"

    assert found(body) == [("张示范", "市长"), ("李例", "副市长"), ("王样本", "副市长")]


def test_of_two_headings_in_a_row_nobody_knows_whose_they_are():
    body = "<ul><li>市长</li><li>副市长</li></ul><p>张示范</p><i>2024-01-06</i><p>李例</p>"

    assert found(body) == [("张示范", None), ("李例", None)]


@pytest.mark.parametrize(
    "body",
    [
        "<p>局长：张示范</p>",
        "<p>张示范 局长</p>",
        "<p>姓名：张示范</p><p>职务：局长</p>",
        "<p>张示范</p><p>担任职务：局长</p>",
    ],
)
def test_name_and_post_of_one(body):
    assert found(body) == [("张示范", "局长")]


def test_a_row_of_names_without_posts():
    assert found("<a>张示范</a><a>李例</a><a>王样本</a>") == [
        ("张示范", None),
        ("李例", None),
        ("王样本", None),
    ]


def test_what_is_said_of_a_leader_is_counted():
    leaders = read_leaders(page(f"{CRUMB}<h3>张示范</h3><p>市长</p><p>{TEXT}</p>{FOOT}"))

    assert leaders == (Leader(name="张示范", post="市长", bio_chars=len(TEXT)),)


@pytest.mark.parametrize(
    "text",
    ["通知公告", "安全生产", "金融服务", "高中教育", "党建工作", "项目建设", "师资队伍", "方案",
     "计划", "全部", "时政要闻", "文化", "和谐家园", "张示范同志简介", "常务副市长", "李"],
)  # fmt: skip
def test_no_names(text):
    assert as_name(text) is None


def test_a_page_that_introduces_one_under_a_heading_is_a_leaders_page():
    body = f"{CRUMB}<h2>领导简介</h2><p>张示范</p><p>示范市财政局党组书记、局长</p><p>{TEXT}</p>"
    source = f"<html><head><title>张示范-示范市财政局</title></head><body>{body}</body></html>"

    reading = read(Document(url="", body=source.encode(), fetched_at=SEEN))

    assert reading.kind is PageKind.LEADERS
    assert reading.leaders[0].post == "示范市财政局党组书记、局长"
