"""Evidence as WARC/1.1 records (ISO 28500:2017), each a gzip member of its own.

A record is an answer as it was read: its bytes are the body after any content coding was undone,
so the headers that told of codings and lengths are kept under other names.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO, FileIO
from typing import IO, Any
from urllib.parse import quote
from uuid import UUID

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

_VERSION = "WARC/1.1"
_ASIDE = "X-Archive-Orig-"
_OF_TRANSPORT = frozenset({"content-encoding", "content-length", "transfer-encoding"})
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+").fullmatch
_SAFE = "".join(map(chr, range(0x21, 0x7F)))
_CHUNK = 2**16


class BrokenRecordError(ValueError):
    """Bytes that are no record of ours."""


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """An answer as it was seen."""

    sha256: str
    """Of the body, in hex."""
    url: str
    at: datetime
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def packed(snapshot: Snapshot) -> bytes:
    """Return the gzip member that holds an answer."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version=_VERSION)
    record = writer.create_warc_record(
        quote(snapshot.url.encode("utf-8", "replace"), safe=_SAFE),
        "response",
        payload=BytesIO(snapshot.body),
        length=len(snapshot.body),
        warc_headers_dict={
            "WARC-Date": f"{snapshot.at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}",
            "WARC-Record-ID": f"<urn:uuid:{UUID(snapshot.sha256[:32])}>",
            "WARC-Payload-Digest": f"sha256:{snapshot.sha256}",
        },
        http_headers=StatusAndHeaders(
            _status_line(snapshot.status), _headers(snapshot), protocol="HTTP/1.1"
        ),
    )
    writer.write_record(record)
    return out.getvalue()


def _status_line(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} "


def _headers(snapshot: Snapshot) -> list[tuple[str, str]]:
    """Spell headers so that they are lines of ASCII, whatever a site sent."""
    kept = [("Content-Length", str(len(snapshot.body)))]
    for name, value in snapshot.headers:
        if _TOKEN(name):
            aside = _ASIDE if name.lower() in _OF_TRANSPORT else ""
            kept.append((aside + name, quote(value.encode("utf-8", "replace"), safe=_SAFE + " ")))
    return kept


def parsed(record: bytes) -> Snapshot:
    """Read a record, its member unpacked.

    Raises:
        BrokenRecordError: it is none of ours.
    """
    try:
        (found,) = (_snapshot(each) for each in ArchiveIterator(BytesIO(record)))
    except (ArchiveLoadFailed, AttributeError, TypeError, ValueError) as error:
        raise BrokenRecordError(str(error)) from None
    return found


def _snapshot(record: Any) -> Snapshot:  # of a library without types
    told, answer = record.rec_headers, record.http_headers
    algorithm, _, digest = (told.get_header("WARC-Payload-Digest") or "").partition(":")
    if algorithm != "sha256":
        raise BrokenRecordError("the digest is not one of ours")
    headers = [
        (name.removeprefix(_ASIDE), value)
        for name, value in answer.headers
        if name.lower() not in _OF_TRANSPORT
    ]
    return Snapshot(
        sha256=digest,
        url=told.get_header("WARC-Target-URI"),
        at=datetime.fromisoformat(told.get_header("WARC-Date")),
        status=int(answer.get_statuscode()),
        headers=tuple(headers),
        body=record.content_stream().read(),
    )


@dataclass(frozen=True, kw_only=True)
class Member:
    """One gzip member of a file."""

    start: int
    end: int
    """Where the next one starts."""
    record: bytes


def members(file: IO[bytes] | FileIO, start: int) -> Iterator[Member]:
    """Yield the whole members of a file from one of them on; a torn one at its end is not.

    Raises:
        BrokenRecordError: bytes that are not the beginning of a member.
    """
    while (member := _member(file, start)) is not None:
        yield member
        start = member.end


def _member(file: IO[bytes] | FileIO, start: int) -> Member | None:
    file.seek(start)
    unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16)
    record = bytearray()
    while not unpacking.eof:
        chunk = file.read(_CHUNK)
        if not chunk:
            return None
        try:
            record += unpacking.decompress(chunk)
        except zlib.error as error:
            raise BrokenRecordError(str(error)) from None
    end = file.tell() - len(unpacking.unused_data)
    return Member(start=start, end=end, record=bytes(record))
