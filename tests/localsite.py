"""A small website on loopback for crawl tests: pages by path, slow where asked, hits counted."""

import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class LocalSite:
    """What is served and what was asked for."""

    url: str
    hits: Counter[str] = field(default_factory=Counter)


@contextmanager
def serve(pages: Mapping[str, str | bytes], *, seconds: float = 0.0) -> Iterator[LocalSite]:
    """Serve pages until the block is left; each answer takes `seconds`."""
    site = LocalSite(url="")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.hits[self.path] += 1
            time.sleep(seconds)
            body = pages.get(self.path)
            self.send_response(200 if body is not None else 404)
            data = body if isinstance(body, bytes) else (body or "没有这个页面").encode()
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            with suppress(BrokenPipeError, ConnectionResetError):  # the crawl may be killed
                self.wfile.write(data)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.url = f"http://127.0.0.1:{server.server_port}/"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def office(columns: int, entries: int = 12, *, day: str = "2026-11-20") -> dict[str, str]:
    """Write the pages of a plain office site: a home page and its columns' lists."""
    names = [f"工作动态{n}" for n in range(columns)]
    nav = "".join(f'<li><a href="/c{n}/">{name}</a></li>' for n, name in enumerate(names))

    def lines(n: int) -> str:
        return "".join(
            f'<li><a href="/c{n}/art{k}.html">第{k}次全体会议研究部署重点工作</a>'
            f"<span>{day}</span></li>"
            for k in range(entries)
        )

    def page(title: str, middle: str) -> str:
        return (
            f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>{title}</title>'
            f'</head><body><div class="header">某市某局</div><div class="nav"><ul>'
            f'<li><a href="/">首页</a></li>{nav}</ul></div>'
            f'<div class="main">{middle}</div><div class="footer">主办单位：某市某局'
            f"网站标识码：4306000012</div></body></html>"
        )

    home = f'<div class="box"><h3>工作动态</h3><ul class="list">{lines(0)}</ul></div>'
    made = {"/": page("某市某局", home), "/robots.txt": "User-agent: *\nAllow: /\n"}
    for n, name in enumerate(names):
        made[f"/c{n}/"] = page(
            f"{name}-某市某局", f'<h2>{name}</h2><ul class="list">{lines(n)}</ul>'
        )
    return made
