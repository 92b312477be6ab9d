"""The letters of the public that a page shows: title, when asked, when answered.

Which date is which is told by its label or by the head of its table column; a date that nobody
names is neither. Texts of letters and names of their writers are not kept.
"""

import re
from collections.abc import Iterator
from datetime import date

from selectolax.lexbor import LexborNode

from crawler.adapters.dates import day_of, read_date
from crawler.adapters.dom import Dom
from crawler.adapters.reading import Letter
from crawler.adapters.rowtitles import title_of

_TITLE = re.compile(
    r"(?:(?:信件|来信|留言|咨询|诉求|投诉|邮件|问题|写信|信访)?(?:标题|主题|题目)|来信名称|信件名称)"
)
_WHEN = r"\s{0,2}(?:时\s{0,2}间|日\s{0,2}期)"
_ASKED = re.compile(
    rf"(?:来信|写信|提交|咨询|留言|投诉|提问|发信|信件|诉求|受理|登记|反映|问){_WHEN}"
)
_ANSWERED = re.compile(
    rf"(?:回复|答复|办结|回信|处理|办理|反馈|解答|回答){_WHEN}|(?:回复|答复|办结)于"
)
_VALUE = re.compile(r"\s*[：:】\]]?\s*")
_MOST, _SHORT = 100, 60


def read_letters(dom: Dom) -> tuple[Letter, ...]:
    """Return the letters of a page that is known to hold letters, in page order."""
    tables = [letter for table in dom.tree.css("table") for letter in _of_table(table, dom)]
    found = tables or list(_of_lines(dom))
    return tuple(dict.fromkeys(found))[:_MOST]


def _of_table(table: LexborNode, dom: Dom) -> Iterator[Letter]:
    """Read a table whose first row names its columns."""
    if any(inner.mem_id != table.mem_id for inner in table.css("table")):
        return
    rows = table.css("tr")
    heads = [Dom.text_of(cell) for cell in rows[0].css("th, td")] if rows else []
    titles = [number for number, head in enumerate(heads) if _TITLE.search(head)]
    if not titles or len(heads) < 2 or any(len(head) > 12 for head in heads):
        return
    asked, answered = _column(heads, _ASKED), _column(heads, _ANSWERED)
    for row in rows[1:]:
        cells = row.css("td")
        if len(cells) == len(heads) and (title := _cell_title(cells[titles[0]], dom)):
            yield Letter(
                title=title, asked=_cell(cells, asked, dom), answered=_cell(cells, answered, dom)
            )


def _column(heads: list[str], label: re.Pattern[str]) -> int | None:
    return next((number for number, head in enumerate(heads) if label.search(head)), None)


def _cell(cells: list[LexborNode], number: int | None, dom: Dom) -> date | None:
    return _day(Dom.text_of(cells[number]), dom) if number is not None else None


def _cell_title(cell: LexborNode, dom: Dom) -> str:
    links = dom.links_in(cell)
    return (title_of(links[0]) if links else "") or Dom.text_of(cell)


def _of_lines(dom: Dom) -> Iterator[Letter]:
    """Read titles (links, or behind a label) with the labelled dates that follow each."""
    linked = {_squeezed(link.shown): title_of(link) for link in dom.anchors}
    title = ""
    days: dict[str, date] = {}
    lines = dom.lines.split("\n")
    for number, line in enumerate(lines):
        own = _labelled(_TITLE, line, lines[number + 1 : number + 2])
        new = own or linked.get(_squeezed(line), "")
        if len(new) >= 4 and (own or len(_squeezed(line)) >= 6):
            if title and days:
                yield Letter(title=title, **days)
                days = {}
            title = new if not days else ""
        for name, label in (("asked", _ASKED), ("answered", _ANSWERED)):
            value = _labelled(label, line, lines[number + 1 : number + 2])
            if value and name not in days and (day := _day(value, dom)):
                days[name] = day
    if title and days:
        yield Letter(title=title, **days)


def _labelled(label: re.Pattern[str], line: str, after: list[str]) -> str:
    """Return what stands behind a label in a line, or in the next line."""
    match = label.search(line)
    if match is None or (label is _TITLE and match.start() > 2):
        return ""
    rest = line[match.end() :]
    if label is _TITLE and rest[:1] not in ("", "：", ":", "】", "]", " "):
        return ""
    value = _VALUE.sub("", rest, count=1)[:200].strip()
    return value or (after[0][:200] if after and rest else "")


def _day(text: str, dom: Dom) -> date | None:
    value = read_date(text[:_SHORT], dom.seen)
    return day_of(value) if value is not None else None


def _squeezed(text: str) -> str:
    return "".join(text.split())
