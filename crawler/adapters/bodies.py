"""How much a page has to say in one place of its own: the body of an article, if it is one."""

from collections.abc import Iterator
from weakref import WeakKeyDictionary

from selectolax.lexbor import LexborNode

from crawler.adapters.dom import Dom
from crawler.adapters.emptiness import FOOT
from crawler.adapters.links import text_in

# Where the systems in use put an article's text, and nothing else.
_BODIES = (
    "#zoom, #Zoom, #UCAP-CONTENT, .TRS_Editor, .trs_editor_view, .TRS_UEDITOR, #vsb_content,"
    " [id^=vsb_content_], .v_news_content, .wp_articlecontent, .article-content, .article_content,"
    " #article_content, .pages_content, .zw_content, .conTxt, .news_content, #fontzoom, #js_content"
)
_SHORTEST, _MOST = 20, 300
_DEEPEST = 12  # elements of letters within one another: editors leave a few, broken pages thousands
_BLOCKS = frozenset({"div", "td"})
_INLINE = frozenset({"span", "font", "b", "strong", "em", "i", "u", "big", "small", "o:p"})
_STOP = "。"  # ends a sentence, and stands in hardly a title, a menu or a field
_PLACES: WeakKeyDictionary[Dom, str] = WeakKeyDictionary()
_READ: WeakKeyDictionary[Dom, int] = WeakKeyDictionary()


def name_place(dom: Dom, place: str) -> None:
    """Say by CSS where the page's system puts an article's text, should anybody ask."""
    _PLACES[dom] = place


def told(dom: Dom) -> int:
    """Return the characters of the fullest body, or of the paragraphs that stand side by side.

    A paragraph is a `<p>`, or the sentences that a `<div>` or a table's cell holds as bare text.
    White space and links are not counted.
    """
    known = _READ.get(dom)
    if known is None:
        known = _READ[dom] = max(_marked(dom), _side_by_side(dom), _bare(dom))
    return known


def _marked(dom: Dom) -> int:
    place = _PLACES.get(dom)
    found = dom.tree.css(place)[:4] if place else []
    return max((_words(node) for node in found or dom.tree.css(_BODIES)[:4]), default=0)


def _side_by_side(dom: Dom) -> int:
    found: dict[int, int] = {}
    for node in dom.tagged("p")[:_MOST]:
        text, parent = text_in(node), node.parent
        if parent is None or len(text) < _SHORTEST or FOOT.search(text):
            continue
        found[parent.mem_id] = found.get(parent.mem_id, 0) + _words(node)
    return max(found.values(), default=0)


def _bare(dom: Dom) -> int:
    """Return the characters of the sentences that stand side by side without a `<p>`."""
    if _STOP not in dom.texts:
        return 0
    found: dict[int, int] = {}
    for block in _sentences(dom)[:_MOST]:
        said = "".join(_own(block))
        if block.parent is None or len(said) < _SHORTEST or FOOT.search(said):
            continue
        place = block.parent.mem_id
        found[place] = found.get(place, 0) + _solid(said)
    return max(found.values(), default=0)


def _sentences(dom: Dom) -> list[LexborNode]:
    """Return the divs and cells whose own text ends a sentence, in order."""
    found: dict[int, LexborNode] = {}
    for node, text in zip(dom.text_nodes, dom.texts.split("\0"), strict=False):
        above = node.parent if _STOP in text else None
        for _ in range(_DEEPEST):
            if above is None or above.tag not in _INLINE:
                break
            above = above.parent
        if above is not None and above.tag in _BLOCKS:
            found[above.mem_id] = above
    return list(found.values())


def _own(node: LexborNode, levels: int = _DEEPEST) -> Iterator[str]:
    """Yield the texts of an element that stand in no link and in no element but of letters."""
    child = node.first_child
    while child is not None:
        if child.is_text_node:
            yield text_in(child)
        elif child.tag in _INLINE and levels:
            yield from _own(child, levels - 1)
        child = child.next


def _words(node: LexborNode) -> int:
    links = sum(_solid(text_in(link)) for link in node.css("a"))
    return max(0, _solid(text_in(node)) - links)


def _solid(text: str) -> int:
    return sum(map(len, text.split()))
