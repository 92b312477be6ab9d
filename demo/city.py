"""What the demo city is: one seed and one day give one city, always the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from random import Random

from demo.columns import BELOW, DROP, FLAT, PLANS, Change, Column, Plan, fill
from demo.faults import recipes
from demo.identity import Identity, identity
from demo.loopback import address
from demo.recipe import Recipe
from demo.stories import STORIES, told
from demo.units import WITHOUT_SITE, Office, offices

FAMILIES = ("trs", "jcms", "webplus", "ucap", "gkmlpt", "tables", "epoint", "empire")
RUNNING = 45
STATES = {"closed", "maintenance"}
_ANYWHERE = 1000  # above it, column numbers that the seed draws


@dataclass(frozen=True, kw_only=True)
class Role:
    """A part that the key gives to one site."""

    name: str
    family: str
    level: str | None = None
    encoding: str = "utf-8"
    declared: str | None = None
    state: str = "running"


@dataclass(frozen=True, kw_only=True)
class DemoSite:
    """One site: everything that its pages are made of."""

    office: Office
    role: str | None
    family: str
    encoding: str
    declared: str
    """The charset that header and meta name."""
    port: int
    outside: int
    """The first port of those that stand for the rest of the world."""
    day: date
    seed: str
    columns: tuple[Column, ...]
    blocks: tuple[str, ...]
    twice: tuple[str, ...]
    identity: Identity
    wall: str | None
    state: str
    latest_box: bool

    @property
    def id(self) -> str:
        """What the register calls it."""
        return self.office.id

    @property
    def netloc(self) -> str:
        """Host and port."""
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        """Address of the home page."""
        return f"http://{self.netloc}/"

    @property
    def bar(self) -> tuple[Column, ...]:
        """The first-level columns, in order."""
        return tuple(column for column in self.columns if column.parent is None)

    @property
    def drops(self) -> bool:
        """Whether columns drop down from the bar; otherwise the landing pages lead to them."""
        return any(column.key == "interaction" for column in self.columns)

    def below(self, key: str) -> tuple[Column, ...]:
        """The columns under another."""
        return tuple(column for column in self.columns if column.parent == key)

    def column(self, key: str) -> Column:
        """The column of this key.

        Raises:
            KeyError: the site has none.
        """
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(f"{self.id} has no column {key!r}")


@dataclass(frozen=True, kw_only=True)
class DemoCity:
    """The whole city. The last two sites are in the register but do not count."""

    seed: int
    day: date
    sites: tuple[DemoSite, ...]

    @property
    def roles(self) -> dict[str, DemoSite]:
        """Which site plays which role."""
        return {site.role: site for site in self.sites if site.role is not None}


def sample(city: DemoCity, sites: int) -> frozenset[str]:
    """Draw the sites that are walked, by the city's seed alone; return their ids."""
    rng = Random(f"walk {city.seed}")  # noqa: S311 - a made-up city needs no secrets
    running = [site.id for site in city.sites if site.state == "running"]
    return frozenset(rng.sample(running, min(sites, len(running))))


def build(roles: Iterable[Role], *, seed: int, day: date, port: int = 18000) -> DemoCity:
    """Make the city of this seed and day; its sites take the ports from `port` on."""
    rng = Random(f"city {seed}")  # noqa: S311 - a made-up city needs no secrets
    cast = _cast(tuple(roles), rng)
    played = recipes(day)
    sites = tuple(
        _site(office, cast.get(office.id), played, seed=seed, day=day, first=port, number=number)
        for number, office in enumerate(offices())
    )
    return DemoCity(seed=seed, day=day, sites=sites)


def _cast(roles: tuple[Role, ...], rng: Random) -> dict[str, Role]:
    """Draw which office plays which role, by office id."""
    places = list(offices())
    counting, extra = places[:RUNNING], places[RUNNING:]
    cast = {
        office.id: role
        for office, role in zip(
            extra, (role for role in roles if role.state in STATES), strict=True
        )
    }
    rng.shuffle(counting)
    for role in sorted(
        (role for role in roles if role.state not in STATES), key=lambda role: role.level is None
    ):
        fits = next(
            office
            for office in counting
            if office.id not in cast and _fits(office.level, role.level)
        )
        cast[fits.id] = role
    return cast


def _fits(level: str, wanted: str | None) -> bool:
    return level == wanted if wanted else level != "city_portal"


def _site(
    office: Office, role: Role | None, played: dict[str, Recipe], *, seed: int, day: date,
    first: int, number: int,
) -> DemoSite:  # fmt: skip
    rng = Random(f"site {seed} {office.id}")  # noqa: S311 - likewise
    outside = first + len(offices())
    away = address(outside, "friend/zwfw.shifan.gov.cn/")
    if role is None:
        encoding = rng.choice(("utf-8", "utf-8", "utf-8", "gbk"))
        role = Role(name="", family=rng.choice(FAMILIES), encoding=encoding)
    recipe = played.get(role.name, Recipe())
    return DemoSite(
        office=office,
        role=role.name or None,
        family=role.family,
        encoding=role.encoding,
        declared=role.declared or role.encoding,
        port=first + number,
        outside=outside,
        day=day,
        seed=f"{seed} {office.id}",
        columns=told(_columns(office, recipe, rng, day, away), STORIES.get(role.name, ())),
        blocks=recipe.blocks,
        twice=recipe.twice,
        identity=identity(office, recipe, rng),
        wall=recipe.wall,
        state=role.state,
        latest_box=recipe.latest_box,
    )


def _columns(
    office: Office, recipe: Recipe, rng: Random, day: date, away: str
) -> tuple[Column, ...]:
    flat = rng.random() < 0.5 if recipe.flat is None else recipe.flat
    plans: list[tuple[Plan, str | None]] = []
    for key in (*(FLAT if flat else DROP), *recipe.extra):
        plans.append((PLANS[key], None))
        if not flat or key in ("disclosure", "services"):
            held = {plan.key for plan, _ in plans} | set(recipe.extra)
            plans += [(PLANS[sub], key) for sub in BELOW.get(key, ()) if sub not in held]
    plans += [(plan, None) for plan in recipe.more]
    if office.level == "city_portal":
        plans += [(plan, None) for plan in _sections()]
    first = rng.randrange(_ANYWHERE, 9 * _ANYWHERE)
    return tuple(
        fill(
            plan,
            recipe.changes.get(plan.key, Change()),
            rng,
            unit=office.short,
            day=day,
            number=first + 7 * index,
            parent=parent,
            url=away if plan.shape == "external" else None,
        )
        for index, (plan, parent) in enumerate(plans)
    )


def _sections() -> tuple[Plan, ...]:
    """Sections of the units that have no site of their own."""
    return tuple(
        Plan(key=id_, names=(f"{name}工作动态",), kind="news", newest=(1, 6), count=(25, 40))
        for name, id_ in WITHOUT_SITE
    )
