"""The files that a page offers: links to documents and archives, by address or by printed name."""

import re
from urllib.parse import unquote, urlsplit

from crawler.adapters.dom import Dom
from crawler.adapters.reading import Attachment

_TYPES = "pdf|docx?|xlsx?|pptx?|wps|wpt|et|dps|ofd|zip|rar|7z|txt|csv|rtf|ceb"
_FILE = re.compile(rf"\.(?:{_TYPES})(?=$|[?#&\s)）\]】])", re.I)
_WORTH = re.compile(rf"\.(?:{_TYPES})\b|down|attach|file", re.I)
_MOST = 200


def read(dom: Dom) -> tuple[Attachment, ...]:
    """Return the files that the page links to, each address once, in page order."""
    found: dict[str, Attachment] = {}
    for node in dom.tree.css("a[href]"):
        attributes = node.attributes
        href = attributes.get("href") or ""
        if not _WORTH.search(href):
            continue
        text = dom.text_of(node)
        title = (attributes.get("title") or "").strip()
        if not _is_file(href) and not _FILE.search(text) and not _FILE.search(title):
            continue
        url = dom.absolute(href)
        if url is not None and url not in found and len(found) < _MOST:
            found[url] = Attachment(name=text or title or _name(url), url=url)
    return tuple(found.values())


def _is_file(href: str) -> bool:
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return False
    return bool(_FILE.search(unquote(parts.path)) or _FILE.search(unquote(parts.query)))


def _name(url: str) -> str:
    return unquote(urlsplit(url).path.rpartition("/")[2])
