"""How each role of the key is played: what its site does otherwise than a healthy one.

Roles are the key's own names. Nothing here says which rule should notice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from demo import words
from demo.columns import Change, Plan


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """What a role changes in its site."""

    changes: Mapping[str, Change] = field(default_factory=dict)
    more: tuple[Plan, ...] = ()
    """Further first-level columns."""
    flat: bool | None = None
    """Whether all columns stand on the bar; None leaves it to the seed."""
    extra: tuple[str, ...] = ()
    """Keys of usual columns that this site has on its bar besides."""
    blocks: tuple[str, ...] = ("news", "notices", "policy", "interpretation")
    """Which columns the home page shows; none for a home page that is only navigation."""
    without: frozenset[str] = frozenset()
    """Items of identity that are missing."""
    wrong: frozenset[str] = frozenset()
    """Site codes that are not the registered one: footer, meta."""
    wall: str | None = None
    """What stands before the whole site."""
    twice: tuple[str, ...] = ()
    """Columns that the bar lists twice."""
    latest_box: bool = False


def half_a_year(day: date) -> int:
    """Count the days since the same day six months ago."""
    month = (day.month - 7) % 12 + 1
    year = day.year - (1 if day.month <= 6 else 0)
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return (day - date(year, month, min(day.day, last))).days


def _hostile(*columns: tuple[str, str, str]) -> tuple[Plan, ...]:
    return tuple(
        Plan(key=key, names=(name,), kind=kind, shape=key, newest=(1, 3), count=(20, 20))
        for key, name, kind in columns
    )


_OLD = {
    "notices": Change(newest=60, gap=(2, 5)),
    "policy": Change(newest=75, gap=(3, 8)),
    "interpretation": Change(newest=80, gap=(3, 8), count=20),
}
"""Notices and policy that are still in time, but too old to keep a home page fresh."""

_ID_TITLES = (
    "关于项目代码2026-445400-48-01-031415备案的公告",
    "招标编号445401199912312730的中标结果公示",  # 18 digits whose check digit is wrong
    "关于统一社会信用代码91445400MA00000000企业异常名录的公告",
)
_RARE_TITLES = tuple(f"{person}等同志先进事迹报告会举行" for person in words.RARE)


def recipes(day: date) -> dict[str, Recipe]:
    """Return how every role is played on this day; a role that is not named changes nothing."""
    months = half_a_year(day)
    return {**_stale(months), **_empty(), **_identity(), **_healthy(months), **_walls()}


def _stale(months: int) -> dict[str, Recipe]:
    late = months + 5  # past any way of counting six months
    return {
        "@home-stale-tables": Recipe(
            flat=True,
            changes=_OLD | {"news": Change(newest=20), "local": Change(newest=27)},
        ),
        "@home-stale-empire": Recipe(
            flat=True,
            changes=_OLD | {"news": Change(newest=40), "local": Change(newest=52)},
        ),
        "@home-nav-webplus": Recipe(
            flat=True,
            blocks=(),
            changes=_OLD
            | {
                "news": Change(newest=31),
                "local": Change(newest=44),
                "letters": Change(newest=25),
                "personnel": Change(newest=50),
                "report": Change(newest=60, gap=(365, 365)),  # else fresh at the end of January
            },
        ),
        "@stale-news-trs": Recipe(
            flat=True, changes={"news": Change(newest=15), "notices": Change(newest=2)}
        ),
        "@stale-notices-jcms": Recipe(
            flat=False, changes={"notices": Change(newest=late, gap=(3, 9))}
        ),
        "@stale-policy-ucap": Recipe(
            flat=True, changes={"policy": Change(newest=late + 20), "notices": Change(dated=False)}
        ),
        "@stale-notices-gkmlpt": Recipe(
            flat=True, changes={"notices": Change(newest=late + 60, gap=(3, 9))}
        ),
        "@stale-many-county": Recipe(
            flat=True,
            extra=("photo",),
            changes={
                "news": Change(newest=30),
                "local": Change(newest=45),
                "photo": Change(newest=62),
                "notices": Change(newest=late + 30, gap=(3, 9)),
                "policy": Change(newest=late + 90),
                "interpretation": Change(newest=3),
            },
        ),
        "@stale-news-epoint": Recipe(
            flat=True,
            changes={
                "news": Change(newest=16),
                "notices": Change(newest=3),
                "policy": Change(dated=False, hot=True),
            },
        ),
        "@stale-news-tables": Recipe(
            flat=True, changes={"news": Change(newest=33), "notices": Change(newest=2)}
        ),
        "@stale-future-webplus": Recipe(
            flat=True,
            changes={"news": Change(newest=26, future=20), "notices": Change(newest=4)},
        ),
    }


def _empty() -> dict[str, Recipe]:
    return {
        "@empty-trs": Recipe(
            flat=True,
            changes={"interpretation": Change(count=0), "local": Change(dated=False)},
        ),
        "@empty-jcms": Recipe(
            flat=True, extra=("surveys", "planning"), changes={"surveys": Change(count=0)}
        ),
        "@empty-tables": Recipe(
            flat=True,
            extra=("personnel",),
            changes={"personnel": Change(count=0), "notices": Change(dated=False)},
        ),
        "@empty-many-webplus": Recipe(
            flat=True,
            extra=("planning", "personnel", "surveys", "statistics"),
            changes={
                key: Change(count=0)
                for key in ("interpretation", "planning", "personnel", "surveys", "statistics")
            },
        ),
        "@empty-gkmlpt": Recipe(
            flat=True,
            extra=("planning", "finance"),
            changes={"planning": Change(count=0)},
            without=frozenset({"jiucuo"}),
        ),
        "@empty-empire": Recipe(
            flat=True,
            extra=("statistics",),
            changes={"statistics": Change(count=0, hot=True), "news": Change(hot=True)},
        ),
    }


def _identity() -> dict[str, Recipe]:
    return {
        "@no-code-webplus": Recipe(without=frozenset({"site_id_code", "site_id_code_meta"})),
        "@wrong-code-jcms": Recipe(wrong=frozenset({"site_id_code", "site_id_code_meta"})),
        "@meta-code-trs": Recipe(wrong=frozenset({"site_id_code_meta"})),
        "@no-icp-tables": Recipe(without=frozenset({"icp"})),
        "@bare-footer-empire": Recipe(without=frozenset({"police", "dangzheng"})),
        "@no-sponsor-ucap": Recipe(without=frozenset({"sponsor", "contact"})),
    }


def _healthy(months: int) -> dict[str, Recipe]:
    return {
        "@portal": Recipe(flat=True, extra=("statistics", "external")),
        "@edge-trs": Recipe(
            flat=True,
            changes={
                "news": Change(newest=14, titles=_RARE_TITLES),
                "local": Change(newest=14),
                "notices": Change(newest=months - 1, gap=(3, 9)),
                "policy": Change(newest=months - 1),
                "interpretation": Change(newest=40),
            },
        ),
        "@edge-tables": Recipe(
            flat=True,
            changes={
                "news": Change(newest=14),
                "notices": Change(newest=9, gap=(17, 17), count=20),  # 332 days: over new year
            },
        ),
        "@pinned-epoint": Recipe(
            flat=True,
            changes={"notices": Change(newest=2, pinned=1100), "news": Change(pinned=400)},
            more=_hostile(
                ("nested", "行业动态", "news"),
                ("misnested", "公告栏", "notices"),
                ("reset", "区县动态", "news"),
                ("soft", "政策法规", "policy"),
            ),
        ),
        "@nav-only-epoint": Recipe(
            flat=True,
            blocks=(),
            changes={"news": Change(newest=1), "local": Change(newest=3)},
        ),
        "@latest-ucap": Recipe(flat=True, latest_box=True, extra=("external",)),
        "@ascending-webplus": Recipe(
            flat=True,
            changes={
                "notices": Change(newest=6, ascending=True, count=18),
                "news": Change(newest=2, future=12),
            },
            more=_hostile(
                ("garbage", "行业动态", "news"),
                ("image", "公告栏", "notices"),
                ("blank", "政策法规", "policy"),
            ),
        ),
        "@one-item-gkmlpt": Recipe(
            flat=True,
            extra=("planning",),
            changes={
                "notices": Change(newest=20, count=1),
                "planning": Change(newest=90, count=1),
                "interpretation": Change(newest=50, count=1),
            },
        ),
        "@quiet-jcms": Recipe(
            flat=True,
            extra=("planning", "report", "guides", "old_topic"),
            changes={
                "planning": Change(newest=300, count=4),
                "old_topic": Change(name="党史学习教育专题（历史专题）", kind="topics"),
            },
            more=_hostile(
                ("huge", "行业动态", "news"),
                ("loop", "公告栏", "notices"),
                ("cut", "政策法规", "policy"),
            ),
        ),
        "@duplicate-empire": Recipe(
            flat=True,
            twice=("notices", "news"),
            changes={"notices": Change(newest=3, titles=_ID_TITLES)},
            more=_hostile(
                ("missing", "公告栏", "notices"),
                ("broken", "政策法规", "policy"),
                ("hanging", "行业动态", "news"),
            ),
        ),
    }


def _walls() -> dict[str, Recipe]:
    return {
        f"@{wall}": Recipe(wall=wall)
        for wall in (
            "ruishu", "jiasule", "robots-disallow", "robots-503", "ua-wall", "shell", "captcha",
            "maintenance",
        )
    }  # fmt: skip
