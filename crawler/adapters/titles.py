"""A page's title: what is printed wins over a `<title>` that carries the site's name.

`<title>` is split where sites put their own name, before or after the article's. A heading that
stands in `<title>` is the title; a `<title>` that only names the site or the template
(政务公开信息内容页) yields to the heading.
"""

import re
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from crawler.adapters import crumbs, wechat
from crawler.adapters.columnkind import kind_of
from crawler.adapters.dates import pure
from crawler.adapters.dom import Dom
from crawler.adapters.links import text_in
from storage.records import ColumnKind

_HEADINGS = (
    "h1, h2, h3, h4, [class*=tit], [class*=Tit], [id*=title], [id*=Title], [class~=bt], [id=bt]"
)
_MOST_HEADINGS = 150
_LONGEST, _BOUND = 400, 60_000
"""Characters of `<title>` and of text that are looked at."""
_SPLIT = re.compile(r"\s*(?:[_|｜]+|-{2,}|—+|–)\s*|\s+-+\s*|\s*-+\s+|\s+·\s+|>{1,2}|»")
_DASH = re.compile(r"(?<=[^\d\s])-(?=[^\d\s])")
_SITE = re.compile(
    r"(?:网|网站|门户|政府|平台|频道|公众号|委员会|办公室|[局厅]|[发改卫农国经信民宗商]委|政府办|中心|官网|医院|大学|学院"
    r"|学校|检察院|法院|首页|在线|档案馆|图书馆|博物馆|研究[所院]|协会|学会|联合会|管委会|总队|[支大]队|妇联|残联|科协|团委"
    r"|电视台|气象台|天文台|广播站|监测站|观测站|总站)(?:\([^)]{0,20}\)|（[^）]{0,20}）)?$"
)
_PORTAL = re.compile(r"网站?$|门户")
_TEMPLATE = re.compile(
    r"^(?:正文|详情|详细|内容|文章|信息|新闻|政务|公开|政务公开|政府信息公开|信息公开|文件|栏目|页面|细览|概览|默认|"
    r"标题)*(?:页|页面|正文|详情|内容|细览|模板|标题)?$|^(?:document|title|untitled|detail|index|home)$",
    re.I,
)
_GAP = re.compile(r"(?<=\d)\s(?=[年月日])|(?<=[（〔《“])\s|\s(?=[）〕》”，。、])")
_FIELD = re.compile(
    r"(?:^|\n)(?:标\s*题|名\s*称|信息名称|文件名称|文件标题)\s*[：:]?\s*\n?([^\n]{4,200})"
)
_FIELDS = re.compile(r"索\s*引\s*号|发\s*文\s*字\s*号|文\s*号|成文日期|公开日期|生成日期|发布机构")
_BREAK = re.compile(r"[-_|｜—–·>»(（]")
_NO_TITLE = re.compile(r"位置|[：:]$|^[>»\]】]|阅读|浏览|点击")
_LEAST = 6
_CUT = re.compile(r"(?:\.{2,}|…+)$")


class Title(NamedTuple):
    """A title and whether the page itself marks it as an article's."""

    text: str | None
    marked: bool


def read_title(dom: Dom, lines: str) -> Title:
    """Find the title of a page.

    Args:
        dom: the page.
        lines: its visible text, one text node a line.
    """
    if wechat.is_page(dom):
        return Title(tidy(wechat.title(dom) or dom.title) or None, marked=True)
    names = site_names(dom)
    tag = tidy(dom.meta("ArticleTitle") or "")
    if tag and squeeze(tag) not in names and not _is_template(tag):
        return Title(_fuller(tag, dom, names), marked=True)
    if _FIELDS.search(lines, 0, 4000) and (field := _FIELD.search(lines, 0, 4000)):
        return Title(tidy(field[1]), marked=True)
    return _from_head(dom, names, lines)


def _from_head(dom: Dom, names: frozenset[str], lines: str) -> Title:
    """Find the heading or the line that `<title>` repeats, else strip it, else take the h1."""
    head, bare = squeeze(dom.title), strip_site(dom.title, names)
    column = squeeze(dom.meta("ColumnName") or "")
    within = [
        text
        for text in _headings(dom, names)
        if len(squeezed := squeeze(text)) >= 5 and squeezed in head and not _is_column(text, column)
    ]
    best = max(within, key=len, default="")
    if best and len(squeeze(best)) >= len(squeeze(bare)) * 0.8:
        return Title(best, marked=True)
    if printed := _printed(dom, head, lines, names | {column}):
        return Title(printed, marked=True)
    if bare and squeeze(bare) not in names and not _is_template(bare):
        return Title(bare, marked=False)
    first = tidy(dom.text_of(dom.first("h1")))
    if squeeze(first) not in names and 6 <= len(first) <= 150:
        return Title(first, marked=True)
    return Title(bare or tidy(dom.title) or None, marked=False)


