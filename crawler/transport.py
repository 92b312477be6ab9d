"""Single fetches outside Scrapy: httpx behind the address guard. The one module that imports it.

httpx can neither cap what a compressed body swells to nor hold to one deadline for a whole fetch;
`fetch` does both, as the crawl does.
"""

import asyncio
import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx
from httpcore._backends.auto import AutoBackend  # what httpcore itself connects by

from crawler import fates
from crawler.bodies import Decoder
from crawler.guard import AddressGuard, Names
from storage.records import Fate

HOPS_AT_MOST = 10
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """What a fetch brought: the last answer of the chain, or none."""

    url: str
    """Of the last hop."""
    fate: Fate
    note: str = ""
    status: int | None = None
    content_type: str | None = None
    body: bytes = b""


class _GuardedBackend(httpcore.AsyncNetworkBackend):
    """Resolves, checks all answers, connects to a checked address; SNI and Host stay the name's."""

    def __init__(self, guard: AddressGuard, names: Names) -> None:
        self._guard = guard
        self._names = names
        self._inner: httpcore.AsyncNetworkBackend = AutoBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        self._guard.check(host, port, ())
        addresses = await self._names.resolve(host, port)
        self._guard.check(host, port, addresses)
        failed: Exception | None = None
        for ip in addresses:
            try:
                return await self._inner.connect_tcp(
                    ip, port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = failed or error
        raise failed or httpcore.ConnectError("no address")

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


def httpx_transport(
    guard: AddressGuard, *, names: Names | None = None, verify: bool | ssl.SSLContext = True
) -> httpx.AsyncHTTPTransport:
    """Return a transport that connects only where the guard lets it.

    Give it to `httpx.AsyncClient(transport=…, trust_env=False)`: with `trust_env` a proxy of the
    environment would be used in its stead.
    """
    transport = httpx.AsyncHTTPTransport(verify=verify, trust_env=False)
    transport._pool = httpcore.AsyncConnectionPool(
        ssl_context=httpx.create_ssl_context(verify=verify, trust_env=False),
        network_backend=_GuardedBackend(guard, names or Names()),
        max_connections=100,
        max_keepalive_connections=20,
        keepalive_expiry=5.0,
    )
    return transport


async def fetch(
    url: str,
    guard: AddressGuard,
    *,
    user_agent: str,
    seconds: float = 30.0,
    max_bytes: int = 8 * 2**20,
    names: Names | None = None,
) -> Fetched:
    """Fetch one address, redirects to any public address followed; total, it raises nothing.

    Args:
        url: http or https.
        guard: what may be contacted.
        user_agent: who asks, with a contact.
        seconds: for the whole fetch, all hops, names and bodies included.
        max_bytes: cap on the body, on the wire and decoded.
        names: the resolver.
    """
    at = [url]
    transport = httpx_transport(guard, names=names, verify=False)  # content, not certificates
    headers = {"User-Agent": user_agent, "Accept-Encoding": "gzip, deflate, br"}
    try:
        async with (
            asyncio.timeout(seconds),
            httpx.AsyncClient(transport=transport, trust_env=False, headers=headers) as client,
        ):
            for _ in range(HOPS_AT_MOST + 1):
                fetched, target = await _hop(client, at[0], max_bytes)
                if target is None:
                    return fetched
                at[0] = target
        return Fetched(url=at[0], fate=Fate.HTTP_3XX_LOOP, note="反复跳转，没有终点")
    except Exception as error:  # noqa: BLE001 - the classifier is total
        fate, note = fates.of_failure(error)
        return Fetched(url=at[0], fate=fate, note=note)


async def _hop(client: httpx.AsyncClient, url: str, max_bytes: int) -> tuple[Fetched, str | None]:
    """Return what one address answered, and where it sends us on to."""
    if urlsplit(url).scheme not in {"http", "https"}:
        return Fetched(url=url, fate=Fate.OUT_OF_SCOPE, note="不是网页地址"), None
    async with client.stream("GET", url, timeout=None) as response:
        decoder = Decoder(response.headers.get("content-encoding", ""), max_bytes)
        whole = await _pour(response, decoder)
        body, mark = decoder.finish()
        headers = _by_name(response.headers)
        target = headers.get("location")
        if response.status_code in _REDIRECTS and target:
            following = urljoin(url, target)
            return Fetched(url=url, fate=Fate.HTTP_3XX_LOOP), following
        marks = [mark.value] if mark else []
        if not whole:
            marks.append(fates.CUT)
        fate, note = fates.of_answer(response.status_code, headers, body, marks=marks)
        return Fetched(
            url=url,
            fate=fate,
            note=note,
            status=response.status_code,
            content_type=headers.get("content-type"),
            body=body,
        ), None


async def _pour(response: httpx.Response, decoder: Decoder) -> bool:
    """Feed the decoder what comes; say whether all came that was promised."""
    began = False
    try:
        async for piece in response.aiter_raw():
            began = True
            decoder.feed(piece)
            if decoder.done:
                break
    except (httpx.RemoteProtocolError, httpx.ReadError):
        if not began:
            raise
        return False
    return True


def _by_name(headers: httpx.Headers) -> dict[str, str]:
    joined: dict[str, str] = {}
    for key, value in headers.multi_items():
        name = key.lower()
        joined[name] = f"{joined[name]}\n{value}" if name in joined else value
    return joined
