"""What kind of page one is, from what it shows; its address is the weakest witness.

An error, a refusal or a maintenance notice is claimed only where the page says little else or
its title says it: an article about 网站维护 is an article. A list with one entry is a list, and so
is a column without any; a list of leaders is a leaders page even where it carries dates.
"""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from crawler.adapters import (
    bodies,
    crumbs,
    emptiness,
    gone,
    leaders,
    owntext,
    sitenames,
    titlelines,
    titles,
)
from crawler.adapters.article import ArticleParts
from crawler.adapters.columnkind import kind_of as column_kind_of
from crawler.adapters.dom import Dom
from crawler.adapters.owntext import MUCH, PROSE
from crawler.adapters.reading import Block, EntryLink
from crawler.adapters.stopped import SHORT, no_content
from storage.records import ColumnKind, PageKind

_LETTER_FIELD = re.compile(
    r"(?:信件|来信|写信|留言|咨询|诉求|投诉|邮件)(?:标题|主题|编号|内容|时间|日期|类型|人)"
)
_REPLY_FIELD = re.compile(
    r"(?:回复|答复|办理|处理|受理)(?:时间|日期|状态|情况|单位|部门|结果|内容|意见)|已(?:回复|办结|答复|办理)"
)
_GUIDE_FIELD = re.compile(
    r"受理条件|申请条件|申请材料|办理材料|办理流程|法定(?:办结)?(?:期限|时限)|承诺(?:办结)?(?:期限|时限)|收费标准|设定依据"
    r"|办理地点|办理时间|咨询电话|监督电话|实施主体|行使层级"
)
_SECTION = re.compile(
    r"(?:信息)?公开指南|(?:信息)?公开制度|主动公开|公开年报|年度报告|依申请公开|公开目录"
)
_DISCLOSURES = frozenset(kind for kind in ColumnKind if kind.value.startswith("disclosure"))
_ARTICLE_URL = re.compile(
    r"/t?(?:19|20)\d{2}-?(?:0\d|1[0-2])-?[0-3]?\d?[_/]|(?:content|art|post|article|detail|info)[_/]"
    r"\w{0,8}\d+|/\d{4,}\.s?html?$",
    re.I,
)
_ROOT_PATH = re.compile(r"/?(?:(?:index|default|home|main)\w{0,3}\.\w{2,5})?")
_SURE = 0.85
_MOST_OF_A_LIST = 4  # three dated entries, and eight at least
_MANY_LINKS, _SHORT_NAME = 100, 8


def kind_of(
    dom: Dom,
    status: int | None,
    entries: Sequence[EntryLink],
    blocks: Sequence[Block],
    article: ArticleParts,
) -> PageKind:
    """Say what kind of page this is.

    Args:
        dom: the page.
        status: the HTTP status it came with, None where that is not known.
        entries: its main list.
        blocks: its dated blocks.
        article: what it would say if it were an article.
    """
    return (
        no_content(dom, status, entries, article)
        or (PageKind.ERROR if gone.says_gone(dom, entries, blocks, article) else None)
        or _home(dom, blocks, article)
        or _special(dom, entries, article)
        or _list_or_article(dom, entries, blocks, article)
    )


def outweighs_lists(dom: Dom, article: ArticleParts) -> bool:
    """Whether a page that `kind_of` takes for an article without its lists is one with any, too.

    It is long and dated, so none of its lists is asked whether it is a notice or a menu; and what
    speaks for an article is more than any list can weigh.
    """
    if not article.marked or article.published is None or article.text_chars < SHORT:
        return False
    title = titles.strip_site(article.title or "", titles.site_names(dom))
    paged = gone.is_paged(dom)
    return _for_article(dom, article) > _MOST_OF_A_LIST - 2 + 2 * _is_named(dom, title) + paged


def _home(dom: Dom, blocks: Sequence[Block], article: ArticleParts) -> PageKind | None:
    """Recognise a home page: the root of its host, or several blocks under no other page."""
    column = dom.meta("ColumnName") or ""
    if column_kind_of(column)[0] is ColumnKind.HOME:
        return PageKind.HOME
    if dom.meta("ArticleTitle") or crumbs.of(dom):
        return None
    links = len(dom.links)
    if _is_root(dom.url) and links >= 15:
        return PageKind.HOME
    if emptiness.known(column) or gone.is_paged(dom):
        return None
    named = links >= 30 and article.published is None and sitenames.is_alone(dom)
    if article.marked:  # on a portal the lead story is a heading, too
        return PageKind.HOME if named and links >= _MANY_LINKS else None
    headed = sum(bool(block.name) for block in blocks) >= 2
    busy = headed or (links >= 15 and dom.body_text.count("更多") >= 3)
    return (
        PageKind.HOME if named or (busy and not (headed and sitenames.names_column(dom))) else None
    )


def _is_root(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.netloc) and not parts.query and _ROOT_PATH.fullmatch(parts.path) is not None


