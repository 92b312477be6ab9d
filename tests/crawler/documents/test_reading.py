"""Whatever a file is called, it is read as what its bytes are, and what was not read is said."""

import gzip
import io
import tarfile

import pytest

from crawler.documents import DocumentText, Limits, read_document
from tests.crawler.documents import compound, makers
from tests.crawler.documents.makers import ID, MOBILE

ROW = f"张三\t{ID}\t{MOBILE}"


def texts(document: DocumentText) -> dict[str, str]:
    return {part.where: part.text for part in document.parts}


def test_plain_text_in_three_encodings():
    for body in ("名单：张三".encode(), "名单：张三".encode("gbk"), "名单：张三".encode("utf-16")):
        document = read_document("a.txt", body)
        assert (document.format, document.complete, document.note) == ("txt", True, "")
        assert texts(document) == {"": "名单：张三"}


def test_csv_has_cells():
    document = read_document("名单.csv", f'姓名,证号\r\n"张三","{ID}"\r\n'.encode("gbk"))
    assert texts(document) == {"": f"姓名\t证号\n张三\t{ID}"}
    assert document.parts[0].place(document.parts[0].text.index(ID)) == "第2行"


@pytest.mark.parametrize(
    ("name", "body", "format_", "note"),
    [
        ("通知.pdf", b"<!DOCTYPE html><html><body>404</body></html>", "html", "内容其实是网页"),
        ("名单.xls", makers.xlsx(), "xlsx", "扩展名是.xls，内容其实是xlsx"),
        ("通知.doc", b"{\\rtf1 abc}", "rtf", "扩展名是.doc，内容其实是rtf"),
        ("名单.et", compound.compound({"Workbook": compound.book()}), "xls", ""),
        ("通知.wps", compound.compound(compound.words("正文\r")), "doc", ""),
        ("通知", makers.full_docx(), "docx", ""),
    ],
)
def test_the_bytes_say_what_it_is(name: str, body: bytes, format_: str, note: str):
    document = read_document(name, body)
    assert document.format == format_
    assert document.complete
    assert note in document.note
    assert bool(note) == bool(document.note)


def test_an_empty_file_has_nothing_to_read():
    document = read_document("a.doc", b"")
    assert (document.format, document.complete) == ("empty", True)
    assert document.note == "文件是空的（0字节）"


@pytest.mark.parametrize(
    ("body", "format_", "note"),
    [
        (b"\x89PNG\r\n\x1a\n123", "png", "是图片，没有文字可读"),
        (bytes(range(256)) * 4, "unknown", "认不出的格式，没有读"),
        (b"PK\x03\x04broken", "zip", "文件不完整或已损坏，读不出来"),
        (b"%PDF-1.7 and nothing", "pdf", "文件已损坏，读不出来"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40), "ole", "文件不完整或已损坏，读不出来"),
        (makers.full_docx()[:900], "docx", "文件不完整或已损坏，读不出来"),
        (gzip.compress(b"text " * 99)[:-12], "gz", "文件不完整，结尾缺失"),
    ],
)
def test_what_cannot_be_read_is_said(body: bytes, format_: str, note: str):
    document = read_document("x", body)
    assert (document.format, document.complete, document.note) == (format_, False, note)


def test_an_html_table_that_is_called_xls():
    html = (
        f"<table><tr><th>姓名</th><th>证号</th><th>手机</th></tr><tr><td><p>张三</p></td><td>{ID}"
    )
    html += f"</td><td><span>{MOBILE[:4]}</span><b>{MOBILE[4:]}</b></td></tr></table><p>完</p>"
    document = read_document("a.xls", html.encode("gbk"))
    assert texts(document)[""].split("\n") == ["姓名\t证号\t手机", ROW, "完"]


def test_a_workbook_of_excel_2003_xml():
    cells = "".join(f"<Cell><Data>{one}</Data></Cell>" for one in ROW.split("\t"))
    xml = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
    xml += f"<Worksheet><Table><Row>{cells}</Row></Table></Worksheet></Workbook>"
    document = read_document("a.xls", xml.encode())
    assert ROW in texts(document)[""]
    assert document.note == "扩展名是.xls，内容其实是xml"


def test_rtf():
    gbk = "".join(f"\\'{byte:02x}" for byte in "姓名".encode("gbk"))
    body = f"{{\\rtf1\\ansi{{\\fonttbl{{\\f0 SimSun;}}}}{gbk}\\cell \\u24352?\\u19977?\\cell\\row "
    document = read_document("a.rtf", (body + f"{ID}\\par end}}").encode())
    assert texts(document) == {"": f"姓名\t张三\n{ID}\nend".replace("三\n", "三\n")}
    assert document.complete


def test_a_single_file_web_page():
    body = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        "PGh0bWw+PGJvZHk+5byg5LiJPC9ib2R5PjwvaHRtbD4=\r\n--x--\r\n"
    )
    document = read_document("a.doc", body.encode())
    assert texts(document) == {"正文": "张三"}
    assert document.note == "扩展名是.doc，内容其实是邮件存档"


def test_a_tar_in_gzip_with_a_gbk_name():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT, encoding="gbk") as archive:
        member = tarfile.TarInfo("附件/名单.csv")
        member.size = len(ROW.encode())
        archive.addfile(member, io.BytesIO(ROW.encode()))
    document = read_document("a.tar.gz", gzip.compress(out.getvalue()))
    assert texts(document) == {"a.tar › 附件/名单.csv": ROW}


def test_limits_stop_reading_and_keep_what_was_read():
    members = {f"{at}.txt": f"第{at}个文件" for at in range(5)}
    for limits, kept, note in (
        (Limits(members=3), 3, "内含文件超过3个，之后的没有读"),
        (Limits(parts=2), 2, "超过2页（表），之后的没有读"),
        (Limits(seconds=0), 0, "读了0秒还没有读完，之后的没有读"),
        (Limits(bytes_out=30), 2, "解压后超过30字节，像是压缩炸弹，之后的没有读"),
        (Limits(depth=0), 0, "0.txt：嵌套超过0层，没有读"),
    ):
        document = read_document("a.zip", makers.zipped(members), limits)
        assert len(document.parts) == kept
        assert not document.complete
        assert document.note.startswith(note)


def test_cells_have_a_limit():
    document = read_document("a.xlsx", makers.xlsx(), Limits(cells=3))
    assert texts(document) == {"工作表“名单”": "姓名\t身份证号\t出生日期"}
    assert document.note == "单元格超过3个，之后的没有读"


def test_many_notes_become_one_sentence():
    members = {f"{at}.png": b"\x89PNG\r\n\x1a\n" for at in range(9)}
    document = read_document("a.zip", makers.zipped(members))
    assert document.note.count("；") == 5
    assert document.note.endswith("等9处")
