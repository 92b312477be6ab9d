from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from crawler.importers import cells
from crawler.importers.cells import UnfitError
from crawler.importers.register_tables import TABLES


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (9900000002.0, "9900000002"),
        (2.5, "2.5"),
        (" 示范市\n教育局 ", "示范市教育局"),
        ("示范市　教育局（本级）", "示范市教育局（本级）"),
        ("１２ＡＢ", "12AB"),
        ("a\u200bb\ufeff", "ab"),
        ("Open  Data", "Open Data"),
        ("a\x1b[31m", "a [31m"),
        ("", ""),
    ],
)
def test_cleaned(cell: str | float, text: str) -> None:
    assert cells.cleaned(cell) == text


def test_a_number_that_excel_has_altered_is_told() -> None:
    with pytest.raises(UnfitError, match="数字太长，已被表格软件改动"):
        cells.cleaned(1.2345678901234567e18)


@pytest.mark.parametrize(
    ("read", "typed", "value"),
    [
        (cells.code, "99 0000 0002", "9900000002"),
        (cells.code, "BM12345678", "bm12345678"),
        (cells.url, "www.demo.gov.cn", "http://www.demo.gov.cn/"),
        (cells.url, "HTTP：//Demo.gov.cn/x", "http://demo.gov.cn/x"),
        (cells.url, "demo.gov.cn:8080/a", "http://demo.gov.cn:8080/a"),
        (
            cells.urls,
            "a.gov.cn、http://b.cn/ c.cn",
            ["http://a.gov.cn/", "http://b.cn/", "http://c.cn/"],
        ),
        (cells.items, "12、２，7 2", [2, 7, 12]),
        (cells.day, "2026年1月5日", date(2026, 1, 5)),
        (cells.day, "2026/1/5", date(2026, 1, 5)),
        (cells.day, "2026-01-05", date(2026, 1, 5)),
        (cells.yes, "是", True),
        (cells.yes, "无", False),
        (cells.sources, "posts/a.json", ["posts/a.json"]),
    ],
)
def test_read(read: Callable[[str], Any], typed: str, value: Any) -> None:
    assert read(typed) == value


@pytest.mark.parametrize(
    ("read", "typed", "said"),
    [
        (cells.code, "990000002", "只有 9 位，可能丢了开头的 0"),
        (cells.code, "9.9E+09", "已被表格软件改成科学记数"),
        (cells.code, "99000000023", "不是网站标识码"),
        (cells.url, "见门户网站", "不是 http"),
        (cells.url, "javascript://x.cn/%0aalert(1)", "不是 http"),
        (cells.items, "1-15", "不是条例第二十条的项号"),
        (cells.items, "16", "不是条例第二十条的项号"),
        (cells.day, "2026年2月30日", "不是日期"),
        (cells.day, "去年", "不是日期"),
        (cells.slug, "教育局", "不是可用的编号"),
        (cells.sources, "../../etc/passwd", "不是可用的来源"),
    ],
)
def test_unfit(read: Callable[[str], Any], typed: str, said: str) -> None:
    with pytest.raises(UnfitError, match=said):
        read(typed)


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("platform", "微信订阅号", "wechat"),
        ("platform", "app", "app"),
        ("platform", "澎湃号", "pengpai"),
        ("state", "正常运行", "running"),
    ],
)
def test_words_of_accounts(key: str, typed: str, value: str) -> None:
    (read,) = (field.read for field in TABLES[2].fields if field.key == key)

    assert read(typed) == value


def test_no_table_gives_two_columns_one_name() -> None:
    for table in TABLES:
        names = [name for field in table.fields for name in field.names]
        assert len(names) == len(set(names))
