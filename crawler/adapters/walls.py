"""Pages of walls that stand before a site: challenges, captchas and blocks, whatever their status.

A wall's page may carry the `<title>` of the page behind it, and a time that looks like one of
publication. What only a wall writes decides, in a page that has hardly a text or a link of its
own; an article about a wall has both. Refusals say nothing against a site.
"""

import re

from crawler.adapters.article import ArticleParts
from crawler.adapters.dom import Dom

_LITTLE, _SHORT, _LONGER = 120, 350, 500
"""Characters of text: a page that says nothing, a challenge, a wall that explains itself."""
_FEW_LINKS = 8
_NOTHING = 10
_LOOKED_AT = 400_000
"""Bytes of the source: the scripts of a challenge are long."""

# Of scripts, in lower case: Ruishu, Jiasule, Aliyun, Tencent, Cloudflare, F5, Imperva, 360, Yunsuo.
_CHALLENGE = re.compile(
    rb"\$_ts\s*=|\$_ts\[|__jsl_clearance|__jsluid|_yfx_|acw_sc__v2|challenge-platform|wzws"
    rb"|safeline|waf_text_verify|slidercaptcha|initaliyuncaptcha|aliyuncaptcha|tencentcaptcha"
    rb"|turing\.captcha\.|awsc\.js|nc_login|_incapsula_resource|/tspd/|bobcmn|cf-turnstile"
    rb"|cf_chl_opt|yunsuo_session|security_session_|security_verify_|initgeetest|hwwaf|cdn-cgi/cha"
)
_MARKED = re.compile(rb"<(?:script|meta)\b[^<>]{0,4096}\br=[\"']?m[\"'\s>]")
"""Ruishu marks what it puts in a page that is not its own, and names all by `_$` and two signs."""
_NAMES = re.compile(rb"_\$[\w$]{2}\b")
_MANY_NAMES = 60
_COOKIE = re.compile(rb"document\s?\.\s?cookie\s?=|\.cookie=")
_RELOAD = re.compile(rb"location\s?(?:\.\s?(?:href|reload|replace|assign)|=)")
_SAYS = re.compile(
    r"访问过于频繁|频繁访问|访问频率|操作频繁|异常访问|安全验证|人机验证|请(?:完成|点击|拖动|按住).{0,8}验证|滑动.{0,6}验证"
    r"|请求被.{0,4}拦截|已?被(?:拦截|阻断)|访问被(?:拒绝|禁止|限制)|拒绝访问|禁止访问|无权访问|创宇盾|安全狗|云防护|网防G01"
    r"|环境异常|Access Denied|Request Rejected|request (?:has been|was) blocked",
    re.I,
)
_ASKS = re.compile(r"请(?:在.{0,6})?输入.{0,6}验证")
_FORM = re.compile(r"登[录陆]|密码|用户名|注册|姓名|手机|来信|信件|留言|查询|搜索")
"""What a form with a captcha is for, which is no wall."""
_TITLE = re.compile(r"(?<!\d)(?:403|405|412)(?!\d)|Forbidden|防火墙|拦截|WAF\b", re.I)
# What no page but a wall's says of the one who reads it.
_SURE = re.compile(
    r"(?:您|你|当前|本次)的?(?:访问|请求|操作|IP|行为)(?:行为|请求|地址)?"
    r"(?:(?!页面|网页|内容|文章|信息|链接|栏目).){0,16}"
    r"(?:疑似.{0,4}攻击|存在(?:威胁|风险|异常)|可能(?:对|会).{0,8}(?:网站|安全).{0,4}(?:威胁|危险|造成)"
    r"|(?:已)?被.{0,12}(?:拦截|阻断|拒绝|禁止|屏蔽|封禁)|过于频繁)"
    r"|(?:您|你)?的?请求带有不合法(?:的)?参数|请求存在威胁|疑似黑客攻击|(?:被|由)(?:网站)?管理员设置(?:了)?.{0,6}(?:拦截|阻断|策略)"
    r"|请(?:先)?(?:完成|进行|通过).{0,8}验证.{0,6}(?:继续|后.{0,4})(?:访问|浏览)|验证后.{0,2}(?:即可)?继续(?:访问|浏览)"
    r"|(?:需要|正在|开始|进行).{0,4}(?:检查|检测|验证)(?:您|你)的?(?:浏览器|访问环境|连接)|浏览器(?:安全)?检查中"
    r"|requested URL was rejected|Your support ID is|Incapsula incident|Checking your browser"
    r"|Attention Required! \| Cloudflare|^Just a moment\.\.\.$|unusual traffic|have been blocked"
    r"|Enable JavaScript and cookies to continue|please enable JavaScript and refresh the page",
    re.I | re.M,
)
_VENDOR = re.compile(
    r"创宇盾|加速乐|安全狗|网站卫士|云盾|雷池|玄武盾|云锁|网防G01|D盾|护卫神|宝塔.{0,6}防火墙|云加速|盾云|Web应用防火墙"
    r"|网站(?:应用)?防火墙|Cloudflare|Incapsula|FortiGate|nginx_waf|T-Sec",
    re.I,
)


def is_wall(dom: Dom, article: ArticleParts, *, quiet: bool) -> bool:
    """Say whether a page is a wall's.

    Args:
        dom: the page.
        article: what it would say if it were an article.
        quiet: whether it has neither a list nor much text.
    """
    if not quiet:
        return False
    chars, bare = article.text_chars, len(dom.links) <= _FEW_LINKS
    if chars < _SHORT and bare and _challenges(dom, chars):
        return True
    if bare and (_VENDOR.search(dom.title) or _SURE.search(f"{dom.title}\n{dom.lines}")):
        return True
    return chars < _LONGER and article.published is None and _says_so(dom)


def sets_cookie(dom: Dom) -> bool:
    """Whether a script of a page sets a cookie, as all challenges do."""
    return _COOKIE.search(_scripts(dom)) is not None


def _challenges(dom: Dom, chars: int) -> bool:
    """Whether the page's scripts are those of a challenge."""
    scripts = _scripts(dom)
    if _CHALLENGE.search(scripts):
        return True
    if chars < _NOTHING and _COOKIE.search(scripts) and _RELOAD.search(scripts):
        return True
    if chars >= _LITTLE:
        return False
    marked = _MARKED.search(dom.source) is not None
    return marked or (len(_NAMES.findall(scripts)) >= _MANY_NAMES and "eval" in dom.text)


def _scripts(dom: Dom) -> bytes:
    text = "\n".join(script.src + script.text for script in dom.scripts[:12])[:_LOOKED_AT]
    return text.encode(errors="ignore").lower()


def _says_so(dom: Dom) -> bool:
    text = f"{dom.title}\n{dom.body_text}"
    if _SAYS.search(text) or (_ASKS.search(text) and not _FORM.search(text)):
        return True
    return _TITLE.search(dom.title if len(text) > _SHORT // 2 else text) is not None
