"""What a link says as the title of an entry: in full, and nothing else.

A title attribute wins over a text that was cut. Links that are whole cards, with counters or a
summary inside, say more than the title; attributes of several lines say when and by whom, too.
"""

import re

from selectolax.lexbor import LexborNode

from crawler.adapters.linknames import label_of
from crawler.adapters.links import Link, text_in

_LONGEST_WORD, _SHORT = 6, 8
_NOT_A_TITLE = re.compile(
    r"[\s<>«»‹›>·•|\d/.…\[\]()（）【】:：-]*"
    r"(?:更多|more|首\s*页|尾\s*页|末\s*页|上一?[页篇]|下一?[页篇]|[前后]一?页|查看|查看详情|详情|详细|全文|点击查看"
    r"|阅读全文|下载|预览|打印(?:本页)?|关闭(?:窗口|本页)?|收藏|分享|返回(?:上页|上一页|列表|首页|顶部)?|登录|注册"
    r"|查看更多|更多内容|进入|\+|置顶|new|hot|top)?"
    r"[\s<>«»‹›>·•|\d/.…+\[\]()（）【】:：-]*",
    re.I,
)
_TOLD = re.compile(
    r"[\s,，;；|]+(?:(?:发布|发表|更新|公开|上传|添加|录入)?(?:时\s*间|日\s*期)|作\s*者|来\s*源|责任编辑"
    r"|(?:点击|浏览|阅读|访问)(?:数|量|率|次数)?|(?:所属)?栏目)\s*[:：]"
)
_CALLED = re.compile(r"\W*(?:文章|信息)?标\s*题\s*[:：]\s*")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
_NO_WORDS = re.compile(r"[\W\d年月日时分]*|\W*.{0,4}(?:时间|日期|来源|作者|浏览|阅读)\s*[:：].*")
_HEADING = "h1, h2, h3, h4, h5, h6"
_BLOCKS = frozenset({"div", "p", "dl", "dt", "dd", "ul", "h1", "h2", "h3", "h4", "h5", "h6"})
_NAMED = re.compile(r"(?<![a-z])(?:title|tit|bt|biaoti|headline|subject)(?![a-z])", re.I)


def title_of(link: Link) -> str:
    """Return a link's title in full, '' for 更多, page numbers and the like."""
    if link.title is None:
        text = link.shown
        if len(text) > _SHORT and _is_card(link.node):
            text = _headline(link.node) or text
        link.title = _title(text, _full(link.hint))
    return link.title


def _title(text: str, attribute: str) -> str:
    if attribute and (len(text) < 2 or _is_cut(text, attribute)):
        text = attribute
    if len(text) > _LONGEST_WORD and _is_han(text[0]) and _is_han(text[-1]):
        return text  # quicker than the pattern, whose longest word is shorter than this
    return "" if _NOT_A_TITLE.fullmatch(text) else text


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _is_cut(text: str, full: str) -> bool:
    """Whether a text is the beginning of the full title."""
    kept = text.rstrip(".… ")
    if text.endswith(("...", "…", "..")):
        return len(full) >= len(kept) and _HAN.search(full) is not None
    return len(full) > len(text) > 3 and full.startswith(kept)


def _full(hint: str) -> str:
    """Return the title that a title attribute holds among other lines."""
    if ":" not in hint and "：" not in hint:
        return hint
    called = _CALLED.match(hint)
    hint = hint[called.end() :] if called else hint
    told = _TOLD.search(hint)
    return hint[: told.start()].strip() if told else hint


def _is_card(node: LexborNode) -> bool:
    """Whether there are blocks in a link."""
    child = node.first_child
    while child is not None:
        if child.is_element_node and child.tag in _BLOCKS:
            return True
        child = child.next
    return False


def _headline(card: LexborNode) -> str:
    """Return the title in a card: its heading, what is called one, its first block of words."""
    named = card.css_first(_HEADING)
    if named is None:
        named = next((node for node in card.css("[class]") if _NAMED.search(label_of(node))), None)
    if named is not None and _WORDS.search(text := _text(named)):
        return text
    return _first_words(card)


def _first_words(node: LexborNode) -> str:
    """Return the first text of some words that stands alone, be it the node's own or a block's."""
    child = node.first_child
    while child is not None:
        text = _text(child)
        if _WORDS.search(text) and not _NO_WORDS.fullmatch(text):
            return _first_words(child) if _is_card(child) else text
        child = child.next
    return ""


def _text(node: LexborNode) -> str:
    return " ".join(text_in(node).split())
