"""The server over real sockets, faults included."""

import asyncio
import gzip
import html
import http.client
import re
import socket
import threading
import zlib
from contextlib import closing
from dataclasses import dataclass

import pytest

from demo import hostile, server
from demo.answers import Answers
from demo.loopback import HOSTS
from tests.demo.reading import DAY, SHEET

TIMEOUT = 10


@pytest.fixture(scope="module")
def served():
    """The whole city on free ports."""
    count = len(SHEET.city(seed=1, day=DAY).sites)
    sockets = server.bind(28000, count + len(HOSTS))
    made = SHEET.city(seed=1, day=DAY, port=sockets[0].getsockname()[1])
    loop = asyncio.new_event_loop()
    running = loop.run_until_complete(server.listen(made, sockets))
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    yield made
    for one in running:
        loop.call_soon_threadsafe(one.close)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()


def get(site, path="/", method="GET", **headers):
    with closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=TIMEOUT)) as asked:
        asked.request(method, path, headers={k.replace("_", "-"): v for k, v in headers.items()})
        answer = asked.getresponse()
        return answer, answer.read()


def address(site, key):
    return Answers(site).family.address(site.column(key))


def raw(site, request, seconds=TIMEOUT):
    """What comes back over a plain socket until it is closed or the time is up."""
    with socket.create_connection(("127.0.0.1", site.port), timeout=seconds) as plain:
        plain.sendall(request)
        read = b""
        while chunk := plain.recv(65536):
            read += chunk
        return read


def test_a_page_a_304_and_a_head(served):
    site = served.roles["@portal"]
    answer, body = get(site)
    assert answer.status == 200
    assert int(answer.headers["Content-Length"]) == len(body) > 12_000
    assert answer.headers["Last-Modified"] == "Tue, 24 Nov 2026 00:10:27 GMT"
    again, nothing = get(site, If_None_Match=answer.headers["ETag"])
    assert (again.status, nothing) == (304, b"")
    again, nothing = get(site, If_Modified_Since=answer.headers["Last-Modified"])
    assert (again.status, nothing) == (304, b"")
    changed, whole = get(site, If_None_Match='"other"')
    assert (changed.status, whole) == (200, body)
    head, nothing = get(site, method="HEAD")
    assert (head.status, head.headers["Content-Length"], nothing) == (200, str(len(body)), b"")
    assert get(site, method="POST")[0].status == 405


def planted(site, place):
    return Answers(site).family.planted[place]


def test_a_second_visit_to_pages_and_files_costs_nothing(served):
    for role in ("@bare-footer-empire", "@meta-code-trs"):
        site = served.roles[role]
        targets = Answers(site).family.targets
        paths = [p for p, to in targets.items() if to.kind in {"article", "file", "list"}][::29]
        assert len(paths) > 12
        for path in paths:
            answer, body = get(site, path)
            assert (answer.status, int(answer.headers["Content-Length"])) == (200, len(body))
            again, nothing = get(site, path, If_None_Match=answer.headers["ETag"])
            assert (again.status, nothing) == (304, b"")
            assert again.headers["ETag"] == answer.headers["ETag"]
            since, nothing = get(site, path, If_Modified_Since=answer.headers["Last-Modified"])
            assert (since.status, nothing) == (304, b"")


def test_what_failed_once_is_there_the_next_time(served):
    site = served.roles["@nav-only-epoint"]
    path = planted(site, "@link:once-page")
    assert [get(site, path)[0].status for _ in range(3)] == [503, 200, 200]
    site = served.roles["@edge-tables"]
    path = planted(site, "@file:once-file")
    first, (second, body) = get(site, path)[0], get(site, path)
    assert (first.status, second.status) == (503, 200)
    assert body.startswith(b"%PDF")


def test_a_slow_file_comes_and_what_was_asked_after_it_too(served):
    site = served.roles["@portal"]
    path = planted(site, "@file:slow-pdf")
    one = f"GET {path} HTTP/1.1\r\nHost: {site.netloc}\r\n\r\n".encode()
    last = f"GET /nowhere HTTP/1.1\r\nHost: {site.netloc}\r\nConnection: close\r\n\r\n".encode()
    read = raw(site, one + last)
    assert read.startswith(b"HTTP/1.1 200 ")
    assert b"%%EOF" in read.partition(b"HTTP/1.1 404 ")[0]
    assert b"HTTP/1.1 404 " in read


