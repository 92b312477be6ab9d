"""What is run for many rows does what it does for one, on both engines."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa

from storage.bulk import Bulk
from storage.database import Database
from storage.records import Fate
from storage.tables import State, attempt, frontier, run

NOW = datetime(2026, 11, 24, 16, 0, 0, 5, tzinfo=UTC)
RUN = Bulk(sa.insert(run), ("complete", "city", "spider", "started"))  # not the table's order
END = Bulk(
    sa.update(run).where(run.c.city == sa.bindparam("of")).values(ended=sa.bindparam("moment")),
    ("of", "moment"),
)


@pytest.fixture
def connection(database_url: str) -> Iterator[sa.Connection]:
    database = Database(database_url)
    with database.writing() as connection:
        yield connection
    database.close()


def test_rows_are_kept_as_one_by_one(connection: sa.Connection) -> None:
    beijing = NOW.astimezone(timezone(timedelta(hours=8)))
    RUN(connection, [(False, "甲\x00", "50%", NOW), (True, "乙", ":x ?", beijing)])
    one = {"city": "丙", "spider": "s", "started": NOW, "complete": True}
    connection.execute(sa.insert(run).values(one))

    rows = connection.execute(
        sa.select(run.c.city, run.c.spider, run.c.started, run.c.complete).order_by(run.c.id)
    )
    assert [tuple(row) for row in rows] == [
        ("甲\ufffd", "50%", NOW, False),
        ("乙", ":x ?", NOW, True),
        ("丙", "s", NOW, True),
    ]


def test_a_time_is_written_alike_in_either_way(connection: sa.Connection) -> None:
    moments = [NOW, NOW.replace(microsecond=0), NOW.replace(year=1970)]
    RUN(connection, [(True, "bulk", "s", moment) for moment in moments])
    for moment in moments:
        plainly = sa.literal(moment.replace(tzinfo=None), sa.DateTime)  # as SQLAlchemy has it
        row = {"city": "plain", "spider": "s", "complete": True, "started": plainly}
        connection.execute(sa.insert(run).values(row))

    texts = sa.select(sa.cast(run.c.started, sa.Text)).order_by(run.c.id)
    bulk, one = (
        connection.execute(texts.where(run.c.city == city)).scalars().all()
        for city in ("bulk", "plain")
    )
    assert bulk == one


def test_rows_are_changed(connection: sa.Connection) -> None:
    RUN(connection, [(True, city, "s", NOW) for city in "abc"])
    END(connection, [("a", NOW), ("c", None)])

    ended = connection.execute(sa.select(run.c.city, run.c.ended).order_by(run.c.city))
    assert [tuple(row) for row in ended] == [("a", NOW), ("b", None), ("c", None)]


def test_no_rows_are_nothing_to_do(connection: sa.Connection) -> None:
    RUN(connection, [])
    END(connection, iter(()))

    assert connection.execute(sa.select(sa.func.count()).select_from(run)).scalar_one() == 0


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ((True, "a", "s", datetime(2026, 1, 1)), "naive datetime"),  # noqa: DTZ001 - the fault
        ((True, "a", "s"), "zip|argument"),
    ],
)
def test_a_row_that_does_not_fit_is_refused(
    connection: sa.Connection, row: tuple[object, ...], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        RUN(connection, [(True, "a", "s", NOW), row])


def test_a_word_of_another_set_is_refused(connection: sa.Connection) -> None:
    attempts = Bulk(sa.insert(attempt), ("address", "number", "fate", "status", "at"))

    with pytest.raises(ValueError, match="leased"):
        attempts(connection, [(1, 1, Fate.OPENED, None, NOW), (1, 2, State.LEASED, None, NOW)])


def test_what_a_statement_wants_and_no_row_gives_is_a_mistake(connection: sa.Connection) -> None:
    wrong = Bulk(sa.update(frontier).values(owner="ours", site=sa.bindparam("to")), ("to",))

    with pytest.raises(ValueError, match="index"):
        wrong(connection, [("s",)])
