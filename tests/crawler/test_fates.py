"""Total: every exception and every answer ends in exactly one fate, with a line for a person."""

import asyncio
import errno
import importlib
import re
import socket
import ssl
from typing import Any

import httpcore
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from OpenSSL import SSL
from scrapy import exceptions as scrapy_errors
from scrapy.http import HtmlResponse
from twisted.internet import error as tx
from twisted.python.failure import Failure
from twisted.web._newclient import ParseError, ResponseFailed, ResponseNeverReceived

from crawler import fate_names, fates
from crawler.bodies import Mark
from crawler.middlewares.refused import Refused
from storage.records import Fate
from tests.faultserver import PAGE


def caused(error: BaseException, cause: BaseException) -> BaseException:
    error.__cause__ = cause
    return error


def received(*reasons: BaseException) -> BaseException:
    inner = ResponseNeverReceived([Failure(reason) for reason in reasons])
    return caused(scrapy_errors.DownloadFailedError("x"), inner)


def certificate(code: int) -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_code = code
    return error


def tls(reason: str) -> ssl.SSLError:
    error = ssl.SSLError(1, reason)
    error.reason = reason
    return error


FAILURES: list[tuple[str, BaseException, Fate]] = [
    ("ours wins", caused(Refused(Fate.ROBOTS, "不"), OSError(errno.EMFILE, "")), Fate.ROBOTS),
    ("ours, wrapped", received(fates.Ended(Fate.TRAP, "陷阱")), Fate.TRAP),
    ("refused", scrapy_errors.DownloadConnectionRefusedError(), Fate.TCP_REFUSED),
    ("refused by errno", OSError(errno.ECONNREFUSED, ""), Fate.TCP_REFUSED),
    (
        "refused in httpx",
        caused(
            httpx.ConnectError("x"),
            caused(httpcore.ConnectError(), OSError(errno.ECONNREFUSED, "")),
        ),
        Fate.TCP_REFUSED,
    ),
    ("reset", ConnectionResetError(errno.ECONNRESET, ""), Fate.TCP_RESET),
    ("lost", received(tx.ConnectionLost()), Fate.TCP_RESET),
    ("closed", received(tx.ConnectionDone()), Fate.HTTP_PROTOCOL),
    ("garbage", received(ParseError("x", b"")), Fate.HTTP_PROTOCOL),
    ("response failed", ResponseFailed([]), Fate.HTTP_PROTOCOL),
    (
        "connect timed out",
        caused(scrapy_errors.DownloadTimeoutError(), tx.TimeoutError()),
        Fate.TCP_TIMEOUT,
    ),
    ("kernel timed out", TimeoutError(errno.ETIMEDOUT, ""), Fate.TCP_TIMEOUT),
    ("timed out", scrapy_errors.DownloadTimeoutError(), Fate.TOTAL_TIMEOUT),
    ("asyncio timed out", TimeoutError(), Fate.TOTAL_TIMEOUT),
    ("httpx read timed out", httpx.ReadTimeout("x"), Fate.TOTAL_TIMEOUT),
    ("httpx connect timed out", httpx.ConnectTimeout("x"), Fate.TCP_TIMEOUT),
    ("httpx pool", httpx.PoolTimeout("x"), Fate.LOCAL_NET),
    ("httpx decoding", httpx.DecodingError("x"), Fate.HTTP_PROTOCOL),
    ("httpx scheme", httpx.UnsupportedProtocol("x"), Fate.OUT_OF_SCOPE),
    ("host unreachable", OSError(errno.EHOSTUNREACH, ""), Fate.TCP_UNREACHABLE),
    ("no route", tx.NoRouteError(errno.ENETUNREACH, "x"), Fate.LOCAL_NET),
    ("no route by errno", OSError(errno.ENETUNREACH, ""), Fate.LOCAL_NET),
    ("too many files", OSError(errno.EMFILE, ""), Fate.LOCAL_NET),
    ("too many files in Twisted", tx.ConnectError(errno.EMFILE, "x"), Fate.LOCAL_NET),
    ("disk full", OSError(errno.ENOSPC, ""), Fate.LOCAL_DB),
    ("nxdomain", socket.gaierror(socket.EAI_NONAME, ""), Fate.DNS_NXDOMAIN),
    ("nodata", socket.gaierror(socket.EAI_NODATA, ""), Fate.DNS_NODATA),
    ("again", socket.gaierror(socket.EAI_AGAIN, ""), Fate.DNS_TIMEOUT),
    ("cannot resolve", scrapy_errors.CannotResolveHostError(), Fate.DNS_TIMEOUT),
    ("expired", certificate(10), Fate.TLS_CERTIFICATE),
    ("old protocol", tls("UNSUPPORTED_PROTOCOL"), Fate.TLS_LEGACY),
    ("old renegotiation", tls("UNSAFE_LEGACY_RENEGOTIATION_DISABLED"), Fate.TLS_LEGACY),
    ("short DH", tls("DH_KEY_TOO_SMALL"), Fate.TLS_LEGACY),
    ("not TLS", tls("WRONG_VERSION_NUMBER"), Fate.TLS_NOT_TLS),
    ("handshake", tls("SSLV3_ALERT_HANDSHAKE_FAILURE"), Fate.TLS_HANDSHAKE),
    (
        "handshake in Twisted",
        received(SSL.Error([("SSL routines", "", "sslv3 alert handshake failure")])),
        Fate.TLS_HANDSHAKE,
    ),
    (
        "version in Twisted",
        received(SSL.Error([("SSL routines", "", "tlsv1 alert protocol version")])),
        Fate.TLS_LEGACY,
    ),
    ("reset in TLS", SSL.SysCallError(errno.ECONNRESET, "x"), Fate.TCP_RESET),
    ("end in TLS", SSL.SysCallError(-1, "Unexpected EOF"), Fate.TLS_HANDSHAKE),
    ("too large", scrapy_errors.DownloadCancelledError(), Fate.SIZE_LIMIT),
    ("cut", scrapy_errors.ResponseDataLossError(), Fate.HTTP_TRUNCATED),
    ("dropped", scrapy_errors.IgnoreRequest(), Fate.OUT_OF_SCOPE),
    ("cancelled", asyncio.CancelledError(), Fate.LOCAL_BUG),
    (
        "a group",
        ExceptionGroup("x", [ValueError(), OSError(errno.ECONNREFUSED, "")]),
        Fate.TCP_REFUSED,
    ),
    ("unknown", ZeroDivisionError("1/0"), Fate.LOCAL_BUG),
    ("memory", MemoryError(), Fate.LOCAL_BUG),
    ("interrupt", KeyboardInterrupt(), Fate.LOCAL_BUG),
]