def _printed(dom: Dom, head: str, lines: str, names: frozenset[str]) -> str:
    """Find the line with which `<title>` begins, printed by itself and no link; '' for none."""
    found = {
        squeezed: line
        for line in lines[:_BOUND].split("\n")
        if line[:1] == head[:1]
        and _LEAST <= len(squeezed := squeeze(line)) <= len(head)
        and head.startswith(squeezed)
        and (len(head) == len(squeezed) or _BREAK.match(head[len(squeezed)]))
        and squeezed not in names
        and not _is_template(line)
    }
    if not found:
        return ""
    linked = {squeeze(link.shown) for link in dom.anchors}
    best = max(found.keys() - linked, key=len, default="")
    return "" if not best or _SITE.search(best) else tidy(found[best])


def above_date(lines: str, at: int) -> str:
    """Return the line above the one that begins with a date's label; '' where it is no title.

    Args:
        lines: the page's text.
        at: where the label stands in it.
    """
    start = lines.rfind("\n", 0, at) + 1
    if start < 2 or lines[start:at].strip(" 【[("):
        return ""
    line = tidy(lines[lines.rfind("\n", 0, start - 1) + 1 : start - 1])
    return line if _LEAST <= len(line) <= 150 and not _NO_TITLE.search(line) else ""


def below_crumbs(dom: Dom) -> str:
    """Return the line between breadcrumb and date where `<title>` names but site and column.

    A second such pair of lines makes a list of them; a link is an entry, no title.
    """
    head, trail = squeeze(dom.title), crumbs.of(dom)
    column = squeeze(trail[-1]) if trail else ""
    if not (column and (head.startswith(column) or head.endswith(column))) and not names_site(dom):
        return ""
    lines = [line for line in crumbs.parts(dom)[1][:6] if line][:4] if trail else []
    if len(lines) < 2 or pure(lines[1], dom.seen) is None:
        return ""
    line = tidy(lines[0])
    if not _LEAST <= len(line) <= 150 or (len(lines) > 3 and pure(lines[3], dom.seen)):
        return ""
    linked = any(squeeze(link.shown) == squeeze(line) for link in dom.anchors)
    return "" if linked else line


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


def names_site(dom: Dom) -> bool:
    """Say whether a page's `<title>` is its site's name and nothing else."""
    names = site_names(dom)
    if squeeze(dom.title) in names:
        return True
    return _SITE.search(strip_site(dom.title, frozenset())) is not None


def tidy(text: str) -> str:
    """Collapse white space of all widths, and drop it where no writer would put it."""
    return _GAP.sub("", " ".join(text.split()))


def squeeze(text: str) -> str:
    """Drop all white space, for comparing."""
    return "".join(text.split())


def places(lines: str, title: str | None) -> list[int]:
    """Return where in the text the title ends, at each of its first occurrences."""
    start = squeeze(title or "")[:24]
    if len(start) < 4:
        whole = r"\s?".join(map(re.escape, start))
        found = re.finditer(rf"(?m)^{whole}$", lines[:_BOUND]) if len(start) > 1 else iter(())
        return [one.end() for one in islice(found, 6)]
    pattern = r"\s*".join(re.escape(char) for char in start)
    rest = len(squeeze(title or "")) - len(start)
    return [found.end() + rest for found in islice(re.finditer(pattern, lines[:_BOUND]), 6)]


def _headings(dom: Dom, names: frozenset[str]) -> list[str]:
    texts = []
    for node in dom.tree.css(_HEADINGS)[:_MOST_HEADINGS]:
        text = tidy(text_in(node))
        if 4 <= len(text) <= 160 and squeeze(text) not in names:
            texts.append(text)
    return texts


def _is_template(text: str) -> bool:
    """Whether a title only says what template made the page."""
    return len(text) <= 20 and _TEMPLATE.match(text) is not None


def _is_column(text: str, column: str) -> bool:
    """Whether a heading is a column's name, which heads a list and no article."""
    if squeeze(text) == column:
        return True
    kind, confidence = kind_of(text)
    return len(text) <= 10 and kind is not ColumnKind.OTHER and confidence >= 0.85


def _fuller(tag: str, dom: Dom, names: frozenset[str]) -> str:
    """Prefer the printed heading where the tag was cut off."""
    if not _CUT.search(tag):
        return tag
    stem = squeeze(_CUT.sub("", tag))
    headings = _headings(dom, names)
    return next((text for text in headings if squeeze(text).startswith(stem)), tag)
