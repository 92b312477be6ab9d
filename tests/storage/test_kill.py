"""A crawl killed again and again loses nothing and does nothing twice."""

import random
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from storage.archive import Archive
from storage.kinds import KINDS
from storage.ledger import Ledger
from storage.lock import AlreadyRunning, exclusive
from storage.records import Fate, Page, Site, Window
from storage.tables import attempt, frontier

PAGES = 200
KILLS = 4
NOW = datetime(2025, 3, 31, 22, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[2]

# Page n links to pages 2n+1 and 2n+2; what was finished is said only after it was kept.
CRAWL = f"""
import sys
from datetime import datetime
from storage.archive import Archive
from storage.ledger import Address, Ledger, Look
from storage.lock import exclusive
from storage.records import Fate, Page

now = datetime.fromisoformat({NOW.isoformat()!r})

def address(n):
    url = f"http://host{{n % 7}}.test/{{n}}"
    return Address(url=url, site="portal", role="page", payload={{"n": n}})

def look(lease):
    n = lease.address.payload["n"]
    children = [address(m) for m in (2 * n + 1, 2 * n + 2, 0) if m < {PAGES}]
    page = Page(site="portal", url=lease.address.url, at=now, fate=Fate.OPENED)
    return Look(lease=lease, fate=Fate.OPENED, at=now, observations=(page,), children=(*children,))

with exclusive(sys.argv[1], "columns"), Archive(sys.argv[1]) as archive:
    ledger = Ledger(archive)
    run = ledger.open("demo", "columns", now)
    ledger.schedule(run, [address(0)])
    while leases := ledger.claim(run, now, 5):
        ledger.finish(run, [look(lease) for lease in leases])
        print(*(lease.address.payload["n"] for lease in leases), flush=True)
    ledger.close(run, now)
"""


# The same, but what a page links to goes into the inventory, and is drawn from there.
WALK = f"""
import sys
from datetime import datetime, timedelta
from storage.archive import Archive
from storage.ledger import Found, Known, Ledger, Look
from storage.lock import exclusive
from storage.records import Content, Fate, Page

now = datetime.fromisoformat({NOW.isoformat()!r})

def found(n):
    return Found(f"http://host{{n % 7}}.test/{{n}}", "portal", "page", priority=n % 3)

def look(lease):
    url = lease.address.url
    n = int(url.rpartition("/")[2])
    page = Page(site="portal", url=url, at=now, fate=Fate.OPENED, sha256=str(n))
    return Look(
        lease=lease,
        fate=Fate.OPENED,
        at=now,
        observations=(page,),
        contents=(Content(sha256=str(n), reader="r", text=url),),
        found=tuple(found(m) for m in (2 * n + 1, 2 * n + 2, 0) if m < {PAGES}),
        known=Known(due=now + timedelta(days=1), sha256=str(n)),
    )

with exclusive(sys.argv[1], "columns"), Archive(sys.argv[1]) as archive:
    ledger = Ledger(archive)
    run = ledger.open("demo", "columns", now)
    ledger.enroll([found(0)], now)
    while True:
        if leases := ledger.claim(run, now, 5):
            ledger.finish(run, [look(lease) for lease in leases])
            numbers = [lease.address.url.rpartition("/")[2] for lease in leases]
            print(*numbers, flush=True)
        elif not ledger.draw(run, "portal", now, 3):
            break
    ledger.close(run, now)
"""


def wait_for_lock(url: str) -> None:
    for _ in range(100):
        try:
            with exclusive(url, "columns"):
                return
        except AlreadyRunning:
            time.sleep(0.05)
    raise AssertionError("the dead crawl still holds its lock")


def crawl(work: str, url: str, lines: int | None, chance: random.Random) -> tuple[list[int], int]:
    """Crawl until some lines were said, then kill; return what was said and the exit status."""
    child = subprocess.Popen(
        [sys.executable, "-c", work, url], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert child.stdout
    said: list[int] = []
    with child.stdout as output:
        for count, line in enumerate(output, 1):
            said += map(int, line.split())
            if count == lines:
                time.sleep(chance.random() / 200)
                child.kill()
    return said, child.wait()


@pytest.mark.parametrize("work", [CRAWL, WALK], ids=["children", "inventory"])
def test_killed_again_and_again(database_url: str, work: str) -> None:
    chance = random.Random(1)
    said: list[int] = []
    for _ in range(KILLS):
        some, status = crawl(work, database_url, chance.randint(1, 8), chance)
        assert status == -9
        said += some
        wait_for_lock(database_url)
    rest, status = crawl(work, database_url, None, chance)
    assert status == 0
    said += rest

    assert max(Counter(said).values()) == 1
    with Archive(database_url) as archive:
        covered = Ledger(archive).coverage("demo", "columns")
        assert covered is not None
        assert covered.run.complete
        assert covered.run.fates == {Fate.OPENED: PAGES}
        assert Ledger(archive).violations(covered.run) == []
        site = Site(id="portal", name="门户", url="http://host0.test/0", unit="市府办")
        window = Window(since=NOW, until=NOW + timedelta(days=1))
        pages = [page.url for page in archive.dossier(site, window).walked]
        assert sorted(pages) == sorted(f"http://host{n % 7}.test/{n}" for n in range(PAGES))
        with archive.database.reading() as connection:
            for table in (frontier, attempt, KINDS[Page].table):
                count = sa.select(sa.func.count()).select_from(table)
                assert connection.execute(count).scalar_one() == PAGES
        if work is WALK:
            stock = Ledger(archive).stock("portal", NOW)
            assert (stock.known, stock.looked, stock.due) == (PAGES, PAGES, 0)
            assert Ledger(archive).drawn(covered.run) == {"portal": PAGES}
            texts = archive.dossier(site, window).texts
            assert sorted(text.content.text for text in texts) == sorted(pages)
