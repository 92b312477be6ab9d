"""Lists that a page's own script lays out, and where it takes them from.

Nothing is run. Read are: arrays of articles that stand as literals in the script (jpaas), records
of HTML in `<datastore>` islands (jcms), a list that stands whole in one comment of its own element
(UCAP). What the script would fetch is named, absolute, first page (jcms `dataproxy.jsp`, gkmlpt
`/gkmlpt/api/all/…`, and whatever else an XHR call names in so many words).
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain, islice
from urllib.parse import urlencode

from crawler.adapters import groups, jsonlists, lists
from crawler.adapters.dates import day_of
from crawler.adapters.dom import Dom
from crawler.adapters.reading import EntryLink

_CDATA = re.compile(r"<record>\s*<!\[CDATA\[(.*?)\]\]>\s*</record>", re.S | re.I)
_OPENED = re.compile(r"<(ul|ol|tbody|table|dl|div)\b[^<>]{0,300}>\s*$", re.I)
_LITERAL = re.compile(r"[\"']?(?:title|Title|doctitle|name)[\"']?\s*:\s*[\"']")
_LITERALS = r"(?:'[^'\n]{0,300}'|\"[^\"\n]{0,300}\"|[A-Za-z_$][\w$.]{0,60}(?:\(\))?|\d{1,20})"
_ASSIGNED = r"[\"']?\s*[:=]\s*"
_ASKED = r"\.(?:get|post|getJSON|ajax)\(\s*"
# Each alternative begins with a letter of its own, which the search jumps to; (?<!\wu) is a \b.
_CALL = re.compile(
    rf"(?:u(?<!\wu)rl{_ASSIGNED}|p(?<!\wp)roxyUrl{_ASSIGNED}|d(?<!\wd)ataUrl{_ASSIGNED}"
    rf"|a(?<!\wa)piUrl{_ASSIGNED}|\${_ASKED}|jQuery{_ASKED}|axios{_ASKED}|f(?<!\wf)etch\(\s*"
    rf"|\.open\(\s*[\"'](?:GET|POST)[\"']\s*,\s*)({_LITERALS}(?:\s*\+\s*{_LITERALS}){{0,12}})",
)
_PART = re.compile(_LITERALS)
_DATA = re.compile(r"\b(?:data|params?)[\"']?\s*:\s*\{([^{}]{1,800})\}")
_PAIR = re.compile(rf"[\"']?(\w{{1,40}})[\"']?\s*:\s*({_LITERALS})")
_WORD_EDGE = re.compile(r"\b")
_GIVEN = re.compile(r"[\"']?\s*[=:]\s*(?:'([^'\n]{0,200})'|\"([^\"\n]{0,200})\"|(\d+))")
_PAGE_NAMES = re.compile(
    r"^(?:\w*\.)?(?:p|pn|page|pageno|pagenum|pageindex|current|currentpage|curpage)$", re.I
)
_SOURCE = re.compile(
    r"dataproxy|/api/|\.json|\.xml|/gkmlpt/|query|search|list|getdata|/data/|interface|article|info",
    re.I,
)
_NO_SOURCE = re.compile(r"\.(?:js|css|png|jpe?g|gif|s?html?|swf|ico)(?:[?#]|$)", re.I)
_ASKS = re.compile(
    r"\$\.(?:ajax|get|post|getJSON)\b|jQuery\.(?:ajax|get|post|getJSON)\b|\bfetch\(|XMLHttpRequest|axios"
    r"|\.load\(\s*[\"']|loadPageData|\{\{#each|v-for=|ng-repeat"
)
_ASKING = (
    "$.", "jQuery.", "fetch(", "XMLHttp", "axios", ".load(", "loadPage", "{{#each", "v-for",
    "ng-rep",
)  # fmt: skip
_CALLING = ("rl", "$.", "jQuery.", "axios", "fetch(", ".open(")
_TOTAL = re.compile(r"\btotal_?(?:records?|count|num|rows?)[\"']?\s*[:=>]\s*[\"']?(\d+)", re.I)
_MOST_SOURCES, _MOST_CALLS, _LOOKED_AT = 6, 60, 400_000


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
    if "<record>" not in dom.text:
        return ()
    stores = (records_of(store, dom) for store in dom.text.split("<datastore>")[1:])
    return max(stores, key=len, default=())


def _arrays(dom: Dom) -> tuple[EntryLink, ...]:
    best: tuple[EntryLink, ...] = ()
    for script in dom.scripts:
        if len(script.text) < 100 or not ("itle" in script.text or "name" in script.text):
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


def asks_for_more(dom: Dom) -> bool:
    """Whether the page's own script fetches or lays out content, which nobody ran."""
    return any(
        any(hint in script.text for hint in _ASKING) and _ASKS.search(script.text)
        for script in dom.scripts
        if not script.src
    )


