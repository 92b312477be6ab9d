"""One pass over a site's texts for all wording rules together.

Texts may stream from storage and are many; so they are read once, and of each word found only what
is around it is kept. The pass over the latest dossier is remembered while that dossier lives.
"""

import re
import weakref
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from rules import reasons
from rules.content import glyphs, placeholders
from rules.content.doubts import doubtful
from rules.content.lexicon import Entry, Family, Lexicon
from rules.content.surroundings import (
    alone_in_quotes,
    explained,
    explaining_title,
    in_quotes,
)
from storage.dossier import PageText, SiteDossier
from storage.records import Blind, Page

WINDOW = 200
"""Characters of a line that are kept on either side of a word."""
MOST = 2_000
"""Words kept of one page or file: more say no more, and would fill the memory."""
_STRANGE = 50
_NEIGHBOUR = re.compile(r"\s*[<《«]*\s*(?:上|下|前|后)一?(?:篇|条|页|则|个)")

_TITLE = Entry(family=Family.PLACEHOLDER, word="标题", category="标题")


@dataclass(frozen=True, kw_only=True)
class Sighting:
    """A word that stands on a page or in a file, with its line, and what speaks of it."""

    page: Page
    entry: Entry
    word: str
    """What is shown as wrong: the entry's word, or all of what it is part of."""
    before: str
    after: str
    where: str = ""
    certain: bool = False


@dataclass(frozen=True, kw_only=True)
class Sweep:
    """What one pass over a dossier's texts found."""

    sightings: Mapping[Family, list[Sighting]]
    unread: tuple[Blind, ...] = ()


@dataclass
class _Latest:
    """The latest pass, for the next rule over the same dossier."""

    dossier: "weakref.ref[SiteDossier] | None" = None
    lexicon: Lexicon | None = None
    swept: Sweep = field(default_factory=lambda: Sweep(sightings={}))


_LATEST = _Latest()


def sweep(dossier: SiteDossier, lexicon: Lexicon) -> Sweep:
    """Return what stands in a dossier's texts, looked through once for all rules."""
    known = _LATEST.dossier
    if known is None or known() is not dossier or _LATEST.lexicon is not lexicon:
        swept = _swept(dossier, lexicon)
        _LATEST.dossier, _LATEST.lexicon = weakref.ref(dossier), lexicon
        _LATEST.swept = swept
    return _LATEST.swept


def _swept(dossier: SiteDossier, lexicon: Lexicon) -> Sweep:
    sightings: dict[Family, list[Sighting]] = defaultdict(list)
    unread: list[Blind] = []
    cut = 0
    for text in dossier.texts:
        if _undecoded(text.content.text):
            unread.append(Blind(place=text.page.url, reason="文字没有按正确的编码读出来"))
            continue
        for sighting in islice(_on(text, lexicon), MOST):
            sightings[sighting.entry.family].append(sighting)
        if not text.content.complete and text.page.file:
            unread.append(reasons.unread_file(text))
        elif not text.content.complete:
            cut += 1
    if cut:
        unread.append(reasons.unread_pages(dossier, cut))
    return Sweep(sightings=dict(sightings), unread=tuple(unread))


def _undecoded(body: str) -> bool:
    """Whether a text is bytes that nobody can read: that may be our doing, and is no wording."""
    strange = body.count(glyphs.REPLACEMENT)
    return strange >= _STRANGE and strange * 20 > len(body)


def _on(text: PageText, lexicon: Lexicon) -> Iterator[Sighting]:
    """Yield what counts on one page or in one file, its title first."""
    page, body = text.page, text.content.text
    fault = placeholders.title_fault(page)
    if fault is not None:
        yield Sighting(page=page, entry=_TITLE, word=fault, before="", after="")
    if explaining_title(page.title):
        return
    for start, entry in lexicon.hits(body):
        if entry.since is not None and (page.published is None or page.published < entry.since):
            continue
        seen = _read(entry, page, body, start)
        if seen is None:
            continue
        before, after, word, certain = seen
        if not page.file and _NEIGHBOUR.match(before):
            continue  # another page's title, which that page answers for
        if _exempt(entry, before, word, after, lexicon):
            continue
        where = _where(body, start) if page.file else ""
        yield Sighting(
            page=page,
            entry=entry,
            word=word,
            before=before,
            after=after,
            where=where,
            certain=certain and not doubtful(entry, page, where, before, after),
        )


def _read(entry: Entry, page: Page, body: str, start: int) -> tuple[str, str, str, bool] | None:
    """Return what is before and after on the line, the word, and whether it is certain."""
    start += len(entry.word) - len(entry.word.lstrip("\n"))
    end = start + len(entry.word.strip("\n"))
    before = body[max(0, start - WINDOW) : start].rpartition("\n")[2]
    after = body[end : end + WINDOW].partition("\n")[0]
    said: tuple[str, bool] | None = entry.word, entry.certain
    if entry.family is Family.SCRIPT:
        said = glyphs.read(entry, before, after)
    elif entry.family is Family.PLACEHOLDER:
        said = placeholders.read(entry, page, before, after)
    return None if said is None else (before, after, *said)


def _exempt(entry: Entry, before: str, word: str, after: str, lexicon: Lexicon) -> bool:
    """Whether a word is quoted, explained or part of a name, and so is not used."""
    if entry.family is Family.PLACEHOLDER:
        return False
    if entry.family is Family.SCRIPT and entry.quoted:
        return alone_in_quotes(before, after) or explained(before, after)
    if explained(before, after) or (not entry.quoted and in_quotes(before, after)):
        return True
    return lexicon.in_place_name(before, word, after)


def _where(body: str, start: int) -> str:
    """Return the heading of the part of a file that a place belongs to: ［工作表“名单”］."""
    at = body.rfind("\n［", 0, start) + 1
    line = body[at : body.find("\n", at)] if body.startswith("［", at) else ""
    return line[1:-1] if line.endswith("］") else ""
