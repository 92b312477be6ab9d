"""One parsed page, shared by all that read it: parsed once, asked many times.

Parts that read a page are functions of a `Dom`:

- `identity.read_identity(dom) -> SiteIdentity`
- `navigation.read_columns(dom)`: the columns, and which are there twice
- `article.read_article(dom) -> ArticleParts` (title, published, published_from, dates, source,
  attachments, text_chars)
- `groups.groups_of(dom)`, then `lists.read_entries(dom, groups)`, `blocks.read_blocks(dom, …)`
- `pagekind.kind_of(dom, status, entries, blocks, article) -> PageKind`

Scripts and styles are taken out of the tree as soon as it stands, so that every text that is
asked of it is text a visitor sees; the scripts are kept beside it in `Dom.scripts`.
"""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.adapters.addresses import Addresses
from crawler.adapters.links import Link, text_in
from crawler.adapters.words import ASKED

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NOT_ASCII = bytes(range(0x80, 0x100))


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
        self._absolute: dict[str | None, str | None] = {}
        self.weights: dict[int, float] = {}
        """What `regions.weight` found, by the element's `mem_id`."""
        self._tagged: dict[str, list[LexborNode]] = {}
        self._elements: list[LexborNode] = []
        self._places: dict[str, list[int]] = {}
        """All elements, and where those of each tag stand among them, once `order` was asked for."""
        self._spans: dict[int, tuple[int, int]] = {}
        self.tree = LexborHTMLParser(text)
        scripts = self.tree.tags("script")
        self.scripts = tuple(map(_script, scripts))
        for node in (*scripts, *self.tree.tags("style")):
            node.decompose(recursive=False)

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

    def tagged(self, tag: str) -> list[LexborNode]:
        """Return all elements of this tag, as they stand in the source."""
        found = self._tagged.get(tag)
        if found is None:
            if self._elements:  # quicker than another walk through the tree
                found = [self._elements[place] for place in self._places.get(tag, ())]
            else:
                found = self.tree.tags(tag)
            self._tagged[tag] = found
        return found

    def first(self, tag: str) -> LexborNode | None:
        """Return the first element of this tag."""
        return next(iter(self.tagged(tag)), None)

    def inside(self, node: LexborNode, *tags: str) -> list[LexborNode]:
        """Return the elements of these tags in an element, itself included, as they stand there."""
        start, end = self.span(node)
        found: list[int] = []
        for tag in tags:
            places = self._places.get(tag, [])
            first = bisect_left(places, start)
            found += places[first : bisect_left(places, end, first)]
        return [self._elements[place] for place in (found if len(tags) == 1 else sorted(found))]

    @cached_property
    def _headings(self) -> list[int]:
        """Where headings stand among all elements."""
        return sorted(place for tag in _HEADINGS for place in self._places.get(tag, ()))

    def heading_in(self, node: LexborNode) -> LexborNode | None:
        """Return the first heading in an element, itself included."""
        start, end = self.span(node)
        first = bisect_left(self._headings, start)
        place = self._headings[first] if first < len(self._headings) else end
        return self._elements[place] if place < end else None

    @cached_property
    def order(self) -> dict[int, int]:
        """The place of each element among all, by its `mem_id`."""
        self._elements = self.tree.tags("*")
        order: dict[int, int] = {}
        found: defaultdict[int, list[int]] = defaultdict(list)
        for place, node in enumerate(self._elements):
            order[node.mem_id] = place
            found[node.tag_id].append(place)  # a name costs five times as much as a number
        self._places = {self._elements[one[0]].tag or "": one for one in found.values()}
        for link, place in zip(self.anchors, self._places.get("a", ()), strict=True):
            link.order = place
        return order

    def span(self, node: LexborNode) -> tuple[int, int]:
        """Return the place of an element and the place after all that is in it."""
        mem_id = node.mem_id
        known = self._spans.get(mem_id)
        if known is None:
            known = self._spans[mem_id] = self.order[mem_id], self._end(node)
        return known

    def _end(self, node: LexborNode) -> int:
        order = self.order
        current: LexborNode | None = node
        while current is not None:
            after = current.next
            while after is not None:
                if (place := order.get(after.mem_id)) is not None:
                    return place
                after = after.next
            current = current.parent
        return len(order)

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

    @cached_property
    def held(self) -> set[bytes]:
        """Which of the words that are asked of every page its source holds."""
        return ASKED.held_by(self.tree.raw_html)

    @cached_property
    def inline(self) -> str:
        """What the scripts hold that stand in the page itself."""
        return "\n".join(script.text for script in self.scripts if not script.src)

    @cached_property
    def inline_lower(self) -> bytes:
        """The same in lower case and in bytes, where ASCII is quickly looked for."""
        return self.inline.encode(errors="ignore").lower()

    @cached_property
    def anchors(self) -> list[Link]:
        """All `a` of the page, those without an address too, as they stand in the source."""
        return list(map(Link, self.tagged("a")))

    @cached_property
    def links(self) -> list[Link]:
        """Those that have an address, be it empty."""
        return [link for link in self.anchors if link.href is not None]

    def links_in(self, node: LexborNode) -> list[Link]:
        """Return all `a` in an element, itself included, as they stand in the source."""
        start, end = self.span(node)
        places = self._places.get("a", [])
        first = bisect_left(places, start)
        return self.anchors[first : bisect_left(places, end, first)]


def _script(node: LexborNode) -> Script:
    attributes = node.attributes
    return Script(
        src=(attributes.get("src") or "").strip(),
        type=(attributes.get("type") or "").strip().lower(),
        text=text_in(node),
    )
