"""The dated blocks of a home or landing page, each under its heading.

Hidden tabs are blocks like others: a visitor gets to them by one touch. A tab's name is the item of
the tab heads that stands at the tab's own place.
"""

import re
from collections import Counter

from selectolax.lexbor import LexborNode

from crawler.adapters import regions, tabs
from crawler.adapters.dom import Dom
from crawler.adapters.groups import Group, entries_of
from crawler.adapters.linknames import label_of
from crawler.adapters.links import Link
from crawler.adapters.reading import Block
from crawler.adapters.rowtitles import title_of
from crawler.adapters.tabs import LONGEST_NAME, MORE, Heading

_EDGES = " >＞·|：:+＋»→…"
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_LEVELS, _AROUND = 6, 3
_MOST_BLOCKS = 100
# The English that decorates a Chinese heading: 通知公告 NOTICE.
_ENGLISH = re.compile(r"(?<=[\u4e00-\u9fff])[\s/|·]*[A-Za-z][A-Za-z\s&.]{2,}$")
_USUAL_NAME = 12
_CELLS = re.compile(r"[\u4e00-\u9fff]{2,6}(?: [\u4e00-\u9fff]{2,6}){2,}$")  # 序号 标题 发布时间


def read_blocks(dom: Dom, groups: list[Group]) -> tuple[Block, ...]:
    """Return the dated blocks in the page's order; what stands in navigation is none."""
    inside = containers(groups)
    blocks = []
    for group in groups[:_MOST_BLOCKS]:
        if not group.dated or regions.weight(group.container, dom) < 0.3:
            continue
        heading = heading_of(group, inside, dom)
        if len(group.rows) < 2 and not heading.name:
            continue
        blocks.append(
            Block(
                name=heading.name,
                entries=entries_of(group, dom),
                url=dom.absolute(heading.href),
            )
        )
    return tuple(blocks)


def containers(groups: list[Group]) -> Counter[int]:
    """Count how many groups each element holds."""
    count: Counter[int] = Counter()
    for group in groups:
        current: LexborNode | None = group.container
        while current is not None:
            count[current.mem_id] += 1
            current = current.parent
    return count


def heading_of(group: Group, inside: Counter[int], dom: Dom) -> Heading:
    """Return the heading of a group: its tab head, else the nearest short text before it."""
    if group.heading is None:
        group.heading = _find_heading(group, inside, dom)
    return group.heading


def _find_heading(group: Group, inside: Counter[int], dom: Dom) -> Heading:
    node, part = group.container, ""
    if heading := _within(group, inside, dom):
        return heading
    for _ in range(_LEVELS):
        parent = node.parent
        if parent is None or node.tag == "body":
            break
        heading = tabs.head_of(node, parent, dom)
        if heading is None:
            heading = _before(node, inside, dom, part)
        elif tabs.PART.fullmatch(heading.name):
            part, heading = heading.name, None
        if heading:
            href = heading.href or _more_after(node, inside, dom)
            return Heading(heading.name, href)
        if inside[parent.mem_id] > inside[node.mem_id] and not tabs.has_kin(node, parent):
            break
        node = parent
    return Heading()


def _within(group: Group, inside: Counter[int], dom: Dom) -> Heading | None:
    """Read the heading that stands in the container itself, before its first row."""
    first = group.rows[0].place
    if first.parent is None or first.parent.mem_id != group.container.mem_id:
        return None
    for candidate in tabs.previous(first)[:2]:
        if inside[candidate.mem_id] or not (text := Dom.text_of(candidate)):
            continue
        if candidate.tag == first.tag and not _heads(candidate, dom):
            continue
        heading = _read_heading(candidate, text, dom)
        if heading and len(heading.name) <= _USUAL_NAME and not _YEAR.match(heading.name):
            return Heading(heading.name, heading.href or _more_in(group.container, dom))
    return None


def _heads(node: LexborNode, dom: Dom) -> bool:
    """Whether what is built as a row is the heading of the rows: by name, with 更多, or alone."""
    links = dom.links_in(node)
    if regions.HEADING.search(label_of(node)) or any(map(tabs.is_more, links)):
        return True
    said = [part for part in tabs.elements(node) if Dom.text_of(part)]
    return not links and len(said) <= 1


