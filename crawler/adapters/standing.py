"""Where a date stands, and how much that place weighs when an article's publication is chosen.

A place is written as `label:发布时间`, `meta:PubDate`, `script:ct`, `near-title`, `url`, `clock`.
The order is that of `article`, which chooses.
"""

import re
from enum import IntEnum

PUBLISHED = re.compile(
    r"(?:发布|公开|发表|刊发|刊登|上网|上传|发稿|录入|添加)(?:日期|时间)$|[布表发]于$"
)
"""Labels that mean publication."""
PLAIN = frozenset({"日期", "时间"})
LATER = re.compile(r"(?:更新|修改|生成|公布)(?:日期|时间)$|更新于$")
"""Labels that may mean publication where nothing better stands."""
BUILT = re.compile(r"页面生成|访问|当前|系统|浏览|现在")
"""Labels of the page's own making or of the visit."""
META_BUILT = (
    "lastmodifiedtime",
    "article:modified_time",
    "maketime",
    "htmlgeneratetime",
    "others",
)
"""Meta tags that say when the page was made."""
_SCRIPT_OF_WECHAT = re.compile(r"script:(?:ct|ori_?create_?time|create_time)", re.I)


class Standing(IntEnum):
    """How a place can make its date the publication's, the best first."""

    LABELLED = 1
    PLAIN = 2
    SCRIPT = 3
    NEAR_TITLE = 4
    META = 5
    LATER = 6


def standing(where: str) -> Standing | None:
    """Return the standing of a place; None for one whose date is never chosen."""
    kind, _, name = where.partition(":")
    if kind == "label":
        return _of_label(name)
    if kind == "meta":
        return None if name.lower() in META_BUILT else Standing.META
    if where == "near-title":
        return Standing.NEAR_TITLE
    return Standing.SCRIPT if _SCRIPT_OF_WECHAT.fullmatch(where) else None


def _of_label(label: str) -> Standing | None:
    if PUBLISHED.search(label):
        return Standing.LABELLED
    if label in PLAIN:
        return Standing.PLAIN
    return Standing.LATER if LATER.search(label) and not BUILT.search(label) else None
