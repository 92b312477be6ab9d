"""The ledger against a model: whatever is done in whatever order, the two agree."""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from storage.archive import Archive
from storage.ledger import Address, Lease, Ledger, Look
from storage.records import Fate, Page
from storage.tables import attempt, frontier

START = datetime(2025, 3, 31, 22, tzinfo=UTC)
LEASE_SECONDS = 300
PER_HOST = 2
STEPS = 120


@dataclass
class Known:
    """One address as the model knows it."""

    order: int
    address: Address
    attempts: int = 0
    leased_until: datetime | None = None
    not_before: datetime | None = None
    fate: Fate | None = None
    done: bool = False
    ended: list[tuple[int, Fate]] = field(default_factory=list)


class Model:
    """The ledger in plain Python, and the real one driven beside it."""

    def __init__(self, url: str, seed: int) -> None:
        self.url = url
        self.chance = random.Random(seed)
        self.now = START
        self.known: dict[str, Known] = {}
        self.held: list[Lease] = []
        self.stale: list[Lease] = []
        self.begin()

    def begin(self) -> None:
        self.archive = Archive(self.url)
        self.ledger = Ledger(self.archive)
        self.run = self.ledger.open("demo", "columns", self.now)

    def some_addresses(self) -> list[Address]:
        return [
            Address(
                url=f"http://{self.chance.choice('abcd')}.test/{self.chance.randrange(12)}",
                site="portal",
                role="page",
                priority=self.chance.randrange(3),
            )
            for _ in range(self.chance.randrange(6))
        ]

    def learn(self, addresses: list[Address]) -> int:
        before = len(self.known)
        for address in addresses:
            self.known.setdefault(address.url, Known(len(self.known), address))
        return len(self.known) - before

    def schedule(self) -> None:
        addresses = self.some_addresses()
        assert self.ledger.schedule(self.run, addresses) == self.learn(addresses)

    def wait(self) -> None:
        self.now += timedelta(seconds=self.chance.choice([1, 60, LEASE_SECONDS]))

    def crash(self) -> None:
        self.archive.close()
        self.stale += self.held
        self.held = []
        for known in self.known.values():
            known.leased_until = None
        former = self.run.id
        self.begin()
        assert self.run.id == former

    def claim(self) -> None:
        limit = self.chance.randrange(1, 6)
        expected = self.expected_claims(limit)
        leases = self.ledger.claim(self.run, self.now, limit, PER_HOST, LEASE_SECONDS)
        assert [lease.address.url for lease in leases] == expected
        for lease in leases:
            known = self.known[lease.address.url]
            known.attempts += 1
            known.leased_until = self.now + timedelta(seconds=LEASE_SECONDS)
            assert lease.attempt == known.attempts
        self.held += leases

    def expected_claims(self, limit: int) -> list[str]:
        for known in self.known.values():
            if known.leased_until and known.leased_until <= self.now:
                known.leased_until = None
        free = dict.fromkeys("abcd", PER_HOST)
        for known in self.known.values():
            if known.leased_until:
                free[known.address.host[0]] -= 1
        chosen: list[str] = []
        for known in sorted(self.known.values(), key=lambda k: (-k.address.priority, k.order)):
            due = known.not_before is None or known.not_before <= self.now
            host = known.address.host[0]
            if due and not known.done and not known.leased_until and free[host] > 0:
                free[host] -= 1
                chosen.append(known.address.url)
        return chosen[:limit]

    def finish(self) -> None:
        self.chance.shuffle(self.held)
        cut = self.chance.randrange(len(self.held) + 1)
        leases, self.held = self.held[:cut], self.held[cut:]
        if self.stale and self.chance.random() < 0.5:
            leases.append(self.chance.choice(self.stale))
        if leases and self.chance.random() < 0.3:
            leases.append(self.chance.choice(leases))
        looks = [self.look(lease) for lease in leases]
        expected = sum(self.note(look) for look in looks)
        assert self.ledger.finish(self.run, looks) == expected
        self.stale += leases

    def look(self, lease: Lease) -> Look:
        again = self.chance.random() < 0.3
        url = lease.address.url
        return Look(
            lease=lease,
            fate=self.chance.choice([Fate.OPENED, Fate.HTTP_5XX, Fate.ROBOTS]),
            at=self.now,
            children=tuple(self.some_addresses()),
            observations=(Page(site="portal", url=url, at=self.now, fate=Fate.OPENED),),
            retry_at=self.now + timedelta(seconds=90) if again else None,
        )

    def note(self, look: Look) -> bool:
        known = self.known[look.lease.address.url]
        if known.leased_until is None or known.attempts != look.lease.attempt:
            return False
        known.leased_until = None
        known.not_before = look.retry_at
        known.done = look.retry_at is None
        known.fate = look.fate
        known.ended.append((look.lease.attempt, look.fate))
        self.learn(list(look.children))
        return True

    def compare(self) -> None:
        waiting = [k for k in self.known.values() if not k.done]
        assert self.ledger.pending(self.run) == len(waiting)
        assert self.ledger.violations(self.run) == []
        with self.archive.database.reading() as connection:
            rows = connection.execute(sa.select(frontier).order_by(frontier.c.id)).all()
            tries = connection.execute(
                sa.select(frontier.c.url, attempt.c.number, attempt.c.fate)
                .join(frontier, frontier.c.id == attempt.c.address)
                .order_by(attempt.c.id)
            ).all()
        assert [(row.url, row.fate, row.attempts, row.state == "done") for row in rows] == [
            (k.address.url, k.fate, k.attempts, k.done) for k in self.known.values()
        ]
        kept: dict[str, list[tuple[int, Fate]]] = {url: [] for url in self.known}
        for url, number, fate in tries:
            kept[url].append((number, fate))
        assert kept == {url: known.ended for url, known in self.known.items()}

    def work_off(self) -> None:
        """Finish whatever is left, as a crawl does at its end."""
        while self.ledger.pending(self.run):
            self.now += timedelta(seconds=LEASE_SECONDS)
            for lease in self.ledger.claim(self.run, self.now, 99, 99):
                look = Look(lease=lease, fate=Fate.OPENED, at=self.now)
                assert self.ledger.finish(self.run, [look]) == 1


@pytest.mark.parametrize("seed", range(6))
def test_the_ledger_agrees_with_its_model(database_url: str, seed: int) -> None:
    model = Model(database_url, seed)
    steps = [model.schedule, model.wait, *[model.claim] * 3, *[model.finish] * 3, model.crash]

    for step in range(STEPS):
        model.chance.choice(steps)()
        if step % 10 == 0:
            model.compare()

    model.compare()
    model.work_off()
    assert model.ledger.close(model.run, model.now).complete
    assert model.ledger.violations(model.run) == []
    model.archive.close()
