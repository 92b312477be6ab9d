"""The words that rules of this family look for, and one automaton that finds them all.

The words are data (`config/words/`), read by `rules.content.wordfiles` and handed to the rules by
`rules.settings`. What is no word of a language (broken characters, look-alike letters, filler
text) stands in `rules.content.glyphs` and `rules.content.placeholders`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

PIECE = 2**18  # characters looked through at once, so that a huge text holds few hits in memory


class Family(StrEnum):
    """Which rule an entry belongs to."""

    WRONG = "wrong"
    FORBIDDEN = "forbidden"
    ORGAN = "organ"
    TITLE = "title"
    SCRIPT = "script"
    PLACEHOLDER = "placeholder"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A word to look for and what is known of it."""

    family: Family
    word: str
    advice: str = ""
    """What should stand there instead."""
    certain: bool = False
    """Whether no correct sentence can hold it, save those of `unless`."""
    unless: tuple[str, ...] = ()
    """Contexts that hold the word by chance: 按装机容量 for 按装."""
    quoted: bool = False
    """Whether it counts between quotation marks and in titles too: formulas stand in them."""
    category: str = ""
    """The heading of the list it stands under."""
    since: date | None = None
    """Of an organ's name the day from which it is out of use."""

    @cached_property
    def around(self) -> tuple[tuple[int, str], ...]:
        """The contexts of `unless`, each with where the word stands in it."""
        return tuple(
            (at, context)
            for context in self.unless
            for at in range(len(context))
            if context.startswith(self.word, at)
        )


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """All entries and exempt names; the automata are built at the first look."""

    entries: tuple[Entry, ...]
    places: tuple[str, ...] = ()
    """Names of places that may hold or touch a word by chance."""

    @cached_property
    def _by_word(self) -> dict[str, list[Entry]]:
        known: dict[str, list[Entry]] = {}
        for entry in self.entries:
            known.setdefault(entry.word, []).append(entry)
        return known

    @cached_property
    def _entries(self) -> list[list[Entry]]:
        return list(self._by_word.values())

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(
            list(self._by_word),
            matchkind=MatchKind.LeftmostLongest,
            store_patterns=False,
            implementation=Implementation.DFA,
        )

    @cached_property
    def _places(self) -> AhoCorasick | None:
        return AhoCorasick(self.places) if self.places else None

    @cached_property
    def _reach(self) -> int:
        return max(map(len, self.places), default=0)

    def hits(self, text: str) -> Iterator[tuple[int, Entry]]:
        """Yield where each word stands, from left to right, of overlapping ones the longest.

        What `Entry.unless` and the names of places exempt is left out.
        """
        for offset, piece in _pieces(text):
            for pattern, start, _ in _found(self._automaton, piece):
                for entry in self._entries[pattern]:
                    if not _by_chance(entry, piece, start):
                        yield offset + start, entry

    def in_place_name(self, before: str, word: str, after: str) -> bool:
        """Whether the name of a place holds or touches the word that stands between two texts."""
        if self._places is None:
            return False
        before, after = before[-self._reach :], after[: self._reach]
        start, end = len(before), len(before) + len(word)
        found = _found(self._places, before + word + after, overlapping=True)
        return any(first < end and last > start for _, first, last in found)


def _found(
    automaton: AhoCorasick, text: str, *, overlapping: bool = False
) -> list[tuple[int, int, int]]:
    try:
        return automaton.find_matches_as_indexes(text, overlapping)
    except UnicodeEncodeError:  # half a surrogate pair, which no encoding has
        whole = text.encode("utf-8", "replace").decode()
        return automaton.find_matches_as_indexes(whole, overlapping)


def _by_chance(entry: Entry, text: str, start: int) -> bool:
    return any(start >= at and text.startswith(context, start - at) for at, context in entry.around)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Cut a long text at line ends, where no word is cut."""
    start = 0
    while len(text) - start > PIECE:
        end = text.rfind("\n", start, start + PIECE) + 1 or start + PIECE
        yield start, text[start:end]
        start = end
    yield start, text[start:] if start else text
