"""The visible text of a page, one text node a line: what labels and dates are looked for in."""

from crawler.adapters.dom import Dom


def text_lines(dom: Dom) -> str:
    """Return the visible text with each text node on a line of its own, blank ones left out."""
    return dom.lines
