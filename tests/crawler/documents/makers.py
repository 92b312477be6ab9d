"""Makes the files that the tests read: packages written by hand, so that each case is in sight."""

import io
import zipfile
from collections.abc import Mapping

import py7zr
import xlsxwriter

ID = "110101199003070118"  # made up; its check digit holds
SECOND_ID = "440301198502151230"
MOBILE = "13800138000"

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def zipped(members: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def relations(*links: tuple[str, str]) -> str:
    """Return a part of relations to (kind, target)."""
    written = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(links, start=1)
    )
    return f'<Relationships xmlns="{_RELS}">{written}</Relationships>'


def types(**parts: str) -> str:
    """Return the part that says what each part is."""
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in parts.items()
    )
    return (
        f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{overrides}</Types>"
    )


def paragraph(text: str) -> str:
    """Return a paragraph of Word."""
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def table(*rows: tuple[str, ...]) -> str:
    """Return a table of Word."""
    grid = "".join('<w:gridCol w:w="1500"/>' for _ in rows[0])
    written = "".join(
        "<w:tr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="1500" w:type="dxa"/></w:tcPr>{paragraph(cell)}</w:tc>'
            for cell in row
        )
        + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{written}</w:tbl>"


BOX = (
    f"<w:p {_MC} {_VML}><w:r><w:t>盒子之前</w:t></w:r><w:r><mc:AlternateContent>"
    f"<mc:Choice><w:txbxContent>{paragraph('文本框里的字')}</w:txbxContent></mc:Choice>"
    f"<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{paragraph('文本框里的字')}"
    "</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    "<w:r><w:t>盒子之后</w:t></w:r></w:p>"
)
TRACKED = (
    '<w:p><w:ins w:id="1" w:author="甲"><w:r><w:t>补上的字</w:t></w:r></w:ins>'
    '<w:del w:id="2" w:author="甲"><w:r><w:delText>删去的字</w:delText></w:r></w:del></w:p>'
)


def docx(body: str, **parts: str) -> bytes:
    """Return a Word file with this body; `parts` are header1, footnotes, comments …"""
    kinds = {"document": "document.main"}
    kinds |= {name: name.rstrip("0123456789") for name in parts}
    links = [(name.rstrip("0123456789"), f"{name}.xml") for name in parts]
    roots = {"header": "hdr", "footer": "ftr"}
    references = "".join(
        f'<w:{name.rstrip("0123456789")}Reference w:type="default" r:id="rId{at}"/>'
        for at, name in enumerate(parts, start=1)
        if name.startswith(("header", "footer"))
    )
    section = f"<w:sectPr>{references}</w:sectPr>"
    members = {
        "[Content_Types].xml": types(**kinds),
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": relations(*links),
        "word/document.xml": f'<w:document {W} xmlns:r="{_OFFICE}"><w:body>{body}{section}'
        "</w:body></w:document>",
    }
    for name, content in parts.items():
        kind = name.rstrip("0123456789")
        root = roots.get(kind, kind)
        members[f"word/{name}.xml"] = f"<w:{root} {W}>{content}</w:{root}>"
    return zipped(members)


def full_docx() -> bytes:
    """Return a Word file in which each kind of part says something of its own."""
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    comment = '<w:r><w:commentReference w:id="0"/></w:r>'
    split = ID[:8], ID[8:]
    body = (
        paragraph("关于发放补贴的公示")
        + table(("姓名", "身份证号", "手机"), ("张三", ID, MOBILE), ("李四", "", "无"))
        + f"<w:p><w:r><w:t>证号{split[0]}</w:t></w:r><w:r><w:t>{split[1]}</w:t></w:r></w:p>"
        + f"<w:p><w:r><w:t>有脚注的话</w:t></w:r>{note}{comment}</w:p>"
        + TRACKED
        + BOX
    )
    return docx(
        body,
        header1=paragraph("页眉里的字"),
        footer1=paragraph("页脚里的字"),
        footnotes=f'<w:footnote w:id="2">{paragraph("脚注里的字")}</w:footnote>',
        comments=f'<w:comment w:id="0" w:author="乙">{paragraph("批注里的字")}</w:comment>',
    )


def xlsx(rows: int = 2, columns: int = 3) -> bytes:
    """Return a workbook with a visible and a hidden sheet, a comment, headers, stored numbers."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_numbers": False, "in_memory": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("名单")
    sheet.write_row(0, 0, ["姓名", "身份证号", "出生日期", "平均分"])
    sheet.write_row(1, 0, ["张三", ID])
    sheet.write_number(1, 2, 32939, day)
    sheet.write_number(1, 3, 78.33333333333333)
    sheet.write_row(2, 0, ["李四"])
    sheet.write_number(2, 1, 621700000000000.0)
    for row in range(3, rows):
        sheet.write_row(row, 0, [f"第{row}行第{column}列" for column in range(columns)])
    sheet.write_comment("B2", "批注：原件见档案")
    sheet.set_header('&L&"宋体,常规"&12内部资料&R第&P页')
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_column("D:D", None, None, {"hidden": True})
    secret = book.add_worksheet("底稿")
    secret.write(11, 0, "隐藏表里的字")
    secret.write(11, 2, MOBILE)
    secret.hide()
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": ["名单", 1, 3, 1, 3], "categories": ["名单", 1, 0, 1, 0]})
    sheet.insert_chart("F8", chart)
    sheet.insert_textbox("F30", "文本框里的说明")
    book.close()
    return out.getvalue()


def pptx(*slides: str, notes: str = "") -> bytes:
    """Return a presentation's slides, enough of it for a reader."""
    a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    p = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    members = {"[Content_Types].xml": types(), "ppt/presentation.xml": f"<p:presentation {p}/>"}
    for at, text in enumerate(slides, start=1):
        members[f"ppt/slides/slide{at}.xml"] = (
            f"<p:sld {a} {p}><p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sld>"
        )
    if notes:
        members["ppt/notesSlides/notesSlide1.xml"] = (
            f"<p:notes {a} {p}><a:p><a:r><a:t>{notes}</a:t></a:r></a:p></p:notes>"
        )
    return zipped(members)


def added(body: bytes, members: Mapping[str, bytes | str]) -> bytes:
    """Return a zip with more members."""
    out = io.BytesIO(body)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def bare_xlsx(rows: str, **parts: str) -> bytes:
    """Return a workbook of one sheet with these rows in XML."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return zipped(
        {
            "[Content_Types].xml": types(),
            "xl/workbook.xml": f'<workbook {space} xmlns:r="{_OFFICE}"><sheets>'
            '<sheet name="一" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/sheet1.xml")),
            "xl/worksheets/sheet1.xml": f"<worksheet {space}><sheetData>{rows}</sheetData>"
            "</worksheet>",
            **{f"xl/{name}.xml": content for name, content in parts.items()},
        }
    )


def sevenzip(members: dict[str, bytes], **how: object) -> bytes:
    """Return a 7z with these members; `how` as py7zr takes it."""
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w", **how) as archive:
        for name, content in members.items():
            archive.writestr(content, name)
    return out.getvalue()
