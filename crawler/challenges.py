"""Pages of walls that stand before a site: recognised, never solved.

A wall's page means that the server answers and that its content cannot be verified by machine:
neither "down" nor "in order". Fingerprints are kept narrow, so that a page that merely speaks of
captchas or firewalls stays a page: a needle counts only with the status, or in the small page,
that walls answer with.
"""

import re
from collections.abc import Mapping

from storage.records import Fate

Ending = tuple[Fate, str]

_LOOKED_AT = 64 * 1024
_SMALL = 16 * 1024  # a wall's page; real pages of this size exist, so a phrase must be there too
_FEW_LINKS = 5
_WALL_STATUSES = frozenset({403, 405, 406, 418, 444, 468, 493, 501, 503, 555})


def recognise(status: int, headers: Mapping[str, str], body: bytes) -> Ending | None:
    """Say which wall answered, or None when none did.

    Args:
        status: the HTTP status.
        headers: by lower-case name; repeated ones joined by line breaks.
        body: decoded.
    """
    head = body[:_LOOKED_AT]
    if status == 429:
        return Fate.RATE_LIMITED, "服务器要求放慢访问（429）"
    if _jsl(status, headers, body):
        return Fate.CHALLENGE_JSL, f"被加速乐防护拦截（{status}）"
    if status in {202, 400, 412} and _RUISHU.search(head):
        return Fate.CHALLENGE_RUISHU, f"被瑞数防护拦截（{status}）"
    if len(body) < 2 * _SMALL and _bare(head) and _CAPTCHA.search(head):
        return Fate.CAPTCHA, "服务器要求先完成人机验证"
    vendor = _wall(status, headers, body)
    return (Fate.CHALLENGE_WAF, f"被{vendor}拦截（{status}）") if vendor else None


def _jsl(status: int, headers: Mapping[str, str], body: bytes) -> bool:
    # 521 without the cookies is what a content network says of a dead origin
    if status == 521 and "__jsluid_" in headers.get("set-cookie", ""):
        return True
    return status in {200, 521} and len(body) < _SMALL and b"__jsl_clearance" in body


def _wall(status: int, headers: Mapping[str, str], body: bytes) -> str | None:
    head = body[:_LOOKED_AT]
    if headers.get("cf-mitigated", "").strip() == "challenge":
        return "Cloudflare"
    if len(body) < _SMALL and b"acw_sc__v2" in head and b"arg1" in head:
        return "阿里云防护"
    phrase = len(body) < _SMALL and _bare(head) and _BLOCKED.search(head) is not None
    if status not in _WALL_STATUSES and not (status == 200 and phrase):
        return None
    lines = "\n".join(f"{name}: {value}" for name, value in headers.items()).encode()
    for vendor, needle in _VENDORS:
        if needle.search(head) or (status != 200 and needle.search(lines)):
            return vendor
    return "网站防护系统" if phrase and status in _WALL_STATUSES else None


def _bare(head: bytes) -> bool:
    """Whether a page has hardly a link: a wall's page has nowhere to go to."""
    return head.count(b"<a ") <= _FEW_LINKS


def _words(*phrases: str) -> re.Pattern[bytes]:
    """Find any of the phrases in UTF-8 or GB18030 bytes, whichever the page turns out to be."""
    spellings = {
        re.escape(phrase.encode(charset)) for phrase in phrases for charset in ("utf-8", "gb18030")
    }
    return re.compile(b"|".join(sorted(spellings)), re.IGNORECASE)


_RUISHU = re.compile(rb"\$_ts\b|<script[^>]*\br=['\"]?m['\"]?", re.IGNORECASE)
_CAPTCHA = _words(
    "请完成安全验证",
    "请先完成安全验证",
    "安全验证后继续访问",
    "请进行安全验证",
    "请拖动滑块完成",
    "请完成人机验证",
    "请完成验证后继续访问",
    "请输入验证码后继续访问",
    "请按住滑块",
    "人机身份验证",
    "initAliyunCaptcha",
    "turing.captcha.qcloud.com",
    "security_verify_data",
)
_BLOCKED = _words(
    "您的请求已被拦截",
    "您的访问被拦截",
    "您的访问请求被拦截",
    "您的请求被阻断",
    "您的请求带有不合法参数",
    "请求存在威胁",
    "疑似黑客攻击",
    "可能对网站造成威胁",
    "已被网站管理员设置拦截",
    "已被管理员设置的策略阻断",
    "请求已被管理员设置的策略",
    "您的请求疑似攻击行为",
    "您的访问被阻断",
    "已被创宇盾拦截",
    "requested url was rejected",
    "访问行为存在异常",
    "访问行为异常",
    "Web应用防火墙",
    "your request has been blocked",
    "your access has been blocked",
    "request blocked",
)
_VENDORS = (
    ("安恒玄武盾", _words("玄武盾", "dbappsecurity", "dbappwaf", "安恒信息")),
    ("绿盟防护", _words("nsfocus", "绿盟")),
    ("创宇盾", _words("创宇盾", "知道创宇", "365cyd", "yunaq.com", "加速乐")),
    ("阿里云防护", _words("errors.aliyun.com", "阿里云盾", "aliyun waf", "yundun")),
    ("腾讯云防护", _words("waf.tencent", "tencent cloud waf", "腾讯云Web应用防火墙", "T-Sec")),
    ("长亭雷池", _words("safeline", "雷池", "chaitin")),
    ("360防护", _words("wangzhan.360", "wzws-waf", "wzws-ray", "360网站卫士", "360wzb")),
    ("安全狗", _words("safedog", "网站安全狗")),
    ("云锁", _words("yunsuo", "云锁")),
    ("华为云防护", _words("hwcloudwaf", "hwwaf", "huaweicloud waf")),
    ("深信服防护", _words("sangfor", "深信服")),
    ("启明星辰防护", _words("venustech", "启明星辰", "venuseye")),
    ("百度云加速", _words("yunjiasu")),
    ("F5防护", _words("your support id is", "/TSPD/", "bobcmn")),
    ("Imperva防护", _words("_Incapsula_Resource", "incapsula incident")),
    ("宝塔防火墙", _words("宝塔网站防火墙", "nginx_waf", "btwaf")),
    ("护卫神", _words("护卫神")),
    (
        "Cloudflare",
        _words("cf-chl", "cdn-cgi/challenge-platform", "attention required! | cloudflare"),
    ),
)
