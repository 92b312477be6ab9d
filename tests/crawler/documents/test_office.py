"""Word, Excel and PowerPoint, old and new: nothing that is in the file stays unread."""

from pathlib import Path

import pytest

from crawler.documents import DocumentText, read_document
from tests.crawler.documents import compound, makers
from tests.crawler.documents.makers import ID, MOBILE

SAMPLES = Path(__file__).parent / "samples"


def texts(document: DocumentText) -> dict[str, str]:
    assert document.complete, document.note
    return {part.where: part.text for part in document.parts}


def test_docx_reads_every_kind_of_part():
    found = texts(read_document("a.docx", makers.full_docx()))
    lines = found.pop("正文").split("\n")
    assert lines[1:4] == ["姓名\t身份证号\t手机", f"张三\t{ID}\t{MOBILE}", "李四\t\t无"]
    assert f"证号{ID}" in lines  # two runs, one number
    assert "补上的字删去的字" in lines
    assert lines.count("文本框里的字") == 1  # of the two doubles in the file
    assert "盒子之前盒子之后" in lines
    assert found == {
        "页眉": "页眉里的字",
        "页脚": "页脚里的字",
        "脚注": "脚注里的字",
        "批注": "批注里的字",
    }


def test_docx_reads_an_embedded_workbook():
    document = makers.docx(makers.paragraph("正文"))
    members = {"word/embeddings/a.xlsx": makers.xlsx()}
    found = texts(read_document("a.docx", makers.added(document, members)))
    assert MOBILE in found["嵌入的a.xlsx › 工作表“底稿”（隐藏）"]


def test_docx_of_pictures_only_is_not_clear():
    body = makers.added(makers.docx("<w:p/>"), {"word/media/image1.png": b"x"})
    document = read_document("a.docx", body)
    assert not document.complete
    assert document.note == "只有图片，没有文字可读"


@pytest.mark.parametrize("name", ["book.xls", "made.xlsx"])
def test_workbooks_new_and_old_read_alike(name: str):
    body = makers.xlsx() if name == "made.xlsx" else (SAMPLES / name).read_bytes()
    document = read_document(name, body)
    found = texts(document)
    rows = found["工作表“名单”"].split("\n")
    assert rows == [
        "姓名\t身份证号\t出生日期\t平均分",
        f"张三\t{ID}\t1990-03-07\t78.333333",
        "李四\t621700000000000",
    ]
    assert found["工作表“底稿”（隐藏）"] == f"隐藏表里的字\t\t{MOBILE}"
    assert found["工作表“名单”批注"] == "B2\t批注：原件见档案"
    assert found["工作表“名单”页眉页脚"].startswith("内部资料")
    assert found["工作表“名单”文本框"] == "文本框里的说明"


def test_a_cell_says_its_row():
    part = next(one for one in read_document("a.xlsx", makers.xlsx()).parts if "底稿" in one.where)
    assert part.place(part.text.index(MOBILE)) == "工作表“底稿”（隐藏）第12行"


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        (ID, ID),
        ("1.10101199003070E+17", "110101199003070000"),
        ("6.2170011E+18", "6217001100000000000"),
        ("78.33333333333333", "78.333333"),
        ("0.30000000000000004", "0.3"),
        ("1E-9", "0"),
        ("1E+999999999", "1E+999999999"),
        ("nonsense", "nonsense"),
    ],
)
def test_xlsx_shows_numbers_as_they_are_stored(stored: str, shown: str):
    document = read_document("a.xlsx", makers.bare_xlsx(f"<row><c><v>{stored}</v></c></row>"))
    assert texts(document) == {"工作表“一”": shown}


def test_xlsx_reads_what_caches_keep():
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    members = {
        "xl/pivotCache/pivotCacheDefinition1.xml": f"<pivotCacheDefinition {space}><cacheFields>"
        f'<cacheField name="证号"><sharedItems><s v="{ID}"/><n v="1.3800138E+10"/></sharedItems>'
        "</cacheField></cacheFields></pivotCacheDefinition>",
        "xl/externalLinks/externalLink1.xml": f"<externalLink {space}><sheetData><row><cell>"
        "<v>别的表里的字</v></cell></row></sheetData></externalLink>",
    }
    found = texts(read_document("a.xlsx", makers.added(makers.bare_xlsx(""), members)))
    assert found["数据透视表缓存"] == f"证号\n{ID}\t13800138000"
    assert found["外部链接缓存"] == "别的表里的字"


