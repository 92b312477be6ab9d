"""A page's title: what is printed wins over a `<title>` that carries the site's name.

`<title>` is split where sites put their own name, before or after the article's. A heading that
stands in `<title>` is the title; a `<title>` that only names the site or the template
(政务公开信息内容页) yields to the heading.
"""

import re
from collections.abc import Callable
from html import unescape
from itertools import islice
from typing import NamedTuple

from crawler.adapters import wechat
from crawler.adapters.columnkind import kind_of
from crawler.adapters.dom import Dom
from crawler.adapters.links import text_in
from crawler.adapters.sitenames import (
    KNOWN,
    SHORT,
    is_site,
    names_site,
    own_name,
    site_names,
    squeeze,
    strip_site,
    tidy,
)
from storage.records import ColumnKind

__all__ = [
    "ABOUT", "Title", "is_site", "names_site", "own_name", "places", "read_title", "site_names",
    "squeeze", "strip_site", "tidy",
]  # fmt: skip

_HEADINGS = (
    "h1, h2, h3, h4, [class*=tit], [class*=Tit], [id*=title], [id*=Title], [class~=bt], [id=bt]"
)
_MOST_HEADINGS = 150
_LONGEST, _BOUND = 400, 60_000
"""Characters of `<title>` and of text that are looked at."""
_TEMPLATE = re.compile(
    r"^(?:正文|详情|详细|内容|文章|信息|新闻|政务|公开|政务公开|政府信息公开|信息公开|文件|栏目|页面|细览|概览|默认|"
    r"标题)*(?:页|页面|正文|详情|内容|细览|模板|标题)?$|^(?:document|title|untitled|detail|index|home)$",
    re.I,
)
_FIELD = re.compile(
    r"(?:^|\n)(?:标\s*题|名\s*称|信息名称|文件名称|文件标题)\s*[：:]?\s*\n?([^\n]{4,200})"
)
_FIELDS = re.compile(r"索\s*引\s*号|发\s*文\s*字\s*号|文\s*号|成文日期|公开日期|生成日期|发布机构")
_BREAK = re.compile(r"[-_|｜—–·>»(（]")
ABOUT = re.compile(
    r"^[\s【\[(（]{0,3}(?:(?:发布|更新|发表|公开|生成|成文|录入|添加|编辑|创建)?\s?(?:日\s{0,4}期|时\s{0,4}间)|(?:信息|文章|稿件)?来\s{0,4}源"
    r"|(?:文章)?作\s{0,4}者|(?:责任)?编\s{0,2}辑|审核|发布(?:人|机构|单位|者)|(?:浏览|点击|阅读|访问)(?:次数|量|数)?|字\s{0,2}[体号]"
    r"|字体大小|打印|分享|索引号)[\s】\])）]{0,3}[：:]"
)
"""Lines that tell of an article, and are no title: 来源：…, 更新时间：…"""
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,400}>|<[a-zA-Z/][^<>]{0,400}$")
_EMPTY = frozenset({"null", "undefined", "none", "-", "--", "文章标题", "标题"})
_NAMED_AFTER = re.compile(r"\s{0,4}[_|｜]\s{0,4}([^_|｜]{2,24})$")
_LEAST, _LEAST_HEADING, _TABLES_OF_A_LIST = 6, 5, 4
_CUT = re.compile(r"(?:\.{2,}|…+)$")


class Title(NamedTuple):
    """A title and whether the page itself marks it as an article's."""

    text: str | None
    marked: bool


def read_title(dom: Dom, lines: str, heading: str = "") -> Title:
    """Find the title of a page.

    Args:
        dom: the page.
        lines: its visible text, one text node a line.
        heading: what stands where its system puts the title of an article.
    """
    if wechat.is_page(dom):
        return Title(tidy(wechat.title(dom) or dom.title) or None, marked=True)
    names = site_names(dom)
    tag = _tagged(dom)
    if tag and squeeze(tag) not in names and not _is_template(tag):
        return Title(_fuller(tag, dom, names), marked=True)
    own = squeeze(dom.meta("ColumnName") or "")
    if _LEAST <= len(heading) <= _LONGEST and not ABOUT.match(heading) and squeeze(heading) != own:
        return Title(_without_site(heading), marked=True)
    if _FIELDS.search(lines, 0, 4000) and (field := _field(lines)):
        return Title(tidy(field), marked=True)
    return _from_head(dom, names, lines)


