# ruff: noqa: E501 - the parts of such files are one line each
"""Word and PowerPoint files, as few parts as programs need to open them."""

from collections.abc import Mapping, Sequence
from html import escape

from demo.papers.packed import packed

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SLIDES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    f' xmlns:r="{_OFFICE}"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_VND = "application/vnd.openxmlformats-officedocument."
_TREE = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'


def docx(
    paragraphs: Sequence[str],
    rows: Sequence[Sequence[str]] = (),
    *,
    header: str = "",
    comment: str = "",
) -> bytes:
    """A Word file: paragraphs, a table, what its page header says, a remark at the margin."""
    parts: dict[str, str] = {}
    links: dict[str, str] = {}
    kinds = {"/word/document.xml": f"{_VND}wordprocessingml.document.main+xml"}
    tail = ""
    if header:
        parts["word/header1.xml"] = f"<w:hdr {_WORD}>{_p(header)}</w:hdr>"
        links["header"] = "header1.xml"
        kinds["/word/header1.xml"] = f"{_VND}wordprocessingml.header+xml"
        tail = '<w:sectPr><w:headerReference w:type="default" r:id="header"/></w:sectPr>'
    if comment:
        parts["word/comments.xml"] = (
            f'<w:comments {_WORD}><w:comment w:id="0" w:author="经办人">{_p(comment)}</w:comment></w:comments>'
        )
        links["comments"] = "comments.xml"
        kinds["/word/comments.xml"] = f"{_VND}wordprocessingml.comments+xml"
    body = "".join(map(_p, paragraphs)) + (_rows(rows) if rows else "")
    parts["word/document.xml"] = (
        f'<w:document {_WORD} xmlns:r="{_OFFICE}"><w:body>{body}{_p("")}{tail}</w:body></w:document>'
    )
    parts["word/_rels/document.xml.rels"] = _relations(links)
    parts["_rels/.rels"] = _relations({"officeDocument": "word/document.xml"})
    return _zipped(parts, kinds)


def _p(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _rows(rows: Sequence[Sequence[str]]) -> str:
    told = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{_p(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    grid = "<w:gridCol/>" * len(rows[0])
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{told}</w:tbl>"


def pptx(slides: Sequence[Sequence[str]]) -> bytes:
    """A PowerPoint file: the lines of each slide."""
    count = range(1, len(slides) + 1)
    parts = {
        "_rels/.rels": _relations({"officeDocument": "ppt/presentation.xml"}),
        "ppt/presentation.xml": f'<p:presentation {_SLIDES}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="slideMaster"/></p:sldMasterIdLst><p:sldIdLst>'
        + "".join(f'<p:sldId id="{255 + n}" r:id="slide{n}"/>' for n in count)
        + '</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>',
        "ppt/_rels/presentation.xml.rels": _relations(
            {
                "slideMaster": "slideMasters/slideMaster1.xml",
                **{f"slide{n}": f"slides/slide{n}.xml" for n in count},
            }
        ),
        "ppt/slideMasters/slideMaster1.xml": f'<p:sldMaster {_SLIDES}><p:cSld><p:spTree>{_TREE}</p:spTree></p:cSld><p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/><p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="slideLayout"/></p:sldLayoutIdLst></p:sldMaster>',
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relations(
            {"slideLayout": "../slideLayouts/slideLayout1.xml"}
        ),
        "ppt/slideLayouts/slideLayout1.xml": f"<p:sldLayout {_SLIDES}><p:cSld><p:spTree>{_TREE}</p:spTree></p:cSld></p:sldLayout>",
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels": _relations(
            {"slideMaster": "../slideMasters/slideMaster1.xml"}
        ),
    }
    kinds = {
        "/ppt/presentation.xml": f"{_VND}presentationml.presentation.main+xml",
        "/ppt/slideMasters/slideMaster1.xml": f"{_VND}presentationml.slideMaster+xml",
        "/ppt/slideLayouts/slideLayout1.xml": f"{_VND}presentationml.slideLayout+xml",
    }
    for n, lines in zip(count, slides, strict=True):
        kinds[f"/ppt/slides/slide{n}.xml"] = f"{_VND}presentationml.slide+xml"
        parts[f"ppt/slides/slide{n}.xml"] = _slide(lines)
        parts[f"ppt/slides/_rels/slide{n}.xml.rels"] = _relations(
            {"slideLayout": "../slideLayouts/slideLayout1.xml"}
        )
    return _zipped(parts, kinds)


def _slide(lines: Sequence[str]) -> str:
    told = "".join(f"<a:p><a:r><a:t>{escape(line)}</a:t></a:r></a:p>" for line in lines)
    return f'<p:sld {_SLIDES}><p:cSld><p:spTree>{_TREE}<p:sp><p:nvSpPr><p:cNvPr id="2" name="正文"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="500000" y="500000"/><a:ext cx="8000000" cy="5000000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/>{told}</p:txBody></p:sp></p:spTree></p:cSld></p:sld>'


def _relations(links: Mapping[str, str]) -> str:
    told = "".join(
        f'<Relationship Id="{id_}" Type="{_OFFICE}/{id_.rstrip("0123456789")}" Target="{target}"/>'
        for id_, target in links.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'


def _zipped(parts: Mapping[str, str], kinds: Mapping[str, str]) -> bytes:
    types = f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    types += "".join(
        f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in kinds.items()
    )
    held = {"[Content_Types].xml": types + "</Types>", **parts}
    return packed({name: (_XML + text).encode() for name, text in held.items()})
