"""How Scrapy's requests go out: through the guard, with caps that the stock handler lacks.

Scrapy's default HTTP/1.1 handler with its endpoints replaced. A connection is made to an address
that the guard checked, so every hop is guarded whatever its URL looked like; a proxy in the
environment plays no part. It reads the crawler's own settings (`ALLOW_NETWORKS`, `ALLOW_PORTS`),
which a reactor-wide resolver could not.

Certificates are not judged: a page behind a bad one is a page. A server that modern TLS refuses
is tried once more with the old protocols; such answers carry the flag `legacy-tls`.
"""

import contextlib
import logging
import socket
from typing import Any, ClassVar, cast

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _ScrapyAgent,
)
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils._download_handlers import wrap_twisted_exceptions
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.ssl import TLSVersion
from twisted.python.failure import Failure
from twisted.web.client import Agent
from twisted.web.iweb import IPolicyForHTTPS

from crawler import fates
from crawler.endpoints import Endpoints, LegacyPolicy
from crawler.guard import AddressGuard, Lookup, Names
from crawler.politeness import Politeness
from storage.records import Fate

HEADERS_AT_MOST = 256 * 1024  # bytes of status line and headers, informational answers included
# Servers that know only old TLS say so, or just hang up.
_OLD_TLS_MAY_HELP = frozenset(
    {Fate.TLS_LEGACY, Fate.TLS_HANDSHAKE, Fate.TCP_RESET, Fate.HTTP_PROTOCOL}
)


class HeadersTooLarge(fates.Ended):
    """The server would not come to the end of its headers."""

    def __init__(self) -> None:
        super().__init__(Fate.HTTP_PROTOCOL, "服务器的应答头没有尽头")


class GuardedHandler(HTTP11DownloadHandler):
    """Scrapy's HTTP/1.1 handler behind the address guard."""

    lookup: ClassVar[Lookup] = staticmethod(socket.getaddrinfo)
    """What resolves names; a test puts its own in place."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        # It names a host at each connection whose certificate is not the host's.
        logging.getLogger("scrapy.core.downloader.tls").setLevel(logging.ERROR)
        settings = crawler.settings
        self._pool._factory = _Factory
        guard = AddressGuard.of(settings)
        names = Names(self.lookup)
        seconds = settings.getfloat("CONNECT_TIMEOUT", 10.0)
        self._modern = Endpoints(guard, names, self._contextFactory, seconds)
        old = LegacyPolicy(method=None, tls_min_version=TLSVersion.TLSv1_0)
        self._old = Endpoints(guard, names, cast("IPolicyForHTTPS", old), seconds)
        self._politeness = Politeness(
            settings.getfloat("BACKOFF_FIRST", 30),
            settings.getfloat("BACKOFF_WAIT", 60),
            settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN"),
        )
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

    async def _by_scheme(self, request: Request) -> Response:
        """Fetch; with old TLS where modern TLS is what fails."""
        url = urlparse_cached(request)
        if url.scheme != "https":
            return await self._fetch(request, self._modern)
        if url.netloc in self._old_hosts:
            return await self._fetch_old(request)
        try:
            response = await self._fetch(request, self._modern)
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
            response = await self._fetch_old(request)
            if fate in {Fate.TCP_RESET, Fate.HTTP_PROTOCOL}:  # may have been chance
                with contextlib.suppress(Exception):
                    return await self._fetch(request, self._modern)
            self._old_hosts.add(urlparse_cached(request).netloc)
            return response
        return None

    async def _fetch_old(self, request: Request) -> Response:
        response = await self._fetch(request, self._old)
        response.flags.append(fates.LEGACY_TLS)
        return response

    async def _fetch(self, request: Request, endpoints: Endpoints) -> Response:
        agent = _GuardedAgent(
            endpoints,
            contextFactory=self._contextFactory,
            pool=self._pool,
            maxsize=self._default_maxsize,
            warnsize=self._default_warnsize,
            fail_on_dataloss=self._fail_on_dataloss,
            crawler=self._crawler,
        )
        with wrap_twisted_exceptions():
            return await maybe_deferred_to_future(agent.download_request(request))


class _GuardedAgent(_ScrapyAgent):
    """Scrapy's agent, connecting by our endpoints and by nothing else."""

    def __init__(self, endpoints: Endpoints, **options: Any) -> None:
        super().__init__(**options)
        self._endpoints = endpoints

    def _get_agent(self, request: Request, timeout: float) -> Agent:
        from twisted.internet import reactor  # noqa: PLC0415 - importing it earlier installs one

        agent: Agent = Agent.usingEndpointFactory(  # type: ignore[no-untyped-call] # Twisted's
            reactor, self._endpoints, self._pool
        )
        return agent


class _Protocol(_LenientHTTP11ClientProtocol):
    """Scrapy's protocol with a cap on headers: an endless stream of them filled 1.3 GB in 20 s."""

    _head: int = 0

    def request(self, request: Any) -> Any:
        self._head = 0
        return super().request(request)

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 - Twisted's name
        parser = self._parser
        if parser is not None and parser.state in {"STATUS", "HEADER"}:
            self._head += len(data)
            if self._head > HEADERS_AT_MOST:
                self._giveUp(Failure(HeadersTooLarge()))  # type: ignore[no-untyped-call] # Twisted's
                return
        super().dataReceived(data)  # type: ignore[no-untyped-call] # Twisted's


class _Factory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: Any) -> _Protocol:  # noqa: N802 - Twisted's name
        return _Protocol(self._quiescentCallback)  # type: ignore[no-untyped-call] # Twisted's
