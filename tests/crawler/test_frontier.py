"""When an address is tried again."""

from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest

from crawler.frontier import Frontier
from storage.ledger import Address, Lease
from storage.records import Fate

AT = datetime(2026, 11, 24, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
FRONTIER = Frontier(
    cast("Any", None), cast("Any", None), now=lambda: AT, retry_after=[MINUTE, 10 * MINUTE]
)


def lease(attempt: int) -> Lease:
    address = Address(url="http://s.test/", site="s", role="home")
    return Lease(id=1, address=address, attempt=attempt, until=AT)


@pytest.mark.parametrize(
    ("attempt", "fate", "wait", "after"),
    [
        pytest.param(1, Fate.TCP_RESET, 0, 1, id="a passing failure"),
        pytest.param(2, Fate.TCP_RESET, 0, 10, id="the same once more"),
        pytest.param(3, Fate.TCP_RESET, 0, None, id="once too often"),
        pytest.param(1, Fate.FORBIDDEN, 0, None, id="a refusal stands"),
        pytest.param(1, Fate.RATE_LIMITED, 0, 1, id="a host that wants less"),
        pytest.param(1, Fate.RATE_LIMITED, 5, 5, id="a host that says how long"),
        pytest.param(2, Fate.RATE_LIMITED, 5, 10, id="a host that says less than we wait anyway"),
    ],
)
def test_when_to_try_again(attempt: int, fate: Fate, wait: int, after: int | None) -> None:
    again = FRONTIER.again(lease(attempt), fate, AT, wait * MINUTE)

    assert again == (None if after is None else AT + after * MINUTE)
