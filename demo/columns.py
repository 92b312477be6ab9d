"""What columns a demo site has, and what stands in them."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from demo import words

PER_PAGE = 20


@dataclass(frozen=True, kw_only=True)
class Item:
    """One line of a list. `number` names it in addresses."""

    number: int
    title: str
    day: date
    pinned: bool = False
    story: str = ""
    """The story of the key that it tells, if any."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: a list, or a page of another shape."""

    key: str
    name: str
    kind: str
    number: int
    shape: str = "list"
    """list, guides, article, leaders, hub, letters, topics, search, external, or a hostile one."""
    items: tuple[Item, ...] = ()
    parent: str | None = None
    dated: bool = True
    ascending: bool = False
    hot: bool = False
    """Whether a dated ranking stands beside the list."""
    url: str | None = None
    """Where it leads, when it leads away."""

    @property
    def slug(self) -> str:
        """What it is called in addresses."""
        return SLUGS.get(self.key, f"lm{self.number}")

    @property
    def pages(self) -> int:
        """How many list pages it has; an empty one has one too."""
        return max(1, -(-len(self.items) // PER_PAGE))

    def page(self, number: int) -> tuple[Item, ...]:
        """The items on one list page."""
        return self.items[(number - 1) * PER_PAGE : number * PER_PAGE]

    @property
    def front(self) -> tuple[Item, ...]:
        """What a block elsewhere shows: pinned first, then the newest."""
        return tuple(sorted(self.items, key=lambda item: (item.pinned, item.day), reverse=True))


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How a column is to be filled. Ages are in days before the day of the city."""

    key: str
    names: tuple[str, ...]
    kind: str
    newest: tuple[int, int] = (0, 0)
    gap: tuple[int, int] = (1, 3)
    count: tuple[int, int] = (45, 70)
    shape: str = "list"
    parent: str | None = None


LISTED: tuple[Plan, ...] = (
    Plan(key="news", names=("工作动态", "政务动态", "要闻动态"), kind="news", newest=(0, 4)),
    Plan(key="local", names=("基层动态", "县区动态", "部门动态"), kind="news", newest=(1, 8)),
    Plan(key="photo", names=("图片新闻",), kind="news", newest=(1, 8), count=(20, 40)),
    Plan(
        key="notices", names=("通知公告", "公示公告"), kind="notices", newest=(1, 30), gap=(2, 7)
    ),
    Plan(
        key="policy", names=("政策文件", "规范性文件"), kind="policy", newest=(5, 110), gap=(5, 25)
    ),
    Plan(
        key="interpretation", names=("政策解读",), kind="interpretation", newest=(5, 100),
        gap=(6, 20), count=(12, 40),
    ),
    Plan(
        key="planning", names=("规划计划",), kind="planning", newest=(60, 160), gap=(60, 200),
        count=(4, 12),
    ),
    Plan(
        key="personnel", names=("人事信息", "人事任免"), kind="personnel", newest=(5, 90),
        gap=(10, 30), count=(8, 30),
    ),
    Plan(
        key="statistics", names=("统计数据", "数据发布"), kind="statistics", newest=(5, 60),
        gap=(28, 32), count=(8, 24),
    ),
    Plan(
        key="finance", names=("财政预决算",), kind="finance", newest=(30, 160), gap=(60, 150),
        count=(4, 12),
    ),
    Plan(
        key="surveys", names=("征集调查", "意见征集"), kind="surveys", newest=(5, 90),
        gap=(15, 50), count=(5, 20),
    ),
    Plan(key="report", names=("政府信息公开年报",), kind="report", count=(5, 9)),
    Plan(key="guides", names=("办事指南",), kind="guides", count=(18, 40), shape="guides"),
    Plan(key="letters", names=("局长信箱", "咨询投诉"), kind="letters", newest=(1, 6),
         gap=(1, 6), count=(30, 60), shape="letters"),
    Plan(key="topics", names=("专题专栏",), kind="topics", count=(8, 14), shape="topics"),
    Plan(key="old_topic", names=("历史专题",), kind="news", newest=(1500, 1600), gap=(1, 5),
         count=(12, 25)),
    Plan(key="leaders", names=("领导信息", "领导之窗"), kind="leaders", shape="leaders"),
    Plan(key="organ", names=("机构职能", "机构概况"), kind="organ", shape="article"),
    Plan(key="disclosure", names=("政府信息公开",), kind="disclosure", shape="hub"),
    Plan(key="guide", names=("政府信息公开指南",), kind="guide", shape="article"),
    Plan(key="services", names=("办事服务",), kind="services", shape="hub"),
    Plan(key="interaction", names=("互动交流",), kind="interaction", shape="hub"),
    Plan(key="external", names=("政务服务网",), kind="external", shape="external"),
)  # fmt: skip
BARE = {"article", "leaders", "hub", "external"}
"""Shapes that hold no entries."""
SLUGS = {
    "news": "gzdt", "local": "jcdt", "photo": "tpxw", "notices": "tzgg", "policy": "zcwj",
    "interpretation": "zcjd", "leaders": "ldxx", "organ": "jgzn", "disclosure": "zfxxgk",
    "guide": "xxgkzn", "report": "xxgknb", "planning": "ghjh", "personnel": "rsxx",
    "statistics": "tjsj", "finance": "czyjs", "surveys": "zjdc", "services": "bsfw",
    "guides": "bszn", "interaction": "hdjl", "letters": "jzxx", "topics": "ztzl",
    "old_topic": "lszt",
}  # fmt: skip
PLANS = {plan.key: plan for plan in LISTED}

FLAT = (
    "news", "local", "notices", "policy", "interpretation", "leaders", "organ", "disclosure",
    "services", "letters", "topics",
)  # fmt: skip
"""Every column on the bar itself."""
DROP = ("news", "notices", "policy", "organ", "disclosure", "services", "interaction", "topics")
"""A short bar; the others drop down from it."""
BELOW: dict[str, tuple[str, ...]] = {
    "news": ("local", "photo"),
    "policy": ("interpretation",),
    "organ": ("leaders",),
    "disclosure": ("guide", "report", "planning", "personnel"),
    "services": ("guides",),
    "interaction": ("letters", "surveys"),
}


@dataclass(frozen=True, kw_only=True)
class Change:
    """What a fault or a trap changes in one column."""

    newest: int | None = None
    gap: tuple[int, int] | None = None
    count: int | None = None
    shape: str | None = None
    name: str | None = None
    kind: str | None = None
    dated: bool = True
    ascending: bool = False
    hot: bool = False
    pinned: int | None = None
    """Age of an old item that stands above the others."""
    future: int | None = None
    """How many days ahead one more item is dated."""
    titles: tuple[str, ...] = field(default=())
    """Titles that must stand in the list."""


def fill(
    plan: Plan, change: Change, rng: Random, *, unit: str, day: date, number: int,
    parent: str | None, url: str | None = None,
) -> Column:  # fmt: skip
    """Make one column with all its items, newest first unless it says otherwise."""
    kind = change.kind or plan.kind
    items = _items(plan, change, rng, kind=kind, unit=unit, day=day, number=number)
    return Column(
        key=plan.key,
        name=change.name or rng.choice(plan.names),
        kind=kind,
        number=number,
        shape=change.shape or plan.shape,
        items=items,
        parent=parent,
        dated=change.dated,
        ascending=change.ascending,
        hot=change.hot,
        url=url,
    )


def _items(
    plan: Plan, change: Change, rng: Random, *, kind: str, unit: str, day: date, number: int
) -> tuple[Item, ...]:
    count = rng.randint(*plan.count) if change.count is None else change.count
    if (change.shape or plan.shape) in BARE:
        count = 0
    days = _days(plan, change, rng, kind=kind, day=day, count=count)
    items: list[Item] = []
    for index, when in enumerate(days):
        title = words.title(rng, kind, unit, when.year, when.month)
        if index < len(change.titles):
            title = change.titles[index]
        items.append(Item(number=number * 1000 + count - index, title=title, day=when))
    if change.ascending:
        items.reverse()
    if change.pinned is not None:
        old = day - timedelta(days=change.pinned)
        title = words.title(rng, kind, unit, old.year, old.month)
        items.insert(0, Item(number=number * 1000 + 900, title=title, day=old, pinned=True))
    if change.future is not None:
        ahead = day + timedelta(days=change.future)
        title = words.title(rng, kind, unit, ahead.year, ahead.month)
        items.insert(0, Item(number=number * 1000 + 901, title=title, day=ahead))
    return tuple(items)


def _days(
    plan: Plan, change: Change, rng: Random, *, kind: str, day: date, count: int
) -> list[date]:
    """Days of publication, newest first; a yearly report comes each January."""
    if kind == "report" and change.newest is None:
        last = day.year if (day.month, day.day) > (1, 25) else day.year - 1
        return [date(last - back, 1, 25) for back in range(count)]
    age = rng.randint(*plan.newest) if change.newest is None else change.newest
    low, high = change.gap or plan.gap
    days: list[date] = []
    for _ in range(count):
        days.append(day - timedelta(days=age))
        # Several items a day are usual where the gap is small.
        age += rng.randint(low, high) if low > 1 or rng.random() < 0.6 else 0
    return days
