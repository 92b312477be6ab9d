"""A walk that is killed goes on where it was, and a look that is not stored yet hides nothing."""

import random
import signal
import time
from pathlib import Path

import pytest

from crawler import clock
from crawler.adapters.reading import PageLink, Reading
from crawler.frontier import Frontier
from crawler.looks import Seen
from crawler.spiders.pages import PagesSpider
from storage import register
from storage.archive import Archive
from storage.ledger import Ledger
from storage.records import Fate, PageKind
from tests.crawler.walkingsite import (
    WalkedSite,
    serve,
)
from tests.crawler.walks import (
    WALK,
    by_path,
    ended_so_far,
    intervals,
    leaks,
    night,
    private_office,
    town,
    walked,
)
from tests.operator_at_work import Operator


def test_what_is_found_is_drawn_even_if_it_was_asked_for_too_early(tmp_path: Path) -> None:
    """A look is read some time before it is stored; until then its finds cannot be drawn."""
    operator = Operator(tmp_path, f"sqlite:///{tmp_path / 'x.db'}")
    town(operator, "http://a.test/")
    spider = PagesSpider()
    spider.city = register.find("town", [tmp_path])
    spider.entries = {entry.id: entry for entry in spider.city.sites}
    with Archive(operator.database) as archive:
        spider.archive, spider.ledger = archive, Ledger(archive)
        spider.ledger_run = spider.ledger.open("town", "pages", clock.now())
        spider.frontier = Frontier(
            spider.ledger, spider.ledger_run, now=clock.now, retry_after=[], per_host=9
        )
        spider.begin()
        assert spider.frontier.refill is not None
        assert spider.frontier.refill()
        (lease,) = spider.ledger.claim(spider.ledger_run, clock.now(), limit=9)
        reading = Reading(
            kind=PageKind.LIST, encoding="utf-8", links=(PageLink("http://a.test/1.html", "一"),)
        )
        seen = Seen(
            site=spider.entries["s0"].record,
            url=lease.address.url,
            at=clock.now(),
            fate=Fate.OPENED,
            reading=reading,
        )

        look = spider.ended(lease, seen)
        assert not spider.frontier.refill()
        spider.frontier.finish([look])

        assert [each.url for each in look.found] == ["http://a.test/1.html"]
        assert spider.frontier.refill()


AT_HAND = 8  # leases that a walk of one host holds when it asks two at once


@pytest.mark.parametrize(
    ("kills", "where"),
    [
        pytest.param(20, "sqlite", id="sqlite"),
        pytest.param(4, "postgres", id="postgres", marks=pytest.mark.postgres),
    ],
)
def test_killed_at_any_moment_it_goes_on(
    tmp_path: Path, request: pytest.FixtureRequest, kills: int, where: str
) -> None:
    url = f"sqlite:///{tmp_path / 'xunjian.db'}"
    operator = Operator(
        tmp_path, url if where == "sqlite" else request.getfixturevalue("postgres_url")
    )
    pages, dice = private_office(columns=5, lists=3, articles=9), random.Random(20)
    wanted = set(pages) - {"/robots.txt"} | {"/gone.html"}
    with serve(pages, seconds=0.005) as site:
        town(operator, site.url, at_once=2)
        for _ in range(kills):
            before, ended = len(site.asked), ended_so_far(operator, site)
            _killed(operator, site, dice)
            again = {path for path, _ in site.asked[before:]}
            assert not again & ended
        assert leaks(operator) == set()  # with what a killed walk leaves behind
        status, out, err = operator.type(*WALK)

    assert (status, err) == (0, "")
    run, _ = night(operator)
    assert (run.id, run.complete) == (1, True)
    assert sum(run.fates.values()) == len(wanted)
    assert set(site.hits) == set(by_path(site, walked(operator).pages)) == wanted
    assert set(intervals(operator).values()) == {1}
    assert sum(site.hits.values()) - len(wanted) <= kills * AT_HAND
    assert leaks(operator, out, err) == set()


def _killed(operator: Operator, site: WalkedSite, dice: random.Random) -> None:
    """Start a walk and kill it: as it starts, or after so many pages."""
    process = operator.start(*WALK)
    if dice.random() < 0.2:
        time.sleep(dice.uniform(0, 2))
    else:
        enough = len(site.asked) + dice.randrange(16)
        while len(site.asked) <= enough and process.poll() is None:
            time.sleep(0.002)
        time.sleep(dice.uniform(0, 0.02))
    process.send_signal(signal.SIGKILL)
    process.communicate()
