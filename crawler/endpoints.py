"""Where Scrapy's connections are made: the guarded endpoints, under modern or old TLS."""

from collections.abc import Generator
from typing import Any, cast

from OpenSSL import SSL
from scrapy.core.downloader.contextfactory import (
    _ScrapyCertificateOptions,
    _ScrapyClientContextFactory,
)
from scrapy.utils.defer import deferred_from_coro
from twisted.internet.defer import Deferred, inlineCallbacks
from twisted.internet.endpoints import TCP4ClientEndpoint, TCP6ClientEndpoint, wrapClientTLS
from twisted.internet.interfaces import IProtocol, IProtocolFactory, IStreamClientEndpoint
from twisted.internet.ssl import CertificateOptions
from twisted.web.client import URI
from twisted.web.iweb import IAgentEndpointFactory, IPolicyForHTTPS
from zope.interface import implementer  # type: ignore[import-untyped] # ships no types

from crawler.guard import AddressGuard, AddressRefused, Names, NameUnresolved
from storage.records import Fate

ADDRESSES_AT_MOST = 4  # of one name, tried in turn


@implementer(IAgentEndpointFactory)
class Endpoints:
    """Makes the endpoint of a URI: the guarded one, under TLS for https."""

    def __init__(
        self, guard: AddressGuard, names: Names, policy: IPolicyForHTTPS, seconds: float
    ) -> None:
        self._guard = guard
        self._names = names
        self._policy = policy
        self._seconds = seconds

    def endpointForURI(self, uri: URI) -> IStreamClientEndpoint:  # noqa: N802 - Twisted's name
        """Return what connects to an address."""
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


class _LegacyOptions(_ScrapyCertificateOptions):
    """What browsers still open: TLS 1.0, short keys, SHA-1, no RFC 5746."""

    def _makeContext(  # noqa: N802 - Twisted's
        self,
        skipCiphers: bool = False,  # noqa: FBT001, FBT002, N803 - Twisted's
    ) -> SSL.Context:
        context = super()._makeContext(skipCiphers=True)
        context.set_cipher_list(b"ALL:@SECLEVEL=0")
        return context


class LegacyPolicy(_ScrapyClientContextFactory):
    """Makes TLS connections with the old options; `tls_min_version` says how old."""

    def _get_cert_options(self) -> CertificateOptions:
        return _LegacyOptions(**self._get_cert_options_kwargs())
