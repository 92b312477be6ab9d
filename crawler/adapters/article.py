"""An article: its title, when and by whom it was published, its attachments.

Every date that competes for the publication is kept with where it stood. Which one is chosen
(国办发〔2017〕47号 annex 3: PubDate; else what the page shows a visitor):

1. a printed label that means publication (发布时间, 发布日期, 公开日期 …), nearest after the title;
2. a printed 日期 or 时间 of no further meaning, close after the title;
3. the publication time that the page's own script writes behind such a label, or WeChat's;
4. under a title that is marked as an article's, the one line close after it that begins with a
   date, or names a source and a date;
5. the meta tags PubDate, publishdate, firstpublishedtime …;
6. a printed 更新时间, 生成日期 or 公布日期 close to the title.

Never chosen: 成文日期 and other dates of the document, the day it takes effect, the build time,
the header's clock, dates in the text, the address. Better no date than a guessed one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from crawler.adapters import attachments, scriptdates, sources, titlelines, titles, wechat
from crawler.adapters.dates import find_all, plain, read_date
from crawler.adapters.dom import Dom
from crawler.adapters.reading import Attachment, SeenDate
from crawler.adapters.standing import BUILT, LATER, META_BUILT, PLAIN, PUBLISHED

_LABEL = re.compile(
    r"(日[ \u3000\xa0]{0,8}期|时[ \u3000\xa0]{0,8}间|(?:发布|发表|更新|刊发)于)"
    r"[\s】\])）]{0,4}[：:]?[\s\[【]{0,40}(?=[\d０-９〇零一二])"
)
_WORD_BEFORE = re.compile(r"[\u4e00-\u9fff]*+\Z")
_LONGEST_WORD = 6
_CLOCK = re.compile(r"今天是?[：:]?\s{0,4}(?=\d{4}\s?年)")
_CLOSE, _NEAR = 300, 1500
"""Characters after the title: where unlabelled and where labelled dates are looked for."""
_BOUND = 60_000
"""Characters of text that are looked through; the longest nav seen had 6,000."""
_DATED_LINE = re.compile(r"[\[【\s]*(?:19|20)\d\d\s?[-/.年]")
_META_DATES = (
    "pubdate", "publishdate", "publish_date", "publishtime", "publish_time", "publish-date",
    "firstpublishedtime", "article:published_time", "og:published_time", "pubtime",
    "datepublished", "dc.date.issued", "dateissued", "weibo:article:create_at",
)  # fmt: skip
_URL_DATE = re.compile(
    r"/(?:t|content_|art_)?((?:19|20)\d\d)[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12]\d|3[01])(?=[/_.]|$)"
)
_MOST_LABELS, _MOST_DATES = 80, 24
_MANY = 3
"""A page that prints more publication labels than this is a list, not an article."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleParts:
    """What a page says of itself as an article. Empty parts: it does not say them."""

    title: str | None = None
    """An article's own title; the whole `<title>` of a page that shows no sign of being one."""
    own_title: str | None = None
    """The title it has if it is an article, whatever it shows."""
    published: date | datetime | None = None
    published_from: str | None = None
    dates: tuple[SeenDate, ...] = ()
    source: str | None = None
    attachments: tuple[Attachment, ...] = ()
    text_chars: int = 0
    """Characters of the page's visible text, white space not counted."""
    marked: bool = False
    """Whether the page marks its title as an article's (tag, heading, document table)."""


class _Labelled(NamedTuple):
    label: str
    value: date | datetime
    at: int


def read_article(dom: Dom, heading: str = "") -> ArticleParts:
    """Read a page as if it were an article; whether it is one, `pagekind` says.

    Args:
        dom: the page.
        heading: what stands where the page's system puts the title of an article; '' for nothing.
    """
    lines = dom.lines
    labelled = list(_labelled(lines, dom.seen))
    title = _title(dom, lines, labelled, heading)
    spots = titles.places(lines, title.text)
    tags = list(_tagged(dom, _META_DATES))
    scripted = wechat.published(dom) if wechat.is_page(dom) else None
    chosen = (
        _printed(labelled, spots)
        or scriptdates.written(dom)
        or (SeenDate(value=scripted[0], where=scripted[1]) if scripted else None)
        or (_unlabelled(lines, spots, dom.seen) if title.marked else None)
        or next(iter(tags), None)
        or _later(labelled, spots)
    )
    return ArticleParts(
        title=title.text if title.marked or chosen else titles.tidy(dom.title) or title.text,
        own_title=title.text,
        published=chosen.value if chosen else None,
        published_from=chosen.where if chosen else None,
        dates=_all_dates(dom, lines, chosen, labelled, tags),
        source=sources.read(dom, lines, spots, title.text),
        attachments=attachments.read(dom),
        text_chars=len(dom.body_text) - dom.body_text.count(" "),
        marked=title.marked,
    )


