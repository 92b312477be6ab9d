"""One parsed page, shared by all that read it: parsed once, asked many times.

Parts that read a page are functions of a `Dom`:

- `identity.read_identity(dom) -> SiteIdentity`
- `navigation.read_columns(dom)`: the columns, and which are there twice
- `article.read_article(dom) -> ArticleParts` (title, published, published_from, dates, source,
  attachments, text_chars)
- `groups.groups_of(dom)`, then `lists.read_entries(dom, groups)`, `blocks.read_blocks(dom, …)`
- `pagekind.kind_of(dom, status, entries, blocks, article) -> PageKind`

Its tree, elements, links and scripts are those of a `Tree`.
"""

from datetime import datetime
from functools import cached_property
from urllib.parse import urljoin

from selectolax.lexbor import LexborNode

from crawler.adapters.addresses import Addresses
from crawler.adapters.links import text_in
from crawler.adapters.tree import Script, Tree

__all__ = ["Dom", "Script"]

_NOT_ASCII = bytes(range(0x80, 0x100))


class Dom(Tree):
    """A decoded and parsed page, and when and where it was fetched."""

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
        super().__init__(text)
        self.url = url
        self.seen = seen
        self.encoding = encoding
        self.complete = complete
        self._absolute: dict[str | None, str | None] = {}
        self.weights: dict[int, float] = {}
        """What `regions.weight` found, by the element's `mem_id`."""

    @cached_property
    def base(self) -> str:
        """What relative addresses are relative to: `<base href>`, else the page's address."""
        found = (node.attributes for node in self.tagged("base"))
        href = next((one["href"] or "" for one in found if "href" in one), "").strip()
        try:
            return urljoin(self.url, href) if href else self.url
        except ValueError:
            return self.url

    @cached_property
    def _addresses(self) -> Addresses:
        return Addresses(self.base)

    @property
    def own(self) -> str:
        """How addresses of the page's own host begin; '' where it is not known."""
        return self._addresses.origin

    def absolute(self, href: str | None) -> str | None:
        """Make an address absolute. None for what leads nowhere: script, mail, fragment, junk."""
        known = self._absolute
        if href not in known:
            known[href] = self._addresses.absolute(href)
        return known[href]

    @staticmethod
    def text_of(node: LexborNode | None) -> str:
        """Return the text a visitor sees in a node, white space collapsed; '' for None."""
        return " ".join(text_in(node).split()) if node is not None else ""

    @cached_property
    def metas(self) -> dict[str, list[str]]:
        """Contents of all meta tags by lower-case name (or property), duplicates in order."""
        found: dict[str, list[str]] = {}
        for node in self.tagged("meta"):
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
        return self.text_of(self.first("title"))

    @cached_property
    def text_nodes(self) -> list[LexborNode]:
        """The body's text nodes, in order, without those of white space alone."""
        body = self.tree.body
        walk = body.traverse(include_text=True, skip_empty=True) if body is not None else ()
        return [node for node in walk if node.is_text_node]

    @cached_property
    def texts(self) -> str:
        """What the body's text nodes say, in order, with a NUL, which HTML never holds, between."""
        try:
            return "\0".join(map(LexborNode.text_lexbor, self.text_nodes))
        except RuntimeError:  # one of them is empty
            return "\0".join(map(text_in, self.text_nodes))

    @cached_property
    def lines(self) -> str:
        """The visible text with each text node on a line of its own, blank lines left out."""
        lines = self.texts.replace("\0", "\n").split("\n")
        return "\n".join(filter(None, map(str.strip, lines)))

    @cached_property
    def body_text(self) -> str:
        """All text of the body that a visitor sees, white space collapsed."""
        return self.text_of(self.tree.body)

    @cached_property
    def source(self) -> bytes:
        """The source's ASCII in lower case, as bytes: where marks of systems are looked for."""
        return self.text.encode(errors="ignore").lower().translate(None, _NOT_ASCII)
