"""The base of our commands. It stays out of crawler/commands/, where Scrapy would run it."""

import argparse
import sys
from abc import abstractmethod
from typing import ClassVar, NoReturn

from scrapy.commands import ScrapyCommand

# What a timer can tell a run by. `worst` orders them.
RAN = 0
BREACH = 1
BLIND = 2
BAD_INPUT = 64
OUR_FAULT = 70
ALREADY_RUNNING = 75

_WORST_FIRST = (OUR_FAULT, BAD_INPUT, ALREADY_RUNNING, BREACH, BLIND, RAN)


def worst(*statuses: int) -> int:
    """Return the status that a caller must hear of. An unknown one is our fault."""
    known = [status if status in _WORST_FIRST else OUR_FAULT for status in statuses]
    return min(known, key=_WORST_FIRST.index, default=RAN)


class InputError(Exception):
    """What an operator gave us cannot be used: one line that says what, where and what to do."""


class ProjectCommand(ScrapyCommand):
    """A command that shows its errors as one line and leaves with a status of ours."""

    requires_project: bool = True
    requires_crawler_process: bool = False
    default_settings: ClassVar[dict[str, object]] = {"LOG_ENABLED": False}

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do the work; bad input is one line on standard error."""
        try:
            self.exitcode = self.work(args, opts)
        except InputError as error:
            print(error, file=sys.stderr)  # noqa: T201 - the operator's line
            self.exitcode = BAD_INPUT

    @abstractmethod
    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        """Do the command's work and return its exit status.

        Raises:
            InputError: what was given cannot be used.
        """

    def refuse(self, why: str) -> NoReturn:
        """Raise one clear line for the operator."""
        raise InputError(why)
