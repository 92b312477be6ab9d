"""Where on a page something stands: in the content, in the navigation, in a side box."""

import re
from functools import lru_cache

from selectolax.lexbor import LexborNode

from crawler.adapters.dom import Dom
from crawler.adapters.linknames import label_of
from crawler.adapters.links import text_in

_EDGES = re.compile(
    r"(?<![a-z])(?:nav|navi|navbar|menu|submenu|foot|footer|bottom|copyright|friend|yqlj|links?|login"
    r"|crumbs?|breadcrumb|position(?!-[a-z])|pag(?:er|es|ing|ination)"
    r"|page(?![-_](?:head|tit|con|main|body|wrap|inner|list)))(?![a-z])|daohang|mainnav|topnav|footer",
    re.I,
)
_ASIDE = re.compile(
    r"(?<![a-z])(?:hot|rank|ranking|relat(?!ive)\w*|recom\w*|side|sidebar|aside|phb|xgyd|xgwz|rmzx)"
    r"(?![a-z])|tuijian|paihang|xiangguan"
    r"|(?<![a-z])(?:col-(?:xs|sm|md|lg|xl)|col-md|span|layui-col-(?:xs|sm|md|lg))-?[23](?!\d)",
    re.I,
)
_FEATURE = re.compile(r"(?<![a-z])(?:slide\w*|banner|focus|swiper\w*)(?![a-z])", re.I)
_EDGE_TAGS = frozenset({"nav", "footer"})
_PAGER = re.compile(r"下一?页|尾页|末页|上一?页|共\s*\d+\s*[页条]|createPageHTML|转到")
_PAGER_NAME = re.compile(
    r"(?<![a-z])pag(?:e|er|es|ing|ination)|fenye|(?<![a-z])fy(?![a-z])|ewb-page", re.I
)
_CRUMB = re.compile(r"(?:当前|您的|你的|所在的?|现在的?)\s?位置|(?<![\u4e00-\u9fff])位置[：:]")
_HOME = re.compile(r"首\s{0,4}页|主页|Home")
_REACH = 200  # characters between 当前位置 and 首页
HEADING = re.compile(r"tit|head|(?<![a-z])(?:hd|bt|name)(?![a-z])", re.I)
ASIDE_HEADING = re.compile(r"热点|热门|推荐|排行|相关|点击量|猜你|阅读榜|您可能|友情链接")
LATEST_HEADING = re.compile(r"最[新近](?:文章|发布|更新|信息|消息|资讯|新闻|动态|公开|公告)")
ASIDE = 0.4
"""What a list in a side box counts."""


def weight(node: LexborNode, dom: Dom | None = None) -> float:
    """Return how much a list inside this element counts: 1 in the content, less at the edges.

    Args:
        node: the element.
        dom: its page, which remembers; without it every look climbs to the top.
    """
    known = dom.weights if dom is not None else {}
    path: list[tuple[int, float]] = []
    current: LexborNode | None = node
    while current is not None and current.mem_id not in known:
        if (tag := current.tag) in ("body", "html"):
            break
        path.append((current.mem_id, _weight(tag or "", label_of(current))))
        current = current.parent
    result = known.get(current.mem_id, 1.0) if current is not None else 1.0
    for mem_id, own in reversed(path):
        result = known[mem_id] = min(result, own)
    return result


@lru_cache(maxsize=4096)  # a site's pages have the same classes
def _weight(tag: str, name: str) -> float:
    if tag in _EDGE_TAGS or _EDGES.search(name):
        return 0.15
    if tag == "aside" or _ASIDE.search(name):
        return ASIDE
    return 0.5 if _FEATURE.search(name) else 1.0


def is_side_name(name: str) -> bool:
    """Whether a list of this name stands beside what a page is about: 最新文章, 相关阅读."""
    return bool(ASIDE_HEADING.search(name) or LATEST_HEADING.search(name))


def start_of_content(dom: Dom) -> int:
    """Return the place of the breadcrumb among the elements; 0 where there is none.

    What stands before it is the page's frame, as side columns are on the left.
    """
    near = dom.texts.find("位置")
    found = _CRUMB.search(dom.texts, max(0, near - _REACH)) if near >= 0 else None
    if found is None or not _HOME.search(dom.texts, found.end(), found.end() + _REACH):
        return 0
    parent = dom.text_nodes[dom.texts.count("\0", 0, found.start())].parent
    return dom.order[parent.mem_id] if parent is not None else 0


def pages(node: LexborNode, dom: Dom) -> bool:
    """Whether the side box that an element stands in has paging of its own, as no side box has."""
    box, above = node, node.parent
    while above is not None and weight(above, dom) == ASIDE:
        box, above = above, above.parent
    return _PAGER.search(text_in(box)) is not None


def has_pager(container: LexborNode) -> bool:
    """Whether paging stands after this element, or after one of the three around it."""
    current: LexborNode | None = container
    for _ in range(4):
        if current is None or current.tag == "body":
            return False
        after = current.next
        seen = 0
        while after is not None and seen < 6:
            if after.tag and after.tag[0] != "-":
                seen += 1
                if _is_pager(after):
                    return True
            after = after.next
        current = current.parent
    return False


def _is_pager(node: LexborNode) -> bool:
    if _PAGER_NAME.search(label_of(node)):
        return True
    text = text_in(node)
    return len(text) < 300 and bool(_PAGER.search(text))


def column_names(dom: Dom) -> tuple[str, ...]:
    """Return what the page calls its own column: the site tag, else the title's first part."""
    names = [dom.meta("ColumnName") or "", re.split(r"[-_|–—]", dom.title)[0].strip()]
    return tuple(name for name in names if len(name) > 1)
