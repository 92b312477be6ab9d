"""Looks at addresses outside, with real sockets on loopback."""

import asyncio
import contextlib
import gzip
import socket
import ssl
import time
import warnings
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import brotli
import pytest

from crawler import adapters
from crawler.adapters.reading import Document, Reading
from crawler.guard import AddressGuard, Names
from crawler.outlinks import Outlink, look_outside
from crawler.readers import Readers, ReadingCrashError
from crawler.turns import Limits
from storage.records import Fate, Target
from tests import certificates
from tests.faultserver import (
    PAGE,
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
)

HOST, OTHER, CANARY, TLS, OLD_TLS = (f"127.0.61.{n}" for n in range(1, 6))
NOW = datetime(2025, 3, 31, 4, tzinfo=UTC)
QUICK = Limits(delay=0.0, seconds=1.5, head_seconds=0.5, connect_seconds=1.0)
HTML = "Content-Type: text/html; charset=utf-8"
GONE = "<html><title>404</title><body><p>抱歉，您访问的页面不存在</p></body></html>".encode()
CASINO = (
    "<html><head><title>澳门博彩网站_体育投注平台</title></head><body><h1>澳门博彩网站</h1>"
    + "<p>欢迎来到本站，注册即送彩金。</p>" * 9
    + "</body></html>"
).encode()


def bare(status: str, *headers: str) -> Callable[[Call], Awaitable[None]]:
    """Answer without a body, as to HEAD."""
    return raw(head(status, *headers))


