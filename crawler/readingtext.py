"""A reading as a person reads it: what was read, why a date was chosen, what was not read."""

from collections.abc import Iterator
from datetime import date, datetime

from crawler import readingparts
from crawler.adapters.dates import day_of
from crawler.adapters.reading import Reading, SiteIdentity
from crawler.publication import ORDER, apart, place, reasons
from crawler.readingjson import codes_differ, notes
from crawler.readingparts import shown
from crawler.typeset import cut, field, padded, plain, section, titled, wrapped
from reports.findings.words import KINDS
from storage.records import PageKind

_MOMENT, _ITEM, _TAG = 21, 18, 22  # cells
_LONG = 140  # cells of a site tag's content
PAGES = {
    PageKind.HOME: "首页",
    PageKind.LIST: "列表页",
    PageKind.ARTICLE: "文章页",
    PageKind.LETTERS: "来信页",
    PageKind.LEADERS: "领导信息页",
    PageKind.GUIDE: "办事指南页",
    PageKind.DISCLOSURE: "信息公开平台页",
    PageKind.MAINTENANCE: "维护提示页",
    PageKind.ERROR: "错误提示页",
    PageKind.REFUSED: "拦截页、验证页",
    PageKind.SCRIPT_ONLY: "空壳页（全靠脚本）",
    PageKind.OTHER: "其他",
}
_NO_LIST = frozenset({PageKind.ARTICLE, PageKind.ERROR, PageKind.REFUSED, PageKind.MAINTENANCE})
_CAUTION = dict.fromkeys(
    (PageKind.ERROR, PageKind.REFUSED, PageKind.MAINTENANCE, PageKind.SCRIPT_ONLY),
    "这一页不是网站的内容，网站有没有以上各项，不能由它判断。",
)
_ITEMS = {
    "site_name": "SiteName标签",
    "site_domain": "SiteDomain标签",
    "icp": "ICP备案编号",
    "police": "公安备案编号",
    "sponsor": "主办单位",
    "contact": "联系方式",
}
_EXTRAS = {"undertaker": "承办单位", "sitemap": "网站地图"}
"""Shown where they are; nothing requires them."""
_MARKS = {"dangzheng": "党政机关网站标识", "jiucuo": "“我为政府网站找错”入口"}


def as_text(path: str, url: str | None, seen: datetime, reading: Reading) -> str:
    """Return what stands for one page on a terminal, lines of eighty cells at the most.

    Args:
        path: what the operator named.
        url: where the page stands; None when nobody said.
        seen: when it was fetched, aware.
        reading: what was read in it.
    """
    parts = (
        _head(path, url, seen, reading),
        _published(reading, seen),
        readingparts.attachments(reading),
        readingparts.entries(reading, day_of(seen)),
        readingparts.blocks(reading),
        readingparts.letters(reading),
        readingparts.leaders(reading),
        readingparts.columns(reading, known=url is not None),
        _identity(reading.identity),
        _tags(reading.tags),
        _notes(reading),
        _unread(reading),
    )
    return "".join(f"{line}\n" for part in parts for line in part)


def _head(path: str, url: str | None, seen: datetime, reading: Reading) -> Iterator[str]:
    yield from titled(path)
    yield from field("类别", PAGES[reading.kind])
    yield from field("标题", reading.title or "（没有读到）")
    yield from field("网址", url or "（没有给出，相对地址未补全；可用--url给出）")
    yield from field("读取时刻", f"{shown(seen)[:16]}（北京时间）")
    yield from field("编码", reading.encoding)
    if reading.column_kind:
        sure = f"（把握{reading.column_confidence:.0%}）"
        yield from field("栏目类别", f"{KINDS[reading.column_kind]}{sure}")
    if reading.cms:
        yield from field("建站系统", reading.cms)
    if reading.text_chars:
        yield from field("可见文字", f"{reading.text_chars}字")
    if reading.source:
        yield from field("来源", reading.source)


