"""The crawl's own connections: kept where they may be, replaced where they went stale."""

import asyncio

import pytest

from crawler.connections import Connections
from crawler.fates import Ended
from crawler.guard import AddressGuard, Names
from crawler.http1 import Answer
from storage.records import Fate

LOOPBACK = ["127.0.0.0/8"]


class Talker:
    """A server that does with each connection as it is told; it counts them."""

    def __init__(self, requests_a_connection: int = 100, answer: bytes | None = None) -> None:
        self.connections = 0
        self.heard: list[bytes] = []
        self._most = requests_a_connection
        self._answer = answer or b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

    async def __aenter__(self) -> "Talker":
        self._server = await asyncio.start_server(self._talk, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        for _ in range(self._most):
            try:
                self.heard.append(await reader.readuntil(b"\r\n\r\n"))
            except asyncio.IncompleteReadError:
                break
            writer.write(self._answer)
            await writer.drain()
        writer.close()


async def ask(connections: Connections, server: Talker, path: str = "/a?b=c#d") -> Answer:
    url = f"http://127.0.0.1:{server.port}{path}"
    return await connections.get(url, [(b"User-Agent", b"x")], max_bytes=1000, old_tls=False)


def connections_to(server: Talker) -> Connections:
    return Connections(AddressGuard(LOOPBACK, [server.port]), Names(), 5)


def test_a_connection_is_kept() -> None:
    async def run() -> None:
        async with Talker() as server:
            connections = connections_to(server)
            answers = [await ask(connections, server) for _ in range(3)]
            connections.close()
            assert [answer.body for answer in answers] == [b"ok"] * 3
            assert server.connections == 1

    asyncio.run(run())


def test_a_connection_gone_stale_is_replaced() -> None:
    async def run() -> None:
        async with Talker(requests_a_connection=1) as server:
            connections = connections_to(server)
            for _ in range(3):
                assert (await ask(connections, server)).body == b"ok"
            connections.close()
            assert server.connections == 3

    asyncio.run(run())


def test_what_is_sent_is_a_plain_get() -> None:
    async def run() -> None:
        async with Talker() as server:
            connections = connections_to(server)
            await ask(connections, server)
            connections.close()
            host = f"127.0.0.1:{server.port}".encode()
            assert server.heard == [
                b"GET /a?b=c HTTP/1.1\r\nHost: " + host + b"\r\nUser-Agent: x\r\n\r\n"
            ]

    asyncio.run(run())


def test_an_answer_nobody_asked_for_is_never_taken_for_one() -> None:
    twice = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok" * 2

    async def run() -> None:
        async with Talker(answer=twice) as server:
            connections = connections_to(server)
            for _ in range(2):
                assert (await ask(connections, server)).body == b"ok"
            connections.close()
            assert server.connections == 2

    asyncio.run(run())


def test_a_deadline_gives_the_connection_up() -> None:
    async def run() -> None:
        async with Talker(answer=b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n") as server:
            connections = connections_to(server)
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.2):
                    await ask(connections, server)
            assert not any(connections._idle.values())

    asyncio.run(run())


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/", "http:///x", "http://[oops/"])
def test_what_is_no_web_address_is_refused(url: str) -> None:
    connections = Connections(AddressGuard(LOOPBACK), Names(), 5)

    with pytest.raises(Ended) as ended:
        asyncio.run(connections.get(url, [], max_bytes=10, old_tls=False))

    assert ended.value.fate is Fate.OUT_OF_SCOPE
