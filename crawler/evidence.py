"""What a crawl read, put aside until it is judged: only then is known what findings cite.

Nothing is put aside in which a private number stands: not in its text, nor in what stands beside
the text, in attributes, scripts and comments, in the names of an archive's members.
"""

import sys
from pathlib import Path

from scrapy.http import Response

from crawler.exposures import masked_url, private
from crawler.looks import Seen
from storage.oserrors import why
from storage.records import ExposureKind
from storage.snapshots import Spool

HEADERS = ("Content-Type", "Date", "Last-Modified", "ETag", "Server")
_HEADER_AT_MOST = 200  # characters
_REMEMBERED = 100_000  # bodies of one crawl; beyond it one may be put aside twice
_CANDIDATES = 500  # of one body; one with more is not looked through, and not put aside

_OF_WIDE_SIGNS = b"\0"  # between the digits of a text in UTF-16
_JOINING = b" -"  # 138-1234-5678
_SHAPE = bytes(ord("0") if chr(n).isdecimal() and n < 128 else ord(" ") for n in range(256))
_LONG = b"0" * 11
_LENGTHS = frozenset({11, 12, 13, 15, 16, 17, 18, 19})
_OF_IDS = frozenset({15, 18})


class Aside:
    """The bodies that one crawl puts aside. Its file is made when there is the first of them."""

    def __init__(self, folder: Path, run: int) -> None:
        """Note where they go.

        Args:
            folder: of the evidence.
            run: id of the crawl in the ledger.
        """
        self._folder = folder
        self._run = run
        self._spool: Spool | None = None
        self._shut = False
        self._put: set[bytes] = set()

    def put(self, response: Response, seen: Seen) -> None:
        """Put aside what was read, as it was fetched, if no private number stands in it."""
        if self._shut or not _is_fit(response, seen):
            return
        digest = bytes.fromhex(seen.sha256)
        if digest in self._put:
            return
        if len(self._put) >= _REMEMBERED:
            self._put.clear()
        self._put.add(digest)
        if (spool := self._opened()) is not None:
            headers = [
                (name, value.decode("latin-1")[:_HEADER_AT_MOST])
                for name in HEADERS
                if (value := response.headers.get(name))
            ]
            status = seen.status or response.status
            spool.add(seen.url, seen.at, status, headers, seen.body, named=seen.sha256)

    def close(self) -> None:
        """End the file."""
        self._shut = True
        if self._spool is not None:
            self._spool.close()

    def _opened(self) -> Spool | None:
        if self._spool is None:
            try:
                self._spool = Spool(self._folder, self._run)
            except OSError as error:
                self._shut = True
                print(  # noqa: T201 - the operator's line
                    f"证据文件夹 {self._folder} 无法写入（{why(error)}），"
                    "本次抓取不存页面快照，其余照常；请检查权限和磁盘空间",
                    file=sys.stderr,
                    flush=True,
                )
        return self._spool


def _is_fit(response: Response, seen: Seen) -> bool:
    """Whether it was read, and no private number was met in it or in where it stands."""
    content = seen.content
    if content is None or content.exposures or content.more or not seen.body:
        return False
    if any(masked_url(url) != url for url in (seen.url, response.url)):
        return False
    if seen.file and not content.complete:  # what was not read, scans above all, may hold anything
        return False
    return not holds_number(seen.body)


def holds_number(body: bytes) -> bool:
    """Whether a private number stands plainly anywhere in a body's bytes, in its text or not.

    Digits that name a file or a page in an address count only as an identity number.
    """
    joined = body.translate(_SHAPE, _OF_WIDE_SIGNS + _JOINING)
    if _LONG not in joined:
        return False  # even joined, no digits are as many as a number has
    view = body.replace(_OF_WIDE_SIGNS, b"")
    return _holds(view, view.translate(_SHAPE)) or _holds(view.translate(None, _JOINING), joined)


def _holds(view: bytes, shape: bytes) -> bool:
    plain: list[bytes] = []
    named: list[bytes] = []
    end = 0
    while (start := shape.find(_LONG, end)) >= 0:
        end = shape.find(b" ", start)
        end = len(shape) if end < 0 else end
        size = end - start
        if size == 17 and view[end : end + 1] in {b"x", b"X"}:  # an identity number's last
            size += 1
        if size not in _LENGTHS:
            continue
        if not _names(view, start, end):
            plain.append(view[start : start + size])
        elif size in _OF_IDS:
            named.append(view[start : start + size])
        if len(plain) + len(named) > _CANDIDATES:
            return True
    return bool(private(_listed(plain))) or any(
        number.kind is ExposureKind.RESIDENT_ID for number in private(_listed(named))
    )


def _names(view: bytes, start: int, end: int) -> bool:
    """Whether digits stand as the name, or at the end of the name, of what an address leads to."""
    before, after = view[max(start - 1, 0) : start], view[end : end + 1]
    return before in {b"/", b"_"} and after in {b".", b"/", b"_"}


def _listed(numbers: list[bytes]) -> str:
    return "，".join(each.decode("ascii") for each in numbers)
