"""How far the walk of the whole sites has come, worded: for the overview and for each site."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from reports.findings.frame import Link, page_of
from reports.findings.inspection import Inspection, SiteResult
from reports.findings.sitewalk import SiteWalk
from reports.findings.words import CUTS, moment, short

UNKNOWN = "—"


@dataclass(frozen=True, kw_only=True)
class CutLine:
    """Addresses that were not looked at for one reason."""

    reason: str
    count: int
    example: str


@dataclass(frozen=True, kw_only=True)
class WalkLine:
    """One site's walk."""

    site: Link
    known: str
    looked: str
    tonight: str
    nights: str
    oldest: str
    cut: int


@dataclass(frozen=True, kw_only=True)
class SiteReach:
    """What a site's page tells of its walk."""

    facts: tuple[tuple[str, str], ...]
    note: str
    cuts: tuple[CutLine, ...]


def of_city(inspection: Inspection) -> Iterator[str]:
    """Say in a few lines how far all the sites' walks have come; nothing where there is none."""
    walks = [(result, walk) for result in inspection.results if (walk := _walk(inspection, result))]
    if not walks:
        return
    a_night = max(walk.a_night for _, walk in walks)
    tonight = sum(walk.tonight for _, walk in walks)
    stocks = [walk.stock for _, walk in walks if walk.stock is not None]
    if stocks:
        known, looked = sum(s.known for s in stocks), sum(s.looked for s in stocks)
        left = f"，还有{known - looked}个没有去看过" if known > looked else "，都去看过"
        yield f"已知{known}个地址，至少去看过一次的{looked}个（{_share(looked, known)}）{left}。"
    yield f"最近一夜看了{tonight}个地址；每个网站每夜至多看{a_night}个。"
    if stocks:
        result, slowest = max(walks, key=lambda each: each[1].nights or 0)
        yield f"看完一遍最多需要{slowest.nights}天（{result.entry.name}）。"
    oldest = min((s.oldest for s in stocks if s.oldest is not None), default=None)
    if oldest is not None:
        yield f"去看过的地址中，最久没有再看的是{moment(oldest)}看的。"
    cut = sum(each.count for _, walk in walks for each in walk.cuts)
    if cut:
        yield f"按规则没有去看的地址{cut}个，原因见“全站检查走到哪里”。"


def lines(inspection: Inspection) -> Iterator[WalkLine]:
    """Give each site's walk, those that need the most nights first."""
    walks = [(result, walk) for result in inspection.results if (walk := _walk(inspection, result))]
    for result, walk in sorted(walks, key=lambda each: -(each[1].nights or 0)):
        known, looked, nights, oldest = _stock(walk)
        yield WalkLine(
            site=Link(text=result.entry.name, href=page_of("sites", result.entry.id)),
            known=known,
            looked=looked,
            tonight=str(walk.tonight),
            nights=nights,
            oldest=oldest,
            cut=sum(each.count for each in walk.cuts),
        )


def cuts(inspection: Inspection) -> tuple[CutLine, ...]:
    """Add up over all sites what was not looked at for which reason."""
    counts: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for result in inspection.results:
        walk = _walk(inspection, result)
        for each in walk.cuts if walk else ():
            counts[each.reason] += each.count
            examples.setdefault(each.reason, each.example)
    return tuple(_cut(reason, count, examples[reason]) for reason, count in counts.most_common())


def of_site(inspection: Inspection, result: SiteResult) -> SiteReach:
    """Tell a site's walk."""
    walk = _walk(inspection, result)
    if walk is None:
        return SiteReach(facts=(), note="还没有做过全站检查。", cuts=())
    known, looked, nights, oldest = _stock(walk)
    days = inspection.city.politeness.revisit_days
    later = "此后又做过全站检查，当时已知多少地址没有留存。" if walk.stock is None else ""
    return SiteReach(
        facts=(
            ("已知地址", known),
            ("至少去看过一次", looked),
            ("最近一夜看了", str(walk.tonight)),
            ("每夜至多", str(walk.a_night)),
            ("看完一遍需要", f"{nights}天" if walk.stock else nights),
            ("最久没有再看的", oldest),
        ),
        note=f"{later}列表每天看，看过的文章和附件每{days}天再看一次。没有打开的也算去看过。",
        cuts=tuple(
            _cut(each.reason, each.count, each.example)
            for each in sorted(walk.cuts, key=lambda each: (-each.count, each.reason))
        ),
    )


def _walk(inspection: Inspection, result: SiteResult) -> SiteWalk | None:
    return inspection.walks.get(result.entry.id)


def _stock(walk: SiteWalk) -> tuple[str, str, str, str]:
    stock = walk.stock
    if stock is None:
        return (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
    looked = f"{stock.looked}（{_share(stock.looked, stock.known)}）"
    oldest = moment(stock.oldest) if stock.oldest else UNKNOWN
    return str(stock.known), looked, str(walk.nights), oldest


def _share(part: int, whole: int) -> str:
    """Say a share in percent; only all of it is a hundred, and only none of it is nought."""
    percent = 100 * part // whole if whole else 0
    return "不到1%" if part and not percent else f"{percent}%"


def _cut(reason: str, count: int, example: str) -> CutLine:
    return CutLine(reason=CUTS.get(reason, reason), count=count, example=short(example))
