"""Files built to harm are bounded, said to be unread, and harm nobody. Nothing is raised, ever."""

import io
import struct
import time
import zipfile
import zlib
from pathlib import Path

import py7zr
import pytest

from crawler.documents import DocumentText, Limits, read_document
from tests.crawler.documents import compound, makers
from tests.crawler.documents.makers import MOBILE
from tests.crawler.documents.rars import rar

SAMPLES = Path(__file__).parent / "samples"
BOMB = "解压后超过64MB，像是压缩炸弹，之后的没有读"


def unread(name: str, body: bytes, limits: Limits | None = None) -> DocumentText:
    """Read what cannot be read whole, and make sure that it took no time to speak of."""
    start = time.process_time()
    document = read_document(name, body, limits)
    assert time.process_time() - start < 12
    assert not document.complete
    assert document.note
    assert "\n" not in document.note
    return document


def test_zip_bomb_keeps_what_came_before():
    body = makers.zipped({"a.txt": "好的", "b.txt": bytes(80_000_000)})
    document = unread("a.zip", body)
    assert [part.text for part in document.parts] == ["好的"]
    assert document.note == BOMB
    assert len(body) < 100_000


def test_sevenzip_bomb_keeps_what_came_before():
    document = unread(
        "a.7z", makers.sevenzip({"a.txt": "好的".encode(), "b.txt": bytes(80_000_000)})
    )
    assert [part.text for part in document.parts] == ["好的"]
    assert document.note == BOMB


def test_zips_within_zips_stop_at_a_depth():
    body = makers.zipped({"底.txt": "字"})
    for level in range(10):
        body = makers.zipped({f"{level}.zip": body})
    assert unread("a.zip", body).note == "9.zip › 8.zip › 7.zip › 6.zip：嵌套超过3层，没有读"


def test_overlapping_members():
    """A quoted overlap: each member's data holds the next one's header (CVE-2024-0450)."""
    kernel = makers.zipped({"a": b"x" * 100, "b": b"y" * 100}, zipfile.ZIP_STORED)
    start = kernel.index(b"PK\x01\x02")
    longer = bytearray(kernel)
    longer[start + 20 : start + 28] = struct.pack("<II", 190, 190)  # reaches into b
    assert unread("a.zip", bytes(longer)).note == "压缩包的成员互相重叠，像是压缩炸弹，没有读"


def test_a_zip_that_lists_members_without_end():
    body = b"PK\x03\x04" + b"PK\x01\x02" * 30_000
    assert unread("a.zip", body).note == "内含文件太多，像是压缩炸弹，没有读"


def test_a_zip_that_lies_about_a_size():
    body = bytearray(makers.zipped({"a.txt": b"x" * 1000, "b.txt": "好的"}))
    start = body.index(b"PK\x01\x02")
    body[start + 24 : start + 28] = struct.pack("<I", 10)
    document = unread("a.zip", bytes(body))
    assert document.note == "a.txt：文件已损坏，读不出来"
    assert [part.text for part in document.parts] == ["好的"]


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "/etc/passwd", "C:\\windows\\a.txt"])
def test_names_are_labels_and_nothing_is_written(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    for body in (makers.zipped({name: "字"}), rar({name: "字".encode()})):
        (part,) = read_document("a", body).parts
        assert part.text == "字"
        assert part.where == name.replace("\\", "/")
    names = makers.sevenzip({"x" * len(name): "字".encode()}, filters=[{"id": py7zr.FILTER_COPY}])
    swapped = names.replace(("x" * len(name)).encode("utf-16-le"), name.encode("utf-16-le"))
    document = read_document("a.7z", _checked(swapped))
    assert [part.text for part in document.parts] == ["字"]
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []


def _checked(body: bytes) -> bytes:
    """Put the checksums of a 7z with a plain header right."""
    offset, size = struct.unpack_from("<QQ", body, 12)
    header = body[32 + offset : 32 + offset + size]
    start = struct.pack("<QQI", offset, size, zlib.crc32(header))
    return body[:8] + struct.pack("<I", zlib.crc32(start)) + start + body[32:]


def test_names_of_more_than_one_line_and_with_numbers():
    name = f"名单\n\x1b[31m{MOBILE}\u202efdp.txt"
    document = read_document("a.zip", makers.zipped({name: "字"}))
    assert [part.where for part in document.parts] == ["文件名", "名单 [31m138******** fdp.txt"]
    assert MOBILE in document.parts[0].text


def test_gbk_names():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("AAAA.txt", "字")
    body = out.getvalue().replace(b"AAAA", "名单".encode("gbk"))
    assert read_document("a.zip", body).parts[0].where == "名单.txt"


def test_a_cell_in_the_last_corner():
    rows = '<row><c r="A1"><v>1</v></c></row><row><c r="XFD1048576"><v>2</v></c></row>'
    document = read_document("a.xlsx", makers.bare_xlsx(rows))
    assert [(part.text.strip(), part.row) for part in document.parts] == [("1", 1), ("2", 1048576)]
    assert document.complete


def test_a_sheet_of_100_megabytes():
    row = '<row><c t="inlineStr"><is><t>字</t></is></c></row>'
    document = unread("a.xlsx", makers.bare_xlsx(row * 2_100_000), Limits(seconds=5))
    assert document.parts[0].text.startswith("字\n字")


def test_one_string_in_many_cells():
    strings = f"<sst><si><t>{'长' * 32_000}</t></si></sst>"
    row = '<row><c t="s"><v>0</v></c></row>'
    body = makers.bare_xlsx(row * 50_000, sharedStrings=strings)
    document = unread("a.xlsx", body)
    assert document.note == "文字太多，之后的没有读"
    assert sum(len(part.text) for part in document.parts) <= Limits().bytes_out * 1.1


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
        f"<!--{'x' * 200_000}--><!DOCTYPE a [<!ENTITY b 'bbbb'>]>",
    ],
)
def test_document_types_are_refused(head: str):
    xml = f"{head}<w:document {makers.W}><w:body>{makers.paragraph('&b;')}</w:body></w:document>"
    for encoded in (xml.encode(), xml.encode("utf-16")):
        body = makers.zipped({"word/document.xml": encoded})
        assert unread("a.docx", body).note == "XML里有DOCTYPE，不予解析"


