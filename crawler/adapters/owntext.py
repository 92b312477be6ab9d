"""Whether a page has a text of its own, under a title of its own, beside which its lists stand."""

from collections.abc import Sequence

from crawler.adapters import bodies, crumbs, gone, regions, titles
from crawler.adapters.article import ArticleParts
from crawler.adapters.dom import Dom
from crawler.adapters.links import text_in
from crawler.adapters.reading import Block, EntryLink

MUCH, PROSE = 100, 300
"""Characters in one place that are more than a few words, and that are surely a text."""
_FAR_MORE = 4  # times as long as all titles of a list is a text that the list stands beside
_LEAST_TITLE, _SURE_TITLE, _OWN_TITLE = 6, 10, 8
_NO_COLUMN = 17  # characters of a title that is too long for a column's name


def is_prose(
    dom: Dom,
    article: ArticleParts,
    title: str,
    entries: Sequence[EntryLink],
    blocks: Sequence[Block],
) -> bool:
    """Whether a page says enough in one place under a title of its own.

    Args:
        dom: the page.
        article: what it says of itself as an article.
        title: its title, the site's name taken off.
        entries: its main list; beside a list that is long and no side box, more must be said.
        blocks: its dated blocks.
    """
    trail = crumbs.of(dom)
    if not article.marked or len(title) < (_LEAST_TITLE if trail else _SURE_TITLE):
        return False
    if not trail:
        return bodies.told(dom) >= 2 * PROSE
    beside = _are_beside(dom, entries, blocks)
    no_column = beside and len(title) >= _NO_COLUMN
    if title in trail and not (no_column or _is_below(dom, trail, title)):
        return False
    return bodies.told(dom) >= (MUCH if beside else PROSE)


def _are_beside(dom: Dom, entries: Sequence[EntryLink], blocks: Sequence[Block]) -> bool:
    """Whether all dated lists are side boxes by their names, or next to nothing beside the text."""
    if not entries:
        return False
    if blocks and all(regions.is_side_name(block.name) for block in blocks):
        return True
    return sum(len(entry.title) for entry in entries) * _FAR_MORE <= bodies.told(dom)


def _is_below(dom: Dom, trail: Sequence[str], title: str) -> bool:
    """Whether what seems to end a breadcrumb is the title below it, as after a last sign: 动态 >.

    A column's name stands twice, in its breadcrumb and over its list.
    """
    if len(trail) < 2 or title != trail[-1] or len(title) < _SURE_TITLE:
        return False
    return dom.lines.split("\n").count(title) == 1


def is_heading(dom: Dom, title: str) -> bool:
    """Whether a heading of the page is what its `<title>` says of it, however short."""
    wanted = titles.squeeze(title)
    return len(wanted) > 1 and any(
        titles.squeeze(text_in(node)) == wanted
        for tag in ("h1", "h2", "h3")
        for node in dom.tagged(tag)
    )


def is_headed(dom: Dom, article: ArticleParts, title: str, *, named: bool) -> bool:
    """Whether a page shows a title of its own that is no column's: a short document, a picture."""
    own = article.marked and not named and len(title) >= _OWN_TITLE
    return own and title not in crumbs.of(dom) and not gone.is_paged(dom)
