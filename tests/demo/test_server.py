"""The server over real sockets, faults included."""

import asyncio
import gzip
import http.client
import socket
import threading
import zlib
from contextlib import closing

import pytest

from demo import hostile, server
from demo.answers import Answers
from tests.demo.reading import DAY, SHEET

TIMEOUT = 10


@pytest.fixture(scope="module")
def served():
    """The whole city on free ports."""
    count = len(SHEET.city(seed=1, day=DAY).sites)
    sockets = server.bind(28000, count)
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
