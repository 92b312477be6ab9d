"""One look at an address outside: HEAD, then GET, guarded, polite, and over in time.

It is a visitor's look, no crawl: nothing is followed but redirects, no cookie is kept, and of a
body no more is taken than shows what it is. Certificates are not judged, as in the crawl; where
modern TLS fails, old TLS is tried.
"""

import contextlib
import ssl
from dataclasses import dataclass, field
from functools import cache
from typing import Self
from urllib.parse import quote_from_bytes, urljoin

import httpx

from crawler import fates
from crawler.bodies import Decoder
from crawler.connections import Origin
from crawler.guard import AddressGuard, Names
from crawler.transport import httpx_transport
from crawler.turns import Left, Limits, Turns
from storage.records import Fate

_SWELLS = 16  # times that a body cut at its cap may grow in decoding
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# Servers that know only old TLS say so, or just hang up, which httpx tells as a failed connection.
_OLD_TLS_MAY_HELP = frozenset(
    {
        Fate.TLS_LEGACY,
        Fate.TLS_HANDSHAKE,
        Fate.TCP_RESET,
        Fate.TCP_UNREACHABLE,
        Fate.HTTP_PROTOCOL,
    }
)
_LEGACY_SERVER_CONNECT = 0x4  # OpenSSL's; Python names it from 3.12 on


@dataclass(frozen=True, kw_only=True)
class Found:
    """How a look ended: its last answer, or why there was none."""

    url: str
    """Of the last hop."""
    fate: Fate
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    """By lower-case name; repeated ones joined by line breaks."""
    body: bytes = b""
    """Its beginning, decoded; empty for what is no text."""


class Visitor:
    """Looks at addresses. Use it as an asynchronous context.

    Args:
        guard: what may be contacted; every hop is checked when it is connected to.
        user_agent: who asks, with a contact.
        limits: what a look may cost.
        names: the resolver.
    """

    def __init__(
        self, guard: AddressGuard, user_agent: str, limits: Limits, names: Names | None = None
    ) -> None:
        names = names or Names()
        self._limits = limits
        self._turns = Turns(limits.delay)
        self._modern, self._old = (
            httpx_transport(guard, names=names, verify=_tls(old=old)) for old in (False, True)
        )
        self._headers = {
            "User-Agent": user_agent,
            "Accept": "text/html,*/*;q=0.8",
            "Accept-Language": "zh-CN,zh;q=0.9",
            "Accept-Encoding": "gzip, deflate, br",
            "Connection": "close",
        }

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._modern.aclose()
        await self._old.aclose()

    async def look(self, url: str) -> Found:
        """Look at one address. Total: it raises nothing but its own cancellation."""
        left = Left(self._limits.seconds)
        head = await self._chain("HEAD", url, left)
        if _says_enough(head):
            return _for_target(head)
        start = head.url if head.status is not None and head.status < 300 else url
        return _for_target(await self._chain("GET", start, left))

    async def _chain(self, method: str, url: str, left: "Left") -> Found:
        """Ask for an address and for those that it sends us on to."""
        at, seen = url, {url}
        try:
            for _ in range(self._limits.hops + 1):
                found, target = await self._ask(method, at, left)
                if target is None:
                    return found
                at = target
                if at in seen:
                    break
                seen.add(at)
        except Exception as error:  # noqa: BLE001 - the classifier is total
            return Found(url=at, fate=_fate_of(error))
        return Found(url=at, fate=Fate.HTTP_3XX_LOOP)

    async def _ask(self, method: str, url: str, left: "Left") -> tuple[Found, str | None]:
        """Return what one address answered, and where it sends us on to."""
        origin = Origin.of(url)
        most = self._limits.head_seconds if method == "HEAD" else self._limits.seconds
        async with self._turns.turn(f"{origin.host}:{origin.port}"), left.at_most(most):
            try:
                response = await self._send(self._modern, method, url)
            except Exception as error:
                if origin.scheme != "https" or not _old_tls_may_help(error):
                    raise
                response = await self._old_tls(method, url, error)
            async with contextlib.aclosing(response):
                return await self._answer(response, url, method)

    async def _old_tls(self, method: str, url: str, error: Exception) -> httpx.Response:
        """Ask with old TLS; where that fails, too, what modern TLS met is what is told."""
        try:
            return await self._send(self._old, method, url)
        except Exception:  # noqa: BLE001 - whatever it is, the first word stays
            raise error from None

    async def _send(
        self, transport: httpx.AsyncBaseTransport, method: str, url: str
    ) -> httpx.Response:
        # No client around it: that would keep cookies.
        timeout = {"connect": self._limits.connect_seconds}
        request = httpx.Request(method, url, headers=self._headers, extensions={"timeout": timeout})
        return await transport.handle_async_request(request)

    async def _answer(
        self, response: httpx.Response, url: str, method: str
    ) -> tuple[Found, str | None]:
        headers = _by_name(response.headers)
        status = response.status_code
        if status in _REDIRECTS and (target := _target(url, response)):
            return Found(url=url, fate=Fate.HTTP_3XX_LOOP, status=status), target
        body, marks = b"", list[str]()
        if method == "GET":
            body, marks = await self._body(response, headers.get("content-encoding", ""))
        fate, _ = fates.of_answer(status, headers, body, marks=marks)
        return Found(url=url, fate=fate, status=status, headers=headers, body=body), None

    async def _body(self, response: httpx.Response, encodings: str) -> tuple[bytes, list[str]]:
        """Take the beginning of a body and say what is to be known of it."""
        most = self._limits.max_bytes
        decoder = Decoder(encodings, _SWELLS * most)
        taken, cut = 0, False
        assert isinstance(response.stream, httpx.AsyncByteStream)
        try:
            async for piece in response.stream:
                decoder.feed(piece[: most - taken])
                taken += len(piece)
                if decoder.done or taken >= most:
                    break
        except (httpx.RemoteProtocolError, httpx.ReadError):
            if not taken:
                raise
            cut = True
        body, mark = decoder.finish()
        if taken >= most and mark != "bomb":  # we cut it, and what we did not see says nothing
            return body[:most], []
        return body[:most], [*([mark.value] if mark else []), *([fates.CUT] if cut else [])]