def test_refusals_and_files_that_are_none(served):
    site = served.roles["@edge-trs"]
    assert get(site, planted(site, "@link:wall-own"))[0].status == 403
    site = served.roles["@no-sponsor-ucap"]
    assert get(site, planted(site, "@file:dead-pdf"))[0].status == 404
    site = served.roles["@stale-news-epoint"]
    answer, body = get(site, planted(site, "@file:page-as-xls"))
    assert answer.status == 200
    assert b"<html" in body
    site = served.roles["@empty-tables"]
    answer, body = get(site, planted(site, "@file:empty-file"))
    assert (answer.status, body) == (200, b"")


@dataclass
class Elsewhere:
    """An outside host, as far as the tests ask it."""

    port: int


def test_the_rest_of_the_world(served):
    first = served.sites[0].outside
    friend, turned, parked, wall, dead = (Elsewhere(first + n) for n in range(len(HOSTS)))
    assert "中国政府网" in get(friend, "/www.gov.cn/")[1].decode()
    assert get(friend, "/gone/2019.html")[0].status == 404
    answer, _ = get(friend, "/lured/")
    assert answer.headers["Location"].startswith(f"http://127.0.0.1:{turned.port}/")
    answer, _ = get(friend, "/moved/")
    assert get(friend, answer.headers["Location"])[0].status == 200
    assert "百家乐" in get(turned, "/a.html")[1].decode()
    assert "域名出售" in get(parked)[1].decode()
    assert get(wall)[0].status == 403
    with pytest.raises(ConnectionRefusedError):
        get(dead)
    with pytest.raises(TimeoutError):
        raw(wall, b"GET /silent/ HTTP/1.1\r\nHost: x\r\n\r\n", seconds=0.3)


def test_mazes_have_no_end_and_no_fault(served):
    site, path, met = served.roles["@quiet-jcms"], "/calendar?y=2026&m=11", set()
    for _ in range(30):
        answer, body = get(site, path)
        assert answer.status == 200
        met.add(path)
        path = html.unescape(re.findall(r'href="([^"]+)">下个月', body.decode())[0])
    assert len(met) == 30
    assert get(site, "/a/" + 40 * "a/")[0].status == 200
    site = served.roles["@mislabelled-tables"]
    _, body = get(site, "/bbs/list.jsp;jsessionid=0A1B2C3D4E5F6071")
    sessions = set(re.findall(r"jsessionid=([0-9A-F]+)", body.decode("gbk")))
    assert len(sessions) == 1
    assert "0A1B2C3D4E5F6071" not in sessions
    _, body = get(site, "/search/list.jsp?sort=date&type=all")
    links = set(re.findall(r'href="([^"]+)"', body.decode("gbk")))
    assert len(links) > 15
    assert get(site, html.unescape(max(links, key=len)))[0].status == 200
    assert get(served.roles["@portal"], "/calendar?y=2026&m=11")[0].status == 404


def test_a_connection_is_kept_and_requests_may_queue(served):
    site = served.roles["@portal"]
    one = f"GET /nowhere HTTP/1.1\r\nHost: {site.netloc}\r\n\r\n".encode()
    last = f"GET / HTTP/1.1\r\nHost: {site.netloc}\r\nConnection: close\r\n\r\n".encode()
    read = raw(site, one + one + last)
    assert read.count(b"HTTP/1.1 404 ") == 2
    assert read.count(b"HTTP/1.1 200 ") == 1


def test_robots(served):
    assert b"Disallow: /\r\n" in get(served.roles["@robots-disallow"], "/robots.txt")[1]
    assert get(served.roles["@robots-disallow"])[0].status == 200
    assert get(served.roles["@robots-503"], "/robots.txt")[0].status == 503
    assert b"Disallow: /admin/" in get(served.roles["@portal"], "/robots.txt")[1]
    assert get(served.roles["@stale-news-trs"], "/robots.txt")[0].status == 404


