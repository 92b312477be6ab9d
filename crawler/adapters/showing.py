"""What a page shows, line by line: its texts, each with where it leads, and what is no text.

Every line has a mark, eight bytes, by which it is known again on another page of the site.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from selectolax.lexbor import LexborNode

from crawler.adapters import linknames
from crawler.adapters.dom import Dom, Script
from crawler.adapters.emptiness import FOOT
from crawler.adapters.links import text_in
from crawler.exposures import masked_url

_LIKE_A_TITLE, _LIKE_A_TEXT = 9, 20
"""Characters from which a link inside, or a plain text, may be what a column holds."""
_STOPS = re.compile("[，。；]")
_DAY = re.compile(r"\W*(?:(?:19|20)?\d\d\W{1,3})?\d{1,2}\W{1,3}\d{1,2}\W*|[\W\d年月日]*月[\W\d日]*")
_OF_A_FOOT = re.compile(rf"{FOOT.pattern}|©|Powered by|网安备|标识码", re.I)
_CHANGING = re.compile(r"\d+|(?<=星期)[一二三四五六日]")
_INDEX = re.compile(r"/(?:index|default)\.\w{3,5}$")
_SPACE = re.compile(r"\s+")
_THINGS = frozenset(
    {
        "img",
        "iframe",
        "frame",
        "embed",
        "object",
        "video",
        "audio",
        "canvas",
        "map",
        "form",
        "input",
    }
    | {"button", "textarea", "svg", "math", "applet"}
)
_HOLDERS = frozenset({"div", "ul", "ol", "dl", "tbody", "table", "section", "article", "main"})
_LEADING, _NAMING = ("src", "data-src", "data", "action"), ("name", "type", "class", "style")
WAITING = re.compile(r"(?<![a-z])(?:load|spin|skeleton)", re.I)
"""What elements are called that stand in for content until a script brings it."""


@dataclass(slots=True)
class Line:
    """A text, or a thing that is none."""

    text: str
    target: str | None = None
    """Where it leads: an address, or what a script is told."""
    thing: bool = False
    silent: bool = False
    """Whether a column that holds nothing shows it, too."""

    def may_be_content(self, own: str) -> bool:
        """Whether a text reads like what a column holds: a sentence, or the title of an item.

        Args:
            own: how the addresses of the page's own host begin.
        """
        inside = self.target is not None and (
            self.target.startswith(own) or not self.target.startswith("http")
        )
        if self.thing or (_OF_A_FOOT.search(self.text) and not inside):
            return False
        if self.target is None:
            long = len(self.text) >= _LIKE_A_TEXT
            return long or bool(_STOPS.search(self.text) or _DAY.fullmatch(self.text))
        if self.target == own:
            return False
        return len(self.text) >= (_LIKE_A_TITLE if inside else linknames.LONGEST + 1)


def lines_of(dom: Dom) -> Iterator[Line]:
    """Yield what a page shows, in its order; what is hidden counts, for scripts unfold it."""
    body = dom.tree.body
    if body is None:
        return
    pressed = {node.mem_id for node in body.css("[onclick]")}
    painted = {node.mem_id for node in body.css("[style*='url(']")}
    leads: dict[int, str | None] = {}
    for node in body.traverse(include_text=True):
        parent = node.parent
        target = leads.get(parent.mem_id) if parent is not None else None
        if node.is_text_node:
            for text in text_in(node).split("\n"):
                if text := " ".join(text.split()):
                    yield Line(text, target)
            continue
        tag = node.tag or ""
        if tag in {"a", "option"} or node.mem_id in pressed:
            target = _target(node, dom) or target
        leads[node.mem_id] = target
        if node.mem_id in painted or _is_thing(node, tag, leads=target is not None):
            yield Line(_thing(node, dom), target, thing=True)


@lru_cache(maxsize=8192)  # a site's pages lead to the same addresses
def plain(url: str) -> str:
    """Spell an address as the other pages of a site may, for comparing."""
    return _INDEX.sub("", url.partition("#")[0]).rstrip("/")


def marks_of(lines: Sequence[Line], dom: Dom) -> tuple[bytes, ...]:
    """Return the lines' marks, blank for those that may be content."""
    own = dom.own
    return tuple(
        b"" if line.may_be_content(own) else _mark(f"{line.text}\n{line.target or ''}")
        for line in lines
    )


def mark_of_script(script: Script, dom: Dom) -> bytes:
    """Return the mark of a script, by where it comes from or else by what it says."""
    address = (dom.absolute(script.src) or script.src).partition("?")[0]
    return _mark(address or _SPACE.sub(" ", script.text))


@lru_cache(maxsize=8192)  # most of it stands on all pages of a site
def _mark(text: str) -> bytes:
    """Return a mark that tells no number: what differs in digits alone is alike, as clocks are."""
    return blake2b(_CHANGING.sub("0", text).encode(errors="replace"), digest_size=8).digest()


def _target(node: LexborNode, dom: Dom) -> str | None:
    attributes = node.attributes
    href = attributes.get("href")
    if (address := dom.absolute(href)) is not None:
        return plain(masked_url(address))
    leads = attributes.get("onclick") or href or attributes.get("value")
    return masked_url(leads) if leads else None


def _is_thing(node: LexborNode, tag: str, *, leads: bool) -> bool:
    """Whether an element shows something that is no text, or waits for a script to fill it."""
    if tag in _THINGS or ("-" in tag and tag[0] != "-"):
        return node.attributes.get("type") != "hidden"
    if tag == "a":
        return leads and node.first_child is None
    return tag in _HOLDERS and _waits(node)


def _waits(node: LexborNode) -> bool:
    child = node.first_child
    while child is not None:
        if child.tag != "-comment" and (child.tag != "-text" or (child.text_content or "").strip()):
            return False
        child = child.next
    attributes = node.attributes
    named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return WAITING.search(named) is not None or any(key.startswith("data-") for key in attributes)


def _thing(node: LexborNode, dom: Dom) -> str:
    attributes = node.attributes
    leading = (dom.absolute(attributes.get(name)) or "" for name in _LEADING)
    naming = (attributes.get(name) or "" for name in _NAMING)
    return f"<{node.tag} {' '.join((*leading, *naming))}>"
