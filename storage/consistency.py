"""What must hold between the entries of a register: nothing twice, no reference into the void.

Works on the parsed file, not on the models, so that a mistake in one entry hides none in another.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from storage.fields import same_site, split_url
from storage.mistakes import Problem, dotted, nearest, shown
from storage.places import Loc, Places

Said = tuple[Loc, str, str]
"""Where, what is wrong, what to do."""


def problems(data: Mapping[str, Any], file: str, places: Places) -> Iterator[Problem]:
    """Name every clash and every dangling reference."""
    for loc, message, remedy in _all(data):
        yield Problem(
            file=file,
            line=places.line(loc),
            key=dotted(loc),
            value=shown(value) if (value := _at(data, loc)) is not None else None,
            message=message,
            remedy=remedy,
        )


@dataclass(frozen=True)
class _Register:
    """Tolerant access to the parsed file: what has not the expected type is passed over."""

    data: Mapping[str, Any]

    def entries(self, kind: str) -> Iterator[tuple[Loc, Mapping[str, Any]]]:
        listed = self.data.get(kind)
        for index, entry in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(entry, dict):
                yield (kind, index), entry

    def values(self, kind: str, key: str) -> Iterator[tuple[Loc, str]]:
        for loc, entry in self.entries(kind):
            if isinstance(entry.get(key), str):
                yield (*loc, key), entry[key]

    def ids(self, kind: str) -> set[str]:
        return {value for _, value in self.values(kind, "id")}


def _all(data: Mapping[str, Any]) -> Iterator[Said]:
    register = _Register(data)
    for kind in ("units", "sites", "accounts"):
        yield from _twice(register.values(kind, "id"), "编号", str)
    yield from _twice(register.values("units", "name"), "单位名称", str)
    yield from _twice(register.values("sites", "code"), "网站标识码", str)
    yield from _twice(_addresses(register), "网址", same_site)
    yield from _twice(_accounts(register), "账号", str)
    for kind in ("sites", "accounts"):
        yield from _dangling(register.values(kind, "unit"), register.ids("units"), "单位")
    yield from _dangling(_sections(register), register.ids("sites"), "网站")
    yield from _idle(register)
    for kind in ("sites", "accounts"):
        for loc, entry in register.entries(kind):
            yield from _same_day((*loc, "states"), entry.get("states"))


def _twice(
    values: Iterator[tuple[Loc, str]], what: str, same: Callable[[str], str]
) -> Iterator[Said]:
    first: dict[str, Loc] = {}
    for loc, value in values:
        known = first.setdefault(same(value), loc)
        if known != loc:
            yield loc, f"{what}重复，已见于 {dotted(known)}", "请改成不同的，或删去重复的一项"


def _dangling(values: Iterator[tuple[Loc, str]], known: set[str], what: str) -> Iterator[Said]:
    for loc, value in values:
        if value not in known:
            hint = nearest(value, known) if known else "本文件还没有登记"
            yield loc, f"没有编号为此的{what}", hint


def _addresses(register: _Register) -> Iterator[tuple[Loc, str]]:
    """Give each site's addresses; that one has the same in http and https is no clash."""
    for loc, entry in register.entries("sites"):
        found: dict[str, tuple[Loc, str]] = {}
        aliases = entry.get("aliases")
        for index, url in enumerate(
            [entry.get("url"), *(aliases if isinstance(aliases, list) else ())]
        ):
            if isinstance(url, str) and _readable(url):
                key: Loc = ("url",) if index == 0 else ("aliases", index - 1)
                found.setdefault(same_site(url), ((*loc, *key), url))
        yield from found.values()


def _readable(url: str) -> bool:
    try:
        split_url(url)
    except ValueError:
        return False
    return True


def _accounts(register: _Register) -> Iterator[tuple[Loc, str]]:
    for loc, entry in register.entries("accounts"):
        platform, name = entry.get("platform"), entry.get("name")
        if isinstance(platform, str) and isinstance(name, str):
            yield (*loc, "name"), f"{platform}\n{name}"


def _sections(register: _Register) -> Iterator[tuple[Loc, str]]:
    for loc, entry in register.entries("units"):
        section = entry.get("section")
        if isinstance(section, dict) and isinstance(section.get("site"), str):
            yield (*loc, "section", "site"), section["site"]


def _idle(register: _Register) -> Iterator[Said]:
    busy = {unit for kind in ("sites", "accounts") for _, unit in register.values(kind, "unit")}
    for loc, value in register.values("units", "id"):
        if value not in busy and "section" not in dict(register.entries("units"))[loc[:2]]:
            yield (
                loc,
                "这个单位没有网站、没有账号，也没有写明门户上的栏目",
                '请补上 section = { site = "门户编号", name = "栏目名" }，或删去这个单位',
            )


def _same_day(loc: Loc, states: Any) -> Iterator[Said]:  # whatever the file holds
    days = [
        ((*loc, index, "since"), str(state["since"]))
        for index, state in enumerate(states if isinstance(states, list) else ())
        if isinstance(state, dict) and "since" in state
    ]
    yield from _twice(iter(days), "状态的起始日期", str)


def _at(data: Any, loc: Loc) -> Any:  # walks parsed TOML, which is of no one type
    for part in loc:
        data = data[part]
    return data
