"""One HTTP/1.1 answer, taken in as it comes: bytes go in, an answer comes out.

It follows RFC 9112, and where servers do not, it does as browsers do: bare line feeds, header
lines that are none, a length repeated. What cannot be made out ends as `HTTP_PROTOCOL`. An answer
that breaks off is kept and says so, since a cut page must never be read as a whole one.
"""

import re
from dataclasses import dataclass, field

from crawler.fates import Ended
from storage.records import Fate

HEAD_AT_MOST = 256 * 1024  # bytes: an endless stream of headers filled 1.3 GB in 20 s
_LINE_AT_MOST = 4096  # bytes of a chunk's size line, extensions included
_STATUS = re.compile(rb"HTTP/(1\.\d) +(\d{1,3})(?: [^\n]*)?\r?", re.IGNORECASE)
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_SIZE = re.compile(rb"\s*([0-9A-Fa-f]{1,15})\s*(?:;[^\n]*)?")
_NO_BODY = frozenset({204, 304})
_TO_THE_END = -1


class Garbled(Ended):
    """The server's answer is no HTTP."""

    def __init__(self, note: str = "服务器的应答不符合HTTP协议") -> None:
        super().__init__(Fate.HTTP_PROTOCOL, note)


class TooLarge(Ended):
    """The body is, or says that it will be, larger than we take."""

    def __init__(self) -> None:
        super().__init__(Fate.SIZE_LIMIT, "内容超过大小上限，未予读取")


@dataclass
class Answer:
    """What a server answered, as far as it came."""

    status: int = 0
    headers: dict[bytes, list[bytes]] = field(default_factory=dict)
    """By lower-case name, values in the order they came."""
    body: bytes = b""
    cut: bool = False
    """Whether the body broke off before its promised end."""
    open_end: bool = False
    """Whether the end of the connection is all that says where the body ends."""


