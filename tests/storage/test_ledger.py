"""The ledger: every address that was scheduled ends once, whatever happens in between."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from storage.archive import Archive
from storage.ledger import Address, Lease, Ledger, Look
from storage.records import Fate, Page, Run, Site, Window
from storage.tables import frontier, run

NOW = datetime(2025, 3, 31, 22, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def archive(database_url: str) -> Iterator[Archive]:
    with Archive(database_url) as archive:
        yield archive


@pytest.fixture
def ledger(archive: Archive) -> Ledger:
    return Ledger(archive)


@pytest.fixture
def crawl(ledger: Ledger) -> Run:
    return ledger.open("demo", "columns", NOW)


def address(url: str, *, site: str = "portal", priority: int = 0) -> Address:
    return Address(url=url, site=site, role="column", priority=priority, payload={"深": [1, None]})


def look(lease: Lease, fate: Fate = Fate.OPENED, **more: object) -> Look:
    return Look(lease=lease, fate=fate, at=NOW, **more)


def urls(leases: list[Lease]) -> list[str]:
    return [lease.address.url for lease in leases]


def test_an_address_comes_back_as_it_was_scheduled(ledger: Ledger, crawl: Run) -> None:
    given = address("http://a.test/要闻/?b=2&a=1#top", priority=-3)
    ledger.schedule(crawl, [given])

    (lease,) = ledger.claim(crawl, NOW, 10, lease_seconds=60)

    assert lease.address == given
    assert lease.attempt == 1
    assert lease.until == NOW + timedelta(seconds=60)


def test_an_address_is_scheduled_once(ledger: Ledger, crawl: Run) -> None:
    assert ledger.schedule(crawl, [address("http://a.test"), address("HTTP://A.test:80/#x")]) == 1
    assert ledger.schedule(crawl, [address("http://a.test/"), address("http://a.test/A")]) == 1
    assert ledger.pending(crawl) == 2


def test_done_is_not_scheduled_again(ledger: Ledger, crawl: Run) -> None:
    ledger.schedule(crawl, [address("http://a.test/")])
    ledger.finish(crawl, [look(*ledger.claim(crawl, NOW, 1))])

    assert ledger.schedule(crawl, [address("http://a.test/")]) == 0
    assert ledger.claim(crawl, NOW, 1) == []


def test_a_page_of_two_sites_is_looked_at_for_both(ledger: Ledger, crawl: Run) -> None:
    ledger.schedule(crawl, [address("http://a.test/", site=site) for site in ("one", "two")])

    assert len(ledger.claim(crawl, NOW, 10, per_host=2)) == 2


@pytest.mark.parametrize("url", ["", "http://[bad", "http://a.test:port/", "\x00", "\ud800", "雪"])
def test_what_is_no_address_does_not_break_the_books(ledger: Ledger, crawl: Run, url: str) -> None:
    ledger.schedule(crawl, [address(url)])
    ledger.finish(crawl, [look(*ledger.claim(crawl, NOW, 1), Fate.LOCAL_BUG)])

    assert ledger.close(crawl, LATER).complete


def test_the_best_is_claimed_first(ledger: Ledger, crawl: Run) -> None:
    ledger.schedule(crawl, [address(f"http://{name}.test/") for name in "dcba"])
    ledger.schedule(crawl, [address("http://z.test/", priority=5)])

    assert urls(ledger.claim(crawl, NOW, 3)) == [
        "http://z.test/",
        "http://d.test/",
        "http://c.test/",
    ]


def test_a_host_is_asked_for_no_more_than_it_may_be(ledger: Ledger, crawl: Run) -> None:
    ledger.schedule(crawl, [address(f"http://a.test/{n}", priority=-n) for n in range(9)])
    ledger.schedule(crawl, [address("http://a.test:8080/"), address("http://b.test/")])

    first = ledger.claim(crawl, NOW, 10, per_host=2)
    assert urls(first) == [
        "http://a.test/0",
        "http://a.test:8080/",
        "http://b.test/",
        "http://a.test/1",
    ]
    assert ledger.claim(crawl, NOW, 10, per_host=2) == []

    ledger.finish(crawl, [look(first[0])])
    assert urls(ledger.claim(crawl, NOW, 10, per_host=2)) == ["http://a.test/2"]


def test_what_is_not_due_is_passed_over(ledger: Ledger, crawl: Run) -> None:
    ledger.schedule(crawl, [address("http://a.test/1"), address("http://a.test/2")])
    (lease,) = ledger.claim(crawl, NOW, 1)
    ledger.finish(crawl, [look(lease, Fate.RATE_LIMITED, status=429, retry_at=LATER)])

    long = ledger.claim(crawl, NOW, 9, per_host=9, lease_seconds=7200)
    assert urls(long) == ["http://a.test/2"]
    assert urls(ledger.claim(crawl, LATER, 9, per_host=9)) == ["http://a.test/1"]
    assert ledger.violations(crawl) == []


def test_finishing_brings_everything_at_once(ledger: Ledger, crawl: Run, archive: Archive) -> None:
    ledger.schedule(crawl, [address("http://a.test/")])
    page = Page(site="portal", url="http://a.test/", at=NOW, fate=Fate.OPENED, status=200)

    (lease,) = ledger.claim(crawl, NOW, 1)
    children = (address("http://a.test/yw/"), address("http://a.test/"))
    done = ledger.finish(crawl, [look(lease, status=200, observations=(page,), children=children)])

    assert done == 1
    assert ledger.pending(crawl) == 1
    site = Site(id="portal", name="门户", url="http://a.test/", unit="市府办")
    dossier = archive.dossier(site, Window(since=NOW, until=NOW))
    assert list(dossier.pages) == [page]


def test_a_transaction_that_fails_leaves_nothing(
    ledger: Ledger, crawl: Run, archive: Archive
) -> None:
    ledger.schedule(crawl, [address("http://a.test/")])
    (lease,) = ledger.claim(crawl, NOW, 1)
    naive = Page(site="portal", url="http://a.test/", at=datetime(2025, 1, 1), fate=Fate.OPENED)  # noqa: DTZ001 - what is refused

    with pytest.raises(Exception, match="naive datetime"):
        ledger.finish(crawl, [look(lease, observations=(naive,))])

    assert ledger.finish(crawl, [look(lease)]) == 1
    assert ledger.violations(crawl) == []


def test_a_lease_counts_once(ledger: Ledger, crawl: Run) -> None:
    ledger.schedule(crawl, [address("http://a.test/")])
    (lease,) = ledger.claim(crawl, NOW, 1)

    assert ledger.finish(crawl, [look(lease), look(lease, Fate.HTTP_5XX)]) == 1
    assert ledger.finish(crawl, [look(lease)]) == 0
    assert ledger.close(crawl, LATER).fates == {Fate.OPENED: 1}


def test_a_lease_that_ran_out_is_worth_nothing(ledger: Ledger, crawl: Run) -> None:
    ledger.schedule(crawl, [address("http://a.test/")])
    (slow,) = ledger.claim(crawl, NOW, 1, lease_seconds=60)
    (second,) = ledger.claim(crawl, NOW + timedelta(seconds=60), 1)

    late = look(slow, children=(address("http://a.test/late"),))
    assert ledger.finish(crawl, [late]) == 0
    assert ledger.finish(crawl, [look(second)]) == 1
    assert ledger.pending(crawl) == 0


def test_a_run_that_broke_off_is_gone_on_with(ledger: Ledger, crawl: Run) -> None:
    ledger.schedule(crawl, [address("http://a.test/"), address("http://b.test/")])
    done, lost = ledger.claim(crawl, NOW, 2)
    ledger.finish(crawl, [look(done)])

    again = ledger.open("demo", "columns", LATER)

    assert (again.id, again.started, again.fates) == (crawl.id, NOW, {Fate.OPENED: 1})
    (lease,) = ledger.claim(again, LATER, 9)
    assert (lease.address, lease.attempt) == (lost.address, 2)
    assert ledger.finish(again, [look(lost)]) == 0


def test_other_spiders_and_cities_have_their_own_runs(ledger: Ledger, crawl: Run) -> None:
    others = [ledger.open("demo", "pages", NOW), ledger.open("other", "columns", NOW)]

    assert len({crawl.id, *(other.id for other in others)}) == 3


def test_a_run_that_is_too_old_is_ended_as_it_is(ledger: Ledger, crawl: Run) -> None:
    ledger.schedule(crawl, [address("http://a.test/")])

    new = ledger.open("demo", "columns", LATER, oldest=LATER)

    assert new.id != crawl.id
    former = ledger.coverage("demo", "columns")
    assert former is not None
    assert (former.run.id, former.run.ended, former.run.complete) == (crawl.id, LATER, False)


def test_only_what_is_whole_is_complete(ledger: Ledger, crawl: Run) -> None:
    ledger.schedule(crawl, [address("http://a.test/"), address("http://b.test/")])
    ledger.finish(crawl, [look(ledger.claim(crawl, NOW, 1)[0])])
    assert not ledger.close(crawl, LATER).complete

    second = ledger.open("demo", "columns", LATER)
    assert second.id != crawl.id
    ledger.schedule(second, [address("http://a.test/")])
    ledger.finish(second, [look(*ledger.claim(second, LATER, 1))])
    assert ledger.close(second, LATER).complete
    assert ledger.close(second, LATER + timedelta(days=1)).ended == LATER


def test_coverage_counts_by_site(ledger: Ledger, crawl: Run) -> None:
    assert ledger.coverage("demo", "columns") is None
    ledger.schedule(
        crawl, [address(f"http://{n}.test/", site="odd" if n % 2 else "even") for n in range(5)]
    )
    leases = ledger.claim(crawl, NOW, 4)
    ledger.finish(
        crawl,
        [look(one, Fate.HTTP_5XX if one.id % 3 == 0 else Fate.OPENED) for one in leases],
    )
    assert ledger.coverage_of(crawl).pending == 1
    ledger.close(crawl, LATER)

    covered = ledger.coverage("demo", "columns")

    assert covered is not None
    assert covered.run.fates == {Fate.OPENED: 3, Fate.HTTP_5XX: 1}
    assert [(count.site, count.fate, count.n) for count in covered.counts] == [
        ("even", Fate.OPENED, 1),
        ("even", Fate.HTTP_5XX, 1),
        ("odd", Fate.OPENED, 2),
    ]
    assert covered.pending == 1


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (sa.update(run).values(complete=True, ended=NOW), "运行记为完整，却有地址没有结果"),
        (sa.update(run).values(ended=NOW), "运行已结束，地址却仍被占用"),
        (sa.update(frontier).values(fate=None), "地址记为完成，却没有结果或时间"),
        (sa.update(frontier).values(fate=Fate.TRAP), "地址的结果与最后一次访问不符"),
        (sa.update(frontier).values(state="done"), "地址记为完成，却没有一次访问"),
        (sa.update(frontier).values(attempts=0), "访问次数多于领取次数"),
        (sa.update(frontier).values(lease_until=None), "占用信息与状态不符"),
        (sa.delete(frontier).where(frontier.c.state == "leased"), None),
    ],
)
def test_mistakes_in_the_books_are_named(
    ledger: Ledger, crawl: Run, archive: Archive, fault: sa.Update, says: str | None
) -> None:
    ledger.schedule(crawl, [address(f"http://{name}.test/") for name in "abc"])
    done, _ = ledger.claim(crawl, NOW, 2)
    ledger.finish(crawl, [look(done)])
    assert ledger.violations(crawl) == []

    with archive.database.writing() as connection:
        connection.execute(fault)

    assert (says is None) == (ledger.violations(crawl) == [])
    assert says is None or any(line.startswith(says) for line in ledger.violations(crawl))


def test_complete_without_reason_not_to_be(ledger: Ledger, crawl: Run, archive: Archive) -> None:
    ledger.close(crawl, LATER)
    with archive.database.writing() as connection:
        connection.execute(sa.update(run).values(complete=False))

    assert ledger.violations(crawl) == ["运行没有缺口，却记为不完整：1个，如 demo"]
