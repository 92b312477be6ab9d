"""One crawl over everything a server can do wrong; each address ends as it should, none is lost.

Numbers are those of the fault matrix: B connections, C TLS, D HTTP, E redirects, F size, H walls
and robots.txt, I addresses. Every case stands on a host of its own with a healthy page beside the
faulty one.
"""

import asyncio
import contextlib
import gzip
import socket
import ssl
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import brotli
import pytest

from storage.records import Fate
from tests import certificates
from tests.crawler.looking import Seen, look
from tests.faultserver import (
    PAGE,
    Behaviour,
    Call,
    FaultServer,
    answer,
    drip,
    hang,
    head,
    in_turn,
    raw,
    redirect,
    reset,
    reset_after,
)

GZIPPED = gzip.compress(PAGE * 50)
BIG = 3 * 2**20
CHUNKED = head("200 OK", "Transfer-Encoding: chunked")


FULL = "127.0.24.1"  # a host whose backlog is full: connections are neither taken nor refused


def encoded(body: bytes, encoding: str) -> Behaviour:
    return answer(body, "200 OK", f"Content-Encoding: {encoding}")


async def endless_headers(call: Call) -> None:
    await call.send(b"HTTP/1.1 200 OK\r\n")
    while not call.writer.is_closing():
        await call.send(b"X-Filler: " + b"x" * 4000 + b"\r\n")


async def endless_body(call: Call) -> None:
    await call.send(head("200 OK"))
    while not call.writer.is_closing():
        await call.send(b"<p>" + b"x" * 65536)
        await asyncio.sleep(0)


async def endless_chunks(call: Call) -> None:
    await call.send(CHUNKED)
    while not call.writer.is_closing():
        await call.send(b"1\r\nx\r\n" * 100)
        await asyncio.sleep(0.02)


async def cookie_then_page(call: Call) -> None:
    if "seen=1" in call.headers.get("cookie", ""):
        await answer()(call)
    else:
        await redirect("/p", "302 Found", "Set-Cookie: seen=1; Path=/; HttpOnly")(call)


async def many_cookies(call: Call) -> None:
    if len(call.headers.get("cookie", "")) > 8000:
        await answer(b"too large", "400 Bad Request")(call)
    elif "n40" in call.headers.get("cookie", ""):
        await answer()(call)
    else:
        lines = [f"Set-Cookie: n{i}={'v' * 300}; Path=/" for i in range(41)]
        await redirect("/p", "302 Found", *lines)(call)


async def counter(call: Call) -> None:
    await redirect(f"/p?n={call.number}{call.path.count('=')}{len(call.path)}x{id(call)}")(call)


async def counting_cookie(call: Call) -> None:
    await redirect("/p", "302 Found", f"Set-Cookie: n={call.number}")(call)


@dataclass(frozen=True)
class Case:
    """A fault at `/p`, and how the look must end."""

    name: str
    behaviour: Behaviour | None
    fate: Fate
    more: dict[str, Behaviour] = field(default_factory=dict)
    target: str = "http://{host}:{port}/p"
    sibling: bool = True
    meta: dict[str, Any] = field(default_factory=dict)
    note: str = ""
    socket: Behaviour | None = None
    text: str = ""


def case(name: str, behaviour: Behaviour | None, fate: Fate, **more: Any) -> Case:
    return Case(name, behaviour, fate, **more)


