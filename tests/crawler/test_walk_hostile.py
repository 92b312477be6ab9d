"""Sites without end, and addresses that do their worst: bounded, recorded, the walk goes on."""

import time
from collections import Counter
from collections.abc import Mapping
from io import BufferedIOBase
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

from storage.records import ExposureKind, Fate, Page
from tests.crawler.documents import makers
from tests.crawler.privatetexts import ID
from tests.crawler.walkingsite import (
    Answer,
    WalkedSite,
    added,
    article,
    links,
    office,
    page,
    serve,
)
from tests.crawler.walks import (
    WALK,
    Walked,
    by_path,
    leaks,
    night,
    rest,
    town,
    walked,
)
from tests.operator_at_work import Operator


@pytest.fixture
def clerk(tmp_path: Path) -> Operator:
    """One with SQLite alone, where the engine makes no difference."""
    return Operator(tmp_path, f"sqlite:///{tmp_path / 'xunjian.db'}")


TRAP = "<p>没有安排。</p>"


class Endless(dict[str, Any]):
    """Pages of which each leads to more, as calendars, filters and broken links have it."""

    def get(self, path: str, default: Any = None) -> Any:  # as dict has it
        name, _, query = path.partition("?")
        made = {
            "calendar": lambda: links(*_days(query)),
            "a": lambda: f'<a href="a/">下一级{len(path)}</a>',
            "filter": lambda: links(*(f"/filter?{query}&f{n}={len(query)}" for n in range(4))),
            "s": lambda: links(f"/s/1;jsessionid={crc32(path.encode()):X}?_t={len(path)}"),
            "same": lambda: "一样的内容一样的内容，" * 9 + links(f"/same/{int(name[6:]) + 1}"),
        }.get(name.split("/")[1])
        return page("没有尽头", TRAP + made()) if made else super().get(path, default)


def _days(query: str) -> list[str]:
    n = sum(map(int, query.removeprefix("day=").split("-")))
    days = [f"/calendar?day=2026-{n % 12 + 1}-{each}" for each in range(1, 29)]
    return [*days, f"/calendar?day={n % 100 + 1900}-1-1"]


def test_a_site_without_end_comes_to_an_end(clerk: Operator) -> None:
    pages = Endless(office(columns=1))
    starts = ("/calendar?day=2026-1-1", "/a/", "/filter?x=1", "/s/1;jsessionid=FF", "/same/1")
    never = (f"/deep/{'/'.join(map(str, range(20)))}/", f"/long?q={'x' * 1800}")
    asks = "/asks?" + "&".join(f"q{n}=1" for n in range(11))
    added(pages, *starts, *never, asks)
    with serve(pages) as site:
        town(clerk, site.url, pages_a_night=2000)
        status, _, _ = clerk.type(*WALK)

    assert status == 0
    families = Counter(path.partition("?")[0].split("/")[1].partition(";")[0] for path in site.hits)
    assert 40 <= families["calendar"] <= 70
    assert families["a"] <= 3
    assert 40 <= families["filter"] <= 70
    assert site.hits["/s/1"] == families["s"] == 1
    assert 8 <= families["same"] <= 12
    assert not {"deep", "long", "asks"} & set(families)
    _, cuts = night(clerk)
    assert set(cuts) == {
        "日历翻页", "目录反复重复", "查询条件组合过多", "查询参数过多", "系列页面内容雷同",
        "目录层级过深", "地址过长",
    }  # fmt: skip


def endless(out: BufferedIOBase) -> None:
    """Send chunks for ever."""
    out.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    piece = b"<p>abcdefghijklmnopqrstuvwxyz</p>" * 2000
    while True:
        out.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")


def dripping(out: BufferedIOBase) -> None:
    """Send a byte now and then."""
    out.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    while True:
        out.write(b" ")
        out.flush()
        time.sleep(0.2)


def typed(body: bytes, kind: str) -> Answer:
    """Answer with a body that says of itself what it is."""
    return Answer(body=body, headers={"Content-Type": kind})


