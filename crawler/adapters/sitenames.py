"""What of a `<title>` is the site's name or a column's, and what is the page's own."""

import re
from functools import lru_cache

from crawler.adapters import crumbs
from crawler.adapters.columnkind import kind_of
from crawler.adapters.dom import Dom
from storage.records import ColumnKind

_MOST_WORDS, _LONGEST_NAME, SHORT, KNOWN = 8, 24, 10, 0.85
_LEAST_BANNER, _LONGEST = 6, 400
"""Characters of `<title>` that are looked at."""
_SPLIT = re.compile(r"\s*(?:[_|｜]+|-{2,}|—+|–)\s*|\s+-+\s*|\s*-+\s+|\s+·\s+|>{1,2}|»")
_DASH = re.compile(r"(?<=[^\d\s])-(?=[^\d\s])")
_SITE = re.compile(
    r"(?:网|网站|门户|政府|平台|频道|公众号|委员会|办公室|[局厅]|[发改卫农国经信民宗商]委|政府办|中心|官网|医院|大学|学院"
    r"|学校|检察院|法院|首页|在线|档案馆|图书馆|博物馆|研究[所院]|协会|学会|联合会|管委会|总队|[支大]队|妇联|残联|科协|团委"
    r"|电视台|气象台|天文台|广播站|监测站|观测站|总站)(?:\([^)]{0,20}\)|（[^）]{0,20}）)?$"
)
_PORTAL = re.compile(r"网站?$|门户")
_GAP = re.compile(r"(?<=\d)\s(?=[年月日])|(?<=[（〔《“])\s|\s(?=[）〕》”，。、])")


def site_names(dom: Dom) -> frozenset[str]:
    """Return the names the page gives its site, without white space."""
    names = (dom.meta("SiteName"), dom.meta("og:site_name"), dom.meta("application-name"))
    return frozenset(squeeze(name) for name in names if name)


@lru_cache(maxsize=1024)  # asked several times of each page
def strip_site(title: str, names: frozenset[str]) -> str:
    """Take the site's and the column's name off a `<title>`, before or after the page's own."""
    parts = [part for part in _SPLIT.split(tidy(title[:_LONGEST])) if part]
    parts = [part for part in parts if squeeze(part) not in names] or parts
    if not parts:
        return ""
    first, last = parts[0], parts[-1]
    if len(parts) > 1 and _SITE.search(first) and len(first) < 16 and not _SITE.search(last):
        return last
    pieces = _DASH.split(first)
    if len(pieces) > 1 and squeeze(pieces[0]) in names:
        pieces.pop(0)
    if (
        len(pieces) > 1
        and len(pieces[0]) < 16
        and _SITE.search(pieces[0])
        and (len(pieces[-1]) >= 8 and not _SITE.search(pieces[-1]))
    ):
        return pieces[-1]
    if len(pieces) > 2 and _PORTAL.search(pieces[0]):
        return "-".join(pieces[1:])
    while len(pieces) > 1 and (squeeze(pieces[-1]) in names or _SITE.search(pieces[-1])):
        pieces.pop()
    return "-".join(pieces)


def own_name(dom: Dom) -> str:
    """Return what `<title>` says of the page itself: no site, no column before or after it.

    Some systems write 某局 通知公告 关于…的通知, with white space alone between.
    """
    names = site_names(dom)
    bare = strip_site(dom.title, names)
    words = bare.split()
    if not 1 < len(words) < _MOST_WORDS:
        return bare
    own = names | {squeeze(name) for name in (dom.meta("ColumnName") or "", *crumbs.of(dom))}
    while len(words) > 1 and (words[0] in own or _names_one(words[0])):
        own |= {words.pop(0)}
    while len(words) > 1 and (words[-1] in own or _names_one(words[-1])):
        words.pop()
    return " ".join(words)


def _names_one(word: str) -> bool:
    """Whether a word of a `<title>` names a site, or surely a column."""
    if _SITE.search(word):
        return len(word) <= _LONGEST_NAME
    kind, confidence = kind_of(word)
    return len(word) <= SHORT and kind is not ColumnKind.OTHER and confidence >= KNOWN


def is_site(text: str) -> bool:
    """Whether a text ends as names of sites and offices do."""
    return _SITE.search(text) is not None


def names_site(dom: Dom) -> bool:
    """Say whether a page's `<title>` is its site's name and nothing else."""
    names = site_names(dom)
    if squeeze(dom.title) in names:
        return True
    return _SITE.search(strip_site(dom.title, frozenset())) is not None


def names_column(dom: Dom) -> bool:
    """Whether `<title>` names a column of the menu beside the site."""
    own = own_name(dom)
    if not own or squeeze(own) == squeeze(dom.title):
        return False
    return not is_site(own) and any(link.shown == own for link in dom.links)


def is_alone(dom: Dom) -> bool:
    """Whether `<title>` names the site alone, as it may be printed above the menu, too."""
    if names_site(dom):
        return True
    top = [squeeze(line) for line in dom.lines[:400].split("\n")[:8]]
    if "首页" not in top[1:]:
        return False
    banner = top[top.index("首页") - 1]
    return len(banner) >= _LEAST_BANNER and squeeze(dom.title).startswith(banner)


def tidy(text: str) -> str:
    """Collapse white space of all widths, and drop it where no writer would put it."""
    return _GAP.sub("", " ".join(text.split()))


def squeeze(text: str) -> str:
    """Drop all white space, for comparing."""
    return "".join(text.split())
