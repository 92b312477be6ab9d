"""What a run is to look at: each address once, however often it is found."""

from collections.abc import Iterable

import sqlalchemy as sa

from storage.addresses import Address
from storage.bulk import Bulk, Row
from storage.tables import State, frontier

_CHUNK = 500  # keys one statement names
_REMEMBERED = 200_000


class Plan:
    """Schedules addresses, and remembers them: a site's pages link the same places again.

    The memory only saves questions. What it holds was committed; what it lacks is asked for.
    """

    def __init__(self) -> None:
        self._known: set[tuple[int, str, str]] = set()

    def schedule(self, connection: sa.Connection, run: int, addresses: Iterable[Address]) -> int:
        """Add what is new to the run, within the connection's transaction, and count it."""
        found: dict[tuple[int, str, str], Address] = {}
        for address in addresses:
            found.setdefault((run, address.site, address.url), address)
        unknown: dict[str, Address] = {}
        for name, address in found.items():
            if name not in self._known:
                unknown.setdefault(address.key, address)
        keys = list(unknown)
        for start in range(0, len(keys), _CHUNK):
            for key in _scheduled(connection, run, keys[start : start + _CHUNK]):
                del unknown[key]
        _INSERT(connection, (_row(run, key, address) for key, address in unknown.items()))
        return len(unknown)

    def remember(self, run: int, addresses: Iterable[Address]) -> None:
        """Keep in mind what was scheduled, once that is committed."""
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        self._known.update((run, address.site, address.url) for address in addresses)


def _scheduled(connection: sa.Connection, run: int, keys: list[str]) -> Iterable[str]:
    return connection.execute(_KNOWN, {"of": run, "keys": keys}).scalars().all()


_KNOWN = sa.select(frontier.c.url_key).where(
    frontier.c.url_key.in_(sa.bindparam("keys", expanding=True)),
    frontier.c.run == sa.bindparam("of"),
)

_INSERT = Bulk(
    sa.insert(frontier),
    (
        *("run", "url_key", "url", "site", "role", "payload"),
        *("priority", "host", "state", "attempts"),
    ),
)


def _row(run: int, key: str, address: Address) -> Row:
    return (
        *(run, key, address.url, address.site, address.role, address.payload),
        *(address.priority, address.host, State.TODO, 0),
    )
