"""How the changes of a register are told: a table on a terminal, plain lines elsewhere."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from crawler.importers.register_changes import Changes, Draft
from crawler.importers.register_entries import Entry
from crawler.importers.register_tables import PLATFORMS, SITE_LEVELS, STATES, UNIT_LEVELS

_LABELS: Mapping[str, Mapping[str, str]] = {
    "level": {value: label for label, value in (UNIT_LEVELS | SITE_LEVELS).items()},
    "platform": {value: label for label, value in PLATFORMS.items()},
    "state": {value: label for label, value in STATES.items()},
}
_KEYS = {
    "code": "网站标识码", "name": "名称", "unit": "主办单位", "level": "级别", "url": "网址",
    "aliases": "其他网址", "states": "状态", "section": "门户栏目", "duties": "应公开内容",
    "platform": "平台", "handle": "平台账号", "sources": "发文来源",
}  # fmt: skip
_ITEMS = {
    "site": "所在门户", "name": "栏目", "url": "网址", "disclosure": "事项", "leaders": "领导信息",
    "state": "", "since": "自", "until": "至", "document": "依据",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One entry's change, worded."""

    title: str
    action: str
    id: str
    name: str
    details: tuple[str, ...] = ()


def lines(changes: Changes) -> Iterator[Line]:
    """Word every change: by kind, and in each new, changed, gone."""
    names = {unit["id"]: unit["name"] for unit in changes.drafts["units"].new}
    for draft in changes.drafts.values():
        title = draft.table.title
        for entry in draft.added:
            yield Line(title, "新增", entry["id"], entry["name"], tuple(_told(entry, names)))
        for index, entry in draft.changed.items():
            old = draft.old[index]
            yield Line(title, "修改", entry["id"], old["name"], tuple(_differs(old, entry, names)))
        for index in sorted(draft.removed):
            yield Line(title, "删除", draft.old[index]["id"], draft.old[index]["name"])


def account(drafts: Sequence[Draft]) -> str:
    """Count the changes."""
    return "；".join(
        f"{draft.table.title}：新增 {len(draft.added)}，修改 {len(draft.changed)}，"
        f"删除 {len(draft.removed)}，合计 {len(draft.new)}"
        for draft in drafts
    )


def show(told: Sequence[Line]) -> None:
    """Print changes for whoever reads: a person at a terminal, or a log."""
    if not sys.stdout.isatty():
        for line in told:
            head = f"{line.title} {line.action} {line.id} {line.name}"
            print(f"{head}：{'；'.join(line.details)}" if line.details else head)  # noqa: T201 - the result
        return
    table = RichTable(header_style="bold")
    for heading in ("表", "变动", "编号", "名称", "内容"):
        table.add_column(heading, overflow="fold")
    colours = {"新增": "green", "修改": "yellow", "删除": "red"}
    for line in told:
        action = Text(line.action, style=colours[line.action])
        # Text, never markup: what offices type into cells is not to be interpreted
        table.add_row(
            Text(line.title), action, Text(line.id), Text(line.name), Text("\n".join(line.details))
        )
    if told:
        Console().print(table)


def _told(entry: Entry, units: Mapping[str, str]) -> Iterator[str]:
    for key, value in entry.items():
        if key not in {"id", "name"}:
            yield f"{_KEYS.get(key, key)} {_value(key, value, units)}"


def _differs(old: Entry, new: Entry, units: Mapping[str, str]) -> Iterator[str]:
    for key, value in new.items():
        if old.get(key) != value:
            was = _value(key, old[key], units) if key in old else "（无）"
            yield f"{_KEYS.get(key, key)} {was} → {_value(key, value, units)}"


def _value(key: str, value: Any, units: Mapping[str, str]) -> str:  # any value of a city's file
    return units.get(value, value) if key == "unit" else _worded(key, value)


def _worded(key: str, value: Any) -> str:  # any value of a city's file
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        items = (f"{_ITEMS.get(k, k)} {_worded(k, v)}".strip() for k, v in value.items())
        return " ".join(items)
    if isinstance(value, list | tuple):
        return "、".join(_worded(key, item) for item in value)
    return _LABELS.get(key, {}).get(value, str(value))
