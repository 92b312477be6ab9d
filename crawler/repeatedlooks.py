"""How often in a row an address was found dead: what one night says of it is not enough.

Looks count when they are hours apart. One that failed on our side or by our policy neither counts
nor breaks the row; any other that did not find the address dead breaks it.
"""

from dataclasses import replace
from datetime import timedelta
from enum import Enum, auto
from http import HTTPStatus

from storage.records import Fate, Target

APART = timedelta(hours=1)

_NOBODY_THERE = frozenset({Fate.DNS_NXDOMAIN, Fate.DNS_NODATA, Fate.TCP_REFUSED})
_GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})


class _State(Enum):
    DEAD = auto()
    SOFT = auto()
    UNKNOWN = auto()
    OTHER = auto()


def carried_on(target: Target, before: Target | None, apart: timedelta = APART) -> Target:
    """Return a look with its place in the row of looks: `looks` and `since` filled in.

    Args:
        target: what was seen just now.
        before: the last look at the same address, itself carried on; None where it is the first.
        apart: how long after the last look another one counts.
    """
    state = _state(target)
    if state is _State.OTHER:
        return replace(target, looks=1, since=None)
    row = before if before is not None and before.since is not None else None
    if state is _State.UNKNOWN:
        if row is None:
            return replace(target, looks=1, since=None)
        return replace(target, looks=row.looks, since=row.since)
    if row is None or _state(row) not in {state, _State.UNKNOWN}:
        return replace(target, looks=1, since=target.at)
    counts = target.at - row.at >= apart
    return replace(target, looks=row.looks + counts, since=row.since)


def _state(target: Target) -> _State:
    fate = target.fate
    if fate in _NOBODY_THERE or (fate is Fate.HTTP_4XX and target.status in _GONE):
        return _State.DEAD
    if fate is Fate.SOFT_ERROR:
        return _State.SOFT
    return _State.UNKNOWN if fate.our_fault or fate.our_policy else _State.OTHER
