"""One process that is every site of the demo city, each on its own port of the loopback."""

import asyncio
import socket
import struct
from collections.abc import Sequence
from functools import partial

from demo import hostile
from demo.answer import REASONS, Answer, Trick
from demo.answers import Answers, modified
from demo.city import DemoCity
from demo.loopback import HOSTS, SILENT
from demo.outside import Outside

HOST = "127.0.0.1"
_ABORT = struct.pack("ii", 1, 0)  # linger for zero seconds: close with a reset
_LONGEST_HEAD = 65536


class NoPortsError(OSError):
    """No block of ports is free for the city."""


def bind(first: int, count: int) -> list[socket.socket]:
    """Bind a block of ports, the next one up if this one is taken.

    Raises:
        NoPortsError: no block is free.
    """
    for base in range(first, 65536 - count, 100):
        taken = _block(base, count)
        if taken:
            return taken
    raise NoPortsError(f"从 {first} 起没有连续 {count} 个空闲端口")


def _block(base: int, count: int) -> list[socket.socket]:
    held: list[socket.socket] = []
    for port in range(base, base + count):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
            listener.listen(256)
        except OSError:
            for socket_ in (*held, listener):
                socket_.close()
            return []
        held.append(listener)
    return held


class Connection(asyncio.Protocol):
    """One keep-alive connection to one site."""

    def __init__(self, answers: Answers | Outside) -> None:
        self._answers = answers
        self._read = b""
        self._silent = False
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where answers go."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer every whole request, in order."""
        self._read += data
        while b"\r\n\r\n" in self._read and not self._silent:
            head, _, self._read = self._read.partition(b"\r\n\r\n")
            self._answer(head.decode("latin-1"))
        if len(self._read) > _LONGEST_HEAD:
            self._close()

    def _answer(self, head: str) -> None:
        assert self._transport is not None
        line, *fields = head.split("\r\n")
        words = line.split(" ")
        if len(words) != 3:
            self._close()
            return
        method, target, version = words
        headers = {
            name.strip().lower(): value.strip()
            for name, _, value in (field.partition(":") for field in fields)
        }
        if target.startswith("http://"):
            target = "/" + target.split("/", 3)[3] if target.count("/") > 2 else "/"
        held = self._answers.unchanged(target, headers.get("if-none-match", ""))
        if held is not None and method == "GET":
            answer: Answer | Trick = Answer(status=304, headers=(("ETag", held),))
        else:
            answer = self._answers.to(target, headers.get("user-agent", ""))
        if isinstance(answer, Trick):
            self._play(answer)
            return
        if method not in {"GET", "HEAD"}:
            answer = Answer(status=405, kind="text/plain", headers=(("Allow", "GET, HEAD"),))
        asked = headers.get("connection", "").lower()
        closing = asked == "close" or (version == "HTTP/1.0" and asked != "keep-alive")
        wire = self._wire(answer, headers, method, closing=closing)
        if answer.seconds:
            self._silent = True  # what is asked for meanwhile waits its turn
            asyncio.get_running_loop().call_later(answer.seconds, self._late, wire, closing)
            return
        self._transport.write(wire)
        if closing:
            self._close()

    def _late(self, wire: bytes, closing: bool) -> None:  # noqa: FBT001 - called by the loop
        """Give an answer after its time, and go on with what was asked meanwhile."""
        if self._transport is None or self._transport.is_closing():
            return
        self._transport.write(wire)
        self._silent = False
        if closing:
            self._close()
        else:
            self.data_received(b"")

    def _wire(self, answer: Answer, asked: dict[str, str], method: str, *, closing: bool) -> bytes:
        fields = [("Server", "nginx"), ("Content-Type", answer.kind), *answer.headers]
        status, body = answer.status, answer.body
        if answer.etag is not None:
            fields += [("ETag", answer.etag), ("Last-Modified", self._answers.modified)]
            if self._unchanged(answer.etag, asked):
                status, body = 304, b""
        if status != 304:
            fields.append(("Content-Length", str(len(body))))
        fields.append(("Connection", "close" if closing else "keep-alive"))
        lines = "".join(f"{name}: {value}\r\n" for name, value in fields)
        head = f"HTTP/1.1 {status} {REASONS[status]}\r\n{lines}\r\n".encode("latin-1")
        return head if method == "HEAD" else head + body

    def _unchanged(self, etag: str, asked: dict[str, str]) -> bool:
        if "if-none-match" in asked:
            return etag in asked["if-none-match"] or asked["if-none-match"] == "*"
        return asked.get("if-modified-since") == self._answers.modified

    def _play(self, trick: Trick) -> None:
        """Behave as a faulty server does."""
        assert self._transport is not None
        if trick is Trick.HANG:
            self._silent = True
        elif trick is Trick.RESET:
            self._transport.get_extra_info("socket").setsockopt(
                socket.SOL_SOCKET, socket.SO_LINGER, _ABORT
            )
            self._transport.abort()
        else:
            self._transport.write(hostile.garbage(self._answers.seed))
            self._close()

    def _close(self) -> None:
        self._silent = True
        if self._transport is not None:
            self._transport.close()


async def listen(
    city: DemoCity, sockets: Sequence[socket.socket], *, prepared: bool = False
) -> list[asyncio.Server]:
    """Start every site on its socket, in the city's order."""
    loop = asyncio.get_running_loop()
    started = []
    for site, listener in zip(city.sites, sockets, strict=False):
        answers = Answers(site)
        if prepared:
            answers.prepare()
        connect = partial(Connection, answers)
        started.append(await loop.create_server(connect, sock=listener))
    first = city.sites[0].outside
    for name, listener in zip(HOSTS, sockets[len(city.sites) :], strict=False):
        if name == SILENT:
            listener.close()
            continue
        outside = Outside(name=name, first=first, modified=modified(city.day))
        started.append(await loop.create_server(partial(Connection, outside), sock=listener))
    return started


async def serve(city: DemoCity, sockets: Sequence[socket.socket]) -> None:
    """Serve the city until cancelled."""
    servers = await listen(city, sockets, prepared=True)
    print(f"示范市已就绪：{city.sites[0].url}", flush=True)  # noqa: T201 - whoever waits reads it
    await asyncio.gather(*(server.serve_forever() for server in servers))
