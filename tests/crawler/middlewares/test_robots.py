"""robots.txt, on real servers: asked once, obeyed from the first request on."""

from collections.abc import Iterator

import pytest

from storage.records import Fate
from tests.crawler.looking import Seen, look
from tests.faultserver import PAGE, FaultServer, answer, hang, in_turn, reset

NO, SLOW, PARTLY, SUPERVISED, HEALED, TOKEN = (f"127.0.60.{n}" for n in range(1, 7))
ALL = b"User-agent: *\nDisallow: /\n"
MINE = b"User-agent: xunjian-test\nDisallow: /mine\n\nUser-agent: *\nDisallow: /\n"
EIGHT = [f"/{n}" for n in range(8)]


@pytest.fixture(scope="module")
def server() -> Iterator[FaultServer]:
    hosts = {
        NO: {"/robots.txt": answer(ALL)},
        SLOW: {"/robots.txt": answer(b"User-agent: *\nCrawl-delay: 1\n"), "*": answer()},
        PARTLY: {
            "/robots.txt": answer("﻿User-agent: *\nDisallow: /政务/\n".encode()),
            "*": answer(),
        },
        SUPERVISED: {"/robots.txt": answer(ALL), "*": answer()},
        HEALED: {"/robots.txt": in_turn(reset, answer(ALL)), "*": answer()},
        TOKEN: {"/robots.txt": answer(MINE), "*": answer()},
    }
    with FaultServer(hosts) as server:
        yield server


@pytest.fixture(scope="module")
def seen(server: FaultServer) -> dict[str, Seen]:
    targets = {f"no{path}": server.url(NO, path) for path in EIGHT}
    targets |= {f"slow{path}": server.url(SLOW, path) for path in EIGHT[:3]}
    targets |= {
        "closed": server.url(PARTLY, "/%E6%94%BF%E5%8A%A1/"),
        "open": server.url(PARTLY, "/a"),
        "supervised": server.url(SUPERVISED, "/a"),
        "hindered": server.url(HEALED, "/a"),
        "mine": server.url(TOKEN, "/mine"),
        "not mine": server.url(TOKEN, "/other"),
    }
    found, log = look(
        targets,
        meta={"supervised": {"supervised": True}},
        settings={"ALLOW_PORTS": [server.port], "CONCURRENT_REQUESTS_PER_DOMAIN": 8},
    )
    assert "Traceback" not in log, log
    return found


def test_eight_first_requests_and_none_gets_through(
    server: FaultServer, seen: dict[str, Seen]
) -> None:
    assert {seen[f"no{path}"].fate for path in EIGHT} == {Fate.ROBOTS}
    assert dict(server.hits).get((NO, "/robots.txt")) == 1
    assert sum(hits for (host, _), hits in server.hits.items() if host == NO) == 1


def test_crawl_delay_is_kept(server: FaultServer, seen: dict[str, Seen]) -> None:
    assert {seen[f"slow{path}"].fate for path in EIGHT[:3]} == {Fate.OPENED}
    times = [call.at for call in server.calls if call.host == SLOW and call.path != "/robots.txt"]

    assert len(times) == 3
    assert times[-1] - times[0] > 1.5  # two seconds, less what a busy machine blurs


def test_chinese_paths(seen: dict[str, Seen]) -> None:
    assert (seen["closed"].fate, seen["open"].fate) == (Fate.ROBOTS, Fate.OPENED)


def test_supervised_sites_are_exempt(server: FaultServer, seen: dict[str, Seen]) -> None:
    assert seen["supervised"].fate is Fate.OPENED
    assert server.hits[SUPERVISED, "/robots.txt"] == 0


def test_what_hinders_the_host_is_the_ending(seen: dict[str, Seen]) -> None:
    assert seen["hindered"].fate is Fate.TCP_RESET


def test_our_own_product_token_counts(seen: dict[str, Seen]) -> None:
    assert (seen["mine"].fate, seen["not mine"].fate) == (Fate.ROBOTS, Fate.OPENED)


def test_a_file_that_cannot_be_had_closes_the_host() -> None:
    with FaultServer(
        {NO: {"/robots.txt": answer(PAGE, "500 x"), "*": answer()}, SLOW: {"/robots.txt": hang}}
    ) as server:
        seen, _ = look(
            {
                path: server.url(host, path)
                for path, host in zip(EIGHT, [NO, NO, SLOW, SLOW], strict=False)
            },
            settings={"ALLOW_PORTS": [server.port], "DOWNLOAD_TIMEOUT": 3},
        )

    assert {one.fate for one in seen.values()} == {Fate.ROBOTS}
    assert all("robots.txt没有取到" in one.note for one in seen.values())
    assert {path for _, path in server.hits} == {"/robots.txt"}
