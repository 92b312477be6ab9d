"""A website on loopback that a walk goes through: what it serves may change between two nights."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedIOBase

Raw = Callable[[BufferedIOBase], None]
"""Writes an answer of its own making, its head too."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What an address answers, where that is not just a page with status 200."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    tagged: bool = True
    """Whether it says by which it can be asked for again only if it changed."""


Pages = dict[str, str | bytes | Answer | Raw]


@dataclass
class WalkedSite:
    """What is served, and what was asked for."""

    url: str
    pages: Pages
    asked: list[tuple[str, int]] = field(default_factory=list)
    """Path and status of each request, in order, robots.txt left out."""

    @property
    def hits(self) -> Counter[str]:
        """How often each path was asked for."""
        return Counter(path for path, _ in self.asked)

    def forget(self) -> None:
        """Begin to count anew."""
        self.asked.clear()


@contextmanager
def serve(pages: Pages, *, seconds: float = 0.0) -> Iterator[WalkedSite]:
    """Serve pages until the block is left; each answer takes `seconds`."""
    site = WalkedSite(url="", pages=pages)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            time.sleep(seconds)
            found = site.pages.get(self.path)
            with suppress(BrokenPipeError, ConnectionResetError):  # the walk may be killed
                if callable(found):
                    site.asked.append((self.path, 0))
                    self.close_connection = True
                    found(self.wfile)
                else:
                    self._answer(_answer(found))

        def _answer(self, answer: Answer) -> None:
            tag = f'"{sha256(answer.body).hexdigest()[:12]}"'
            tagged = answer.status == 200 and answer.tagged
            same = tagged and self.headers["If-None-Match"] == tag
            status, body = (304, b"") if same else (answer.status, answer.body)
            if self.path != "/robots.txt":
                site.asked.append((self.path, status))
            self.send_response(status)
            headers = {"Content-Type": "text/html; charset=utf-8", **answer.headers}
            if tagged:
                headers |= {"ETag": tag, "Last-Modified": "Fri, 20 Nov 2026 01:00:00 GMT"}
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = _Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.url = f"http://127.0.0.1:{server.server_port}/"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Take it as it comes that a killed walk breaks its connections off."""


def _answer(found: str | bytes | Answer | None) -> Answer:
    match found:
        case Answer():
            return found
        case str():
            return Answer(body=found.encode())
        case bytes():
            return Answer(body=found)
    return Answer(body="没有这个页面".encode(), status=404)


def moved(target: str) -> Answer:
    """Answer that what was asked for stands elsewhere now."""
    return Answer(status=302, headers={"Location": target})


def office(columns: int = 2, pages: int = 1, articles: int = 4) -> Pages:
    """Write an office's site: a home page, columns of so many list pages, their articles.

    The newest articles are those of the first column, three days old at most; those of its further
    list pages nothing else leads to.
    """
    names = {f"c{n}": f"工作动态{n}" for n in range(columns)}
    menu = [("/", "首页"), *((f"/{id_}/", name) for id_, name in names.items())]
    made: Pages = {
        "/": page("某市某局", f"<h3>工作动态</h3>{entries('c0', 0, articles)}", menu),
        "/robots.txt": "User-agent: *\nAllow: /\n",
    }
    for id_, name in names.items():
        for number in range(pages):
            onward = "".join(
                f'<a href="/{id_}/{_list(each)}">{each + 1}</a>' for each in range(pages)
            )
            shown = entries(id_, number, articles)
            made[f"/{id_}/{_list(number)}"] = page(
                f"{name}-某市某局", f"<h2>{name}</h2>{shown}<p>{onward}</p>", menu
            )
            for k in range(articles):
                words = "".join(f"第{id_}{number}{k}号议题第{n}项已经办结。" for n in range(12))
                made[f"/{id_}/a{number}-{k}.html"] = article(_title(id_, number, k), words, menu)
    return made


def _list(number: int) -> str:
    return f"index_{number}.html" if number else ""


def _title(column: str, number: int, k: int) -> str:
    return f"{column}第{number}{k}次全体会议研究部署重点工作"


def entries(column: str, number: int, count: int) -> str:
    """Write a list with a date beside each line."""
    day = datetime.now(UTC) - timedelta(days=3 + 400 * (column != "c0"))
    return "".join(
        f'<li><a href="/{column}/a{number}-{k}.html">{_title(column, number, k)}</a>'
        f"<span>{day:%Y-%m-%d}</span></li>"
        for k in range(count)
    ).join(('<ul class="list">', "</ul>"))


def article(title: str, text: str, menu: Iterable[tuple[str, str]] = (("/", "首页"),)) -> str:
    """Write an article."""
    shown = (
        f'<h1>{title}</h1><div class="info">发布时间：2026-11-20 来源：某局</div>'
        f'<div class="content"><p>{text}</p></div>'
    )
    return page(f"{title}-某市某局", shown, menu)


def page(title: str, middle: str, menu: Iterable[tuple[str, str]] = (("/", "首页"),)) -> str:
    """Write a page with the site's frame around what it shows."""
    nav = "".join(f'<li><a href="{path}">{name}</a></li>' for path, name in menu)
    return (
        f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>{title}</title></head>'
        f'<body><div class="header">某市某局</div><div class="nav"><ul>{nav}</ul></div>'
        f'<div class="main">{middle}</div><div class="footer">主办单位：某市某局 '
        "网站标识码：4306000012</div></body></html>"
    )


def links(*targets: str) -> str:
    """Write links, each with its address for words."""
    return "".join(f'<p><a href="{target}">{target}</a></p>' for target in targets)


def added(pages: Pages, *targets: str, to: str = "/") -> None:
    """Let a page lead to more."""
    former = pages[to]
    assert isinstance(former, str)
    pages[to] = former.replace('<div class="footer">', links(*targets) + '<div class="footer">')
