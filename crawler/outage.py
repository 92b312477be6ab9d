"""Whether it was our own network: many hosts silent in one moment say so, and none is to blame.

Names that do not resolve and connections that do not come about look alike whether a site has
gone or our line is down. So every look is noted with its moment, and hosts that are known to
answer (controls) are asked as soon as several in a row stay silent.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Awaitable, Callable

MANY = 4  # hosts silent in a row: then the controls are asked
MOST_OF = 8  # silent hosts from which on it matters that they are the majority
NEAR = 60.0  # seconds before and after a look that are its moment

Controls = Callable[[], Awaitable[bool]]
"""Asks hosts that are known to answer; whether one did."""


class Outage:
    """Judges the silent looks of one run, once the run is over.

    Args:
        controls: asks hosts that are known to answer; None where none are known.
        near: seconds before and after a look that are its moment.
    """

    def __init__(self, controls: Controls | None = None, near: float = NEAR) -> None:
        self._controls = controls
        self._near = near
        self._answers: list[float] = []
        self._silences: list[tuple[float, str]] = []
        self._answering: set[str] = set()
        self._row: set[str] = set()

    def answered(self, host: str, moment: float) -> None:
        """Note that a host said something, be it an error. Moments never go back."""
        self._answers.append(moment)
        self._answering.add(host)
        self._row.clear()

    async def silent(self, host: str, moment: float) -> None:
        """Note that a host did not; with several in a row ask the controls."""
        self._silences.append((moment, host))
        self._row.add(host)
        if len(self._row) >= MANY:
            self._row.clear()
            await self._ask(moment)

    async def ours(self) -> Callable[[str, float], bool]:
        """Return what says of a silent look, by host and moment, whether it was our doing."""
        silent = {host for _, host in self._silences} - self._answering
        most = len(silent) >= MOST_OF and len(silent) > len(self._answering)
        down = most and not await self._controls_answer()

        def was_ours(host: str, moment: float) -> bool:
            return (down and host in silent) or self._was_down(moment)

        return was_ours

    async def _ask(self, moment: float) -> None:
        if self._controls is not None and await self._controls():
            self._answers.append(moment)
            self._answers.sort()

    async def _controls_answer(self) -> bool:
        return self._controls is not None and await self._controls()

    def _was_down(self, moment: float) -> bool:
        """Whether nothing answered around a moment in which several hosts stayed silent."""
        since, until = moment - self._near, moment + self._near
        if bisect_right(self._answers, until) > bisect_left(self._answers, since):
            return False
        first = bisect_left(self._silences, (since, ""))
        last = bisect_right(self._silences, (until, "\U0010ffff"))
        return len({host for _, host in self._silences[first:last]}) >= MANY