def hostile() -> dict[str, tuple[Any, Fate]]:
    """Write addresses of which each does its worst, and how a look at it has to end."""
    secret = f"张三,{ID}".encode("gb18030")
    wall = page("提示", "<p>您访问的页面不存在或已删除</p>")
    return {
        "/f/html.pdf": (typed(wall.encode(), "application/pdf"), Fate.SOFT_ERROR),
        "/f/page.doc": (article("预览", "文件的预览页面，请登录后下载。" * 9), Fate.OPENED),
        "/f/zero.doc": (b"", Fate.HTTP_EMPTY),
        "/f/gbk.csv": (typed("姓名,证号\n".encode("gb18030") + secret, "text/html"), Fate.OPENED),
        "/f/bomb.zip": (makers.zipped({"a.txt": b"0" * 200 * 2**20}), Fate.OPENED),
        "/f/locked.zip": (makers.sevenzip({"a.txt": b"x"}, password="p"), Fate.OPENED),
        "/f/broken.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 9, Fate.OPENED),
        "/f/..%2F..%2Fetc%0Apasswd%0A.txt": (typed(secret, "image/png"), Fate.OPENED),
        "/f/lies.html": (typed(makers.xlsx(), "text/html"), Fate.OPENED),
        "/f/page": (typed(article("真的", "其实是网页。" * 20).encode(), "image/gif"), Fate.OPENED),
        "/f/line.html": (b"<html>" + b"<p>x</p>" * (30 * 2**17), Fate.SIZE_LIMIT),
        "/f/endless.html": (endless, Fate.SIZE_LIMIT),
        "/f/loris.html": (dripping, Fate.TOTAL_TIMEOUT),
        "/f/deep.html": (b"<div>" * 150_000 + b"x", Fate.PARSER_TIMEOUT),
        "/f/picture": (b"\x89PNG\r\n\x1a\n" + bytes(200), Fate.HTTP_NOT_A_PAGE),
        "/f/refuses.html": (Answer(status=403, body=b"no"), Fate.FORBIDDEN),
        "/f/breaks.html": (Answer(status=500, body=b"no"), Fate.HTTP_5XX),
    }


def test_what_does_its_worst_costs_itself_alone(clerk: Operator) -> None:
    pages, bad = office(columns=2, articles=6), hostile()
    plain = set(pages) - {"/robots.txt"}
    pages |= {path: answer for path, (answer, _) in bad.items()}
    added(pages, *bad)
    with serve(pages) as site:
        town(clerk, site.url)
        began = time.monotonic()
        status, out, err = clerk.type(*WALK, "-s", "DOWNLOAD_TIMEOUT=2")
        took = time.monotonic() - began

        assert (status, err) == (0, "")
        seen = walked(clerk)
        ended = by_path(site, seen.pages)
        assert {path: ended[path].fate for path in bad} == {path: bad[path][1] for path in bad}
        assert {ended[path].fate for path in plain} == {Fate.OPENED}
        assert set(ended) == plain | set(bad)
        assert took < 100
        _check_files(site, seen, ended)
        assert list(clerk.folder.rglob("*passwd*")) == []
        assert leaks(clerk, out, err) == set()

        site.forget()
        rest(clerk, hours=24)
        assert clerk.type(*WALK, "-s", "DOWNLOAD_TIMEOUT=2")[0] == 0

    again = {path for path in site.hits if path.startswith("/f/")}
    assert again == {
        *("/f/html.pdf", "/f/zero.doc", "/f/loris.html", "/f/refuses.html", "/f/breaks.html")
    }


def _check_files(site: WalkedSite, seen: Walked, ended: Mapping[str, Page]) -> None:
    said = {url.replace(site.url, "/"): content for url, content in seen.texts.items()}
    files = {path: page.file for path, page in ended.items() if page.file}
    assert files == {
        "/f/gbk.csv": "txt",
        "/f/bomb.zip": "zip",
        "/f/locked.zip": "7z",
        "/f/broken.xls": "ole",
        "/f/..%2F..%2Fetc%0Apasswd%0A.txt": "txt",
        "/f/lies.html": "xlsx",
    }
    unread = {path for path in files if not ended[path].complete}
    assert unread == {"/f/bomb.zip", "/f/locked.zip", "/f/broken.xls"}
    assert all(ended[path].note for path in unread)
    assert ended["/f/page.doc"].name == "/f/page.doc"
    for path in ("/f/gbk.csv", "/f/..%2F..%2Fetc%0Apasswd%0A.txt", "/f/lies.html"):
        kinds = {exposure.kind for exposure in said[path].exposures}
        assert ExposureKind.RESIDENT_ID in kinds
    assert seen.targets[site.url + "f/html.pdf"].fate is Fate.SOFT_ERROR
