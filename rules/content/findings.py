"""Makes of what was sighted one finding a page or file."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated

from pydantic import PositiveInt

from rules.content.lexicon import Family, Lexicon
from rules.content.surroundings import excerpt
from rules.content.sweep import Sighting, sweep
from rules.rule import Grade, Setting
from storage.dossier import SiteDossier
from storage.records import Blind, Evidence, Finding

EXAMPLES = 20
Examples = Annotated[
    PositiveInt,
    Setting(
        label="每个页面或文件最多列出多少处证据",
        unit="处",
        grade=Grade.OURS,
        source="总数另在说明中写明，列得再多也只需改一次",
    ),
]

REPEATED = 20
"""On more pages than this the same words in the same line are the site's frame: said once."""


def findings(
    dossier: SiteDossier,
    lexicon: Lexicon | None,
    family: Family,
    say: Callable[[Sighting], str],
    *,
    examples: int,
    counts: Callable[[Sighting], bool] = lambda _: True,
) -> Iterator[Finding | Blind]:
    """Yield a finding for each page or file where words of a family stand.

    Args:
        dossier: what was seen of the site.
        lexicon: the words; without them everything is blind.
        family: which of the words.
        say: makes the message of the first sighting; the number of all is added to it.
        examples: how many proofs a finding holds at the most.
        counts: what else a sighting has to be.
    """
    if lexicon is None:
        reason = f"没有词表，{len(dossier.texts)}个页面和文件的用词没有查"
        yield Blind(place=dossier.site.url, reason=reason)
        return
    swept = sweep(dossier, lexicon)
    kept = [sighting for sighting in swept.sightings.get(family, ()) if counts(sighting)]
    pages: dict[str, list[Sighting]] = defaultdict(list)
    elsewhere: Counter[str] = Counter()
    for sighting, others in _without_frame(kept, dossier.site.url):
        pages[sighting.page.url].append(sighting)
        elsewhere[sighting.page.url] = max(elsewhere[sighting.page.url], others)
    for url, sightings in pages.items():
        yield _finding(sightings, say, examples, elsewhere[url])
    yield from swept.unread


def _without_frame(sightings: Iterable[Sighting], home: str) -> Iterator[tuple[Sighting, int]]:
    """Yield each sighting and on how many other pages it repeats that are not yielded."""
    kept = tuple(sightings)
    pages: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for sighting in kept:
        pages[_line(sighting)].add(sighting.page.url)
    shown = {
        line: home if home in urls else min(urls, key=lambda url: (len(url), url))
        for line, urls in pages.items()
        if len(urls) > REPEATED
    }
    for sighting in kept:
        line = _line(sighting)
        if shown.get(line, sighting.page.url) == sighting.page.url:
            yield sighting, len(pages[line]) - 1 if line in shown else 0


def _line(sighting: Sighting) -> tuple[str, ...]:
    """Return by what the same line on another page is known; filler is each page's own."""
    own = sighting.page.url if sighting.entry.family is Family.PLACEHOLDER else ""
    return sighting.word, sighting.before, sighting.after, own


def _finding(
    sightings: list[Sighting], say: Callable[[Sighting], str], examples: int, elsewhere: int
) -> Finding:
    first = next((sighting for sighting in sightings if sighting.certain), sightings[0])
    message = say(first)
    if len(sightings) > 1:
        message += f"等{len(sightings)}处"
    if elsewhere:
        message += f"（另有{elsewhere}个页面的同一位置也是这样）"
    ordered = sorted(sightings, key=lambda sighting: not sighting.certain)
    return Finding(
        place=first.page.url,
        message=message,
        evidence=tuple(map(_proof, ordered[:examples])),
        certain=first.certain,
    )


def _proof(sighting: Sighting) -> Evidence:
    return Evidence(
        url=sighting.page.url,
        at=sighting.page.at,
        quote=excerpt(sighting.before, sighting.word, sighting.after),
        where=sighting.where,
        word=sighting.word,
        certain=sighting.certain,
        sha256=sighting.page.sha256,
    )
