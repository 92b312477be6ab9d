"""Addresses made absolute as the standard library does, only faster."""

import re
from functools import cached_property, lru_cache
from urllib.parse import urljoin, urlsplit

_NOT_AS_IT_IS = re.compile(r"/\.\.?(?:/|$)|[\s\\]")
_PLAIN = re.compile(r"((?:\.{1,2}/)*)([A-Za-z0-9_%][\w%./~-]*(?:\?[\w%./~&=-]+)?)", re.ASCII)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")


class Addresses:
    """What the addresses of one page are relative to."""

    def __init__(self, base: str) -> None:
        self.base = base

    @cached_property
    def origin(self) -> str:
        """How addresses of the page's own host begin; '' where it is not known."""
        try:
            parts = urlsplit(self.base)
        except ValueError:
            return ""
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""

    @cached_property
    def _folders(self) -> tuple[str, ...]:
        """The folder of the address and those above it, nearest first."""
        origin = self.origin
        if not origin.startswith(("http://", "https://")) or not self.base.startswith(origin):
            return ()
        path = re.split(r"[?#]", self.base[len(origin) :])[0].rpartition("/")[0]
        if "//" in path or "/." in path or ";" in path:
            return ()
        parts = path.split("/")
        return tuple(origin + "/".join(parts[:end]) + "/" for end in range(len(parts), 0, -1))

    def _beside(self, href: str) -> str | None:
        """Resolve the plainest relative addresses, which are most; the library is slow."""
        match = _PLAIN.fullmatch(href) if self._folders else None
        if match is None or "//" in match[2] or "/." in match[2]:
            return None
        up = match[1].count("../")
        return self._folders[min(up, len(self._folders) - 1)] + match[2]

    def absolute(self, href: str | None) -> str | None:
        """Make an address absolute. None for what leads nowhere: script, mail, fragment, junk."""
        href = (href or "").strip()
        if not href or href[0] == "#":
            return None
        if href.startswith(("http://", "https://")):
            plain = href
        elif href[0] == "/" and href[1:2] != "/" and self.origin:
            plain = self.origin + href
        elif (scheme := _SCHEME.match(href)) and scheme[0].lower() not in ("http:", "https:"):
            return None
        else:
            plain = ""
        if not plain and (beside := self._beside(href)):
            return beside
        if plain and _is_fine(plain):
            return plain
        try:
            return urljoin(self.base, re.sub(r"[\t\r\n]", "", href).replace("\\", "/"))
        except ValueError:
            return None


@lru_cache(maxsize=8192)  # a site's pages lead to the same addresses
def _is_fine(url: str) -> bool:
    """Whether an absolute address is what the library would make of it."""
    return not _NOT_AS_IT_IS.search(url)
