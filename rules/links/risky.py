"""Words and domains that tell of gambling, pornography, loans and the like.

An entry with a dot in it is a domain, any other a piece of a link's words or of a page's title.
"""

from collections.abc import Sequence
from typing import Annotated
from urllib.parse import urlsplit

from rules.rule import Grade, Setting
from storage.records import Target

Words = Annotated[
    list[str],
    Setting(
        label="哪些字词、域名表明目标是赌博、色情、贷款一类网站",
        unit="字词或域名",
        grade=Grade.OURS,
        source="常见于暗链和被抢注域名；只列推销用语，不列新闻用语",
    ),
]
Trusted = Annotated[
    list[str],
    Setting(
        label="跳转到哪些域名不算风险",
        unit="域名",
        grade=Grade.OURS,
        source="党政机关、教育机构、知名媒体和平台，其跳转多为改版或统一登录",
    ),
]
WORDS: list[str] = [
    "澳门博彩", "博彩网", "博彩平台", "博彩公司", "赌场", "网上赌", "真人娱乐", "线上娱乐",
    "娱乐城", "百家乐", "老虎机", "棋牌游戏", "棋牌平台", "开元棋牌", "捕鱼游戏", "时时彩",
    "六合彩", "北京赛车", "幸运飞艇", "彩票平台", "彩票投注", "体育投注", "足球外围", "外围投注",
    "私服", "成人视频", "成人影片", "成人电影", "成人网站", "色情视频", "情色", "av在线", "裸聊",
    "约炮", "援交", "一夜情", "招嫖", "代开发票", "发票代开", "贷款口子", "无抵押贷款", "小额贷款",
    "网贷平台", "信用卡套现", "代孕", "伟哥", "壮阳", "迷药", "域名出售", "域名转让", "域名已过期",
]  # fmt: skip
TRUSTED: list[str] = [
    "gov.cn", "mil.cn", "edu.cn", "ac.cn", "政务", "xn--zfr164b", "conac.cn", "people.com.cn",
    "people.cn", "xinhuanet.com", "news.cn", "cctv.com", "cctv.cn", "china.com.cn",
    "chinanews.com.cn", "gmw.cn", "12371.cn", "xuexi.cn", "qq.com", "weibo.com", "weibo.cn",
    "sina.com.cn", "sina.cn", "baidu.com", "163.com", "sohu.com", "douyin.com", "kuaishou.com",
    "toutiao.com", "bilibili.com", "zhihu.com", "alipay.com", "12306.cn",
]  # fmt: skip


def sign(target: Target, words: Sequence[str]) -> str:
    """Return the entry of the list that a target meets; '' where it meets none."""
    said = f"{target.words}\n{target.title}".lower()
    hosts = [_host(target.url), _host(target.landed)]
    for entry in words:
        if "." in entry:
            if any(within(host, entry) for host in hosts):
                return entry
        elif entry.lower() in said:
            return entry
    return ""


def trusted(url: str, domains: Sequence[str]) -> bool:
    """Whether an address is of one of these domains."""
    host = _host(url)
    return any(within(host, domain) for domain in domains)


def within(host: str, domain: str) -> bool:
    """Whether a host is of a domain."""
    return host == domain or host.endswith(f".{domain}")


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""
