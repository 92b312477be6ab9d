"""How Scrapy's requests go out: when the host may be asked, by connections of our own.

A connection is made to an address that the guard checked, so every hop is guarded whatever its
URL looked like; a proxy in the environment plays no part. It reads the crawler's own settings
(`ALLOW_NETWORKS`, `ALLOW_PORTS`), which a resolver of the whole process could not.

A server that modern TLS refuses is tried once more with the old protocols; such answers carry
the flag `legacy-tls`.
"""

import asyncio
import contextlib
import socket
from typing import ClassVar

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawler import fates
from crawler.connections import Connections
from crawler.guard import AddressGuard, Lookup, Names
from crawler.politeness import Politeness
from storage.records import Fate

# Servers that know only old TLS say so, or just hang up.
_OLD_TLS_MAY_HELP = frozenset(
    {Fate.TLS_LEGACY, Fate.TLS_HANDSHAKE, Fate.TCP_RESET, Fate.HTTP_PROTOCOL}
)


class GuardedHandler(BaseDownloadHandler):
    """Fetches what Scrapy asks for, behind the address guard."""

    lookup: ClassVar[Lookup] = staticmethod(socket.getaddrinfo)
    """What resolves names; a test puts its own in place."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        settings = crawler.settings
        self._connections = Connections(
            AddressGuard.of(settings), Names(self.lookup), settings.getfloat("CONNECT_TIMEOUT", 10)
        )
        self._politeness = Politeness(
            settings.getfloat("BACKOFF_FIRST", 30),
            settings.getfloat("BACKOFF_WAIT", 60),
            settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN"),
        )
        self._max_bytes = settings.getint("DOWNLOAD_MAXSIZE")
        self._seconds = settings.getfloat("DOWNLOAD_TIMEOUT")
        self._old_hosts: set[str] = set()
        self._modern_hosts: set[str] = set()

    async def download_request(self, request: Request) -> Response:
        """Fetch, as soon as the host may be asked."""
        async with self._politeness.turn(request):
            try:
                response = await self._by_scheme(request)
            except Exception as error:
                self._politeness.failed(request, error)
                raise
            self._politeness.answered(request, response)
            return response

    async def close(self) -> None:
        """Give up the connections that were kept."""
        self._connections.close()

    async def _by_scheme(self, request: Request) -> Response:
        """Fetch; with old TLS where modern TLS is what fails."""
        url = urlparse_cached(request)
        if url.scheme != "https":
            return await self._fetch(request)
        if url.netloc in self._old_hosts:
            return await self._fetch(request, old_tls=True)
        try:
            response = await self._fetch(request)
        except Exception as error:
            fate = fates.of_failure(error)[0]
            if url.netloc in self._modern_hosts or fate not in _OLD_TLS_MAY_HELP:
                raise
            answer = await self._once_more(request, fate)
            if answer is None:
                raise
            return answer
        self._modern_hosts.add(url.netloc)
        return response

    async def _once_more(self, request: Request, fate: Fate) -> Response | None:
        """Try old TLS, and say that it is needed only when modern TLS has failed for sure."""
        with contextlib.suppress(Exception):
            response = await self._fetch(request, old_tls=True)
            if fate in {Fate.TCP_RESET, Fate.HTTP_PROTOCOL}:  # may have been chance
                with contextlib.suppress(Exception):
                    return await self._fetch(request)
            self._old_hosts.add(urlparse_cached(request).netloc)
            return response
        return None

    async def _fetch(self, request: Request, *, old_tls: bool = False) -> Response:
        headers = [
            (name, value)
            for name, values in request.headers.items()
            for value in values
            if name != b"Host"
        ]
        async with asyncio.timeout(request.meta.get("download_timeout", self._seconds)):
            answer = await self._connections.get(
                request.url,
                headers,
                max_bytes=request.meta.get("download_maxsize", self._max_bytes),
                old_tls=old_tls,
            )
        flags = [fates.LEGACY_TLS] if old_tls else []
        flags += [fates.CUT] if answer.cut else []
        flags += [fates.OPEN_END] if answer.open_end else []
        return Response(
            request.url,
            status=answer.status,
            headers=answer.headers,
            body=answer.body,
            flags=flags,
            request=request,
        )
