"""The tree of a page: its elements and links, each with its place, and the scripts beside it.

Scripts and styles are taken out of the tree as soon as it stands, so that every text that is
asked of it is text a visitor sees; the scripts are kept in `Tree.scripts`.
"""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.adapters.links import Link, text_in
from crawler.adapters.words import ASKED

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, kw_only=True, slots=True)
class Script:
    """One script element: where it comes from, what it says it is, what it holds."""

    src: str
    type: str
    text: str


class Tree:
    """A parsed page. `tree` holds no script and no style any more."""

    def __init__(self, text: str) -> None:
        """Parse a page's decoded source."""
        self.text = text
        self.tree = LexborHTMLParser(text)
        scripts = self.tree.tags("script")
        self.scripts = tuple(map(_script, scripts))
        for node in (*scripts, *self.tree.tags("style")):
            node.decompose(recursive=False)
        self._tagged: dict[str, list[LexborNode]] = {}
        self._spans: dict[int, tuple[int, int]] = {}
        self._places: dict[str, list[int]] = {}
        """Where the elements of each tag stand among all, once `order` was asked for."""

    @cached_property
    def elements(self) -> list[LexborNode]:
        """All elements as they stand in the source."""
        return self.tree.tags("*")

    def tagged(self, tag: str) -> list[LexborNode]:
        """Return all elements of this tag, as they stand in the source."""
        found = self._tagged.get(tag)
        if found is None:
            if "order" in self.__dict__:  # quicker than another walk through the tree
                found = [self.elements[place] for place in self._places.get(tag, ())]
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
        return [self.elements[place] for place in (found if len(tags) == 1 else sorted(found))]

    @cached_property
    def _headings(self) -> list[int]:
        """Where headings stand among all elements."""
        return sorted(place for tag in _HEADINGS for place in self._places.get(tag, ()))

    def heading_in(self, node: LexborNode) -> LexborNode | None:
        """Return the first heading in an element, itself included."""
        start, end = self.span(node)
        first = bisect_left(self._headings, start)
        place = self._headings[first] if first < len(self._headings) else end
        return self.elements[place] if place < end else None

    @cached_property
    def order(self) -> dict[int, int]:
        """The place of each element among all, by its `mem_id`."""
        order: dict[int, int] = {}
        found: defaultdict[int, list[int]] = defaultdict(list)
        for place, node in enumerate(self.elements):
            order[node.mem_id] = place
            found[node.tag_id].append(place)  # a name costs five times as much as a number
        self._places = {self.elements[one[0]].tag or "": one for one in found.values()}
        for link in self.anchors:
            link.order = order[link.node.mem_id]
        self._places["a"] = [link.order for link in self.anchors]
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
        places = self._places["a"]
        first = bisect_left(places, start)
        return self.anchors[first : bisect_left(places, end, first)]

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


def _script(node: LexborNode) -> Script:
    attributes = node.attributes
    return Script(
        src=(attributes.get("src") or "").strip(),
        type=(attributes.get("type") or "").strip().lower(),
        text=text_in(node),
    )
