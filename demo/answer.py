"""One answer, or what a faulty server does in its place."""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from hashlib import sha256

REASONS = {
    200: "OK", 302: "Found", 304: "Not Modified", 403: "Forbidden", 404: "Not Found",
    405: "Method Not Allowed", 410: "Gone", 412: "Precondition Failed",
    500: "Internal Server Error", 503: "Service Unavailable", 521: "Unknown",
}  # fmt: skip


class Trick(Enum):
    """What a faulty server does instead of answering."""

    HANG = "accept and never answer"
    RESET = "reset the connection"
    GARBAGE = "send bytes that are no HTTP"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer, ready for the wire."""

    status: int = 200
    body: bytes = b""
    kind: str = "text/html"
    headers: tuple[tuple[str, str], ...] = ()
    seconds: float = 0
    """How long the server thinks before it gives it."""

    @cached_property
    def etag(self) -> str | None:
        """Names the body; only pages that opened have one."""
        return f'"{sha256(self.body).hexdigest()[:20]}"' if self.status == 200 else None
