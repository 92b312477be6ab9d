"""What a crawl puts aside for findings to cite, and what it must not."""

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from scrapy.http import HtmlResponse

from crawler.evidence import Aside, holds_number
from crawler.looks import Seen
from storage import spool
from storage.records import Content, Exposure, ExposureKind, Fate, Site
from storage.spool import Spooled
from tests.crawler.privatetexts import ID, ID_X, MOBILE, id_number

URL = "http://a.test/tzgg/1.html"
BODY = "<html><body>关于某事项的通知</body></html>".encode() * 20
AT = datetime(2026, 11, 24, 14, 30, tzinfo=UTC)
SHOWN = Exposure(kind=ExposureKind.MOBILE, masked="138********", fingerprint="0" * 16)


def response(url: str = URL, **headers: str) -> HtmlResponse:
    return HtmlResponse(url, status=200, headers=headers, body=BODY)


def seen(body: bytes = BODY, **facts: Any) -> Seen:
    content = Content(sha256=sha256(body).hexdigest(), reader="1", complete=True)
    site = Site(id="s", name="某局", url="http://a.test/", unit="u")
    given = Seen(
        site=site, url=URL, at=AT, fate=Fate.OPENED, status=200, body=body, content=content
    )
    return replace(given, **facts)


def put_by(folder: Path, *looks: Seen, of: HtmlResponse | None = None) -> list[Spooled]:
    aside = Aside(folder, 7)
    for look in looks:
        aside.put(of or response(), look)
    aside.close()
    wanted = {sha256(look.body).hexdigest() for look in looks}
    return [each for path in spool.files(folder, {7}) for each in spool.read(path, wanted)]


def test_a_body_is_put_aside_as_it_was_fetched(tmp_path: Path) -> None:
    headers = {
        "Content-Type": "text/html; charset=utf-8",
        "Date": "Tue, 24 Nov 2026 14:30:00 GMT",
        "Set-Cookie": "session=1",
        "X-Powered-By": "PHP",
        "Server": "nginx",
    }
    found = put_by(tmp_path / "evidence", seen(), of=response(**headers))
    assert found == [
        Spooled(
            sha256=sha256(BODY).hexdigest(),
            url=URL,
            at=AT,
            status=200,
            headers=tuple((name, headers[name]) for name in ("Content-Type", "Date", "Server")),
            body=BODY,
        )
    ]


def test_of_a_page_that_a_browser_laid_out_what_was_fetched(tmp_path: Path) -> None:
    laid_out = Content(sha256=sha256(b"laid out").hexdigest(), reader="1", complete=True)
    (found,) = put_by(tmp_path, seen(content=laid_out))
    assert found.body == BODY


def test_nothing_to_put_aside_makes_no_folder(tmp_path: Path) -> None:
    assert put_by(tmp_path / "evidence", seen(content=None)) == []
    assert not (tmp_path / "evidence").exists()


def test_a_body_is_put_aside_once(tmp_path: Path) -> None:
    assert len(put_by(tmp_path, seen(), seen(url="http://a.test/again.html"))) == 1


EMPTY = Content(sha256="", reader="1", complete=True)


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"content": replace(EMPTY, exposures=(SHOWN,))}, id="an exposure"),
        pytest.param({"content": replace(EMPTY, more=1)}, id="exposures beyond those kept"),
        pytest.param({"url": f"http://a.test/?sfz={ID}"}, id="a number in the address"),
        pytest.param({"body": f"<!-- 电话 {MOBILE} -->".encode()}, id="a number in a comment"),
        pytest.param(
            {"file": "pdf", "content": replace(EMPTY, complete=False)}, id="a scan that nobody read"
        ),
        pytest.param({"file": "zip", "body": b"PK" + f"{ID}.pdf".encode()}, id="a member's name"),
        pytest.param({"body": b""}, id="nothing"),
    ],
)
def test_what_shows_or_may_hide_a_number_is_not(tmp_path: Path, facts: dict[str, Any]) -> None:
    assert put_by(tmp_path, seen(**facts)) == []


def test_nor_what_was_fetched_from_an_address_with_a_number(tmp_path: Path) -> None:
    assert put_by(tmp_path, seen(), of=response(f"http://a.test/?sfz={ID}")) == []


def test_a_page_that_was_not_read_whole_is(tmp_path: Path) -> None:
    assert len(put_by(tmp_path, seen(content=replace(EMPTY, complete=False)))) == 1


def test_a_folder_that_cannot_be_made_is_said_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "evidence").write_text("a file where the folder should be")
    aside = Aside(tmp_path / "evidence", 7)
    for n in range(3):
        aside.put(response(), seen(BODY + b"%d" % n))
    aside.close()
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "本次抓取不存页面快照" in said


def test_after_the_end_nothing_is_put_aside(tmp_path: Path) -> None:
    aside = Aside(tmp_path, 7)
    aside.put(response(), seen())
    aside.close()
    aside.put(response(), seen(BODY + b"late"))
    (path,) = spool.files(tmp_path)
    assert b"late" not in path.read_bytes()


@pytest.mark.parametrize(
    "text",
    [
        f"<!--{ID}-->",
        f'<td data-no="{ID_X}">',
        f"<script>var sfz='{ID_X.lower()}'</script>",
        f"var tel = '{MOBILE}';",
        f"tel:{MOBILE[:3]}-{MOBILE[3:7]}-{MOBILE[7:]}",
        f"{MOBILE[:3]} {MOBILE[3:7]} {MOBILE[7:]}",
        f"<!-- {ID} {MOBILE} -->",
        f"href='/2026/t20261124_{id_number('43010219900101123')}.html'",
    ],
)
@pytest.mark.parametrize("encoding", ["ascii", "utf-16"])
def test_a_number_in_a_page_s_bytes(text: str, encoding: str) -> None:
    assert holds_number(f"<html>{text}</html>".encode(encoding))


@pytest.mark.parametrize(
    "text",
    [
        "20261124103012345",
        "/upload/20261124/13812345678.jpg",
        "/art/2026/13812345678_1.html",
        "0731-85551234",
        "11430000006120015L",
        "2026-11-24 10:30:00",
        "1" * 40,
        "550e8400-e29b-41d4-a716-446655440000",
        "",
    ],
)
def test_what_only_looks_like_one(text: str) -> None:
    assert not holds_number(f'<html><a href="{text}">{text}</a></html>'.encode())


def test_bytes_without_end_are_looked_through_in_no_time() -> None:
    assert holds_number(b"12345678901\n" * 500_000)
    assert not holds_number(b"x" * 8_000_000)