def sources(dom: Dom) -> tuple[str, ...]:
    """Return the addresses from which the page's script takes lists, absolute, first page.

    None for a page that gives the total of its list as zero: there is nothing to take.
    """
    everything = "\n".join(script.text for script in dom.scripts if not script.src)[:_LOOKED_AT]
    totals = _TOTAL.findall(everything) if "otal" in everything.lower() else ()
    if totals and not any(map(int, totals)):
        return ()
    found: dict[str, None] = {}
    for address in chain(_called(everything), _named(everything)):
        if not _SOURCE.search(address) or _NO_SOURCE.search(address):
            continue
        absolute = dom.absolute(address)
        if absolute and absolute.split("?")[0] != dom.url.split("?")[0]:
            found.setdefault(absolute)
        if len(found) >= _MOST_SOURCES:
            break
    return tuple(found)


def _called(script: str) -> Iterator[str]:
    """Yield the addresses that calls name, with the data that goes along in the query."""
    if not any(hint in script for hint in _CALLING):
        return
    for match in islice(_CALL.finditer(script), _MOST_CALLS):
        address = _resolved(match[1], script)
        if address is None:
            continue
        data = _DATA.search(script, match.end(), match.end() + 600)
        yield _with_query(address, data[1], script) if data else address


def _named(script: str) -> Iterator[str]:
    """Yield addresses of interfaces that stand whole in a literal, whatever uses them."""
    for hint in ("/api/", "dataproxy.jsp?"):
        at = script.find(hint)
        while at >= 0:
            around = script[max(0, at - 200) : at + 300]
            middle = min(at, 200)
            start = max(around.rfind('"', 0, middle), around.rfind("'", 0, middle))
            end = around.find(around[start], middle) if start >= 0 else -1
            literal = around[start + 1 : end] if end > 0 else ""
            if (
                literal
                and not re.search(r"[\s<>{}]", literal)
                and around[end + 1 :].lstrip()[:1] != "+"
            ):
                yield literal
            at = script.find(hint, at + 1)


def _resolved(expression: str, script: str) -> str | None:
    """Put an address together from literals and from names whose value stands in the script."""
    parts = []
    for part in _PART.findall(expression):
        value = _value(part, script)
        if value is None:
            return None
        parts.append(value)
    address = "".join(parts)
    return address if "/" in address and " " not in address and "<" not in address else None


def _value(part: str, script: str) -> str | None:
    if part[0] in "'\"":
        return part[1:-1]
    if part.isdigit():
        return part
    if _PAGE_NAMES.match(part):
        return "1"
    name = part.rsplit(".", 1)[-1]
    at = script.find(name) if name else -1
    while at >= 0:
        match = _GIVEN.match(script, at + len(name)) if _WORD_EDGE.match(script, at) else None
        if match:
            return next((group for group in match.groups() if group is not None), None)
        at = script.find(name, at + 1)
    return None


def _with_query(address: str, data: str, script: str) -> str:
    pairs = [(key, _value(raw, script)) for key, raw in _PAIR.findall(data)]
    known = [(key, value) for key, value in pairs if value is not None]
    if not known:
        return address
    return address + ("&" if "?" in address else "?") + urlencode(known)
