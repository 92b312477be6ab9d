"""What is added is kept once, and a dossier holds what was so in its window."""

import itertools
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from storage.archive import Archive
from storage.kinds import KINDS
from storage.records import (
    Column,
    ColumnKind,
    Entry,
    Fate,
    Identity,
    Listing,
    Observation,
    Page,
    Site,
    Window,
)

SITE = Site(id="portal", name="演示市门户", url="http://portal.test/", unit="市府办")
DAY = timedelta(days=1)
START = datetime(2025, 3, 1, 22, tzinfo=UTC)


def night(n: int) -> datetime:
    return START + n * DAY


def window(since: int, until: int) -> Window:
    return Window(since=night(since), until=night(until))


def column(n: int, name: str = "要闻动态", url: str = "http://portal.test/yw/") -> Column:
    return Column(site=SITE.id, url=url, at=night(n), name=name, kind=ColumnKind.NEWS)


def listing(n: int, entries: int = 20, url: str = "http://portal.test/yw/") -> Listing:
    return Listing(
        site=SITE.id, column=url, at=night(n), fate=Fate.OPENED, entries=entries, complete=True
    )


def home(n: int, fate: Fate = Fate.OPENED, *, complete: bool = True, body: str = "") -> Page:
    return Page(site=SITE.id, url=SITE.url, at=night(n), fate=fate, complete=complete, sha256=body)


@pytest.fixture
def archive(database_url: str) -> Iterator[Archive]:
    with Archive(database_url) as archive:
        yield archive


