"""What a child makes of one body of a walk: its links, its text, and the private numbers in it.

It runs in the reading child. No number leaves it: what goes back is masked.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from urllib.parse import parse_qsl, unquote, urlsplit

from crawler import bodies
from crawler.adapters import read_bare
from crawler.adapters.decode import decode
from crawler.adapters.masking import masked_reading
from crawler.adapters.plaintext import answered
from crawler.adapters.reading import Document, Reading
from crawler.compact import compactly
from crawler.detector import Stretch, inspect
from crawler.documents import read_document
from crawler.readers import Failed
from crawler.simhash import simhash
from storage.dossier import china_day
from storage.records import Content

READER = "1"
"""Which reading made a content. Raise it when the detector or the reading of text changes."""
MOST_TEXT = 2_000_000  # characters kept of one body
MOST_EXPOSURES = 200
_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*(?:<|[\[{]|[\w.$]{1,60}\(\s*[\[{])")
_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|xlsm|pptx?|wps|et|dps|ofd|csv|tsv|txt|rtf|eml|mht|zip|rar|7z|tar|gz|tgz"
    r"|bz2|ceb)(?=$|&)",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """A body to be read, and what is known of it."""

    document: Document
    name: str
    """The words of the link that led to it."""
    key: bytes
    """With which fingerprints of numbers are made."""
    links: bool = True
    """Whether to tell where a page leads."""
    most: int = MOST_EXPOSURES
    """How many exposures to keep."""
    laid_out: bool = False
    """Whether a browser made the page: what its scripts keep hidden is not kept from visitors."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Walked:
    """What there was to read, masked."""

    content: Content
    reading: Reading | None = None
    """Of a page."""
    file: str = ""
    """Of a file, what it is."""


compactly(Task)
compactly(Walked)


def names_a_file(url: str) -> bool:
    """Whether an address looks like that of a file that is offered for download."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(_FILE.search(parts.path) or _FILE.search(parts.query))


def is_page(body: bytes, url: str) -> bool:
    """Whether a body is a page or an answer of an interface, rather than a file."""
    if bodies.content_of(body) is not bodies.Content.PAGE:
        return False
    return bool(_MARKUP.match(body)) or not names_a_file(url)


def is_file(body: bytes) -> bool:
    """Whether a body is a file that may hold text, rather than a page or a picture."""
    return bodies.content_of(body) is bodies.Content.BINARY


def walk_all(tasks: Sequence[Task]) -> list[Walked | Failed]:
    """Read bodies. A reader's own fault costs no more than its body."""
    return [_walk(task) for task in tasks]


def _walk(task: Task) -> Walked | Failed:
    try:
        document = task.document
        page = is_page(document.body, document.url)
        return _page(task) if page else _file(task)
    except Exception as error:  # noqa: BLE001 - told as what it is, for one body
        return Failed(type(error).__name__)


def _page(task: Task) -> Walked:
    reading = read_bare(task.document)
    text = reading.text or answered(decode(task.document.body, task.document.content_type).text)
    content = _content(task, [Stretch("", text)], complete=reading.complete, note="")
    links = reading.links if task.links else ()
    if task.laid_out:
        links = tuple(link._replace(hidden="") for link in links)
    return Walked(content=content, reading=masked_reading(replace(reading, text="", links=links)))


def _file(task: Task) -> Walked:
    document = task.document
    read = read_document(_file_name(document.url, task.name), document.body)
    parts = [Stretch(part.where, part.text, part.row) for part in read.parts]
    content = _content(task, parts, complete=read.complete, note=read.note)
    return Walked(content=content, file=read.format)


def _file_name(url: str, words: str) -> str:
    """Return what a file is called: where its address ends, or what is asked for, or its link."""
    parts = urlsplit(url)
    values = [value for _, value in parse_qsl(parts.query)]
    path = unquote(parts.path.rpartition("/")[2])
    named = (name for name in (path, *values, words) if _FILE.search(name))
    return next(named, path or words)


def _content(task: Task, parts: Sequence[Stretch], *, complete: bool, note: str) -> Content:
    day = china_day(task.document.fetched_at)
    inspected = inspect(parts, task.key, task.most, day)
    text = "\n".join(f"［{where}］\n{text}" if where else text for where, text in inspected.parts)
    cut = "文字过多，只留下前一部分" if len(text) > MOST_TEXT else ""
    text = text[:MOST_TEXT]  # masked before, so that no number is cut in two
    return Content(
        sha256=sha256(task.document.body).hexdigest(),
        reader=READER,
        text=text,
        exposures=inspected.found.exposures,
        more=inspected.found.more,
        simhash=simhash(text),
        complete=complete and not cut,
        note="；".join(filter(None, (note, cut))),
    )
