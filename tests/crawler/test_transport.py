"""Single fetches by httpx: the same guard, the same caps, one deadline."""

import asyncio
import gzip
import socket
import time
from collections.abc import Iterator
from typing import Any

import brotli
import pytest

from crawler.guard import AddressGuard, Names
from crawler.transport import Fetched, fetch, httpx, httpx_transport
from storage.records import Fate
from tests.faultserver import (
    PAGE,
    Call,
    FaultServer,
    answer,
    drip,
    hang,
    head,
    raw,
    redirect,
    reset,
)

HOST, CANARY = "127.0.51.1", "127.0.51.2"


async def echo_host(call: Call) -> None:
    await answer(f"<p>{call.headers['host']}</p>".encode())(call)


@pytest.fixture(scope="module")
def server() -> Iterator[FaultServer]:
    paths = {
        "/ok": answer(),
        "/host": echo_host,
        "/gz": answer(gzip.compress(PAGE), "200 OK", "Content-Encoding: gzip"),
        "/cut": answer(gzip.compress(PAGE * 9)[:-9], "200 OK", "Content-Encoding: gzip"),
        "/bomb": answer(brotli.compress(bytes(2**26), quality=1), "200 OK", "Content-Encoding: br"),
        "/hang": hang,
        "/drip": drip(head("200 OK", "Content-Length: 99999"), b"x"),
        "/headers": drip(b"HTTP/1.1 200 OK\r\n", b"X"),
        "/reset": reset,
        "/garbage": raw(b"\x00garbage\r\n\r\n"),
        "/empty": raw(b""),
        "/short": raw(head("200 OK", "Content-Length: 99999") + PAGE),
        "/404": answer(PAGE, "404 x"),
        "/loop": redirect("/loop"),
        "/hop": redirect("/ok"),
        "/file": redirect("file:///etc/passwd"),
        "/inside": redirect("http://10.0.0.1/"),
    }
    with FaultServer({HOST: paths, CANARY: {"*": answer()}}) as server:
        yield server


def look(server: FaultServer, url: str, *, names: Names | None = None) -> Fetched:
    slow = url.endswith(("/hang", "/drip", "/headers"))
    guard = AddressGuard([f"{HOST}/32"], [server.port])
    return asyncio.run(
        fetch(
            url,
            guard,
            user_agent="test",
            seconds=1.0 if slow else 30.0,
            max_bytes=2**21,
            names=names,
        )
    )


@pytest.mark.parametrize(
    ("path", "fate"),
    [
        ("/ok", Fate.OPENED),
        ("/gz", Fate.OPENED),
        ("/cut", Fate.HTTP_TRUNCATED),
        ("/bomb", Fate.BOMB),
        ("/hang", Fate.TOTAL_TIMEOUT),
        ("/drip", Fate.TOTAL_TIMEOUT),
        ("/headers", Fate.TOTAL_TIMEOUT),
        ("/reset", Fate.TCP_RESET),
        ("/garbage", Fate.HTTP_PROTOCOL),
        ("/empty", Fate.HTTP_PROTOCOL),
        ("/short", Fate.HTTP_TRUNCATED),
        ("/404", Fate.HTTP_4XX),
        ("/loop", Fate.HTTP_3XX_LOOP),
        ("/hop", Fate.OPENED),
        ("/file", Fate.OUT_OF_SCOPE),
        ("/inside", Fate.ADDRESS_REFUSED),
    ],
)
def test_fetch(server: FaultServer, path: str, fate: Fate) -> None:
    fetched = look(server, server.url(HOST, path))

    assert fetched.fate is fate, fetched
    assert not fetched.note or not fetched.note.isascii()


def test_the_deadline_is_for_all(server: FaultServer) -> None:
    began = time.monotonic()
    look(server, server.url(HOST, "/drip"))

    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    "host",
    [
        CANARY,
        "127.0.13058",
        "2130719490",
        "0x7f003302",
        "0177.0.0x33.02",
        f"[::ffff:{CANARY}]",
        "[::ffff:7f00:3302]",
        "rebound.example.cn",
    ],
)
def test_nothing_reaches_the_canary(server: FaultServer, host: str) -> None:
    def lookup(asked: str, port: int, **kinds: Any) -> list[tuple[Any, ...]]:
        name = asked if isinstance(asked, str) else asked.decode()
        return socket.getaddrinfo(CANARY if name.endswith(".cn") else name, port, **kinds)

    fetched = look(server, f"http://{host}:{server.port}/", names=Names(lookup))

    assert fetched.fate in {Fate.ADDRESS_REFUSED, Fate.DNS_INTERNAL}, fetched
    assert server.connections[CANARY] == 0


def test_the_host_header_stays_the_name(server: FaultServer) -> None:
    def lookup(_: str, port: int, **kinds: Any) -> list[tuple[Any, ...]]:
        return socket.getaddrinfo(HOST, port, **kinds)

    fetched = look(server, f"http://www.example.cn:{server.port}/host", names=Names(lookup))

    assert fetched.body == f"<p>www.example.cn:{server.port}</p>".encode()


def test_a_port_that_no_site_has_is_refused(server: FaultServer) -> None:
    guard = AddressGuard(["127.0.0.0/8"])

    async def get() -> None:
        async with httpx.AsyncClient(transport=httpx_transport(guard), trust_env=False) as client:
            await client.get(server.url(CANARY))

    with pytest.raises(Exception, match="SSRF_BLOCKED"):
        asyncio.run(get())
    assert server.connections[CANARY] == 0
