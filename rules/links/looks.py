"""What a look at a linked address says: dead, opened, or nothing that a rule may go by."""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import timedelta
from http import HTTPStatus
from typing import Annotated
from urllib.parse import unquote, urlsplit

from pydantic import NonNegativeFloat, PositiveInt

from rules.rule import Grade, Setting
from storage.dossier import china_day
from storage.records import Blind, Evidence, Fate, Finding, Site, Target

Looks = Annotated[
    PositiveInt,
    Setting(
        label="连续几次看到失效才算确定",
        unit="次",
        grade=Grade.OURS,
        source="偶发的打不开不是失效，宁可漏报",
    ),
]
Hours = Annotated[
    NonNegativeFloat,
    Setting(
        label="第一次与最近一次看到失效至少相隔多久才算确定",
        unit="小时",
        grade=Grade.OURS,
        source="一次维护或故障多在数小时内结束",
    ),
]
LOOKS, HOURS = 3, 6.0

_NOBODY_THERE = {
    Fate.DNS_NXDOMAIN: "域名不存在",
    Fate.DNS_NODATA: "域名没有登记任何地址",
    Fate.TCP_REFUSED: "服务器拒绝连接",
}
_GONE: dict[int, str] = {
    HTTPStatus.NOT_FOUND: "页面不存在（404）",
    HTTPStatus.GONE: "页面已删除（410）",
}
_ANSWERED = frozenset(
    {
        Fate.OPENED,
        Fate.SOFT_ERROR,
        Fate.HTTP_NOT_A_PAGE,
        Fate.HTTP_EMPTY,
        Fate.HTTP_TRUNCATED,
        Fate.SIZE_LIMIT,
        Fate.BOMB,
        Fate.PARSER_TIMEOUT,
        Fate.PARSER_CRASH,
    }
)
_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|wps|wpt|et|dps|ofd|zip|rar|7z|txt|csv|rtf|ceb)(?![a-z0-9])", re.I
)


def death(target: Target) -> str | None:
    """Say what shows that an address is dead; None where nothing does.

    Walls that refuse, time-outs, errors of a server (5xx) and faults of our own show nothing.
    """
    if target.fate is Fate.HTTP_4XX:
        return _GONE.get(target.status or 0)
    return _NOBODY_THERE.get(target.fate)


def confirmed(target: Target, looks: int, hours: float) -> bool:
    """Whether enough looks, far enough apart, found an address dead."""
    if target.looks < looks or target.since is None:
        return False
    return target.at - target.since >= timedelta(hours=hours)


def is_file(url: str, words: str = "") -> bool:
    """Whether an address, or what its link says, is the name of a document or an archive."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    named = (unquote(parts.path), unquote(parts.query), words)
    return any(_FILE.search(name) for name in named)


def unclear(targets: Iterable[Target], site: Site) -> Iterator[Blind]:
    """Give one blind place at the site for all addresses of which a look said nothing."""
    left = [one for one in targets if one.fate not in _ANSWERED and death(one) is None]
    if left:
        examples = "、".join(one.url for one in left[:3])
        reason = f"有{len(left)}个链接目标没有看清（超时、被拒绝、出错或没有看），如{examples}"
        yield Blind(place=site.url, reason=reason)


def gone(
    targets: Collection[Target], site: Site, noun: str, looks: int, hours: float
) -> Iterator[Finding | Blind]:
    """Name each of these addresses that is dead, and say how many nobody saw clearly.

    Args:
        targets: the addresses that one rule answers for.
        site: whose pages link to them.
        noun: what such an address is to people, before the words of its link.
        looks: how many looks in a row make it certain.
        hours: over how long.
    """
    for target in targets:
        if (said := death(target)) is not None:
            certain = confirmed(target, looks, hours)
            yield Finding(
                place=target.url,
                message=f"{noun}{told(target)}已失效：{said}{history(target)}",
                evidence=(proof(target, said, certain=certain),),
                certain=certain,
            )
    yield from unclear(targets, site)


def proof(target: Target, said: str, *, certain: bool) -> Evidence:
    """Make of a look what a person can check: the page that links, its words, and the address."""
    words = f"链接文字“{target.words}”，" if target.words else ""
    return Evidence(
        url=target.example or target.url,
        at=target.at,
        quote=f"{words}目标{target.url}：{said}",
        word=target.url,
        certain=certain,
    )


def told(target: Target) -> str:
    """Name a link as its page does."""
    return f"链接“{target.words}”" if target.words else "链接"


def history(target: Target) -> str:
    """Say how many pages link to a dead address, and how often it was found so."""
    pages = f"，{target.pages}个页面链接到它" if target.pages > 1 else ""
    if target.looks < 2 or target.since is None:
        return pages
    day = china_day(target.since)
    return f"{pages}，自{day.year}年{day.month}月{day.day}日起连续{target.looks}次如此"
