"""From bytes to text: what the bytes are, not what the page claims.

The rule was measured on pages with wrong declarations: strict utf-8; else utf-8 with replacements
if these are few against the non-ASCII characters; else gb18030. utf-16 is known by its mark, or
by a zero in every second byte of the markup that a page begins with. A declared Big5 is believed,
since Big5 bytes are valid gb18030 nonsense. Labels are looked up in a closed table (WHATWG
Encoding Standard, https://encoding.spec.whatwg.org/), because Python's own codecs include some
that run for ever or rewrite the text.
"""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass

_BIG5 = frozenset({"big5", "big5-hkscs", "cn-big5", "csbig5", "x-x-big5"})
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_:.-]{2,30})""")
_HEAD = 4096
_WIDE_HEAD = 64  # bytes of markup, with which every page begins
_DAMAGED = 0.001  # share of replaced characters beyond which a text proves nothing


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded body. `complete` is False when too much of it could not be decoded."""

    text: str
    encoding: str
    complete: bool
    replaced: int = 0
    """How many characters could not be decoded."""
    declared: str | None = None
    """What the header, else the page, claims to be in; lower case."""


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """Decode a body by what its bytes are. Never raises."""
    declared = declaration(body, content_type)
    for mark, encoding in (
        (BOM_UTF8, "utf-8"),
        (BOM_UTF16_LE, "utf-16-le"),
        (BOM_UTF16_BE, "utf-16-be"),
    ):
        if body.startswith(mark):
            return _decoded(body[len(mark) :], encoding, declared)
    if (wide := _without_mark(body)) is not None:
        return _decoded(body, wide, declared)
    if declared in _BIG5 and not _is_utf8(body):
        return _decoded(body, "big5hkscs", declared, shown="big5")
    try:
        return Decoded(body.decode("utf-8"), "utf-8", complete=True, declared=declared)
    except UnicodeDecodeError:
        pass
    text = body.decode("utf-8", "replace")
    replaced = text.count("\ufffd")
    if replaced * 3 < len(text) - len(text.encode("ascii", "ignore")):
        complete = replaced <= len(text) * _DAMAGED
        return Decoded(text, "utf-8", complete, replaced, declared)
    return _decoded(body, "gb18030", declared)


def _without_mark(body: bytes) -> str | None:
    """Recognise utf-16 without its mark: markup has a zero in every second byte."""
    head = body[:_WIDE_HEAD]
    if len(head) < 4 or head.count(0) * 4 < len(head):
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > even * 8 and head[:1] != b"\0":
        return "utf-16-le"
    return "utf-16-be" if even > odd * 8 else None


def declaration(body: bytes, content_type: str | None) -> str | None:
    """Return the charset that the header, else the beginning of the body claims, lower case."""
    for claim in ((content_type or "").encode("ascii", "replace"), body[:_HEAD]):
        if match := _DECLARED.search(claim.lower()):
            return match[1].decode("ascii")
    return None


def _decoded(body: bytes, codec: str, declared: str | None, shown: str | None = None) -> Decoded:
    text = body.decode(codec, "replace")
    replaced = text.count("\ufffd")
    complete = replaced <= len(text) * _DAMAGED
    return Decoded(text, shown or codec, complete, replaced, declared)


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
