"""Addresses that lead on for ever: how they are known, and that they are cut.

A site makes addresses without end by calendars, by filters that combine, by relative links that
pile up folders, by session ids. A session id is taken out of an address; what is otherwise a
trap is not looked at, and why is kept for the coverage. A doubtful series is not cut by its look
but by what came of it: pages that are all the same.
"""

import re
from collections import Counter, OrderedDict
from contextlib import suppress
from urllib.parse import parse_qsl, urlsplit

from w3lib.url import safe_url_string

LONGEST = 1500  # characters of an address; real ones stay below 500
DEEPEST = 16  # folders of a path
REPEATS = 3  # a folder, or a run of folders, that follows itself so often
PARAMETERS = 10
COMBINATIONS = 60  # of parameters other than those that name a page, at one path
DAYS = 62  # addresses of one path that differ by day or month only
SAME = 8  # pages in a row of one series that show the same text
SERIES = 2000  # shapes that are remembered a site

_SESSION = frozenset(
    {
        *("phpsessid", "jsessionid", "sessionid", "session_id", "aspsessionid", "sid", "cfid"),
        *("cftoken", "_t", "_", "timestamp", "rnd", "rand", "random", "nocache"),
        *("spm", "from_source", "utm_source", "utm_medium", "utm_campaign"),
    }
)
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#]*", re.IGNORECASE)
_NAMES_A_PAGE = re.compile(
    r"(?:page|pageno|pageindex|currentpage|curpage|pagenum|p|pn|start|offset|.*id|n|a|m|c|i|code"
    r"|cat|key|no|name|file|f|url|path|type|classid|channel|column|lanmu|t|v|u|aid|cid|tid)\d?",
    re.IGNORECASE,
)
_CALENDAR = re.compile(r"y|yy|year|m|mm|mon|month|d|dd|day|date|week|nian|yue|ri", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_TO_BE_ESCAPED = re.compile(r"[^\w\-.~:/?#@!$&'()*+,;=%]", re.ASCII)
_ASKS = re.compile(r"[?;]")


def canonical(url: str) -> str:
    """Return the address as it is asked for, without session ids, visit counters and fragment."""
    url, _, _ = url.partition("#")
    if _TO_BE_ESCAPED.search(url):
        with suppress(ValueError):  # where a host is that is none
            url = safe_url_string(url)
    if not _ASKS.search(url):
        return url
    url = _PATH_SESSION.sub("", url)
    head, mark, query = url.partition("?")
    if not mark:
        return url
    if not any(name in _SESSION for name in re.findall(r"(?:^|&)([^=&]*)", query.lower())):
        return url if query else head
    kept = [part for part in query.split("&") if part.partition("=")[0].lower() not in _SESSION]
    return f"{head}?{'&'.join(kept)}" if kept else head


def shape(url: str) -> str:
    """Return what the addresses of one series share: numbers and values left out."""
    parts = urlsplit(url)
    names = sorted({part.partition("=")[0] for part in parts.query.split("&") if part})
    return f"{_DIGITS.sub('0', parts.path)}?{'&'.join(names)}"


class Traps:
    """The traps of one site, as far as this crawl has met them. Bounded in memory."""

    def __init__(self) -> None:
        self._combinations: Counter[str] = Counter()
        self._days: Counter[str] = Counter()
        self._series: OrderedDict[str, tuple[int, int]] = OrderedDict()
        self._cut: set[str] = set()

    def refusal(self, url: str) -> str | None:
        """Say why a canonical address is not to be looked at; None when it is.

        Each address is asked for once: those of a path are counted.
        """
        if len(url) > LONGEST:
            return "地址过长"
        try:
            parts = urlsplit(url)
        except ValueError:
            return "地址写法不对"
        folders = [part for part in parts.path.split("/") if part]
        if len(folders) > DEEPEST:
            return "目录层级过深"
        if _repeats(folders):
            return "目录反复重复"
        if parts.query and (reason := self._query(parts.path, parts.query)):
            return reason
        return "系列页面内容雷同" if self._cut and shape(url) in self._cut else None

    def _query(self, path: str, query: str) -> str | None:
        pairs = parse_qsl(query, keep_blank_values=True)
        if len(pairs) > PARAMETERS:
            return "查询参数过多"
        names = {name for name, _ in pairs}
        dated = {name for name in names if _CALENDAR.fullmatch(name)}
        if dated and all(name in dated or _NAMES_A_PAGE.fullmatch(name) for name in names):
            self._days[path] += 1
            if len(dated) > 1 or any(len(value) >= 4 for name, value in pairs if name in dated):
                return "日历翻页" if self._days[path] > DAYS else None
            return None
        if all(map(_NAMES_A_PAGE.fullmatch, names)):
            return None
        self._combinations[path] += 1
        return "查询条件组合过多" if self._combinations[path] > COMBINATIONS else None

    def showed(self, url: str, simhash: int | None) -> None:
        """Hear what a page of a series showed; one that only repeats itself is cut."""
        if simhash is None:
            return
        series = shape(url)
        last, times = self._series.pop(series, (simhash, 0))
        times = times + 1 if last == simhash else 1
        self._series[series] = (simhash, times)
        if times >= SAME:
            self._cut.add(series)
        if len(self._series) > SERIES:
            self._series.popitem(last=False)


def _repeats(folders: list[str]) -> bool:
    """Whether folders follow themselves too often: /a/a/a, /a/b/a/b/a/b."""
    for length in range(1, len(folders) // REPEATS + 1):
        for start in range(len(folders) - length * REPEATS + 1):
            run = folders[start : start + length]
            if all(
                folders[start + n * length : start + (n + 1) * length] == run
                for n in range(1, REPEATS)
            ):
                return True
    return False
