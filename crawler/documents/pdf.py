"""PDF: the text layer page by page, comments, form fields, attached files.

A page that is a picture, or whose letters have no meaning (no ToUnicode), is said to be unread.
"""

import ctypes
import re
import zlib

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfiumError, PdfPage

from crawler.documents.transcript import Transcript, UnreadableError, named

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_SECURITY = 5
_SCANNED = 30  # characters up to which a page with a large picture is a scan with a stamp on it
_LARGE = 0.5  # share of the page that a scan covers
_OUTLINES = 200  # shapes of a page that has letters, but not as text
_MEANINGLESS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffd\ue000-\uf8ff]")
_STREAM = re.compile(rb"stream\r?\n(?=[\x08-\x78][\x01\x5e\x9c\xda])")
_IMAGE = re.compile(rb"/Subtype\s*/Image")
_DICT = 600
_RATIO = 200
_STEP = 2**20
_FIELDS = (b"Contents", b"V")


def read_pdf(name: str, body: bytes, transcript: Transcript) -> None:
    """Read a PDF.

    Raises:
        UnreadableError: it is broken, encrypted or built to harm.
        LimitError: nothing more may be read.
    """
    del name
    _refuse_bombs(body, transcript)
    try:
        document = PdfDocument(body)
    except PdfiumError as error:
        code = getattr(error, "err_code", None)
        encrypted = code in {_PASSWORD, _SECURITY}
        raise UnreadableError("加密，读不了" if encrypted else "文件已损坏，读不出来") from error
    with document:
        _read_pages(document, transcript)
        _open_attached(document, transcript)


def _read_pages(document: PdfDocument, transcript: Transcript) -> None:
    pictures: list[int] = []
    meaningless: list[int] = []
    broken: list[int] = []
    try:
        for number in range(1, len(document) + 1):
            transcript.tick()
            try:
                page = document[number - 1]
            except PdfiumError:
                broken.append(number)
                continue
            try:
                _read_page(page, number, (pictures, meaningless), transcript)
            finally:
                page.close()
    finally:
        for pages, what in (
            (pictures, "是扫描图像，没有文字层，读不出来"),
            (meaningless, "的文字没有编码，读不出来"),
            (broken, "已损坏，读不出来"),
        ):
            if pages:
                transcript.note(f"{named(pages)}页{what}")


def _read_page(
    page: PdfPage, number: int, unread: tuple[list[int], list[int]], transcript: Transcript
) -> None:
    textpage = page.get_textpage()
    try:
        text = textpage.get_text_range()
    finally:
        textpage.close()
    text = text.replace("\ufffe", "-").replace("\x02", "-").replace("\r\n", "\n")
    transcript.write(len(text))
    seen = len("".join(text.split()))
    pictures, meaningless = unread
    if len(_MEANINGLESS.findall(text)) * 3 > seen > 0:
        meaningless.append(number)
    elif seen <= _SCANNED and _is_picture(page, textless=not seen):
        pictures.append(number)
    transcript.add(f"第{number}页", _MEANINGLESS.sub("", text))
    if remarks := _annotations(page):
        transcript.add(f"第{number}页批注", "\n".join(remarks))


def _is_picture(page: PdfPage, *, textless: bool) -> bool:
    """Whether a page shows what is not in its text: a large picture, or letters as shapes."""
    width, height = page.get_size()
    covered = 0.0
    shapes = 0
    for at, one in enumerate(page.get_objects(max_depth=3)):
        if one.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = one.get_bounds()
            covered += abs((right - left) * (top - bottom))
        shapes += one.type == pdfium.FPDF_PAGEOBJ_PATH
        if at > 5_000 or shapes > _OUTLINES:
            break
    if textless:
        return covered > 0 or shapes > _OUTLINES
    return bool(covered > _LARGE * width * height)


def _annotations(page: PdfPage) -> list[str]:
    """Return what comments and form fields of a page hold."""
    found: list[str] = []
    for at in range(min(pdfium.FPDFPage_GetAnnotCount(page), 2_000)):
        annotation = pdfium.FPDFPage_GetAnnot(page, at)
        if not annotation:
            continue
        for key in _FIELDS:
            length = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
            if 2 < length < _STEP:
                buffer = ctypes.create_string_buffer(length)
                into = ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR))
                pdfium.FPDFAnnot_GetStringValue(annotation, key, into, length)
                found.append(buffer.raw[: length - 2].decode("utf-16-le", "replace"))
        pdfium.FPDFPage_CloseAnnot(annotation)
    return found


def _open_attached(document: PdfDocument, transcript: Transcript) -> None:
    for at in range(document.count_attachments()):
        transcript.count_member()
        try:
            attached = document.get_attachment(at)
            name, content = attached.get_name(), bytes(attached.get_data())
        except PdfiumError:
            transcript.note("有一个附带的文件读不出来")
            continue
        transcript.spend(len(content))
        transcript.open(name, content)


def _refuse_bombs(body: bytes, transcript: Transcript) -> None:
    """Look whether a stream that is no image unpacks to more than all may: pdfium has no such cap.

    Only streams that begin to expand as no honest one does are followed to the end.
    """
    for found in _STREAM.finditer(body):
        start = found.end()
        if _IMAGE.search(body, max(found.start() - _DICT, 0), found.start()):
            continue
        decompressor = zlib.decompressobj()
        try:
            first = decompressor.decompress(body[start : start + 4096], _STEP)
            if len(first) < 4096 * _RATIO:
                continue
            out = len(first)
            rest = decompressor.unconsumed_tail + body[start + 4096 : start + 4096 + 2**24]
            while rest and out <= transcript.left:
                out += len(decompressor.decompress(rest, _STEP))
                rest = decompressor.unconsumed_tail
        except zlib.error:
            continue
        transcript.tick()
        if out > transcript.left:
            raise UnreadableError("解压后太大，像是压缩炸弹，没有读")