@pytest.mark.parametrize(("error", "fate"), [c[1:] for c in FAILURES], ids=[c[0] for c in FAILURES])
def test_failure(error: BaseException, fate: Fate) -> None:
    assert fates.of_failure(error)[0] is fate


@pytest.mark.parametrize("name", fate_names.KNOWN_NAMES)
def test_the_names_in_the_table_exist(name: str) -> None:
    module, _, qualified = name.rpartition(".")
    found = getattr(importlib.import_module(module), qualified)

    assert issubclass(found, BaseException)
    assert f"{found.__module__}.{found.__qualname__}" == name


def _can_be_made(kind: type[BaseException]) -> bool:
    try:
        _made(kind)
    except TypeError:  # a few classes written in C
        return False
    return True


def _made(kind: type[BaseException]) -> BaseException:
    """Make an exception of any class, whatever its constructor asks for."""
    if issubclass(kind, BaseExceptionGroup):
        return kind.__new__(kind, "x", [ValueError()])
    return kind.__new__(kind)


def _exceptions() -> list[type[BaseException]]:
    found: list[type[BaseException]] = []
    waiting: list[type[BaseException]] = [BaseException]
    while waiting:
        kind = waiting.pop()
        found.append(kind)
        waiting += kind.__subclasses__()
    found = [kind for kind in found if _can_be_made(kind)]
    return sorted(set(found), key=lambda kind: f"{kind.__module__}.{kind.__qualname__}")


@given(kind=st.sampled_from(_exceptions()), cause=st.sampled_from(_exceptions()))
def test_every_exception_has_a_fate(kind: type[BaseException], cause: type[BaseException]) -> None:
    error = _made(kind)
    error.__cause__ = _made(cause)
    fate, note = fates.of_failure(error)

    assert isinstance(fate, Fate)
    assert_for_a_person(note)


