"""What a file's readers write down, and what they may spend on it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from crawler import clock
from crawler.documents.digitruns import mended
from crawler.documents.document import Limits, Part
from crawler.documents.labels import label

_MOST_NOTES = 5
_MOST_NAMED = 8
_MANY_DIGITS = re.compile(r"\d(?:\D{0,3}\d){10}")  # no private number has fewer
_GAP = re.compile(r"\n(?:[ \t]*+\n){2,}+")


class UnreadableError(Exception):
    """One file cannot be read, or not further; the message says why, for a person."""


class LimitError(Exception):
    """Nothing more may be read of all this; the message says why, for a person."""


def named(numbers: Sequence[int | str]) -> str:
    """Name pages by their numbers, of many the first ones: 第3、4; 第1、2、3等30."""
    shown = "、".join(map(str, numbers[:_MOST_NAMED]))
    return f"第{shown}" + (f"等{len(numbers)}" if len(numbers) > _MOST_NAMED else "")


@dataclass
class _Account:
    """What was written and spent for one file and everything inside it."""

    limits: Limits
    until: float
    parts: list[Part] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)
    remarks: dict[str, None] = field(default_factory=dict)
    bytes_out: int = 0
    characters: int = 0
    members: int = 0
    cells: int = 0


_Read = Callable[[str, bytes, "Transcript"], str]


class Transcript:
    """Takes down the parts of a file and of the files inside it, within its limits."""

    def __init__(self, limits: Limits, read: _Read) -> None:
        self._account = _Account(limits, clock.seconds() + limits.seconds)
        self._read = read
        self._labels: tuple[str, ...] = ()
        self._own = 0

    @property
    def parts(self) -> tuple[Part, ...]:
        """What was written so far."""
        return tuple(self._account.parts)

    @property
    def complete(self) -> bool:
        """Whether nothing was said to be unread."""
        return not self._account.notes

    @property
    def begun(self) -> bool:
        """Whether this very file gave any text yet."""
        return self._own > 0

    @property
    def summary(self) -> str:
        """All notes as one sentence, what is unread first."""
        notes = [*self._account.notes, *self._account.remarks]
        more = f"；等{len(notes)}处" if len(notes) > _MOST_NOTES else ""
        return "；".join(notes[:_MOST_NOTES]) + more

    @property
    def left(self) -> int:
        """How many bytes may still come out of decompression."""
        return max(self._account.limits.bytes_out - self._account.bytes_out, 0)

    def add(self, where: str, text: str, *, row: int = 0) -> None:
        """Write down a part, unless it is blank.

        Raises:
            LimitError: it is one part too many.
        """
        if not row:
            text = _GAP.sub("\n\n", text).strip("\n")
        if not text.strip():
            return
        account = self._account
        if len(account.parts) >= account.limits.parts:
            raise LimitError(f"超过{account.limits.parts}页（表），之后的没有读")
        whole = " › ".join((*self._labels, where) if where else self._labels)
        account.parts.append(Part(whole, text if row else mended(text), row))
        self._own += 1

    def name(self, where: str, names: list[str]) -> None:
        """Write down names that may themselves hold a private number."""
        self.add(where, "\n".join(one for one in names if _MANY_DIGITS.search(one)))

    def note(self, text: str) -> None:
        """Say what was not read."""
        self._account.notes[self._told(text)] = None

    def remark(self, text: str) -> None:
        """Say something that leaves the reading complete."""
        self._account.remarks[self._told(text)] = None

    def spend(self, count: int) -> None:
        """Account for bytes that came out of decompression, and look at the clock.

        Raises:
            LimitError: there is nothing left.
        """
        self._account.bytes_out += count
        if self._account.bytes_out > self._account.limits.bytes_out:
            most = self._account.limits.bytes_out
            shown = f"{most // 2**20}MB" if most >= 2**20 else f"{most}字节"
            raise LimitError(f"解压后超过{shown}，像是压缩炸弹，之后的没有读")
        self.tick()

    def write(self, count: int) -> None:
        """Account for characters that will be part of a text.

        Raises:
            LimitError: there is no room left.
        """
        self._account.characters += count
        if self._account.characters > self._account.limits.bytes_out:
            raise LimitError("文字太多，之后的没有读")

    def cell(self) -> None:
        """Account for a cell that holds something.

        Raises:
            LimitError: it is one too many.
        """
        self._account.cells += 1
        if self._account.cells > self._account.limits.cells:
            raise LimitError(f"单元格超过{self._account.limits.cells}个，之后的没有读")

    def tick(self) -> None:
        """Look at the clock.

        Raises:
            LimitError: the time is over.
        """
        if clock.seconds() > self._account.until:
            raise LimitError(f"读了{self._account.limits.seconds:g}秒还没有读完，之后的没有读")

    def count_member(self) -> None:
        """Account for a file inside.

        Raises:
            LimitError: it is one too many.
        """
        self._account.members += 1
        if self._account.members > self._account.limits.members:
            raise LimitError(f"内含文件超过{self._account.limits.members}个，之后的没有读")
        self.tick()

    def inside(self, name: str) -> "Transcript":
        """Return where a file inside this one writes."""
        one = Transcript.__new__(Transcript)
        one._account, one._read, one._own = self._account, self._read, 0
        one._labels = (*self._labels, label(name))
        return one

    def open(self, name: str, body: bytes) -> None:
        """Read a file that is inside this one; `name` is a label only.

        Raises:
            LimitError: nothing more may be read.
        """
        inner = self.inside(name)
        if len(inner._labels) > self._account.limits.depth:
            inner.note(f"嵌套超过{self._account.limits.depth}层，没有读")
        else:
            self._read(name, body, inner)

    def _told(self, text: str) -> str:
        return f"{' › '.join(self._labels)}：{text}" if self._labels else text
