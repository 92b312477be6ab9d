import pytest

from crawler.adapters.blocks import read_blocks
from crawler.adapters.groups import groups_of
from tests.crawler.adapters.shapes import page

ROWS = "".join(
    f"<tr><td><a href='http://xx.gov.cn/{n}'>反映第{n}号路灯不亮的来信</a></td>"
    f"<td>已答复</td><td>2026-02-{n}</td></tr>"
    for n in range(21, 10, -1)
)
NAMES = "<thead><tr><th>标题</th><th>状态</th><th>日期</th></tr></thead>"
TABLE = f"<table>{NAMES}<tbody>{ROWS}</tbody></table>"


def block(body):
    source = page(body)
    [found] = read_blocks(source, groups_of(source))
    return found


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (f"<div><h2>来信选登</h2>{TABLE}</div>", "来信选登"),
        (f"<div><h2>来信选登</h2><div>{TABLE}</div></div>", "来信选登"),
        (f"<div><div class='tit'>来信选登</div>{TABLE}</div>", "来信选登"),
        (f"<div><div>共11件</div>{TABLE}</div>", "标题状态日期"),  # no heading at all
        (f"<h2>来信选登</h2><div><div>请登录后查看</div>{TABLE}</div>", "标题状态日期"),
    ],
)
def test_the_names_of_a_table_s_columns_are_not_its_heading(body, name):
    found = block(body)

    assert found.name == name
    assert len(found.entries) == 11


def test_a_table_s_heading_leads_where_its_more_does():
    more = "<a href='http://xx.gov.cn/list'>更多</a>"

    assert block(f"<div><h2>来信选登{more}</h2>{TABLE}</div>").url == "http://xx.gov.cn/list"
