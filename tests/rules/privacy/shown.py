"""Pages and files that show private numbers, as the detector tells of them."""

from dataclasses import replace
from typing import Any

from storage.dossier import PageText, SiteDossier
from storage.records import Content, Exposure, ExposureKind
from tests import builders

URL = "http://portal.test/gs/1.html"
FILE = "http://portal.test/gs/名单.xls"


def exposures(kind: ExposureKind, count: int = 1, **facets: Any) -> list[Exposure]:
    """Give so many of a kind, each another number."""
    masks = {
        ExposureKind.RESIDENT_ID: "43" + "*" * 16,
        ExposureKind.MOBILE: "139" + "*" * 8,
        ExposureKind.BANK_CARD: "*" * 15 + "0128",
        ExposureKind.PASSPORT: "E" + "*" * 8,
        ExposureKind.ADDRESS: "*" * 6,
    }
    return [
        Exposure(
            kind=kind,
            masked=masks[kind],
            fingerprint=f"{at:016x}",
            context=f"张某 {masks[kind]}",
            **{"valid": True, **facets},
        )
        for at in range(count)
    ]


def text(shown: list[Exposure], url: str = URL, **facts: Any) -> PageText:
    """Give a page that was read whole, or a file where `file` says of what kind."""
    page = builders.page(url, sha256="ab" * 32, file=facts.pop("file", ""))
    content = Content(
        sha256="ab" * 32, reader="1", exposures=tuple(shown), **{"complete": True, **facts}
    )
    return PageText(page=page, content=content)


def dossier(*texts: PageText) -> SiteDossier:
    return replace(builders.dossier(), texts=texts)
