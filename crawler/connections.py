"""Connections to web servers: made through the address guard, kept alive, ended in time.

Scrapy's own handlers can neither cap headers nor connect to an address that was checked, so the
crawl brings its own client. It speaks HTTP/1.1 and nothing but GET (`crawler.http1`), and does no
more than a look needs: no proxy, no cookie, no redirect.

Certificates are not judged: a page behind a bad one is a page.
"""

import asyncio
import socket
import ssl
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast
from urllib.parse import urlsplit

from crawler.fates import Ended
from crawler.guard import AddressGuard, Names, NameUnresolved
from crawler.http1 import Answer, AnswerReader
from storage.records import Fate

ADDRESSES_AT_MOST = 4  # of one name, tried in turn
IDLE_SECONDS = 15.0  # shorter than what servers keep a connection for
IDLE_AT_MOST = 8  # connections kept for one host
_LEGACY_SERVER_CONNECT = 0x4  # OpenSSL's; Python names it from 3.12 on


@dataclass(frozen=True)
class Origin:
    """Whom a connection leads to, and how."""

    scheme: str
    host: str
    port: int
    old_tls: bool = False

    @classmethod
    def of(cls, url: str, *, old_tls: bool = False) -> "Origin":
        """Read it from an address.

        Raises:
            Ended: `OUT_OF_SCOPE`, when it is no web address.
        """
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port
        except ValueError as error:
            raise Ended(Fate.OUT_OF_SCOPE, "地址的写法不合规范") from error
        if parts.scheme not in {"http", "https"} or not host:
            raise Ended(Fate.OUT_OF_SCOPE, "不是网页地址")
        standard = 443 if parts.scheme == "https" else 80
        return cls(parts.scheme, host, port or standard, old_tls)


class Connections:
    """A pool of connections, each carrying one request at a time.

    Args:
        guard: what may be contacted; every address is checked before it is.
        names: the resolver.
        connect_seconds: for each address of a host.
    """

    def __init__(self, guard: AddressGuard, names: Names, connect_seconds: float) -> None:
        self._guard = guard
        self._names = names
        self._seconds = connect_seconds
        self._idle: defaultdict[Origin, list[_Connection]] = defaultdict(list)

    async def get(
        self, url: str, headers: Sequence[tuple[bytes, bytes]], *, max_bytes: int, old_tls: bool
    ) -> Answer:
        """Ask for one address. The caller's deadline ends it.

        Args:
            url: http or https, ASCII.
            headers: to be sent after Host.
            max_bytes: the largest body that is taken, as it comes over the wire.
            old_tls: whether to speak TLS as old servers need it.

        Raises:
            Ended: the guard refused, the name has no address, or the answer is no HTTP.
            OSError: the connection failed.
        """
        origin = Origin.of(url, old_tls=old_tls)
        request = _request(url, headers)
        connection = self._kept(origin)
        if connection is not None:
            answer = await self._ask(connection, request, max_bytes)
            if answer is not None:
                return answer
        fresh = await self._connect(origin)
        answer = await self._ask(fresh, request, max_bytes)
        assert answer is not None  # only a kept connection may be stale
        return answer

    def close(self) -> None:
        """Give up all idle connections."""
        for connection in [one for kept in self._idle.values() for one in kept]:
            connection.abort()
        self._idle.clear()

    async def _ask(
        self, connection: "_Connection", request: bytes, max_bytes: int
    ) -> Answer | None:
        """Send a request and await its answer; None when a kept connection had gone stale."""
        try:
            answer = await connection.ask(request, AnswerReader(max_bytes))
        except BaseException as error:
            connection.abort()
            if connection.stale and isinstance(error, Exception):
                return None
            raise
        kept = self._idle[connection.origin]
        if connection.reusable and len(kept) < IDLE_AT_MOST:
            connection.rest()
            kept.append(connection)
        else:
            connection.abort()
        return answer

    def _kept(self, origin: Origin) -> "_Connection | None":
        kept = self._idle[origin]
        while kept:
            connection = kept.pop()
            if connection.alive:
                return connection
            connection.abort()
        return None

    async def _connect(self, origin: Origin) -> "_Connection":
        self._guard.check(origin.host, origin.port, ())
        addresses = await self._names.resolve(origin.host, origin.port)
        self._guard.check(origin.host, origin.port, addresses)
        failed: Exception | None = None
        for ip in addresses[:ADDRESSES_AT_MOST]:
            try:
                return await self._connect_to(ip, origin)
            except (OSError, Ended) as error:  # the next address may do
                failed = failed or error
        raise failed or NameUnresolved(Fate.DNS_NODATA, "域名没有登记任何地址")

    async def _connect_to(self, ip: str, origin: Origin) -> "_Connection":
        """Connect to an address that was checked."""
        loop = asyncio.get_running_loop()
        plug = socket.socket(socket.AF_INET6 if ":" in ip else socket.AF_INET)
        try:
            plug.settimeout(0)
            async with asyncio.timeout(self._seconds) as limit:
                await loop.sock_connect(plug, (ip, origin.port))
        except BaseException as error:
            plug.close()
            if isinstance(error, TimeoutError) and limit.expired():
                raise Ended(Fate.TCP_TIMEOUT, "连接服务器超时") from error
            raise
        https = origin.scheme == "https"
        _, connection = await loop.create_connection(
            lambda: _Connection(origin),
            sock=plug,
            ssl=_tls(old=origin.old_tls) if https else None,
            server_hostname=origin.host if https else None,
        )
        return connection


