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
_LEADING_TAGS = frozenset({"a", "option"})
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
        text, target = self.text, self.target
        if self.thing or target == own:
            return False
        if target is None:
            says = len(text) >= _LIKE_A_TEXT or _STOPS.search(text) or _DAY.fullmatch(text)
            return bool(says) and not _OF_A_FOOT.search(text)
        if target.startswith(own) or not target.startswith("http"):
            return len(text) >= _LIKE_A_TITLE
        return len(text) > linknames.LONGEST and not _OF_A_FOOT.search(text)


def lines_of(dom: Dom) -> Iterator[Line]:
    """Yield what a page shows, in its order; what is hidden counts, for scripts unfold it."""
    body = dom.tree.body
    if body is None:
        return
    pressed = {node.mem_id for node in body.css("[onclick]")}
    painted = {node.mem_id for node in body.css("[style*='url(']")}
    texts = iter(dom.texts.split("\0"))
    leads: dict[int, str] = {}
    roles: dict[int, str] = {}  # by the tag's number, which costs less than its name
    for node in body.traverse(include_text=True, skip_empty=True):
        said = next(texts) if node.is_text_node else None
        if said is not None and (not said or said.isspace()):
            continue
        parent = node.parent
        target = leads.get(parent.mem_id) if parent is not None else None
        if said is not None:
            lines = (" ".join(line.split()) for line in said.split("\n"))
            yield from (Line(line, target) for line in lines if line)
            continue
        place, tag = node.mem_id, node.tag_id
        if (role := roles.get(tag)) is None:
            role = roles[tag] = _role(node.tag or "")
        if role in _LEADING_TAGS or place in pressed:
            target = _target(node, dom) or target
        if target is not None:
            leads[place] = target
        if place in painted or (role and _is_thing(node, role, leads=target is not None)):
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


def _role(tag: str) -> str:
    """Return what an element of a tag may be besides text: its tag, for some tags one for all."""
    if tag in _THINGS or ("-" in tag and tag[0] != "-"):
        return "thing"
    return "holder" if tag in _HOLDERS else tag if tag in _LEADING_TAGS else ""


def _is_thing(node: LexborNode, role: str, *, leads: bool) -> bool:
    """Whether an element shows something that is no text, or waits for a script to fill it."""
    if role == "thing":
        return node.attributes.get("type") != "hidden"
    if role == "a":
        return leads and node.first_child is None
    return role == "holder" and _waits(node)


def _waits(node: LexborNode) -> bool:
    child = node.first_child
    while child is not None:
        if child.is_text_node:
            if text_in(child).strip():
                return False
        elif not child.is_comment_node:
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
