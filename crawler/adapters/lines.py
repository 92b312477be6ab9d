"""The visible text of a page, one text node a line: what labels and dates are looked for in."""

from weakref import WeakKeyDictionary

from crawler.adapters.dom import Dom

_READ: WeakKeyDictionary[Dom, str] = WeakKeyDictionary()


def text_lines(dom: Dom) -> str:
    """Return the visible text with each text node on a line of its own, blank ones left out."""
    lines = _READ.get(dom)
    if lines is None:
        body = dom.tree.body
        raw = (body.text(separator="\n") or "") if body is not None else ""
        lines = _READ[dom] = "\n".join(filter(None, map(str.strip, raw.split("\n"))))
    return lines
