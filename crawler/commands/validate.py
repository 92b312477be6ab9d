"""Everything in `config/`, with file, line, key, value and remedy for every mistake."""

import argparse
import os
from pathlib import Path

from crawler import configuration
from crawler.command import BAD_INPUT, RAN, InputError, ProjectCommand
from storage import register
from storage.mistakes import nearest


class Command(ProjectCommand):
    """Checks the configuration and changes nothing."""

    def syntax(self) -> str:
        """Return what follows the command's name."""
        return "[城市 …]"

    def short_desc(self) -> str:
        """Say in one line what the command does."""
        return "核对 config/ 下的全部文件，一次列出所有错误"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Let another configuration be checked before it is put in place."""
        super().add_options(parser)
        parser.add_argument(
            "--config", metavar="目录", type=Path, help="核对这个目录，而不是 config/"
        )

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        """Print every mistake, or what was found in order."""
        assert self.settings is not None
        config = opts.config or Path(self.settings.get("ROOT")) / "config"
        folders = self.settings.get("CITIES").split(os.pathsep)
        if opts.config is not None:
            folders = [str(config / "cities")]
        if not config.is_dir():
            raise InputError(f"{config} 不是目录；请核对 --config")
        known = register.known(folders)
        for city in args:
            if city not in known:
                raise InputError(f"没有登记城市“{city}”；{nearest(city, known) if known else ''}")
        if not known:
            raise InputError(f"{'、'.join(folders)} 中没有城市登记文件；请新建 <城市编号>.toml")
        cities = {city: known[city] for city in args or known}
        problems = list(configuration.problems(config, cities.values()))
        if not problems:
            print(_account(config, cities))  # noqa: T201 - the command's result
            return RAN
        print("\n".join(map(str, problems)))  # noqa: T201 - the command's result
        print(f"共 {len(problems)} 处错误，改正后请再运行 scrapy validate")  # noqa: T201 - likewise
        return BAD_INPUT


def _account(config: Path, cities: dict[str, Path]) -> str:
    loaded = [register.load(path) for path in cities.values()]
    standards = len(list((config / "standards").glob("*.toml")))
    return (
        f"核对无误：城市 {len(loaded)} 个（{'、'.join(city.name for city in loaded)}），"
        f"单位 {sum(len(city.units) for city in loaded)} 个，"
        f"网站 {sum(len(city.sites) for city in loaded)} 个，"
        f"账号 {sum(len(city.accounts) for city in loaded)} 个，检查标准 {standards} 份"
    )
