"""Hosts that ask for less get it; the others notice nothing."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from email.utils import format_datetime

import pytest

from crawler import clock
from crawler.politeness import retry_after
from storage.records import Fate
from tests.crawler.looking import Seen, look
from tests.faultserver import Call, FaultServer, answer, hang, in_turn

BUSY, LATER, LONG, HANGS, FINE = (f"127.0.61.{n}" for n in range(1, 6))


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        (b"", None),
        (b"7", 7.0),
        (b" 120 ", 120.0),
        (b"0", 0.0),
        (b"3601", 3600.0),
        (b"1000000000", 3600.0),
        (b"9" * 400, 3600.0),
        (b"-1", None),
        (b"1.5", None),
        (b"soon", None),
        (b"\xff\xfe", None),
        (b"Wed, 21 Oct 2015 07:28:00 GMT", 0.0),
        (b"Fri, 31 Dec 2199 23:59:59 GMT", 3600.0),
        (b"Fri, 31 Feb 2199 23:59:59 GMT", None),
        (b"Fri, 31 Dec 2199 23:59:59", None),  # without a zone it says no moment
    ],
)
def test_retry_after(value: bytes | None, seconds: float | None) -> None:
    assert retry_after(value) == seconds


def test_retry_after_as_a_date() -> None:
    moment = format_datetime(clock.now() + timedelta(seconds=90), usegmt=True)

    assert retry_after(moment.encode()) == pytest.approx(90, abs=5)


@pytest.fixture(scope="module")
def server() -> Iterator[FaultServer]:
    slow_down = answer(b"slow", "429 Slow")
    hosts = {
        BUSY: {"*": slow_down, "/robots.txt": answer(b"")},
        LATER: {"/1": answer(b"x", "503 x", "Retry-After: 1"), "*": answer()},
        LONG: {"/1": answer(b"x", "429 x", "Retry-After: 600"), "*": answer()},
        HANGS: {"*": hang, "/robots.txt": answer(b"")},
        FINE: {"*": in_turn(answer())},
    }
    with FaultServer(hosts) as server:
        yield server


@pytest.fixture(scope="module")
def seen(server: FaultServer) -> dict[str, Seen]:
    found, log = look(
        {
            f"{host}/{n}": server.url(host, f"/{n}")
            for host in (BUSY, LATER, LONG, HANGS, FINE)
            for n in range(1, 6)
        },
        meta={f"{HANGS}/{n}": {"download_timeout": 1} for n in range(1, 6)},
        settings={"ALLOW_PORTS": [server.port]},
    )
    assert "Traceback" not in log, log
    return found


def asked(server: FaultServer, host: str) -> list[str]:
    return [call.path for call in server.calls if call.host == host and "robots" not in call.path]


def test_three_in_a_row_and_the_host_is_off(server: FaultServer, seen: dict[str, Seen]) -> None:
    endings = [seen[f"{BUSY}/{n}"] for n in range(1, 6)]

    assert {one.fate for one in endings} == {Fate.RATE_LIMITED}
    assert sum("本次不再访问" in one.note for one in endings) == 2
    assert len(asked(server, BUSY)) == 3


def test_a_short_pause_is_waited_out(server: FaultServer, seen: dict[str, Seen]) -> None:
    assert seen[f"{LATER}/1"].fate is Fate.HTTP_5XX
    assert {seen[f"{LATER}/{n}"].fate for n in range(2, 6)} == {Fate.OPENED}
    first, second = [
        call.at for call in server.calls if call.host == LATER and "robots" not in call.path
    ][:2]
    assert second - first > 0.95


def test_a_long_pause_ends_the_look_and_says_how_long(
    server: FaultServer, seen: dict[str, Seen]
) -> None:
    others = [seen[f"{LONG}/{n}"] for n in range(2, 6)]

    assert {one.fate for one in others} == {Fate.RATE_LIMITED}
    assert all(590 < one.wait <= 600 for one in others)
    assert "10分钟" in others[0].note
    assert asked(server, LONG) == ["/1"]


def test_three_timeouts_in_a_row(server: FaultServer, seen: dict[str, Seen]) -> None:
    endings = [seen[f"{HANGS}/{n}"].fate for n in range(1, 6)]

    assert sorted(endings) == sorted([Fate.TOTAL_TIMEOUT] * 3 + [Fate.BUDGET] * 2)
    assert len(asked(server, HANGS)) == 3


def test_one_at_a_time(server: FaultServer) -> None:
    here: list[int] = []

    async def slow(call: Call) -> None:
        here.append(here[-1] + 1 if here else 1)
        await asyncio.sleep(0.02)
        await answer()(call)
        here.append(here[-1] - 1)

    with FaultServer({FINE: {"*": slow}}) as slow_server:
        targets = {str(n): slow_server.url(FINE, f"/{n}") for n in range(8)}
        seen, _ = look(targets, settings={"ALLOW_PORTS": [slow_server.port]})

    assert {one.fate for one in seen.values()} == {Fate.OPENED}
    assert max(here) == 1


def test_others_notice_nothing(seen: dict[str, Seen]) -> None:
    assert {seen[f"{FINE}/{n}"].fate for n in range(1, 6)} == {Fate.OPENED}
