from datetime import date

from crawler.adapters import read
from crawler.adapters.letters import read_letters
from crawler.adapters.reading import Document, Letter
from storage.records import PageKind
from tests.crawler.adapters.shapes import SEEN, page

ASKED = Letter(title="关于路灯不亮的问题", asked=date(2026, 1, 5), answered=date(2026, 1, 9))
OPEN = Letter(title="咨询户口迁移手续", asked=date(2026, 2, 1))


def test_a_table_with_a_head():
    source = page(
        "<table><tr><th>编号</th><th>信件标题</th><th>来信时间</th><th>回复时间</th></tr>"
        "<tr><td>1</td><td><a href='/x/1'>关于路灯不亮的问题</a></td><td>2026-01-05</td>"
        "<td>2026-01-09</td></tr>"
        "<tr><td>2</td><td><a href='/x/2'>咨询户口迁移手续</a></td><td>2026-02-01</td>"
        "<td>办理中</td></tr></table>"
    )
    assert read_letters(source) == (ASKED, OPEN)


def test_a_date_that_nobody_names_is_neither():
    source = page(
        "<table><tr><th>来信主题</th><th>状态</th><th>时间</th></tr>"
        "<tr><td><a href='/x/1'>关于路灯不亮的问题</a></td><td>已回复</td><td>2026-01-05</td></tr>"
        "</table>"
    )
    assert read_letters(source) == (Letter(title="关于路灯不亮的问题"),)


def test_labelled_lines_under_links():
    source = page(
        "<ul><li><a href='/x/1'>关于路灯不亮的问题</a><span>来信时间：2026-01-05</span>"
        "<span>答复时间：2026-01-09</span></li>"
        "<li><a href='/x/2'>咨询户口迁移手续</a><span>来信时间：2026-02-01</span></li></ul>"
    )
    assert read_letters(source) == (ASKED, OPEN)


def test_one_letter_and_its_answer():
    source = page(
        "<table><tr><td>信件标题</td><td>：</td></tr></table>"
        "<p>信件标题：关于路灯不亮的问题</p><p>写信时间：2026-01-05 10:20:11</p><p>内容：……</p>"
        "<p>办结时间：2026年1月9日</p>"
    )
    assert read_letters(source) == (ASKED,)


def test_the_letters_of_a_letters_page_are_in_its_reading():
    body = (
        "<div>当前位置：首页 &gt; 局长信箱</div><table><tr><th>信件编号</th><th>信件标题</th>"
        "<th>来信时间</th><th>回复时间</th></tr><tr><td>01</td><td>"
        "<a href='/x/1'>关于路灯不亮的问题</a></td><td>2026-01-05</td>"
        "<td>2026-01-09</td></tr></table>"
    )
    source = f"<html><head><title>局长信箱</title></head><body>{body}</body></html>"

    reading = read(Document(url="http://a.gov.cn/x/", body=source.encode(), fetched_at=SEEN))

    assert reading.kind is PageKind.LETTERS
    assert reading.letters == (ASKED,)
