"""Odd spellings, odd networks and lying resolvers: nothing inside is ever contacted."""

import asyncio
import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.guard import AddressGuard, AddressRefused, Names, NameUnresolved, is_public_name
from storage.records import Fate
from tests.crawler.looking import look
from tests.faultserver import FaultServer, answer, redirect

CANARY = "127.0.0.1"
SPELLINGS = [
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "0177.0.0.1",
    "017700000001",
    "0",
    "0.0.0.0",
    "localhost",
    "localhost.",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::1]",
    "127。0。0。1",
    "１２７.0.0.1",
    "user@127.0.0.1",
]
INSIDE = [
    "127.0.0.1",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",  # metadata of clouds
    "100.100.100.200",
    "168.63.129.16",
    "0.0.0.0",
    "255.255.255.255",
    "224.0.0.1",
    "240.0.0.1",
    "192.0.0.8",
    "192.88.99.1",
    "198.18.0.1",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:10.0.0.1",
    "fe80::1",
    "fc00::1",
    "fec0::1",
    "ff02::1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "2002:7f00:1::",
    "2001:db8::1",
    "not an address",
    "",
]


@pytest.mark.parametrize("ip", INSIDE)
def test_inside_is_refused(ip: str) -> None:
    assert AddressGuard().refuses(ip)


@pytest.mark.parametrize("ip", ["1.2.3.4", "223.5.5.5", "::ffff:1.2.3.4", "2400:3200::1"])
def test_the_public_is_not(ip: str) -> None:
    assert AddressGuard().refuses(ip) is None


def test_a_city_may_name_its_extranet() -> None:
    guard = AddressGuard(["10.8.0.0/16", "fd00:8::/32"])

    assert guard.refuses("10.8.3.4") is None
    assert guard.refuses("::ffff:10.8.3.4") is None
    assert guard.refuses("fd00:8::1") is None
    assert guard.refuses("10.9.0.1")


def test_ports() -> None:
    guard = AddressGuard(allow_ports=[8080])

    assert [port for port in (80, 443, 8080, 22, 5432, 6379) if guard.refuses_port(port)] == [
        22,
        5432,
        6379,
    ]


@given(st.ip_addresses(v=4))
def test_whatever_is_let_through_is_global(ip: ipaddress.IPv4Address) -> None:
    if AddressGuard().refuses(str(ip)) is None:
        assert ip.is_global
        assert not ip.is_multicast


@given(st.ip_addresses(v=6))
def test_whatever_is_let_through_is_global_v6(ip: ipaddress.IPv6Address) -> None:
    if AddressGuard().refuses(str(ip)) is None and ip.ipv4_mapped is None:
        assert ip in ipaddress.ip_network("2000::/3")
        assert ip.sixtofour is None


def test_one_bad_answer_refuses_the_name() -> None:
    with pytest.raises(AddressRefused) as refused:
        AddressGuard().check("www.example.gov.cn", 80, ["1.2.3.4", "10.0.0.1"])

    assert refused.value.fate is Fate.DNS_INTERNAL


@pytest.mark.parametrize("host", ["10.0.0.1", "0x7f.1", "localhost", "db", "printer.local", "::1"])
def test_what_is_no_public_name_is_our_refusal(host: str) -> None:
    assert not is_public_name(host)
    with pytest.raises(AddressRefused) as refused:
        AddressGuard().check(host, 80, ["127.0.0.1"])
    assert refused.value.fate is Fate.ADDRESS_REFUSED


@pytest.mark.parametrize(
    ("code", "fate"),
    [
        (socket.EAI_NONAME, Fate.DNS_NXDOMAIN),
        (socket.EAI_NODATA, Fate.DNS_NODATA),
        (socket.EAI_AGAIN, Fate.DNS_TIMEOUT),
        (socket.EAI_FAIL, Fate.DNS_SERVFAIL),
        (socket.EAI_SYSTEM, Fate.LOCAL_NET),
    ],
)
def test_the_resolver_s_words_are_told_apart(code: int, fate: Fate) -> None:
    def lookup(*_: Any, **__: Any) -> list[tuple[Any, ...]]:
        raise socket.gaierror(code, "x")

    with pytest.raises(NameUnresolved) as unresolved:
        asyncio.run(Names(lookup).resolve("a.example.cn", 80))
    assert unresolved.value.fate is fate