OPENED = Fate.OPENED
CASES = [
    # B. connections
    case("14 reset after accept", reset, Fate.TCP_RESET),
    case(
        "15 reset in mid-body",
        reset_after(head("200 OK", "Content-Length: 9999") + PAGE),
        Fate.HTTP_TRUNCATED,
    ),
    case("16 no answer", hang, Fate.TOTAL_TIMEOUT),
    case("12 closed port", None, Fate.TCP_REFUSED, target="http://{host}:1/p", sibling=False),
    case(
        "21 backlog full",
        None,
        Fate.TCP_TIMEOUT,
        target=f"http://{FULL}:{{port}}/p",
        sibling=False,
        meta={"supervised": True},
    ),
    # D. HTTP
    case("46 empty reply", raw(b""), Fate.HTTP_PROTOCOL),
    case("47 garbage", raw(b"\x00\x01garbage without end\r\n\r\n"), Fate.HTTP_PROTOCOL),
    case("48 HTTP/0.9", raw(PAGE), Fate.HTTP_PROTOCOL),
    case(
        "49 Content-Length too long",
        raw(head("200 OK", "Content-Length: 9999") + PAGE),
        Fate.HTTP_TRUNCATED,
        text="正常",
    ),
    case(
        "50 two Content-Lengths",
        raw(head("200 OK", "Content-Length: 5", "Content-Length: 6") + b"<p>xx"),
        Fate.HTTP_PROTOCOL,
    ),
    case("52 bad chunk", raw(CHUNKED + b"zz\r\n<p>\r\n0\r\n\r\n"), Fate.HTTP_TRUNCATED),
    case("52 cut chunks", raw(CHUNKED + b"5\r\n<p>xx\r\n"), Fate.HTTP_TRUNCATED),
    case("53 truncated gzip", encoded(GZIPPED[:-20], "gzip"), Fate.HTTP_TRUNCATED, text="正常"),
    case("53 truncated br", encoded(brotli.compress(PAGE * 50)[:-3], "br"), Fate.HTTP_TRUNCATED),
    case("53 whole gzip", encoded(GZIPPED, "gzip"), OPENED, text="正常"),
    case("53 whole br", encoded(brotli.compress(PAGE), "br"), OPENED, text="正常"),
    case("53 whole deflate", encoded(zlib.compress(PAGE), "deflate"), OPENED, text="正常"),
    case(
        "53 bare deflate", encoded(zlib.compress(PAGE, wbits=-15), "deflate"), OPENED, text="正常"
    ),
    case("54 gzip that is none", encoded(PAGE, "gzip"), OPENED, text="正常"),
    case("54 gzip that is nothing", encoded(b"\x00\x01\x02\x03" * 50, "gzip"), Fate.HTTP_PROTOCOL),
    case("54 charset for encoding", encoded(PAGE, "UTF-8"), OPENED, text="正常"),
    case(
        "55 endless 1xx",
        drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.0),
        Fate.HTTP_PROTOCOL,
        note="应答头",
    ),
    case("56 header drip", drip(b"HTTP/1.1 200 OK\r\n", b"X"), Fate.TOTAL_TIMEOUT),
    case("57 body drip", drip(head("200 OK", "Content-Length: 999999"), b"x"), Fate.TOTAL_TIMEOUT),
    case("58 endless headers", endless_headers, Fate.HTTP_PROTOCOL, note="应答头"),
    case(
        "59 one endless header", raw(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 400_000), Fate.HTTP_PROTOCOL
    ),
    case("60 status 999", answer(PAGE, "999 Odd"), Fate.HTTP_PROTOCOL),
    case("60 status 0", answer(PAGE, "0 Odd"), Fate.HTTP_PROTOCOL),
    case("60 status 2OO", answer(PAGE, "2OO OK"), Fate.HTTP_PROTOCOL),
    case("61 status 204", raw(head("204 No Content")), Fate.HTTP_EMPTY),
    case("61 status 304", raw(head("304 Not Modified")), Fate.HTTP_EMPTY),
    case("61 empty page", answer(b" \r\n"), Fate.HTTP_EMPTY),
    case("61 zero bytes", answer(b""), Fate.HTTP_EMPTY),
    case(
        "an image",
        answer(b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "200 OK", "Content-Type: text/html"),
        Fate.HTTP_NOT_A_PAGE,
    ),
    case("a page called image", answer(PAGE, "200 OK", "Content-Type: image/png"), OPENED),
    case("404", answer(PAGE, "404 Not Found"), Fate.HTTP_4XX, note="不存在"),
    case("500", answer(PAGE, "500 Oops"), Fate.HTTP_5XX),
    case("no end but whole", raw(head("200 OK") + PAGE), OPENED),
    case("no end and cut", raw(head("200 OK") + PAGE[:70]), Fate.HTTP_TRUNCATED),
    case("64 503 then fine", in_turn(answer(b"x", "503 Busy", "Retry-After: 1")), Fate.HTTP_5XX),
    case(
        "64 429 for long",
        answer(b"x", "429 Slow", "Retry-After: 99999999999"),
        Fate.RATE_LIMITED,
        sibling=False,
    ),
    # E. redirects
    case("67 self-redirect with cookie", cookie_then_page, OPENED, text="正常"),
    case("F11 forty cookies", many_cookies, OPENED, text="正常"),
    case("68 endless self", redirect("/p"), Fate.HTTP_3XX_LOOP),
    case("69 counter loop", None, Fate.HTTP_3XX_LOOP, more={"*": counter}, sibling=False),
    case("69 counting cookie", counting_cookie, Fate.HTTP_3XX_LOOP),
    case("70 A and B", redirect("/q"), Fate.HTTP_3XX_LOOP, more={"/q": redirect("/p")}),
    case("71 no Location", raw(head("302 Found", "Content-Length: 0")), Fate.HTTP_3XX_NO_LOCATION),
    case("72 file", redirect("file:///etc/passwd"), Fate.HTTP_3XX_NO_LOCATION),
    case("72 javascript", redirect("javascript:alert(1)"), Fate.HTTP_3XX_NO_LOCATION),
    case("72 data", redirect("data:text/html,x"), Fate.HTTP_3XX_NO_LOCATION),
    case("72 ftp", redirect("ftp://127.0.0.1/"), Fate.HTTP_3XX_NO_LOCATION),
    case("72 broken", redirect("http://[oops/"), Fate.HTTP_3XX_NO_LOCATION),
    case("75 off-site", redirect("http://canary.test:{port}/"), Fate.HTTP_3XX_OFFSITE),
    case(
        "alias",
        redirect("http://alias.test:{port}/q"),
        OPENED,
        meta={"hosts": ["alias.test"]},
        more={"/q": answer()},
    ),
    case(
        "www",
        redirect("http://www.plain.test:{port}/q"),
        OPENED,
        target="http://plain.test:{port}/p",
        more={"/q": answer()},
    ),
    case(
        "GBK Location",
        redirect(b"/" + "政务".encode("gbk")),
        OPENED,
        more={"/%D5%FE%CE%F1": answer()},
        text="正常",
    ),
    case(
        "UTF-8 Location",
        redirect("/政务"),
        OPENED,
        more={"/%E6%94%BF%E5%8A%A1": answer()},
        text="正常",
    ),
    case(
        "307 in steps",
        redirect("q", "307 x"),
        OPENED,
        more={"/q": redirect("./r", "308 x"), "/r": answer()},
        text="正常",
    ),
    case("redirect to 404", redirect("/q"), Fate.HTTP_4XX),
    # F. size
    case("82 gzip bomb", encoded(gzip.compress(bytes(64 * 2**20)), "gzip"), Fate.BOMB),
    case("83 br bomb", encoded(brotli.compress(bytes(64 * 2**20), quality=1), "br"), Fate.BOMB),
    case("84 gzip in gzip", encoded(gzip.compress(GZIPPED), "gzip, gzip"), Fate.HTTP_PROTOCOL),
    case("86 endless body", endless_body, Fate.SIZE_LIMIT),
    case("87 endless chunks", endless_chunks, Fate.TOTAL_TIMEOUT),
    case(
        "95 huge Content-Length",
        raw(head("200 OK", "Content-Length: 5000000000") + PAGE),
        Fate.SIZE_LIMIT,
    ),
    case("10 MB of one line", answer(b"x" * (10 * 2**20)), Fate.SIZE_LIMIT),
    # H. robots.txt and walls
    case("108 robots 404", answer(), OPENED),
    case(
        "109 robots 503",
        answer(),
        Fate.ROBOTS,
        more={"/robots.txt": answer(b"", "503 Busy")},
        sibling=False,
    ),
    case("109 robots hang", answer(), Fate.ROBOTS, more={"/robots.txt": hang}, sibling=False),
    case("110 robots is HTML", answer(), OPENED, more={"/robots.txt": answer(PAGE)}),
    case("110 robots 412", answer(), OPENED, more={"/robots.txt": answer(b"$_ts", "412 x")}),
    case(
        "110 robots 5 MB",
        answer(),
        Fate.ROBOTS,
        more={"/robots.txt": answer(b"User-agent: *\nDisallow: /p\n" + b"#" * (2 * 2**20))},
    ),
    case(
        "robots redirected",
        answer(),
        Fate.ROBOTS,
        more={
            "/robots.txt": redirect("/r.txt"),
            "/r.txt": answer(b"User-agent: *\nDisallow: /p\n"),
        },
    ),
    case(
        "111 disallowed",
        answer(),
        Fate.ROBOTS,
        more={"/robots.txt": answer(b"User-agent: *\nDisallow: /p\n")},
    ),
    case(
        "supervised",
        answer(),
        OPENED,
        more={"/robots.txt": answer(b"User-agent: *\nDisallow: /\n")},
        meta={"supervised": True},
        sibling=False,
    ),
    case(
        "112 jsl",
        answer(b"<script>x</script>", "521 x", "Set-Cookie: __jsluid_h=1"),
        Fate.CHALLENGE_JSL,
    ),
    case(
        "112 jsl everywhere",
        None,
        Fate.CHALLENGE_JSL,
        more={"*": answer(b"<script>x</script>", "521 x", "Set-Cookie: __jsluid_h=1")},
        sibling=False,
    ),
    case("112 origin down", answer(b"<h1>down</h1>", "521 x"), Fate.HTTP_5XX),
    case(
        "113 ruishu",
        answer(b"<script>$_ts=window['$_ts'];</script>", "412 x"),
        Fate.CHALLENGE_RUISHU,
    ),
    case("113 plain 412", answer(b"<h1>412</h1>", "412 x"), Fate.HTTP_4XX),
    case("114 403", answer(b"<h1>Forbidden</h1>", "403 x"), Fate.FORBIDDEN),
    # A, I. names and addresses
    case("1 NXDOMAIN", None, Fate.DNS_NXDOMAIN, target="http://gone.test:{port}/p", sibling=False),
    case("2 NODATA", None, Fate.DNS_NODATA, target="http://nodata.test:{port}/p", sibling=False),
    case("4 again", None, Fate.DNS_TIMEOUT, target="http://again.test:{port}/p", sibling=False),
    case(
        "6 internal", None, Fate.DNS_INTERNAL, target="http://inside.test:{port}/p", sibling=False
    ),
    case(
        "6 one of two internal",
        None,
        Fate.DNS_INTERNAL,
        target="http://half.test:{port}/p",
        sibling=False,
    ),
    case("9 first address dead", answer(), OPENED, target="http://twice.test:{port}/p"),
    case(
        "117 to a private address",
        redirect("http://10.0.0.8:{port}/"),
        Fate.ADDRESS_REFUSED,
        meta={"hosts": ["10.0.0.8:{port}"]},
    ),
    case(
        "119 to a database port",
        redirect("http://{host}:5432/"),
        Fate.ADDRESS_REFUSED,
        meta={"hosts": ["{host}:5432"]},
    ),
    case(
        "userinfo", None, Fate.ADDRESS_REFUSED, target="http://a:b@{host}:{port}/p", sibling=False
    ),
    # C. TLS
    case(
        "C self-signed", None, OPENED, target="https://{host}:{port}/p", sibling=False, text="正常"
    ),
    case("24 expired", None, OPENED, target="https://{host}:{port}/p", sibling=False),
    case("29 RSA-1024", None, OPENED, target="https://{host}:{port}/p", sibling=False),
    case(
        "31 TLS 1.0 only",
        None,
        OPENED,
        target="https://{host}:{port}/p",
        sibling=False,
        note="过时",
    ),
    case(
        "32 TLS 1.1 only",
        None,
        OPENED,
        target="https://{host}:{port}/p",
        sibling=False,
        note="过时",
    ),
    case("34 RSA key exchange", None, OPENED, target="https://{host}:{port}/p", sibling=False),
    case(
        "37 alert",
        None,
        Fate.TLS_HANDSHAKE,
        target="https://{host}:{port}/p",
        sibling=False,
        socket=raw(b"\x15\x03\x01\x00\x02\x02\x28"),
    ),
    case(
        "38 TLCP-like",
        None,
        Fate.TLS_NOT_TLS,
        target="https://{host}:{port}/p",
        sibling=False,
        socket=raw(b"\x15\x01\x01\x00\x02\x02\x28"),
    ),
    case(
        "39 plain HTTP",
        answer(),
        Fate.TLS_NOT_TLS,
        target="https://{host}:{port}/p",
        sibling=False,
        socket=raw(b"HTTP/1.1 400 Bad Request\r\n\r\n"),
    ),
    case(
        "43 handshake hangs",
        None,
        Fate.ROBOTS,
        target="https://{host}:{port}/p",
        sibling=False,
        socket=hang,
    ),
]
HOST = {one.name: f"127.0.20.{number}" for number, one in enumerate(CASES, 1)}
HEALTHY = [f"127.0.21.{number}" for number in range(1, 21)]
CANARY = "127.0.22.1"
TLS: dict[str, dict[str, Any]] = {
    "C self-signed": {},
    "24 expired": {"expired": True},
    "29 RSA-1024": {"bits": 1024},
    "31 TLS 1.0 only": {"version": ssl.TLSVersion.TLSv1},
    "32 TLS 1.1 only": {"version": ssl.TLSVersion.TLSv1_1},
    "34 RSA key exchange": {"version": ssl.TLSVersion.TLSv1_2, "ciphers": "AES128-SHA:@SECLEVEL=0"},
}
NAMES: dict[str, str | int] = {
    "gone.test": socket.EAI_NONAME,
    "nodata.test": socket.EAI_NODATA,
    "again.test": socket.EAI_AGAIN,
    "inside.test": "10.1.2.3",
    "half.test": "127.0.20.1,10.1.2.3",
    "canary.test": CANARY,
    "alias.test": HOST["alias"],
    "plain.test": HOST["www"],
    "www.plain.test": HOST["www"],
    "twice.test": f"127.0.23.1,{HOST['9 first address dead']}",
}


