"""The register: one city's units, sites and accounts, as `config/cities/<id>.toml` has them.

This is the border at which what operators write is checked; behind it everything holds.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, ValidationError, model_validator

from storage import consistency, toml_file
from storage.fields import Code, Many, Network, Slug, Source, Strict, Text, Url, Word, host
from storage.mistakes import Problem, mistake, nearest, shown, translated
from storage.records import Column, ColumnKind, Site, SiteLevel


class RegisterError(ValueError):
    """A register that cannot be used; `problems` holds all that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


class UnitLevel(StrEnum):
    """Whose office a unit is."""

    CITY = "city"
    COUNTY = "county"
    TOWN = "town"


class SiteState(StrEnum):
    """What a site or an account is on a day; only running ones are inspected and counted."""

    RUNNING = "running"
    CLOSED = "closed"
    MOVING = "moving"
    MAINTENANCE = "maintenance"


class Platform(StrEnum):
    """Where an account lives: the closed list of regulations §5, and 视频号 of its table."""

    WECHAT = "wechat"
    WECHAT_CHANNELS = "wechat_channels"
    WEIBO = "weibo"
    DOUYIN = "douyin"
    TOUTIAO = "toutiao"
    KUAISHOU = "kuaishou"
    APP = "app"
    RENMIN = "renmin"
    BAIJIA = "baijia"
    WEISHI = "weishi"
    QIE = "qie"
    NANFANG = "nanfang"
    YIDIAN = "yidian"
    NETEASE = "netease"
    MINIPROGRAM = "miniprogram"
    DAYU = "dayu"
    SOHU = "sohu"
    PENGPAI = "pengpai"
    OTHER = "other"

    @property
    def title(self) -> str:  # type: ignore[override] - str has a method of this name; ours is a word
        """The platform's name as people read it."""
        return _PLATFORMS[self]


class State(Strict):
    """A state and its days. Running and closed last until the next state's first day."""

    state: Word[SiteState]
    since: date
    until: date | None = None
    """Its last day, counted in."""
    document: Text | None = None
    """The document that approved it."""

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.until is not None and self.state in {SiteState.RUNNING, SiteState.CLOSED}:
            raise mistake("运行和关停不写截止日期", "请删去 until，并用下一段 states 写明新的状态")
        if self.until is not None and self.until < self.since:
            raise mistake("截止日期早于起始日期", "请核对 since 和 until")
        if self.state is SiteState.MAINTENANCE and self.document is None:
            raise mistake("停机维护没有写明批准文件", '请补上 document = "文号"')
        return self


class Stated(Strict):
    """Something that runs, closes, moves or rests."""

    states: Many[State] = ()

    def state_on(self, day: date) -> SiteState:
        """Return the state in force. Without any, it has been running since ever."""
        ordered = sorted(self.states, key=lambda state: state.since)
        opens = bool(ordered) and ordered[0].state is SiteState.RUNNING
        lasting, passing = SiteState.CLOSED if opens else SiteState.RUNNING, None
        for state in ordered:
            if state.since > day:
                break
            if state.until is None:
                lasting, passing = state.state, None
            else:
                passing = state.state if day <= state.until else None
        return passing or lasting


class Supervised(Strict):
    """By what document, of what day, the operator may look beyond a site's robots.txt."""

    document: Text
    date: date


class Expect(Strict):
    """What a crawl must at least yield before anything is judged from it."""

    columns: Annotated[int, Field(ge=0)] = 0
    pages: Annotated[int, Field(ge=0)] = 0


class Politeness(Strict):
    """How gently a city's sites are asked."""

    delay_seconds: Annotated[float, Field(ge=0, le=60)] = 2.0
    """Seconds between two requests to one host."""
    at_once: Annotated[int, Field(ge=1, le=8)] = 1
    """Requests open at the same time to one host."""
    retry_seconds: Many[Annotated[float, Field(ge=0, le=86400)]] = (60.0, 600.0)
    """Seconds to wait before each further try of an address that did not open."""


class ColumnOverride(Strict):
    """What a person knows better of one column than its name tells."""

    url: Url
    name: Text | None = None
    kind: Word[ColumnKind] | None = None
    history: bool | None = None
    """Whether it is an ended topic (历史专题), exempt from update limits."""
    reason: Text | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.name is None and self.kind is None and self.history is None:
            raise mistake("这一段没有改任何东西", "请写 name、kind 或 history，或删去这一段")
        return self


