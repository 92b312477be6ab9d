"""Redirects followed here, hop by hop, within the site.

The chain runs inside the first request: its callback gets the last answer, and no hop passes
through a scheduler or a duplicate filter that could drop it (a page that sets a cookie and sends
the visitor to itself is common). Cookies live as long as the chain. What ends a chain stands in
the flags of the last answer, for `crawler.fates`.
"""

from http.cookies import CookieError, SimpleCookie
from typing import Self
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from w3lib.url import safe_url_string

from crawler import fates
from crawler.guard import WEB_PORTS, is_public_name

HOP = "redirect_hop"  # meta key of requests that are hops themselves
ANYWHERE = "redirect_anywhere"  # meta key: this chain may leave the site (robots.txt, RFC 9309)
COOKIES_AT_MOST = 32
COOKIE_BYTES_AT_MOST = 6 * 1024  # servers answer 400 to more
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class RedirectsMiddleware:
    """Follows redirects that stay on the site: its own host, its www twin, and its aliases.

    Aliases are the host names in `request.meta["hosts"]`. The answer's `meta["redirect_urls"]`
    lists the addresses that were left behind.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._hops_at_most = crawler.settings.getint("REDIRECT_MAX_TIMES")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Keep the crawler, whose engine fetches the hops."""
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Response:
        """Return the chain's last answer as the answer to the request."""
        if request.meta.get(HOP) or response.status not in _REDIRECTS:
            return response
        jar: dict[str, str] = {}
        here, left = request.url, [request.url]
        seen: set[tuple[str, str]] = {(here, "")}
        while response.status in _REDIRECTS and "Location" in response.headers:
            target = _target(here, response)
            if flag := self._stop(request, target):
                response.flags.append(flag)
                break
            _keep_cookies(jar, here, target, response)
            step = (target, _header(jar))
            if step in seen or len(left) > self._hops_at_most:
                response.flags.append(fates.LOOP)
                break
            seen.add(step)
            response = await self._fetch(request, here, *step)
            here = target
            left.append(here)
        request.meta["redirect_urls"] = left[:-1]
        response.request = request
        return response

    def _stop(self, request: Request, target: str) -> str | None:
        names = _names(target)
        if not names:
            return fates.BAD_TARGET
        own = _names(request.url) | {_twin(host) for host in request.meta.get("hosts", ())}
        if request.meta.get(ANYWHERE) or names & own:
            return None
        return fates.OFFSITE

    async def _fetch(self, request: Request, here: str, target: str, cookies: str) -> Response:
        meta = {**request.meta, HOP: True}
        if urlsplit(here).hostname != urlsplit(target).hostname:
            meta.pop("download_slot", None)  # another host has its own queue
        hop = Request(
            target,
            headers=request.headers,
            meta=meta,
            callback=NO_CALLBACK,
            priority=request.priority,
            dont_filter=True,
        )
        hop.headers.pop("Cookie", None)
        if cookies:
            hop.headers["Cookie"] = cookies
        engine = self._crawler.engine
        assert engine is not None  # a look came through it
        return await engine.download_async(hop)


def _names(url: str) -> set[str]:
    """Return what the host of a web address is known by, nothing for any other address.

    A bare IP address is known by its port as well: several sites may stand on it.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return set()
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return set()
    if is_public_name(parts.hostname):
        return {_twin(parts.hostname)}
    return {f"{parts.hostname}:{'web' if port in WEB_PORTS else port}"}


def _twin(host: str) -> str:
    """Fold www.example.cn and example.cn into one: no register lists both."""
    return host.lower().rstrip(".").removeprefix("www.")


def _target(here: str, response: Response) -> str:
    """Return where an answer sends us, absolute; bytes of GBK stay the bytes they are."""
    location = (response.headers["Location"] or b"").strip()
    try:
        text = location.decode("utf-8")
        return urljoin(here, safe_url_string(text))
    except UnicodeDecodeError:
        escaped = "".join(chr(byte) if byte < 0x80 else f"%{byte:02X}" for byte in location)
        return _joined(here, escaped)
    except ValueError:
        return ""


def _joined(here: str, location: str) -> str:
    try:
        return urljoin(here, safe_url_string(location))
    except ValueError:
        return ""


def _keep_cookies(jar: dict[str, str], here: str, target: str, response: Response) -> None:
    """Take an answer's cookies; a hop to another host starts without any."""
    for line in response.headers.getlist("Set-Cookie"):
        try:
            cookies = SimpleCookie(line.decode("latin-1"))
        except CookieError:
            continue
        for name, morsel in cookies.items():
            if morsel["max-age"] == "0":
                jar.pop(name, None)
            else:
                jar[name] = morsel.coded_value
    if urlsplit(here).hostname != urlsplit(target).hostname:
        jar.clear()
    while len(jar) > COOKIES_AT_MOST or len(_header(jar)) > COOKIE_BYTES_AT_MOST:
        jar.pop(next(iter(jar)))


def _header(jar: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in jar.items())
