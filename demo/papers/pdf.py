"""PDF files written by hand: with a text layer, or a picture only, as scanners make them."""

import zlib
from collections.abc import Sequence
from random import Random

_LINES = 38
_TOUNICODE = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
100 beginbfrange
%s
endbfrange
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


def pdf(lines: Sequence[str]) -> bytes:
    """Text, some forty lines a page. The codes are UCS-2 and the file says so by a ToUnicode."""
    pages = [lines[i : i + _LINES] for i in range(0, len(lines), _LINES)] or [[]]
    return _file([_stream(_content(page)) for page in pages], _fonts(), b"/Font << /F1 5 0 R >>")


def scanned(rng: Random, pages: int = 2) -> bytes:
    """Pages that are pictures of grey noise: nothing to read without eyes."""
    side = 64
    picture = rng.randbytes(side * side)
    image = _stream(
        picture,
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray"
        b" /BitsPerComponent 8 " % (side, side),
    )
    shown = _stream(b"q 595 0 0 842 0 0 cm /Im1 Do Q")
    return _file([shown] * pages, {5: image}, b"/XObject << /Im1 5 0 R >>")


def _fonts() -> dict[int, bytes]:
    ranges = b"\n".join(b"<%02X00> <%02XFF> <%02X00>" % (n, n, n) for n in (*range(100),))
    more = b"\n".join(b"<%02X00> <%02XFF> <%02X00>" % (n, n, n) for n in range(100, 200))
    last = b"\n".join(b"<%02X00> <%02XFF> <%02X00>" % (n, n, n) for n in range(200, 256))
    cmap = _TOUNICODE % (
        ranges
        + b"\nendbfrange\n100 beginbfrange\n"
        + more
        + b"\nendbfrange\n56 beginbfrange\n"
        + last
    )
    return {
        5: b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
        b" /DescendantFonts [6 0 R] /ToUnicode 8 0 R >>",
        6: b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo"
        b" << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R >>",
        7: b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6"
        b" /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880"
        b" /Descent -120 /CapHeight 880 /StemV 93 >>",
        8: _stream(cmap),
    }


def _content(lines: Sequence[str]) -> bytes:
    shown = b"".join(
        b"<" + line.encode("utf-16-be", errors="replace").hex().upper().encode() + b"> Tj T*\n"
        for line in lines
    )
    return b"BT\n/F1 12 Tf 18 TL 70 780 Td\n" + shown + b"ET"


def _stream(data: bytes, words: bytes = b"") -> bytes:
    packed = zlib.compress(data, 6)
    return (
        b"<< %s/Filter /FlateDecode /Length %d >>\nstream\n" % (words, len(packed))
        + packed
        + b"\nendstream"
    )


def _file(contents: Sequence[bytes], objects: dict[int, bytes], resources: bytes) -> bytes:
    first = 10
    kids = b" ".join(b"%d 0 R" % (first + 2 * i) for i in range(len(contents)))
    held = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(contents)),
        3: b"<< /Producer (Shifan Office) >>",
        **objects,
    }
    for i, content in enumerate(contents):
        held[first + 2 * i] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << %s >>"
            b" /Contents %d 0 R >>" % (resources, first + 2 * i + 1)
        )
        held[first + 2 * i + 1] = content
    body = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places: dict[int, int] = {}
    for number in sorted(held):
        places[number] = len(body)
        body += b"%d 0 obj\n" % number + held[number] + b"\nendobj\n"
    size = max(held) + 1
    table = b"".join(
        b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n"
        for n in range(size)
    )
    start = len(body)
    body += b"xref\n0 %d\n" % size + table
    body += b"trailer\n<< /Size %d /Root 1 0 R /Info 3 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        start,
    )
    return bytes(body)
