"""The rules there are: all in a table, one explained, or the manual written."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from crawler.command import RAN, InputError, ProjectCommand
from rules import catalog, page, settings, standard
from rules.rule import Rule
from rules.standard import Standard
from storage.mistakes import nearest
from storage.oserrors import why


class Command(ProjectCommand):
    """Lists and explains rules as config/rules.toml sets them; writes docs/rules."""

    def syntax(self) -> str:
        """Return what follows the command's name."""
        return "[规则] [--write 目录] [--ids]"

    def short_desc(self) -> str:
        """Say in one line what the command does."""
        return "规则：列出全部，说明一条，或生成手册"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Take the folder into which the manual is written."""
        super().add_options(parser)
        parser.add_argument("--ids", action="store_true", help="只列出规则编号，一行一条")
        parser.add_argument("--write", metavar="目录", type=Path, help="把手册写入这个目录")

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        """List, explain or write, as asked."""
        if len(args) > 1:
            raise InputError("用法：scrapy rules [规则] [--write 目录]")
        assert self.settings is not None
        rules, standards = _loaded(Path(self.settings.get("ROOT")) / "config")
        if args and args[0] not in rules:
            raise InputError(f"没有规则“{args[0]}”；{nearest(args[0], rules)}")
        if opts.write is not None:
            chosen = {args[0]: rules[args[0]]} if args else rules
            print(_write(opts.write, chosen, rules, standards))  # noqa: T201 - the result
        elif opts.ids:
            print("\n".join(args or rules))  # noqa: T201 - the result
        elif args:
            print(page.explanation(rules[args[0]], standards))  # noqa: T201 - the result
        else:
            _list(rules, standards)
        return RAN


def _loaded(config: Path) -> tuple[Mapping[str, Rule], list[Standard]]:
    catalogue = catalog.load()
    files = sorted((config / "standards").glob("*.toml"))
    standards = [standard.load(file, catalogue) for file in files]
    return settings.load(config / "rules.toml", catalogue), standards


def _write(
    folder: Path,
    chosen: Mapping[str, Rule],
    rules: Mapping[str, Rule],
    standards: Sequence[Standard],
) -> str:
    """Write a page for each rule chosen, and the index of all."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for id_, rule in chosen.items():
            (folder / f"{id_}.md").write_text(page.page(rule, standards), encoding="utf-8")
        (folder / "README.md").write_text(page.index(rules), encoding="utf-8")
    except OSError as error:
        raise InputError(f"不能写入 {folder}（{why(error)}）；请核对路径和权限") from None
    return f"手册已写入 {folder}：{len(chosen)}条规则"


def _list(rules: Mapping[str, Rule], standards: Sequence[Standard]) -> None:
    rows = [
        (
            id_,
            rule.title,
            page.SEVERITIES[rule.severity],
            "、".join(each.id for by in standards for each in by.citing(id_)) or "无",
            "，".join(f"{name}={rule.value(name)}" for name in rule.parameters) or "无",
        )
        for id_, rule in rules.items()
    ]
    if not sys.stdout.isatty():
        print("\n".join("\t".join(row) for row in rows))  # noqa: T201 - one rule a line, for tools
        return
    table = Table()
    for heading in ("规则", "名称", "严重程度", "引用它的指标", "设定"):
        table.add_column(heading, overflow="fold")  # a name cut short cannot be typed
    for row in rows:
        table.add_row(*row)
    Console().print(table)