def test_a_name_that_no_resolver_takes() -> None:
    with pytest.raises(NameUnresolved):
        asyncio.run(Names().resolve("a" * 70 + ".cn", 80))


@pytest.fixture(scope="module")
def canary() -> Iterator[FaultServer]:
    lure = "127.0.50.1"
    with FaultServer({CANARY: {"*": answer()}, lure: {}}) as server:
        # the lure's redirects need the port, which is known only now
        server.hosts[lure].update(  # type: ignore[attr-defined] # a dict, as given above
            {
                f"/{n}": redirect(f"http://{s}:{server.port}/".encode())
                for n, s in enumerate(SPELLINGS)
            }
        )
        yield server


@pytest.mark.parametrize("allowed", [False, True])
def test_spellings_of_loopback(canary: FaultServer, allowed: bool) -> None:
    """Sixteen and more spellings of 127.0.0.1, directly and by redirect; none gets through."""
    before = canary.connections[CANARY]
    networks = ["127.0.0.0/8"] if allowed else ["127.0.50.1/32"]
    direct = {spelling: f"http://{spelling}:{canary.port}/" for spelling in SPELLINGS}
    led = {f"/{n}": canary.url("127.0.50.1", f"/{n}") for n in range(len(SPELLINGS))}
    hosts = [f"{s.strip('[]')}:{canary.port}" for s in SPELLINGS] + [f"127.0.0.1:{canary.port}"]
    seen, log = look(
        direct | led,
        meta={name: {"redirect_anywhere": True, "hosts": hosts} for name in led},
        settings={"ALLOW_PORTS": [canary.port], "ALLOW_NETWORKS": networks},
    )

    assert "Traceback" not in log, log
    if allowed:  # the test can fail: without the guard's word they do get there
        assert canary.connections[CANARY] > before
        return
    assert canary.connections[CANARY] == before
    assert {seen[name].fate for name in direct | led} <= {
        Fate.ADDRESS_REFUSED,
        Fate.OUT_OF_SCOPE,
        Fate.DNS_NXDOMAIN,
        Fate.HTTP_3XX_NO_LOCATION,
    }, seen
    refused = [name for name in direct if seen[name].fate is Fate.ADDRESS_REFUSED]
    assert len(refused) >= 14, seen


def test_a_proxy_of_the_environment_plays_no_part(canary: FaultServer) -> None:
    import os  # noqa: PLC0415 - only here

    before = canary.connections[CANARY]
    proxy = f"http://{CANARY}:{canary.port}"
    seen, _ = look(
        {"page": canary.url("127.0.50.1", "/ok")},
        settings={"ALLOW_PORTS": [canary.port], "ALLOW_NETWORKS": ["127.0.50.1/32"]},
        environment={**os.environ, "http_proxy": proxy, "HTTP_PROXY": proxy, "ALL_PROXY": proxy},
    )

    assert seen["page"].fate is Fate.HTTP_4XX
    assert canary.connections[CANARY] == before


def test_only_get_leaves(canary: FaultServer) -> None:
    seen, _ = look(
        {"post": canary.url(CANARY, "/")},
        settings={"ALLOW_PORTS": [canary.port]},
        arguments={"method": "POST", "body": "x"},
    )

    assert seen["post"].fate is Fate.LOCAL_BUG
    assert canary.wrong_methods == []


def test_a_silent_resolver_is_our_fault_and_no_site_s() -> None:
    answers: dict[str, int | str] = {f"n{n}.test": socket.EAI_AGAIN for n in range(6)}
    answers |= {"gone.test": socket.EAI_NONAME}

    def lookup(host: str, port: int, **_: object) -> list[tuple[Any, ...]]:
        raise socket.gaierror(answers[host], "made up")

    async def fates_of(*hosts: str) -> list[Fate]:
        names, fates = Names(lookup), []
        for host in hosts:
            with pytest.raises(NameUnresolved) as raised:
                await names.resolve(host, 80)
            fates.append(raised.value.fate)
        return fates

    silent = [f"n{n}.test" for n in range(5)]
    again, ours = Fate.DNS_TIMEOUT, Fate.LOCAL_NET
    assert asyncio.run(fates_of(*silent)) == [again, again, again, ours, ours]
    assert asyncio.run(fates_of(*["n1.test"] * 5)) == [again] * 5
    answered = asyncio.run(fates_of("n0.test", "n1.test", "gone.test", "n2.test", "n3.test"))
    assert answered == [again, again, Fate.DNS_NXDOMAIN, again, again]
