"""Zip containers, opened with suspicion: overlapping members, lies about sizes, endless lists."""

import io
import zipfile
from collections.abc import Iterator
from itertools import pairwise

from crawler.documents.labels import name_of
from crawler.documents.transcript import Transcript, UnreadableError

_CHUNK = 2**16
ENTRY = b"PK\x01\x02"
MOST_ENTRIES = 20_000  # more of them take seconds only to be listed
_HEADER = 30
_ENCRYPTED = 0x1
_UTF8 = 0x800


class Container:
    """A zip file whose members are read in bounded steps."""

    def __init__(self, body: bytes, transcript: Transcript) -> None:
        """Open it.

        Raises:
            UnreadableError: it is broken or built to harm.
        """
        if body.count(ENTRY) > MOST_ENTRIES:
            raise UnreadableError("内含文件太多，像是压缩炸弹，没有读")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(body))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise UnreadableError("文件不完整或已损坏，读不出来") from error
        self._transcript = transcript
        self.members = [one for one in self._zip.infolist() if not one.is_dir()]
        self._by_name = {one.filename.replace("\\", "/"): one for one in self.members}
        self._refuse_overlaps()

    @property
    def names(self) -> list[str]:
        """The members' names, in the list's order."""
        return list(self._by_name)

    def stream(self, member: zipfile.ZipInfo | str) -> Iterator[bytes]:
        """Yield a member's bytes, piece by piece.

        Raises:
            UnreadableError: it is encrypted or broken.
            LimitError: too much came out.
        """
        info = self._by_name[member] if isinstance(member, str) else member
        if info.flag_bits & _ENCRYPTED:
            raise UnreadableError("加密，读不了")
        try:
            with self._zip.open(info) as file:
                while chunk := file.read(_CHUNK):
                    self._transcript.spend(len(chunk))
                    yield chunk
        except NotImplementedError as error:
            raise UnreadableError("压缩方法不支持，读不了") from error

    def read(self, member: zipfile.ZipInfo | str) -> bytes:
        """Return a member's bytes; see `stream` for what it raises."""
        return b"".join(self.stream(member))

    def _refuse_overlaps(self) -> None:
        """A member that holds the next one's header is a bomb's trick (CVE-2024-0450)."""
        ends = sorted(
            (one.header_offset, one.header_offset + _HEADER + one.compress_size)
            for one in self._zip.infolist()
        )
        if any(end > start for (_, end), (start, _) in pairwise(ends)):
            raise UnreadableError("压缩包的成员互相重叠，像是压缩炸弹，没有读")


def shown_name(info: zipfile.ZipInfo) -> str:
    """Return a member's name as whoever packed it saw it: without a mark it is GBK, or UTF-8."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        return name_of(info.orig_filename.encode("cp437")).partition("\0")[0]
    except UnicodeEncodeError:
        return info.filename
