"""Runs a command of ours in this process: starting Scrapy costs seconds."""

import argparse
import importlib
from typing import Any

from scrapy.settings import Settings

from crawler.command import ProjectCommand


def run(name: str, *args: str, **settings: Any) -> int:
    """Run `scrapy NAME ARGS…` under the project's settings, over which `settings` go."""
    command: ProjectCommand = importlib.import_module(f"crawler.commands.{name}").Command()
    command.settings = Settings()
    command.settings.setmodule("crawler.settings")
    command.settings.update(settings, priority="cmdline")
    parser = argparse.ArgumentParser()
    command.add_options(parser)
    opts, rest = parser.parse_known_args(args)
    command.run(rest, opts)
    return command.exitcode
