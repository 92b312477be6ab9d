"""What a site answers to a request: pages, data, errors, or something that is no answer."""

from datetime import date
from random import Random
from urllib.parse import parse_qsl, urlencode

from demo import hostile, mazes
from demo.answer import Answer, Trick
from demo.city import DemoSite
from demo.columns import Column
from demo.families import family_of
from demo.families.family import Target
from demo.stories.story import Leaf

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
_OK = 200
_KEPT = {"home", "list", "data", "file"}
_RUISHU = (("Set-Cookie", "FSSBBIl1UgzbN7NO=demo; Path=/; HttpOnly"),)
_JIASULE = (("Set-Cookie", "__jsluid_h=0123456789abcdef; max-age=31536000; path=/"),)


_KINDS = {
    "pdf": "application/pdf", "doc": "application/msword", "xls": "application/vnd.ms-excel",
    "zip": "application/x-zip-compressed", "csv": "text/csv", "txt": "text/plain",
}  # fmt: skip
"""What servers call files; the newer ones they do not know."""
_SLOW = 1.5  # seconds


class Answers:
    """The answers of one site. Lists are kept once made, articles are made when asked for."""

    def __init__(self, site: DemoSite) -> None:
        self.site = site
        self.family = family_of(site)
        self._targets = {_sorted(path): to for path, to in self.family.targets.items()}
        self._kept: dict[str, Answer] = {}
        self._asked: set[str] = set()
        self._etags: dict[str, str] = {}
        self.seed = site.seed
        self.modified = modified(site.day)

    def unchanged(self, path: str, etags: str) -> str | None:
        """The name of a page that somebody holds, without making the page anew."""
        etag = None if self.site.wall else self._etags.get(path)
        return etag if etag is not None and etag in etags else None

    def to(self, path: str, agent: str) -> Answer | Trick:
        """Answer one request."""
        answer = self._to(path, agent)
        if isinstance(answer, Answer) and answer.etag is not None:
            self._etags[path] = answer.etag
        return answer

    def _to(self, path: str, agent: str) -> Answer | Trick:
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
        answer = self._made(target, path)
        if isinstance(answer, Answer) and target.kind in _KEPT and answer.status == _OK:
            self._kept[path] = answer
        return answer

    def prepare(self) -> None:
        """Make every list beforehand, so that the first visitor waits no longer than others."""
        for path, target in self.family.targets.items():
            if target.kind in {"home", "list", "data"}:
                self.to(path, "")

    def _made(self, target: Target, path: str) -> Answer | Trick:
        if target.kind == "home":
            return self._page(self.family.home())
        column = target.column
        assert column is not None
        if target.leaf is not None:
            return self._file(target.leaf, path)
        if target.item is not None:
            way = target.lead.to if target.lead else ""
            return self._refused(way, path) or self._page(self.family.article(column, target.item))
        if target.kind == "data":
            kind, text = self.family.data(column, target.page)
            charset = "utf-8" if kind == "application/json" else self.site.encoding
            return Answer(body=_encoded(text, charset), kind=f"{kind};charset={charset}")
        return self._listing(column, target.page)

    def _refused(self, way: str, path: str) -> Answer | None:
        """What comes in the place of a page or a file, if it does not come itself."""
        if way == "once":
            if path in self._asked:
                return None
            self._asked.add(path)
            return self._page(hostile.broken(), status=503)
        stands_there = {
            "gone": lambda: self._page(hostile.missing(self.site), status=404),
            "410": lambda: self._page(hostile.missing(self.site), status=410),
            "soft": lambda: self._page(hostile.missing(self.site)),
            "page": lambda: self._page(hostile.missing(self.site)),
            "refused": lambda: self._page(hostile.forbidden(), status=403),
        }
        return stands_there[way]() if way in stands_there else None

    def _file(self, leaf: Leaf, path: str) -> Answer:
        refused = self._refused(leaf.way, path)
        if refused is not None:
            return refused
        kind = _KINDS.get(leaf.ending, "application/octet-stream")
        rng = Random(f"{self.site.seed} file {leaf.id}")  # noqa: S311 - made-up files
        return Answer(body=leaf.make(rng), kind=kind, seconds=_SLOW if leaf.way == "slow" else 0)

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
        lost = mazes.page(path) if self.site.role in mazes.ROLES else None
        if lost is not None:
            return self._page(lost)
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


def modified(day: date) -> str:
    """The moment at which a city of this day was last put out, as servers write it."""
    named = f"{_WEEKDAYS[day.weekday()]}, {day.day:02d} {MONTHS[day.month - 1]} {day.year}"
    return f"{named} 00:10:27 GMT"


def _encoded(text: str, charset: str) -> bytes:
    """Encode as editors do: what the charset lacks becomes a reference."""
    return text.encode(charset, errors="xmlcharrefreplace")


def _sorted(path: str) -> str:
    """One spelling of an address, whatever the order of its query."""
    head, mark, query = path.partition("?")
    if not mark:
        return head
    return f"{head}?{urlencode(sorted(parse_qsl(query, keep_blank_values=True)))}"
