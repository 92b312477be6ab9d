"""What looks become: observations that claim no more than was seen."""

from datetime import UTC, datetime

import pytest

from crawler import looks
from crawler.adapters.reading import Reading
from crawler.looks import Seen
from storage.records import Fate, Identity, PageKind, Site

AT = datetime(2026, 11, 24, tzinfo=UTC)
SITE = Site(id="s", name="某局", url="http://s.test/", unit="u")


def identity_of(kind: PageKind) -> Identity:
    seen = Seen(
        site=SITE,
        url=SITE.url,
        at=AT,
        fate=Fate.OPENED,
        reading=Reading(kind=kind, encoding="utf-8"),
    )
    return next(each for each in looks.home(seen) if isinstance(each, Identity))


def test_a_home_page_says_whose_it_is() -> None:
    assert identity_of(PageKind.HOME).complete


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(PageKind.OTHER, id="a splash, a login or a server's default page"),
        pytest.param(PageKind.ARTICLE, id="an article"),
    ],
)
def test_what_is_no_home_page_lacks_nothing(kind: PageKind) -> None:
    assert not identity_of(kind).complete