@given(number=st.integers(-10, 200))
def test_every_errno_has_a_fate(number: int) -> None:
    fate, note = fates.of_failure(OSError(number, "x"))

    assert isinstance(fate, Fate)
    assert_for_a_person(note)


def test_a_chain_that_bites_its_tail_ends() -> None:
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first

    assert fates.of_failure(first)[0] is Fate.LOCAL_BUG


BODIES = st.one_of(
    st.binary(max_size=300),
    st.sampled_from(
        [b"", b" ", PAGE, b"<script>$_ts</script>", b"__jsl_clearance", b"\x89PNG\r\n"]
    ),
    st.sampled_from(["请完成安全验证", "您的请求已被拦截 玄武盾"]).map(str.encode),
)
HEADERS = st.dictionaries(
    st.sampled_from(["location", "set-cookie", "server", "retry-after", "cf-mitigated"]),
    st.text("/:a\n\xff政", max_size=40) | st.sampled_from(["__jsluid_s=1", "challenge", "/x"]),
)
MARKS = st.lists(
    st.sampled_from([*Mark, fates.CUT, fates.OPEN_END, fates.LOOP, fates.OFFSITE, "other"])
)


@given(status=st.integers(0, 999), headers=HEADERS, body=BODIES, marks=MARKS)
def test_every_answer_has_a_fate(
    status: int, headers: dict[str, str], body: bytes, marks: list[str]
) -> None:
    fate, note = fates.of_answer(status, headers, body, marks=marks)

    assert isinstance(fate, Fate)
    assert fate is not Fate.LOCAL_BUG
    if note or fate is not Fate.OPENED:
        assert_for_a_person(note)
    if fate is Fate.OPENED:
        assert 200 <= status < 300
        assert not {Mark.TRUNCATED, fates.CUT, Mark.BOMB, Mark.TOO_LARGE} & set(marks)


def test_every_status() -> None:
    opened = [n for n in range(1000) if fates.of_answer(n, {}, PAGE)[0] is Fate.OPENED]

    assert opened == [*range(200, 204), *range(207, 300)]


def assert_for_a_person(note: str) -> None:
    assert re.search("[\u4e00-\u9fff]", note), note
    assert "\n" not in note
    assert len(note) < 60
    assert not re.search(r"Error|Exception|<class|object at|\bb'", note), note


TALK = "<p>安全验证码的使用说明：您的请求已被拦截是什么意思</p><a href=/>首页</a>" * 400
WALLS: list[tuple[str, int, dict[str, str], str, Fate]] = [
    ("jsl", 521, {"set-cookie": "a=b\n__jsluid_s=1; max-age=3"}, "<script>", Fate.CHALLENGE_JSL),
    ("jsl without cookie", 521, {}, "<h1>down</h1>", Fate.HTTP_5XX),
    ("page behind jsl", 200, {"set-cookie": "__jsluid_s=1"}, "<html>正文</html>", Fate.OPENED),
    ("ruishu", 412, {}, "<meta r='m'><script>$_ts=window['$_ts']</script>", Fate.CHALLENGE_RUISHU),
    ("ruishu 202", 202, {}, "<script r='m'>x</script>", Fate.CHALLENGE_RUISHU),
    ("plain 412", 412, {}, "<h1>Precondition Failed</h1>", Fate.HTTP_4XX),
    ("page behind ruishu", 200, {}, "<html><script>$_ts</script>正文</html>", Fate.OPENED),
    ("xuanwudun", 403, {}, "<title>安恒玄武盾</title>", Fate.CHALLENGE_WAF),
    ("nsfocus", 405, {"server": "NSFOCUS"}, "<h1>405</h1>", Fate.CHALLENGE_WAF),
    (
        "chuangyudun",
        200,
        {},
        "您的请求带有不合法参数，已被网站管理员设置拦截 知道创宇",
        Fate.CHALLENGE_WAF,
    ),
    ("aliyun script", 200, {}, "<script>var arg1='A';acw_sc__v2</script>", Fate.CHALLENGE_WAF),
    ("aliyun 405", 405, {}, "<a href=//errors.aliyun.com>x</a>", Fate.CHALLENGE_WAF),
    ("leichi", 403, {}, "<title>SafeLine</title>", Fate.CHALLENGE_WAF),
    ("360", 493, {}, "wzws-waf-cgi", Fate.CHALLENGE_WAF),
    ("cloudflare", 403, {"cf-mitigated": "challenge"}, "<html>", Fate.CHALLENGE_WAF),
    ("no name", 403, {}, "<p>您的访问被阻断</p>", Fate.CHALLENGE_WAF),
    ("captcha", 200, {}, "<title>请完成安全验证</title>", Fate.CAPTCHA),
    ("captcha by script", 403, {}, "<script>initAliyunCaptcha({})</script>", Fate.CAPTCHA),
    ("429", 429, {}, "<p>slow</p>", Fate.RATE_LIMITED),
    ("401", 401, {}, "<p>login</p>", Fate.FORBIDDEN),
    ("403", 403, {"server": "nginx"}, "<h1>403 Forbidden</h1>", Fate.FORBIDDEN),
    ("plain 503", 503, {"server": "nginx"}, "<h1>503</h1>", Fate.HTTP_5XX),
    ("405", 405, {"server": "nginx"}, "<h1>405</h1>", Fate.HTTP_4XX),
    ("a page that speaks of walls", 200, {}, TALK + "绿盟 知道创宇", Fate.OPENED),
    ("a form with a captcha", 200, {}, "<form>请输入验证码<input></form>", Fate.OPENED),
]


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
@pytest.mark.parametrize(
    ("status", "headers", "text", "fate"), [c[1:] for c in WALLS], ids=[c[0] for c in WALLS]
)
def test_walls(status: int, headers: dict[str, str], text: str, fate: Fate, charset: str) -> None:
    assert fates.of_answer(status, headers, text.encode(charset))[0] is fate