@dataclass(frozen=True)
class Crawl:
    seen: dict[str, Seen]
    log: str
    server: FaultServer


@pytest.fixture(scope="module")
def crawl(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawl]:
    folder = tmp_path_factory.mktemp("tls")
    port = _free_port()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # TLS 1.0 is what the case is about
        tls = {
            HOST[name]: certificates.server(folder, f"tls{number}.test", **kind)
            for number, (name, kind) in enumerate(TLS.items())
        }
    hosts = {HOST[one.name]: _paths(one, port) for one in CASES}
    hosts |= {host: {"/": answer()} for host in [*HEALTHY, CANARY]}
    sockets = {HOST[one.name]: one.socket for one in CASES if one.socket}
    with _backlog_full(port), FaultServer(hosts, tls=tls, sockets=sockets, port=port) as server:
        targets = {one.name: _fill(one.target, one, port) for one in CASES}
        targets |= {
            f"{one.name}/ok": _fill("http://{host}:{port}/ok", one, port)
            for one in CASES
            if one.sibling
        }
        targets |= {host: server.url(host) for host in HEALTHY}
        seen, log = look(
            targets,
            meta={one.name: _meta(one, port) for one in CASES},
            settings={"ALLOW_PORTS": [port, 1], "DOWNLOAD_MAXSIZE": BIG},
            names=NAMES,
        )
        yield Crawl(seen, log, server)


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.name)
def test_fault(crawl: Crawl, one: Case) -> None:
    seen = crawl.seen[one.name]

    assert seen.fate is one.fate, seen
    assert not seen.note or not seen.note.isascii()
    assert one.note in seen.note
    assert one.text in seen.text
    if one.sibling:
        assert crawl.seen[f"{one.name}/ok"].fate is OPENED, crawl.seen[f"{one.name}/ok"]


