"""A WeChat article page: what its own script says, and the pages that are no article.

Fields as they stand in the raw HTML: `var ct`, `create_time`, `ori_create_time` (seconds since
1970), `js_name`, `nickname`; the visible publication time is empty until the script runs.
"""

import re
from datetime import datetime
from weakref import WeakKeyDictionary

from crawler.adapters.dates import BEIJING, possible
from crawler.adapters.dom import Dom
from crawler.adapters.words import OF_WECHAT

_READ: WeakKeyDictionary[Dom, bool] = WeakKeyDictionary()
_MARKS = "#js_article, #js_content, #activity-name, .rich_media_title, .weui-msg, .mesg-block"
_SECONDS = re.compile(
    r"(?:var\s+|\b)(ct|oriCreateTime|ori_create_time|create_time)\s*[=:]\s*[\"']?(\d{10})\b"
)
_NICKNAME = re.compile(
    r"(?:var\s+nickname\s*=\s*|nick_name\s*:\s*)(?:htmlDecode|JsDecode)?\(?[\"']([^\"']{1,60})[\"']"
)
_TITLE = re.compile(r"(?:var\s+msg_title\s*=\s*|\btitle\s*:\s*JsDecode\()[\"']([^\"']{2,200})[\"']")
_GONE = re.compile(
    r"链接已过期|已被发布者删除|因违规无法查看|暂时无法查看|此内容(?:被|因|不|无法|发送)|该公众号已"
    r"|帐号已(?:被|注销|迁移)|账号已(?:被|注销|迁移)|内容不存在|参数错误|系统出错|此账号"
)


def is_page(dom: Dom) -> bool:
    """Say whether a page is of WeChat's article platform, wherever it was saved."""
    known = _READ.get(dom)
    if known is None:
        known = _READ[dom] = _is_page(dom)
    return known


def _is_page(dom: Dom) -> bool:
    if "mp.weixin.qq.com" in dom.url:
        return True
    if "articletitle" in dom.metas:  # a site's own, whose share box names the platform
        return False
    marked = b"weixin" in dom.held and not dom.held.isdisjoint(OF_WECHAT)  # cheaper than the tree
    return marked and dom.tree.css_first(_MARKS) is not None


def published(dom: Dom) -> tuple[datetime, str] | None:
    """Return the publication time in the page's script and the name it has there."""
    for script in dom.scripts:
        if script.src or ("time" not in script.text and "ct" not in script.text):
            continue
        if match := _SECONDS.search(script.text):
            moment = datetime.fromtimestamp(int(match[2]), BEIJING)
            if possible(moment, dom.seen):
                return moment, f"script:{match[1]}"
    return None


def account(dom: Dom) -> str | None:
    """Return the name of the account that published."""
    name = dom.text_of(dom.tree.css_first("#js_name, .profile_nickname"))
    return name or _in_scripts(dom, _NICKNAME)


def title(dom: Dom) -> str | None:
    """Return the article's title, printed or in the script."""
    printed = dom.text_of(dom.tree.css_first("#activity-name, .rich_media_title"))
    return printed or dom.meta("og:title") or _in_scripts(dom, _TITLE)


def gone(dom: Dom) -> bool:
    """Say whether the page only tells that the article is deleted, forbidden or expired."""
    box = dom.tree.css_first(".weui-msg, .mesg-block, .weui_msg, .page_msg")
    if box is not None and dom.tree.css_first("#js_content") is None:
        return True
    text = dom.body_text
    return len(text) < 400 and _GONE.search(text) is not None


def _in_scripts(dom: Dom, pattern: re.Pattern[str]) -> str | None:
    for script in dom.scripts:
        if not script.src and (match := pattern.search(script.text)):
            return match[1].strip()
    return None
