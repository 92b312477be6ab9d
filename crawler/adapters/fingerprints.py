"""Which system made a page, told by what only that system writes."""

import re
from itertools import islice

from crawler.adapters.dom import Dom

# In this order: a platform's mark before that of the system it grew from, and an editor's, whose
# texts are pasted into pages of others, last. Words are looked for in lower case, and in bytes,
# which is cheaper; patterns begin with a literal, or the search would cost more than the reading.
_MARKS: tuple[tuple[str, tuple[bytes, ...], re.Pattern[bytes] | None], ...] = (
    ("gkmlpt", (), re.compile(rb"/gkmlpt/")),
    ("hunan", (b"tys-", b"searching.hunan.gov.cn"), None),
    ("jpaas", (b"jpaas",), re.compile(rb"/col/col\d+/content/content_\d")),
    (
        "jcms",
        (b"jpage/dataproxy", b"<datastore>", b"hanweb", b"<!--<$["),
        re.compile(rb"/art/\d{4}/[\d/]+/art_"),
    ),
    ("jcms", (), re.compile(rb"/col/col\d+/index\.html")),
    ("webplus", (b"_upload/tpl/", b"wp_articlecontent", b"wp_news_w"), None),
    ("vsb", (b"vsb_content", b"_vsl/", b"/system/resource/js/"), None),
    ("ucap", (b"ucap",), re.compile(rb"/c(?:1\d{5}/|\d{4,6}/20\d{4}/[0-9a-f]{32}\.s?html)")),
    ("ucap", (), re.compile(rb"=[\"']/\w{2,14}/xhtml/(?:css|js)/")),
    ("epoint", (b"ewb-",), re.compile(rb"/epoint[a-z]{0,20}/")),
    ("empirecms", (b"/e/public/", b"/e/extend/", b"/e/search/"), None),
    (
        "trs",
        (b"trs_editor", b"trs_webcms", b"trs_ueditor", b"was5/web"),
        re.compile(rb"/t(?:19|20)\d{6}_\d+\.s?html"),
    ),
)
_PARTS = {
    pattern: part
    for _, _, pattern in _MARKS
    for part in (b"/gkmlpt/", b"/col/col", b"/xhtml/", b"/epoint", b"/art_")
    if pattern is not None and part in pattern.pattern
}
"""What an address of a pattern holds for sure: looking for this alone is quicker."""
_LOOKED_AT = 40_000
"""Bytes of the source."""


def cms_of(dom: Dom, body: bytes = b"") -> str | None:
    """Return the short name of the system, None when nothing tells.

    Args:
        dom: the page.
        body: its bytes where they hold ASCII as it is, which saves encoding the text again.
    """
    text = body[:_LOOKED_AT].lower() if body else dom.source[:_LOOKED_AT]
    for name, words, pattern in _MARKS:
        for word in words:
            if word in text:
                return name
        if pattern and _PARTS.get(pattern, b"") in text and _own(pattern, text):
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
