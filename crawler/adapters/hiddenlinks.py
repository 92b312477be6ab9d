"""Links to other hosts that no visitor sees: 暗链, put there by who broke in, for search engines.

What menus, tabs, dialogs and notices keep folded is hidden, too, so folding alone (display:none)
speaks only where nothing on the page could unfold it: the element has no name that a script or a
style sheet could know it by, and is part of no menu, no list, no row of tabs. Where the link's
words sell gambling and the like, any hiding speaks. Style sheets are not read.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from itertools import chain
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.adapters import inlinestyles, scriptmarkup
from crawler.adapters.dom import Dom
from crawler.adapters.foldings import nothing_unfolds
from crawler.adapters.inlinestyles import Sight
from crawler.adapters.links import Link
from crawler.domains import host_of, is_office, owner_of


class HiddenLink(NamedTuple):
    """A link that the page shows to nobody."""

    url: str
    words: str
    how: str
    """How it is kept from sight, in Chinese."""


_MOST = 200
_SPECK = 5  # px, a marquee in which nothing can be read
_MARK = re.compile(
    r"(?:博|愽)彩|(?:澳门|线上|网上|真人|在线).{0,4}(?:赌|娱乐|百家乐)|赌场|赌博|百家乐|老虎机|棋牌|时时彩|六合彩|北京赛车"
    r"|幸运飞艇|(?<!福利)(?<!体育)彩票(?:平台|网|投注)|体育投注|足球(?:投注|外围)|开元|捕鱼|私服|外挂|成人(?:视频|影片|电影|网站)|色情|情色|av在线"
    r"|裸聊|约炮|援交|招嫖|一夜情|代开.{0,4}发票|迷药|贷款口子|代孕|伟哥|壮阳",
    re.I,
)
_COMMON = frozenset(
    (
        # 统计
        "cnzz.com", "51.la", "51yes.com", "umeng.com", "linezing.com", "google.com",
        "google-analytics.com", "googletagmanager.com", "gostats.cn", "statcounter.com",
        # 分享
        "jiathis.com", "bshare.cn", "baidu.com", "weibo.com", "weibo.cn", "qq.com", "sina.com.cn",
        "douban.com", "renren.com", "kaixin001.com", "163.com", "sohu.com", "zhihu.com",
        # 标识、媒体、平台
        "conac.cn", "kaipuyun.cn", "12377.cn", "people.com.cn", "people.cn", "xinhuanet.com",
        "news.cn", "cctv.com", "cctv.cn", "china.com.cn", "chinanews.com", "gmw.cn", "ce.cn",
        "12371.cn", "youth.cn", "xuexi.cn", "creditchina.cn", "adobe.com", "microsoft.com",
        # 建站厂商的署名
        "hanweb.com", "trs.com.cn", "ucap.com.cn", "sudytech.com", "epoint.com.cn",
        "powereasy.net", "webber.com.cn", "chinafrom.com", "vsbclub.com",
        "mozilla.org", "w3.org", "firefox.com.cn", "wps.cn",
    )
)  # fmt: skip
"""Domains to which nobody hides a link for gain."""


def hidden_links(dom: Dom) -> tuple[HiddenLink, ...]:
    """Return the links to other hosts that the page shows to nobody, each address once."""
    own = _owner(dom.own)
    links: dict[str, HiddenLink] = {}
    for link in chain(_of_page(dom, own), _of_scripts(dom, own)):
        links.setdefault(link.url, link)
        if len(links) == _MOST:
            break
    return tuple(links.values())


def _of_page(dom: Dom, own: str) -> Iterator[HiddenLink]:
    leads_out = partial(_leads_out, own=own)
    out = [link for link in dom.links if leads_out(link.href or "")]
    hiding = _hiding(link.node for link in out)
    for_good: dict[int, bool] = {}  # by the element that folds
    for link in out:
        sight, holder = _hidden(link.node, hiding) if hiding else (None, None)
        if sight is None:
            sight = _unreadable(link.node)
        elif holder is not None and sight.soft:
            place = holder.mem_id
            if place not in for_good and len(for_good) < _MOST:
                for_good[place] = _sells(dom, holder) or nothing_unfolds(dom, holder, leads_out)
            sight = sight if _words(link) and for_good.get(place) else None
        url = dom.absolute(link.href) if sight is not None else None
        if sight is not None and url is not None:
            yield HiddenLink(url, _words(link), sight.how)


def _sells(dom: Dom, holder: LexborNode) -> bool:
    """Whether one of the links in an element sells what no office would."""
    return any(_MARK.search(_words(link)) for link in dom.links_in(holder))


def _of_scripts(dom: Dom, own: str) -> Iterator[HiddenLink]:
    """Find what scripts hide or write hidden; what they write, nobody unfolds."""
    if not any(map(scriptmarkup.may_hide, dom.scripts)):
        return
    for markup in scriptmarkup.written(dom.text):
        nodes = LexborHTMLParser(markup).css("a[href]")
        hiding = _hiding(nodes)
        for node in nodes if hiding else ():
            link = Link(node, 0)
            sight, _ = _hidden(node, hiding)
            if sight is None or not _leads_out(link.href or "", own) or not _words(link):
                continue
            if (url := dom.absolute(link.href)) is not None:
                yield HiddenLink(url, _words(link), f"脚本写出，{sight.how}")


def _words(link: Link) -> str:
    return link.shown or link.hint


# ------------------------------------------------------------ where it leads


def _leads_out(href: str, own: str) -> bool:
    if not href.lstrip().startswith(("http://", "https://", "//")):
        return False
    owner = _owner(href.strip())
    return bool(owner) and owner != own


@lru_cache(maxsize=4096)  # a site's pages lead to the same hosts
def _owner(url: str) -> str:
    """Return whose domain an address is in, '' for one that nobody hides for gain."""
    absolute = f"http:{url}" if url.startswith("//") else url
    owner = owner_of(absolute)
    return "" if is_office(host_of(absolute)) or owner in _COMMON else owner


# ------------------------------------------------------------ how it is hidden


def _hiding(nodes: Iterable[LexborNode]) -> dict[int, Sight]:
    """Return what hides, by `mem_id`, among elements and all that is around them."""
    found: dict[int, Sight] = {}
    seen: set[int] = set()
    for node in nodes:
        current: LexborNode | None = node
        while current is not None and (place := current.mem_id) not in seen:
            seen.add(place)
            if not current.is_element_node:
                break
            if (sight := _sight(current)) is not None:
                found[place] = sight
            current = current.parent
    return found


def _hidden(
    node: LexborNode, hiding: Mapping[int, Sight]
) -> tuple[Sight | None, LexborNode | None]:
    """Return how the elements around a link hide it, and the one that does; a trick comes first."""
    named = visible = False
    folded: tuple[Sight | None, LexborNode | None] = None, None
    current: LexborNode | None = node
    while current is not None and current.is_element_node:
        attributes = current.attrs
        style = attributes.get("style") or ""
        sight = hiding.get(current.mem_id)
        if sight is not None and not (sight.font and named):
            if not sight.soft:
                return sight, current
            if folded[0] is None and not (visible and "visibility" in sight.how):
                folded = sight, current
        named = named or "class" in attributes or "font-size" in style
        visible = visible or "visible" in style
        current = current.parent
    return folded


def _sight(node: LexborNode) -> Sight | None:
    style = node.attrs.get("style")
    if style and (sight := inlinestyles.sight(style)) is not None:
        # pictures keep their size whatever the text's, and fade in where they change in turn
        pictured = sight.how in {"字号为0", "完全透明"} and node.css_first("img, svg, input")
        return None if pictured else sight
    if node.tag != "marquee":
        return None
    sizes = [(node.attrs.get(name) or "").rstrip("px ") for name in ("width", "height")]
    small = all(size.isdigit() and int(size) <= _SPECK for size in sizes)
    return Sight("滚动条小到看不见") if small else None


def _unreadable(node: LexborNode) -> Sight | None:
    """Say whether a link's words have the very colour of what is behind them."""
    ink = _ink(node) or _ink(node.first_child)
    if ink is None or node.css_first("img") is not None:
        return None
    return Sight("文字与背景同色") if ink in {"transparent", _ground(node)} else None


def _ink(node: LexborNode | None) -> str | None:
    if node is None or not node.is_element_node:
        return None
    attributes = node.attrs
    style = attributes.get("style") or ""
    given = inlinestyles.declared(style).get("color") if "olor" in style.lower() else None
    return inlinestyles.colour(given or attributes.get("color"))


def _ground(node: LexborNode) -> str | None:
    """Return the colour behind an element; None where a style sheet may have its say."""
    current: LexborNode | None = node
    while current is not None and current.is_element_node and not current.attrs.get("class"):
        given = inlinestyles.declared(current.attrs.get("style") or "")
        ground = given.get("background-color") or given.get("background")
        ground = ground or current.attrs.get("bgcolor")
        if ground:
            return inlinestyles.colour(ground)
        current = current.parent
    return None
