"""The key (expected.toml), read and resolved to the ids and addresses of one city."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from demo import city
from demo.city import DemoCity, DemoSite, Role
from demo.compare import ANY, Hidden, Key, Planted, Quiet
from demo.families import family_of

EXPECTED = Path(__file__).with_name("expected.toml")


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The key as it is written: roles, and places by symbol."""

    roles: tuple[Role, ...]
    faults: tuple[dict[str, Any], ...]
    traps: tuple[dict[str, Any], ...]
    unseen: tuple[dict[str, Any], ...]

    @classmethod
    def read(cls, path: Path = EXPECTED) -> "Sheet":
        """Read the key."""
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        return cls(
            roles=tuple(Role(**role) for role in said["role"]),
            faults=tuple(said["fault"]),
            traps=tuple(said["trap"]),
            unseen=tuple(said["unseen"]),
        )

    def city(self, *, seed: int, day: date, port: int = 18000) -> DemoCity:
        """Make the city in which the roles are played."""
        return city.build(self.roles, seed=seed, day=day, port=port)

    def resolve(self, made: DemoCity) -> Key:
        """Give every role and place its id and address in this city.

        Raises:
            KeyError: no site plays the role, or it has no such column.
        """
        return Key(
            planted=tuple(
                Planted(
                    id=fault["id"],
                    rule=fault["rule"],
                    site=_site(made, fault).id,
                    place=_place(_site(made, fault), fault["place"]),
                    may=tuple(fault.get("may", ())),
                )
                for fault in self.faults
            ),
            quiet=tuple(
                Quiet(
                    site=_site(made, trap).id,
                    place=_place(_site(made, trap), trap["place"]),
                    rules=tuple(trap["rules"]),
                )
                for trap in self.traps
            ),
            hidden=tuple(
                Hidden(
                    site=_site(made, place).id,
                    place=_place(_site(made, place), place["place"]),
                    whole=place["place"] == "home",
                )
                for place in self.unseen
            ),
        )


def _site(made: DemoCity, entry: dict[str, Any]) -> DemoSite:
    return made.roles[entry["site"]]


def _place(site: DemoSite, place: str) -> str:
    if place == ANY:
        return ANY
    if place == "home":
        return site.url
    if place.startswith("#"):
        return site.url + place
    column = site.column(place.removeprefix("@"))
    return site.url.rstrip("/") + family_of(site).address(column)