class _Connection(asyncio.Protocol):
    """One connection: a request, its answer, perhaps another."""

    def __init__(self, origin: Origin) -> None:
        self.origin = origin
        self._transport: asyncio.Transport | None = None
        self._reader: AnswerReader | None = None
        self._answered: asyncio.Future[Answer] | None = None
        self._lost: Exception | None = None
        self._closed = False
        self._served = 0
        self._idle_since = 0.0

    @property
    def alive(self) -> bool:
        """Whether another request may be sent."""
        idle = asyncio.get_running_loop().time() - self._idle_since
        return not self._closed and idle < IDLE_SECONDS

    @property
    def stale(self) -> bool:
        """Whether it was kept, and ended before its server said anything to this request."""
        return self._served > 0 and self._reader is not None and not self._reader.began

    @property
    def reusable(self) -> bool:
        """Whether its answer is whole and leaves it open."""
        return not self._closed and self._reader is not None and self._reader.reusable

    async def ask(self, request: bytes, reader: AnswerReader) -> Answer:
        """Send a request and await the end of its answer."""
        self._reader = reader
        self._answered = asyncio.get_running_loop().create_future()
        if self._closed or self._transport is None:
            self._end(self._lost)
        else:
            self._transport.write(request)
        return await self._answered

    def rest(self) -> None:
        """Wait for the next request."""
        self._served += 1
        self._answered = None
        self._idle_since = asyncio.get_running_loop().time()

    def abort(self) -> None:
        """Close at once."""
        self._closed = True
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Take what the server sends; what it sends unasked ends the connection."""
        if self._reader is None or self._answered is None or self._answered.done():
            self.abort()
            return
        try:
            self._reader.feed(data)
        except Ended as error:
            self._answered.set_exception(error)
            self.abort()
            return
        if self._reader.done:
            self._answered.set_result(self._reader.answer)

    def connection_lost(self, exc: Exception | None) -> None:
        """Take the end of the connection as that of the answer."""
        self._closed = True
        self._lost = exc
        self._end(exc)

    def _end(self, error: Exception | None) -> None:
        if self._reader is None or self._answered is None or self._answered.done():
            return
        try:
            self._reader.end(error)
        except Exception as failure:  # noqa: BLE001 - it goes to whoever asked
            self._answered.set_exception(failure)
        else:
            self._answered.set_result(self._reader.answer)


def _request(url: str, headers: Sequence[tuple[bytes, bytes]]) -> bytes:
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = [
        b"GET %b HTTP/1.1" % target.encode("ascii"),
        b"Host: %b" % parts.netloc.encode("ascii"),
    ]
    lines += (b"%b: %b" % header for header in headers)
    return b"\r\n".join(lines) + b"\r\n\r\n"


@cache
def _tls(*, old: bool) -> ssl.SSLContext:
    """Return how TLS is spoken; as old servers need it: TLS 1.0, short keys, SHA-1, no RFC 5746."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers("DEFAULT")  # OpenSSL's: Python's own list lacks plain RSA key exchange
    if old:
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.options |= _LEGACY_SERVER_CONNECT
    return context
