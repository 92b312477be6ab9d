"""Whether a part of a page that is folded (display:none) will ever be unfolded for a visitor.

Menus, tabs, dialogs and notices will. They have names by which scripts and style sheets know them,
stand in lists or in boxes named for what they are, or beside others of their kind that are shown.
"""

import re
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborNode

from crawler.adapters.dom import Dom
from crawler.adapters.links import text_in

_NAMES = re.compile(
    r"tab|menu|nav|drop|down|dialog|modal|pop|layer|float|mask|share|swiper|slid|banner|fancy|lunbo"
    r"|toggle|collaps|fold|hover|sub|tip|qr|code|ewm|weixin|wechat|wza|old|search|select|more",
    re.I,
)
_FOLDED = re.compile("div|span|p|a|table|font|center|b|strong|i|em|section|article|aside|h[1-6]")
_MENU = re.compile("li|[uod]l|d[dt]|nav|form|select|header|dialog|details|noscript")
_FREE = frozenset({"style", "id", "align", "width", "height", "border", "href", "target", "title"})
_UNFOLDED = re.compile(r"display\s*:\s*(?!none)\w")


def nothing_unfolds(dom: Dom, holder: LexborNode, leads_out: Callable[[str], bool]) -> bool:
    """Whether nothing could unfold an element, and it holds only links to other hosts.

    Args:
        dom: the page.
        holder: the element that its own style folds.
        leads_out: whether an address is one to which somebody may hide links.
    """
    if not _FOLDED.fullmatch(holder.tag or "") or not set(holder.attrs) <= _FREE:
        return False
    name = holder.attrs.get("id")
    if name and (_NAMES.search(name) or dom.text.count(name) > 1):
        return False
    hrefs = [link.href.strip() for link in dom.links_in(holder) if link.href is not None]
    if not all(_is_elsewhere(href, dom) for href in hrefs):
        return False
    if 2 * sum(map(leads_out, hrefs)) <= len(hrefs) or holder.css_first("input, img, button"):
        return False
    return not _in_menu(holder) and not _is_tab(holder)


def _is_elsewhere(href: str, dom: Dom) -> bool:
    """Whether an address is of another host; what a script makes of it is not."""
    return href.startswith(("http://", "https://", "//")) and not href.startswith(dom.own)


def _in_menu(node: LexborNode) -> bool:
    current = node.parent
    while current is not None and current.is_element_node:
        attributes = current.attrs
        named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if _MENU.fullmatch(current.tag or "") or "role" in attributes or _NAMES.search(named):
            return True
        current = current.parent
    return False


def _is_tab(node: LexborNode) -> bool:
    """Whether an element beside it is of its kind and shown: then one is folded for the other."""
    return any(
        other.tag == node.tag
        and "class" not in other.attrs
        and ("style" not in other.attrs or _UNFOLDED.search(other.attrs.get("style") or ""))
        and other.css_first("a[href]") is not None
        and text_in(other).strip()
        for other in _beside(node)
    )


def _beside(node: LexborNode) -> Iterator[LexborNode]:
    for step in ("prev", "next"):
        other = getattr(node, step)
        while other is not None and (other.is_text_node or other.is_comment_node):
            other = getattr(other, step)
        if other is not None:
            yield other
