"""The base of our commands. It stays out of crawler/commands/, where Scrapy would run it."""

import argparse
import os
import subprocess
import sys
from abc import abstractmethod
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import IO, ClassVar, NoReturn

from scrapy.commands import ScrapyCommand
from scrapy.settings import BaseSettings

from crawler.clock import BEIJING
from crawler.exposurekey import ExposureKeyError
from crawler.traces import keep_trace
from rules.config_error import ConfigError
from storage import register
from storage.archive import ArchiveError
from storage.lock import AlreadyRunning
from storage.register import City, RegisterError

# What a timer can tell a run by. `worst` orders them.
RAN = 0
BREACH = 1
BLIND = 2
BAD_INPUT = 64
OUR_FAULT = 70
ALREADY_RUNNING = 75

_WORST_FIRST = (OUR_FAULT, BAD_INPUT, ALREADY_RUNNING, BREACH, BLIND, RAN)


class InputError(Exception):
    """What an operator gave us cannot be used: one line that says what, where and what to do."""


# What may stand against a command's work; everything else is a bug of ours.
_STATUS: dict[type[Exception], int] = {
    InputError: BAD_INPUT,
    RegisterError: BAD_INPUT,
    ConfigError: BAD_INPUT,
    ExposureKeyError: BAD_INPUT,
    AlreadyRunning: ALREADY_RUNNING,
    ArchiveError: OUR_FAULT,
}


def city_named(city_id: str, settings: BaseSettings) -> City:
    """Return a city of the register.

    Raises:
        RegisterError: it is not known, or its file has mistakes.
    """
    return register.find(city_id, settings.get("CITIES").split(os.pathsep))


def moment(text: str) -> datetime:
    """Read a moment that an operator typed; without a zone it is Beijing time.

    Raises:
        InputError: it is none.
    """
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise InputError(f"{text!r} 不是时刻；请写成 2026-11-24T08:00") from None
    return read if read.tzinfo else read.replace(tzinfo=BEIJING)


def worst(*statuses: int) -> int:
    """Return the status that a caller must hear of. An unknown one is our fault."""
    known = [status if status in _WORST_FIRST else OUR_FAULT for status in statuses]
    return min(known, key=_WORST_FIRST.index, default=RAN)


def status_of(work: Callable[[], int]) -> int:
    """Do a command's work; tell an operator in one line what stands against it, never a trace."""
    try:
        return work()
    except KeyboardInterrupt:
        say("已中断；再次运行同一命令即可")
        return OUR_FAULT
    except BrokenPipeError:  # whoever read our output has gone, as `head` does: no bug of ours
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OUR_FAULT
    except Exception as error:  # noqa: BLE001 - the outermost place: an operator gets one line
        for kind, status in _STATUS.items():
            if isinstance(error, kind):
                say(str(error))
                return status
        say(f"程序内部出错（{type(error).__name__}），{keep_trace()}；请交给维护人员")
        return OUR_FAULT


def step(*words: str, env: Mapping[str, str] | None = None, to: IO[str] | None = None) -> int:
    """Run a command of ours as its own process and return its status."""
    # `-m scrapy` puts the project first on the path; the `scrapy` script puts it last.
    asked = [sys.executable, "-m", "scrapy", *words]
    child = subprocess.Popen(asked, env=env, stdout=to)  # noqa: S603 - our own commands
    try:
        return child.wait()
    except KeyboardInterrupt:  # it heard of it too, and ends in order
        child.wait()
        raise


def say(line: str) -> None:
    """Tell the operator something that is not the command's result."""
    print(line, file=sys.stderr, flush=True)  # noqa: T201 - this is the operator's channel


def refuse_as_bad_input(parser: argparse.ArgumentParser) -> None:
    """Let a wrong option leave as bad input: argparse's own 2 would say "not all was judged"."""

    def refuse(message: str) -> NoReturn:
        say(f"命令的写法不对（{message}）；加 -h 看用法")
        sys.exit(BAD_INPUT)

    parser.error = refuse  # type: ignore[method-assign]  # argparse offers no other way


class ProjectCommand(ScrapyCommand):
    """A command that shows its errors as one line and leaves with a status of ours."""

    requires_project: bool = True
    requires_crawler_process: bool = False
    default_settings: ClassVar[dict[str, object]] = {"LOG_ENABLED": False}

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Take what all commands take."""
        super().add_options(parser)
        refuse_as_bad_input(parser)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do the work and leave with its status."""
        self.exitcode = status_of(lambda: self.work(args, opts))

    @abstractmethod
    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        """Do the command's work and return its exit status.

        Raises:
            InputError: what was given cannot be used.
        """
