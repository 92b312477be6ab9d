"""What a file is, told by its bytes; what its extension claims is only compared with that."""

import io
import re
import zipfile
from pathlib import PurePosixPath

from crawler.adapters.decode import decode
from crawler.documents.ole import opened
from crawler.documents.zips import ENTRY, MOST_ENTRIES

_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x1f\x8b", "gz"),
    (b"BZh", "bz2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"II*\x00", "tif"),
    (b"MM\x00*", "tif"),
    (b"BM", "bmp"),
    (b"MZ", "exe"),
    (b"ID3", "media"),
    (b"FLV", "media"),
    (b"OggS", "media"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "media"),
    (b"\x00\x00\x01\xba", "media"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IN_ZIP = (
    ("word/document", "docx"),
    ("xl/workbook.bin", "xlsb"),
    ("xl/workbook", "xlsx"),
    ("ppt/presentation", "pptx"),
    ("OFD.xml", "ofd"),
)
_IN_OLE = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)
_MARKUP = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)?"
    r"(?:<!doctype html|<(?:html|head|body|table|meta|div|style|script)\b)",
    re.IGNORECASE | re.DOTALL,
)
_MAIL = re.compile(r"\s*(?:mime-version|from|message-id|date|subject|content-type):", re.IGNORECASE)
_HEAD = 8192
_TAR_MARK = slice(257, 262)
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1b")
_BINARY = 0.002  # share of control characters that no text holds

_CLAIMS = {
    "wps": {"doc", "docx"},
    "wpt": {"doc", "docx"},
    "dot": {"doc"},
    "et": {"xls", "xlsx"},
    "ett": {"xls", "xlsx"},
    "xlt": {"xls"},
    "dps": {"ppt", "pptx"},
    "pps": {"ppt"},
    "docm": {"docx"},
    "xlsm": {"xlsx"},
    "htm": {"html"},
    "shtml": {"html"},
    "mht": {"mail"},
    "mhtml": {"mail"},
    "eml": {"mail"},
    "txt": {"txt", "csv"},
    "tsv": {"csv", "txt"},
    "csv": {"csv", "txt"},
    "tgz": {"gz"},
    "jpeg": {"jpg"},
    "tiff": {"tif"},
}
_KNOWN = frozenset(
    [
        "pdf",
        "doc",
        "docx",
        "xls",
        "xlsx",
        "xlsb",
        "ppt",
        "pptx",
        "ofd",
        "rtf",
        "html",
        "xml",
        "zip",
        "rar",
        "7z",
        "gz",
        "bz2",
        "xz",
        "tar",
        "png",
        "jpg",
        "gif",
        "tif",
        "bmp",
    ]
)


def format_of(body: bytes) -> str:
    """Tell the format of a file by its bytes: a short lower-case word, `unknown` if none fits."""
    if not body:
        return "empty"
    if body.startswith(_ZIP):
        return _in_zip(body)
    if body.startswith(_OLE):
        return _in_ole(body)
    return _by_mark(body) or _text_kind(body)


def lie(name: str, format_: str) -> str:
    """Return what to say of an extension that is not what the bytes are; empty if it is."""
    claim = PurePosixPath(name.replace("\\", "/")).suffix.lower().lstrip(".")
    wanted = _CLAIMS.get(claim, {claim} if claim in _KNOWN else set())
    if not wanted or format_ in wanted or format_ in {"empty", "encrypted", "unknown"}:
        return ""
    return f"扩展名是.{claim}，内容其实是{_CALLED.get(format_, format_)}"


_CALLED = {"html": "网页", "txt": "纯文本", "exe": "程序", "media": "音视频", "mail": "邮件存档"}


def _by_mark(body: bytes) -> str:
    for mark, name in _MAGIC:
        if body.startswith(mark):
            return name
    if body[_TAR_MARK] == b"ustar":
        return "tar"
    if body[:4] == b"RIFF":
        return "webp" if body[8:12] == b"WEBP" else "media"
    if body[4:8] == b"ftyp":
        return "media"
    # readers look for it there (Adobe's note 13 on ISO 32000-1)
    return "pdf" if b"%PDF-" in body[:1024] else ""


def _in_zip(body: bytes) -> str:
    if body.count(ENTRY) > MOST_ENTRIES:
        return "zip"
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            names = archive.namelist()
            if "mimetype" in names[:3] and "content.xml" in names:
                return "odf"
    except Exception:  # noqa: BLE001 - a broken container still shows what it was
        names = [one for one, _ in _IN_ZIP if one.encode() in body]
    for start, format_ in _IN_ZIP:
        if any(one.replace("\\", "/").startswith(start) for one in names):
            return format_
    return "zip"


def _in_ole(body: bytes) -> str:
    try:
        with opened(body) as container:
            names = {path[0].lower() for path in container.listdir()}
    except Exception:  # noqa: BLE001 - a broken container still shows what it was
        names = {one.lower() for one, _ in _IN_OLE if one.encode("utf-16-le") in body}
    return next((format_ for name, format_ in _IN_OLE if name.lower() in names), "ole")


def _text_kind(body: bytes) -> str:
    decoded = decode(body[:_HEAD])
    head = decoded.text
    controls = sum(ord(one) in _CONTROLS for one in head)
    if controls > _BINARY * len(head) or head.count("\ufffd") > 0.05 * len(head) + 2:
        return "unknown"
    if _MARKUP.match(head):
        return "html"
    if head.lstrip().startswith("<?xml") or "<w:wordDocument" in head:
        return "html" if "<html" in head.lower() else "xml"
    if _MAIL.match(head) and "content-type:" in head.lower() and "mime-version:" in head.lower():
        return "mail"
    return "txt"
