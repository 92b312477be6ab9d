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
from collections.abc import Generator
from typing import Any, ClassVar, cast

from OpenSSL import SSL
from scrapy import Request
from scrapy.core.downloader.contextfactory import (
    _ScrapyCertificateOptions,
    _ScrapyClientContextFactory,
)
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _ScrapyAgent,
)
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils._download_handlers import wrap_twisted_exceptions
from scrapy.utils.defer import deferred_from_coro, maybe_deferred_to_future
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.defer import Deferred, inlineCallbacks
from twisted.internet.endpoints import TCP4ClientEndpoint, TCP6ClientEndpoint, wrapClientTLS
from twisted.internet.interfaces import IProtocol, IProtocolFactory, IStreamClientEndpoint
from twisted.internet.ssl import CertificateOptions, TLSVersion
from twisted.python.failure import Failure
from twisted.web.client import URI, Agent
from twisted.web.iweb import IAgentEndpointFactory, IPolicyForHTTPS
from zope.interface import implementer  # type: ignore[import-untyped] # ships no types

from crawler import fates
from crawler.guard import AddressGuard, AddressRefused, Lookup, Names, NameUnresolved
from crawler.politeness import Politeness
from storage.records import Fate

HEADERS_AT_MOST = 256 * 1024  # bytes of status line and headers, informational answers included
ADDRESSES_AT_MOST = 4  # of one name, tried in turn
# Servers that know only old TLS say so, or just hang up.
_OLD_TLS_MAY_HELP = frozenset(
    {Fate.TLS_LEGACY, Fate.TLS_HANDSHAKE, Fate.TCP_RESET, Fate.HTTP_PROTOCOL}
)

# Names a host once a connection whose certificate is not the host's: not a fault of the crawl.
logging.getLogger("scrapy.core.downloader.tls").setLevel(logging.ERROR)


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
        settings = crawler.settings
        self._pool._factory = _Factory
        guard = AddressGuard.of(settings)
        names = Names(self.lookup)
        seconds = settings.getfloat("CONNECT_TIMEOUT", 10.0)
        self._modern = _Endpoints(guard, names, self._contextFactory, seconds)
        old = _LegacyPolicy(method=None, tls_min_version=TLSVersion.TLSv1_0)
        self._old = _Endpoints(guard, names, cast("IPolicyForHTTPS", old), seconds)
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

    async def _fetch(self, request: Request, endpoints: "_Endpoints") -> Response:
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

    def __init__(self, endpoints: "_Endpoints", **options: Any) -> None:
        super().__init__(**options)
        self._endpoints = endpoints

    def _get_agent(self, request: Request, timeout: float) -> Agent:
        from twisted.internet import reactor  # noqa: PLC0415 - importing it earlier installs one

        agent: Agent = Agent.usingEndpointFactory(  # type: ignore[no-untyped-call] # Twisted's
            reactor, self._endpoints, self._pool
        )
        return agent


@implementer(IAgentEndpointFactory)
class _Endpoints:
    """Makes the endpoint of a URI: the guarded one, under TLS for https."""

    def __init__(
        self, guard: AddressGuard, names: Names, policy: IPolicyForHTTPS, seconds: float
    ) -> None:
        self._guard = guard
        self._names = names
        self._policy = policy
        self._seconds = seconds

    def endpointForURI(self, uri: URI) -> IStreamClientEndpoint:  # noqa: N802 - Twisted's name
        if uri.scheme not in {b"http", b"https"}:
            raise AddressRefused(Fate.OUT_OF_SCOPE, "不是网页地址")
        host = uri.host.decode("ascii")
        endpoint = _Endpoint(self._guard, self._names, host, uri.port, self._seconds)
        if uri.scheme == b"http":
            return cast("IStreamClientEndpoint", endpoint)
        return wrapClientTLS(
            self._policy.creatorForNetloc(uri.host, uri.port),  # type: ignore[call-arg,misc]
            endpoint,  # type: ignore[arg-type] # zope's interfaces are unknown to mypy
        )


@implementer(IStreamClientEndpoint)
class _Endpoint:
    """Resolves, checks all answers, and connects to one of the addresses it checked."""

    def __init__(
        self, guard: AddressGuard, names: Names, host: str, port: int, seconds: float
    ) -> None:
        self._guard = guard
        self._names = names
        self._host = host
        self._port = port
        self._seconds = seconds

    @inlineCallbacks
    def connect(self, factory: IProtocolFactory) -> Generator[Deferred[Any], Any, IProtocol]:
        # No coroutine here: it would go on an iteration later than the connection is made, and a
        # connection that is lost in between is lost without its reason.
        addresses = yield deferred_from_coro(self._checked())
        failed: Exception | None = None
        for ip in addresses[:ADDRESSES_AT_MOST]:
            try:
                connected: IProtocol = yield self._direct(ip, factory)
            except Exception as error:  # noqa: BLE001 - any failure leaves the next address to try
                failed = failed or error
            else:
                return connected
        raise failed or NameUnresolved(Fate.DNS_NODATA, "域名没有登记任何地址")

    async def _checked(self) -> list[str]:
        self._guard.check(self._host, self._port, ())
        addresses = await self._names.resolve(self._host, self._port)
        self._guard.check(self._host, self._port, addresses)
        return addresses

    def _direct(self, ip: str, factory: IProtocolFactory) -> Deferred[IProtocol]:
        from twisted.internet import reactor  # noqa: PLC0415 - importing it earlier installs one

        kind = TCP6ClientEndpoint if ":" in ip else TCP4ClientEndpoint
        endpoint: Any = kind(reactor, ip, self._port, timeout=self._seconds)
        connected: Deferred[IProtocol] = endpoint.connect(factory)
        return connected


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


class _LegacyOptions(_ScrapyCertificateOptions):
    """What browsers still open: TLS 1.0, short keys, SHA-1, no RFC 5746."""

    def _makeContext(  # noqa: N802 - Twisted's
        self,
        skipCiphers: bool = False,  # noqa: FBT001, FBT002, N803 - Twisted's
    ) -> SSL.Context:
        context = super()._makeContext(skipCiphers=True)
        context.set_cipher_list(b"ALL:@SECLEVEL=0")
        return context


class _LegacyPolicy(_ScrapyClientContextFactory):
    def _get_cert_options(self) -> CertificateOptions:
        return _LegacyOptions(**self._get_cert_options_kwargs())