@pytest.mark.parametrize(
    ("body", "fate"),
    [
        (b"<html>", Fate.OPENED),
        (b"\xef\xbb\xbf<html>", Fate.OPENED),
        (b'\n{"rows": []}', Fate.OPENED),
        (b"<?xml version='1.0'?><rss/>", Fate.OPENED),
        ("纯文本".encode("gb18030"), Fate.OPENED),
        (b"\0\0<html>", Fate.OPENED),
        ("<html>".encode("utf-16"), Fate.OPENED),
        (b"", Fate.HTTP_EMPTY),
        (b"\r\n\t \0", Fate.HTTP_EMPTY),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", Fate.HTTP_NOT_A_PAGE),
        (b"GIF89a\x01\x00", Fate.HTTP_NOT_A_PAGE),
        (b"RIFF\x10\0\0\0WEBPVP8 ", Fate.HTTP_NOT_A_PAGE),
        (b"<?xml version='1.0'?>\n<svg xmlns=''>", Fate.HTTP_NOT_A_PAGE),
        (b"%PDF-1.4\n", Fate.HTTP_NOT_A_PAGE),
        (b"PK\x03\x04xx", Fate.HTTP_NOT_A_PAGE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", Fate.HTTP_NOT_A_PAGE),
        (b"\x1f\x8b\x08\0abc", Fate.HTTP_NOT_A_PAGE),
        (bytes(range(256)), Fate.HTTP_NOT_A_PAGE),
    ],
)
def test_what_a_body_is(body: bytes, fate: Fate) -> None:
    assert fates.of_answer(200, {}, body)[0] is fate


def test_a_page_that_breaks_off_without_a_length() -> None:
    whole, cut = b"<html><body>x</body></html>\n", b"<html><body><ul><li>"
    marks = [fates.OPEN_END]

    assert fates.of_answer(200, {}, whole, marks=marks)[0] is Fate.OPENED
    assert fates.of_answer(200, {}, cut, marks=marks)[0] is Fate.HTTP_TRUNCATED
    assert fates.of_answer(200, {}, cut)[0] is Fate.OPENED


@pytest.mark.parametrize(
    ("flags", "headers", "fate"),
    [
        ([], {}, Fate.HTTP_3XX_NO_LOCATION),
        ([fates.LOOP], {"Location": "/"}, Fate.HTTP_3XX_LOOP),
        ([fates.OFFSITE], {"Location": "http://x.cn/"}, Fate.HTTP_3XX_OFFSITE),
        ([fates.BAD_TARGET], {"Location": "file:///x"}, Fate.HTTP_3XX_NO_LOCATION),
    ],
)
def test_redirects(flags: list[str], headers: dict[str, Any], fate: Fate) -> None:
    response = HtmlResponse("http://a.cn/", status=302, headers=headers, flags=flags)

    assert fates.of_response(response)[0] is fate
