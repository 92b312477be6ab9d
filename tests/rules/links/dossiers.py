"""A walked site and what it links to."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from storage.dossier import PageText, SiteDossier
from storage.records import Content, Fate, Page, PageKind, Target
from tests import builders

OUT = "http://www.partner.test/"
INSIDE = "http://portal.test/zw/1.html"
FILE = "http://portal.test/files/form.docx"
NIGHT = timedelta(days=1)


def target(fate: Fate = Fate.HTTP_4XX, status: int | None = 404, **facts: Any) -> Target:
    """An address outside that was found gone once."""
    given = {
        "site": "portal",
        "url": OUT,
        "at": builders.SEEN,
        "fate": fate,
        "status": status,
        "external": True,
        "example": "http://portal.test/yqlj/",
        "words": "合作单位",
        "since": builders.SEEN if fate is not Fate.OPENED else None,
    }
    return Target(**{**given, **facts})


def thrice(**facts: Any) -> Target:
    """One that was found gone on three nights."""
    return target(**{"looks": 3, "since": builders.SEEN - 2 * NIGHT, **facts})


def page(
    url: str = INSIDE,
    fate: Fate = Fate.SOFT_ERROR,
    kind: PageKind = PageKind.ERROR,
    at: datetime = builders.SEEN,
    **facts: Any,
) -> Page:
    return builders.page(url, kind, **{"fate": fate, "at": at, "title": "404", **facts})


def dossier(targets: Collection[Target] = (), pages: Collection[Page] = ()) -> SiteDossier:
    """A site that was walked: one page was read at least."""
    home = builders.page(builders.HOME, PageKind.HOME)
    text = PageText(page=home, content=Content(sha256="0" * 64, reader="1", complete=True))
    return SiteDossier(
        site=builders.site(),
        window=builders.window(),
        pages=(home,),
        walked=(home, *pages),
        targets=targets,
        texts=(text,),
    )
