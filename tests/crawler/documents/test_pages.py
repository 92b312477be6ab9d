"""PDF and OFD, page by page."""

import zlib
from pathlib import Path

from crawler.documents import DocumentText, read_document
from tests.crawler.documents import pagemakers
from tests.crawler.documents.makers import ID, MOBILE

SAMPLES = Path(__file__).parent / "samples"
PICTURE = b"one pixel, large"


def texts(document: DocumentText) -> dict[str, str]:
    return {part.where: part.text for part in document.parts}


def test_pdf_page_by_page():
    document = read_document("a.pdf", pagemakers.pdf("通知", "", f"张三 {ID}"))
    assert texts(document) == {"第1页": "通知", "第3页": f"张三 {ID}"}
    assert document.complete


def test_pdf_says_which_pages_are_scans():
    document = read_document("a.pdf", pagemakers.pdf("通知", "", PICTURE, PICTURE))
    assert texts(document) == {"第1页": "通知"}
    assert not document.complete
    assert document.note == "第3、4页是扫描图像，没有文字层，读不出来"


def test_pdf_of_many_scans_is_one_short_note():
    document = read_document("a.pdf", pagemakers.pdf(*[PICTURE] * 30))
    assert document.note == "第1、2、3、4、5、6、7、8等30页是扫描图像，没有文字层，读不出来"


def test_pdf_number_that_a_cell_splits_is_found_once():
    split = f"张三\n{ID[:7]}\n{ID[7:14]}\n{ID[14:]}\n李四\n{MOBILE}"
    (part,) = read_document("a.pdf", pagemakers.pdf(split)).parts
    assert part.text == f"张三\n{ID}\n李四\n{MOBILE}"


def test_pdf_reads_attached_files():
    attached = f"姓名,手机\n张三,{MOBILE}".encode("gbk")
    found = texts(read_document("a.pdf", pagemakers.pdf("通知", attached=attached)))
    assert found["fu.csv"] == f"姓名\t手机\n张三\t{MOBILE}"


def test_pdf_made_by_an_office():
    document = read_document("a.pdf", (SAMPLES / "book.pdf").read_bytes())
    assert "身份证号" in document.parts[0].text


def test_pdf_encrypted():
    document = read_document("a.pdf", (SAMPLES / "encrypted.pdf").read_bytes())
    assert (document.complete, document.note, document.parts) == (False, "加密，读不了", ())


def test_pdf_bomb():
    document = read_document("a.pdf", pagemakers.pdf_bomb(80_000_000))
    assert not document.complete
    assert document.note == "解压后太大，像是压缩炸弹，没有读"
    assert read_document("a.pdf", pagemakers.pdf_bomb(1_000_000)).complete
    assert len(zlib.compress(b" " * 80_000_000, 9)) < 100_000


def test_ofd_joins_what_stands_on_one_line():
    page = pagemakers.text_object("张三", 10, 20) + pagemakers.text_object(ID[:9], 60, 20)
    page += pagemakers.text_object(ID[9:], 78, 20) + pagemakers.text_object("下一行", 10, 30)
    document = read_document("a.ofd", pagemakers.ofd(page, "<ofd:ImageObject/>"))
    assert texts(document) == {"第1页": f"张三\t{ID}\n下一行"}
    assert document.note == "第2页是扫描图像，没有文字层，读不出来"
    assert document.format == "ofd"
