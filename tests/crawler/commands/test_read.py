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
    *("cms", "text_chars", "notes", "column_kind", "column_confidence"),
]
FEED = (
    "<rss><channel><title>示范发布</title><item><title>甲</title>"
    "<pubDate>Fri, 15 Apr 2022 02:20:00 GMT</pubDate></item></channel></rss>"
)
IDENTITY = [
    *("site_name", "site_domain", "site_id_code", "site_id_code_meta", "icp", "police"),
    *("sponsor", "contact", "jiucuo", "dangzheng", "undertaker", "accessible", "sitemap"),
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


def test_pretty_is_a_view_for_people(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text(FEED, encoding="utf-8")

    done = scrapy_read(str(LIST), str(feed), "--pretty", "--fetched-at", "2022-05-01")

    page, posts = done.stdout.split("\n\n" + "=" * 80)
    assert page.splitlines()[:4] == ["=" * 80, str(LIST), "=" * 80, "类别          列表页"]
    assert "  2022-04-28  关于开展2022年度安全生产大检查的通知" in page.splitlines()
    assert "页面上没有读到" in page
    assert "账号          示范发布" in posts.splitlines()
    assert done.returncode == RAN


def test_feeds_beside_pages_that_begin_like_one(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text(FEED, encoding="utf-8")
    hostile = tmp_path / "hostile.html"
    hostile.write_text("<!---->" * 200 + "<title>不是信息源</title>", encoding="utf-8")

    done = scrapy_read(str(feed), str(hostile))

    posts, page = (json.loads(line) for line in done.stdout.splitlines())
    assert posts["kind"] == "posts"
    assert posts["posts"][0]["published"] == "2022-04-15T10:20:00+08:00"
    assert page["title"] == "不是信息源"
    assert done.returncode == RAN


def test_a_sign_that_the_terminal_lacks_stops_nothing(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<title>通知😀</title>", encoding="utf-8")

    done = scrapy_read(str(page), PYTHONIOENCODING="ascii")

    assert json.loads(done.stdout)["title"] == "???"
    assert done.returncode == RAN


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
        allowed = scrapy_read("-s", "ALLOW_NETWORKS=127.0.0.0/8", "-s", f"ALLOW_PORTS={port}", url)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

    assert refused.returncode == BAD_INPUT
    assert refused.stdout == ""
    assert json.loads(allowed.stdout)["url"] == url
    assert len(json.loads(allowed.stdout)["entries"]) == 7
    assert allowed.returncode == RAN