def test_walls(served):
    answer, body = get(served.roles["@ruishu"])
    assert answer.status == 412
    assert b"$_ts" in body
    answer, body = get(served.roles["@jiasule"], "/any/where")
    assert answer.status == 521
    assert answer.headers["Set-Cookie"].startswith("__jsluid_h=")
    assert b"__jsl_clearance" not in body  # pieced together by the script
    wall = served.roles["@ua-wall"]
    assert get(wall, User_Agent="xunjian/0.1")[0].status == 403
    assert get(wall, User_Agent="Mozilla/5.0 (Windows NT 10.0)")[0].status == 200
    answer, body = get(served.roles["@captcha"])
    assert answer.status == 200
    assert "验证码" in body.decode()
    answer, body = get(served.roles["@shell"])
    assert b'<div id="app"></div>' in body
    assert b"<a " not in body
    assert get(served.roles["@maintenance"])[0].status == 503


def test_columns_that_answer_with_errors(served):
    site = served.roles["@duplicate-empire"]
    assert get(site, address(site, "missing"))[0].status == 404
    assert get(site, address(site, "broken"))[0].status == 500
    site = served.roles["@pinned-epoint"]
    answer, body = get(site, address(site, "soft"))
    assert answer.status == 200
    assert "网站维护中" in body.decode(site.encoding)


def test_a_column_that_never_answers(served):
    site = served.roles["@duplicate-empire"]
    request = f"GET {address(site, 'hanging')} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    with pytest.raises(TimeoutError):
        raw(site, request, seconds=0.3)


def test_a_connection_that_is_reset(served):
    site = served.roles["@pinned-epoint"]
    request = f"GET {address(site, 'reset')} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    with pytest.raises(ConnectionResetError):
        raw(site, request)


def test_bytes_that_are_no_http(served):
    site = served.roles["@ascending-webplus"]
    with pytest.raises(http.client.BadStatusLine):
        get(site, address(site, "garbage"))


def test_an_image_and_an_empty_body_that_say_they_are_pages(served):
    site = served.roles["@ascending-webplus"]
    answer, body = get(site, address(site, "image"))
    assert answer.headers["Content-Type"].startswith("text/html")
    assert body.startswith(b"\x89PNG")
    answer, body = get(site, address(site, "blank"))
    assert (answer.status, body) == (200, b"")


def test_one_line_of_ten_megabytes(served):
    site = served.roles["@quiet-jcms"]
    _, body = get(site, address(site, "huge"))
    assert len(body) > hostile.HUGE
    assert b"\n" not in body


def test_a_gzip_stream_that_ends_before_the_list(served):
    site = served.roles["@quiet-jcms"]
    answer, body = get(site, address(site, "cut"))
    assert answer.headers["Content-Encoding"] == "gzip"
    with pytest.raises(EOFError):
        gzip.decompress(body)
    assert b"<record>" not in zlib.decompressobj(31).decompress(body)


def test_a_redirect_loop(served):
    site = served.roles["@quiet-jcms"]
    first = address(site, "loop")
    path, seen = first, []
    for _ in range(4):
        answer, _ = get(site, path)
        assert answer.status == 302
        path = answer.headers["Location"]
        seen.append(path)
    assert seen[0] == seen[2] != seen[1] == seen[3]
    assert first in seen


def test_pages_that_break_parsers_hold_a_healthy_list_too(served):
    site = served.roles["@pinned-epoint"]
    _, deep = get(site, address(site, "nested"))
    assert deep.count(b"<div>") >= hostile.NESTING
    _, mixed = get(site, address(site, "misnested"))
    assert mixed.count(b"<option") > 100
    for key, body in (("nested", deep), ("misnested", mixed)):
        assert site.column(key).items[0].title in body.decode(site.encoding)


def test_a_block_of_ports_that_is_taken_is_passed_over():
    first = server.bind(31000, 3)
    second = server.bind(first[0].getsockname()[1], 3)
    try:
        assert second[0].getsockname()[1] == first[0].getsockname()[1] + 100
        assert [s.getsockname()[1] - second[0].getsockname()[1] for s in second] == [0, 1, 2]
    finally:
        for held in (*first, *second):
            held.close()


def test_no_ports_at_all():
    with pytest.raises(server.NoPortsError, match="没有连续"):
        server.bind(65530, 47)
