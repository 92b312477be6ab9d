"""What the dates of a row are called, and which of them is the day of publication."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler.adapters import tabs
from crawler.adapters.dom import Dom

BAD = re.compile(
    r"截[止至]|成文|来[信文]|提交|申请|结束|终止|开始|生效|实施|成文|有效期|到期|今天是|现在是|当前时间"
)
_GOOD = re.compile(r"发布|公开|发表|更新|上传|公示|登记|录入")
_ASKED = re.compile(r"来信|写信|提交|咨询|留言|投诉|诉求|提问")
_ANSWERED = re.compile(r"答复|回复|办结|处理|反馈|受理|回信")
_DIGIT = re.compile(r"\d")
UNNAMED = 1
"""The rank of a date that is not called anything."""


def rank(label: str) -> int:
    """Say how far what a date is called is from publication; one that is not called anything is 1.

    Of a letter all have come and few are answered: the day it came keeps a list in one order.
    """
    if _GOOD.search(label):
        return 0
    if _ASKED.search(label):
        return 2
    if _ANSWERED.search(label):
        return 3
    return 4 if BAD.search(label) else UNNAMED


def label_of(node: LexborNode, row: LexborNode) -> str:
    """Return what a date in a row is called: the head of its column, or what precedes it."""
    if row.tag == "tr":
        return _column_head(node, row)
    before = node.prev
    while before is not None and not Dom.text_of(before):
        before = before.prev
    said = Dom.text_of(before)[-12:]
    return said if rank(said) != UNNAMED else _head_over(node, row) or said


def _head_over(node: LexborNode, row: LexborNode) -> str:
    """Return what stands at a date's place in the first of the rows, where that is their head."""
    first = row.parent.first_child if row.parent is not None else None
    while first is not None and (not first.is_element_node or not Dom.text_of(first)):
        first = first.next
    if first is None or first.mem_id == row.mem_id or node.parent is None:
        return ""
    heads, cells = tabs.elements(first), tabs.elements(row)
    if node.parent.mem_id != row.mem_id or len(heads) != len(cells):
        return ""
    place = next(at for at, cell in enumerate(cells) if cell.mem_id == node.mem_id)
    head = Dom.text_of(heads[place])
    return "" if _DIGIT.search(head) else head


def _column_head(node: LexborNode, row: LexborNode) -> str:
    """Return the head of the table column that a cell of this row stands in."""
    cell: LexborNode | None = node
    while cell is not None and cell.parent is not None and cell.parent.mem_id != row.mem_id:
        cell = cell.parent
    table = row.parent
    while table is not None and table.tag != "table":
        table = table.parent
    first = table.css_first("tr") if table is not None else None
    if cell is None or first is None or first.mem_id == row.mem_id:
        return ""
    number = sum(1 for _ in _cells_before(cell))
    heads = first.css("th, td")
    return Dom.text_of(heads[number]) if number < len(heads) else ""


def _cells_before(cell: LexborNode) -> Iterator[LexborNode]:
    before = cell.prev
    while before is not None:
        if before.tag in ("td", "th"):
            yield before
        before = before.prev
