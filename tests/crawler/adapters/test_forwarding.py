from datetime import UTC, datetime

import pytest

from crawler.adapters.dom import Dom
from crawler.adapters.forwarding import target_of

SEEN = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.mark.parametrize(
    ("markup", "target"),
    [
        pytest.param(
            '<meta http-equiv="Refresh" content="0;URL=/main/index.html">',
            "http://x.test/main/index.html",
            id="refresh",
        ),
        pytest.param(
            "<meta http-equiv='refresh' content=\"1; url='home.shtml'\">",
            "http://x.test/home.shtml",
            id="refresh, quoted",
        ),
        pytest.param(
            '<meta http-equiv="refresh" content="300;url=/index.html">', None, id="renews itself"
        ),
        pytest.param('<meta http-equiv="refresh" content="0;url=/">', None, id="to itself"),
        pytest.param(
            "<script>window.location.href='/zwgk/';</script>", "http://x.test/zwgk/", id="script"
        ),
        pytest.param(
            '<script>location.replace("index.jsp")</script>正在跳转',
            "http://x.test/index.jsp",
            id="script, a word to the visitor",
        ),
        pytest.param(
            "<script>if(m){location.href='/m/'}</script>" + "<p>今日要闻：全市经济运行平稳</p>" * 9,
            None,
            id="a real page whose script knows a mobile one",
        ),
        pytest.param(
            "<script>if(a)location='/pc/';else location='/m/'</script>"
            "<script>location='/x/'</script>",
            None,
            id="undecided",
        ),
    ],
)
def test_where_a_page_sends_its_visitors(markup: str, target: str | None) -> None:
    assert target_of(Dom(markup, url="http://x.test/", seen=SEEN)) == target
