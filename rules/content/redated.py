"""Articles by title, date and simhash, and whether two texts say the same line for line."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from storage.dossier import PageText
from storage.records import PageKind

_SHORT = 6  # characters of a title: 公告, 招聘启事 name many different texts
_ABOUT_PAGE = re.compile(
    r"发布|日期|时间|来源|作者|编辑|浏览|点击|阅读|访问|字号|字体|上一[篇条]|下一[篇条]|今天是|分享|打印"
    r"|(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}"
)
_LINE = 30  # a line of a text that is longer is a paragraph
_SHARE = 0.05


@dataclass(frozen=True, kw_only=True)
class Article:
    """What is kept of an article to find its double."""

    url: str
    at: datetime
    title: str
    published: date
    simhash: int
    sha256: str

    @property
    def day(self) -> str:
        """The printed date as bulletins write it."""
        return f"{self.published.year}年{self.published.month}月{self.published.day}日"


def articles(texts: Iterable[PageText]) -> list[Article]:
    """Return the dated articles of a site whose text is long enough to compare."""
    return [
        Article(
            url=text.page.url,
            at=text.page.at,
            title=text.page.title.strip(),
            published=text.page.published,
            simhash=text.content.simhash,
            sha256=text.page.sha256,
        )
        for text in texts
        if text.page.kind is PageKind.ARTICLE
        and text.page.published is not None
        and text.content.simhash is not None
        and not text.page.file
        and len(text.page.title.strip()) >= _SHORT
    ]


def texts_of(texts: Iterable[PageText], urls: Collection[str]) -> dict[str, str]:
    """Return what the pages at these addresses say."""
    return {text.page.url: text.content.text for text in texts if text.page.url in urls}


def same_text(one: str, other: str) -> bool:
    """Whether two pages differ in nothing but the lines around the text.

    A paragraph that differs, be it in one figure, makes another text: a notice that recurs. Lines
    that name a date, a source or a neighbouring article may differ, and few short ones.
    """
    lines, others = _lines(one), _lines(other)
    different = ((lines - others) + (others - lines)).elements()
    telling = [
        line for line in different if not (len(line) < 4 * _LINE and _ABOUT_PAGE.search(line))
    ]
    if any(len(line) > _LINE for line in telling):
        return False
    return sum(map(len, telling)) <= _SHARE * (len(one) + len(other)) / 2


def _lines(text: str) -> Counter[str]:
    stripped = ("".join(line.split()) for line in text.splitlines())
    return Counter(line for line in stripped if line)
