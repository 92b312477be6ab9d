"""Addresses without end are cut, and real ones are not."""

import pytest

from crawler import traps
from crawler.traps import Traps, canonical

SITE = "http://www.example.gov.cn"


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("/a.html#top", "/a.html"),
        ("/f/名单.xlsx", "/f/%E5%90%8D%E5%8D%95.xlsx"),
        ("/f/a b.xlsx?q=[1]", "/f/a%20b.xlsx?q=%5B1%5D"),
        ("/list.jsp;jsessionid=0A1B2C?id=3", "/list.jsp?id=3"),
        ("/list.php?PHPSESSID=abc&id=3", "/list.php?id=3"),
        ("/list.php?id=3&_t=1699999999", "/list.php?id=3"),
        ("/list.php?", "/list.php"),
        ("/list.php?sid=1", "/list.php"),
        ("/art/2024/3/1/art_1_2.html", "/art/2024/3/1/art_1_2.html"),
        ("/view?classid=3&id=7", "/view?classid=3&id=7"),
        ("/search?q=%E9%A2%84%E7%AE%97&side=1", "/search?q=%E9%A2%84%E7%AE%97&side=1"),
    ],
)
def test_what_an_address_is_without_its_session(url, kept):
    assert canonical(SITE + url) == SITE + kept
    assert canonical(canonical(SITE + url)) == SITE + kept


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("/a/" * 3, "目录反复重复"),
        ("/x/a/b/a/b/a/b/index.html", "目录反复重复"),
        ("/" + "/".join("abcdefghijklmnopq"), "目录层级过深"),
        ("/" + "x" * 1600, "地址过长"),
        ("/s?" + "&".join(f"k{n}=1" for n in range(11)), "查询参数过多"),
        ("/art/2024/3/1/art_1_2.html", None),
        ("/zwgk/zwgk/index.html", None),
        ("/2024/2024/2024-03/t1.html", None),
        ("/content.jsp?id=123&classid=4&page=2", None),
    ],
)
def test_what_a_single_address_shows(url, reason):
    assert Traps().refusal(SITE + url) == reason


def test_a_calendar_is_followed_for_two_months_and_no_further():
    site = Traps()
    days = [f"{SITE}/calendar?y={2000 + n // 12}&m={n % 12 + 1}" for n in range(400)]

    followed = [url for url in days if site.refusal(url) is None]

    assert len(followed) == traps.DAYS
    assert site.refusal(f"{SITE}/calendar?y=1999&m=1") == "日历翻页"


def test_a_list_that_counts_years_is_no_calendar():
    site = Traps()
    lists = [f"{SITE}/list?year={n}" for n in range(10)] + [
        f"{SITE}/list?page={n}&classid=7" for n in range(500)
    ]

    assert {site.refusal(url) for url in lists} == {None}


def test_filters_that_combine_are_cut():
    site = Traps()
    combined = [
        f"{SITE}/find?sort={a}&area={b}&level={c}"
        for a in range(10)
        for b in range(10)
        for c in range(10)
    ]

    followed = [url for url in combined if site.refusal(url) is None]

    assert len(followed) == traps.COMBINATIONS


def test_a_series_that_only_repeats_itself_is_cut_and_another_is_not():
    site = Traps()
    for n in range(traps.SAME):
        site.showed(f"{SITE}/empty/{n}.html", 12345)
        site.showed(f"{SITE}/art/{n}.html", n)

    assert site.refusal(f"{SITE}/empty/99.html") == "系列页面内容雷同"
    assert site.refusal(f"{SITE}/art/99.html") is None


def test_short_pages_say_nothing_of_a_series():
    site = Traps()
    for n in range(100):
        site.showed(f"{SITE}/pic/{n}.html", None)

    assert site.refusal(f"{SITE}/pic/100.html") is None


def test_memory_of_series_is_bounded():
    site = Traps()
    for n in range(traps.SERIES * 2):
        name = "".join(chr(97 + int(digit)) for digit in str(n))
        site.showed(f"{SITE}/{name}", 1)

    assert len(site._series) == traps.SERIES
