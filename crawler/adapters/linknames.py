"""What links are called, and whether that may be a column's name."""

import re
from functools import lru_cache

from selectolax.lexbor import LexborNode

from crawler.adapters.links import text_in

_OUTSIDE = re.compile(r"foot|friend|yqlj|copyright|crumb|dqwz|curmb|login", re.I)
_NOT_NAMED = re.compile(
    r"^(?:登[录陆]|注册|退出|注销|用户中心|个人中心|English|EN|繁|简|繁体(?:中文|版)?|简体(?:中文|版)?|繁體|无障碍.{0,3}"
    r"|网站无障碍|适老.{0,2}|长者.{0,3}|关怀.{0,2}|老年.{0,2}|手机版|移动版|PC版|微信|微博|客户端|APP|邮箱|.{0,2}邮箱登录"
    r"|搜索|高级搜索|站内搜索|智能搜索|收藏(?:本站)?|加入收藏|设为首页|RSS|更多.{0,2}|返回.{0,4}|智能问答|智能机器人"
    r"|公务邮箱|网站声明|版权.{0,2}|隐私.{0,2}|上一页|下一页|尾页|末页|查看详情|打印|关闭|切换.{0,4}|站群导航"
    r"|中国政府网|.{0,6}政府网站?|.{2,6}人民政府)$",
    re.I,
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_BAD_NAME = re.compile(r"[。；？！?!]|\d{4}-\d|^\d+$|…|\.\.\.|备\d{6}|公网安备|\d{6}")
_INNER = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_EDGES = " ·•>》«»＞|｜▪■◆★:：\u200b"
LONGEST = 14
_NO_NAME = 90
"""Characters, white space counted, from which on a link's text is not looked at."""


def name_of(link: LexborNode) -> str:
    """Return what a link is called: its text, else its title, else its image's description."""
    text = text_in(link).strip()
    if text and (len(text) > _NO_NAME or (text := clean(text))):
        return text[:_NO_NAME]
    title = link.attributes.get("title")
    if not title and (image := link.css_first("img[alt]")) is not None:
        title = image.attributes.get("alt")
    return clean(title or "")


@lru_cache(maxsize=8192)  # a site says the same names on every page
def clean(text: str) -> str:
    """Collapse white space; between two Chinese characters of a name it means nothing."""
    text = " ".join(text.split()).strip(_EDGES)
    return _INNER.sub("", text) if len(text) <= LONGEST + 4 else text


@lru_cache(maxsize=8192)
def is_name(text: str) -> bool:
    """Whether a text may be a column's name: short, Chinese, no sentence, no service."""
    return (
        2 <= len(text) <= LONGEST
        and _HAN.search(text) is not None
        and not _BAD_NAME.search(text)
        and not _NOT_NAMED.match(text)
    )


def outside(node: LexborNode) -> bool:
    """Whether a node stands in a footer, a breadcrumb, a login or another place without columns."""
    current = node.parent
    for _ in range(7):
        if current is None or current.tag == "body":
            return False
        if current.tag == "footer" or _says_outside(label_of(current)):
            return True
        current = current.parent
    return False


@lru_cache(maxsize=4096)  # a site's pages have the same classes
def _says_outside(label: str) -> bool:
    return _OUTSIDE.search(label) is not None


def label_of(node: LexborNode) -> str:
    """Return a node's class and id."""
    attributes = node.attributes
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
