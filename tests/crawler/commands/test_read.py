import json
import os
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from crawler.command import BAD_INPUT, RAN

ROOT = Path(__file__).parents[3]
PAGES = ROOT / "tests" / "crawler" / "adapters" / "pages"
LIST = PAGES / "ul" / "list_newest_first.html"
KEYS = [
    *("path", "url", "kind", "encoding", "title", "published", "published_from", "dates", "source"),
    *("attachments", "columns", "entries", "blocks", "letters", "leaders", "identity", "tags"),
    *("cms", "text_chars", "notes"),
]
IDENTITY = [
    *("site_name", "site_domain", "site_id_code", "site_id_code_meta", "icp", "police"),
    *("sponsor", "contact", "jiucuo", "dangzheng"),
]


def scrapy_read(*args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scrapy", "read", *args],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_files_in_the_order_given_and_the_unreadable_named(tmp_path: Path) -> None:
    picture = tmp_path / "picture.html"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    files = [str(LIST), str(tmp_path / "none.html"), str(picture), str(PAGES / "table/nested.html")]

    done = scrapy_read(*files, "--url", "http://www.sf.gov.cn/tz/", "--fetched-at", "2022-05-01")

    printed = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["path"] for one in printed] == [files[0], files[3]]
    assert [list(one) for one in printed] == [KEYS, KEYS]
    assert list(printed[0]["identity"]) == IDENTITY
    assert printed[0]["entries"][0] == {
        "title": "关于开展2022年度安全生产大检查的通知",
        "url": "http://www.sf.gov.cn/tz/202204/t20220410_1000.html",
        "published": "2022-04-28",
    }
    assert len(done.stderr.splitlines()) == 2
    assert files[1] in done.stderr.splitlines()[0]
    assert done.returncode == BAD_INPUT


def test_bad_use_is_one_line() -> None:
    done = scrapy_read(str(LIST), "--fetched-at", "gestern")

    assert done.returncode == BAD_INPUT
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


class _OnePage(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = LIST.read_bytes() if self.path == "/tz/" else b""
        self.send_response(200 if body else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def test_an_address_is_read_only_where_the_guard_lets_through() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _OnePage)
    thread = Thread(target=server.serve_forever)
    thread.start()
    port = server.server_address[1]
    url = f"http://127.0.0.1:{port}/tz/"
    try:
        refused = scrapy_read(url)
        allowed = scrapy_read(
            "-s", "ALLOW_NETWORKS=127.0.0.0/8", "-s", f"ALLOW_PORTS={port}", url, "--pretty"
        )
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

    assert refused.returncode == BAD_INPUT
    assert refused.stdout == ""
    assert json.loads(allowed.stdout)["url"] == url
    assert len(json.loads(allowed.stdout)["entries"]) == 7
    assert allowed.returncode == RAN
