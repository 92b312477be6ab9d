"""An address to look at, one try at it, and how the try ended."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from storage.records import Content, Fate, Observation

_PORTS = {"http": 80, "https": 443}

# Most addresses are spelt so that there is nothing to normalise, which is seen ten times quicker
# than the rest is parsed: host in lower case, no port that goes without saying, a path, no empty
# query, no fragment.
_PLAIN = re.compile(
    r"https?://([a-z0-9-]+(?:\.[a-z0-9-]+)*(?::(?!80/|443/)(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}))?)"
    r"/[^#?\s]*(?:\?[^#\s]+)?"
).fullmatch


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
        return key_of(self.site, self.url, self.payload.get("place", ""))

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


@dataclass(frozen=True, slots=True)
class Found:
    """An address that a site shows, to be known from then on, whenever it is looked at."""

    url: str
    site: str
    role: str
    """What the spider takes it for until it was looked at, in the spider's own words."""
    parent: str = ""
    """The page on which it was found."""
    words: str = ""
    """What the link says."""
    priority: int = 0
    """The greater, the sooner."""
    depth: int = 0
    """Links away from the home page."""
    published: date | None = None
    """Of a file the day of publication of the article that offers it."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """What a look leaves behind for the next one, at whatever time that is."""

    due: datetime
    """When to look next."""
    role: str = ""
    """What it turned out to be, in the spider's own words; empty when what it was taken for."""
    etag: str = ""
    modified: str = ""
    sha256: str = ""
    """Of the body; empty when this look brought none, then the former one stays."""
    dead_looks: int = 0
    """How many looks in a row found it dead."""
    dead_since: datetime | None = None
    """When the first of them was."""


@dataclass(frozen=True, slots=True)
class Cut:
    """An address that was found and will not be looked at, for our own reasons."""

    site: str
    reason: str
    """In the spider's own words: which guard cut it."""
    url: str


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
    contents: tuple[Content, ...] = ()
    found: tuple[Found, ...] = ()
    known: Known | None = None
    """None when the look says nothing that the next one could use."""
    unchanged: bool = False
    """Whether the page is what it was when it last opened, so that it is not described again."""
    cuts: tuple[Cut, ...] = ()


def key_of(site: str, url: str, place: str = "") -> str:
    """Name an address of a site, however it is spelt: 64 hex digits."""
    name = f"{site}\n{normalised(url)}\n{place}"
    return sha256(name.encode(errors="replace")).hexdigest()


def _host(url: str) -> str:
    if plain := _PLAIN(url):
        return plain[1]
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
    if _PLAIN(url):
        return url
    host = _host(url)
    if not host:
        return url
    parts = urlsplit(url)
    user, at, _ = parts.netloc.rpartition("@")
    return parts._replace(netloc=f"{user}{at}{host}", path=parts.path or "/", fragment="").geturl()
