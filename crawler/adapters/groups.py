"""Groups of rows that stand side by side: a page's lists, whatever they are for."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from crawler.adapters import dates, pieces, years
from crawler.adapters.dom import Dom
from crawler.adapters.links import text_in
from crawler.adapters.reading import EntryLink
from crawler.adapters.rows import Row, links_of, main_link, rows_of
from crawler.adapters.stamps import NO_ROW, stamps_of
from crawler.adapters.tabs import Heading

_RAISED, _ROW_FRAME = 8, 60
"""How many levels a row may be wrapped in, and how many characters may stand around it."""


@dataclass(slots=True)
class Group:
    """Rows side by side in one container, in the page's order."""

    container: LexborNode
    rows: list[Row] = field(default_factory=list)
    end: LexborNode | None = None
    """The last container of a list that was cut into pieces."""
    last: int = 0
    """How many rows this one holds."""
    heading: Heading | None = None
    """What stands over it, once that was looked for."""
    entries: tuple[EntryLink, ...] | None = None
    """Its rows as entries, once these were made."""

    def with_piece(self, other: "Group") -> "Group":
        """Return the rows with those of the piece that follows."""
        return Group(
            self.container,
            self.rows + other.rows,
            other.end or other.container,
            other.last or len(other.rows),
        )

    @property
    def dated(self) -> int:
        """How many of the rows show a date."""
        return sum(row.found is not None for row in self.rows)


def groups_of(dom: Dom) -> list[Group]:
    """Return the groups of dated rows, in the page's order; rows without a date join theirs."""
    return merged(grouped(rows_of(stamps_of(dom), dom), dom.order, dom), dom)


def grouped(
    rows: list[Row],
    order: dict[int, int],
    dom: Dom,
    worth: Callable[[Group], bool] | None = None,
) -> list[Group]:
    """Put rows that stand side by side together, and let their undated neighbours join.

    Args:
        rows: the rows, in the page's order.
        order: the place of each element in the page.
        dom: the page.
        worth: says of a group without these neighbours whether it is wanted; None for all.
    """
    count = _rows_within(rows)
    groups: dict[int, Group] = {}
    for row in rows:
        container = _container(row, count, dom)
        if container is not None:
            groups.setdefault(container.mem_id, Group(container)).rows.append(row)
    wanted = [group for group in groups.values() if worth is None or worth(group)]
    for group in wanted:
        _join_undated(group, order, dom)
        for row in group.rows:
            years.settle_year(row, dom)
        years.settle_order(group.rows, dom)
    return wanted


def _rows_within(rows: list[Row]) -> defaultdict[int, int]:
    """Count how many rows each element holds, itself included."""
    count: defaultdict[int, int] = defaultdict(int)
    above: dict[int, int] = {}  # whose parent is which, 0 for none
    for row in rows:
        current, place = row.node, row.node.mem_id
        count[place] += 1
        while place not in above:
            parent = current.parent
            if parent is None:
                above[place] = 0
                break
            above[place] = place = parent.mem_id
            current = parent
    for row in rows:
        place = above[row.node.mem_id]
        while place:
            count[place] += 1
            place = above[place]
    return count


def _container(row: Row, count: defaultdict[int, int], dom: Dom) -> LexborNode | None:
    """Raise the row to where it stands beside others, as long as it stays a row."""
    raised, parent = row.node, row.node.parent
    row.raised = row.node
    if count[row.node.mem_id] > 1:  # a flat list: the rows' element is their container
        return row.node
    longest = 0
    for _ in range(_RAISED):
        if parent is None:
            break
        if count[parent.mem_id] > 1:
            row.raised = raised
            return parent
        if parent.tag in NO_ROW:
            break
        longest = longest or len(Dom.text_of(row.node)) + _ROW_FRAME
        text = text_in(parent)
        if len(text) > 4 * longest or len(" ".join(text.split())) > longest:
            break
        # a block, no longer a row
        if _leads_elsewhere(parent, row, dom) or _has_heading(parent, row, dom):
            break
        raised, parent = parent, parent.parent
    return row.node.parent


def _leads_elsewhere(node: LexborNode, row: Row, dom: Dom) -> bool:
    """Whether an element around a row holds links that are not the row's own."""
    start, end = dom.span(row.node)
    return any(
        not start <= link.order < end and (link.href or "") != row.href
        for link in dom.links_in(node)
    )


def _has_heading(node: LexborNode, row: Row, dom: Dom) -> bool:
    """Whether an element around a row holds a heading that is not the row's title."""
    heading = dom.heading_in(node)
    return heading is not None and Dom.text_of(heading) not in row.title


def _join_undated(group: Group, order: dict[int, int], dom: Dom) -> None:
    """Add rows of the same shape that show no date."""
    raised = {row.raised.mem_id for row in group.rows if row.raised is not None}
    shapes = Counter(_shape(row.raised) for row in group.rows if row.raised is not None)
    if not raised or len(group.rows) < 2:
        return
    usual = shapes.most_common(1)[0][0]
    hrefs = {row.href for row in group.rows}
    child = group.container.child
    while child is not None:
        if child.mem_id not in raised and child.tag and _shape(child) == usual:
            links = links_of(child, dom)
            if 1 <= len(links) <= 3:
                _, title, href = main_link(links)
                if len(title) > 3 and href not in hrefs:
                    group.rows.append(Row(child, order.get(child.mem_id, 0), title, href))
        child = child.next
    group.rows.sort(key=lambda row: row.order)


def _shape(node: LexborNode | None) -> tuple[str, str]:
    """What rows of one list have in common: the tag, and for div and the like the class."""
    if node is None:
        return ("", "")
    tag = node.tag or ""
    if tag in ("li", "tr", "dd", "dl"):
        return (tag, "")
    return (tag, node.attributes.get("class") or "")


def merged(groups: list[Group], dom: Dom) -> list[Group]:
    """Join the parts of a list that is cut into equal pieces side by side (five and five)."""
    result: list[Group] = []
    for group in groups:
        if result and _continues(result[-1], group, dom):
            result[-1] = result[-1].with_piece(group)
        else:
            result.append(group)
    return result


def _continues(before: Group, after: Group, dom: Dom) -> bool:
    first, second = before.end or before.container, after.container
    if first.mem_id == second.mem_id or not pieces.alike(first, second):
        return False
    if not _newest_first(before, after):
        return False
    hidden = pieces.hidden(first) or pieces.hidden(second)
    if hidden and not pieces.are_parts(first, second, dom):
        return False
    lone = (before.last or len(before.rows)) <= pieces.ITEM
    return pieces.follow(before.rows[-1].place, after.rows[0].place, dom, pictures=True, lone=lone)


def _newest_first(before: Group, after: Group) -> bool:
    ends = [row.found.value for row in before.rows[-1:] + after.rows[:1] if row.found]
    if len(ends) < 2:
        return False
    last, first = (dates.day_of(value) for value in ends)
    return last >= first


def entries_of(group: Group, dom: Dom) -> tuple[EntryLink, ...]:
    """Return the group's rows as entries, addresses absolute; '' where a row leads nowhere."""
    if group.entries is None:
        group.entries = _entries(group, dom)
    return group.entries


def _entries(group: Group, dom: Dom) -> tuple[EntryLink, ...]:
    return tuple(
        EntryLink(
            title=row.title,
            url=dom.absolute(row.href) or "",
            published=row.found.value if row.found else None,
            printed=row.found.printed if row.found else "",
        )
        for row in group.rows
    )
