"""Compressed bodies undone by our own capped decoder; what is to be known stands in the flags."""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler import bodies

ACCEPTED = "gzip, deflate, br"


class BodiesMiddleware:
    """Replaces HttpCompressionMiddleware, to which a cut gzip body is a whole one."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the cap from `DOWNLOAD_MAXSIZE`: what holds on the wire holds decoded."""
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_request(self, request: Request) -> None:
        """Say which encodings we undo."""
        request.headers.setdefault("Accept-Encoding", ACCEPTED)

    def process_response(self, request: Request, response: Response) -> Response:
        """Undo the encoding; a body that cannot be used is dropped and marked."""
        encodings = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1")
        if not encodings:
            return response
        cap = request.meta.get("download_maxsize") or self._max_bytes
        body, mark = bodies.decode(response.body, encodings, cap)
        headers = response.headers.copy()
        del headers["Content-Encoding"]
        flags = [*response.flags, mark.value] if mark else response.flags
        return response.replace(headers=headers, body=body, flags=flags)
