"""The simhash of a text: two texts that say nearly the same differ in few of its 64 bits.

Charikar, Similarity Estimation Techniques from Rounding Algorithms (2002). The features are the
pieces between punctuation marks and figures, weighed by their length, not every run of three
characters: a date or a counter that changes weighs nothing, and the work is a twentieth.
"""

import re
from functools import lru_cache
from hashlib import blake2b

SHORTEST = 100
"""Characters below which a text has no simhash: too little to tell texts apart."""

# Blanks and figures one by one: with \s and \d it takes twice the time.
_BLANKS = r"\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_MARKS = _BLANKS + r"0-9０-９,.;:!?()/\-，。；：！？、（）《》“”…"
_PIECE = re.compile(rf"[^{_MARKS}]{{8,64}}")
_ANY_PIECE = re.compile(rf"[^{_MARKS}]{{1,64}}")
_FEW = 12  # pieces below which the short ones count too: tables, lists of names
_WEIGHT = tuple(1 if length < 12 else 2 if length < 24 else 4 for length in range(65))
# For each bit of a byte a table that turns the byte into 1 or 0.
_HAS = tuple(bytes(value >> bit & 1 for value in range(256)) for bit in range(8))


def simhash(text: str) -> int | None:
    """Return the 64 bits of a text, 0 to 2**64 - 1; None when it says too little.

    Only the distance of two values means anything: `(a ^ b).bit_count()`.
    """
    if len(text) < SHORTEST:
        return None
    pieces = _PIECE.findall(text)
    if len(pieces) < _FEW:
        pieces = _ANY_PIECE.findall(text)
    if not pieces:
        return None
    digests = b"".join(map(_weighed, pieces))
    half = len(digests) // 16
    bits = 0
    for column in range(8):
        values = digests[column::8]
        for bit, table in enumerate(_HAS):
            if values.translate(table).count(1) > half:
                bits |= 1 << (column * 8 + bit)
    return bits


@lru_cache(maxsize=8192)  # most of a page's pieces are of the frame that all its site's pages have
def _weighed(piece: str) -> bytes:
    digest = blake2b(piece.encode("utf-8", "replace"), digest_size=8).digest()
    return digest * _WEIGHT[len(piece)]
