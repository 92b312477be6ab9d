"""Which system made a page, told by what only that system writes."""

import re
from itertools import chain, islice

from crawler.adapters.dom import Dom
from crawler.adapters.words import Words

# In this order: a platform's mark before that of the system it grew from, and an editor's, whose
# texts are pasted into pages of others, last. All is in lower case, and in bytes, which is cheaper.
# With each pattern stand words of which any match holds one.
_MARKS: tuple[tuple[str, tuple[bytes, ...], re.Pattern[bytes] | None, tuple[bytes, ...]], ...] = (
    ("gkmlpt", (), re.compile(rb"/gkmlpt/"), (b"/gkmlpt/",)),
    ("hunan", (b"tys-", b"searching.hunan.gov.cn"), None, ()),
    ("jpaas", (b"jpaas",), re.compile(rb"/col/col\d+/content/content_\d"), (b"/col/col",)),
    (
        "jcms",
        (b"jpage/dataproxy", b"<datastore>", b"hanweb", b"<!--<$["),
        re.compile(rb"/art/\d{4}/[\d/]+/art_"),
        (b"/art_",),
    ),
    ("jcms", (), re.compile(rb"/col/col\d+/index\.html"), (b"/col/col",)),
    ("webplus", (b"_upload/tpl/", b"wp_articlecontent", b"wp_news_w"), None, ()),
    ("vsb", (b"vsb_content", b"_vsl/", b"/system/resource/js/"), None, ()),
    (
        "ucap",
        (b"ucap",),
        re.compile(rb"/c(?:1\d{5}/|\d{4,6}/20\d{4}/[0-9a-f]{32}\.s?html)"),
        tuple(b"/c%d" % digit for digit in range(10)),
    ),
    ("ucap", (), re.compile(rb"=[\"']/\w{2,14}/xhtml/(?:css|js)/"), (b"/xhtml/",)),
    ("epoint", (b"ewb-",), re.compile(rb"/epoint[a-z]{0,20}/"), (b"/epoint",)),
    ("empirecms", (b"/e/public/", b"/e/extend/", b"/e/search/"), None, ()),
    (
        "trs",
        (b"trs_editor", b"trs_webcms", b"trs_ueditor", b"was5/web"),
        re.compile(rb"/t(?:19|20)\d{6}_\d+\.s?html"),
        (b"/t19", b"/t20"),
    ),
)
WORDS = Words(chain.from_iterable((*words, *parts) for _, words, _, parts in _MARKS))
_LOOKED_AT = 40_000
"""Bytes of the source."""


def cms_of(dom: Dom, body: bytes = b"") -> str | None:
    """Return the short name of the system, None when nothing tells.

    Args:
        dom: the page.
        body: its bytes where they hold ASCII as it is, which saves encoding the text again.
    """
    text = body[:_LOOKED_AT].lower() if body else dom.source[:_LOOKED_AT]
    if not (held := WORDS.held_by(text)):
        return None
    for name, words, pattern, parts in _MARKS:
        if not held.isdisjoint(words):
            return name
        if pattern and not held.isdisjoint(parts) and _own(pattern, text):
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
