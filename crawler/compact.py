"""How what is read crosses from one process to another: only what it says, not what it leaves out.

A reading has thirty fields of which a page fills ten, and a hundred links of three short texts
each. Written down field by field, that took as long as finding the links.
"""

import copyreg
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from functools import partial
from operator import attrgetter
from typing import Any

from crawler.adapters.reading import (
    Block,
    Document,
    EntryLink,
    PageLink,
    Reading,
    SeenDate,
    SiteIdentity,
)
from storage.records import Content

_Columns = tuple[tuple[str, ...], ...]


def compactly(kind: type[Any]) -> None:
    """Have instances of a dataclass pickled by those fields that differ from their defaults."""
    copyreg.pickle(kind, _reducer(kind))


def _reducer(kind: type[Any]) -> Callable[[Any], tuple[Any, ...]]:
    names = [each.name for each in fields(kind)]
    defaults = [_default(each) for each in fields(kind)]
    values = attrgetter(*names)

    def reduced(instance: Any) -> tuple[Any, ...]:
        said = {
            name: value
            for name, value, default in zip(names, values(instance), defaults, strict=True)
            if value is not default and value != default
        }
        return _made, (kind, said)

    return reduced


def _default(of: Field[Any]) -> object:
    if of.default_factory is not MISSING:
        return of.default_factory()
    return of.default  # MISSING, which nothing equals, where there is none


def _made(kind: type[Any], said: Mapping[str, Any]) -> object:
    return kind(**said)


_READING = _reducer(Reading)
_link = partial(tuple.__new__, PageLink)  # `PageLink._make` takes six times as long


def _reduced_reading(reading: Reading) -> tuple[Any, ...]:
    _, (_, said) = _READING(reading)
    links = said.pop("links", ())
    return _made_reading, (said, tuple(zip(*links, strict=True)))


def _made_reading(said: Mapping[str, Any], links: _Columns) -> Reading:
    return Reading(**said, links=tuple(map(_link, zip(*links, strict=True))))


copyreg.pickle(Reading, _reduced_reading)
for _kind in (Block, Content, Document, EntryLink, SeenDate, SiteIdentity):
    compactly(_kind)
