"""Small true-looking records: a healthy site of one portal, seen an hour before judgement.

Each builder takes what a case is about and fills in the rest.
"""

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from typing import Any

from storage.dossier import SiteDossier
from storage.records import (
    Column,
    ColumnKind,
    Evidence,
    Fate,
    Finding,
    Identity,
    Listing,
    Page,
    PageKind,
    Site,
    SiteLevel,
    Window,
)

UNTIL = datetime(2025, 3, 31, 4, tzinfo=UTC)  # noon in China
DAY = date(2025, 3, 31)
SEEN = UNTIL - timedelta(hours=1)
HOME = "http://portal.test/"
NEWS = "http://portal.test/yw/"


def site(level: SiteLevel = SiteLevel.CITY_PORTAL, code: str | None = "4406000001") -> Site:
    return Site(
        id="portal", name="示范市人民政府", url=HOME, unit="shifuban", level=level, code=code
    )


def window(until: datetime = UNTIL) -> Window:
    return Window(since=until - timedelta(days=14), until=until)


def column(kind: ColumnKind = ColumnKind.NEWS, url: str = NEWS, **facts: Any) -> Column:
    given = {"site": "portal", "url": url, "at": SEEN, "name": "要闻动态", "kind": kind}
    return Column(**{**given, **facts})


def listing(newest: date | None, of: Column | str = NEWS, **facts: Any) -> Listing:
    """A list of twenty dated items, read whole; without a newest date twenty undated ones."""
    given = {
        "site": "portal",
        "column": of if isinstance(of, str) else of.url,
        "at": SEEN,
        "fate": Fate.OPENED,
        "status": 200,
        "entries": 20,
        "dated": 0 if newest is None else 20,
        "newest": newest,
        "oldest": newest,
        "complete": True,
    }
    return Listing(**{**given, **facts})


def blank(of: Column | str = NEWS, **facts: Any) -> Listing:
    """A list that was read whole and shows nothing."""
    return listing(None, of, **{"entries": 0, **facts})


def failed(fate: Fate, of: Column | str = NEWS, **facts: Any) -> Listing:
    """A look that gave no page."""
    url = of if isinstance(of, str) else of.url
    given = {"site": "portal", "column": url, "at": SEEN, "fate": fate}
    return Listing(**{**given, **facts})


def page(of: Column | str = NEWS, kind: PageKind = PageKind.LIST, **facts: Any) -> Page:
    url = of if isinstance(of, str) else of.url
    given = {
        "site": "portal",
        "url": url,
        "at": SEEN,
        "fate": Fate.OPENED,
        "status": 200,
        "kind": kind,
        "chars": 300,
        "complete": True,
    }
    return Page(**{**given, **facts})


def identity(**facts: Any) -> Identity:
    """What a healthy home page says of whose it is."""
    given = {
        "site": "portal",
        "url": HOME,
        "at": SEEN,
        "site_name": "示范市人民政府",
        "site_domain": "portal.test",
        "site_id_code": "4406000001",
        "site_id_code_meta": "4406000001",
        "icp": "粤ICP备05000001号",
        "police": "粤公网安备44060002000001号",
        "sponsor": "示范市人民政府办公室",
        "contact": "0000-12345",
        "jiucuo": True,
        "dangzheng": True,
        "complete": True,
    }
    return Identity(**{**given, **facts})


def dossier(
    columns: Collection[Column] = (),
    listings: Collection[Listing] = (),
    *,
    pages: Collection[Page] = (),
    identities: Collection[Identity] = (),
    until: datetime = UNTIL,
    of: Site | None = None,
) -> SiteDossier:
    return SiteDossier(
        site=of or site(),
        window=window(until),
        columns=columns,
        listings=listings,
        pages=pages,
        identities=identities,
    )


def finding(place: str = NEWS, *, certain: bool = True) -> Finding:
    proof = Evidence(url=place, at=SEEN, quote="共20条，最新：2025年1月2日")
    return Finding(place=place, message="未更新", evidence=(proof,), certain=certain)
