"""Makes entries of a city's file from the rows of a register file, over what the file has."""

from collections.abc import Mapping, Sequence
from typing import Any

from crawler.importers.cells import UnfitError
from storage.fields import host, same_site
from storage.records import SiteLevel
from storage.register import SiteState

Entry = dict[str, Any]
Values = Mapping[str, Any]
City = Mapping[str, Sequence[Entry]]


def same(kind: str, values: Values, entries: Sequence[Entry]) -> int | None:
    """Return which entry a row speaks of: by id, by what cannot be shared, last by name."""
    for marks in _MARKS[kind]:
        if all(mark in values for mark in marks):
            wanted = [_mark(mark, values[mark]) for mark in marks]
            for index, entry in enumerate(entries):
                if [_mark(mark, entry.get(mark)) for mark in marks] == wanted:
                    return index
    return None


_MARKS = {
    "units": (("id",), ("name",)),
    "sites": (("id",), ("code",), ("url",), ("name",)),
    "accounts": (("id",), ("platform", "handle"), ("platform", "name")),
}


def _mark(key: str, value: Any) -> Any:  # a cell's value, or an entry's
    return same_site(value) if key == "url" and isinstance(value, str) else value


def unit(values: Values, old: Entry, city: City) -> Entry:
    """Return a unit's entry."""
    new = old | {key: values[key] for key in ("name", "level") if key in values}
    section = dict(old.get("section", {}))
    if "section_name" in values or ("section_url" in values and section):
        section |= _given(values, {"section_name": "name", "section_url": "url"})
        if "site" not in section or "section_url" in values:
            section["site"] = _portal(section.get("url"), city["sites"])
        new["section"] = {key: section[key] for key in ("site", "name", "url") if key in section}
    elif "section_url" in values:
        raise UnfitError("写了门户栏目网址，没有写门户栏目名称", "请补填“门户栏目名称”")
    duties = old.get("duties", {}) | _given(
        values, {"disclosure": "disclosure", "leaders": "leaders"}
    )
    return new | ({"duties": duties} if duties else {})


def site(values: Values, old: Entry, city: City) -> Entry:
    """Return a site's entry."""
    keys = ("code", "name", "unit", "level", "url", "aliases")
    return _stated(values, _owned(old | {key: values[key] for key in keys if key in values}, city))


def account(values: Values, old: Entry, city: City) -> Entry:
    """Return an account's entry."""
    keys = ("platform", "name", "unit", "handle", "url", "sources")
    return _stated(values, _owned(old | {key: values[key] for key in keys if key in values}, city))


def _given(values: Values, keys: Mapping[str, str]) -> Entry:
    return {to: values[key] for key, to in keys.items() if key in values}


def _owned(entry: Entry, city: City) -> Entry:
    """Put the unit's id where a row has its name."""
    ids = {known["name"]: known["id"] for known in city["units"]}
    if entry["unit"] in ids:
        return entry | {"unit": ids[entry["unit"]]}
    if entry["unit"] in ids.values():
        return entry
    raise UnfitError(f"主办单位“{entry['unit']}”没有登记", "请核对名称，或在“单位”表补上这个单位")


def _portal(url: str | None, sites: Sequence[Entry]) -> str:
    """Return the site on which a section is: by its address, else the city's portal."""
    for known in sites:
        if url is not None and host(known["url"]) == host(url):
            return str(known["id"])
    for known in sites:
        if known.get("level") == SiteLevel.CITY_PORTAL:
            return str(known["id"])
    raise UnfitError("找不到这个栏目所在的门户网站", "请先在“网站”表登记市门户")


def _stated(values: Values, entry: Entry) -> Entry:
    """Add or renew the state that a row tells. A row without a day tells that nothing changed."""
    told = _given(values, {key: key for key in ("state", "since", "until", "document")})
    states = list(entry.get("states", ()))
    latest = max(states, key=lambda state: str(state["since"]), default={"state": "running"})
    if "state" not in told and told.keys() & {"since", "until"}:
        raise UnfitError("写了状态日期，没有写状态", "请补填“状态”")
    if "since" not in told:
        if told.get("state", latest["state"]) != latest["state"]:
            label = SiteState(told["state"]).label
            raise UnfitError(f"状态为“{label}”，没有写起始日期", "请补填“状态起始日期”")
        return entry
    for index, state in enumerate(states):
        if state["since"] == told["since"]:
            states[index] = state | told
            return entry | {"states": states}
    return entry | {"states": [*states, told]}
