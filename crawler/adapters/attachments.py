"""The files that a page offers: links to documents and archives, by address or by printed name."""

import re
from urllib.parse import unquote, urlsplit

from crawler.adapters.dom import Dom
from crawler.adapters.reading import Attachment

_TYPES = "pdf|docx?|xlsx?|pptx?|wps|wpt|et|dps|ofd|zip|rar|7z|txt|csv|rtf|ceb"
_FILE = re.compile(rf"\.(?:{_TYPES})(?=$|[?#&\s)）\]】])", re.I)
_ENDING = re.compile(rf"\.(?:{_TYPES})\b")
_WORDS = ("down", "attach", "file")
_MOST = 200


def read(dom: Dom) -> tuple[Attachment, ...]:
    """Return the files that the page links to, each address once, in page order."""
    found: dict[str, Attachment] = {}
    if not _is_worth("\n".join(link.href or "" for link in dom.links).lower()):
        return ()
    for link in dom.links:
        href, text, title = link.href or "", link.shown, link.hint
        if not _is_worth(href.lower()):
            continue
        if not _is_file(href) and not _FILE.search(text) and not _FILE.search(title):
            continue
        url = dom.absolute(href)
        if url is not None and url not in found and len(found) < _MOST:
            found[url] = Attachment(name=text or title or _name(url), url=url)
    return tuple(found.values())


def _is_worth(address: str) -> bool:
    """Whether an address, or one of many, may be a file's: in lower case, as this is cheaper."""
    return any(word in address for word in _WORDS) or _ENDING.search(address) is not None


def _is_file(href: str) -> bool:
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return False
    return bool(_FILE.search(unquote(parts.path)) or _FILE.search(unquote(parts.query)))


def _name(url: str) -> str:
    return unquote(urlsplit(url).path.rpartition("/")[2])
