"""One parsed page, shared by all that read it: parsed once, asked many times.

Parts that read a page are functions of a `Dom`:

- `identity.read_identity(dom) -> SiteIdentity`
- `navigation.read_columns(dom) -> tuple[ColumnLink, ...]`
- `article.read_article(dom) -> ArticleParts` (title, published, published_from, dates, source,
  attachments, text_chars)
- `groups.groups_of(dom)`, then `lists.read_entries(dom, groups)`, `blocks.read_blocks(dom, …)`
- `pagekind.kind_of(dom, status, entries, blocks, article) -> PageKind`

Scripts and styles are taken out of the tree as soon as it stands, so that every text that is
asked of it is text a visitor sees; the scripts are kept beside it in `Dom.scripts`.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

_DOTS = re.compile(r"/\.\.?(/|$)")
_ODD = re.compile(r"[\s\\]")
_PLAIN = re.compile(r"((?:\.{1,2}/)*)([A-Za-z0-9_%][\w%./~-]*(?:\?[\w%./~&=-]+)?)", re.ASCII)
_NOT_ASCII = bytes(range(0x80, 0x100))
_COMMENT = re.compile(r"<!--(.*?)-->", re.S)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")


@dataclass(frozen=True, kw_only=True, slots=True)
class Script:
    """One script element: where it comes from, what it says it is, what it holds."""

    src: str
    type: str
    text: str


class Dom:
    """A decoded and parsed page. `tree` holds no script and no style any more."""

    def __init__(
        self,
        text: str,
        *,
        url: str,
        seen: datetime,
        encoding: str = "utf-8",
        complete: bool = True,
    ) -> None:
        """Parse a page.

        Args:
            text: the decoded source.
            url: where it was fetched from.
            seen: when it was fetched, aware; relative dates count back from it.
            encoding: the encoding that the bytes turned out to be in.
            complete: whether nothing was cut or replaced in decoding.
        """
        self.text = text
        self.url = url
        self.seen = seen
        self.encoding = encoding
        self.complete = complete
        self.tree = LexborHTMLParser(text)
        self.scripts = tuple(
            Script(
                src=(node.attributes.get("src") or "").strip(),
                type=(node.attributes.get("type") or "").strip().lower(),
                text=node.text() or "",
            )
            for node in self.tree.css("script")
        )
        self.tree.strip_tags(["script", "style"])

    @cached_property
    def base(self) -> str:
        """What relative addresses are relative to: `<base href>`, else the page's address."""
        node = self.tree.css_first("base[href]")
        href = (node.attributes.get("href") or "").strip() if node else ""
        try:
            return urljoin(self.url, href) if href else self.url
        except ValueError:
            return self.url

    @cached_property
    def _origin(self) -> str:
        try:
            parts = urlsplit(self.base)
        except ValueError:
            return ""
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""

    @property
    def own(self) -> str:
        """How addresses of the page's own host begin; '' where it is not known."""
        return self._origin

    @cached_property
    def _folders(self) -> tuple[str, ...]:
        """The folder of the page's address and those above it, nearest first."""
        origin = self._origin
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
        elif href[0] == "/" and href[1:2] != "/" and self._origin:
            plain = self._origin + href
        elif (scheme := _SCHEME.match(href)) and scheme[0].lower() not in ("http:", "https:"):
            return None
        else:
            plain = ""
        if not plain and (beside := self._beside(href)):
            return beside
        if plain and not _DOTS.search(plain) and not _ODD.search(plain):
            return plain
        try:
            return urljoin(self.base, re.sub(r"[\t\r\n]", "", href).replace("\\", "/"))
        except ValueError:
            return None

    @staticmethod
    def text_of(node: LexborNode | None) -> str:
        """Return the text a visitor sees in a node, white space collapsed; '' for None."""
        return " ".join((node.text() or "").split()) if node is not None else ""

    @cached_property
    def metas(self) -> dict[str, list[str]]:
        """Contents of all meta tags by lower-case name (or property), duplicates in order."""
        found: dict[str, list[str]] = {}
        for node in self.tree.css("meta"):
            attributes = node.attributes
            name = (
                attributes.get("name") or attributes.get("property") or attributes.get("itemprop")
            )
            if name:
                content = (attributes.get("content") or "").strip()
                found.setdefault(name.strip().lower(), []).append(content)
        return found

    def meta(self, *names: str) -> str | None:
        """Return the first non-empty content among meta tags of these names, case ignored."""
        for name in names:
            for content in self.metas.get(name.lower(), ()):
                if content:
                    return content
        return None

    @cached_property
    def title(self) -> str:
        """What `<title>` says, white space collapsed."""
        return self.text_of(self.tree.css_first("title"))

    @cached_property
    def body_text(self) -> str:
        """All text of the body that a visitor sees, white space collapsed."""
        return self.text_of(self.tree.body)

    @cached_property
    def source(self) -> bytes:
        """The source's ASCII in lower case, as bytes: where marks of systems are looked for."""
        return self.text.encode(errors="ignore").lower().translate(None, _NOT_ASCII)

    @cached_property
    def links(self) -> list[tuple[LexborNode, str, str]]:
        """All links with their address and text, as they stand in the source."""
        return [
            (node, node.attrs.get("href") or "", node.text() or "")
            for node in self.tree.css("a[href]")
        ]

    @cached_property
    def comments(self) -> tuple[str, ...]:
        """What stands in the source's comments, in order."""
        return tuple(_COMMENT.findall(self.text))
