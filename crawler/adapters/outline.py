"""Whether a column's page shows anything that is not its site's frame.

The home page is the witness. A page whose every line, picture, form and script is its name, its
place in the menu, paging or a 暂无, or stands on the home page too, at the top, or at the foot in
the same order, holds nothing. Whatever reads like content is never taken for frame, even where the
home page repeats it: the home page repeats what columns hold.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from crawler.adapters import crumbs, emptiness, linknames, titles
from crawler.adapters.dom import Dom, Script
from crawler.adapters.reading import Block, Outline
from crawler.adapters.showing import WAITING, Line, lines_of, mark_of_script, marks_of, plain
from storage.records import PageKind

RANKING = re.compile("热[点门文搜]|排行|点击|推荐阅读")
"""Headings of blocks that show what is read most, on every page the same."""

_BLANK = re.compile(r"\W*+[01]?\W*+")
_PAGER = re.compile(
    r"\W*+(?:(?:第一页|最后一?页|[首上下末尾前后]一?页|每页\W*+\d{1,3}|第?\s*+1\s*+[页/]|转到?|跳转?到?|第|共有?|到|当前|总数"
    r"|总|页|条|篇|项|记录|GO|确定|(?<!\d)0(?!\d))\W*+)++",
    re.I,
)
_COUNTED = re.compile(r"[共计总]有?\W*$"), re.compile(r"\W*[条篇项个]")
_LONG_PAGER = 60
_BOUND = re.compile(
    r"v(?<=\sv)-[a-z]{2,9}\b|n(?<=\sn)g-[a-z]{2,9}\b|x(?<=\sx)-data\b|d(?<=\sd)ata-bind\b|\{\{.{1,80}\}\}"
)
_DECORATION = 3  # times a picture stands on a page from which it is a mark of the menu's
_MOST = 8000
_MAY_BE_EMPTY = frozenset({PageKind.LIST, PageKind.OTHER})
_HOME = frozenset({"首页", "主页", "网站首页"})
_SPACE = re.compile(r"\s+")
_PAGES = re.compile(r"createPage|countPage|page_?count|total_?page", re.I)
_BUILDS = re.compile(
    r"\$|innerHTML|insertAdjacent|append|createElement|XMLHttp|fetch|import|eval|new [A-Z]"
)
_NO_RECORDS = re.compile(r"<totalrecord>0</|\"?totalRecord\"?\s*:\s*0\b")
_ASSIGNS = re.compile(
    r"(?: ?+(?:(?:var|let|const) )?+[\w.]{1,60}+ ?+="
    r" ?+(?:\"[^\"<]*+\"|'[^'<]*+'|\d++|true|false|null) ?+;?+)*+ ?"
)
_PAGING_FILE = re.compile(r"paginat|createpage|fenye|paging", re.I)


def read_outline(
    dom: Dom, kind: PageKind, title: str, blocks: Sequence[Block], sources: Sequence[str]
) -> Outline | None:
    """Return the outline of a home page, or of a page without entries that may be a column's.

    Args:
        dom: the page.
        kind: what it is.
        title: what it calls itself.
        blocks: its dated blocks.
        sources: where its script takes its list from.
    """
    if kind is PageKind.HOME:
        return of_home(dom)
    if kind not in _MAY_BE_EMPTY or not all(RANKING.search(block.name) for block in blocks):
        return None
    return of_column(dom, titles.strip_site(title, titles.site_names(dom)), blocks, sources)


def of_home(dom: Dom) -> Outline | None:
    """Return the outline of a home page: all that it shows; None for one that is too long."""
    lines = list(lines_of(dom))
    if len(lines) > _MOST:
        return None
    scripts = tuple(mark_of_script(script, dom) for script in dom.scripts)
    return Outline(marks=marks_of(lines, dom), scripts=scripts)


def of_column(
    dom: Dom, title: str, blocks: Sequence[Block] = (), sources: Sequence[str] = ()
) -> Outline | None:
    """Return the outline of a page without entries; None where it is not surely a column's.

    Args:
        dom: the page.
        title: what it calls itself, the site's name taken off.
        blocks: its dated blocks, of which rankings are nothing of its own.
        sources: where its script takes its list from: then what the script lays out is known.
    """
    trail = crumbs.of(dom)
    lines = list(lines_of(dom))
    if len(lines) > _MOST or _BOUND.search(dom.text) or not _is_named(title, trail, lines):
        return None
    said = bool(sources) and sources[0].removeprefix(dom.own) in dom.text
    _silence(lines, {*trail} if trail else {title}, dom, waiting=said)
    _silence_rankings(lines, blocks)
    middle = _silence_trail(lines, trail)
    menus = {*_own_menus(lines, 0, middle, dom), *_own_menus(lines, middle, len(lines), dom)}
    owned = [at for at, line in enumerate(lines) if not line.silent]
    scripts = () if said else (each for each in dom.scripts if not _is_harmless(each))
    return Outline(
        marks=marks_of(lines, dom),
        alone=tuple(at for at in owned if at >= middle and at not in menus),
        loose=tuple(at for at in owned if at < middle or at in menus),
        scripts=tuple(mark_of_script(script, dom) for script in scripts),
    )


def own_lines(page: Outline, home: Outline) -> int | None:
    """Return how much a column's page shows that its site's home page does not.

    None for the home page itself, which some sites send for whatever they do not have.
    """
    if page.marks == home.marks:
        return None
    shown = {*home.marks} - {b""}
    first = _shared(page.marks, home.marks)
    last = len(page.marks) - _shared_tail(page, home)
    alone = sum(first <= at < last for at in page.alone)
    loose = sum(page.marks[at] not in shown for at in page.loose)
    return alone + loose + len({*page.scripts} - {*home.scripts})


def _shared(one: Sequence[bytes], other: Sequence[bytes]) -> int:
    """Return how many marks two pages begin with alike."""
    for at, (mark, its) in enumerate(zip(one, other, strict=False)):
        if not mark or mark != its:
            return at
    return min(len(one), len(other))


def _shared_tail(page: Outline, home: Outline) -> int:
    """Return how many lines of a page are the foot of its home page, those aside that say nothing.

    In order and without a gap: the column's own line may stand on the home page, further up.
    """
    speaking = {*page.alone, *page.loose}
    at, its = len(page.marks), len(home.marks)
    while at and its:
        mark = page.marks[at - 1]
        if mark and mark == home.marks[its - 1]:
            its -= 1
        elif at - 1 in speaking:
            break
        at -= 1
    return len(page.marks) - at


def _is_named(title: str, trail: Sequence[str], lines: Iterable[Line]) -> bool:
    """Whether a page bears a column's name, at the end of its breadcrumb or as its title.

    A breadcrumb that names none runs on into whatever comes next.
    """
    name = trail[-1] if trail else title
    if not 2 <= len(name) <= linknames.LONGEST:
        return False
    links = {linknames.clean(line.text) for line in lines if line.target is not None}
    return name in links or (bool(trail) and (name == title or emptiness.known(name)))


def _silence(lines: Sequence[Line], names: set[str], dom: Dom, *, waiting: bool) -> None:
    """Let lines be silent that are a column's without content, too: names, paging, 暂无."""
    times = Counter(line.text for line in lines if line.thing)
    own = plain(dom.url)
    for at, line in enumerate(lines):
        if line.thing:
            mark = line.text.startswith("<img ") and times[line.text] >= _DECORATION
            line.silent = mark or (waiting and WAITING.search(line.text) is not None)
        else:
            line.silent = (
                (line.target in (None, own) and linknames.clean(line.text) in names)
                or (_BLANK.fullmatch(line.text) is not None and not _counts(lines, at))
                or emptiness.says_nothing(line.text)
                or (len(line.text) <= _LONG_PAGER and _PAGER.fullmatch(line.text) is not None)
            )


