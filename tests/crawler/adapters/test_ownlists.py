"""The page's own list against boxes beside it, and columns that are empty beside fresh boxes."""

import pytest

from tests.crawler.adapters.test_lists import reading_of

NAV = "<div class='nav'><a href='/'>首页</a><a href='/zwgk/'>政务公开</a></div>"
PATH = "<div>当前位置：<a href='/'>首页</a> &gt; 通知公告</div>"
FOOT = "<div class='foot'>主办单位：示范市林业局　网站标识码：4399000051</div>"
OLD, NEW = "2019-03", "2022-04"


def rows(number: int, month: str = NEW, path: str = "tz") -> str:
    return "".join(
        f"<li><a href='/{path}/{1000 + at}.html'>关于做好第{at}批林木采伐许可工作的通知</a>"
        f"<span>{month}-{28 - at:02d}</span></li>"
        for at in range(number)
    )


def read(middle: str, title: str = "通知公告-示范市林业局"):
    source = f"<html><head><title>{title}</title></head><body>{NAV}{middle}{FOOT}</body></html>"
    return reading_of(source.encode(), "http://lyj.shifan.gov.cn/tz/")


@pytest.mark.parametrize(
    ("middle", "count"),
    [
        (f"{PATH}<div class='main'><ul>{rows(5, OLD)}</ul></div>"
         f"<div class='r'><h3>最新信息</h3><ul>{rows(12, path='xw')}</ul></div>", 5),
        (f"{PATH}<div class='l'><h2>通知公告</h2><ul>{rows(1, OLD)}</ul></div>"
         f"<div class='r'><h3>林业要闻</h3><ul>{rows(12, path='xw')}</ul></div>", 1),
        (f"<div class='l'><h3>林业要闻</h3><ul>{rows(12, path='xw')}</ul></div>"
         f"<div class='r'>{PATH}<ul>{rows(3, OLD)}</ul></div>", 3),
        (f"{PATH}<div class='col-md-9'><ul>{rows(3, OLD)}</ul></div>"
         f"<div class='col-md-3'><ul>{rows(12, path='xw')}</ul></div>", 3),
    ],
    ids=["latest", "own heading", "before the path", "narrow"],
)  # fmt: skip
def test_an_old_main_list_wins_from_a_fresh_box(middle: str, count: int) -> None:
    entries = read(middle).entries

    assert len(entries) == count
    assert {str(entry.published)[:7] for entry in entries} == {OLD}


@pytest.mark.parametrize(
    "middle",
    [
        f"{PATH}<div class='l'><h2>通知公告</h2><ul class='list'></ul></div>"
        f"<div class='r'><h3>林业要闻</h3><ul>{rows(8, path='xw')}</ul></div>",
        f"{PATH}<div class='l'><h2>通知公告</h2><p>暂无数据</p><p>共0条</p></div>"
        f"<div class='r'><h3>林业要闻</h3><ul>{rows(8, path='xw')}</ul></div>",
        f"<div class='l'><h3>林业要闻</h3><ul>{rows(8, path='xw')}</ul></div>"
        f"<div class='r'>{PATH}<h2 class='tit'>通知公告</h2><ul class='list'></ul></div>",
        f"{PATH}<div class='right-side'><ul>{rows(8, path='xw')}</ul></div>",
    ],
    ids=["silent", "said", "before the path", "nothing but the box"],
)
def test_no_box_stands_in_for_an_empty_column(middle: str) -> None:
    assert read(middle).entries == ()


@pytest.mark.parametrize(
    "middle",
    [
        f"{PATH}<div class='hot'><h3>通知公告</h3><ul>{rows(6)}</ul></div>",
        f"{PATH}<div class='side'><ul>{rows(6)}</ul><p>上一页 下一页 共12条</p></div>",
        f"{PATH}<div class='container position-relative'><ul>{rows(6)}</ul></div>",
        f"{PATH}<div class='news-focus'><ul>{rows(6)}</ul></div>",
        f"<div><ul>{rows(6)}</ul></div>{PATH}",
        f"{PATH}<div class='bar'><h2>通知公告</h2><div class='line'></div></div>"
        f"<div class='box'><ul>{rows(6)}</ul></div>",
    ],
    ids=["own name", "paging", "relative", "focus", "path below", "heading in a bar"],
)
def test_what_looks_like_a_box_may_be_the_list(middle: str) -> None:
    assert len(read(middle).entries) == 6


def test_a_box_of_the_same_column_gives_way_to_the_list_it_repeats() -> None:
    box = f"<div class='x'><h3>通知公告</h3><ul>{rows(4)}</ul></div>"

    assert len(read(f"{PATH}<div class='m'><ul>{rows(15)}</ul></div>{box}").entries) == 15


def test_a_row_that_is_shown_twice_counts_once() -> None:
    entries = read(f"{PATH}<ul>{rows(1)}{rows(6)}</ul>").entries

    assert len(entries) == 6


def test_a_column_of_the_latest_is_a_list() -> None:
    middle = PATH.replace("通知公告", "最新动态") + f"<h2>最新动态</h2><ul>{rows(6)}</ul>"

    assert len(read(middle, "最新动态-示范市林业局").entries) == 6


@pytest.mark.parametrize(
    ("days", "newest", "oldest"),
    [
        ("04-20 02-11 01-03 12-30 12-01 11-11 09-02 05-20 01-16 01-10", "2022-04-20", "2021-01-10"),
        ("03-05 02-11 04-28 04-20 04-11 04-02", "2022-04-28", "2022-02-11"),
        ("04-28 04-20 04-11 04-02 03-20 04-25 03-02 02-11", "2022-04-28", "2022-02-11"),
    ],
    ids=["over the turns of years", "pinned on top", "one out of order"],
)
def test_days_without_a_year(days: str, newest: str, oldest: str) -> None:
    rows = "".join(
        f"<li><a href='/tz/x{at}.html'>关于做好第{at}批林木采伐许可工作的通知</a><i>{day}</i></li>"
        for at, day in enumerate(days.split())
    )

    found = sorted(str(entry.published) for entry in read(f"{PATH}<ul>{rows}</ul>").entries)

    assert (found[-1], found[0]) == (newest, oldest)
