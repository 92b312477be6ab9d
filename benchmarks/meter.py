"""Runs a program and measures it and all that it starts: CPU, memory, and how long it takes.

Of a program only its own session is looked at, and only that is ended.
"""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
_PAUSE = 0.05  # seconds between looks; what a process spends after the last one is not seen
_WEIGHED_EACH = 10  # looks; the kernel has to walk a process's memory to weigh it
_PATIENCE = 10  # seconds that a program has to end by itself


@dataclass(frozen=True)
class Run:
    """What a program took, with all that it started."""

    began: float
    """When it was started, on the clock that only runs forward."""
    ended: float
    cpu: float
    """Seconds."""
    resident: float
    """The most megabytes of its processes at once; what they share counts in each."""
    held: float
    """Likewise, but what they share counts once."""
    status: int | None
    """Its exit status; None when its time was up."""
    said: str
    """The end of what it wrote."""


def measured(
    words: Sequence[str], folder: Path, environment: Mapping[str, str], limit: float
) -> Run:
    """Run a program to its end or until its time is up, and measure it.

    Args:
        words: program and arguments.
        folder: in which it runs.
        environment: all of its environment.
        limit: seconds that it may take.
    """
    meter = _Meter()
    with (folder / "said").open("w+b") as said:
        process = subprocess.Popen(
            words,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        began = time.monotonic()
        try:
            while process.poll() is None and time.monotonic() < began + limit:
                meter.look(process.pid)
                time.sleep(_PAUSE)
            status = process.poll()
            ended = time.monotonic()
        finally:
            _end(process)
        said.seek(max(0, said.tell() - 2000))
        told = said.read().decode(errors="replace")
    return Run(
        began=began,
        ended=ended,
        cpu=sum(meter.spent.values()),
        resident=meter.resident / 1e6,
        held=meter.held / 1e6,
        status=status,
        said=told.strip(),
    )


class _Meter:
    """Adds up what the processes of one session take."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self.resident = 0
        self.held = 0
        self._looks = 0

    def look(self, session: int) -> None:
        """Look at each process of a session."""
        members = _members(session)
        self.spent |= {pid: seconds for pid, (seconds, _) in members.items()}
        self.resident = max(self.resident, sum(resident for _, resident in members.values()))
        if self._looks % _WEIGHED_EACH == 0:
            self.held = max(self.held, sum(map(_weight, members)))
        self._looks += 1


def _members(session: int) -> dict[str, tuple[float, int]]:
    """Return CPU seconds and resident bytes of every process of a session, by process id."""
    found = {}
    for name in os.listdir("/proc"):  # noqa: PTH208 - called often, must not cost what it measures
        if not name.isdigit() or int(name) < session:  # what a program starts is younger than it
            continue
        try:
            fields = Path(f"/proc/{name}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            seconds = (int(fields[11]) + int(fields[12])) / TICK
            found[name] = (seconds, int(fields[21]) * PAGE)
    return found


def _weight(pid: str) -> int:
    """Return the bytes that a process holds, its share of what it shares."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:  # it has ended, or is somebody else's by now
        return 0
    return next((int(line.split()[1]) * 1024 for line in text.splitlines() if "Pss:" in line), 0)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program that still runs, and whatever of its session it has left behind."""
    if process.poll() is None:
        _signal(process.pid, signal.SIGTERM)
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            _signal(process.pid, signal.SIGKILL)
            process.wait()
    for pid in _members(process.pid):
        _signal(int(pid), signal.SIGKILL, whole=False)


def _signal(pid: int, number: signal.Signals, *, whole: bool = True) -> None:
    try:
        (os.killpg if whole else os.kill)(pid, number)
    except ProcessLookupError:
        return
