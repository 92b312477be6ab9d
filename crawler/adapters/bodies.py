"""How much a page has to say in one place of its own: the body of an article, if it is one."""

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
_PLACES: WeakKeyDictionary[Dom, str] = WeakKeyDictionary()
_READ: WeakKeyDictionary[Dom, int] = WeakKeyDictionary()


def name_place(dom: Dom, place: str) -> None:
    """Say by CSS where the page's system puts an article's text, should anybody ask."""
    _PLACES[dom] = place


def told(dom: Dom) -> int:
    """Return the characters of the fullest body, or of the paragraphs that stand side by side.

    White space and links are not counted.
    """
    known = _READ.get(dom)
    if known is None:
        known = _READ[dom] = max(_marked(dom), _side_by_side(dom))
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


def _words(node: LexborNode) -> int:
    links = sum(_solid(text_in(link)) for link in node.css("a"))
    return max(0, _solid(text_in(node)) - links)


def _solid(text: str) -> int:
    return sum(map(len, text.split()))
