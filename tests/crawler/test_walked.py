"""What a reading child makes of one body: text that names no number, and where it leads."""

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from crawler import walked
from crawler.adapters.reading import Document, Reading
from crawler.readers import Failed
from crawler.walked import READER, Task, Walked, is_file, is_page, names_a_file, walk_all
from storage.records import ExposureKind, PageKind
from tests.crawler.documents import makers
from tests.crawler.privatetexts import ID, KEY, MOBILE

SITE = "http://www.office.gov.cn/"
AT = datetime(2026, 11, 24, tzinfo=UTC)


def task(body: bytes | str, path: str = "", **more) -> Task:
    document = Document(
        url=SITE + path,
        body=body.encode() if isinstance(body, str) else body,
        fetched_at=AT,
        frame=False,
        whole=True,
    )
    return Task(document=document, name="附件", key=KEY, **more)


def walk(body: bytes | str, path: str = "", **more) -> Walked:
    (found,) = walk_all([task(body, path, **more)])
    assert isinstance(found, Walked)
    return found


@pytest.mark.parametrize(
    ("url", "names_one"),
    [
        ("a/b.pdf", True),
        ("a/b.XLSX", True),
        ("a/b.et", True),
        ("down?file=b.docx", True),
        ("down.jsp?id=7", False),
        ("a/pdf", False),
        ("a/b.html", False),
        ("a.pdf/index.html", False),
        ("//[broken", False),
    ],
)
def test_an_address_that_names_a_file(url: str, names_one: bool) -> None:
    assert names_a_file(SITE + url if not url.startswith("//") else f"http:{url}") is names_one


@pytest.mark.parametrize(
    ("body", "path", "page"),
    [
        pytest.param("<!DOCTYPE html><p>x", "", True, id="markup"),
        pytest.param("\ufeff\n <html>", "a.csv", True, id="markup that is called a table"),
        pytest.param('{"rows": []}', "api", True, id="an interface's answer"),
        pytest.param('cb([{"a": 1}])', "api", True, id="one wrapped in a call"),
        pytest.param("姓名,证号", "a.csv", False, id="a table"),
        pytest.param("姓名,证号", "a.TXT", False, id="a text"),
        pytest.param("姓名,证号", "a", True, id="a text that nobody calls one"),
        pytest.param(makers.xlsx(), "a.html", False, id="a workbook that is called a page"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(99), "a.html", False, id="a picture"),
        pytest.param("姓名,证号".encode("gb18030"), "a.csv", False, id="a table in GBK"),
    ],
)
def test_what_is_read_as_a_page(body: bytes | str, path: str, page: bool) -> None:
    body = body.encode() if isinstance(body, str) else body

    assert is_page(body, SITE + path) is page


@pytest.mark.parametrize(
    ("body", "file"),
    [
        (makers.xlsx(), True),
        (makers.zipped({"a.txt": "x"}), True),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), False),
        (b"<html>", False),
        (b"", False),
    ],
)
def test_what_may_be_a_file_with_text(body: bytes, file: bool) -> None:
    assert is_file(body) is file


PAGE = (
    f"<title>{ID}的公示</title><meta name='description' content='手机{MOBILE}'>"
    f"<h1>公示</h1><table><tr><td>张三</td><td>{ID}</td></tr></table>"
    f"<a href='/a.html' title='证号{ID}的明细'>{MOBILE}</a><a href='/p/{ID}.html'>乙</a>"
    f"<img alt='身份证{ID}'><p>正文一行。</p>"
)


def test_a_page_says_all_of_it_and_no_number() -> None:
    found = walk(PAGE, "x.html")

    content, reading = found.content, found.reading
    assert reading is not None
    assert (content.sha256, content.reader) == (sha256(PAGE.encode()).hexdigest(), READER)
    assert (content.complete, content.note, found.file) == (True, "", "")
    assert "张三\t43****" in content.text
    assert "正文一行。" in content.text.splitlines()
    kinds = {exposure.kind for exposure in content.exposures}
    assert kinds == {ExposureKind.RESIDENT_ID, ExposureKind.MOBILE}
    assert {exposure.where for exposure in content.exposures} == {""}
    assert reading.text == ""
    told = repr((content, reading))
    for link in reading.links:  # where to look next, which stays in this process
        told = told.replace(link.url, "")
    assert ID[3:-1] not in told
    assert MOBILE[3:] not in told
    assert [link.url for link in reading.links] == [f"{SITE}a.html", f"{SITE}p/{ID}.html"]


