"""Serves the benchmark's site from one process that costs little: every answer is ready.

    python benchmarks/walkserver.py FOLDER [--port N]

FOLDER is what `write` has left there. The port is printed as the first line. Each line that comes
in is answered by what was asked since the one before (`Counts`, as JSON); when no more can come,
because whoever started this has ended, it ends.
"""

import argparse
import asyncio
import json
import mmap
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Self

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.walksite import Site

HTML = "text/html; charset=utf-8"
STATIC = {
    "/static/style.css": ("text/css", b"body{margin:0}\n" * 200),
    "/static/site.js": ("text/javascript", b"function soso(f){return false}\n" * 100),
    "/static/logo.png": ("image/png", b"\x89PNG\r\n\x1a\n" + bytes(2000)),
}
_END = b"\r\n\r\n"
_ANY_SPEED = "LinkChecker: any speed\r\n"  # without this it makes three requests a second
_LONGEST = 65_536  # bytes of a request


@dataclass
class Counts:
    """What the server was asked for."""

    pages: int = 0
    """Different addresses of pages that were sent, or confirmed as unchanged."""
    sent: int = 0
    """Pages sent, each time counted."""
    unchanged: int = 0
    """Answers 304."""
    other: int = 0
    """Anything else: styles, pictures, robots.txt, HEAD, addresses that are not there."""
    first: float = 0.0
    """When the first request came, on the machine's clock that only runs forward."""
    last: float = 0.0


def write(folder: Path, site: Site, edition: int = 1) -> None:
    """Leave in a folder all pages of a site, in one edition, and an index to them."""
    index, at = {}, 0
    with (folder / "pages").open("wb") as bodies:
        for page in site.pages():
            body = site.html(page, edition).encode()
            index[page.path] = (at, len(body), blake2b(body, digest_size=8).hexdigest())
            at += bodies.write(body)
    (folder / "index").write_text(json.dumps(index), encoding="utf-8")


@dataclass
class Shelf:
    """The answers, by the path they are asked with."""

    answers: dict[bytes, tuple[bytes, int, int, bytes]] = field(default_factory=dict)
    """Head, place and length of the body, ETag."""
    bodies: mmap.mmap | bytes = b""

    @classmethod
    @contextmanager
    def opened(cls, folder: Path) -> Iterator[Self]:
        """Open what was left in a folder."""
        shelf = cls()
        for path, (at, length, tag) in json.loads((folder / "index").read_text()).items():
            head = _head("200 OK", HTML, length, tag)
            shelf.answers[path.encode()] = (head, at, length, f'"{tag}"'.encode())
        with (
            (folder / "pages").open("rb") as file,
            mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as bodies,
        ):
            shelf.bodies = bodies
            yield shelf


class Server(asyncio.Protocol):
    """One connection, kept open as long as the other side likes."""

    def __init__(self, shelf: Shelf, counts: Counts, met: set[bytes]) -> None:
        self._shelf, self._counts, self._met = shelf, counts, met
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take note of whom to answer."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer all requests that have come in whole."""
        self._buffer += data
        if not self._counts.first:
            self._counts.first = time.monotonic()
        while _END in self._buffer:
            asked, _, self._buffer = self._buffer.partition(_END)
            self._transport.writelines(self._answer(asked))
            self._counts.last = time.monotonic()
            if b"connection: close" in asked.lower() or b" HTTP/1.0" in asked:
                self._transport.close()
                return
        if len(self._buffer) > _LONGEST:
            self._transport.abort()

    def _answer(self, asked: bytes) -> list[bytes]:
        method, _, rest = asked.partition(b" ")
        path = rest.partition(b" ")[0].partition(b"?")[0]
        known = self._shelf.answers.get(path)
        if known is None or method != b"GET":
            self._counts.other += 1
            return _rest(path.decode("latin-1"), known and known[0], with_body=method == b"GET")
        head, at, length, tag = known
        self._met.add(path)
        if tag in asked and b"if-none-match" in asked.lower():
            self._counts.unchanged += 1
            return [b"HTTP/1.1 304 Not Modified\r\nETag: ", tag, _END]
        self._counts.sent += 1
        return [head, self._shelf.bodies[at : at + length]]


def _head(status: str, kind: str, length: int, tag: str = "") -> bytes:
    marked = f'ETag: "{tag}"\r\n' if tag else ""
    return (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n"
        f"{_ANY_SPEED}{marked}\r\n"
    ).encode()


def _rest(path: str, head: bytes | None, *, with_body: bool) -> list[bytes]:
    """Answer what is no GET of a page."""
    if head is not None:
        return [head]
    status = "200 OK" if path in STATIC else "404 Not Found"
    kind, body = STATIC.get(path, ("text/plain", b"not here\n"))
    return [_head(status, kind, len(body)), body if with_body else b""]


async def serve(folder: Path, port: int) -> None:
    """Serve until nobody can ask for counts any more."""
    loop = asyncio.get_running_loop()
    told = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(told), sys.stdin)
    counts, met = Counts(), set[bytes]()
    with Shelf.opened(folder) as shelf:
        server = await loop.create_server(
            lambda: Server(shelf, counts, met), "127.0.0.1", port, backlog=1024
        )
        async with server:
            print(server.sockets[0].getsockname()[1], flush=True)
            while await told.readline():
                counts.pages = len(met)
                print(json.dumps(asdict(counts)), flush=True)
                met.clear()
                vars(counts).update(vars(Counts()))


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int, default=0)
    given = parser.parse_args()
    asyncio.run(serve(given.folder, given.port))


if __name__ == "__main__":
    main()
