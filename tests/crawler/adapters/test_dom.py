"""Addresses are made absolute as the standard library does, only faster."""

from urllib.parse import urljoin

import pytest

from tests.crawler.adapters.shapes import dom

BASES = ["http://x.gov.cn", "http://x.gov.cn/a/b/c.html?p=1/2", "https://x.gov.cn:81/a//b/"]


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize(
    "href",
    [
        "n.html", "./n.html", "../n.html", "../../n.html", "../../../../n.html", "a/./n.html",
        "a/../n.html", "a//n.html", ".", "..", "../", "?p=2", "n.jsp?a=1&b=2", "n.jsp?u=../x",
        "/a/n.html", "//y.gov.cn/n", "https://y.gov.cn/n", "n-1_2~3%20.html",
    ],
)  # fmt: skip
def test_absolute(base, href):
    assert dom("", url=base).absolute(href) == urljoin(base, href)


@pytest.mark.parametrize("href", ["", "#top", "javascript:;", "mailto:a@x.gov.cn", "tel:12345"])
def test_what_leads_nowhere(href):
    assert dom("", url=BASES[1]).absolute(href) is None
