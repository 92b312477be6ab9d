import asyncio

import pytest

from crawler.outage import MANY, Outage


def judged(
    events: list[tuple[str, float, bool]], asked: str, moment: float, control: bool | None = None
) -> bool:
    """Whether a look was our doing, after hosts answered (True) or did not at some moments."""

    async def controls() -> bool:
        return bool(control)

    async def run() -> bool:
        outage = Outage(None if control is None else controls, near=10)
        for host, at, answered in events:
            if answered:
                outage.answered(host, at)
            else:
                await outage.silent(host, at)
        return (await outage.ours())(asked, moment)

    return asyncio.run(run())


def silent(count: int, at: float = 100.0) -> list[tuple[str, float, bool]]:
    return [(f"s{n}", at + n, False) for n in range(count)]


@pytest.mark.parametrize(
    ("events", "control", "ours"),
    [
        pytest.param(silent(1), None, False, id="one host alone"),
        pytest.param(silent(MANY - 1), None, False, id="a few"),
        pytest.param(silent(MANY), None, True, id="many"),
        pytest.param(silent(MANY), False, True, id="many, and no control answers"),
        pytest.param(silent(MANY), True, False, id="many, and a control answers"),
        pytest.param([*silent(MANY), ("a", 104.0, True)], None, False, id="one answers beside"),
        pytest.param([("a", 50.0, True), *silent(MANY)], None, True, id="one answered long before"),
        pytest.param([*silent(MANY), ("a", 150.0, True)], None, True, id="one answers long after"),
        pytest.param([("s0", 100.0, False)] * 9, None, False, id="one host, many times"),
    ],
)
def test_silence(events, control: bool | None, ours: bool) -> None:
    assert judged(events, "s0", 100.0, control) is ours


def test_most_hosts_silent_all_along_is_ours_though_some_answer() -> None:
    events = [
        event for n in range(9) for event in ((f"s{n}", float(n), False), ("a", n + 0.5, True))
    ]

    assert judged(events, "s3", 3.0)
    assert not judged(events, "s3", 3.0, control=True)


def test_a_host_that_answered_may_fall_silent_with_our_network() -> None:
    events = [("s0", 1.0, True), *silent(MANY)]

    assert judged(events, "s0", 100.0)
