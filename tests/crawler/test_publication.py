"""Why a date was chosen, in words, and which dates contradict it."""

from datetime import date, datetime

from crawler.adapters.dates import BEIJING
from crawler.adapters.reading import Reading, SeenDate
from crawler.publication import conflicts, reasons
from storage.records import PageKind

PRINTED = SeenDate(value=date(2018, 1, 1), where="label:公开日期")
TAGGED = SeenDate(value=datetime(2018, 3, 14, 11, 30, tzinfo=BEIJING), where="meta:PubDate")
WRITTEN = SeenDate(value=date(2017, 12, 1), where="label:成文日期")
ADDRESS = SeenDate(value=date(2018, 3, 14), where="url")


def article(chosen: SeenDate | None, *others: SeenDate) -> Reading:
    return Reading(
        kind=PageKind.ARTICLE,
        encoding="utf-8",
        published=chosen and chosen.value,
        published_from=chosen and chosen.where,
        dates=(chosen, *others) if chosen else others,
    )


def said(reading: Reading) -> list[tuple[bool, str]]:
    return [(chosen, reason) for _, chosen, reason in reasons(reading)]


def test_each_date_says_why_it_was_chosen_or_not() -> None:
    assert said(article(PRINTED, WRITTEN, TAGGED, ADDRESS)) == [
        (True, "采用（次序1）"),
        (False, "不采用：不是发布时间的标签"),
        (False, "次序5，排在所采用的之后"),
        (False, "只作参考：网址中的日期不一定是发布时间"),
    ]


def test_a_better_place_that_was_passed_over_is_not_said_to_be_worse() -> None:
    far = SeenDate(value=date(2018, 2, 2), where="label:日期")
    again = SeenDate(value=date(2018, 2, 3), where="meta:publishdate")

    assert said(article(TAGGED, far, again))[1:] == [
        (False, "次序2，未采用：离标题太远，或同类太多"),
        (False, "次序5，未采用：同类中已取一处"),
    ]
    assert said(article(None, far)) == [(False, "次序2，未采用：离标题太远，或同类太多")]


def test_a_tag_that_contradicts_the_print_is_a_conflict() -> None:
    assert list(conflicts(article(PRINTED, TAGGED))) == [
        "发布时间有冲突：页面上的“公开日期”为2018-01-01，PubDate标签（meta）为2018-03-14，"
        "晚72天；采用前者"
    ]


def test_the_same_day_and_dates_of_other_things_are_none() -> None:
    same = SeenDate(value=datetime(2018, 1, 1, 9, tzinfo=BEIJING), where="meta:PubDate")
    later = SeenDate(value=date(2019, 1, 1), where="label:更新时间")
    event = SeenDate(value=date(2019, 1, 1), where="label:时间")

    assert not list(conflicts(article(PRINTED, same, WRITTEN, ADDRESS, later, event)))
    assert not list(conflicts(article(None, TAGGED)))
