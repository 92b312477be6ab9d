"""Where people live: a group of villagers, a door, a flat, beside a person's name in one row.

Offices, shops and building sites have addresses too, which everybody may know: only what a word or
a column's heading calls somebody's home counts, and what stands in a row with nothing but a name.
"""

import re
from collections.abc import Iterator

from crawler import personnames
from crawler.privatenumbers import Number
from crawler.tablerows import Headings, Rows
from storage.records import ExposureKind

_COUNT = "[0-9０-９一二三四五六七八九十百]"
_PLACE = re.compile(
    rf"[村区园路街巷弄同道屯庄寨](?<![^小社]区)(?<![^大]道)(?!(?<=街)道)(?:[^\n\t，。；,;*]{{0,10}}?{_COUNT}{{1,5}}"
    rf"(?:村民小组|村民组|小组|组|号楼|号院|号|社|队|栋|幢|单元|室|户)-?)(?:{_COUNT}{{1,5}}(?:号|栋|幢|单元|室|楼))*"
)
_HOME = re.compile("住址|住所|住在|家住|现住|居住地|户籍|户口|，住|,住")
_HEADING = re.compile("住址|地址|住所|居住|户籍|户口|村组|所在村|村\\(|组别|家庭")
_OFFICE = re.compile(
    "办公|单位|公司|企业|工程|项目|施工|门店|经营|营业|注册|厂|店|超市|药房|药店|中心|学校|医院|诊所|幼儿园|"
    "局|委员会|政府|合作社|坐落|位于|路段|服务站|派出所|窗口|报名|受理|邮寄|邮编"
)
_ABOVE = re.compile(".*(?:[乡镇县区市省州旗盟]|街道|办事处)")
_ROW, _BEFORE, _AFTER, _NAME = 200, 40, 60, 12


def addresses(text: str) -> Iterator[Number]:
    """Yield the homes of people: from the village or street on, with all that follows.

    There is none in a text without a tab, 住 or 户.
    """
    rows, headings = Rows(text), Headings(text)
    for match in _PLACE.finditer(text):
        row = rows.row(match.start())
        start, end = match.span()
        before, after = text[row.start : start], text[end : row.end]
        if _OFFICE.search(before[-_ROW:] + match[0] + after[:_AFTER]):
            continue
        heading = headings.cell_above(row.start, row.column)
        home = _HEADING.search(heading) if heading else _HOME.search(before[-_BEFORE:])
        if home and not _OFFICE.search(heading) and _is_named(before, after):
            yield _number(text, start - len(_village(before)), end)


def _village(before: str) -> str:
    """Return what belongs to the place of what stands before it: 李家 of 城关镇李家村."""
    near = re.split(r"[^\u4e00-\u9fff]", before[-_NAME:])[-1]
    near = _HOME.split(near)[-1]
    above = _ABOVE.match(near)
    return near[above.end() :] if above else near[-4:]


def _is_named(before: str, after: str) -> bool:
    if any(map(personnames.is_name, (before[-_ROW:] + "\t" + after[:_ROW]).split("\t"))):
        return True
    said = (before[-_BEFORE:], after[:_BEFORE])
    return any(True for part in said for _ in personnames.names(part))


def _number(text: str, start: int, end: int) -> Number:
    return Number(
        start=start,
        end=end,
        hidden="*" * max(end - start, 4),
        groups=0,
        sure=True,
        kind=ExposureKind.ADDRESS,
        plain=text[start:end],
    )
