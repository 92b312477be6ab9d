"""Whom an article came from: the printed source near its title, else the tag's."""

import re

from crawler.adapters import titles, wechat
from crawler.adapters.dom import Dom

_SOURCE = re.compile(
    r"(?:来[ \u3000\xa0]{0,4}源于?|发布机构|发布单位|发布机关"
    r"|公开机构|公开主体|信息提供|供稿单位|发文机关|发文机构)[\s】\]]{0,4}[：:][\s]{0,20}([^\n]{1,60})"
)
_SOURCE_ENDS = re.compile(
    r"\s{2,}|[\u3000|｜【\[]|(?:作者|发布|时间|日期|浏览|点击|阅读|字[体号]|编辑|责任|访问|分享|打印|成文|"
    r"索引|文号|主题|撰稿|审核|\d{4}[-年])"
)
_META_SOURCES = ("contentsource", "source", "article:author", "mediaid")
_LABELS = (
    "源", "发布机构", "发布单位", "发布机关", "公开机构", "公开主体", "信息提供", "供稿单位",
    "发文机关", "发文机构",
)  # fmt: skip
_BOUND, _NEAR = 60_000, 1500
"""Characters of text that are looked through, and how far from the title a source may stand."""


def read(dom: Dom, lines: str, spots: list[int], title: str | None) -> str | None:
    """Return the printed source near the title, else the tag's."""
    if wechat.is_page(dom):
        return wechat.account(dom)
    starts = [spot for spot in spots if spot < _BOUND] or [0]
    for start in starts:
        near = lines[max(0, start - 600 if start else 0) : start + _NEAR]
        match = _SOURCE.search(near) if any(label in near for label in _LABELS) else None
        if match and (value := _SOURCE_ENDS.split(match[1], maxsplit=1)[0].strip(" ：:-")):
            return value
    for name in _META_SOURCES:
        value = titles.tidy(dom.meta(name) or "").removeprefix("来源：")
        if value and value != title and value not in ("null", "-"):
            return value
    return None
