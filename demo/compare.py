"""What was found against what was planted.

Pure and of plain values: a place is a tuple of words, so nothing of ours is needed to compare.
"""

from collections.abc import Iterable
from dataclasses import dataclass

Place = tuple[str, str, str]
"""Rule, site id, address."""

ANY = "*"


@dataclass(frozen=True, kw_only=True)
class Planted:
    """One fault that must be found, and the rules that may speak of the place besides."""

    id: str
    rule: str
    site: str
    place: str
    may: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Quiet:
    """A place that these rules must not name; `ANY` stands for every place or rule."""

    site: str
    place: str
    rules: tuple[str, ...]

    def forbids(self, rule: str, site: str, place: str) -> bool:
        """Whether a finding there would be a false one."""
        return (
            site == self.site
            and self.place in (ANY, place)
            and bool({ANY, rule}.intersection(self.rules))
        )


@dataclass(frozen=True, kw_only=True)
class Hidden:
    """A place that must come out blind and unnamed; `whole` says that it is an entire site."""

    site: str
    place: str
    whole: bool = False


@dataclass(frozen=True, kw_only=True)
class Key:
    """Everything planted, with real ids and addresses."""

    planted: tuple[Planted, ...]
    quiet: tuple[Quiet, ...]
    hidden: tuple[Hidden, ...]

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that have something to find, in order of first appearance."""
        return tuple(dict.fromkeys(fault.rule for fault in self.planted))


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """How the findings and the blind places stand against the key."""

    found: tuple[Planted, ...]
    missed: tuple[Planted, ...]
    false: tuple[Place, ...]
    sprung: tuple[Place, ...]
    """The false ones that stepped into a trap."""
    unseen: tuple[Hidden, ...]
    """Hidden places that came out as they must."""
    named: tuple[Place, ...]
    """Findings at hidden places: the worst of all."""
    overlooked: tuple[Hidden, ...]
    """Hidden places that no rule says it was blind to."""

    @property
    def passed(self) -> bool:
        """Whether what was found equals what was planted."""
        return not (self.missed or self.false or self.named or self.overlooked)

    def counts(self, rule: str) -> tuple[int, int, int]:
        """Found, missed and false of one rule."""
        return (
            sum(fault.rule == rule for fault in self.found),
            sum(fault.rule == rule for fault in self.missed),
            sum(found[0] == rule for found in (*self.false, *self.named)),
        )


def compare(key: Key, findings: Iterable[Place], blind: Iterable[Place]) -> Comparison:
    """Hold the findings and blind places of one audit against the key."""
    named = {(rule, site, _plain(place)) for rule, site, place in findings}
    dark = {(site, _plain(place)) for _, site, place in blind}
    owed = {(fault.rule, fault.site, _plain(fault.place)): fault for fault in key.planted}
    allowed = {
        (rule, fault.site, _plain(fault.place)) for fault in key.planted for rule in fault.may
    }
    at_hidden = {
        found
        for found in named - owed.keys() - allowed
        if any(_at(hidden, found) for hidden in key.hidden)
    }
    false = named - owed.keys() - allowed - at_hidden
    seen_dark = {hidden: _is_dark(hidden, dark) for hidden in key.hidden}
    return Comparison(
        found=tuple(fault for place, fault in owed.items() if place in named),
        missed=tuple(fault for place, fault in owed.items() if place not in named),
        false=tuple(sorted(false)),
        sprung=tuple(sorted(f for f in false if any(q.forbids(*f) for q in _plained(key.quiet)))),
        unseen=tuple(hidden for hidden, is_dark in seen_dark.items() if is_dark),
        named=tuple(sorted(at_hidden)),
        overlooked=tuple(hidden for hidden, is_dark in seen_dark.items() if not is_dark),
    )


def _plain(place: str) -> str:
    """One spelling of an address: the root's slash may be missing before a fragment."""
    head, mark, item = place.partition("#")
    bare = head.count("/") == 2 and "://" in head
    return f"{head}{'/' if bare else ''}{mark}{item}"


def _plained(quiet: Iterable[Quiet]) -> tuple[Quiet, ...]:
    return tuple(Quiet(site=q.site, place=_plain(q.place), rules=q.rules) for q in quiet)


def _at(hidden: Hidden, found: Place) -> bool:
    return found[1] == hidden.site and (hidden.whole or found[2] == _plain(hidden.place))


def _is_dark(hidden: Hidden, dark: set[tuple[str, str]]) -> bool:
    if hidden.whole:
        return any(site == hidden.site for site, _ in dark)
    return (hidden.site, _plain(hidden.place)) in dark
