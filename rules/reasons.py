"""Why a place could not be judged, in the words that reports print.

Whose doing it was is said first, so that a refusal is never read as an outage: the site's own
(没有打开), its wall's (被拒绝), our policy's (按规则未看), or our own fault (我方故障).
"""

from collections.abc import Iterator

from storage.dossier import Dossier, PageText
from storage.records import (
    Blind,
    Column,
    Content,
    Fate,
    Identity,
    Listing,
    Observation,
    Page,
    Target,
)

_SAID = {
    Fate.CHALLENGE_RUISHU: "对方防护系统要求运行脚本验证",
    Fate.CHALLENGE_JSL: "对方防护系统要求运行脚本验证",
    Fate.CHALLENGE_WAF: "对方防护系统拦截",
    Fate.CAPTCHA: "对方要求输入验证码",
    Fate.RATE_LIMITED: "对方限制访问频率",
    Fate.FORBIDDEN: "对方不允许访问",
    Fate.ROBOTS: "robots.txt 不允许访问",
    Fate.ADDRESS_REFUSED: "地址不在允许访问的网络内",
    Fate.OUT_OF_SCOPE: "地址不在登记的网站范围内",
    Fate.BUDGET: "超出本次抓取的页数",
    Fate.TRAP: "地址像无穷无尽的循环",
    Fate.SIZE_LIMIT: "页面过大",
    Fate.BOMB: "页面解压后过大",
    Fate.PARSER_TIMEOUT: "页面太复杂，没有解析完",
    Fate.PARSER_CRASH: "页面没能解析",
    Fate.HTTP_3XX_LOOP: "循环跳转",
    Fate.HTTP_3XX_NO_LOCATION: "跳转没有去处",
    Fate.HTTP_3XX_OFFSITE: "跳转到了别的网站",
    Fate.HTTP_4XX: "页面不存在或不可用",
    Fate.HTTP_5XX: "服务器出错",
    Fate.HTTP_PROTOCOL: "答复不合HTTP协议",
    Fate.HTTP_EMPTY: "页面是空的",
    Fate.HTTP_TRUNCATED: "内容只到了一部分",
    Fate.HTTP_NOT_A_PAGE: "答复的不是网页",
    Fate.SOFT_ERROR: "页面显示错误或维护提示",
    Fate.TOTAL_TIMEOUT: "超时",
}
_SAID_BY_LAYER = {
    "DNS": "域名解析失败",
    "TCP": "连接不上服务器",
    "TLS": "安全连接没有建立",
    "LOCAL": "本次检查自身出错",
}
_WORDS: dict[type[Observation] | type[Content], str] = {
    Column: "栏目",
    Listing: "信息列表",
    Page: "页面",
    Identity: "网站标识",
}
_WALKED = {
    Content: "还没有逐页看过这个网站，正文没有读",
    Target: "还没有逐页看过这个网站，链接没有查",
}


def ended(fate: Fate, status: int | None = None) -> str:
    """Say how a look that gave no page ended: whose doing, what, and the code to quote."""
    said = _SAID.get(fate) or _SAID_BY_LAYER[fate.name.partition("_")[0]]
    code = fate.value if status is None else f"{fate.value}，状态码{status}"
    return f"{_whose(fate)}：{said}（{code}）"


def _whose(fate: Fate) -> str:
    if fate.refusing:
        return "被拒绝"
    if fate.our_policy:
        return "按规则未看"
    return "我方故障" if fate.our_fault else "没有打开"


def unread(look: Listing | None) -> str | None:
    """Say why nothing may be concluded from what a list page does not show; None when it may."""
    if look is None:
        return "这一页还没有看过"
    if not look.opened:
        return ended(look.fate, look.status)
    if not look.complete:
        return "页面没有读完整"
    if look.scripted:
        return "列表可能由脚本载入、嵌在框架里或做成了图片，没有读到"
    return None


def nothing_seen(dossier: Dossier, need: type[Observation] | type[Content]) -> str:
    """Say why a rule has nothing to go by: nobody looked, the home page failed, or it says none."""
    look = dossier.home_page or dossier.home
    if look is None:
        return "这个网站还没有看过"
    if not look.opened:
        return f"首页{ended(look.fate, look.status)}"
    return _WALKED.get(need) or f"首页上没有读出{_WORDS[need]}"


def unread_file(text: PageText) -> Blind:
    """Say of an attachment that not all of it was read, and why."""
    why = text.content.note or text.page.note or "原因没有记录"
    return Blind(place=text.page.url, reason=f"附件没有读完整：{why}")


def unread_pages(dossier: Dossier, count: int) -> Blind:
    """Say that of so many pages not all was read."""
    reason = f"有{count}个页面的正文没有读完整，没读到的部分没有查"
    return Blind(place=dossier.site.url, reason=reason)


def unwalked(dossier: Dossier) -> Iterator[Blind]:
    """Say that a site was not walked to its end: what was not seen is never clear."""
    walk = dossier.walk
    if walk is None or walk.whole:
        return
    said = [f"全站检查：已知{walk.known}个地址，看过{walk.looked}个"]
    if walk.unread:
        said.append(f"其中{walk.unread}个没有读到（被拒绝、打不开、超时等），如{walk.example}")
    if walk.cut:
        said.append(f"另有{walk.cut}个超过每站地址上限没有看")
    reason = "，".join(said)
    yield Blind(place=dossier.site.url, reason=reason if walk.known else "还没有做过全站检查")
