"""Where a city's sites link to: each address outside looked at once, whoever links to it.

The looks are `crawler.outside`'s, whether our own network was down is `crawler.outage`'s to say,
and `crawler.repeatedlooks` keeps count of the nights. What is found is parsed where everything
hostile is, in the children behind `read`.
"""

import asyncio
import contextlib
from collections import defaultdict, deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from crawler.adapters.reading import Document, Reading
from crawler.domains import host_of, same_owner
from crawler.exposures import masked, masked_url
from crawler.guard import AddressGuard, Names
from crawler.outage import Outage
from crawler.outside import Found, Visitor
from crawler.readers import ReadingError
from crawler.repeatedlooks import carried_on
from crawler.streamed import streamed
from crawler.turns import Limits
from storage.addresses import Address, normalised
from storage.records import Fate, PageKind, Target

Read = Callable[[Document], Awaitable[Reading]]
"""Reads a document in a child: `crawler.readers.Readers.read`."""

SLOW_IN_A_ROW = 3
_MOST_TITLE = 200
_CONTROLS_AT_MOST = 5
_SLOW = frozenset({Fate.TOTAL_TIMEOUT, Fate.TCP_TIMEOUT})
_FATE_OF_KIND = {
    PageKind.ERROR: Fate.SOFT_ERROR,
    PageKind.MAINTENANCE: Fate.SOFT_ERROR,
    PageKind.REFUSED: Fate.CHALLENGE_WAF,
}


@dataclass(frozen=True, kw_only=True)
class Outlink:
    """An address outside that a site's pages link to."""

    site: str
    url: str
    example: str = ""
    """One of the pages that link to it."""
    words: str = ""
    """What that link says."""
    pages: int = 1
    hidden: bool = False
    before: Target | None = None
    """What the last look at it found; None where it is the first."""


@dataclass(frozen=True, kw_only=True)
class _Look:
    """One look, whoever asked for it."""

    wanted: Sequence[Outlink]
    found: Found
    at: datetime
    host: str
    moment: float
    title: str = ""
    forward: str | None = None

    @property
    def silent(self) -> bool:
        """Whether the host said nothing, which may be our network's doing."""
        fate = self.found.fate
        if self.found.status is not None or fate is Fate.DNS_INTERNAL:
            return False
        return fate.name.startswith(("DNS_", "TCP_", "LOCAL_")) or fate is Fate.TOTAL_TIMEOUT

    def unheard(self) -> "_Look":
        """Say that our own network was down."""
        return replace(self, found=replace(self.found, fate=Fate.LOCAL_NET))

    def targets(self) -> Iterable[Target]:
        """Say it to each site that asked."""
        for link in self.wanted:
            landed = self.forward or self.found.url
            moved = landed and self.found.fate is Fate.OPENED and not same_owner(landed, link.url)
            target = Target(
                site=link.site,
                url=masked_url(link.url),
                at=self.at,
                fate=self.found.fate,
                status=self.found.status,
                external=True,
                pages=link.pages,
                example=masked_url(link.example),
                words=masked(link.words),
                hidden=link.hidden,
                landed=masked_url(landed) if moved else "",
                title=self.title,
            )
            yield carried_on(target, link.before)


async def look_outside(
    wanted: Iterable[Outlink],
    *,
    guard: AddressGuard,
    user_agent: str,
    now: Callable[[], datetime],
    read: Read,
    limits: Limits | None = None,
    names: Names | None = None,
    controls: Collection[str] = (),
) -> AsyncGenerator[Target, None]:
    """Yield how each address was found, one target a site that links to it.

    What answered comes as soon as it did, what stayed silent at the end, when it is known whether
    our own network was down: then its fate is `LOCAL_NET`. Addresses that the limits left no room
    for do not come at all: nobody looked at them.

    Args:
        wanted: in the order in which hosts' addresses are to be looked at.
        guard: what may be contacted; every hop is checked.
        user_agent: who asks, with a contact.
        now: the present moment, aware.
        read: reads a page in a child that can be killed.
        limits: what it may cost.
        names: the resolver.
        controls: addresses outside that are known to answer, such as some that opened last time.
            Without them a list of nothing but dead hosts looks like a network that is down.
    """
    limits = limits or Limits()
    async with Visitor(guard, user_agent, limits, names) as visitor:
        run = _Run(visitor, read, now, limits, controls)
        silent: list[_Look] = []
        async with contextlib.aclosing(streamed(partial(run.work, wanted))) as looks:
            async for look in looks:
                if look.silent:
                    silent.append(look)
                    continue
                for target in look.targets():
                    yield target
        ours = await run.outage.ours()
        for look in silent:
            for target in (look.unheard() if ours(look.host, look.moment) else look).targets():
                yield target


class _Run:
    """The looks of one run, host by host."""

    def __init__(
        self,
        visitor: Visitor,
        read: Read,
        now: Callable[[], datetime],
        limits: Limits,
        controls: Collection[str],
    ) -> None:
        self._visitor = visitor
        self._read = read
        self._now = now
        self._limits = limits
        self._controls = tuple(controls)[:_CONTROLS_AT_MOST]
        self._slots = asyncio.Semaphore(limits.hosts)
        self.outage = Outage(self._controls_answer if self._controls else None)

    async def work(self, wanted: Iterable[Outlink], out: Callable[[_Look], None]) -> None:
        """Look at everything, as far as the limits go."""
        by_host: defaultdict[str, dict[str, list[Outlink]]] = defaultdict(dict)
        for link in wanted:
            host = Address(url=link.url, site="", role="").host
            by_host[host].setdefault(normalised(link.url), []).append(link)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._limits.run_seconds), asyncio.TaskGroup() as group:
                for links in by_host.values():
                    group.create_task(self._host(links, out))

    async def _host(self, links: dict[str, list[Outlink]], out: Callable[[_Look], None]) -> None:
        """Look at one host's addresses, until it asks to be left alone."""
        waiting = deque(list(links.items())[: self._limits.per_host])
        slow = 0
        async with self._slots:
            while waiting and slow < SLOW_IN_A_ROW:
                url, asked = waiting.popleft()
                look = await self._look(url, asked)
                slow = slow + 1 if look.found.fate in _SLOW else 0
                if look.silent:
                    await self.outage.silent(look.host, look.moment)
                else:
                    self.outage.answered(look.host, look.moment)
                out(look)
                if look.found.fate is Fate.RATE_LIMITED or look.found.status == 503:
                    return

    async def _look(self, url: str, asked: Sequence[Outlink]) -> _Look:
        found = await self._visitor.look(url)
        look = _Look(
            wanted=asked,
            found=found,
            at=self._now(),
            host=host_of(url),
            moment=asyncio.get_running_loop().time(),
        )
        if found.fate is not Fate.OPENED or not found.body:
            return look
        return await self._as_read(look)

    async def _as_read(self, look: _Look) -> _Look:
        """Let a page say what it is; one that no child could read has opened all the same."""
        found = look.found
        document = Document(
            url=found.url,
            body=found.body,
            fetched_at=look.at,
            content_type=found.headers.get("content-type"),
            frame=False,
        )
        try:
            reading = await self._read(document)
        except ReadingError:
            return look
        fate = _FATE_OF_KIND.get(reading.kind, found.fate)
        title = masked(reading.title or "")[:_MOST_TITLE]
        forward = reading.forward
        return replace(look, found=replace(found, fate=fate), title=title, forward=forward)

    async def _controls_answer(self) -> bool:
        """Whether one of those that are known to answer does."""
        looks = (self._visitor.look(url) for url in self._controls)
        return any(found.status is not None for found in await asyncio.gather(*looks))
