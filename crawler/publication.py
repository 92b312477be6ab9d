"""Why an article's publication is the date that was chosen, in words for an operator.

The order is that of `crawler.adapters.article`; what a reading cannot tell is not said.
"""

from collections.abc import Iterator
from datetime import date

from crawler.adapters.dates import day_of
from crawler.adapters.reading import Reading, SeenDate
from crawler.adapters.standing import LATER, Standing, standing

ORDER = {
    Standing.LABELLED: "“发布时间”一类的标签",
    Standing.PLAIN: "标题近旁的“日期”“时间”",
    Standing.SCRIPT: "脚本写明的发布时间",
    Standing.NEAR_TITLE: "标题下以日期开头或写有来源的一行",
    Standing.META: "PubDate一类的meta标签",
    Standing.LATER: "标题近旁的“更新时间”",
}
"""The stated order, the best first."""
_PLACES = {"url": "网址", "clock": "页眉的时钟", "near-title": "标题下的一行"}
_SURE = frozenset({Standing.LABELLED, Standing.SCRIPT, Standing.NEAR_TITLE, Standing.META})
"""Places that say publication and nothing else: dates of theirs that differ are a conflict."""
_MOST_CONFLICTS = 3


def place(where: str) -> str:
    """Name the place where a date stood."""
    kind, _, name = where.partition(":")
    match kind:
        case "label":
            return f"页面上的“{name}”"
        case "meta":
            return f"{name}标签（meta）"
        case "script":
            return f"脚本中的{name}"
        case _:
            return _PLACES.get(where, where)


def reasons(reading: Reading) -> Iterator[tuple[SeenDate, bool, str]]:
    """Yield each date of an article, whether it was chosen, and why or why not."""
    chosen = _chosen(reading)
    rank = standing(chosen.where) if chosen else None
    for seen in reading.dates:
        own = standing(seen.where)
        if seen == chosen:
            yield seen, True, f"采用（次序{own}）" if own else "采用"
        elif own is None:
            yield seen, False, _never(seen.where)
        else:
            yield seen, False, f"次序{own}，{_passed_over(own, rank)}"


def _chosen(reading: Reading) -> SeenDate | None:
    """Return the date that was chosen: the first of the place and value that the reading names."""
    return next(
        (
            seen
            for seen in reading.dates
            if (seen.value, seen.where) == (reading.published, reading.published_from)
        ),
        None,
    )


def _never(where: str) -> str:
    kind, _, name = where.partition(":")
    match kind:
        case "url":
            return "只作参考：网址中的日期不一定是发布时间"
        case "clock":
            return "不采用：是打开网页之日"
        case "script":
            return "只作参考：脚本中的变量，页面未必显示"
        case "meta":
            return "不采用：是网页生成或修改的时间"
        case _ if LATER.search(name):
            return "不采用：是网页生成的时间"
        case _:
            return "不采用：不是发布时间的标签"


def _passed_over(own: Standing, chosen: Standing | None) -> str:
    if chosen is None or own < chosen:
        return "未采用：离标题太远，或同类太多"
    if own == chosen:
        return "未采用：同类中已取一处"
    return "排在所采用的之后"


def apart(day: date, from_: date) -> str:
    """Say by how many days a date is off; '' for the same day."""
    days = (day - from_).days
    return f"{'晚' if days > 0 else '早'}{abs(days)}天" if days else ""


def conflicts(reading: Reading) -> Iterator[str]:
    """Yield a line for each place that gives an article another day of publication."""
    chosen = _chosen(reading)
    if chosen is None:
        return
    own = day_of(chosen.value)
    others: dict[tuple[str, date], None] = {}
    for seen in reading.dates:
        if standing(seen.where) in _SURE and day_of(seen.value) != own:
            others.setdefault((seen.where, day_of(seen.value)))
    for where, day in list(others)[:_MOST_CONFLICTS]:
        yield (
            f"发布时间有冲突：{place(chosen.where)}为{own}，"
            f"{place(where)}为{day}，{apart(day, own)}；采用前者"
        )
