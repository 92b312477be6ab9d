"""Every saved page gives the entries saved beside it.

A new case is two files: pages/<shape>/<name>.html and pages/<shape>/<name>.json, whose `entries`
are [title, address, day] and whose `blocks`, where given, are [name, address, count, newest].
"""

import json
from datetime import datetime
from pathlib import Path

import pytest

from crawler.adapters import read
from crawler.adapters.dates import BEIJING, day_of
from crawler.adapters.reading import Document, EntryLink, Reading

PAGES = Path(__file__).parent / "pages"
SEEN = datetime(2022, 5, 1, 12, tzinfo=BEIJING)


def reading_of(body: bytes, url: str = "http://www.sf.gov.cn/tz/index.html") -> Reading:
    return read(Document(url=url, body=body, fetched_at=SEEN))


def as_saved(entry: EntryLink) -> list[str | None]:
    day = entry.published and day_of(entry.published).isoformat()
    return [entry.title, entry.url, day]


@pytest.mark.parametrize(
    "page", sorted(PAGES.glob("*/*.html")), ids=lambda page: f"{page.parent.name}/{page.stem}"
)
def test_golden(page: Path) -> None:
    saved = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))

    reading = reading_of(page.read_bytes(), saved.get("url", "http://www.sf.gov.cn/tz/index.html"))

    assert [as_saved(entry) for entry in reading.entries] == saved["entries"]
    if "blocks" in saved:
        blocks = [
            [b.name, b.url, len(b.entries), max(as_saved(e)[2] or "" for e in b.entries)]
            for b in reading.blocks
        ]
        assert blocks == saved["blocks"]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_any_encoding_reads_the_same(encoding: str) -> None:
    page = (PAGES / "ul" / "list_newest_first.html").read_text(encoding="utf-8")

    reading = reading_of(page.encode(encoding))

    assert reading.encoding == encoding
    assert len(reading.entries) == 7


def test_a_month_and_day_takes_its_year_from_the_address() -> None:
    rows = "".join(
        f'<li><a href="/tz/2019{m}/t2019{m}15_{m}.html">关于第{m}批名单的公示公告</a>[{m}-15]</li>'
        for m in ("03", "04", "06")
    )

    reading = reading_of(f"<ul>{rows}</ul>".encode())

    assert [as_saved(entry)[2] for entry in reading.entries] == [
        "2019-03-15",
        "2019-04-15",
        "2019-06-15",
    ]


def test_a_row_that_leads_nowhere_is_still_a_row() -> None:
    rows = "".join(
        f'<li><a href="javascript:;">关于第{n}批名单的公示</a><span>2022-04-0{n}</span></li>'
        for n in range(1, 4)
    )

    reading = reading_of(f"<ul>{rows}</ul>".encode())

    assert [entry.url for entry in reading.entries] == ["", "", ""]


def test_base_href_is_honoured() -> None:
    rows = "".join(
        f'<li><a href="a{n}.html">关于第{n}批名单的公示</a><span>2022-04-0{n}</span></li>'
        for n in range(1, 4)
    )

    reading = reading_of(f'<base href="http://x.gov.cn/b/"><ul>{rows}</ul>'.encode())

    assert reading.entries[0].url == "http://x.gov.cn/b/a1.html"


def test_a_menu_is_no_list() -> None:
    links = "".join(f'<li><a href="/c/{n}/index.html">第{n}个栏目名称</a></li>' for n in range(12))

    assert reading_of(f'<div class="c_250"><ul>{links}</ul></div>'.encode()).entries == ()


def test_an_undecodable_page_is_not_complete() -> None:
    page = (PAGES / "ul" / "list_newest_first.html").read_bytes()

    reading = reading_of(page[:200] + b"\xff" * 30 + page[200:])

    assert not reading.complete
    assert any("无法解码" in note for note in reading.notes)
