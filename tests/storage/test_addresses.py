"""Two spellings of one address are one; nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.addresses import Address, normalised


def address(url: str, site: str = "portal") -> Address:
    return Address(url=url, site=site, role="page")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://a.test", "http://a.test/"),
        ("http://a.test/#top", "http://a.test/"),
        ("HTTP://A.Test:80/x", "http://a.test/x"),
        ("https://a.test:443/x", "https://a.test/x"),
        ("http://a.test./x", "http://a.test/x"),
        ("http://[::1]:80/", "http://[::1]/"),
        ("http://a.test?q=1", "http://a.test/?q=1"),
    ],
)
def test_the_same(one: str, other: str) -> None:
    assert address(one).key == address(other).key
    assert address(one).host == address(other).host


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://a.test/x", "https://a.test/x"),
        ("http://a.test/x", "http://a.test/X"),
        ("http://a.test/x", "http://a.test/x/"),
        ("http://a.test/?a=1&b=2", "http://a.test/?b=2&a=1"),
        ("http://a.test/", "http://a.test:8080/"),
        ("http://a.test/", "http://b@a.test/"),
    ],
)
def test_not_the_same(one: str, other: str) -> None:
    assert address(one).key != address(other).key


def test_two_sites_look_for_themselves() -> None:
    assert address("http://a.test/").key != address("http://a.test/", "other").key


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://A.test/x", "a.test"),
        ("http://a.test:8080/x", "a.test:8080"),
        ("https://a.test:80/", "a.test:80"),
        ("http://[FE80::1]:81/", "[fe80::1]:81"),
        ("http://[bad", ""),
        ("http://a.test:99999/", ""),
        ("mailto:a@a.test", ""),
        ("", ""),
    ],
)
def test_host(url: str, host: str) -> None:
    assert address(url).host == host


urls = st.one_of(
    st.text(),
    st.builds(
        "{}://{}:{}/{}?{}#{}".format,
        *(st.sampled_from(["http", "HTTPS", "ftp"]), st.text(max_size=9)),
        *(st.integers(0, 70000), st.text(), st.text(), st.text()),
    ),
)


@given(urls)
def test_any_text_has_a_key_and_one_normal_form(url: str) -> None:
    once = normalised(url)

    assert normalised(once) == once
    assert len(address(url).key) == 64
    assert address(once).key == address(url).key
