from datetime import UTC, datetime, timedelta

import pytest

from crawler.repeatedlooks import carried_on
from storage.records import Fate, Target

START = datetime(2025, 3, 29, 4, tzinfo=UTC)
NIGHT = timedelta(days=1)
GONE, SOFT, SLOW = (Fate.HTTP_4XX, 404), (Fate.SOFT_ERROR, 200), (Fate.TOTAL_TIMEOUT, None)
NAME, WALL, OPEN = (Fate.DNS_NXDOMAIN, None), (Fate.FORBIDDEN, 403), (Fate.OPENED, 200)
OURS, LEFT, BROKEN = (Fate.LOCAL_NET, None), (Fate.BUDGET, None), (Fate.HTTP_5XX, 500)


def run(looks, every: timedelta = NIGHT) -> Target:
    target = None
    for number, (fate, status) in enumerate(looks):
        seen = Target(
            site="a", url="http://b.test/", at=START + number * every, fate=fate, status=status
        )
        target = carried_on(seen, target)
    assert target is not None
    return target


@pytest.mark.parametrize(
    ("looks", "count", "since"),
    [
        pytest.param([GONE], 1, 0, id="once"),
        pytest.param([GONE, GONE, GONE], 3, 0, id="three nights"),
        pytest.param([GONE, NAME, GONE], 3, 0, id="dead is dead"),
        pytest.param([OPEN, GONE, GONE], 2, 1, id="from when on"),
        pytest.param([GONE, OPEN, GONE], 1, 2, id="well in between"),
        pytest.param([GONE, SLOW, GONE], 1, 2, id="slow in between"),
        pytest.param([GONE, WALL, GONE], 1, 2, id="a wall in between"),
        pytest.param([GONE, BROKEN, GONE], 1, 2, id="an error in between"),
        pytest.param([GONE, OURS, GONE], 2, 0, id="our fault in between"),
        pytest.param([GONE, LEFT, OURS, GONE], 2, 0, id="not looked at in between"),
        pytest.param([SOFT, SOFT], 2, 0, id="error pages"),
        pytest.param([SOFT, GONE], 1, 1, id="an error page is not dead"),
        pytest.param([OPEN], 1, None, id="open"),
        pytest.param([SLOW], 1, None, id="slow"),
        pytest.param([OURS], 1, None, id="our fault"),
        pytest.param([GONE, OPEN], 1, None, id="well again"),
    ],
)
def test_rows(looks, count: int, since: int | None) -> None:
    target = run(looks)

    assert target.looks == count
    assert target.since == (None if since is None else START + since * NIGHT)


def test_looks_within_the_hour_are_one() -> None:
    target = run([GONE] * 4, every=timedelta(minutes=20))

    assert (target.looks, target.since) == (1, START)


def test_our_fault_never_looks_dead() -> None:
    assert run([GONE, GONE, OURS]).fate is Fate.LOCAL_NET
