"""From bytes to a document's text: the format decides the reader."""

from collections.abc import Callable

from crawler.documents.archives import read_packed, read_tar, read_zip
from crawler.documents.document import DocumentText, Limits
from crawler.documents.docx import read_docx
from crawler.documents.formats import format_of, lie
from crawler.documents.mail import read_mail
from crawler.documents.markup import read_html, read_xml
from crawler.documents.odf import read_odf
from crawler.documents.ofd import read_ofd
from crawler.documents.office import read_office
from crawler.documents.pdf import read_pdf
from crawler.documents.plain import read_plain
from crawler.documents.pptx import read_pptx
from crawler.documents.rar import read_rar
from crawler.documents.rtf import read_rtf
from crawler.documents.sevenzip import read_7z
from crawler.documents.transcript import LimitError, Transcript, UnreadableError
from crawler.documents.xlsx import read_xlsx

_READERS: dict[str, Callable[[str, bytes, Transcript], None]] = {
    "7z": read_7z,
    "bz2": read_packed,
    "doc": read_office,
    "docx": read_docx,
    "gz": read_packed,
    "html": read_html,
    "mail": read_mail,
    "odf": read_odf,
    "ole": read_office,
    "ofd": read_ofd,
    "pdf": read_pdf,
    "ppt": read_office,
    "pptx": read_pptx,
    "rar": read_rar,
    "rtf": read_rtf,
    "tar": read_tar,
    "txt": read_plain,
    "xls": read_office,
    "xlsx": read_xlsx,
    "xml": read_xml,
    "xz": read_packed,
    "zip": read_zip,
}
_PICTURE = "是图片，没有文字可读"
_UNREAD = {
    "bmp": _PICTURE,
    "encrypted": "加密，读不了",
    "exe": "是程序，没有读",
    "gif": _PICTURE,
    "jpg": _PICTURE,
    "media": "是音视频，没有读",
    "png": _PICTURE,
    "tif": _PICTURE,
    "webp": _PICTURE,
    "xlsb": "xlsb格式，读不了",
}


def read_document(name: str, body: bytes, limits: Limits | None = None) -> DocumentText:
    """Read the text of one file, whatever it is. Never raises over what the bytes are.

    Args:
        name: what the file is called; only its extension is looked at, to say that it lies.
        body: the whole file.
        limits: what may be spent on it.
    """
    transcript = Transcript(limits or Limits(), _read)
    try:
        format_ = _read(name, body, transcript)
    except LimitError as error:
        transcript.note(str(error))
        format_ = format_of(body)
    return DocumentText(format_, transcript.parts, transcript.complete, transcript.summary)


def _read(name: str, body: bytes, transcript: Transcript) -> str:
    """Read a file or a file inside one; return its format."""
    format_ = format_of(body)
    if remark := lie(name, format_):
        transcript.remark(remark)
    reader = _READERS.get(format_)
    if format_ == "empty":
        transcript.remark("文件是空的（0字节）")
        return format_
    if reader is None:
        transcript.note(_UNREAD.get(format_, "认不出的格式，没有读"))
        return format_
    try:
        reader(name, body, transcript)
    except LimitError:
        raise
    except UnreadableError as error:
        transcript.note(str(error))
    except MemoryError:
        transcript.note("内存不够，没有读完")
    except Exception:  # noqa: BLE001 - parsers raise anything over hostile bytes
        transcript.note("文件已损坏，没有读完" if transcript.begun else "文件已损坏，读不出来")
    return format_
