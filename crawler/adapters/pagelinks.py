"""Where a page leads: every address once, with what its link says."""

from crawler.adapters import paging
from crawler.adapters.dom import Dom
from crawler.adapters.hiddenlinks import hidden_links
from crawler.adapters.reading import PageLink

_MOST_WORDS = 80
_FRAMES = (("iframe", "src"), ("frame", "src"), ("area", "href"))


def page_links(dom: Dom) -> tuple[PageLink, ...]:
    """Return all that the page leads to: links, areas of pictures, frames, its list's pages.

    What no visitor sees comes first. A page that a browser laid out tells nothing of that: its
    scripts leave hidden what they show later.
    """
    found: dict[str, str] = {}
    for link in dom.links:
        url = dom.absolute(link.href)
        if url is not None and not found.get(url):
            found[url] = (link.title or link.hint or link.shown)[:_MOST_WORDS]
    for tag, attribute in _FRAMES:
        for node in dom.tagged(tag):
            url = dom.absolute(node.attrs.get(attribute))
            if url is not None:
                found.setdefault(url, "")
    for script in dom.scripts:
        for url in paging.written(script.text, dom.base):
            found.setdefault(url, "")
    hidden = {link.url: link for link in hidden_links(dom)}
    shown = (PageLink(url, words) for url, words in found.items() if url not in hidden)
    return (*(PageLink(link.url, link.words, link.how) for link in hidden.values()), *shown)