async def tell_cookie(call: Call) -> None:
    await answer(call.headers.get("cookie", "none").encode() * 9, "200 OK", HTML)(call)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FaultServer]:
    folder = tmp_path_factory.mktemp("tls")
    ok = answer(PAGE, "200 OK", HTML)
    paths = {
        "/ok": ok,
        "/head-405": in_turn(bare("405 x", "Allow: GET"), ok),
        "/head-403": in_turn(bare("403 x"), ok),
        "/head-404": in_turn(bare("404 x"), ok),
        "/head-501": in_turn(bare("501 x"), ok),
        "/head-reset": in_turn(reset, ok),
        "/head-hangs": in_turn(hang, ok),
        "/404": answer(PAGE, "404 x"),
        "/410": answer(PAGE, "410 x"),
        "/500": answer(PAGE, "500 x"),
        "/403": answer(PAGE, "403 x"),
        "/429": answer(PAGE, "429 x", "Retry-After: 9"),
        "/412": answer(b"<html><script>$_ts=1</script></html>", "412 x"),
        "/hang": hang,
        "/drip": drip(head("200 OK", HTML, "Content-Length: 999999"), b"x"),
        "/reset": reset,
        "/garbage": raw(b"\x00garbage\r\n\r\n"),
        "/empty": answer(b"", "200 OK", HTML),
        "/pdf": answer(b"%PDF-1.4 " + b"x" * 99, "200 OK", "Content-Type: application/pdf"),
        "/zero.pdf": answer(b"", "200 OK", "Content-Type: application/pdf"),
        "/picture": answer(b"\x89PNG\r\n" + bytes(99), "200 OK", "Content-Type: text/plain"),
        "/endless": drip(head("200 OK", HTML) + PAGE * 2000, b"<p>x</p>" * 1000, 0.0),
        "/gz": answer(gzip.compress(PAGE), "200 OK", HTML, "Content-Encoding: gzip"),
        "/bomb": answer(
            brotli.compress(bytes(2**26), quality=1), "200 OK", HTML, "Content-Encoding: br"
        ),
        "/soft": answer(GONE, "200 OK", HTML),
        "/loop": redirect("/loop"),
        "/hop": redirect("/ok"),
        "/hops": redirect("/1"),
        **{f"/{n}": redirect(f"/{n + 1}") for n in range(1, 9)},
        "/file": redirect("file:///etc/passwd"),
        "/inside": redirect("http://10.0.0.1/"),
        "/canary": redirect("/x"),
        "/cookie": redirect("/told", "302 Found", "Set-Cookie: a=1; path=/"),
        "/told": tell_cookie,
        "/casino": answer(CASINO, "200 OK", HTML),
    }
    hosts = {HOST: paths, OTHER: {"*": answer(CASINO, "200 OK", HTML)}, CANARY: {"*": answer()}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # TLS 1.0 is what the case is about
        old = certificates.server(folder, "old.test", version=ssl.TLSVersion.TLSv1)
    tls = {TLS: certificates.server(folder, expired=True), OLD_TLS: old}
    with FaultServer({**hosts, TLS: {"*": ok}, OLD_TLS: {"*": ok}}, tls=tls) as server:
        paths["/moved"] = redirect(server.url(OTHER, "/"))
        paths["/canary"] = redirect(server.url(CANARY, "/"))
        yield server


async def read(document: Document) -> Reading:
    return adapters.read(document)


def looked(
    server: FaultServer,
    wanted: Sequence[Outlink | str],
    *,
    read: Callable[[Document], Awaitable[Reading]] = read,
    limits: Limits = QUICK,
    names: Names | None = None,
    controls: Sequence[str] = (),
) -> list[Target]:
    guard = AddressGuard([f"{host}/32" for host in (HOST, OTHER, TLS, OLD_TLS)], [server.port, 9])
    links = [Outlink(site="portal", url=one) if isinstance(one, str) else one for one in wanted]

    async def collect() -> list[Target]:
        found = look_outside(
            links,
            guard=guard,
            user_agent="test (+https://example.gov.cn)",
            now=lambda: NOW,
            read=read,
            limits=limits,
            names=names,
            controls=controls,
        )
        return [target async for target in found]

    return asyncio.run(collect())


@pytest.mark.parametrize(
    ("path", "fate", "status"),
    [
        ("/ok", Fate.OPENED, 200),
        ("/head-405", Fate.OPENED, 200),
        ("/head-403", Fate.OPENED, 200),
        ("/head-404", Fate.OPENED, 200),
        ("/head-501", Fate.OPENED, 200),
        ("/head-reset", Fate.OPENED, 200),
        ("/head-hangs", Fate.OPENED, 200),
        ("/404", Fate.HTTP_4XX, 404),
        ("/410", Fate.HTTP_4XX, 410),
        ("/500", Fate.HTTP_5XX, 500),
        ("/403", Fate.FORBIDDEN, 403),
        ("/429", Fate.RATE_LIMITED, 429),
        ("/412", Fate.CHALLENGE_RUISHU, 412),
        ("/hang", Fate.TOTAL_TIMEOUT, None),
        ("/drip", Fate.TOTAL_TIMEOUT, None),
        ("/reset", Fate.TCP_RESET, None),
        ("/garbage", Fate.HTTP_PROTOCOL, None),
        ("/empty", Fate.HTTP_EMPTY, 200),
        ("/pdf", Fate.OPENED, 200),
        ("/zero.pdf", Fate.HTTP_EMPTY, 200),
        ("/picture", Fate.OPENED, 200),
        ("/endless", Fate.OPENED, 200),
        ("/gz", Fate.OPENED, 200),
        ("/bomb", Fate.BOMB, 200),
        ("/soft", Fate.SOFT_ERROR, 200),
        ("/loop", Fate.HTTP_3XX_LOOP, None),
        ("/hop", Fate.OPENED, 200),
        ("/hops", Fate.HTTP_3XX_LOOP, None),
        ("/file", Fate.OUT_OF_SCOPE, None),
        ("/inside", Fate.ADDRESS_REFUSED, None),
        ("/canary", Fate.ADDRESS_REFUSED, None),
    ],
)
def test_fate(server: FaultServer, path: str, fate: Fate, status: int | None) -> None:
    server.hits.clear()
    (target,) = looked(server, [server.url(HOST, path)])

    assert (target.fate, target.status) == (fate, status)
    assert (target.url, target.at, target.external) == (server.url(HOST, path), NOW, True)
    assert server.connections[CANARY] == 0


@pytest.mark.parametrize("host", [TLS, OLD_TLS])
def test_bad_certificates_and_old_tls_open(server: FaultServer, host: str) -> None:
    (target,) = looked(server, [server.url(host, "/", "https")])

    assert target.fate is Fate.OPENED


def test_a_closed_port_is_refused(server: FaultServer) -> None:
    (target,) = looked(server, [f"http://{HOST}:9/"])

    assert target.fate is Fate.TCP_REFUSED
    assert (target.looks, target.since) == (1, NOW)


def test_only_the_beginning_of_a_body_is_taken(server: FaultServer) -> None:
    sizes = []

    async def measure(document: Document) -> Reading:
        sizes.append(len(document.body))
        return await read(document)

    looked(server, [server.url(HOST, "/endless")], read=measure)

    assert sizes == [QUICK.max_bytes]


def test_a_file_is_asked_for_by_head_alone(server: FaultServer) -> None:
    server.hits.clear()
    looked(server, [server.url(HOST, "/pdf")])

    assert server.hits[HOST, "/pdf"] == 1
    assert server.wrong_methods[-1].startswith("HEAD /pdf")


def test_where_it_landed_and_what_stands_there(server: FaultServer) -> None:
    (moved,) = looked(server, [server.url(HOST, "/moved")])
    (stayed,) = looked(server, [server.url(HOST, "/hop")])

    assert moved.landed == server.url(OTHER, "/")
    assert "博彩" in moved.title
    assert (stayed.landed, stayed.title) == ("", "演示")


def test_no_cookie_is_kept(server: FaultServer) -> None:
    server.calls.clear()
    looked(server, [server.url(HOST, "/cookie"), server.url(HOST, "/told")])

    assert server.calls
    assert all("cookie" not in call.headers for call in server.calls)


def test_one_address_is_looked_at_once_for_all_that_link_to_it(server: FaultServer) -> None:
    server.hits.clear()
    url = server.url(HOST, "/ok")
    wanted = [
        Outlink(site="a", url=url, example="http://a.test/1", words="甲", pages=3),
        Outlink(site="b", url=f"{url}#part", example="http://b.test/1", hidden=True),
    ]
    found = {target.site: target for target in looked(server, wanted)}

    assert server.hits[HOST, "/ok"] == 2  # HEAD, GET
    assert (found["a"].example, found["a"].words, found["a"].pages) == ("http://a.test/1", "甲", 3)
    assert found["b"].url == f"{url}#part"
    assert found["b"].hidden
    assert not found["a"].hidden


def test_a_host_gets_one_request_at_a_time_and_a_pause(server: FaultServer) -> None:
    server.calls.clear()
    limits = Limits(delay=0.15)
    looked(server, [server.url(HOST, f"/{path}") for path in ("ok", "gz")], limits=limits)

    moments = sorted(call.at for call in server.calls)
    assert len(moments) == 4
    assert all(later - earlier >= 0.14 for earlier, later in pairwise(moments))


def test_the_wait_for_a_turn_is_not_the_looks_own_time(server: FaultServer) -> None:
    limits = Limits(delay=0.5, seconds=0.9)
    found = looked(server, [server.url(HOST, f"/ok?{n}") for n in range(2)], limits=limits)

    assert [target.fate for target in found] == [Fate.OPENED] * 2


def test_the_deadline_is_for_all_of_a_look(server: FaultServer) -> None:
    began = time.monotonic()
    looked(server, [server.url(HOST, "/drip")])

    assert time.monotonic() - began < 4


def test_when_the_run_is_over_the_rest_is_not_looked_at(server: FaultServer) -> None:
    limits = Limits(delay=0.4, run_seconds=1.0)
    found = looked(server, [server.url(HOST, f"/ok?{n}") for n in range(20)], limits=limits)

    assert 1 <= len(found) <= 3


def test_a_host_that_is_slow_or_asks_for_less_is_left_alone(server: FaultServer) -> None:
    slow = looked(server, [server.url(HOST, f"/hang?{n}") for n in range(5)])
    busy = looked(server, [server.url(HOST, f"/429?{n}") for n in range(5)])

    assert [target.fate for target in slow] == [Fate.TOTAL_TIMEOUT] * 3
    assert [target.fate for target in busy] == [Fate.RATE_LIMITED]


def test_a_host_gives_no_more_than_its_share(server: FaultServer) -> None:
    limits = Limits(delay=0.0, per_host=2)
    found = looked(server, [server.url(HOST, f"/ok?{n}") for n in range(5)], limits=limits)

    assert len(found) == 2


def test_a_page_that_kills_its_child_has_opened(server: FaultServer) -> None:
    async def crash(_: Document) -> Reading:
        raise ReadingCrashError("页面使解析进程崩溃")

    (target,) = looked(server, [server.url(HOST, "/casino")], read=crash)

    assert (target.fate, target.title) == (Fate.OPENED, "")


@pytest.mark.parametrize(
    "url", ["http://[::1", "http://", "javascript:void(0)", "http://x.test:99999/"]
)
def test_what_is_no_address_is_no_fault_of_anybody(server: FaultServer, url: str) -> None:
    (target,) = looked(server, [url])

    assert target.fate.our_policy


# ------------------------------------------------------------ our own network


def resolver(known: dict[str, str], error: int) -> Names:
    """Names of a made-up DNS: the known ones, and an error for all others."""

    def lookup(name: Any, port: int, **kinds: Any) -> list[tuple[Any, ...]]:
        asked = name if isinstance(name, str) else name.decode()
        if asked in known:
            return socket.getaddrinfo(known[asked], port, **kinds)
        if asked.replace(".", "").isdigit():
            return socket.getaddrinfo(asked, port, **kinds)
        raise socket.gaierror(error, "made up")

    return Names(lookup)


DEAD = [f"http://gone{n}.example.com/" for n in range(6)]


def fates(found: Sequence[Target]) -> set[Fate]:
    return {target.fate for target in found if "gone" in target.url}


@pytest.mark.parametrize("error", [socket.EAI_NONAME, socket.EAI_AGAIN, socket.EAI_NODATA])
def test_nothing_but_silence_is_our_network(server: FaultServer, error: int) -> None:
    found = looked(server, DEAD, names=resolver({}, error))

    assert fates(found) == {Fate.LOCAL_NET}
    assert all(target.since is None for target in found)


def test_dead_names_beside_a_host_that_answers_are_dead(server: FaultServer) -> None:
    found = looked(server, [*DEAD, server.url(HOST, "/ok")], names=resolver({}, socket.EAI_NONAME))

    assert len(found) == 7
    assert fates(found) == {Fate.DNS_NXDOMAIN}


def test_dead_names_are_dead_where_a_control_answers(server: FaultServer) -> None:
    controls = [server.url(HOST, "/404")]
    found = looked(server, DEAD, names=resolver({}, socket.EAI_NONAME), controls=controls)

    assert fates(found) == {Fate.DNS_NXDOMAIN}


def test_most_hosts_silent_is_our_network_whoever_else_answers(server: FaultServer) -> None:
    many = [f"http://gone{n}.example.com/" for n in range(12)]
    found = looked(server, [*many, server.url(HOST, "/ok")], names=resolver({}, socket.EAI_NONAME))

    assert fates(found) == {Fate.LOCAL_NET}


def test_a_public_name_that_leads_inside_is_refused_not_dead(server: FaultServer) -> None:
    url = f"http://www.inside.com:{server.port}/"
    (target,) = looked(server, [url], names=resolver({"www.inside.com": "10.0.0.1"}, -2))

    assert target.fate is Fate.DNS_INTERNAL


def test_rows_go_on(server: FaultServer) -> None:
    before = Target(
        site="portal",
        url=DEAD[0],
        at=datetime(2025, 3, 30, 4, tzinfo=UTC),
        fate=Fate.DNS_NXDOMAIN,
        looks=2,
        since=datetime(2025, 3, 29, 4, tzinfo=UTC),
    )
    link = Outlink(site="portal", url=DEAD[0], before=before)
    (target,) = looked(server, [link], names=resolver({}, socket.EAI_NONAME))

    assert (target.looks, target.since) == (3, before.since)


def test_private_numbers_do_not_get_through(server: FaultServer, tmp_path: Path) -> None:
    number = "110101199003074610"
    link = Outlink(site="a", url=server.url(HOST, f"/ok?id={number}"), words=f"证号{number}")
    (target,) = looked(server, [link])

    assert number not in repr(target)


# ------------------------------------------------------------ the whole


def test_pages_are_read_in_a_child_that_can_be_killed(server: FaultServer) -> None:
    async def collect() -> list[Target]:
        with Readers(1) as readers:
            found = look_outside(
                [Outlink(site="portal", url=server.url(HOST, "/casino"))],
                guard=AddressGuard([f"{HOST}/32"], [server.port]),
                user_agent="test",
                now=lambda: NOW,
                read=readers.read,
                limits=QUICK,
            )
            return [target async for target in found]

    (target,) = asyncio.run(collect())

    assert "博彩" in target.title


def test_whoever_stops_listening_ends_the_run(server: FaultServer) -> None:
    async def first() -> Target:
        links = [Outlink(site="a", url=server.url(host, "/ok")) for host in (HOST, OTHER)]
        links += [Outlink(site="a", url=server.url(HOST, f"/hang?{n}")) for n in range(9)]
        found = look_outside(
            links,
            guard=AddressGuard([f"{host}/32" for host in (HOST, OTHER)], [server.port]),
            user_agent="test",
            now=lambda: NOW,
            read=read,
            limits=QUICK,
        )
        async with contextlib.aclosing(found):
            async for target in found:
                return target
        raise AssertionError

    began = time.monotonic()

    assert asyncio.run(first()).fate is Fate.OPENED
    assert time.monotonic() - began < 1.4


def test_it_says_who_it_is_and_asks_for_nothing_but_head_and_get(server: FaultServer) -> None:
    server.calls.clear()
    server.wrong_methods.clear()
    looked(server, [server.url(HOST, "/ok")])

    assert {call.headers["user-agent"] for call in server.calls} == {
        "test (+https://example.gov.cn)"
    }
    assert [line.split()[0] for line in server.wrong_methods] == ["HEAD"]
    assert len(server.calls) == 2


def test_a_proxy_of_the_environment_plays_no_part(
    server: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, server.url(CANARY))
    (target,) = looked(server, [server.url(HOST, "/ok")])

    assert target.fate is Fate.OPENED
    assert server.connections[CANARY] == 0
