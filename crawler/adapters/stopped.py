"""Pages that a server, a wall or an office sends instead of content.

Refusals (403, 412, challenges, captchas) say nothing against a site; error pages that come with
status 200 do; a maintenance notice is one or the other by the register's states.
"""

import re
from collections.abc import Sequence
from http import HTTPStatus

from crawler.adapters import crumbs, titles, walls, wechat
from crawler.adapters.article import ArticleParts
from crawler.adapters.dom import Dom
from crawler.adapters.reading import EntryLink
from storage.records import PageKind

_LITTLE, _FEW, SHORT = 120, 350, 900
"""Characters of text: a page that says nothing, a notice, a notice with a menu around it."""

_REFUSING = frozenset({403, 405, 412, 418, 429})
_JSL_STATUS = 521
_ERROR_TITLE = re.compile(
    r"^\W*(?:(?:HTTP\s*)?(?:Status\s*)?(?:40[04]|410|50[0-4])\b.{0,40}"
    r"|.{0,12}(?:Not Found|Bad Gateway|Service Unavailable|Internal Server Error"
    r"|Error report).{0,20}"
    r"|出错.{0,6}|错误.{0,8}"
    r"|.{0,6}(?:页面|网页|文章|内容|信息)(?:不存在|未找到|找不到|已删除|丢失).{0,6}"
    r"|.{0,8}(?:40[04]|50[0-4])(?:错误)?(?:页面)?)\W*$",
    re.I,
)
_ERROR = re.compile(
    r"(?:页面|网页|文件|文章|内容|信息|栏目|资源|地址|链接).{0,12}"
    r"(?:不存在|未找到|找不到|无法找到|无法访问|已(?:被)?删除|已过期|已失效|已下线|打不开|丢失)"
    r"|(?:没有|未能|无法|找不到).{0,4}(?:您|你)?(?:要|所)?(?:找到|访问|查找|请求).{0,8}"
    r"(?:页面|网页|内容)|was not found|Not Found|Bad Gateway|Service Unavailable"
    r"|Internal Server Error|HTTP Status [45]|Whitelabel Error|服务器(?:内部)?错误"
    r"|系统(?:异常|错误|繁忙)|出错了|参数错误|(?<!\d)404(?!\d)",
    re.I,
)
_MAINTENANCE = re.compile(
    r"(?:网站|系统|平台|本站|页面|栏目|服务).{0,10}(?:维护|升级|改版|改造|建设)(?:中|改造|期间|公告|$|，|,|。|！)"
    r"|正在(?:维护|升级|改版|改造|建设)|系统维护|升级改造|暂停(?:访问|服务)|敬请期待"
)
_ROOT = "#app, #root, #__next, #__nuxt, [ng-app], [ng-view], app-root, #main-app, [data-reactroot]"


def no_content(
    dom: Dom, status: int | None, entries: Sequence[EntryLink], article: ArticleParts
) -> PageKind | None:
    """Recognise pages that a server or a wall sends instead of content."""
    quiet = len(entries) < 3 and article.text_chars < SHORT
    if status in _REFUSING or (status == _JSL_STATUS and walls.sets_cookie(dom)):
        return PageKind.REFUSED
    if walls.is_wall(dom, article, quiet=quiet):
        return PageKind.REFUSED
    if quiet and (notice := _notice(dom, article)):
        return notice
    if status is not None and status >= HTTPStatus.BAD_REQUEST:
        return PageKind.ERROR
    if not entries and _waits_for_script(dom, article.text_chars):
        return PageKind.SCRIPT_ONLY
    return None


def _notice(dom: Dom, article: ArticleParts) -> PageKind | None:
    """Recognise a page that tells of an error or of maintenance and of little else."""
    if wechat.is_page(dom):
        return PageKind.ERROR if wechat.gone(dom) else None
    few = article.text_chars < _FEW
    told = titles.strip_site(dom.title, titles.site_names(dom))
    plain = article.published is None and not crumbs.of(dom)
    if plain and _MAINTENANCE.search(dom.body_text if few else told):
        return PageKind.MAINTENANCE
    if _ERROR_TITLE.match(told) or _ERROR_TITLE.match(dom.title[:200]):
        return PageKind.ERROR
    return PageKind.ERROR if plain and few and _ERROR.search(dom.body_text) else None


def _waits_for_script(dom: Dom, chars: int) -> bool:
    """Whether a page holds no text to speak of, but scripts that would make some."""
    links = len(dom.links)
    if chars < _FEW and links < 3 and dom.tree.css_first(_ROOT) is not None:
        return True
    return chars < _LITTLE and bool(dom.scripts) and links < 5
