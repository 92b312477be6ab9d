"""Which system made a page, told by what only that system writes."""

import re
from itertools import islice

from crawler.adapters.dom import Dom

# In this order: a platform's mark before that of the system it grew from. Words are looked for
# in lower case, and in bytes, which is cheaper; patterns begin with a literal, or the search would
# cost more than the reading.
_MARKS: tuple[tuple[str, tuple[bytes, ...], re.Pattern[bytes] | None], ...] = (
    ("gkmlpt", (b"/gkmlpt/",), None),
    ("jpaas", (b"jpaas",), re.compile(rb"/col/col\d+/index\.html")),
    (
        "jcms",
        (b"jpage/dataproxy", b"<datastore>", b"hanweb"),
        re.compile(rb"/art/\d{4}/[\d/]+/art_"),
    ),
    ("webplus", (b"_upload/tpl/", b"_portletplugs", b"wp_articlecontent", b"webplus"), None),
    ("vsb", (b"vsb_content", b"_vsl/"), None),
    ("ucap", (b"ucapcontent", b"ucaptitle", b"ucap_"), re.compile(rb"/c1\d{5}/")),
    (
        "trs",
        (b"trs_editor", b"trs_webcms", b"was5/web"),
        re.compile(rb"/t(?:19|20)\d{6}_\d+\.s?html"),
    ),
    ("epoint", (b"epoint", b"ewb-"), None),
    ("empirecms", (b"/e/public/", b"/e/extend/", b"/e/search/"), None),
)  # fmt: skip
_LOOKED_AT = 100_000
"""Bytes of the source."""


def cms_of(dom: Dom) -> str | None:
    """Return the short name of the system, None when nothing tells."""
    text = dom.source[:_LOOKED_AT]
    for name, words, pattern in _MARKS:
        if any(word in text for word in words) or (pattern and _own(pattern, text)):
            return name
    return None


def _own(pattern: re.Pattern[bytes], text: bytes) -> bool:
    """Whether an address of this form is the site's own, not a link to another site."""
    for match in islice(pattern.finditer(text), 20):
        before = text[max(0, match.start() - 80) : match.start()]
        start = max(before.rfind(b'"'), before.rfind(b"'"))
        if start >= 0 and b"://" not in before[start:]:
            return True
    return False
