"""Whether a column's page holds nothing: it says so, or there is nothing but its frame.

A column called empty that is not does an office more harm than an empty one that is overlooked.
So whatever might be content speaks against it: sentences, names of further columns, a form, a
film; and a 暂无数据 that does not show, as scripts keep it ready, says nothing.
"""

import re
from itertools import pairwise
from weakref import WeakKeyDictionary

from selectolax.lexbor import LexborNode

from crawler.adapters import crumbs, linknames, regions
from crawler.adapters.columnkind import kind_of
from crawler.adapters.dom import Dom
from crawler.adapters.titles import squeeze
from storage.records import ColumnKind

FOOT = re.compile(
    r"版权所有|主办|承办|网站标识码|ICP备|Copyright|友情链接|联系我们|网站地图|关于我们|技术支持|公网安备"
    r"|分辨率|邮编",
    re.I,
)
_FRAME = re.compile(
    r"[\W\d]*|.{0,6}[首上下末尾]一?页.{0,6}|(?:暂无|没有).{0,10}|.{0,4}共\d{1,6}.{0,4}"
)
_NONE = re.compile(
    r"\W*(?:(?:对不起|抱歉)\W*)?(?:(?:该|本|此)?栏目(?:下|中)?)?(?:暂无|尚无|暂时?没有|没有)(?:任何|相关|更多|符合条件的|可显示的)?"
    r"(?:数据|信息|内容|记录|文章|消息|新闻|公告|资讯|列表)\W*|\W*共\s*(?:有|计)?\s*0\s*(?:条|篇)(?:数据|信息|记录|内容)?\W*"
)
_NONE_WORTH = re.compile(r"暂无|尚无|没有|共\s*(?:有|计)?\s*0\s*[条篇]")
_DAY = re.compile(r"[\[(（【]?\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?[\])）】]?")
"""A row of something that was not taken for the column's list."""
_HOLDERS = "p, div, span, li, td, em, b, strong, i, font, dd, h2, h3, h4, h5, center"
_OTHER_CONTENT = "iframe, embed, object, video, audio, canvas, textarea, map"
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_SURE, _FEW_WORDS, _WORDS, _ENOUGH, _MANY_NAMES = 0.85, 80, 300, 100, 4
_TOLD: WeakKeyDictionary[Dom, int] = WeakKeyDictionary()


def is_empty(dom: Dom, title: str, *, hinted: bool, dated: bool, much: bool) -> bool:
    """Say whether a page without entries is a column without content.

    Args:
        dom: the page.
        title: what it calls itself, the site's name taken off.
        hinted: whether its name or its paging make it a column already.
        dated: whether it shows when it was published, as articles do.
        much: whether its paragraphs have much to say.
    """
    path = crumbs.of(dom)
    if (hinted or path) and (_is_bare(dom, title) or not (dated or much or not _says_none(dom))):
        return True
    return not (path or dated) and _is_menu_alone(dom, title)


def known(name: str) -> bool:
    """Whether a name is surely one of a column."""
    kind, confidence = kind_of(name)
    return kind not in (ColumnKind.OTHER, ColumnKind.HOME) and confidence >= _SURE


def says_nothing(line: str) -> bool:
    """Whether a line says that there is nothing: 暂无数据."""
    return _NONE.fullmatch(line) is not None


def is_frame(line: str) -> bool:
    """Whether a line is of a list's frame: paging, a count, 暂无数据."""
    return _FRAME.fullmatch(line) is not None or says_nothing(line)


def paragraphs(dom: Dom) -> int:
    """Return the characters of the first paragraphs, as far as it matters; links tell nothing."""
    known = _TOLD.get(dom)
    if known is None:
        known = _TOLD[dom] = _paragraphs(dom)
    return known


def _paragraphs(dom: Dom) -> int:
    chars = 0
    for node in dom.tree.css("p")[:80]:
        text = (node.text() or "").strip()
        if len(text) >= 20 and not FOOT.search(text):
            chars += _solid(text) - sum(_solid(link.text() or "") for link in node.css("a"))
        if chars >= _ENOUGH:
            break
    return chars


def shows(node: LexborNode) -> bool:
    """Whether neither an element nor one around it says that it does not show."""
    current: LexborNode | None = node
    while current is not None and current.tag != "body":
        attributes = current.attributes
        if _HIDDEN.search(attributes.get("style") or "") or "hidden" in attributes:
            return False
        current = current.parent
    return True


def _is_bare(dom: Dom, title: str) -> bool:
    """Whether a column's page holds nothing but its frame: menus, breadcrumb, foot.

    Names of other columns that the menu does not have make a page an entry to these, and
    sentences that are no list we can read make it anything; neither is an empty column.
    """
    head, content = crumbs.parts(dom)
    if any(map(_DAY.fullmatch, content)):
        return False
    names, words = _said(content, frozenset())
    return words < _FEW_WORDS and len(names - head - {title}) < _MANY_NAMES


def _says_none(dom: Dom) -> bool:
    """Whether a page says in its middle, where it shows, that there is nothing."""
    if not _NONE_WORTH.search(dom.body_text):
        return False
    content = crumbs.parts(dom)[1]
    if _said(content, frozenset())[1] >= _WORDS or dom.tree.css_first(_OTHER_CONTENT):
        return False
    for before, line in pairwise(content):
        beside = regions.ASIDE_HEADING.search(before) and not _NONE.fullmatch(before)
        if beside and _NONE.fullmatch(line):
            return False
    return any(
        _NONE.fullmatch(node.text(deep=False) or "")
        and shows(node)
        and regions.weight(node) >= _middle(node)
        for node in dom.tree.css(_HOLDERS)
    )


def _middle(node: LexborNode) -> float:
    """Return how much a place must count to be the middle: a pager's own is one for 共0条."""
    return 0.1 if "0" in (node.text() or "") else 1.0


def _is_menu_alone(dom: Dom, title: str) -> bool:
    """Whether a page without a breadcrumb bears a name of its menu, and holds the menu's alone."""
    if dom.tree.css_first(_OTHER_CONTENT) is not None or len(squeeze(title)) < 2:
        return False
    menu = {
        linknames.name_of(link)
        for link in dom.tree.css("a[href]")
        if regions.weight(link) < 0.3 and not linknames.outside(link)
    }
    if title not in menu or len(menu) < 2 * _MANY_NAMES:
        return False
    names, words = _said(crumbs.parts(dom)[1], frozenset(menu))
    return not words and not names


def _said(lines: list[str], menu: frozenset[str]) -> tuple[set[str], int]:
    """Return the known names and the number of characters of words before the foot.

    Where a menu is known, every name but its own counts, and the foot is below the menu.
    """
    names, words = set(), 0
    last = max((at for at, line in enumerate(lines) if linknames.clean(line) in menu), default=-1)
    for at, line in enumerate(lines):
        if at > last and FOOT.search(line):
            break
        if linknames.clean(line) in menu:
            continue
        if known(line) or (menu and linknames.is_name(line)):
            names.add(linknames.clean(line))
        elif not linknames.is_name(line) and not _FRAME.fullmatch(line):
            words += len(line)
    return names, words


def _solid(text: str) -> int:
    return sum(map(len, text.split()))
