"""How the faults of the key are planted: what each role's site does otherwise than a healthy one.

Roles are the key's own names. Nothing here says which rule should notice.
"""

from datetime import date

from demo import traps
from demo.columns import Change
from demo.recipe import Recipe, half_a_year

_OLD = {
    "notices": Change(newest=60, gap=(2, 5)),
    "policy": Change(newest=75, gap=(3, 8)),
    "interpretation": Change(newest=80, gap=(3, 8), count=20),
}
"""Notices and policy that are still in time, but too old to keep a home page fresh."""


def recipes(day: date) -> dict[str, Recipe]:
    """Return how every role is played on this day; a role that is not named changes nothing."""
    months = half_a_year(day)
    return {**_stale(months), **_empty(), **_identity(), **traps.healthy(months), **traps.walls()}


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
        "@bare-footer-empire": Recipe(
            without=frozenset({"police", "dangzheng"}), changes={"notices": Change(count=150)}
        ),
        "@no-sponsor-ucap": Recipe(without=frozenset({"sponsor", "contact"})),
    }
