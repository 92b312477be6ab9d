"""Which addresses may be contacted: the wall between the crawl and our own network.

The check falls at connect time, on the addresses that a name resolved to, and the connection
goes to an address that was checked: no redirect, odd spelling or rebinding resolver gets round
it. `crawler.handler` (Scrapy) and `crawler.transport` (httpx) connect by it; nothing else may
open a connection to an inspected site.
"""

import asyncio
import socket
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import Any, Protocol, Self

from crawler.fates import Ended
from storage.records import Fate

# Addresses that Python calls global and that lead inside all the same.
_NOT_REALLY_GLOBAL = tuple(
    ip_network(network)
    for network in (
        "192.0.0.0/24",  # protocol assignments (RFC 6890)
        "192.88.99.0/24",  # 6to4 relays (RFC 7526)
        "168.63.129.16/32",  # a cloud's own service address
        "64:ff9b::/96",  # NAT64 of any IPv4 address (RFC 6052)
        "64:ff9b:1::/48",  # NAT64, local use (RFC 8215)
        "2002::/16",  # 6to4 of any IPv4 address (RFC 3056)
        "fec0::/10",  # site-local (RFC 3879)
    )
)
_UNICAST_V6 = IPv6Network("2000::/3")  # all that is assigned for global use (RFC 4291)
WEB_PORTS = frozenset({80, 443})
SILENT_AFTER = (
    4  # names without an answer, none answered between: then the resolver is ours to mend
)


class Settings(Protocol):
    """Scrapy's settings, as far as the guard reads them."""

    def getlist(self, name: str) -> list[Any]:
        """Return a setting's values."""


Lookup = Callable[..., list[tuple[Any, ...]]]
"""`socket.getaddrinfo`, or what a test puts in its place."""


class AddressRefused(Ended):
    """The address leads where inspected sites do not stand. Nothing was sent."""


class NameUnresolved(Ended):
    """The name has no address, or the resolver did not say."""


class AddressGuard:
    """Lets connections through to public addresses on web ports, and to what a city allows.

    Args:
        allow_networks: networks in CIDR notation that a city's register names beside the public
            ones, such as an extranet or the demo city's loopback.
        allow_ports: ports beside 80 and 443, those that the register's site addresses name.

    Raises:
        ValueError: a network is not in CIDR notation.
    """

    def __init__(self, allow_networks: Iterable[str] = (), allow_ports: Iterable[int] = ()) -> None:
        self._networks: tuple[IPv4Network | IPv6Network, ...] = tuple(
            ip_network(network) for network in allow_networks
        )
        self._ports = WEB_PORTS | frozenset(int(port) for port in allow_ports)

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Make the guard that a crawl's `ALLOW_NETWORKS` and `ALLOW_PORTS` call for."""
        return cls(settings.getlist("ALLOW_NETWORKS"), settings.getlist("ALLOW_PORTS"))

    def refuses(self, ip: str) -> str | None:
        """Say why an address (an IP, not a name) may not be contacted, or None if it may."""
        try:
            address = _embedded(ip_address(ip))
        except ValueError:
            return "不是有效的IP地址"
        if any(address in network for network in self._networks):
            return None
        if not _public(address):
            return "不是公网地址"
        return None

    def refuses_port(self, port: int) -> str | None:
        """Say why a port may not be contacted, or None if it may."""
        if port in self._ports:
            return None
        return f"端口{port}不在登记的网站端口之内"

    def check(self, host: str, port: int, addresses: Iterable[str]) -> None:
        """Let through, or raise. One bad address among several refuses the name as a whole.

        Raises:
            AddressRefused: with `DNS_INTERNAL` when a public name leads inside, which is a
                finding candidate (hijack, split horizon), else with `ADDRESS_REFUSED`.
        """
        if why := self.refuses_port(port):
            raise AddressRefused(Fate.ADDRESS_REFUSED, why)
        for ip in addresses:
            if not (why := self.refuses(ip)):
                continue
            if is_public_name(host):
                raise AddressRefused(Fate.DNS_INTERNAL, f"域名解析到了内部地址{ip}")
            raise AddressRefused(Fate.ADDRESS_REFUSED, f"地址{ip}{why}")


