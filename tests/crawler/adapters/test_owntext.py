from datetime import date

import pytest

from crawler.adapters import bodies
from crawler.adapters.article import read_article
from crawler.adapters.pagekind import kind_of
from crawler.adapters.reading import Block, EntryLink
from storage.records import PageKind
from tests.crawler.adapters.shapes import page

SENTENCE = "　　示范县档案馆派修复员进村教村民修补受潮的老家谱，修好的家谱免费扫描，原件交还各家。"
TITLE = "县档案馆：馆员进村教修家谱"
LAST = " &gt; ".join(f"<a href='/{name}/'>{name}</a>" for name in ("首页", "档案动态"))
OPEN_TRAIL = f"<div>当前位置：{LAST} &gt; </div>"


def entries(count, letters=15):
    title = "关于公示修复人员名单的公告和通知" * 9
    return [
        EntryLink(title=title[:letters], url=f"/a/{n}.html", published=date(2026, 1, n))
        for n in range(1, count + 1)
    ]


def kind(body, listed, name, title=TITLE):
    source = page(body, title=f"{title}_示范县档案馆")
    blocks = [Block(name=name, entries=tuple(listed))]
    return kind_of(source, None, listed, blocks, read_article(source))


def article(text, heading=f"<h2>{TITLE}</h2>"):
    return f"{OPEN_TRAIL}{heading}<table><tr><td>{text}</td></tr></table>"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"<div>{SENTENCE}</div>" * 3, 123),
        (f"{SENTENCE}<br>" * 3, 123),
        (f"<div><span>{SENTENCE}</span></div><div>&nbsp;</div>" * 3, 123),
        (f"<div><a href='/'>{SENTENCE}</a></div>" * 3, 0),
        (f"<div><div>{SENTENCE}</div></div>" * 3, 41),  # each beside nothing
        ("<div>好的。</div>" * 30, 0),
        ("<div>示范县档案馆修复人员名单公告和通知书汇编</div>" * 9, 0),  # no sentence
        (f"<div>{'<font>' * 5000}{SENTENCE}</div>", 0),  # never closed, over and over
        (f"<div>版权所有 {SENTENCE}</div>" * 3, 0),
    ],
)
def test_sentences_in_divs_and_cells_are_told(text, told):
    assert bodies.told(page(f"<table><tr><td>{text}</td></tr></table>")) == told


@pytest.mark.parametrize("name", ["最新文章", "热点内容", "推荐阅读", "相关信息"])
def test_a_short_text_beside_a_side_box_is_an_article(name):
    body = article(f"<div>{SENTENCE}</div>" * 3)

    assert kind(body, entries(6), name) is PageKind.ARTICLE
    assert kind(body, entries(6), "档案动态") is PageKind.LIST


def test_a_text_far_longer_than_its_list_is_an_article():
    body = article(f"<div>{SENTENCE}</div>" * 3)

    assert kind(body, entries(1), "") is PageKind.ARTICLE
    assert kind(body, entries(3), "") is PageKind.LIST


def test_few_words_beside_a_side_box_are_no_text():
    assert kind(article(f"<div>{SENTENCE}</div>"), entries(6), "最新文章") is PageKind.LIST


@pytest.mark.parametrize(
    ("title", "expected"),
    [(TITLE, PageKind.LIST), (f"示范{TITLE}受欢迎", PageKind.ARTICLE)],  # too long for a column's
)
def test_a_title_that_its_trail_has_too_is_a_column_s_unless_it_is_long(title, expected):
    trail = f"<div>当前位置：{LAST} &gt; <span>{title}</span></div>"
    text = f"<h2>{title}</h2><div><div>{SENTENCE}</div><div>{SENTENCE * 2}</div></div>"

    assert kind(trail + text, entries(6), "最新文章", title) is expected
    assert kind(trail + text, entries(6), "档案动态", title) is PageKind.LIST