def _special(dom: Dom, entries: Sequence[EntryLink], article: ArticleParts) -> PageKind | None:
    """Recognise letters, leaders, service guides and the disclosure platform."""
    lines = dom.lines[:20_000]
    letters = {found[0] for found in _LETTER_FIELD.finditer(lines)}
    if len(letters) >= 2 and _REPLY_FIELD.search(lines) and not dom.meta("ArticleTitle"):
        return PageKind.LETTERS
    kinds = _kinds(dom, article)
    if ColumnKind.SITEMAP in kinds and not entries:
        return PageKind.OTHER
    if _is_about_leaders(dom, kinds, entries, article):
        return PageKind.LEADERS
    if len({found[0] for found in _GUIDE_FIELD.finditer(lines)}) >= 4:
        return PageKind.GUIDE
    if not entries and kinds & _DISCLOSURES and not _is_dated_article(article):
        sections = {found[0] for found in _SECTION.finditer(lines)}
        return PageKind.DISCLOSURE if len(sections) >= 3 else None
    return None


def _is_about_leaders(
    dom: Dom, kinds: set[ColumnKind], entries: Sequence[EntryLink], article: ArticleParts
) -> bool:
    """Whether a page is the column of leaders, or introduces one under a heading of its own."""
    if ColumnKind.LEADERS in kinds:
        return not _is_dated_article(article)
    return not entries and article.published is None and leaders.presents_one(dom)


def _is_dated_article(article: ArticleParts) -> bool:
    return article.marked and article.published is not None and len(article.title or "") > 8


def _kinds(dom: Dom, article: ArticleParts) -> set[ColumnKind]:
    """Return the sure kinds of what the page calls itself: tag, title, end of the breadcrumb."""
    own = [dom.meta("ColumnName") or ""] if not dom.meta("ArticleTitle") else []
    own += [titles.strip_site(dom.title, titles.site_names(dom)), article.title or ""]
    own += crumbs.of(dom)[-1:]
    judged = (column_kind_of(name) for name in own if 2 <= len(name) <= 16)
    return {kind for kind, confidence in judged if confidence >= _SURE}


def _list_or_article(
    dom: Dom, entries: Sequence[EntryLink], blocks: Sequence[Block], article: ArticleParts
) -> PageKind:
    """Weigh what speaks for an article against what speaks for a list."""
    dated = sum(entry.published is not None for entry in entries)
    title = titles.strip_site(article.title or "", titles.site_names(dom))
    named = _is_named(dom, title)
    paged = gone.is_paged(dom)
    origin = article.published_from or ""
    for_article = _for_article(dom, article)
    for_list = min(dated, 3) + (len(entries) >= 8) + 2 * named + paged
    enough = max(3, for_list - 2 * article.marked * bool(origin) + 1)
    if for_article < enough and (for_article == enough - 1 or not entries):  # else it changes none
        for_article += emptiness.paragraphs(dom) >= MUCH
    headed = len(entries) < 3 and not dated and owntext.is_headed(dom, article, title, named=named)
    short = named and len(title) <= _SHORT_NAME
    free = not short and not paged
    if headed or (free and owntext.is_prose(dom, article, title, entries, blocks)):
        return PageKind.ARTICLE
    if for_article >= enough:
        return PageKind.ARTICLE
    if entries:
        return PageKind.LIST
    return _without_list(dom, article, title, hinted=named or paged, sure=for_article >= 3)


def _without_list(
    dom: Dom, article: ArticleParts, title: str, *, hinted: bool, sure: bool
) -> PageKind:
    """Tell a text that nobody dated from an empty column."""
    if titlelines.is_text(crumbs.of(dom)):
        return PageKind.ARTICLE
    told = max(emptiness.paragraphs(dom), bodies.told(dom))
    dated = article.published is not None
    headed = owntext.is_heading(dom, title)
    sure = sure or (headed and bodies.told(dom) >= MUCH)
    if not sure and emptiness.is_empty(dom, title, hinted=hinted, dated=dated, much=told >= MUCH):
        return PageKind.LIST
    static = article.marked or _is_named(dom, title) or headed or told >= PROSE
    return PageKind.ARTICLE if static and told >= MUCH else PageKind.OTHER


def _is_named(dom: Dom, title: str) -> bool:
    """Whether a page's title is a column's name."""
    told = titles.squeeze(dom.meta("ColumnName") or "")
    return emptiness.known(title) or (bool(told) and told == titles.squeeze(title))


def _for_article(dom: Dom, article: ArticleParts) -> int:
    """Return how much speaks for an article, the length of its text aside."""
    origin = article.published_from or ""
    return (
        2 * origin.startswith(("label:", "near", "script:"))
        + 2 * bool(dom.meta("ArticleTitle"))
        + bool(article.marked)
        + origin.startswith("meta:")
        + (_ARTICLE_URL.search(dom.url) is not None)
    )