def test_a_number_in_a_sheets_name_is_text_and_never_a_place():
    sheet = compound.book((f"张三{MOBILE}", [compound.label(0, 0, "甲")]))
    document = read_document("a.xls", compound.compound({"Workbook": sheet}))
    assert texts(document) == {
        "工作表名称": f"张三{MOBILE}",
        "工作表“张三138********”": "甲",
    }


def test_xls_numbers_and_embedded_objects():
    inner = compound.book(("内", [compound.label(0, 0, "嵌在里面")]))
    outer = compound.book(("外", [compound.number(4, 0, 621700000000000000.0)]))
    body = compound.compound({"Workbook": outer, "MBD1": {"Workbook": inner}})
    assert texts(read_document("a.xls", body)) == {
        "工作表“外”": "621700000000000000",
        "嵌入对象1 › 工作表“内”": "嵌在里面",
    }


def test_a_broken_stretch_of_xls_keeps_the_rest():
    records = [compound.label(0, 0, "好的"), compound.record(0x0203, b"xx")]
    body = compound.compound({"Workbook": compound.book(("一", records))})
    document = read_document("a.xls", body)
    assert [part.text for part in document.parts] == ["好的"]
    assert document.note == "工作表“一”有损坏的单元格，没有读全"


def test_doc_reads_every_kind_of_text():
    body = f'标题\r姓名\x07证号\x07\x1c张三\x07{ID}\x07\x1c\x13HYPERLINK "x"\x14链接\x15\r'
    words = compound.words(body, footnotes="脚注", headers="页眉", comments="批注")
    assert texts(read_document("a.doc", compound.compound(words))) == {
        "正文": f"标题\n姓名\t证号\n张三\t{ID}\n链接",
        "脚注": "脚注",
        "页眉页脚": "页眉",
        "批注": "批注",
    }


def test_doc_whose_text_lies_in_pieces():
    body = "甲乙丙\r" + "plain ascii goes narrow a\x07b\x07\x1c"
    found = texts(read_document("a.doc", compound.compound(compound.words(body))))
    assert found["正文"] == "甲乙丙\nplain ascii goes narrow a\tb"


def test_doc_reads_what_is_embedded():
    inner = compound.book(("内", [compound.label(0, 0, "嵌在里面")]))
    pool = {"_1": {"Workbook": inner}, "_2": {"Package": makers.xlsx()}}
    body = compound.compound({**compound.words("正文\r"), "ObjectPool": pool})
    found = texts(read_document("a.doc", body))
    assert found["嵌入对象1 › 工作表“内”"] == "嵌在里面"
    assert MOBILE in found["嵌入对象2 嵌入对象 › 工作表“底稿”（隐藏）"]


def test_ppt_shows_the_slides_in_force():
    body = compound.compound(compound.slides(["现在的字", f"手机{MOBILE}"], stale=["旧字"]))
    assert texts(read_document("a.ppt", body)) == {
        "第1张幻灯片": "现在的字",
        "第2张幻灯片": f"手机{MOBILE}",
    }


def test_pptx():
    body = makers.pptx("第一张", f"手机{MOBILE}", notes="讲稿")
    assert texts(read_document("a.pptx", body)) == {
        "第1张幻灯片": "第一张",
        "第2张幻灯片": f"手机{MOBILE}",
        "备注1": "讲稿",
    }


def test_odf():
    found = texts(read_document("a.ods", (SAMPLES / "book.ods").read_bytes()))
    assert f"隐藏表里的字\t\t{MOBILE}" in found["正文"]
    assert "内部资料" in found["页眉页脚"]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"EncryptionInfo": b"x", "EncryptedPackage": b"y"}, id="ooxml"),
        pytest.param(compound.words("密", encrypted=True), id="doc"),
        pytest.param(compound.slides(["密"], encrypted=True), id="ppt"),
        pytest.param({"Workbook": compound.book(before=compound.record(0x2F, bytes(6)))}, id="xls"),
    ],
)
def test_encrypted(body: compound.Tree):
    document = read_document("a", compound.compound(body))
    assert (document.complete, document.note, document.parts) == (False, "加密，读不了", ())