def intervals(archive: Archive, record: type[Observation] = Page) -> list[tuple[int, int]]:
    table = KINDS[record].table
    query = sa.select(table.c.first_seen, table.c.last_seen).order_by(table.c.first_seen)
    with archive.database.reading() as connection:
        rows = connection.execute(query).all()
    return [((first - START) // DAY, (last - START) // DAY) for first, last in rows]


def test_what_stays_the_same_moves_only_its_last_moment(archive: Archive) -> None:
    for n in range(5):
        archive.add([home(n)])

    assert intervals(archive) == [(0, 4)]


def test_what_changes_begins_anew(archive: Archive) -> None:
    for n, body in enumerate("aabba"):
        archive.add([home(n, body=body)])

    assert intervals(archive) == [(0, 1), (2, 3), (4, 4)]


def test_adding_again_changes_nothing(archive: Archive) -> None:
    looks = [home(n, body=body) for n, body in enumerate("aabba")]
    archive.add(looks)
    for some in (looks, looks[:2], looks[3:], looks[2:3], list(reversed(looks))):
        archive.add(some)

    assert intervals(archive) == [(0, 1), (2, 3), (4, 4)]


def test_the_order_within_a_batch_does_not_matter(archive: Archive) -> None:
    looks = [home(n, body=body) for n, body in enumerate("aabba")]
    archive.add([looks[i] for i in (3, 0, 4, 2, 1)])

    assert intervals(archive) == [(0, 1), (2, 3), (4, 4)]


def test_the_last_moment_never_goes_back(archive: Archive) -> None:
    archive.add([home(0), home(5)])
    archive.add([home(3)])

    assert intervals(archive) == [(0, 5)]


@pytest.mark.parametrize(
    ("known", "late", "expected"),
    [
        ("a....a", (2, "b"), [(0, 0), (2, 2), (5, 5)]),
        ("..a..a", (0, "a"), [(0, 5)]),
        ("..a..a", (0, "b"), [(0, 0), (2, 5)]),
        ("aa..bb", (2, "a"), [(0, 2), (4, 5)]),
        ("aa..bb", (3, "b"), [(0, 1), (3, 5)]),
        ("aa..bb", (3, "c"), [(0, 1), (3, 3), (4, 5)]),
        ("aa..bb", (1, "c"), [(0, 1), (4, 5)]),
        ("aa..bb", (5, "c"), [(0, 1), (4, 5)]),
        ("aa..bb", (1, "a"), [(0, 1), (4, 5)]),
    ],
)
def test_what_comes_late_is_put_where_it_belongs(
    archive: Archive, known: str, late: tuple[int, str], expected: list[tuple[int, int]]
) -> None:
    archive.add([home(n, body=body) for n, body in enumerate(known) if body != "."])
    moment, body = late

    for _ in range(2):
        archive.add([home(moment, body=body)])
        assert intervals(archive) == expected

    latest = KINDS[Page].table.c
    with archive.database.reading() as connection:
        marked = connection.execute(sa.select(latest.last_seen).where(latest.latest)).scalars()
        assert list(marked) == [night(5)]


@pytest.mark.parametrize("seed", range(20))
def test_in_any_order_both_ends_of_an_interval_are_true(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    truth = {n: chance.choice("aab") for n in range(12)}
    looks = [home(n, body=body) for n, body in truth.items()]
    chance.shuffle(looks)
    table = KINDS[Page].table
    with Archive(f"sqlite:///{tmp_path}/a.db") as archive:
        while looks:
            batch, looks = looks[: (size := chance.randint(1, 4))], looks[size:]
            archive.add(batch)
        with archive.database.reading() as connection:
            rows = connection.execute(sa.select(table).order_by(table.c.first_seen)).all()

    for row in rows:
        first, last = (row.first_seen - START) // DAY, (row.last_seen - START) // DAY
        assert {truth[first], truth[last]} == {row.sha256}
    assert all(a.last_seen < b.first_seen for a, b in itertools.pairwise(rows))
    assert [row.latest for row in rows] == [False] * (len(rows) - 1) + [True]
    assert rows[-1].last_seen == night(11)


def test_of_two_words_on_one_moment_the_first_stays(archive: Archive) -> None:
    twice = [column(0, "要闻"), column(0, "要闻动态")]
    archive.add(twice)
    archive.add(twice)

    assert [c.name for c in archive.dossier(SITE, window(0, 0)).columns] == ["要闻"]
    assert intervals(archive, Column) == [(0, 0)]


def test_things_of_other_sites_are_other_things(archive: Archive) -> None:
    archive.add([home(0), replace(home(0, Fate.HTTP_5XX), site="other")])

    assert [page.fate for page in archive.dossier(SITE, window(0, 0)).pages] == [Fate.OPENED]


def test_a_batch_is_kept_whole_or_not_at_all(archive: Archive) -> None:
    naive = replace(home(1), at=datetime(2025, 1, 1))  # noqa: DTZ001 - what is refused

    with pytest.raises(Exception, match=r"naive|offset"):
        archive.add([column(0), naive, listing(0)])

    assert archive.dossier(SITE, window(0, 9)).columns == ()


def test_many_observations_at_once(archive: Archive) -> None:
    entries = [
        Entry(
            site=SITE.id,
            column="http://portal.test/yw/",
            url=f"http://portal.test/{n}",
            at=night(0),
            title="标题",
            published=date(2025, 1, 1) + n * DAY if n else None,
        )
        for n in range(1201)
    ]
    archive.add(entries)
    archive.add([replace(entry, at=night(1)) for entry in entries])

    kept = archive.entries(SITE, "http://portal.test/yw/", window(0, 1))

    assert len(kept) == 1201
    assert [entry.published for entry in kept[:2]] == [date(2028, 4, 15), date(2028, 4, 14)]
    assert kept[-1].published is None
    assert intervals(archive, Entry) == [(0, 1)] * 1201
    assert archive.entries(SITE, "http://portal.test/tz/", window(0, 1)) == ()


def test_a_dossier_gives_back_what_was_seen(archive: Archive) -> None:
    identity = Identity(site=SITE.id, url=SITE.url, at=night(0), icp="京ICP备1号")
    archive.add([home(0), column(0), listing(0), identity])

    dossier = archive.dossier(SITE, window(0, 0))

    assert (dossier.site, dossier.window) == (SITE, window(0, 0))
    assert dossier.columns == (column(0),)
    assert dossier.listings == (listing(0),)
    assert dossier.identities == (identity,)
    assert list(dossier.pages) == list(dossier.pages) == [home(0)]
    assert len(dossier.pages) == 1
    assert home(0) in dossier.pages
    assert home(1) not in dossier.pages
    assert all(dossier.has(kind) for kind in (Page, Column, Listing, Identity))


def test_nothing_seen_is_an_empty_dossier(archive: Archive) -> None:
    dossier = archive.dossier(SITE, window(0, 9))

    assert not any(dossier.has(kind) for kind in (Page, Column, Listing, Identity))


@pytest.mark.parametrize(
    ("since", "until", "at", "body"),
    [
        (0, 1, 0, "a"),  # last seen after the window: the first look is the sure one in it
        (0, 3, 3, "a"),
        (2, 5, 5, "b"),
        (2, 4, 3, "a"),
        (6, 7, 5, "b"),
        (9, 12, 8, "b"),
        (-3, -1, None, None),
    ],
)
def test_a_window_shows_its_own_time(
    archive: Archive, since: int, until: int, at: int | None, body: str | None
) -> None:
    archive.add([home(n, body="a" if n < 5 else "b") for n in (0, 3, 5, 8)])

    pages = list(archive.dossier(SITE, window(since, until)).pages)

    if since > 8:
        assert pages == []
    else:
        assert pages == ([] if at is None else [home(at, body=str(body))])


def test_every_state_of_a_list_page_is_there_the_latest_last(archive: Archive) -> None:
    archive.add([listing(0, 20), listing(1, 20), listing(2, 0), listing(3, 21)])

    dossier = archive.dossier(SITE, window(0, 2))

    assert dossier.listings == (listing(1, 20), listing(2, 0))
    assert dossier.last_listing(column(0)) == listing(2, 0)


OLD = "http://portal.test/old/"


def names(archive: Archive, since: int, until: int) -> list[str]:
    return [c.url for c in archive.dossier(SITE, window(since, until)).columns]


def test_a_column_that_left_the_navigation_is_not_judged(archive: Archive) -> None:
    archive.add([home(0), column(0), column(0, url=OLD)])
    archive.add([home(1, body="new"), column(1)])

    assert names(archive, 0, 1) == [column(0).url]
    assert names(archive, 0, 0) == [column(0).url, OLD]


@pytest.mark.parametrize(
    "look",
    [
        home(1, Fate.HTTP_5XX),
        home(1, Fate.CHALLENGE_RUISHU),
        home(1, complete=False, body="cut"),
        replace(home(1), url="http://portal.test/other/"),
        replace(home(1), site="other"),
        replace(listing(1), column=SITE.url, fate=Fate.TOTAL_TIMEOUT),
    ],
    ids=["down", "refused", "cut", "another page", "another site", "timeout"],
)
def test_only_a_home_page_read_whole_proves_that_a_column_left(
    archive: Archive, look: Page | Listing
) -> None:
    archive.add([home(0), column(0), column(0, url=OLD), look])

    assert names(archive, 0, 1) == [column(0).url, OLD]


def test_a_look_at_what_the_home_page_lists_proves_it_too(archive: Archive) -> None:
    archive.add([column(0, url=OLD), replace(listing(1), column=SITE.url)])

    assert names(archive, 0, 1) == []


def test_a_column_that_came_back_is_judged_again(archive: Archive) -> None:
    archive.add([home(0, body="a"), column(0), home(1, body="b")])
    assert names(archive, 0, 1) == []

    archive.add([home(2, body="c"), column(2)])
    assert names(archive, 0, 2) == [column(0).url]


def test_a_past_day_is_not_judged_by_what_came_later(archive: Archive) -> None:
    archive.add([home(0), column(0), column(0, url=OLD), home(4), column(4), column(4, url=OLD)])
    archive.add([home(9), column(9)])

    assert names(archive, 0, 3) == [column(0).url, OLD]
    assert names(archive, 0, 9) == [column(0).url]


def test_a_large_site_streams(archive: Archive) -> None:
    archive.add([replace(home(0), url=f"http://portal.test/{n}") for n in range(1234)])

    pages = archive.dossier(SITE, window(0, 0)).walked

    assert len(pages) == len({page.url for page in pages}) == 1234


def test_many_sites_are_asked_for_at_once_each_as_if_alone(archive: Archive) -> None:
    sites = [replace(SITE, id=f"site{n}", url=f"http://{n}.test/") for n in range(205)]
    for site in sites[::2]:
        own = {"site": site.id, "url": site.url}
        left = replace(column(0, url=f"{site.url}old/"), site=site.id)
        archive.add(
            [
                replace(home(1), **own, complete=site.id.endswith("4")),
                left,
                replace(column(1, url=f"{site.url}new/"), site=site.id),
                replace(listing(1, url=f"{site.url}new/"), site=site.id),
                Identity(**own, at=night(1), icp=site.name),
            ]
        )

    dossiers = list(archive.dossiers(iter(sites), window(0, 2)))

    assert [dossier.site for dossier in dossiers] == sites
    for dossier in dossiers:
        alone = archive.dossier(dossier.site, window(0, 2))
        for name in ("columns", "listings", "identities"):
            assert getattr(dossier, name) == getattr(alone, name)
        assert list(dossier.pages) == list(alone.pages)
    assert [len(dossier.columns) for dossier in dossiers[:6]] == [2, 0, 2, 0, 1, 0]
    assert list(archive.dossiers([], window(0, 2))) == []