def _counts(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is the 1 of 共1条: then there is something, read or not."""
    before, after = (
        lines[near].text if 0 <= near < len(lines) else "" for near in (at - 1, at + 1)
    )
    return "1" in lines[at].text and bool(_COUNTED[0].search(before) or _COUNTED[1].match(after))


def _silence_trail(lines: Sequence[Line], trail: Sequence[str]) -> int:
    """Let the breadcrumb's words be silent; return where it ends, 0 without one.

    A step of it that leads somewhere is frame where the site shows it, like all above.
    """
    texts = [(at, line) for at, line in enumerate(lines) if not line.thing]
    span = crumbs.span("\n".join(line.text for _, line in texts), trail)
    offset = middle = 0
    for at, line in texts:
        end = offset + len(line.text)
        if span is not None and span[0] < end and offset < span[1]:
            home = linknames.clean(line.text) in _HOME
            line.silent = line.silent or line.target is None or home
            middle = at + 1
        offset = end + 1
    return middle


def _silence_rankings(lines: Sequence[Line], blocks: Iterable[Block]) -> None:
    """Let rankings be silent. A line of theirs that stands once more is the column's own."""
    for block in blocks:
        left = {plain(entry.url) for entry in block.entries}
        held = [at for at, line in enumerate(lines) if line.target in left and not line.thing]
        if not held or not RANKING.search(block.name):
            continue
        first, last = held[0], held[-1]
        for line in lines[first : last + 2]:
            if line.target in left:
                left.discard(line.target or "")
                line.silent = True
            elif line.target is None and not line.thing:
                line.silent = line.silent or not line.text.strip("0123456789-/.年月日 ")
        for line in lines[max(first - 2, 0) : first]:
            line.silent = line.silent or line.text == block.name


def _own_menus(lines: Sequence[Line], first: int, last: int, dom: Dom) -> Iterator[int]:
    """Yield the places of menus that list the page itself among its neighbours, not first.

    A column that leads to others does not stand among these, and they are what it holds.
    """
    own = plain(dom.url)
    run: list[int] = []
    for at in range(first, last + 1):
        line = lines[at] if at < last else Line("")
        if line.target is not None and not line.thing and not line.may_be_content(dom.own):
            run.append(at)
        elif not line.silent:
            if own in (lines[one].target for one in run[1:]):
                yield from run
            run = []


def _is_harmless(script: Script) -> bool:
    """Whether a script lays out nothing but paging, or says that there are no records."""
    if script.src:
        return _PAGING_FILE.search(script.src) is not None
    text = script.text.strip()
    if _NO_RECORDS.search(text) and ("<datastore>" in text or ".jpage(" in text):
        return True
    pages = _PAGES.search(text) is not None and not _BUILDS.search(text)
    return pages or _ASSIGNS.fullmatch(_SPACE.sub(" ", text)) is not None