class SiteEntry(Stated):
    """One registered website."""

    id: Slug
    code: Code | None = None
    name: Text
    unit: Slug
    level: Word[SiteLevel] = SiteLevel.DEPARTMENT
    url: Url
    aliases: Many[Url] = ()
    """Other addresses of the same site."""
    cms: Slug | None = None
    """Which adapter reads it, where that is known better than by its looks."""
    render: bool = False
    """Whether its pages say nothing without script."""
    columns: Many[ColumnOverride] = ()
    supervised: Supervised | None = None
    expect: Expect | None = None
    """Instead of the city's."""

    @property
    def record(self) -> Site:
        """The site as observations and rules know it."""
        return Site(
            id=self.id,
            name=self.name,
            url=self.url,
            unit=self.unit,
            level=self.level,
            code=self.code,
        )

    @cached_property
    def hosts(self) -> frozenset[str]:
        """The site's own host names, in lower case and without port."""
        return frozenset(host(url) for url in (self.url, *self.aliases))

    def corrected(self, column: Column) -> Column:
        """Return a column as the register knows it, where the register knows better."""
        for known in self.columns:
            if known.url == column.url:
                return replace(
                    column,
                    name=known.name or column.name,
                    kind=known.kind or column.kind,
                    history=column.history if known.history is None else known.history,
                    confidence=column.confidence if known.kind is None else 1.0,
                )
        return column


class Section(Strict):
    """Where on a portal a unit without a site of its own publishes."""

    site: Slug
    name: Text
    url: Url | None = None


class Duties(Strict):
    """What a unit has to publish, wherever it does so."""

    disclosure: Many[Annotated[int, Field(ge=1, le=15)]] = ()
    """Items of article 20 of 《政府信息公开条例》(国务院令 711 号), by number."""
    leaders: bool = True
    """Whether it has leaders whose posts and duties it must show."""


class Unit(Strict):
    """An office that answers for sites, accounts and cases (主办单位)."""

    id: Slug
    name: Text
    level: Word[UnitLevel] = UnitLevel.CITY
    section: Section | None = None
    duties: Duties = Duties()


class Account(Stated):
    """One new-media account on one platform."""

    id: Slug
    platform: Word[Platform]
    name: Text
    unit: Slug
    handle: Text | None = None
    """What the platform itself calls it."""
    url: Url | None = None
    sources: Many[Source] = ()
    """Where its posts come from: addresses, or files that an office hands in."""


class City(Strict):
    """One city's file."""

    id: Slug
    name: Text
    standard: Slug
    contact: Text | None = None
    """Whom an inspected office may ask."""
    allow_networks: Many[Network] = ()
    """Networks that are refused elsewhere and may be looked at for this city."""
    politeness: Politeness = Politeness()
    expect: Expect = Expect()
    units: Annotated[Many[Unit], Field(min_length=1)]
    sites: Annotated[Many[SiteEntry], Field(min_length=1)]
    accounts: Many[Account] = ()

    def running(self, day: date) -> tuple[SiteEntry, ...]:
        """Return the sites that run on a day: those are inspected, and denominators count them."""
        return tuple(site for site in self.sites if site.state_on(day) is SiteState.RUNNING)


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


def _checked(data: Mapping[str, object], places: toml_file.Places, path: Path) -> City:
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


_PLATFORMS = {
    Platform.WECHAT: "微信公众号",
    Platform.WECHAT_CHANNELS: "视频号",
    Platform.WEIBO: "新浪微博",
    Platform.DOUYIN: "抖音",
    Platform.TOUTIAO: "今日头条",
    Platform.KUAISHOU: "快手",
    Platform.APP: "移动客户端",
    Platform.RENMIN: "人民号",
    Platform.BAIJIA: "百家号",
    Platform.WEISHI: "腾讯微视",
    Platform.QIE: "企鹅号",
    Platform.NANFANG: "南方号",
    Platform.YIDIAN: "一点号",
    Platform.NETEASE: "网易",
    Platform.MINIPROGRAM: "小程序",
    Platform.DAYU: "大鱼号",
    Platform.SOHU: "搜狐号",
    Platform.PENGPAI: "澎湃号",
    Platform.OTHER: "其他",
}
