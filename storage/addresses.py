"""An address to look at, one try at it, and how the try ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from storage.records import Fate, Observation

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, kw_only=True)
class Address:
    """Something to look at for one site. Within a run each is scheduled once."""

    url: str
    site: str
    role: str
    """What the spider is to do with it, in the spider's own words."""
    priority: int = 0
    """The greater, the sooner."""
    payload: Mapping[str, Any] = field(default_factory=dict)
    """What the spider needs to go on: values that JSON knows."""

    @property
    def key(self) -> str:
        """Name the address within a run.

        A page that two sites share is looked at for both, and one to which another forwards
        (`place` in the payload) for that other, too.
        """
        name = f"{self.site}\n{normalised(self.url)}\n{self.payload.get('place', '')}"
        return sha256(name.encode(errors="replace")).hexdigest()

    @property
    def host(self) -> str:
        """Whom to be gentle with: host and port, empty when the url has none."""
        return _host(self.url)


@dataclass(frozen=True, kw_only=True)
class Lease:
    """The right and the duty to look at an address until `until`."""

    id: int
    address: Address
    attempt: int
    """Counts the tries from 1, those that a crash cut short included."""
    until: datetime


@dataclass(frozen=True, kw_only=True)
class Look:
    """How one try ended, and what it brought."""

    lease: Lease
    fate: Fate
    at: datetime
    status: int | None = None
    observations: tuple[Observation, ...] = ()
    children: tuple[Address, ...] = ()
    retry_at: datetime | None = None
    """When to try again; None when this ending is final."""


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:  # not an address; the look at it will say so
        return ""
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    return host if port in {None, _PORTS.get(parts.scheme)} else f"{host}:{port}"


def normalised(url: str) -> str:
    """Return the form in which two spellings of one address are the same.

    The fragment goes, scheme and host are lowered, the scheme's own port goes, an empty path is
    `/`. Nothing else is touched: queries and the case of paths mean something.
    """
    host = _host(url)
    if not host:
        return url
    parts = urlsplit(url)
    user, at, _ = parts.netloc.rpartition("@")
    return parts._replace(netloc=f"{user}{at}{host}", path=parts.path or "/", fragment="").geturl()