class AnswerReader:
    """Takes in one answer to a GET.

    Args:
        max_bytes: the largest body that is taken.
    """

    def __init__(self, max_bytes: int) -> None:
        self.answer = Answer()
        self.done = False
        """Whether all of the answer is here."""
        self.reusable = False
        """Whether the connection may carry another request once this answer is done."""
        self.began = False
        """Whether anything came at all."""
        self._max_bytes = max_bytes
        self._buffer = bytearray()
        self._body = bytearray()
        self._head_bytes = 0
        self._in_head = True
        self._left: int = 0  # bytes of the body or of the chunk that are still to come
        self._chunked = False
        self._after_chunk = False
        self._trailing = False

    def feed(self, data: bytes) -> None:
        """Take the next bytes.

        Raises:
            Garbled: they are no HTTP.
            TooLarge: the body passes the cap.
        """
        self.began = True
        if self.done:
            self.reusable = False  # more than was asked for
            return
        if self._in_head:
            self._buffer += data if self._buffer else data.lstrip(b"\r\n")
            data = self._read_heads(max(0, len(self._buffer) - len(data) - 3))
        if not self._in_head and not self.done:
            self._read_body(data)

    def end(self, error: Exception | None = None) -> None:
        """Take the end of the connection; a body that it cuts short is kept and marked.

        Raises:
            Garbled: it ended before the headers did.
            Exception: the connection's own `error`, if that came before the headers' end.
        """
        self.reusable = False
        if self.done:
            return
        if self._in_head:
            if error is not None:
                raise error
            raise Garbled() if self.began else Garbled("服务器接通后没有应答就断开了")
        if self._left == _TO_THE_END and error is None:
            self.answer.open_end = True
        else:
            self.answer.cut = True
        self._finish()

    def _read_heads(self, start: int) -> bytes:
        """Read interim answers and the head of the final one; return what came after it.

        `start` is where the end of a head may be: what is before was searched already.
        """
        while True:
            found = _HEAD_END.search(self._buffer, start)
            start = 0
            if not self._buffer.startswith(b"HTTP/"[: len(self._buffer)]):
                raise Garbled
            if self._head_bytes + (found.end() if found else len(self._buffer)) > HEAD_AT_MOST:
                raise Garbled("服务器的应答头没有尽头")
            if found is None:
                return b""
            head = bytes(self._buffer[: found.start()])
            self._head_bytes += found.end()
            del self._buffer[: found.end()]
            if self._read_head(head):
                self._in_head = False
                rest, self._buffer = bytes(self._buffer), bytearray()
                return rest

    def _read_head(self, head: bytes) -> bool:
        """Read one head; say whether it is that of the final answer."""
        first, *lines = head.split(b"\n")
        status = _STATUS.fullmatch(first)
        if status is None:
            raise Garbled
        answer = self.answer
        answer.status = int(status[2])
        answer.headers = _headers(lines)
        if 100 <= answer.status < 200:
            if answer.status == 101:
                raise Garbled
            return False
        connection = b",".join(answer.headers.get(b"connection", ())).lower()
        self.reusable = (
            b"close" not in connection if status[1] != b"1.0" else b"keep-alive" in connection
        )
        self._frame()
        return True

    def _frame(self) -> None:
        """Find out where the body ends (RFC 9112 §6.3)."""
        headers = self.answer.headers
        coding = b",".join(headers.get(b"transfer-encoding", ())).lower()
        lengths = {
            length.strip()
            for value in headers.get(b"content-length", ())
            for length in value.split(b",")
        } - {b""}
        if self.answer.status in _NO_BODY:
            self._finish()
        elif coding.rstrip().endswith(b"chunked"):
            self._chunked = True
        elif coding or not lengths:
            self._left = _TO_THE_END
        elif len(lengths) > 1 or not (length := lengths.pop()).isdigit() or len(length) > 18:
            raise Garbled
        else:
            self._left = int(length)
            if self._left > self._max_bytes:
                raise TooLarge
            if not self._left:
                self._finish()

    def _read_body(self, data: bytes) -> None:
        if self._chunked:
            self._read_chunks(data)
        elif self._left == _TO_THE_END:
            self._keep(data)
        else:
            self._keep(data[: self._left])
            over = len(data) - self._left
            self._left -= min(len(data), self._left)
            if not self._left:
                self._finish()
                self.reusable = self.reusable and over <= 0

    def _read_chunks(self, data: bytes) -> None:
        """Read what of chunks is here; one that is broken cuts the body."""
        buffer = self._buffer
        buffer += data
        at = 0
        while not self.done:
            if self._left:
                piece = bytes(buffer[at : at + self._left])
                self._keep(piece)
                self._left -= len(piece)
                at += len(piece)
                if self._left:
                    break
                self._after_chunk = True
            end = buffer.find(b"\n", at)
            if end < 0:
                if len(buffer) - at > _LINE_AT_MOST:
                    self._break_off()
                break
            line, at = bytes(buffer[at:end]).rstrip(b"\r"), end + 1
            self._read_chunk_line(line)
        if self.done and at < len(buffer):
            self.reusable = False
        del buffer[:at]

    def _read_chunk_line(self, line: bytes) -> None:
        if self._trailing:  # trailers say nothing we ask for
            self._head_bytes += len(line) + 1
            if not line or self._head_bytes > HEAD_AT_MOST:
                self._finish()
        elif self._after_chunk and not line:  # the line break that ends a chunk's data
            self._after_chunk = False
        elif size := _SIZE.fullmatch(line):
            self._left = int(size[1], 16)
            self._trailing, self._after_chunk = not self._left, False
        else:
            self._break_off()

    def _keep(self, data: bytes) -> None:
        self._body += data
        if len(self._body) > self._max_bytes:
            raise TooLarge

    def _break_off(self) -> None:
        self.answer.cut = True
        self.reusable = False
        self._finish()

    def _finish(self) -> None:
        self.answer.body = bytes(self._body)
        self.done = True


def _headers(lines: list[bytes]) -> dict[bytes, list[bytes]]:
    """Read header lines; one that begins with a blank goes on where the last one ended."""
    headers: dict[bytes, list[bytes]] = {}
    values: list[bytes] = []
    for line in lines:
        if line[:1] in b" \t" and values:
            values[-1] = values[-1] + b" " + line.strip()
            continue
        name, colon, value = line.partition(b":")
        if colon and name:
            values = headers.setdefault(name.strip().lower(), [])
            values.append(value.strip())
    return headers