class Names:
    """Resolves names in threads of its own, where a dead resolver holds up nobody else.

    There is no cache: a connection is made to the addresses that were just checked. Where several
    names in a row stay without any answer, it is our resolver that is silent, and no site's.
    """

    def __init__(self, lookup: Lookup = socket.getaddrinfo) -> None:
        self._lookup = lookup
        self._unanswered: set[str] = set()

    async def resolve(self, host: str, port: int) -> list[str]:
        """Return the addresses of a name or literal, IPv4 first, each once.

        Raises:
            NameUnresolved: `DNS_NXDOMAIN`, `DNS_NODATA`, or `DNS_TIMEOUT` for whatever may pass
                (getaddrinfo does not tell SERVFAIL from silence); `LOCAL_NET` where it passes
                for none.
        """
        loop = asyncio.get_running_loop()
        try:
            found = await loop.run_in_executor(_threads(), self._ask, host, port)
        except socket.gaierror as error:
            raise self._why(host, error) from error
        except UnicodeError as error:
            raise NameUnresolved(Fate.DNS_NXDOMAIN, "域名的写法不合规范") from error
        if is_public_name(host):
            self._unanswered.clear()
        found.sort(key=lambda answer: answer[0] != socket.AF_INET)
        return list(dict.fromkeys(str(answer[4][0]) for answer in found))

    def _why(self, host: str, error: socket.gaierror) -> NameUnresolved:
        unresolved = _unresolved(error)
        if unresolved.fate is not Fate.DNS_TIMEOUT:
            self._unanswered.clear()
            return unresolved
        self._unanswered.add(host)
        if len(self._unanswered) < SILENT_AFTER:
            return unresolved
        return NameUnresolved(Fate.LOCAL_NET, "本机的域名服务器没有应答")

    def _ask(self, host: str, port: int) -> list[tuple[Any, ...]]:
        return self._lookup(host, port, type=socket.SOCK_STREAM)


def is_public_name(host: str) -> bool:
    """Whether a host is a name that stands in the public DNS, not a literal or a local name."""
    host = host.rstrip(".").lower()
    if "." not in host or host.endswith((".localhost", ".local", ".internal", ".localdomain")):
        return False
    try:
        socket.inet_aton(host)  # reads 127.1 and 0x7f.1 too, as the resolver does
    except (OSError, UnicodeError):
        return ":" not in host
    return False


@cache
def _threads() -> Executor:
    return ThreadPoolExecutor(32, thread_name_prefix="names")


def _unresolved(error: socket.gaierror) -> NameUnresolved:
    if error.errno == socket.EAI_NONAME:
        return NameUnresolved(Fate.DNS_NXDOMAIN, "域名不存在")
    if error.errno in {socket.EAI_NODATA, socket.EAI_ADDRFAMILY}:
        return NameUnresolved(Fate.DNS_NODATA, "域名没有登记任何地址")
    if error.errno == socket.EAI_FAIL:
        return NameUnresolved(Fate.DNS_SERVFAIL, "域名服务器报错")
    if error.errno in {socket.EAI_MEMORY, socket.EAI_SYSTEM}:
        return NameUnresolved(Fate.LOCAL_NET, "本机无法解析域名")
    return NameUnresolved(Fate.DNS_TIMEOUT, "域名暂时解析不出（域名服务器出错或没有应答）")


def _embedded(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """Take the IPv4 address out of an IPv4-mapped one: that is where the packets go."""
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address


def _public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address) and address not in _UNICAST_V6:
        return False
    if not address.is_global or address.is_multicast:
        return False
    return not any(address in network for network in _NOT_REALLY_GLOBAL)
