"""Lists that a page's own script lays out.

Nothing is run. Read are: arrays of articles that stand as literals in the script (jpaas), records
of HTML in `<datastore>` islands (jcms), a list that stands whole in one comment of its own element
(UCAP).
"""

import re
from collections.abc import Iterator
from datetime import date

from crawler.adapters import groups, jsonlists, lists
from crawler.adapters.dates import day_of
from crawler.adapters.dom import Dom
from crawler.adapters.reading import EntryLink

_CDATA = re.compile(r"<record>\s*<!\[CDATA\[(.*?)\]\]>\s*</record>", re.S | re.I)
_OPENED = re.compile(r"<(ul|ol|tbody|table|dl|div)\b[^<>]{0,300}>\s*$", re.I)
_LITERAL = re.compile(r"[tT]itle[\"']?\s*:\s*[\"']|name[\"']?\s*:\s*[\"']")


def read_script_lists(dom: Dom, shown: tuple[EntryLink, ...]) -> tuple[EntryLink, ...]:
    """Return the page's main list once its scripts' lists are counted in; else what is shown.

    A list in a comment competes at its own place in the page, one in a script by length. Neither
    wins with older entries than those in plain sight: comments hold left-over markup, too.
    """
    best = shown
    uncovered = _uncovered(dom)
    added_to = bool(best) and set(best) <= set(uncovered)  # old lines hung onto what is shown
    if uncovered and not added_to and not _older(uncovered, best):
        best = uncovered
    for found in (_records(dom), _arrays(dom)):
        if len(found) > len(best) and not _older(found, best):
            best = found
    return best


def _older(found: tuple[EntryLink, ...], shown: tuple[EntryLink, ...]) -> bool:
    """Whether a list is older than another, or shows no date where the other does."""
    newest, known = (
        max((day_of(entry.published) for entry in entries if entry.published), default=date.min)
        for entries in (found, shown)
    )
    return newest < known


def records_of(text: str, dom: Dom) -> tuple[EntryLink, ...]:
    """Return the entries of a jcms datastore: each record a piece of HTML."""
    records = _CDATA.findall(text)
    return fragment("<ul>" + "".join(records) + "</ul>", dom) if records else ()


def fragment(markup: str, dom: Dom) -> tuple[EntryLink, ...]:
    """Return the entries of the list in a piece of HTML."""
    inner = Dom(markup, url=dom.base, seen=dom.seen)
    return lists.read_entries(inner, groups.groups_of(inner))


def _records(dom: Dom) -> tuple[EntryLink, ...]:
    """Read the longest of the datastores in the page; a home page holds one for each block."""
    if b"<record>" not in dom.held:
        return ()
    stores = (records_of(store, dom) for store in dom.text.split("<datastore>")[1:])
    return max(stores, key=len, default=())


def _arrays(dom: Dom) -> tuple[EntryLink, ...]:
    best: tuple[EntryLink, ...] = ()
    for script in dom.scripts:
        if len(script.text) < 100 or "{" not in script.text or "[" not in script.text:
            continue
        if not _LITERAL.search(script.text):
            continue
        for value in jsonlists.arrays_in_script(script.text):
            found = jsonlists.best_list(value, dom)
            if len(found) > len(best):
                best = found
    return best


def _uncovered(dom: Dom) -> tuple[EntryLink, ...]:
    """Read the page as it is when comments that are all that their element holds are opened."""
    opened: list[tuple[int, int]] = []
    for start, end in _comments(dom.text):
        if end - start < 107 or dom.text.find("<a", start + 4, end - 3) < 0:  # 100 and the marks
            continue
        element = _OPENED.search(dom.text, max(0, start - 340), start)
        after = dom.text[end : end + 40].lstrip().lower()
        if element and after.startswith(f"</{element[1].lower()}"):
            opened.append((start, end))
    if not opened:
        return ()
    text = dom.text
    for start, end in reversed(opened):
        text = text[:start] + text[start + 4 : end - 3] + text[end:]
    page = Dom(text, url=dom.base, seen=dom.seen)
    return lists.read_entries(page, groups.groups_of(page))


def _comments(text: str) -> Iterator[tuple[int, int]]:
    """Yield where comments begin and end, their marks included."""
    start = text.find("<!--")
    while start >= 0 and (end := text.find("-->", start + 4)) >= 0:
        yield start, end + 3
        start = text.find("<!--", end + 3)
