"""The register: one city's units, sites and accounts, as `config/cities/<id>.toml` has them.

This is the border at which what operators write is checked; behind it everything holds.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from storage import consistency, toml_file
from storage.entries import Account, Expect, Platform, Politeness, SiteEntry, SiteState, Unit
from storage.fields import Many, Network, Slug, Strict, Text, folder_of
from storage.mistakes import Problem, nearest, shown, translated
from storage.places import Places

__all__ = [
    "Account",
    "City",
    "Platform",
    "RegisterError",
    "SiteEntry",
    "SiteState",
    "Unit",
    "find",
    "known",
    "load",
    "parse",
]


class RegisterError(ValueError):
    """A register that cannot be used; `problems` holds all that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


class City(Strict):
    """One city's file."""

    id: Slug
    name: Text
    standard: Slug
    contact: Text | None = None
    """Whom an inspected office may ask."""
    allow_networks: Many[Network] = ()
    """Networks that are refused elsewhere and may be looked at for this city."""
    allow_ports: Many[Annotated[int, Field(ge=1, le=65535)]] = ()
    """Ports that may be looked at beside 80, 443 and those of the city's own sites."""
    politeness: Politeness = Politeness()
    expect: Expect = Expect()
    units: Annotated[Many[Unit], Field(min_length=1)]
    sites: Annotated[Many[SiteEntry], Field(min_length=1)]
    accounts: Many[Account] = ()

    def running(self, day: date) -> tuple[SiteEntry, ...]:
        """Return the sites that run on a day: those are inspected, and denominators count them."""
        return tuple(site for site in self.sites if site.state_on(day) is SiteState.RUNNING)

    def owner(self, url: str) -> SiteEntry | None:
        """Return the site in whose part of the web an address lies; of several the narrowest.

        A portal's host also carries the sites of offices (www.city.gov.cn/fgj/), and its domain
        theirs (fgj.city.gov.cn): what stands there is not the portal's to update.
        """
        where = folder_of(url)
        return next((site for part, site in self._parts if where.startswith(part)), None)

    @cached_property
    def _parts(self) -> tuple[tuple[str, SiteEntry], ...]:
        """Every part of the web that a site has, the narrowest first."""
        parts = [
            (folder_of(address), site)
            for site in self.sites
            for address in (site.url, *site.aliases)
        ]
        return tuple(sorted(parts, key=lambda found: -len(found[0])))


def load(path: Path) -> City:
    """Read and check one city's file.

    Raises:
        RegisterError: with every mistake in it.
    """
    try:
        data, places = toml_file.read(path)
    except toml_file.BrokenTomlError as error:
        raise RegisterError([error.problem]) from None
    return _checked(data, places, path)


def parse(text: str, path: Path) -> City:
    """Check a text that is to become the file `path`.

    Raises:
        RegisterError: with every mistake in it.
    """
    try:
        data, places = toml_file.parse(text, str(path))
    except toml_file.BrokenTomlError as error:
        raise RegisterError([error.problem]) from None
    return _checked(data, places, path)


def known(folders: Iterable[str | Path]) -> dict[str, Path]:
    """Return every city file in these folders by its id; of two the first folder's counts."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(Path(folder).glob("*.toml")):
            found.setdefault(path.stem, path)
    return found


def find(city_id: str, folders: Iterable[str | Path]) -> City:
    """Load the city of this id.

    Raises:
        RegisterError: it is not known, with those that are; or its file has mistakes.
    """
    cities = known(folders)
    if city_id not in cities:
        remedy = nearest(city_id, cities) if cities else "请先在 config/cities 登记一个城市"
        said = f"没有登记城市 {shown(city_id)}"
        raise RegisterError([Problem(file="", message=said, remedy=remedy)])
    return load(cities[city_id])


def _checked(data: Mapping[str, object], places: Places, path: Path) -> City:
    found: list[Problem] = []
    city = None
    try:
        city = City.model_validate(data)
    except ValidationError as error:
        found += translated(error, City, str(path), places)
    found += consistency.problems(data, str(path), places)
    if isinstance(data.get("id"), str) and data["id"] != path.stem:
        found.append(
            Problem(
                file=str(path),
                line=places.line(("id",)),
                key="id",
                value=shown(data["id"]),
                message="与文件名不一致",
                remedy=f'请改为 "{path.stem}"，或把文件改名为 {data["id"]}.toml',
            )
        )
    if city is None or found:
        raise RegisterError(sorted(found, key=lambda problem: problem.line or 0))
    return city