def test_who_does_not_go_on_hears_of_no_links() -> None:
    reading = walk(PAGE, links=False).reading

    assert reading is not None
    assert reading.links == ()


HIDING = "<div style='display:none'><a href='http://bet.example.com/'>澳门赌场</a></div><p>正文</p>"


@pytest.mark.parametrize(("laid_out", "hidden"), [(False, True), (True, False)])
def test_what_a_browser_laid_out_hides_nothing(laid_out: bool, hidden: bool) -> None:
    reading = walk(HIDING, laid_out=laid_out).reading

    assert reading is not None
    assert [bool(link.hidden) for link in reading.links] == [hidden]


def test_a_file_says_where_in_it_its_text_stands() -> None:
    body = makers.zipped({"附件/名单.xlsx": makers.xlsx(), "说明.txt": f"电话{MOBILE}"})

    found = walk(body, "files/a.zip")

    content = found.content
    assert (found.file, found.reading) == ("zip", None)
    headings = [line for line in content.text.splitlines() if line.startswith("［")]
    assert len(headings) >= 3
    assert any("附件/名单.xlsx" in line and "工作表“名单”" in line for line in headings)
    assert any("说明.txt" in line for line in headings)
    assert content.text.index("说明.txt") < content.text.index("电话139")
    where = {exposure.where for exposure in content.exposures}
    assert any("名单" in each for each in where)
    assert makers.ID[3:-1] not in repr(found)
    assert MOBILE[3:] not in repr(found)


@pytest.mark.parametrize(
    ("body", "path", "file", "note"),
    [
        pytest.param(makers.sevenzip({"a": b"x"}, password="p"), "a.7z", "7z", "加密", id="locked"),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999), "a.xls", "ole", "损坏", id="broken"
        ),
        pytest.param(b"\x00\x01\x02" * 99, "a.doc", "unknown", "认不出", id="nothing known"),
    ],
)
def test_a_file_that_cannot_be_read_says_so(body: bytes, path: str, file: str, note: str) -> None:
    found = walk(body, path)

    assert (found.file, found.content.complete) == (file, False)
    assert note in found.content.note


def test_a_number_in_a_file_s_name_is_masked() -> None:
    found = walk(makers.zipped({f"{ID}张三.txt": "正文", f"{MOBILE}.bin": b"\x00" * 99}), "a.zip")

    assert ID[3:-1] not in repr(found)
    assert MOBILE[3:] not in repr(found)


def test_a_text_without_end_is_cut_where_no_number_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "字" * 90 + f"身份证号{ID}。" + "后" * 90
    for most in range(80, 120):
        monkeypatch.setattr(walked, "MOST_TEXT", most)
        content = walk(text, "a.txt").content
        assert (len(content.text), content.complete) == (most, False)
        assert "只留下前一部分" in content.note
        assert ID[2:6] not in content.text
        assert len(content.exposures) == 1


@pytest.fixture
def fragile(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An adapter that fails over one page."""
    real = walked.read_bare

    def read(document: Document) -> Reading:
        if b"fails" in document.body:
            raise RecursionError(f"身份证号{ID}")
        return real(document)

    monkeypatch.setattr(walked, "read_bare", read)
    return


@pytest.mark.usefixtures("fragile")
def test_a_reader_s_fault_costs_its_page_alone() -> None:
    first, fault, last = walk_all([task("<p>一"), task("<p>fails"), task("<p>二")])

    assert isinstance(first, Walked)
    assert isinstance(last, Walked)
    assert fault == Failed("RecursionError")


def test_an_interface_s_answer_is_a_page_that_lists() -> None:
    rows = ",".join(
        f'{{"title": "第{n}次会议召开", "url": "/a/{n}.html", "date": "2026-11-2{n}"}}'
        for n in range(5)
    )

    found = walk(f'{{"rows": [{rows}]}}', "api/list?page=1")

    assert found.reading is not None
    assert found.reading.kind is PageKind.LIST
    assert len(found.reading.entries) == 5


def test_what_an_interface_says_of_people_is_seen() -> None:
    row = f'{{"title": "名单", "name": "张三", "card": "身份证号{ID}"}}'

    content = walk(f'{{"code": 200, "rows": [{row}]}}', "api/list").content

    assert content.exposures or not content.complete
    assert ID[3:-1] not in repr(content)