def _before(node: LexborNode, inside: Counter[int], dom: Dom, part: str) -> Heading | None:
    """Read the nearest element before this one that is short enough to be its heading.

    A long one may be the title of a lead story between heading and list: it is the last resort.
    """
    fallback: Heading | None = None
    for candidate in tabs.previous(node)[:4]:
        if inside[candidate.mem_id]:
            break
        if candidate.tag == "thead" and (over := _over_table(candidate, inside, dom)):
            return over
        text = Dom.text_of(candidate) or _pictured(candidate)
        if not text or (part and part in text):  # the heads of the tabs that this is one of
            continue
        if heading := _read_heading(candidate, text, dom):
            if len(heading.name) <= _USUAL_NAME:
                return heading
            fallback = fallback or heading
        elif len(text) > 200:
            break
    return fallback


def _over_table(names: LexborNode, inside: Counter[int], dom: Dom) -> Heading | None:
    """Read what is marked as a heading over a table whose columns have names: 标题 状态 时间."""
    box = names.parent
    for _ in range(_AROUND):
        if box is None or box.parent is None or inside[box.parent.mem_id] > 1:
            return None
        said = (before for before in tabs.previous(box) if Dom.text_of(before))
        if (nearest := next(said, None)) is not None:
            marked = regions.HEADING.search(label_of(nearest)) or dom.heading_in(nearest)
            return _read_heading(nearest, Dom.text_of(nearest), dom) if marked else None
        box = box.parent
    return None


def _pictured(node: LexborNode) -> str:
    """Return what a heading says that is a picture."""
    picture = node if node.tag == "img" else node.css_first("img[alt]")
    return (picture.attributes.get("alt") or "").strip() if picture is not None else ""


def _read_heading(node: LexborNode, text: str, dom: Dom) -> Heading | None:
    links = dom.links_in(node)
    more = next(filter(tabs.is_more, links), None)
    more_href = (more.href or "") if more is not None else ""
    if more is not None and more.node.mem_id != node.mem_id and (name := _beside_more(more.node)):
        return _named(name, links, more_href)
    if len(links) > 3 or regions.weight(node, dom) < 0.3:
        return None
    title = dom.heading_in(node)
    name = MORE.sub("", Dom.text_of(title) if title is not None else text).strip(_EDGES)
    if not 1 < len(name) <= LONGEST_NAME:
        named = next((link for link in links if 1 < len(title_of(link)) <= LONGEST_NAME), None)
        if named is None or len(text) > 80:
            return None
        name = title_of(named)
    if not re.search(r"[\u4e00-\u9fffA-Za-z]{2}", name) or _CELLS.match(name):
        return None
    return _named(name, links, more_href)


def _beside_more(more: LexborNode) -> str:
    """Return the short text that stands with a 更多 in one line."""
    box = more.parent
    for _ in range(3):
        if box is None:
            return ""
        name = MORE.sub("", Dom.text_of(box)).strip(_EDGES)
        if name:
            return name if 1 < len(name) <= LONGEST_NAME else ""
        box = box.parent
    return ""


def _named(name: str, links: list[Link], more_href: str) -> Heading:
    """Let a heading lead where its own link does, else where its 更多 does."""
    own = next((link for link in links if (link.shown or _pictured(link.node)) == name), None)
    href = (own.href or "") if own is not None else ""
    href = more_href if not href or href.startswith("javascript") else href
    return Heading(_ENGLISH.sub("", name), href)


def _more_after(node: LexborNode, inside: Counter[int], dom: Dom) -> str:
    """Return where the 更多 leads that stands with the list, or in its box."""
    around = node.parent
    boxes = [node]
    if around is not None and inside[around.mem_id] <= 1:
        boxes.append(around)
    return next(filter(None, (_more_in(box, dom) for box in boxes)), "")


def _more_in(box: LexborNode, dom: Dom) -> str:
    return next((link.href or "" for link in dom.links_in(box) if tabs.is_more(link)), "")
