"""A lock keeps others out and vanishes with its holder, however that dies."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from storage.archive import Archive, ArchiveError
from storage.lock import AlreadyRunning, exclusive

HOLD = """
import os, sys, time
from storage.archive import Archive
from storage.lock import exclusive

archive = Archive(sys.argv[1])
with exclusive(sys.argv[1], "夜间/demo"), archive.database.reading():
    {before}
    os.write(1, b"%d\\n" % os.getpid())
    time.sleep(60)
"""
FORK = r'if not os.fork(): os.write(1, b"%d\n" % os.getpid()); time.sleep(60)'
ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def holder(url: str, before: str = "pass") -> Iterator[subprocess.Popen[str]]:
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD.format(before=before), url],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert child.stdout
    said = {int(child.stdout.readline())}
    if before == FORK:
        said.add(int(child.stdout.readline()))
    try:
        yield child
    finally:
        child.kill()
        child.wait()
        child.stdout.close()
        for pid in said - {child.pid}:
            os.kill(pid, signal.SIGKILL)


def take_soon(url: str) -> None:
    """Take the lock; a server needs a moment to see that its client is gone."""
    for _ in range(100):
        try:
            with exclusive(url, "夜间/demo"):
                return
        except AlreadyRunning:
            time.sleep(0.1)
    raise AssertionError("the lock outlived its holder")


def test_another_process_is_kept_out_until_the_holder_is_killed(database_url: str) -> None:
    with holder(database_url) as child:
        with (
            pytest.raises(AlreadyRunning, match="“夜间/demo”已在运行"),
            exclusive(database_url, "夜间/demo"),
        ):
            pass
        child.kill()
        child.wait()
        take_soon(database_url)


def test_a_forked_child_does_not_keep_its_dead_parents_lock(database_url: str) -> None:
    with holder(database_url, FORK) as child:
        child.kill()
        child.wait()
        take_soon(database_url)


def test_a_forked_child_leaves_its_living_parents_lock(database_url: str) -> None:
    with exclusive(database_url, "a"):
        child = os.fork()
        if not child:
            os._exit(0)
        os.waitpid(child, 0)
        with pytest.raises(AlreadyRunning), exclusive(database_url, "a"):
            pass


def test_the_same_process_is_kept_out_too_and_may_come_again(database_url: str) -> None:
    with exclusive(database_url, "a"):
        with pytest.raises(AlreadyRunning), exclusive(database_url, "a"):
            pass
        with exclusive(database_url, "b"):
            pass
    with exclusive(database_url, "a"):
        pass


def test_an_error_inside_frees_the_lock_and_passes(database_url: str) -> None:
    with pytest.raises(ZeroDivisionError), exclusive(database_url, "a"):
        _ = 1 / 0
    with exclusive(database_url, "a"):
        pass


def test_the_lock_does_not_hinder_the_archive(database_url: str) -> None:
    with exclusive(database_url, "a"), Archive(database_url) as archive:
        archive.add([])


@pytest.mark.parametrize(
    "url", ["", "sqlite://", "sqlite:////proc/no/xunjian.db", "postgresql://127.0.0.1:1/none"]
)
def test_what_is_no_database_is_one_line(url: str) -> None:
    with pytest.raises(ArchiveError) as refused, exclusive(url, "a"):
        pass

    assert "\n" not in str(refused.value)
