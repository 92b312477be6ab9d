"""What the whole-site walks of the benchmark took, as a table."""

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from benchmarks import walkours
from benchmarks.meter import Run
from benchmarks.walkrivals import CRAWLSPIDER

FEWER = 5000  # pages of the site whose walk shows whether memory grows
OURS = "xunjian, walk"
WITH_AUDIT = "xunjian, walk and audit"
NIGHTS = {
    "the next night": walkours.DAY,
    "a rotation later": walkours.DAY + walkours.ROTATION,
}


@dataclass(frozen=True)
class Figure:
    """What one walk took."""

    pages: int
    seconds: float
    cpu: float
    resident: float
    held: float
    note: str = ""

    @property
    def rate(self) -> float:
        """Pages a second."""
        return self.pages / self.seconds

    @property
    def price(self) -> float:
        """CPU milliseconds a page."""
        return 1000 * self.cpu / self.pages

    @classmethod
    def of(cls, run: Run, began: float, pages: int, note: str) -> Self:
        """Make it of a program's run whose first request came at this moment."""
        return cls(pages, run.ended - began, run.cpu, run.resident, run.held, note)


Figures = Mapping[str, Sequence[Figure]]
"""By who walked, in order of the walks."""


def table(measured: Figures, notes: Sequence[str]) -> str:
    """Return the medians, a walker a line."""
    lines = [
        f"{'':30}{'pages':>7}{'seconds':>9}{'pages/s':>9}{'CPU ms':>8}{'RSS MB':>8}{'held MB':>8}"
        f"{'× pages/s':>11}{'× CPU':>7}"
    ]
    base = measured.get(CRAWLSPIDER)
    for name, figures in measured.items():
        if name in NIGHTS:
            continue
        rate, price = _median(figures, lambda f: f.rate), _median(figures, lambda f: f.price)
        ratios = f"{'–':>11}{'–':>7}"
        if base:
            faster = rate / _median(base, lambda f: f.rate)
            ratios = f"{faster:>11.1f}{_median(base, lambda f: f.price) / price:>7.1f}"
        lines.append(
            f"{name:30}{_median(figures, lambda f: f.pages):>7.0f}"
            f"{_median(figures, lambda f: f.seconds):>9.1f}{rate:>9.1f}{price:>8.2f}"
            f"{_median(figures, lambda f: f.resident):>8.0f}"
            f"{_median(figures, lambda f: f.held):>8.0f}"
            f"{ratios}  {figures[-1].note}"
        )
    return "\n".join([*lines, *notes])


def nights(measured: Figures) -> str:
    """Return what the second night costs, and how memory grows."""
    lines = []
    first = measured.get(OURS)
    for name in NIGHTS:
        if first and (figures := measured.get(name)):
            night = figures[-1]
            lines.append(
                f"{name}, 2 % changed: {night.pages} pages asked for ({night.note}), "
                f"{night.cpu:.1f} s CPU, {100 * night.cpu / first[-1].cpu:.1f} % of the first"
            )
    fewer = measured.get(f"{OURS}, {FEWER} pages")
    if first and fewer:
        less, more = fewer[-1], first[-1]
        lines.append(
            f"memory at {less.pages} and {more.pages} pages: RSS {less.resident:.0f} and "
            f"{more.resident:.0f} MB, held {less.held:.0f} and {more.held:.0f} MB"
        )
    return "\n".join(lines)


def _median(figures: Sequence[Figure], value: Callable[[Figure], float]) -> float:
    return statistics.median(map(value, figures))
