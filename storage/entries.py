"""What a register's entries are: units, sites, accounts and what hangs on them."""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, model_validator

from storage.dossier import same_place
from storage.fields import Code, Many, Slug, Source, Strict, Text, Url, Word, host
from storage.mistakes import mistake
from storage.records import Column, ColumnKind, Site, SiteLevel


class UnitLevel(StrEnum):
    """Whose office a unit is."""

    CITY = "city"
    COUNTY = "county"
    TOWN = "town"

    @property
    def label(self) -> str:
        """The level as people read it."""
        return {"city": "市级", "county": "县级", "town": "乡镇"}[self]


class SiteState(StrEnum):
    """What a site or an account is on a day; only running ones are inspected and counted."""

    RUNNING = "running"
    CLOSED = "closed"
    MOVING = "moving"
    MAINTENANCE = "maintenance"

    @property
    def label(self) -> str:
        """The state as people read it."""
        return _STATES[self]


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
    def label(self) -> str:
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
    pages_a_night: Annotated[int, Field(ge=1, le=1_000_000)] = 500
    """Addresses of one site that a night's walk looks at."""
    pages_a_site: Annotated[int, Field(ge=1, le=1_000_000)] = 20_000
    """Addresses of one site that are known at all."""
    revisit_days: Annotated[int, Field(ge=1, le=3650)] = 30
    """Days after which a page that was read is looked at again, lists daily."""


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
    render: bool = True
    """Whether a browser may run the script of pages that say nothing without it."""
    walk: bool = True
    """Whether the walk goes through all of its pages and files."""
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

    def holds(self, url: str) -> bool:
        """Whether an address is the site's own: one of its hosts, with or without www."""
        own = {name.removeprefix("www.") for name in self.hosts}
        return host(url).removeprefix("www.") in own

    def corrected(self, column: Column) -> Column:
        """Return a column as the register knows it, where the register knows better."""
        for known in self.columns:
            if same_place(known.url) == same_place(column.url):
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


_STATES = {
    SiteState.RUNNING: "运行",
    SiteState.CLOSED: "关停",
    SiteState.MOVING: "迁移",
    SiteState.MAINTENANCE: "停机维护",
}
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
