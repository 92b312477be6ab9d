"""Titles of entries: in full, without what else stands in a link or in its title attribute."""

import pytest

from crawler.adapters.dom import Dom
from crawler.adapters.rowtitles import title_of
from tests.crawler.adapters.markup import SEEN

TITLE = "关于开展全市农村饮水安全排查整治工作的通知"
CUT = TITLE[:12]


@pytest.mark.parametrize(
    ("link", "title"),
    [
        (f'<a href="1" title="{TITLE}">{CUT}...</a>', TITLE),
        (f'<a href="1" title="2022-04-28 10:00">{CUT}...</a>', f"{CUT}..."),
        (f'<a href="1" title="点击数：12">{CUT}</a>', CUT),
        (f'<a href="1" title="文章标题：{TITLE}\n作  者：水利局\n更新时间：2022-4-2">{CUT}…</a>',
         TITLE),
        (f'<a href="1" title="{TITLE}\n发布时间：2022-04-28">{TITLE}</a>', TITLE),
        (f'<a href="1" title="标题: {TITLE} 点击数: 9">{CUT}…</a>', TITLE),
        (f'<a href="1"><img src="a.jpg"><h4>{TITLE}</h4><p>本报讯，各地开展排查。</p></a>', TITLE),
        (f'<a href="1"><div><b>28</b></div><div><p>{TITLE}</p><p>摘要</p></div></a>',
         TITLE),
        (f'<a href="1"><p>2022-04-28</p><div class="tit">{TITLE}</div><div>12 34</div></a>', TITLE),
        (f'<a href="1"><p>发布时间：2022年4月28日</p><p>{TITLE}</p></a>', TITLE),
        (f'<a href="1">{TITLE}</a>', TITLE),
        ('<a href="1">【关闭窗口】</a>', ""),
        ('<a href="1">返回列表</a>', ""),
        ('<a href="1" title="">查看详情</a>', ""),
    ],
)  # fmt: skip
def test_title(link: str, title: str) -> None:
    (found,) = Dom(link, url="http://www.shifan.gov.cn/", seen=SEEN).links

    assert title_of(found) == title