def _title(dom: Dom, lines: str, labelled: list[_Labelled], heading: str) -> titles.Title:
    """Return the title; where `<title>` only names the site, it is what the date follows."""
    title = titles.read_title(dom, lines, heading)
    if title.marked:
        return title
    if below := titlelines.below_crumbs(dom):
        return titles.Title(below, marked=True)
    if not titles.names_site(dom):
        return title
    dated = [one for one in labelled if PUBLISHED.search(one.label) or one.label in PLAIN]
    above = titlelines.above_date(lines, dated[0].at) if 1 <= len(dated) <= 2 else ""
    return titles.Title(above, marked=True) if above else title


def _labelled(lines: str, seen: datetime) -> Iterator[_Labelled]:
    """Yield the dates that stand behind a label, in order."""
    done = 0
    for number, match in enumerate(_LABEL.finditer(lines, 0, _BOUND)):
        if number >= _MOST_LABELS:
            return
        text = plain(lines[match.end() : match.end() + 40]).replace("日", "日 ", 1)
        found = find_all(text, seen)
        if found and found[0].start <= 1:
            start = match.start()
            if not match[1].endswith("于"):  # what is before 时间 says of what
                before = _WORD_BEFORE.search(lines[max(done, start - _LONGEST_WORD) : start])
                start -= len(before[0]) if before else 0
            yield _Labelled(titles.squeeze(lines[start : match.end(1)]), found[0].value, start)
        done = match.end()


def _printed(labelled: list[_Labelled], spots: list[int]) -> SeenDate | None:
    """Choose among the labels of publication, then among plain ones close to the title."""
    sure = [one for one in labelled if PUBLISHED.search(one.label)]
    near = _nearest(sure, spots, _NEAR)
    if near is None and sure and len(sure) <= _MANY:
        near = sure[0]
    near = near or _nearest([one for one in labelled if one.label in PLAIN], spots, _CLOSE)
    return SeenDate(value=near.value, where=f"label:{near.label}") if near else None


def _later(labelled: list[_Labelled], spots: list[int]) -> SeenDate | None:
    weak = [one for one in labelled if LATER.search(one.label) and not BUILT.search(one.label)]
    near = _nearest(weak, spots, _NEAR)
    return SeenDate(value=near.value, where=f"label:{near.label}") if near else None


def _nearest(found: list[_Labelled], spots: list[int], reach: int) -> _Labelled | None:
    """Return the one that follows a place of the title most closely, within reach."""
    best: _Labelled | None = None
    for one in found:
        gap = min((one.at - spot for spot in spots if -2 <= one.at - spot <= reach), default=None)
        if gap is not None and gap < reach:
            best, reach = one, gap
    return best


def _unlabelled(lines: str, spots: list[int], seen: datetime) -> SeenDate | None:
    """Find a line close after the title that begins with a date, or has source and date.

    Lines of a list begin with dates too, so a second such line takes the first one's force.
    """
    for spot in spots:
        dated = []
        for line in lines[spot : spot + _CLOSE].split("\n")[:12]:
            if len(line) > 120:
                break
            starts = _DATED_LINE.match(line) is not None
            if starts or ("来源" in line and len(line) < 90):
                text = plain(line).replace("日", "日 ", 1)
                dated += find_all(text, seen)[:1]
        if len(dated) == 1:
            return SeenDate(value=dated[0].value, where="near-title")
    return None


def _tagged(dom: Dom, names: tuple[str, ...]) -> Iterator[SeenDate]:
    for name in names:
        for content in dom.metas.get(name, ()):
            value = read_date(content, dom.seen) if content else None
            if value is not None:
                yield SeenDate(value=value, where=f"meta:{_spelling(name)}")


def _spelling(name: str) -> str:
    return {"pubdate": "PubDate", "maketime": "Maketime"}.get(name, name)


def _all_dates(
    dom: Dom,
    lines: str,
    chosen: SeenDate | None,
    labelled: list[_Labelled],
    tags: list[SeenDate],
) -> tuple[SeenDate, ...]:
    """Gather what competes, the chosen one first, each once."""
    found = [chosen] if chosen else []
    found += [SeenDate(value=one.value, where=f"label:{one.label}") for one in labelled]
    found += tags
    found += _tagged(dom, META_BUILT)
    found += _elsewhere(dom, lines)
    return tuple(dict.fromkeys(found))[:_MOST_DATES]


def _elsewhere(dom: Dom, lines: str) -> Iterator[SeenDate]:
    """Yield the dates of script variables, of the address and of the header's clock."""
    for script in dom.scripts:
        match = scriptdates.assigned(script.text) if not script.src else None
        if match and (value := read_date(match[2], dom.seen)) is not None:
            yield SeenDate(value=value, where=f"script:{match[1]}")
    if match := _URL_DATE.search(dom.url):
        value = read_date("-".join(match.groups()), dom.seen)
        if value is not None:
            yield SeenDate(value=value, where="url")
    if match := _CLOCK.search(lines, 0, 3000):
        for found in find_all(lines[match.end() : match.end() + 24], dom.seen)[:1]:
            yield SeenDate(value=found.value, where="clock")
