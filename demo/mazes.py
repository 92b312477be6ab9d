# ruff: noqa: E501 - pages keep the lines that they have on the wire
"""Addresses without end: a calendar, a folder in itself, session ids, filters that combine.

None is wrong. Whoever walks a site has to come out of them.
"""

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode
from zlib import crc32

ROLES = {"@quiet-jcms", "@mislabelled-tables"}
"""The sites that have them; an article of each leads in."""
_CALENDAR, _FILTER = "/calendar", "/search/list.jsp"
_FOLDER = re.compile(r"/a/(?:a/)*(?:index\.html)?")
_SESSION = re.compile(r"/bbs/(list|show)\.jsp(?:;jsessionid=([0-9A-F]+))?(?:\?id=(\d+))?")
_FILTERS = {
    "sort": ("date", "hits", "title"), "type": ("all", "news", "file", "letter"),
    "year": ("2024", "2025", "2026"), "area": ("dh", "nl", "bc", "yx", "sq"),
    "size": ("10", "20", "50"), "view": ("list", "grid"),
}  # fmt: skip


def page(path: str) -> str | None:
    """The page at an address of a maze; None where there is none."""
    program, _, query = path.partition("?")
    asked = dict(parse_qsl(query))
    if program == _CALENDAR:
        return _calendar(asked)
    if program == _FILTER:
        return _filter(asked)
    if _FOLDER.fullmatch(path):
        return _page(
            "归档目录", f"第{path.count('/a')}层目录。", [("a/", "下一层目录"), ("/", "返回首页")]
        )
    if met := _SESSION.fullmatch(path):
        return _session(path, met[1], met[3])
    return None


def _calendar(asked: dict[str, str]) -> str:
    try:
        year, month = int(asked.get("y", "2026")), int(asked.get("m", "1"))
    except ValueError:
        year, month = 2026, 1
    before, after = divmod(year * 12 + month - 2, 12), divmod(year * 12 + month, 12)
    links = [
        (f"{_CALENDAR}?y={y}&m={m + 1}", words)
        for (y, m), words in ((before, "上个月"), (after, "下个月"))
    ]
    return _page(f"{year}年{month}月政务日历", f"{year}年{month}月没有公开的安排。", links)


def _filter(asked: dict[str, str]) -> str:
    links = [
        (f"{_FILTER}?{urlencode({**asked, name: value})}", f"按{name}={value}")
        for name, values in _FILTERS.items()
        for value in values
    ]
    return _page(
        "信息检索",
        f"筛选条件{len(asked)}项，共检索到信息{crc32(repr(sorted(asked.items())).encode()) % 90}条。",
        links,
    )


def _session(path: str, kind: str, id_: str | None) -> str:
    """Each page names another session than that by which it was asked for."""
    session = f"{crc32(path.encode()) * 2654435761 % 2**64:016X}"
    base = f"/bbs/list.jsp;jsessionid={session}"
    links = [(f"/bbs/show.jsp;jsessionid={session}?id={n}", f"话题{n}") for n in range(1, 9)]
    title = "网上论坛" if kind == "list" else f"话题{id_ or 1}"
    return _page(title, f"{title}：感谢参与讨论。", [(base, "返回列表"), *links])


def _page(title: str, said: str, links: Iterable[tuple[str, str]]) -> str:
    shown = "".join(
        f'<li><a href="{href.replace("&", "&amp;")}">{words}</a></li>' for href, words in links
    )
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{said}</p><ul>{shown}</ul></body></html>"