def test_broken_xml_keeps_what_came_before():
    xml = f"<w:document {makers.W}><w:body>{makers.paragraph('好的')}<w:p><w:r><w:t>又一句</w:p>"
    document = unread("a.docx", makers.zipped({"word/document.xml": xml}))
    assert document.parts[0].text.split() == ["好的", "又一句"]
    assert document.note == "XML已损坏，没有读完"


def test_deep_markup():
    deep = "<w:tc>" * 100_000
    unread("a.docx", makers.zipped({"word/document.xml": f"<w:document {makers.W}>{deep}"}))
    html = read_document("a.html", b"<html><body>" + b"<div>" * 5_000 + b"x")
    assert html.format == "html"


def test_encrypted_archives():
    flagged = bytearray(makers.zipped({"a.txt": "密", "b.txt": "明"}))
    for at in (6, flagged.index(b"PK\x01\x02") + 8):
        flagged[at] |= 1
    document = unread("a.zip", bytes(flagged))
    assert document.note == "a.txt：加密，读不了"
    assert [part.text for part in document.parts] == ["明"]
    for body in (
        makers.sevenzip({"a.txt": b"x"}, password="p"),
        makers.sevenzip({"a.txt": b"x"}, password="p", header_encryption=True),
    ):
        assert unread("a.7z", body).note == "加密，读不了"
    assert unread("a.rar", rar({"a.txt": b"x"}, encrypted=True)).note == "a.txt：加密，读不了"


def test_a_packed_rar_without_a_program(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    document = unread("a.rar", rar({"a.txt": b"x", "b.txt": b"y"}, packed=True))
    assert document.note == "本机没有解压rar的程序（unar、bsdtar或unrar），读不出来"


def test_loops_in_a_compound_file():
    body = bytearray(compound.compound(compound.words("字" * 3000)))
    fat = struct.unpack_from("<I", body, 76)[0]
    struct.pack_into("<I", body, 512 * (fat + 1), 0)  # the first sector follows itself
    assert not read_document("a.doc", bytes(body)).complete


def test_a_directory_without_end():
    many = {f"{at}": b"" for at in range(5_000)}
    assert unread("a", compound.compound(many)).note == "内含对象太多，没有读"


def test_a_compound_file_that_claims_many_tables():
    body = bytearray(compound.compound(compound.words("字")))
    struct.pack_into("<II", body, 44, 0xFFFFFF, 0)
    struct.pack_into("<II", body, 68, 1, 0xFFFFFF)
    assert unread("a.doc", bytes(body)).note == "文件不完整或已损坏，读不出来"


def test_a_piece_table_that_repeats_one_piece():
    words = dict(compound.words("字" * 30_000))
    stream, table = words["WordDocument"], words["1Table"]
    assert isinstance(stream, bytes)
    assert isinstance(table, bytes)
    count = 20_000
    plc = struct.pack(f"<{count + 1}I", *(at * 30_000 for at in range(count + 1)))
    plc += struct.pack("<HIH", 0, 0x400, 0) * count
    clx = b"\x02" + struct.pack("<I", len(plc)) + plc
    patched = bytearray(stream)
    struct.pack_into("<II", patched, 0x1A2, len(table), len(clx))
    words |= {"WordDocument": bytes(patched), "1Table": table + clx}
    assert unread("a.doc", compound.compound(words)).note == "文字太多，之后的没有读"
