"""The inventory: what is known of a site is drawn when due, best first, never twice in a run."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from storage.archive import Archive
from storage.kinds import KINDS
from storage.ledger import Address, Cut, Found, Known, Lease, Ledger, Look, Stock
from storage.records import Content, Fate, Page, PageKind, Run, Site, Walk, Window
from storage.tables import frontier
from storage.walktables import inventory

NOW = datetime(2026, 11, 24, 14, tzinfo=UTC)
DAY = timedelta(days=1)
SITE = Site(id="portal", name="门户", url="http://a.test/", unit="市府办")
BODY, OTHER = "b" * 64, "c" * 64


@pytest.fixture
def archive(database_url: str) -> Iterator[Archive]:
    with Archive(database_url) as archive:
        yield archive


@pytest.fixture
def ledger(archive: Archive) -> Ledger:
    return Ledger(archive, most_pages=10)


@pytest.fixture
def walk(ledger: Ledger) -> Run:
    return ledger.open("demo", "pages", NOW)


def found(path: str, priority: int = 0, site: str = "portal") -> Found:
    return Found(f"http://a.test/{path}", site, "page", "http://a.test/", "更多", priority, 1)


def claim(ledger: Ledger, of: Run, now: datetime = NOW) -> list[Lease]:
    return ledger.claim(of, now, 99, per_host=99)


def paths(leases: list[Lease]) -> list[str]:
    return [lease.address.url.rpartition("/")[2] for lease in leases]


def opened(lease: Lease, at: datetime = NOW, **more: Any) -> Look:
    return Look(lease=lease, fate=Fate.OPENED, at=at, status=200, **more)


def row(archive: Archive, path: str) -> sa.RowMapping:
    which = inventory.c.url == f"http://a.test/{path}"
    with archive.database.reading() as connection:
        return connection.execute(sa.select(inventory).where(which)).mappings().one()


def test_what_was_found_is_drawn_with_what_is_known_of_it(ledger: Ledger, walk: Run) -> None:
    assert ledger.enroll([found("x", 7), found("x"), found("x#top")], NOW) == 1
    assert ledger.enroll([found("x")], NOW) == 0

    assert ledger.draw(walk, "portal", NOW, 9) == 1

    (lease,) = claim(ledger, walk)
    assert lease.address == Address(
        url="http://a.test/x",
        site="portal",
        role="page",
        priority=7,
        payload={
            **{"parent": "http://a.test/", "words": "更多", "depth": 1},
            **{"etag": "", "modified": "", "sha256": "", "dead_looks": 0, "dead_since": None},
            "reader": "",
            "published": None,
        },
    )
    assert ledger.violations(walk) == []


def test_the_best_is_drawn_first_then_the_longest_not_looked_at(ledger: Ledger, walk: Run) -> None:
    ledger.enroll([found("old"), found("older"), found("new"), found("good", 1)], NOW)
    ledger.draw(walk, "portal", NOW, 2)
    assert paths(claim(ledger, walk)) == ["good", "old"]
    ledger.draw(walk, "portal", NOW, 1)
    looks = {lease.address.url[-3:]: lease for lease in claim(ledger, walk)}
    ledger.close(walk, NOW)

    second = ledger.open("demo", "pages", NOW + DAY)
    assert looks.keys() == {"der"}
    ledger.draw(second, "portal", NOW + DAY, 9)
    for lease in claim(ledger, second):
        late = {"old": 2, "older": 1}.get(lease.address.url.rpartition("/")[2])
        if late is not None:
            at = NOW + DAY + timedelta(hours=late)
            ledger.finish(second, [opened(lease, at, known=Known(due=at))])
    ledger.close(second, NOW + DAY)

    third = ledger.open("demo", "pages", NOW + 2 * DAY)
    order = []
    while ledger.draw(third, "portal", NOW + 2 * DAY, 1):
        order += paths(claim(ledger, third))
    assert order == ["good", "new", "older", "old"]


def test_what_is_not_due_stays(ledger: Ledger, walk: Run, archive: Archive) -> None:
    ledger.enroll([found("x")], NOW)
    assert ledger.draw(walk, "portal", NOW - DAY, 9) == 0
    assert ledger.draw(walk, "other", NOW, 9) == 0
    assert ledger.draw(walk, "portal", NOW, 0) == 0
    assert ledger.draw(walk, "portal", NOW, 9) == 1
    (lease,) = claim(ledger, walk)
    known = Known(due=NOW + 3 * DAY, etag='"e"', modified="Tue", sha256=BODY)
    ledger.finish(walk, [opened(lease, known=known)])

    assert ledger.violations(walk) == []
    later = ledger.open("demo", "pages", NOW + 2 * DAY)
    ledger.close(later, NOW)
    second = ledger.open("demo", "pages", NOW + 2 * DAY)
    assert ledger.draw(second, "portal", NOW + 2 * DAY, 9) == 0
    assert ledger.draw(second, "portal", NOW + 3 * DAY, 9) == 1
    kept = row(archive, "x")
    assert (kept["fate"], kept["status"], kept["looked"]) == (Fate.OPENED, 200, NOW)
    assert (kept["etag"], kept["modified"], kept["sha256"]) == ('"e"', "Tue", BODY)
    assert (kept["changed"], kept["drawn"]) == (NOW, second.id)


def test_what_is_drawn_tells_who_read_it_last(archive: Archive, ledger: Ledger, walk: Run) -> None:
    ledger.enroll([found("x"), found("y")], NOW)
    ledger.draw(walk, "portal", NOW, 9)
    read = (Content(sha256=BODY, reader="r1"), Content(sha256=BODY, reader="r2"))
    for lease, brought in zip(claim(ledger, walk), (read, ()), strict=True):
        known = Known(due=NOW, sha256=BODY if brought else OTHER)
        ledger.finish(walk, [opened(lease, contents=brought, known=known)])
    ledger.close(walk, NOW)

    again = ledger.open("demo", "pages", NOW)
    ledger.draw(again, "portal", NOW, 9)
    assert [
        (lease.address.payload["sha256"], lease.address.payload["reader"])
        for lease in claim(ledger, again)
    ] == [(BODY, "r2"), (OTHER, "")]


def test_a_run_does_not_draw_twice_what_it_drew_before_a_crash(
    archive: Archive, ledger: Ledger, walk: Run
) -> None:
    ledger.enroll([found(str(n)) for n in range(5)], NOW)
    assert ledger.draw(walk, "portal", NOW, 2) == 2
    first, second = claim(ledger, walk)
    ledger.finish(walk, [opened(first, known=Known(due=NOW))])

    again = Ledger(archive)
    same = again.open("demo", "pages", NOW)
    assert same.id == walk.id
    assert again.drawn(same) == {"portal": 2}
    assert again.draw(same, "portal", NOW, 9) == 3
    assert again.drawn(same) == {"portal": 5}
    assert again.draw(same, "portal", NOW + DAY, 9) == 0
    assert paths(claim(again, same)) == [second.address.url[-1], "2", "3", "4"]
    assert again.violations(same) == []


def test_what_was_scheduled_otherwise_is_not_scheduled_again(ledger: Ledger, walk: Run) -> None:
    spelt = Address(url="HTTP://A.test:80/x", site="portal", role="column")
    ledger.schedule(walk, [spelt])
    ledger.enroll([found("x"), found("y")], NOW)

    assert ledger.draw(walk, "portal", NOW, 9) == 2
    assert [lease.address.role for lease in claim(ledger, walk)] == ["column", "page"]
    assert ledger.violations(walk) == []


def test_looks_add_what_they_found_up_to_the_cap(ledger: Ledger, walk: Run) -> None:
    ledger.enroll([found("start")], NOW)
    ledger.draw(walk, "portal", NOW, 1)
    (lease,) = claim(ledger, walk)
    links = (*(found(str(n)) for n in range(14)), found("start"), found("0"))
    theirs = (found("elsewhere", site="other"),)
    own = (Cut("portal", "calendar", "http://a.test/2099"),)
    ledger.finish(walk, [opened(lease, found=links + theirs, cuts=own)])

    assert ledger.stock("portal", NOW) == Stock(known=10, looked=0, due=10)
    assert ledger.stock("other", NOW).known == 1
    assert ledger.cuts(walk) == [
        ("portal", "budget", 5, "http://a.test/9"),
        ("portal", "calendar", 1, "http://a.test/2099"),
    ]


def test_cuts_add_up_and_the_first_example_stays(ledger: Ledger, walk: Run) -> None:
    ledger.enroll([found(str(n)) for n in range(3)], NOW)
    ledger.draw(walk, "portal", NOW, 9)
    for n, lease in enumerate(claim(ledger, walk)):
        cuts = tuple(Cut("portal", "depth", f"http://a.test/{n}/{m}") for m in range(n + 1))
        ledger.finish(walk, [opened(lease, cuts=cuts)])
    other = ledger.open("demo", "columns", NOW)

    assert ledger.cuts(walk) == [("portal", "depth", 6, "http://a.test/0/0")]
    assert ledger.cuts(other) == []


def test_seeds_have_no_cap_and_a_cut_address_is_counted_once(ledger: Ledger, walk: Run) -> None:
    assert ledger.enroll([found(f"seed{n}") for n in range(12)], NOW) == 12
    ledger.draw(walk, "portal", NOW, 2)
    for lease in claim(ledger, walk):
        ledger.finish(walk, [opened(lease, found=(found("late"),))])

    assert ledger.cuts(walk) == [("portal", "budget", 1, "http://a.test/late")]


def test_an_address_that_no_index_holds_is_cut(ledger: Ledger, walk: Run) -> None:
    noise = "".join(random.Random(1).choices("abcdefghijklmnopqrstuvwxyz0123456789", k=9000))
    ledger.enroll([found("x")], NOW)
    ledger.draw(walk, "portal", NOW, 1)
    (lease,) = claim(ledger, walk)
    ledger.finish(walk, [opened(lease, found=(found(noise), found(noise[:1900])))])

    assert ledger.stock("portal", NOW).known == 2
    assert [(reason, n) for _, reason, n, _ in ledger.cuts(walk)] == [("length", 1)]


@pytest.mark.parametrize("url", ["http://[bad", "http://a.test/\x00", "http://a.test/\ud800", ""])
def test_what_is_no_address_does_not_break_the_books(ledger: Ledger, walk: Run, url: str) -> None:
    assert ledger.enroll([Found(url, "portal", "page")], NOW) == 1
    ledger.draw(walk, "portal", NOW, 1)
    (lease,) = claim(ledger, walk)
    ledger.finish(
        walk, [opened(lease, known=Known(due=NOW + DAY), found=(Found(url, "portal", ""),))]
    )

    assert ledger.stock("portal", NOW) == Stock(known=1, looked=1, due=0, oldest_looked=NOW)
    assert ledger.violations(walk) == []


def test_a_body_changes_when_another_is_seen(archive: Archive, ledger: Ledger, walk: Run) -> None:
    ledger.enroll([found("x")], NOW)
    known = [
        Known(due=NOW, sha256=BODY, role="list"),
        Known(due=NOW, sha256=BODY),
        Known(due=NOW, dead_looks=1, dead_since=NOW + 2 * DAY),
        Known(due=NOW, sha256=BODY),
        Known(due=NOW, sha256=OTHER),
    ]
    seen = []
    for n, each in enumerate(known):
        at = NOW + n * DAY
        of = ledger.open("demo", "pages", at)
        ledger.draw(of, "portal", at, 1)
        (lease,) = claim(ledger, of, at)
        ledger.finish(of, [opened(lease, at, known=each)])
        assert ledger.violations(of) == []
        ledger.close(of, at)
        kept = row(archive, "x")
        seen.append(((kept["changed"] - NOW).days, kept["sha256"], kept["dead_looks"]))
        assert kept["role"] == "list"
        assert lease.address.payload["dead_since"] == (
            (NOW + 2 * DAY).isoformat() if n == 3 else None
        )

    assert seen == [(0, BODY, 0), (0, BODY, 0), (0, BODY, 1), (0, BODY, 0), (4, OTHER, 0)]


def test_nothing_of_a_look_that_failed_to_be_kept_is_remembered(
    archive: Archive, ledger: Ledger, walk: Run
) -> None:
    ledger.enroll([found("x")], NOW)
    ledger.draw(walk, "portal", NOW, 1)
    (lease,) = claim(ledger, walk)
    naive = Page(site="portal", url="http://a.test/x", at=datetime(2026, 1, 1), fate=Fate.OPENED)  # noqa: DTZ001 - what is refused
    content = Content(sha256=BODY, reader="r")
    brought: dict[str, Any] = {
        "found": (found("y"),),
        "contents": (content,),
        "known": Known(due=NOW + DAY),
    }
    bad = Look(lease=lease, fate=Fate.OPENED, at=NOW, cuts=(Cut("portal", "", ""),) * 2, **brought)

    with pytest.raises(Exception, match="naive datetime"):
        ledger.finish(walk, [opened(lease, observations=(naive,), **brought)])
    assert not archive.has_content(BODY, "r")
    assert ledger.stock("portal", NOW).known == 1

    ledger.finish(walk, [bad])
    assert archive.has_content(BODY, "r")
    assert not archive.has_content(BODY, "other")
    assert ledger.stock("portal", NOW).known == 2


def test_an_unchanged_page_is_what_it_was_when_it_opened(
    archive: Archive, ledger: Ledger, walk: Run
) -> None:
    ledger.enroll([found("x"), found("never")], NOW)
    url = "http://a.test/x"
    first = Page(
        site="portal", url=url, at=NOW, fate=Fate.OPENED, kind=PageKind.ARTICLE, title="通知"
    )
    down = Page(site="portal", url=url, at=NOW + DAY, fate=Fate.TCP_TIMEOUT)
    archive.add([first, down])
    ledger.draw(walk, "portal", NOW, 9)
    at = NOW + 2 * DAY
    ledger.finish(walk, [opened(lease, at, unchanged=True) for lease in claim(ledger, walk)])

    def pages(since: datetime, until: datetime) -> list[Page]:
        return list(archive.dossier(SITE, Window(since=since, until=until)).walked)

    assert [(page.at, page.title) for page in pages(at, at)] == [(at, "通知")]
    assert pages(NOW + DAY, NOW + DAY) == [down]
    with archive.database.reading() as connection:
        counted = sa.select(sa.func.count()).select_from(KINDS[Page].table)
        assert connection.scalar(counted) == 3


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (sa.delete(frontier), "清单记为已领入本次运行，运行里却没有：1个，如 http://a.test/x"),
        (
            sa.update(inventory).values(fate=Fate.TRAP),
            "清单里的结果与本次运行的不符：1个，如 http://a.test/x",
        ),
    ],
)
def test_mistakes_between_the_books_are_named(
    archive: Archive, ledger: Ledger, walk: Run, fault: sa.Update, says: str
) -> None:
    ledger.enroll([found("x"), found("y")], NOW)
    ledger.draw(walk, "portal", NOW, 1)
    (lease,) = claim(ledger, walk)
    ledger.finish(walk, [opened(lease, known=Known(due=NOW + DAY))])
    assert ledger.violations(walk) == []

    with archive.database.writing() as connection:
        connection.execute(fault)

    assert ledger.violations(walk) == [says]


@pytest.mark.parametrize(
    "refusal",
    [
        (Fate.FORBIDDEN, 403),
        (Fate.HTTP_4XX, 412),  # a wall's
        (Fate.SOFT_ERROR, 200),  # maintenance, say
        (Fate.HTTP_5XX, 503),
    ],
)
def test_how_far_a_walk_has_come(
    archive: Archive, ledger: Ledger, walk: Run, refusal: tuple[Fate, int]
) -> None:
    """What was refused or cut is not seen; what is gone, or was never due, is no gap."""
    window = Window(since=NOW - DAY, until=NOW + 9 * DAY)
    assert archive.dossier(SITE, window).walk == Walk(known=0, looked=0)
    ledger.enroll([found(name) for name in ("read", "gone", "refused", "waits")], NOW)
    ledger.draw(walk, "portal", NOW, 3)
    ends = {
        "read": (Fate.OPENED, 200),
        "gone": (Fate.HTTP_4XX, 404),
        "refused": refusal,
    }
    for lease in claim(ledger, walk):
        fate, status = ends[lease.address.url.rpartition("/")[2]]
        known = Known(due=NOW + DAY)
        ledger.finish(walk, [Look(lease=lease, fate=fate, status=status, at=NOW, known=known)])

    come = archive.dossier(SITE, window).walk
    refused = "http://a.test/refused"
    assert come == Walk(known=4, looked=3, unread=1, example=refused)
    assert not come.whole

    ledger.draw(walk, "portal", NOW, 1)
    (lease,) = claim(ledger, walk)
    more = tuple(found(f"more{n}") for n in range(8))
    ledger.finish(walk, [opened(lease, known=Known(due=NOW + DAY), found=more)])

    assert archive.dossier(SITE, window).walk == Walk(
        known=10, looked=4, unread=1, example=refused, cut=2
    )
    later = Window(since=NOW + DAY, until=NOW + 9 * DAY)
    late = archive.dossier(SITE, later).walk
    assert late is not None
    assert late.cut == 0


@pytest.mark.parametrize(
    ("walk", "whole"),
    [
        (Walk(known=0, looked=0), False),
        (Walk(known=3, looked=2), False),
        (Walk(known=3, looked=3), True),
        (Walk(known=3, looked=3, unread=1), False),
        (Walk(known=3, looked=3, cut=1), False),
    ],
)
def test_when_a_walk_is_whole(walk: Walk, *, whole: bool) -> None:
    assert walk.whole is whole


def test_what_was_not_looked_at_since_a_moment_is_brought_forward(
    ledger: Ledger, walk: Run
) -> None:
    ledger.enroll([found("old"), found("new"), found("other", site="other")], NOW)
    ledger.draw(walk, "portal", NOW, 9)
    ledger.draw(walk, "other", NOW, 9)
    for lease in claim(ledger, walk):
        at = NOW + 2 * DAY if lease.address.url.endswith("new") else NOW
        ledger.finish(walk, [opened(lease, at, known=Known(due=NOW + 30 * DAY))])
    ledger.close(walk, NOW + 2 * DAY)

    ledger.bring_forward(["portal"], NOW + DAY, NOW + 3 * DAY)

    second = ledger.open("demo", "pages", NOW + 3 * DAY)
    assert ledger.draw(second, "other", NOW + 3 * DAY, 9) == 0
    assert ledger.draw(second, "portal", NOW + 3 * DAY, 9) == 1
    assert paths(claim(ledger, second, NOW + 3 * DAY)) == ["old"]
