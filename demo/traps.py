"""How the healthy traps and the sites that cannot be seen are played, by the key's role names."""

from demo import words
from demo.columns import Change, Plan
from demo.recipe import Recipe


def _hostile(*columns: tuple[str, str, str]) -> tuple[Plan, ...]:
    return tuple(
        Plan(key=key, names=(name,), kind=kind, shape=key, newest=(1, 3), count=(20, 20))
        for key, name, kind in columns
    )


_ID_TITLES = (
    "关于项目代码2026-445400-48-01-031415备案的公告",
    "招标编号445401199912312730的中标结果公示",  # 18 digits whose check digit is wrong
    "关于统一社会信用代码91445400MA00000000企业异常名录的公告",
)
_RARE_TITLES = tuple(f"{person}等同志先进事迹报告会举行" for person in words.RARE)


def healthy(months: int) -> dict[str, Recipe]:
    """Return the roles that only look faulty; `months` is half a year in days."""
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


def walls() -> dict[str, Recipe]:
    """Return the roles whose sites cannot be seen."""
    return {
        f"@{wall}": Recipe(wall=wall)
        for wall in (
            "ruishu", "jiasule", "robots-disallow", "robots-503", "ua-wall", "shell", "captcha",
            "maintenance",
        )
    }  # fmt: skip
