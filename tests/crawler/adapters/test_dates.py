from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.adapters.dates import BEIJING, box, day_of, find_all, pure, read_date

SEEN = datetime(2022, 4, 16, 4, tzinfo=UTC)
DAY = date(2022, 4, 15)


def at(*time: int) -> datetime:
    return datetime(2022, 4, 15, *time, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2022-04-15", DAY),
        ("2022/4/15", DAY),
        ("2022.04.15", DAY),
        ("2022 - 04 - 15", DAY),
        ("2022年4月15日", DAY),
        ("（2022年04月15日）", DAY),
        ("20220415", DAY),
        ("二〇二二年四月十五日", DAY),
        ("二○二二年四月十五日", DAY),
        ("[04-15]", DAY),
        ("04/15", DAY),
        ("4月15日", DAY),
        ("２０２２—０４—１５", DAY),
        ("发布时间：2022-04-15", DAY),
        ("公开日期 2022-04-15 星期五", DAY),
        ("昨天", DAY),
        ("1天前", DAY),
        ("12-31", date(2021, 12, 31)),
        ("02-29", date(2020, 2, 29)),
        ("2022-04-15 10:20", at(10, 20)),
        ("2022—04—15 10:20:30", at(10, 20, 30)),
        ("2022年4月15日上午 9:30", at(9, 30)),
        ("2022年4月15日 下午3:05", at(15, 5)),
        ("2022年4月15日10时20分", DAY),
        ("2022-04-15T02:20:00Z", at(10, 20)),
        ("20220415102030", at(10, 20, 30)),
        ("2023-04-17", date(2023, 4, 17)),
        ("22-04-15", DAY),
        ("(11.05.13)", date(2011, 5, 13)),
    ],
)
def test_one_date_and_nothing_else(text: str, value: date) -> None:
    found = pure(text, SEEN)

    if text.endswith("20分"):  # a time glued to the day is read by read_date's callers as the day
        assert day_of(read_date(text, SEEN)) == value
    else:
        assert found is not None
        assert found.value == value


@pytest.mark.parametrize(
    "text",
    [
        "2026年2月30日",
        "2022-13-45",
        "13-45",
        "1/12",
        "〔2022〕10号",
        "0310-3113114",
        "13812345678",
        "110105199003071234",
        "000014348/2020-35428",
        "2303-350725-04-01-948890",
        "T6500002008101010016896",
        "3507252303229901",
        "1,234.56万元",
        "2022年",
        "2022年4月",
        "192.168.1.1",
        "400-930-6677",
        "第1024号",
        "1948-12-31",
        "2023-04-18",
        "2026年12月31日",
        "Fri, 15 Apr 2044 02:20:00 GMT",
        "Fri, 31 Dec 9999 23:59:59 -2359",
        "",
    ],
)
def test_never_a_date(text: str) -> None:
    assert pure(text, SEEN) is None
    assert read_date(text, SEEN) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("来源：市府办 发布日期：2022-04-15 10:20 浏览次数：35", at(10, 20)),
        ("Fri, 15 Apr 2022 02:20:00 GMT", at(10, 20)),
        ("Fri, 15 Apr 2022 10:20:00", at(10, 20)),
        ("2022-04-15-23:59:59", at(23, 59, 59)),
        ("Apr 15, 2022", DAY),
        ("22-04-15", DAY),
        ("发布于3小时前", datetime(2022, 4, 16, 9, tzinfo=BEIJING)),
    ],
)
def test_a_field_known_to_hold_a_date(text: str, value: date) -> None:
    assert read_date(text, SEEN) == value


@pytest.mark.parametrize(
    "text",
    ["15 2022-04", "2022-04 15", "04-15 2022", "2022 04-15", "2022年04月 15日", "15 4月 2022"],
)
def test_a_date_in_boxes(text: str) -> None:
    found = box(text, SEEN)

    assert found is not None
    assert found.value == DAY


def test_running_text_gives_dates_in_order() -> None:
    text = "2022年3月1日印发，自2022-04-15起施行，第2022-04-15-99号不是"

    assert [found.value for found in find_all(text, SEEN)] == [date(2022, 3, 1), DAY]


def test_a_month_and_day_is_never_in_the_future() -> None:
    found = pure("12-31", SEEN)

    assert found is not None
    assert not found.whole
    assert found.value < SEEN.date()


@given(st.text(alphabet="0123456789-/.年月日时:〔〕号 []前天昨", max_size=70))
def test_no_text_makes_it_fall(text: str) -> None:
    for value in (read_date(text, SEEN), (found := pure(text, SEEN)) and found.value):
        assert value is None or 1900 <= value.year <= 2100


@given(st.dates(date(1949, 1, 1), date(2023, 4, 17)))
def test_every_day_is_read_in_every_sure_form(day: date) -> None:
    for form in (
        f"{day:%Y-%m-%d}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
    ):
        found = pure(form, SEEN)
        assert found is not None
        assert found.value == day