def _says_enough(head: Found) -> bool:
    """Whether what HEAD brought leaves GET nothing to add."""
    if head.status is None:
        return head.fate.name.partition("_")[0] in {"DNS", "OUT", "ADDRESS", "LOCAL"} or (
            head.fate is Fate.TCP_TIMEOUT
        )
    if head.fate is Fate.RATE_LIMITED:
        return True
    kind = head.headers.get("content-type", "").partition(";")[0].strip().lower()
    file = bool(kind) and not kind.startswith("text/") and "html" not in kind
    return head.status == 200 and file and head.headers.get("content-length") != "0"


def _for_target(found: Found) -> Found:
    """Say how the look ended for a link: a file is what a link may lead to, however large."""
    opened = found.status is not None and 200 <= found.status < 300
    if opened and found.fate in {Fate.HTTP_NOT_A_PAGE, Fate.SIZE_LIMIT}:
        return Found(url=found.url, fate=Fate.OPENED, status=found.status, headers=found.headers)
    if opened and found.fate is Fate.HTTP_EMPTY and not found.body and _says_enough(found):
        return Found(url=found.url, fate=Fate.OPENED, status=found.status, headers=found.headers)
    return found


def _old_tls_may_help(error: Exception) -> bool:
    return _fate_of(error) in _OLD_TLS_MAY_HELP


def _fate_of(error: BaseException) -> Fate:
    """Classify what a request raised: httpcore drops the cause and keeps it as an argument."""
    link: BaseException | None = error
    while link is not None:
        for held in link.args:
            fate = fates.of_failure(held)[0] if isinstance(held, Exception) else Fate.LOCAL_BUG
            if fate is not Fate.LOCAL_BUG:
                return fate
        link = link.__cause__
    return fates.of_failure(error)[0]


def _target(url: str, response: httpx.Response) -> str:
    """Return where an answer sends us, absolute; bytes of GBK stay the bytes they are."""
    values = [value for name, value in response.headers.raw if name.lower() == b"location"]
    location = values[0].strip() if values else b""
    try:
        text = location.decode("utf-8")
    except UnicodeDecodeError:
        text = quote_from_bytes(location, safe="%/:=&?~#+!$,;'@()*[]")
    try:
        return urljoin(url, text).partition("#")[0] if text else ""
    except ValueError:
        return ""


def _by_name(headers: httpx.Headers) -> dict[str, str]:
    joined: dict[str, str] = {}
    for key, value in headers.multi_items():
        name = key.lower()
        joined[name] = f"{joined[name]}\n{value}" if name in joined else value
    return joined


@cache
def _tls(*, old: bool) -> ssl.SSLContext:
    """Return how TLS is spoken; as old servers need it: TLS 1.0, short keys, no RFC 5746."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers("DEFAULT")  # OpenSSL's: Python's own list lacks plain RSA key exchange
    if old:
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.options |= _LEGACY_SERVER_CONNECT
    return context
