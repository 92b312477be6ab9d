"""A server that misbehaves on purpose: raw TCP on loopback, real sockets, a table of behaviours.

    with FaultServer({"127.0.1.5": {"/page": answer(b"<html>...")}}) as server:
        server.url("127.0.1.5", "/page")

Each host is a loopback address of its own, so that what one does to politeness, robots.txt or
connections never touches another. A behaviour is a coroutine of a `Call`; a path without one is
404, so a host without `/robots.txt` has no rules. Any method but GET is kept in `wrong_methods`.
"""

import asyncio
import contextlib
import socket
import ssl
import struct
import threading
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

PAGE = (
    "<!DOCTYPE html><html><head><title>演示</title></head><body><p>正常</p></body></html>".encode()
)


@dataclass
class Call:
    """One connection on which a request came in."""

    host: str
    path: str
    """Path and query, as they stood on the wire."""
    headers: dict[str, str]
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    number: int = 1
    """The how manieth call of this host and path it is."""
    at: float = field(default_factory=time.monotonic)
    """When it came, in seconds of the monotonic clock."""

    async def send(self, data: bytes) -> None:
        """Write and drain; a client that has gone is no fault of the test."""
        with contextlib.suppress(ConnectionError):
            self.writer.write(data)
            await self.writer.drain()

    def reset(self) -> None:
        """End the connection with RST instead of FIN."""
        sock = self.writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


Behaviour = Callable[[Call], Awaitable[None]]


def head(status: object = "200 OK", *headers: str) -> bytes:
    """Write a status line and headers."""
    return ("\r\n".join([f"HTTP/1.1 {status}", *headers, "Connection: close", "", ""])).encode(
        "latin-1"
    )


def answer(body: bytes = PAGE, status: str = "200 OK", *headers: str) -> Behaviour:
    """Answer in full and in order."""

    async def behave(call: Call) -> None:
        await call.send(head(status, f"Content-Length: {len(body)}", *headers) + body)

    return behave


def raw(data: bytes) -> Behaviour:
    """Send these bytes and close."""

    async def behave(call: Call) -> None:
        await call.send(data)

    return behave


def redirect(location: str | bytes, status: str = "302 Found", *headers: str) -> Behaviour:
    """Send the visitor elsewhere."""
    target = location.encode() if isinstance(location, str) else location
    start = head(status, "Content-Length: 0", *headers)
    return raw(start.replace(b"\r\nConnection", b"\r\nLocation: " + target + b"\r\nConnection", 1))


async def reset(call: Call) -> None:
    """Break the connection off."""
    call.reset()


async def hang(call: Call) -> None:
    """Accept and never answer."""
    await asyncio.sleep(3600)


def reset_after(data: bytes) -> Behaviour:
    """Send these bytes, then break the connection off."""

    async def behave(call: Call) -> None:
        await call.send(data)
        await asyncio.sleep(0.05)
        call.reset()

    return behave


def drip(start: bytes, piece: bytes, seconds: float = 0.05) -> Behaviour:
    """Send a start, then piece after piece without end."""

    async def behave(call: Call) -> None:
        await call.send(start)
        while not call.writer.is_closing():
            await call.send(piece)
            await asyncio.sleep(seconds)

    return behave


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """Behave one way at the first call, another at the next; the last one lasts."""

    async def behave(call: Call) -> None:
        await behaviours[min(call.number, len(behaviours)) - 1](call)

    return behave


@dataclass
class FaultServer:
    """Serves hosts on loopback addresses, all on one port, from a thread of its own.

    `tls` names hosts that speak TLS on the port, each with its context; `sockets` names hosts
    whose connections are handed over before a byte is read.
    """

    hosts: Mapping[str, Mapping[str, Behaviour]]
    tls: Mapping[str, ssl.SSLContext] = field(default_factory=dict)
    sockets: Mapping[str, Behaviour] = field(default_factory=dict)
    port: int = 0
    hits: Counter[tuple[str, str]] = field(default_factory=Counter)
    connections: Counter[str] = field(default_factory=Counter)
    wrong_methods: list[str] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def url(self, host: str, path: str = "/", scheme: str = "http") -> str:
        """Write the address of a path."""
        return f"{scheme}://{host}:{self.port}{path}"

    def __enter__(self) -> Self:
        ready = threading.Event()
        self._thread = threading.Thread(target=self._serve, args=(ready,), daemon=True)
        self._thread.start()
        if not ready.wait(10):
            raise RuntimeError("the fault server did not start")
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    @property
    def names(self) -> Sequence[str]:
        """All addresses that are served."""
        return sorted({*self.hosts, *self.tls, *self.sockets})

    def _serve(self, ready: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        servers = [self._loop.run_until_complete(self._listen(host)) for host in self.names]
        ready.set()
        self._loop.run_forever()
        for server in servers:
            server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()

    async def _listen(self, host: str) -> asyncio.Server:
        server = await asyncio.start_server(
            self._accept, host, self.port, ssl=self.tls.get(host), limit=2**20
        )
        self.port = server.sockets[0].getsockname()[1]
        return server

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = writer.get_extra_info("sockname")[0]
        self.connections[host] += 1
        try:
            await self._converse(host, reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def _converse(
        self, host: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        if host in self.sockets:
            await self.sockets[host](Call(host, "", {}, reader, writer))
            return
        request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        line, *rest = request.split("\r\n")
        method, path, _ = line.split(" ", 2)
        headers = {
            name.lower(): value.strip() for name, _, value in (item.partition(":") for item in rest)
        }
        if method != "GET":
            self.wrong_methods.append(line)
        self.hits[host, path] += 1
        call = Call(host, path, headers, reader, writer, self.hits[host, path])
        self.calls.append(call)
        table = self.hosts.get(host, {})
        behave = table.get(path) or table.get(path.partition("?")[0]) or table.get("*")
        await (behave or answer(b"not found", "404 Not Found", "Content-Type: text/plain"))(call)