def test_healthy_hosts_are_done(crawl: Crawl) -> None:
    assert [crawl.seen[host].fate for host in HEALTHY] == [OPENED] * len(HEALTHY)


def test_every_look_has_an_ending(crawl: Crawl) -> None:
    expected = {one.name for one in CASES} | {f"{one.name}/ok" for one in CASES if one.sibling}
    assert set(crawl.seen) == expected | set(HEALTHY)


def test_nothing_reached_the_canary(crawl: Crawl) -> None:
    assert crawl.server.connections[CANARY] == 0


def test_nothing_but_get_left(crawl: Crawl) -> None:
    assert crawl.server.wrong_methods == []


def test_no_traceback_in_the_log(crawl: Crawl) -> None:
    assert "Traceback" not in crawl.log, crawl.log


def test_a_redirect_says_where_it_came_from(crawl: Crawl) -> None:
    seen = crawl.seen["307 in steps"]

    assert [url.rsplit("/", 1)[1] for url in seen.left] == ["p", "q"]
    assert seen.url.endswith("/r")


def test_old_tls_is_marked(crawl: Crawl) -> None:
    assert crawl.seen["31 TLS 1.0 only"].flags == ["legacy-tls"]
    assert crawl.seen["C self-signed"].flags == []


def _paths(one: Case, port: int) -> dict[str, Behaviour]:
    paths = {"/p": one.behaviour or answer(), "/ok": answer(), **one.more}
    if "*" in one.more and one.behaviour is None:
        del paths["/p"]
    return {path: _filled(behave, one, port) for path, behave in paths.items()}


def _filled(behave: Behaviour, one: Case, port: int) -> Behaviour:
    """Put host and port into what a behaviour sends."""

    async def filled(call: Call) -> None:
        send = call.send

        async def sending(data: bytes) -> None:
            data = data.replace(b"{port}", str(port).encode())
            await send(data.replace(b"{host}", HOST[one.name].encode()))

        call.send = sending  # type: ignore[method-assign] # the one place where ports get in
        await behave(call)

    return filled


def _fill(text: str, one: Case, port: int) -> str:
    return text.replace("{host}", HOST[one.name]).replace("{port}", str(port))


def _meta(one: Case, port: int) -> dict[str, Any]:
    hosts = [_fill(host, one, port) for host in one.meta.get("hosts", [])]
    slow = {"download_timeout": 2} if one.fate is Fate.TOTAL_TIMEOUT or "hang" in one.name else {}
    return {**slow, **one.meta, **({"hosts": hosts} if hosts else {})}


@contextlib.contextmanager
def _backlog_full(port: int) -> Iterator[None]:
    with contextlib.ExitStack() as sockets:
        sockets.enter_context(socket.create_server((FULL, port), backlog=0))
        for _ in range(4):
            waiting = sockets.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex((FULL, port))
        yield


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