def _published(reading: Reading, seen: datetime) -> Iterator[str]:
    if reading.kind is not PageKind.ARTICLE:
        if reading.dates:
            yield from section("页面上另有的日期（不是文章页，不取发布时间）")
            for one in reading.dates:
                yield from wrapped(place(one.where), "  " + padded(shown(one.value), _MOMENT))
        return
    yield from section("发布时间")
    yield from wrapped(_choice(reading, day_of(seen)), "  ")
    for one, chosen, reason in reasons(reading):
        off = "" if chosen or reading.published is None else _off(one.value, reading.published)
        mark = "* " if chosen else "  "
        text = f"{place(one.where)}：{reason}{off}"
        yield from wrapped(text, mark + padded(shown(one.value), _MOMENT))
    order = "；".join(f"{rank}.{words}" for rank, words in ORDER.items())
    yield from wrapped(f"次序：{order}。其余的日期从不采用。", "  ")


def _choice(reading: Reading, today: date) -> str:
    if reading.published is None:
        return "没有读到可以采用的发布时间" + ("，下列日期都未采用：" if reading.dates else "")
    later = "（在读取之日以后）" if day_of(reading.published) > today else ""
    return f"{shown(reading.published)}{later}，取自{place(reading.published_from or '')}"


def _off(value: date | datetime, chosen: date | datetime) -> str:
    days = apart(day_of(value), day_of(chosen))
    return f"；比所采用的{days}" if days else ""


def _identity(identity: SiteIdentity) -> Iterator[str]:
    said = list(_codes(identity))
    said += [
        (label, getattr(identity, name) or "") for name, label in {**_ITEMS, **_EXTRAS}.items()
    ]
    said.append(("适老化、无障碍", "有入口" if identity.accessible else ""))
    said.append(
        ("标志", "、".join(text for name, text in _MARKS.items() if getattr(identity, name)))
    )
    if any(text for _, text in said):
        yield from section("网站标识")
    for label, text in said:
        if text:
            yield from wrapped(text, "  " + padded(label, _ITEM))


def _codes(identity: SiteIdentity) -> Iterator[tuple[str, str]]:
    """Yield the site code of the foot and that of the tag; the reading has the tag's for both."""
    code, tagged = identity.site_id_code, identity.site_id_code_meta
    same = bool(code and tagged) and not codes_differ(identity)
    if code:
        yield "网站标识码", f"{code}（{'页脚；页脚没有的取自标签' if same else '页脚'}）"
    if tagged:
        said = "相同" if same else "与页脚不一致" if code else "不是标识码"
        yield "SiteIDCode标签", f"{tagged}（{said}）"


def _tags(tags: dict[str, str]) -> Iterator[str]:
    if tags:
        yield from section("网站标签")
    for name, value in tags.items():
        label = "  " + padded(cut(plain(name), _TAG - 2), _TAG)
        yield from wrapped(cut(plain(value), _LONG) or "（空）", label)


def _notes(reading: Reading) -> Iterator[str]:
    said = list(notes(reading))
    if said:
        yield from section("需要知道的")
    for note in said:
        yield from wrapped(note, "  - ")


def _unread(reading: Reading) -> Iterator[str]:
    """Say what was looked for and not found; what is not looked for on such a page is left out."""
    identity, kind = reading.identity, reading.kind
    article = kind is PageKind.ARTICLE
    looked_for: list[tuple[str, object]] = [
        ("标题", reading.title),
        ("发布时间", not article or reading.published),
        ("来源", not article or reading.source),
        ("附件", not article or reading.attachments),
        ("列表", kind in _NO_LIST or reading.entries),
        ("区块", kind is not PageKind.HOME or reading.blocks),
        ("来信", kind is not PageKind.LETTERS or reading.letters),
        ("领导", kind is not PageKind.LEADERS or reading.leaders),
        ("栏目", reading.columns),
        ("网站标识码", identity.site_id_code),
        ("SiteIDCode标签", identity.site_id_code_meta),
        *((label, getattr(identity, name)) for name, label in {**_ITEMS, **_MARKS}.items()),
        ("建站系统", reading.cms),
    ]
    missing = [name for name, found in looked_for if not found]
    if missing:
        yield from section("页面上没有读到")
        yield from wrapped("、".join(missing), "  ")
        yield from wrapped(_CAUTION.get(kind, "没有读到不等于没有，请对照网页。"), "  ")
