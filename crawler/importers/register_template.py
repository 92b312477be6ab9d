"""Writes the xlsx file in which offices keep their register, with one example row in each sheet."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import xlsxwriter

from crawler.importers.register_tables import (
    PLATFORMS,
    SITE_LEVELS,
    STATES,
    TABLES,
    UNIT_LEVELS,
    Field,
)

LAST_ROW = 1000
_EXAMPLES: Mapping[str, Sequence[str]] = {
    "units": ("", "示例市教育局", "市级", "", "", "2、7、11", "是"),
    "sites": (
        "", "9900000002", "示例市教育局网站", "示例市教育局", "部门网站",
        "http://jyj.example.gov.cn/", "", "运行", "", "", "",
    ),
    "accounts": (
        "", "示例教育", "微信公众号", "示例市教育局", "shilijiaoyu", "", "",
        "运行", "", "", "",
    ),
}  # fmt: skip
_CHOICES: Mapping[tuple[str, str], Sequence[str]] = {
    ("units", "level"): tuple(UNIT_LEVELS),
    ("units", "leaders"): ("是", "否"),
    ("sites", "level"): tuple(SITE_LEVELS),
    ("sites", "state"): tuple(STATES),
    ("accounts", "platform"): tuple(PLATFORMS),
    ("accounts", "state"): tuple(STATES),
}
_NOTES: Mapping[str, str] = {
    "id": "登记编号，不知道就空着，导入时自动编。灰色斜体的一行是示例，填写时请覆盖",
    "code": "10 位数字；部委为 bm 加 8 位。本列已设为文本，不会丢掉开头的 0",
    "unit": "须与“单位”表中的名称一致",
    "url": "完整网址，如 http://www.example.gov.cn/",
    "aliases": "同一网站的其他网址，多个用顿号隔开",
    "section_name": "没有自己网站的单位，写它在门户上的栏目",
    "disclosure": "《政府信息公开条例》第二十条的项号，1 至 15，用顿号隔开",
    "since": "状态从哪天起，如 2026-01-31；一直运行的空着",
    "until": "仅停机维护、迁移填写：最后一天",
    "document": "批准停机维护的文号",
    "handle": "平台内的账号，如微信号",
    "sources": "发文清单从哪里来：网址或报送的文件，多个用顿号隔开",
}


def write(path: Path) -> None:
    """Write the template.

    Raises:
        OSError: it cannot be written there.
    """
    path.touch()  # a folder that cannot be written is told of before anything is made
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        # Same content, same bytes: the file carries no moment of its making.
        book.set_properties({"title": "登记名册", "created": datetime(2026, 1, 1)})  # noqa: DTZ001 - the format has no zone
        text = book.add_format({"num_format": "@", "font_name": "宋体"})
        sample = book.add_format(
            {"num_format": "@", "font_name": "宋体", "italic": True, "font_color": "#808080"}
        )
        head = {"bold": True, "border": 1, "align": "center", "font_name": "宋体"}
        needed = book.add_format(head | {"bg_color": "#FCE4D6"})
        free = book.add_format(head | {"bg_color": "#E7E6E6"})
        for table in TABLES:
            sheet = book.add_worksheet(table.title)
            for column, field in enumerate(table.fields):
                sheet.set_column(column, column, _width(table.kind, column), text)
                sheet.write_string(0, column, field.title, needed if field.required else free)
                sheet.write_string(1, column, _EXAMPLES[table.kind][column], sample)
                sheet.data_validation(1, column, LAST_ROW, column, _validation(table.kind, field))
            sheet.freeze_panes(1, 0)
            sheet.set_landscape()
            sheet.set_paper(9)  # A4
            sheet.fit_to_pages(1, 0)
            sheet.repeat_rows(0)


def _width(kind: str, column: int) -> int:
    """Return a width in characters that shows the example; Chinese ones are twice as wide."""
    example = _EXAMPLES[kind][column]
    return max(14, 2 + sum(1 if char.isascii() else 2 for char in example))


def _validation(kind: str, field: Field) -> dict[str, object]:
    """Return a list to choose from where the words are closed, and the note beside the cell."""
    note = ("必填。" if field.required else "") + _NOTES.get(field.key, "")
    rule: dict[str, object] = {"validate": "any"}
    if (kind, field.key) in _CHOICES:
        rule = {
            "validate": "list",
            "source": list(_CHOICES[kind, field.key]),
            "error_title": "不是可用的取值",
            "error_message": "请从下拉列表中选择",
        }
    return rule | ({"input_title": field.title, "input_message": note} if note else {})
