"""What a page's own script fetches, and from where.

Nothing is run. What the script would fetch is named, absolute, first page (jcms `dataproxy.jsp`,
gkmlpt `/gkmlpt/api/all/…`, and whatever else an XHR call names in so many words).
"""

import re
from collections.abc import Iterator
from itertools import chain, islice
from urllib.parse import urlencode

from crawler.adapters.dom import Dom
from crawler.adapters.words import ASKING, CALLING, NAMING

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
    r"\$\.(?:ajax|get|post|getJSON)\b|jQuery\.(?:ajax|get|post|getJSON)\b|f(?<!\wf)etch\(|XMLHttpRequest"
    r"|axios|\.load\(\s*[\"']|loadPageData|\{\{#each|v-for=|ng-repeat"
)
_TOTAL = re.compile(r"\btotal_?(?:records?|count|num|rows?)[\"']?\s*[:=>]\s*[\"']?(\d+)", re.I)
_MOST_SOURCES, _MOST_CALLS, _LOOKED_AT = 6, 60, 400_000


def asks_for_more(dom: Dom) -> bool:
    """Whether the page's own script fetches or lays out content, which nobody ran."""
    if dom.held.isdisjoint(ASKING):
        return False
    return any(_ASKS.search(script.text) for script in dom.scripts if not script.src)


def sources(dom: Dom) -> tuple[str, ...]:
    """Return the addresses from which the page's script takes lists, absolute, first page.

    None for a page that gives the total of its list as zero: there is nothing to take.
    """
    everything = dom.inline[:_LOOKED_AT]
    totals = _TOTAL.findall(everything) if b"total" in dom.inline_lower else ()
    if totals and not any(map(int, totals)):
        return ()
    found: dict[str, None] = {}
    called = _called(everything) if not dom.held.isdisjoint(CALLING) else ()
    named = _named(everything) if not dom.held.isdisjoint(NAMING) else ()
    for address in chain(called, named):
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
    values = _Values(script)
    for match in islice(_CALL.finditer(script), _MOST_CALLS):
        address = _resolved(match[1], values)
        if address is None:
            continue
        data = _DATA.search(script, match.end(), match.end() + 600)
        yield _with_query(address, data[1], values) if data else address


def _named(script: str) -> Iterator[str]:
    """Yield addresses of interfaces that stand whole in a literal, whatever uses them."""
    for hint in map(bytes.decode, NAMING):
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


class _Values:
    """What the names in a script stand for, each looked for once."""

    def __init__(self, script: str) -> None:
        self._script = script
        self._known: dict[str, str | None] = {}

    def of(self, part: str) -> str | None:
        """Return the value of a literal or of a name; None where the script does not say it."""
        if part[0] in "'\"":
            return part[1:-1]
        if part.isdigit():
            return part
        if _PAGE_NAMES.match(part):
            return "1"
        name = part.rsplit(".", 1)[-1]
        if name not in self._known:
            self._known[name] = self._given(name)
        return self._known[name]

    def _given(self, name: str) -> str | None:
        """Return the first literal that a name is given."""
        script = self._script
        at = script.find(name) if name else -1
        while at >= 0:
            match = _GIVEN.match(script, at + len(name)) if _WORD_EDGE.match(script, at) else None
            if match:
                return next((group for group in match.groups() if group is not None), None)
            at = script.find(name, at + 1)
        return None


def _resolved(expression: str, values: _Values) -> str | None:
    """Put an address together from literals and from names whose value stands in the script."""
    parts = []
    for part in _PART.findall(expression):
        value = values.of(part)
        if value is None:
            return None
        parts.append(value)
    address = "".join(parts)
    return address if "/" in address and " " not in address and "<" not in address else None


def _with_query(address: str, data: str, values: _Values) -> str:
    pairs = [(key, values.of(raw)) for key, raw in _PAIR.findall(data)]
    known = [(key, value) for key, value in pairs if value is not None]
    if not known:
        return address
    return address + ("&" if "?" in address else "?") + urlencode(known)
