"""The breadcrumb: where a page says it stands."""

import re
from collections.abc import Sequence
from weakref import WeakKeyDictionary

from crawler.adapters.dom import Dom

_START = re.compile(
    r"(?:当前|您的|你的|所在|您所在的?|您现在的?|你现在的?|现在的?)\s?位置|位置[：:]|首\s?页\s{0,4}(?:&gt;|[>＞»→])"
)
_HOME = re.compile(r"(?:首\s{0,4}页|主页|Home)\s{0,6}(?=&gt;|[>＞»→/\-|·])")
_STEP = re.compile(r"\s*(?:&gt;|[>＞»→]|(?<=\s)[/\-|·](?=\s)|-{2,})+\s*")
_REACH = 300
_READ: WeakKeyDictionary[Dom, tuple[str, ...]] = WeakKeyDictionary()


def of(dom: Dom) -> tuple[str, ...]:
    """Return the names of a page's breadcrumb below the home page, from the top down."""
    trail = _READ.get(dom)
    if trail is None:
        trail = _READ[dom] = _read(dom)
    return trail


def _read(dom: Dom) -> tuple[str, ...]:
    lines = dom.lines
    start = _START.search(lines)
    if start is None:
        return ()
    chunk = lines[start.start() : start.start() + _REACH]
    home = _HOME.search(chunk)
    if home is None:
        return ()
    names = []
    for step in _STEP.split(chunk[home.end() :])[1:]:
        first, _, more = step.partition("\n")
        if first := " ".join(first.split()):
            names.append(first[:40])
        if more.strip():
            break
    return tuple(names)


def span(lines: str, trail: Sequence[str]) -> tuple[int, int] | None:
    """Return where in a page's lines the breadcrumb of these names begins and ends."""
    start = _START.search(lines)
    if start is None:
        return None
    end = start.end()
    for name in trail:
        if (at := lines.find(name, end, end + _REACH)) >= 0:
            end = at + len(name)
    return start.start(), end


def parts(dom: Dom) -> tuple[set[str], list[str]]:
    """Return the lines before the breadcrumb, as names, and the lines after it.

    Without a breadcrumb nothing is before, and all is after.
    """
    lines = dom.lines
    trail = of(dom)
    found = span(lines, trail)
    if found is None:
        return set(), lines.split("\n")
    before = {" ".join(line.split()) for line in lines[: found[0]].split("\n")}
    return before | set(trail), lines[found[1] :].split("\n")
