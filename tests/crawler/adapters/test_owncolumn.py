import pytest

from crawler.adapters.owncolumn import judge
from storage.records import ColumnKind, PageKind
from tests.crawler.adapters.shapes import page

CRUMB = "<div>当前位置：<a>首页</a> &gt; <a>政务公开</a> &gt; <a>政策解读</a></div>"


@pytest.mark.parametrize(
    ("body", "title", "metas", "kind", "expected"),
    [
        (
            "",
            "",
            {"ColumnName": "公示栏", "ColumnType": "工作动态"},
            PageKind.LIST,
            ColumnKind.PUBLICITY,
        ),
        (
            "",
            "",
            {"ColumnName": "监管局本级", "ColumnType": "政策文件"},
            PageKind.LIST,
            ColumnKind.POLICY,
        ),
        (CRUMB, "示范网", {}, PageKind.LIST, ColumnKind.INTERPRETATION),
        ("", "通知公告_示范市人民政府", {}, PageKind.LIST, ColumnKind.NOTICES),
        (CRUMB, "关于某事的解读", {}, PageKind.ARTICLE, None),
        ("", "", {"ColumnName": "首页", "ColumnType": "首页"}, PageKind.HOME, None),
        ("", "", {"ColumnName": "通知公告"}, PageKind.REFUSED, None),
        ("", "示范市人民政府", {}, PageKind.OTHER, None),
    ],
)
def test_the_column_that_a_page_stands_in(body, title, metas, kind, expected):
    judged, confidence = judge(page(body, title=title, metas=metas), kind)

    assert judged is expected
    assert (confidence == 0) is (expected is None)


def test_a_tag_that_agrees_makes_the_name_surer():
    tagged = page("", metas={"ColumnName": "政策之窗", "ColumnType": "政策文件"})

    assert (
        judge(tagged, PageKind.LIST)[1]
        > judge(page("", metas={"ColumnName": "政策之窗"}), PageKind.LIST)[1]
    )
