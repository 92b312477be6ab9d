"""Doc, xls and ppt as they lie in compound files, with the objects embedded in them."""

from collections.abc import Callable

from crawler.documents.doc import read_words
from crawler.documents.ole import Storage, count_objects, embedded_file, opened
from crawler.documents.ppt import read_slides
from crawler.documents.transcript import LimitError, Transcript, UnreadableError
from crawler.documents.xls import read_book

_READERS: tuple[tuple[str, Callable[[Storage, Transcript], None]], ...] = (
    ("WordDocument", read_words),
    ("Workbook", read_book),
    ("Book", read_book),
    ("PowerPoint Document", read_slides),
)


_EQUATION = "Equation Native"


def read_office(name: str, body: bytes, transcript: Transcript) -> None:
    """Read a compound file of Office or WPS.

    Raises:
        UnreadableError: it is broken or encrypted.
        LimitError: nothing more may be read.
    """
    del name
    with opened(body) as container:
        root = Storage(container)
        file = embedded_file(root)
        if file is not None:
            transcript.spend(len(file[1]))
            transcript.open(file[0], file[1])
            return
        inner = root.inner()
        _read(root, transcript)
        for label, storage in count_objects(inner, transcript):
            _open(label, storage, transcript)


def _read(storage: Storage, transcript: Transcript) -> None:
    for stream, reader in _READERS:
        if storage.has(stream):
            reader(storage, transcript)
            return
    if not storage.has(_EQUATION):
        raise UnreadableError("认不出的格式，没有读")


def _open(label: str, storage: Storage, transcript: Transcript) -> None:
    file = embedded_file(storage)
    if file is not None:
        transcript.spend(len(file[1]))
        transcript.open(f"{label} {file[0]}", file[1])
        return
    inner = transcript.inside(label)
    try:
        _read(storage, inner)
    except LimitError:
        raise
    except UnreadableError as error:
        inner.note(str(error))
    except Exception:  # noqa: BLE001 - one broken object must not hide the others
        inner.note("已损坏，读不出来")
