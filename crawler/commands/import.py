"""What offices hand in as files: the register; later posts, cases, ratings and visits."""  # noqa: N999 - a command is named by its module

import argparse
import os
from pathlib import Path

from crawler import importers
from crawler.command import RAN, InputError, ProjectCommand
from storage.mistakes import nearest


class Command(ProjectCommand):
    """Hands a file to the importer of its kind."""

    def syntax(self) -> str:
        """Return what follows the command's name."""
        return "种类 文件"

    def short_desc(self) -> str:
        """Say in one line what the command does."""
        return f"导入单位报送的文件；种类：{'、'.join(importers.kinds())}"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of every kind."""
        super().add_options(parser)
        parser.add_argument("--template", metavar="文件", type=Path, help="生成空白样表，不导入")
        for importer in importers.kinds().values():
            importer.add_options(parser)

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        """Write the kind's template, or take a file."""
        assert self.settings is not None
        kinds = importers.kinds()
        kind = args[0] if args else ""
        if kind not in kinds:
            said = f"不能导入“{kind}”；{nearest(kind, kinds)}" if kind else "没有写明种类"
            raise InputError(
                f"{said}；用法：scrapy import register 名册.xlsx [--city 城市] [--write]"
            )
        if opts.template is not None and len(args) == 1:
            kinds[kind].template(opts.template)
            print(f"样表已写到 {opts.template}：{kinds[kind].title}")  # noqa: T201 - the result
            return RAN
        if opts.template is not None or len(args) != 2:
            raise InputError(
                f"用法：scrapy import {kind} 文件，或 scrapy import {kind} --template 文件"
            )
        return kinds[kind].take(Path(args[1]), opts, self.settings.get("CITIES").split(os.pathsep))
