"""Nothing leaves but GET, to web addresses, on web ports.

Where an address leads is checked again at connect time (`crawler.guard`); this stops what needs
no lookup, before robots.txt is asked for.
"""

from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler

from crawler.guard import AddressGuard
from crawler.middlewares.refused import Refused
from storage.records import Fate


class GuardedMiddleware:
    """Refuses every request that is no plain look at a web page, hop by hop."""

    def __init__(self, guard: AddressGuard) -> None:
        self._guard = guard

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the networks and ports that the city's register names."""
        return cls(AddressGuard.of(crawler.settings))

    def process_request(self, request: Request) -> None:
        """Let through or refuse.

        Raises:
            Refused: another method, scheme or port, or an address that is none.
        """
        request.meta.pop("proxy", None)  # a proxy would connect where our guard does not look
        if request.method != "GET" or request.body:
            raise Refused(Fate.LOCAL_BUG, "检查程序试图发出读取以外的请求，已阻止")
        try:
            parts = urlsplit(request.url)
            port = parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError as error:
            raise Refused(Fate.OUT_OF_SCOPE, "地址的写法不合规范") from error
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise Refused(Fate.OUT_OF_SCOPE, "不是网页地址")
        if parts.username is not None or parts.password is not None:
            raise Refused(Fate.ADDRESS_REFUSED, "地址里带有用户名，未予访问")
        if why := self._guard.refuses_port(port):
            raise Refused(Fate.ADDRESS_REFUSED, why)
