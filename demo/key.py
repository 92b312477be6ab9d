"""The key (expected.toml), read and resolved to the ids and addresses of one city."""

import tomllib
from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from demo import city
from demo.city import DemoCity, DemoSite, Role
from demo.compare import ANY, Hidden, Key, Planted, Quiet
from demo.families import family_of

EXPECTED = Path(__file__).with_name("expected.toml")
WALK = Path(__file__).with_name("expected-walk.toml")
"""What only a walk of the whole sites can find."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The key as it is written: roles, and places by symbol."""

    roles: tuple[Role, ...]
    faults: tuple[dict[str, Any], ...]
    traps: tuple[dict[str, Any], ...]
    unseen: tuple[dict[str, Any], ...]

    @classmethod
    def read(cls, path: Path = EXPECTED, *, walk: bool = False) -> "Sheet":
        """Read the key; with `walk` also what stands in the depth of the sites."""
        said = [tomllib.loads(path.read_text(encoding="utf-8"))]
        if walk:
            deep = tomllib.loads(WALK.read_text(encoding="utf-8"))
            for entry in (*deep["fault"], *deep["unseen"]):
                entry["deep"] = True
            said.append(deep)
        return cls(
            roles=tuple(Role(**role) for role in said[0]["role"]),
            faults=tuple(fault for part in said for fault in part["fault"]),
            traps=tuple(trap for part in said for trap in part["trap"]),
            unseen=tuple(place for part in said for place in part["unseen"]),
        )

    def city(self, *, seed: int, day: date, port: int = 18000) -> DemoCity:
        """Make the city in which the roles are played."""
        return city.build(self.roles, seed=seed, day=day, port=port)

    def resolve(self, made: DemoCity, walked: Container[str] | None = None) -> Key:
        """Give every role and place its id and address in this city.

        Args:
            made: the city.
            walked: ids of the sites that are walked: what stands deep in others is left out.
                None for all.

        Raises:
            KeyError: no site plays the role, or it has no such column, article, file or link.
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
                if _is_met(made, fault, walked)
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
                if _is_met(made, place, walked)
            ),
        )


def _site(made: DemoCity, entry: dict[str, Any]) -> DemoSite:
    return made.roles[entry["site"]]


def _is_met(made: DemoCity, entry: dict[str, Any], walked: Container[str] | None) -> bool:
    return walked is None or "deep" not in entry or _site(made, entry).id in walked


def _place(site: DemoSite, place: str) -> str:
    if place == ANY:
        return ANY
    if place == "home":
        return site.url
    if place.startswith("#"):
        return site.url + place
    family = family_of(site)
    if ":" not in place:
        return site.url.rstrip("/") + family.address(site.column(place.removeprefix("@")))
    path = family.planted[place]
    return path if path.startswith("http") else site.url.rstrip("/") + path
