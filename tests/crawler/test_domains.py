import pytest

from crawler.domains import host_of, is_office, registrable, same_owner


@pytest.mark.parametrize(
    ("host", "owner"),
    [
        ("fgw.yueyang.gov.cn", "yueyang.gov.cn"),
        ("www.hunan.gov.cn", "hunan.gov.cn"),
        ("www.gov.cn", "www.gov.cn"),
        ("www.example.com", "example.com"),
        ("a.b.example.com.cn", "example.com.cn"),
        ("www.hcdd.cq.cn", "hcdd.cq.cn"),
        ("www.example.cn", "example.cn"),
        ("com.cn", "com.cn"),
        ("www.example.co.uk", "example.co.uk"),
        ("x.example.com.hk", "example.com.hk"),
        ("www.example.io", "example.io"),
        ("www.com.com", "com.com"),
        ("127.0.0.1", "127.0.0.1"),
        ("localhost", "localhost"),
        ("", ""),
    ],
)
def test_registrable(host: str, owner: str) -> None:
    assert registrable(host) == owner


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("HTTP://WWW.Example.CN:80/x", "www.example.cn"),
        ("http://user@a.cn./", "a.cn"),
        ("http://岳阳市.政务/", "xn--njt63a864j.xn--zfr164b"),
        ("http://[::1]/", "::1"),
        ("http://[::1", ""),
        ("no address", ""),
        ("http://" + "长" * 90 + ".cn/", "长" * 90 + ".cn"),
    ],
)
def test_host(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("url", "other", "same"),
    [
        ("http://www.a.com/x", "https://m.a.com/", True),
        ("http://a.com.cn/", "http://b.com.cn/", False),
        ("http://127.0.0.1:1/", "http://127.0.0.1:2/", False),
        ("http://127.0.0.1/", "http://127.0.0.2/", False),
    ],
)
def test_same_owner(url: str, other: str, same: bool) -> None:
    assert same_owner(url, other) is same


def test_offices() -> None:
    assert is_office("www.hunan.gov.cn")
    assert is_office(host_of("http://岳阳市.政务/"))
    assert not is_office("hunan-gov.cn")
    assert not is_office("www.gov.cn.example.com")
