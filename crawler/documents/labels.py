"""Names inside files: labels to show, never paths to write to."""

import unicodedata

from crawler.adapters.decode import decode
from crawler.exposures import masked

_MOST = 120
_SHOWN_AS_GAP = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"})


def label(name: str) -> str:
    """Return a name as one short line without control characters, private numbers masked."""
    shown = "".join(
        " " if unicodedata.category(one) in _SHOWN_AS_GAP else one for one in name[: 4 * _MOST]
    )
    shown = masked(" ".join(shown.replace("\\", "/").split()))
    if len(shown) > _MOST:
        shown = shown[: _MOST // 2] + "…" + shown[-_MOST // 2 :]
    return shown or "（无名）"


def name_of(raw: bytes) -> str:
    """Decode a name of which nobody says how it is encoded: UTF-8, else GBK."""
    return decode(raw).text
