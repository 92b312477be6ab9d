"""Makes files of fixed pages, PDF and OFD, byte by byte."""

import zlib
from collections.abc import Mapping

from tests.crawler.documents.makers import zipped


def ofd(*pages: str) -> bytes:
    """Return an OFD file whose pages have these text objects, see `text_object`."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    members = {"OFD.xml": f"<ofd:OFD {space}/>", "Doc_0/Document.xml": f"<ofd:Document {space}/>"}
    for at, page in enumerate(pages):
        members[f"Doc_0/Pages/Page_{at}/Content.xml"] = (
            f"<ofd:Page {space}><ofd:Content><ofd:Layer>{page}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    return zipped(members)


def text_object(text: str, x: float, y: float) -> str:
    """Return a text object of OFD at a place in millimetres."""
    return (
        f'<ofd:TextObject Boundary="{x} {y} 100 5" Size="4">'
        f'<ofd:TextCode X="0" Y="4">{text}</ofd:TextCode></ofd:TextObject>'
    )


def pdf(*pages: str | bytes, attached: bytes = b"") -> bytes:
    """Return a PDF; a page is its lines, or a picture where it is bytes.

    The font is not embedded: its letters are GBK by a CMap that every reader brings along.
    """
    objects: dict[int, bytes] = {
        3: b"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/GBK-EUC-H"
        b"/DescendantFonts[4 0 R]>>",
        4: b"<</Type/Font/Subtype/CIDFontType0/BaseFont/SimSun/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor 5 0 R/DW 1000"
        b"/W[1 95 500]>>",
        5: b"<</Type/FontDescriptor/FontName/SimSun/Flags 6/FontBBox[0 -200 1000 900]/ItalicAngle 0"
        b"/Ascent 850/Descent -150/StemV 80/CapHeight 700>>",
        6: _stream(
            b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray"
            b"/BitsPerComponent 8",
            b"\x80",
        ),
    }
    kids = []
    for at, page in enumerate(pages):
        number = 10 + 2 * at
        if isinstance(page, bytes):
            content = b"q 600 0 0 800 0 0 cm /P Do Q"
        else:
            shown = b"".join(
                b"<" + line.encode("gbk").hex().encode() + b"> Tj T*\n" for line in page.split("\n")
            )
            content = b"BT /F 12 Tf 14 TL 50 780 Td\n" + shown + b"ET"
        objects[number] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>"
            b"/XObject<</P 6 0 R>>>>/Contents %d 0 R>>" % (number + 1)
        )
        objects[number + 1] = _stream(b"<<", content)
        kids.append(b"%d 0 R" % number)
    names = b""
    if attached:
        objects[7] = _stream(b"<</Type/EmbeddedFile", attached)
        objects[8] = b"<</Type/Filespec/F(fu.csv)/UF(fu.csv)/EF<</F 7 0 R>>>>"
        names = b"/Names<</EmbeddedFiles<</Names[(fu.csv) 8 0 R]>>>>"
    objects[1] = b"<</Type/Catalog/Pages 2 0 R" + names + b">>"
    objects[2] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    return _pdf_of(objects)


def _stream(head: bytes, content: bytes, filters: bytes = b"") -> bytes:
    return head + b"/Length %d%s>>stream\n%s\nendstream" % (len(content), filters, content)


def _pdf_of(objects: Mapping[int, bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number in sorted(objects):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += (
            b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
        )
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return bytes(out)


def pdf_bomb(size: int) -> bytes:
    """Return a PDF whose one page is told in a stream that unpacks to `size` bytes."""
    packed = zlib.compress(b" " * size, 9)
    return _pdf_of(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>",
            4: _stream(b"<<", packed, b"/Filter/FlateDecode"),
        }
    )
