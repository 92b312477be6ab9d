"""Error pages that come with status 200 in the site's full dress, boxes of other news included.

An article about such pages has a date or more to say; a list has paging or is the page's own
column. What scripts keep hidden until there is an error says nothing.
"""

import re
from collections.abc import Sequence
from weakref import WeakKeyDictionary

from crawler.adapters import crumbs, emptiness, titles
from crawler.adapters.article import ArticleParts
from crawler.adapters.dom import Dom
from crawler.adapters.reading import Block, EntryLink

_THING = r"(?:页面?|网页|网址|内容|信息|文章|文件|栏目|资源|地址|链接)"
_LOST = (
    r"(?:不存在|未找到|找不到|无法找到|没有找到|无法(?:访问|显示|打开)|(?:已经?|可能已经?)?被?(?:删除|移除|转移|下线)"
    r"|已(?:过期|失效)|走丢|丢失|飞走)"
)
_GONE = re.compile(
    r"\W*(?:(?:很|非常|十分)?(?:抱歉|对不起|遗憾)|哎呀|啊哦|提示|404|错误|sorry)?\W*(?:404)?\W*"
    rf"(?:(?:您|你)?(?:所|想|需|要|当前|正在)?要?(?:访问|查找|请求|浏览|查看|打开|寻找)的?{_THING}|该{_THING}|{_THING})"
    rf".{{0,4}}?{_LOST}了?(?:[，,、；;或及和].{{0,24}})?[\W]*"
    rf"|\W*(?:(?:很|非常)?(?:抱歉|对不起)\W*)?(?:没有|未能|无法|找不到)(?:找到)?(?:您|你)(?:所|想|需)?要?(?:访问|查找|请求|浏览|查看|寻找)?的"
    rf"{_THING}(?:了|[，,、].{{0,24}})?\W*",
    re.I,
)
_WORTH = (
    "不存在", "找到", "找不到", "无法", "没有", "未能", "删除", "移除", "转移", "下线", "过期",
    "失效", "走丢", "丢失", "飞走",
)  # fmt: skip
_PAGER = re.compile(r"下一页|下页|末页|尾页|共\s{0,2}\d{1,5}\s{0,2}[页条]")
_HOLDERS = "h1, h2, h3, h4, p, div, span, strong, b, font, td, dt, dd, em, li, center"
_MOST_WORDS = 400
_PAGED: WeakKeyDictionary[Dom, bool] = WeakKeyDictionary()


def says_gone(
    dom: Dom, entries: Sequence[EntryLink], blocks: Sequence[Block], article: ArticleParts
) -> bool:
    """Say whether a page tells that what was asked for is not there, and has nothing of its own."""
    if article.published is not None or not any(word in dom.body_text for word in _WORTH):
        return False
    if (entries or blocks) and (is_paged(dom) or _own_list(dom, blocks)):
        return False
    if any(_GONE.fullmatch(titles.tidy(entry.title)) for entry in entries):
        return False
    if not any(
        _GONE.fullmatch(" ".join((node.text(deep=False) or "").split()))
        and emptiness.shows(node)
        and node.css_first("a") is None
        for node in dom.tree.css(_HOLDERS)
    ):
        return False
    return _words(dom) < _MOST_WORDS


def is_paged(dom: Dom) -> bool:
    """Whether a page says that there are more pages of its list."""
    known = _PAGED.get(dom)
    if known is None:
        known = _PAGED[dom] = _PAGER.search(dom.body_text) is not None
    return known


def _own_list(dom: Dom, blocks: Sequence[Block]) -> bool:
    """Whether a list bears the name of the page's own column."""
    own = {dom.meta("ColumnName") or "", titles.strip_site(dom.title, titles.site_names(dom))}
    own.update(crumbs.of(dom)[-1:])
    return any(block.name in own for block in blocks if block.name)


def _words(dom: Dom) -> int:
    """Return the characters of the paragraphs that are long enough to be sentences."""
    texts = (dom.text_of(node) for node in dom.tree.css("p")[:200])
    return sum(len(text) for text in texts if len(text) >= 20 and not emptiness.FOOT.search(text))
