"""Which system made a page, told by what only that system writes."""

import re
from itertools import islice

from crawler.adapters.dom import Dom

# In this order: a platform's mark before that of the system it grew from. Words are looked for
# in lower case; patterns begin with a literal, or the search would cost more than the reading.
_MARKS: tuple[tuple[str, tuple[str, ...], re.Pattern[str] | None], ...] = (
    ("gkmlpt", ("/gkmlpt/",), None),
    ("jpaas", ("jpaas",), re.compile(r"/col/col\d+/index\.html")),
    ("jcms", ("jpage/dataproxy", "<datastore>", "hanweb"), re.compile(r"/art/\d{4}/[\d/]+/art_")),
    ("webplus", ("_upload/tpl/", "_portletplugs", "wp_articlecontent", "webplus"), None),
    ("vsb", ("vsb_content", "_vsl/"), None),
    ("ucap", ("ucapcontent", "ucaptitle", "ucap_"), re.compile(r"/c1\d{5}/")),
    ("trs", ("trs_editor", "trs_webcms", "was5/web"), re.compile(r"/t(?:19|20)\d{6}_\d+\.s?html")),
    ("epoint", ("epoint", "ewb-"), None),
    ("empirecms", ("/e/public/", "/e/extend/", "/e/search/"), None),
)  # fmt: skip
_LOOKED_AT = 100_000


def cms_of(dom: Dom) -> str | None:
    """Return the short name of the system, None when nothing tells."""
    text = dom.text[:_LOOKED_AT].lower()
    for name, words, pattern in _MARKS:
        if any(word in text for word in words) or (pattern and _own(pattern, text)):
            return name
    return None


def _own(pattern: re.Pattern[str], text: str) -> bool:
    """Whether an address of this form is the site's own, not a link to another site."""
    for match in islice(pattern.finditer(text), 20):
        before = text[max(0, match.start() - 80) : match.start()]
        start = max(before.rfind('"'), before.rfind("'"))
        if start >= 0 and "://" not in before[start:]:
            return True
    return False
