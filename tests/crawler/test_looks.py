"""What looks become: observations that claim no more than was seen."""

from datetime import UTC, date, datetime

import pytest

from crawler import looks
from crawler.adapters.reading import Block, EntryLink, Reading
from crawler.looks import Seen
from storage.records import Fate, Identity, Listing, PageKind, Site

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


def line(title: str, day: date) -> EntryLink:
    return EntryLink(title=title, url=f"http://s.test/{title}.html", published=day)


def listing_of(*entries: EntryLink, blocks: tuple[Block, ...] = (), **facts: bool) -> Listing:
    reading = Reading(kind=PageKind.LIST, encoding="utf-8", entries=entries, blocks=blocks, **facts)
    seen = Seen(site=SITE, url=f"{SITE.url}c/", at=AT, fate=Fate.OPENED, reading=reading)
    return next(each for each in looks.column(seen, seen.url) if isinstance(each, Listing))


OLD, FRESH = line("旧闻", date(2024, 1, 1)), line("新闻", date(2026, 11, 20))


def test_a_fresh_block_beside_the_list_is_told() -> None:
    own = Block(name="工作动态", entries=(OLD,))

    assert listing_of(OLD, blocks=(own,)).elsewhere is None
    assert listing_of(
        OLD, blocks=(own, Block(name="图片新闻", entries=(FRESH,)))
    ).elsewhere == date(2026, 11, 20)
    assert listing_of(OLD, blocks=(Block(name="热点排行", entries=(FRESH,)),)).elsewhere is None


def test_a_future_date_is_counted_and_never_newest() -> None:
    look = listing_of(OLD, line("预告", date(2026, 12, 31)))

    assert (look.newest, look.future) == (date(2024, 1, 1), 1)


def test_dates_that_ascend_are_told() -> None:
    assert listing_of(OLD, FRESH).ascending
    assert not listing_of(FRESH, OLD).ascending
    assert not listing_of(OLD).ascending


def test_an_empty_list_beside_a_frame_may_stand_in_it() -> None:
    assert listing_of(opaque=True).scripted
    assert not listing_of(OLD, opaque=True).scripted


def test_midnight_in_china_is_the_edge_of_a_day() -> None:
    evening = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)  # half past midnight on the 25th
    reading = Reading(
        kind=PageKind.LIST, encoding="utf-8", entries=(line("今日", date(2026, 11, 25)),)
    )
    seen = Seen(site=SITE, url=f"{SITE.url}c/", at=evening, fate=Fate.OPENED, reading=reading)
    look = next(each for each in looks.column(seen, seen.url) if isinstance(each, Listing))

    assert (look.newest, look.future) == (date(2026, 11, 25), 0)
