"""What a site answers to a request: pages, data, errors, or something that is no answer."""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode

from demo import hostile
from demo.city import DemoSite
from demo.columns import Column
from demo.families import family_of
from demo.families.family import Target

REASONS = {
    200: "OK", 302: "Found", 304: "Not Modified", 403: "Forbidden", 404: "Not Found",
    405: "Method Not Allowed", 412: "Precondition Failed", 500: "Internal Server Error",
    503: "Service Unavailable", 521: "Unknown",
}  # fmt: skip
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
_RUISHU = (("Set-Cookie", "FSSBBIl1UgzbN7NO=demo; Path=/; HttpOnly"),)
_JIASULE = (("Set-Cookie", "__jsluid_h=0123456789abcdef; max-age=31536000; path=/"),)


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

    @cached_property
    def etag(self) -> str | None:
        """Names the body; only pages that opened have one."""
        return f'"{sha256(self.body).hexdigest()[:20]}"' if self.status == 200 else None


class Answers:
    """The answers of one site. Lists are kept once made, articles are made when asked for."""

    def __init__(self, site: DemoSite) -> None:
        self.site = site
        self.family = family_of(site)
        self._targets = {_sorted(path): to for path, to in self.family.targets.items()}
        self._kept: dict[str, Answer] = {}
        day = site.day
        self.modified = (
            f"{_WEEKDAYS[day.weekday()]}, {day.day:02d} {MONTHS[day.month - 1]} {day.year}"
            " 00:10:27 GMT"
        )

    def to(self, path: str, agent: str) -> Answer | Trick:
        """Answer one request."""
        if path == "/robots.txt":
            return self._robots()
        wall = self._wall(agent)
        if wall is not None:
            return wall
        path = _sorted(self.family.spelled(path))
        kept = self._kept.get(path)
        if kept is not None:
            return kept
        target = self._targets.get(path) or self._targets.get(path.removesuffix("index.html"))
        if target is None:
            return self._elsewhere(path)
        answer = self._made(target)
        if isinstance(answer, Answer) and target.kind != "article":
            self._kept[path] = answer
        return answer

    def prepare(self) -> None:
        """Make every list beforehand, so that the first visitor waits no longer than others."""
        for path, target in self.family.targets.items():
            if target.kind != "article":
                self.to(path, "")

    def _made(self, target: Target) -> Answer | Trick:
        if target.kind == "home":
            return self._page(self.family.home())
        column = target.column
        assert column is not None
        if target.item is not None:
            return self._page(self.family.article(column, target.item))
        if target.kind == "data":
            kind, text = self.family.data(column, target.page)
            charset = "utf-8" if kind == "application/json" else self.site.encoding
            return Answer(body=_encoded(text, charset), kind=f"{kind};charset={charset}")
        return self._listing(column, target.page)

    def _listing(self, column: Column, page: int) -> Answer | Trick:
        """A column's page, or what a hostile column has in its place."""
        tricks = {"hanging": Trick.HANG, "reset": Trick.RESET, "garbage": Trick.GARBAGE}
        if column.shape in tricks:
            return tricks[column.shape]
        site = self.site
        if column.shape == "loop":
            return self._redirect(self.family.address(column) + "?again=1")
        if column.shape == "cut":
            plain = _encoded(self.family.listing(column, page), site.encoding)
            packed = (("Content-Encoding", "gzip"),)
            return Answer(body=hostile.cut(plain), kind=self._kind, headers=packed)
        stands_there = {
            "missing": lambda: self._page(hostile.missing(site), status=404),
            "broken": lambda: self._page(hostile.broken(), status=500),
            "image": lambda: Answer(body=hostile.image(), kind=self._kind),
            "blank": lambda: Answer(kind=self._kind),
            "huge": lambda: Answer(body=hostile.huge(), kind=self._kind),
            "soft": lambda: self._page(hostile.maintenance(site)),
        }
        if column.shape in stands_there:
            return stands_there[column.shape]()
        return self._page(self.family.listing(column, page))

    def _elsewhere(self, path: str) -> Answer:
        if f"{path}/" in self._targets:
            return self._redirect(f"{path}/")
        if path.endswith("?again=1"):  # the other half of a redirect loop
            return self._redirect(path.removesuffix("?again=1"))
        if path.endswith((".css", ".js")):
            return Answer(kind="text/css" if path.endswith(".css") else "application/javascript")
        if path.endswith((".png", ".gif", ".jpg", ".ico")):
            return Answer(body=hostile.image(), kind="image/png")
        return self._page(hostile.missing(self.site), status=404)

    def _robots(self) -> Answer:
        if self.site.wall == "robots-503":
            return Answer(status=503, body=b"Service Unavailable", kind="text/plain")
        if self.site.wall == "robots-disallow":
            return Answer(body=b"User-agent: *\r\nDisallow: /\r\n", kind="text/plain")
        if self.site.wall is not None or self.site.family in {"tables", "trs"}:
            return self._page(hostile.missing(self.site), status=404)
        return Answer(
            body=b"User-agent: *\r\nDisallow: /admin/\r\nDisallow: /e/\r\n", kind="text/plain"
        )

    def _wall(self, agent: str) -> Answer | None:
        """What stands before the whole site."""
        site = self.site
        walls = {
            "ruishu": lambda: self._page(hostile.ruishu(site), status=412, headers=_RUISHU),
            "jiasule": lambda: self._page(hostile.jiasule(), status=521, headers=_JIASULE),
            "shell": lambda: self._page(hostile.shell(site)),
            "captcha": lambda: self._page(hostile.captcha()),
            "maintenance": lambda: self._page(hostile.maintenance(site), status=503),
        }
        if site.wall == "ua-wall" and "Mozilla/" not in agent:
            return self._page(hostile.forbidden(), status=403)
        return walls[site.wall]() if site.wall in walls else None

    @property
    def _kind(self) -> str:
        """The header's word on the kind; honest old servers leave the charset to the page."""
        if self.site.encoding == self.site.declared == "utf-8":
            return "text/html;charset=UTF-8"
        honest = self.site.declared != "utf-8"
        return "text/html" if honest else f"text/html; charset={self.site.declared}"

    def _page(
        self, text: str, *, status: int = 200, headers: tuple[tuple[str, str], ...] = ()
    ) -> Answer:
        body = _encoded(text, self.site.encoding)
        return Answer(status=status, body=body, kind=self._kind, headers=headers)

    def _redirect(self, path: str) -> Answer:
        return Answer(status=302, headers=(("Location", path),))


def _encoded(text: str, charset: str) -> bytes:
    """Encode as editors do: what the charset lacks becomes a reference."""
    return text.encode(charset, errors="xmlcharrefreplace")


def _sorted(path: str) -> str:
    """One spelling of an address, whatever the order of its query."""
    head, mark, query = path.partition("?")
    if not mark:
        return head
    return f"{head}?{urlencode(sorted(parse_qsl(query, keep_blank_values=True)))}"
