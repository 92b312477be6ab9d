r"""RTF, which much of what is called doc really is: text, tables as rows, headers, notes.

The words are those of the RTF specification 1.9.1. Bytes beyond ASCII are GBK unless a `\u` says
otherwise.
"""

import re

from crawler.documents.transcript import Transcript

_TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)",
    re.IGNORECASE,
)
_SKIPPED = frozenset(
    b"fonttbl colortbl stylesheet info pict object objdata themedata datastore listtable rsidtbl"
    b" listoverridetable generator fldinst latentstyles xmlnstbl bkmkstart bkmkend pnseclvl".split()
)
_SIGNS = {
    b"par": "\n",
    b"line": "\n",
    b"sect": "\n",
    b"page": "\n",
    b"row": "\n",
    b"nestrow": "\n",
    b"cell": "\t",
    b"nestcell": "\t",
    b"tab": "\t",
    b"emdash": "—",
    b"endash": "–",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
}
_CHARS = {b"~": " ", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n"}
_DEEPEST = 1_000
_STEP = 20_000


def read_rtf(name: str, body: bytes, transcript: Transcript) -> None:
    """Read an RTF file.

    Raises:
        LimitError: nothing more may be read; what came before is kept.
    """
    del name
    reader = _Reader()
    try:
        for at, token in enumerate(_TOKEN.finditer(body)):
            if at % _STEP == 0:
                transcript.tick()
            reader.take(token)
    finally:
        transcript.add("", reader.text())
    if reader.open:
        transcript.note("文件不完整，结尾缺失")


class _Reader:
    """Follows groups and collects text."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._raw = bytearray()
        self._depth = 0
        self._skipped_at = 0  # depth of the group that is left out; 0 is none
        self._replacing: list[int] = [1]  # how many bytes stand in for a \u, for each group
        self._passed = 0
        self._fresh = False  # the group has said nothing yet

    @property
    def open(self) -> bool:
        """Whether a group did not end."""
        return self._depth > 0

    def take(self, token: re.Match[bytes]) -> None:
        """Take one token."""
        word, number, code, sign, brace, plain = token.groups()
        if brace:
            self._brace(opening=brace == b"{")
            return
        fresh, self._fresh = self._fresh, False
        if fresh and (sign == b"*" or (word and word in _SKIPPED)) and not self._skipped_at:
            self._skipped_at = self._depth
        if self._skipped_at:
            return
        if code:
            self._bytes(bytes.fromhex(code.decode("ascii")))
        elif plain:
            self._bytes(plain)
        elif word == b"u" and number:
            self._flush()
            value = int(number) % 65536
            self._pieces.append(chr(value))
            self._passed = self._replacing[-1]
        elif word == b"uc" and number:
            self._replacing[-1] = min(max(int(number), 0), 8)
        elif word in _SIGNS:
            self._flush()
            self._pieces.append(_SIGNS[word])
        elif sign in _CHARS:
            self._flush()
            self._pieces.append(_CHARS[sign])

    def text(self) -> str:
        """Return the lines."""
        self._flush()
        joined = "".join(self._pieces).encode("utf-16-le", "surrogatepass")
        text = joined.decode("utf-16-le", "replace")
        return "\n".join(line.strip() for line in text.split("\n"))

    def _brace(self, *, opening: bool) -> None:
        if opening:
            self._depth += 1
            if len(self._replacing) < _DEEPEST:
                self._replacing.append(self._replacing[-1])
            self._fresh = True
            return
        if self._depth == self._skipped_at:
            self._skipped_at = 0
        self._depth = max(self._depth - 1, 0)
        if len(self._replacing) > 1 and self._depth < _DEEPEST:
            self._replacing.pop()

    def _bytes(self, some: bytes) -> None:
        if self._passed:
            passed = min(self._passed, len(some))
            self._passed -= passed
            some = some[passed:]
        self._raw += some

    def _flush(self) -> None:
        if self._raw:
            self._pieces.append(self._raw.decode("gb18030", "replace"))
            self._raw.clear()