def _field(lines: str) -> str:
    """Return what a document's own table names it; a list that has many such tables names none."""
    found = list(islice(_FIELD.finditer(lines[:_BOUND]), _TABLES_OF_A_LIST))
    return found[0][1] if found and found[0].end() < 4200 and len(found) < _TABLES_OF_A_LIST else ""


def _tagged(dom: Dom) -> str:
    """Return what the tag ArticleTitle says, without markup and without the site's name."""
    tag = dom.meta("ArticleTitle") or ""
    if "<" in tag or "&" in tag:
        tag = _MARKUP.sub("", unescape(tag))
    tag = _without_site(tidy(tag))
    return "" if tag.lower() in _EMPTY else tag


def _without_site(title: str) -> str:
    """Take off the site's name where a title itself ends with it, behind a bar."""
    after = _NAMED_AFTER.search(title)
    named = after is not None and after.start() >= _LEAST and is_site(after[1])
    return title[: after.start()] if after is not None and named else title


def _from_head(dom: Dom, names: frozenset[str], lines: str) -> Title:
    """Find the heading or the line that `<title>` repeats, else strip it, else take the h1."""
    head, bare = squeeze(dom.title), own_name(dom)
    column = squeeze(dom.meta("ColumnName") or "")
    within = [
        text
        for text in _headings(dom, names, lambda said: len(said) >= _LEAST_HEADING and said in head)
        if not _is_column(text, column)
    ]
    best = _without_site(max(within, key=len, default=""))
    if best and len(squeeze(best)) >= len(squeeze(bare)) * 0.8:
        return Title(best, marked=True)
    for start in dict.fromkeys((head, squeeze(bare))):
        if printed := _printed(dom, start, lines, names | {column}):
            return Title(printed, marked=True)
    if bare and squeeze(bare) not in names and not _is_template(bare):
        return Title(bare, marked=False)
    first = tidy(dom.text_of(dom.first("h1")))
    if squeeze(first) not in names and 6 <= len(first) <= 150:
        return Title(first, marked=True)
    return Title(bare or tidy(dom.title) or None, marked=False)


def _printed(dom: Dom, head: str, lines: str, names: frozenset[str]) -> str:
    """Find the line with which `<title>` begins, printed by itself and no link; '' for none."""
    if not head:
        return ""
    begun = f"\n{lines[:_BOUND]}".split(f"\n{head[0]}")[1:]  # quicker than a look at each line
    found = {
        squeezed: line
        for rest in begun
        if _LEAST <= len(squeezed := squeeze(line := head[0] + rest.split("\n", 1)[0])) <= len(head)
        and head.startswith(squeezed)
        and (len(head) == len(squeezed) or _BREAK.match(head[len(squeezed)]))
        and squeezed not in names
        and not _is_template(line)
    }
    if not found:
        return ""
    linked = {squeeze(link.shown) for link in dom.anchors}
    best = max(found.keys() - linked, key=len, default="")
    return "" if not best or is_site(best) else tidy(found[best])


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


def _headings(dom: Dom, names: frozenset[str], fits: Callable[[str], bool]) -> list[str]:
    """Return the headings whose text, white space aside, is wanted and is not the site's name."""
    texts = []
    for node in dom.tree.css(_HEADINGS)[:_MOST_HEADINGS]:
        raw = text_in(node)
        if not fits(said := squeeze(raw)) or said in names:
            continue
        text = tidy(raw)
        if 4 <= len(text) <= 160 and not ABOUT.match(text):
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
    return len(text) <= SHORT and kind is not ColumnKind.OTHER and confidence >= KNOWN


def _fuller(tag: str, dom: Dom, names: frozenset[str]) -> str:
    """Prefer the printed heading where the tag was cut off."""
    if not _CUT.search(tag):
        return tag
    stem = squeeze(_CUT.sub("", tag))
    return next(iter(_headings(dom, names, lambda said: said.startswith(stem))), tag)
