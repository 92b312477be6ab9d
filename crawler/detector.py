"""Which numbers in a text may be private, and what speaks for and against it.

Everything that is found here `crawler.exposures` masks too; it masks more, for a mask too many
costs nothing, and a finding too many names an office that did nothing wrong. Hence numbers that a
word beside them calls a code, and weak shapes of which no word says what they are, are left out.
Nothing is judged: the rules do that, by the facets. Of a number itself only a keyed hash is kept.
"""

import hmac
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import starmap
from typing import NamedTuple

from crawler.exposures import escapes_masked, masked, private, replaced
from crawler.neighbourhood import Neighbourhood
from crawler.numberchecks import CODED_SINCE, OLD_ID, born, checks, is_in_use, is_issued, is_nobodys
from crawler.privatenumbers import Number
from crawler.quotes import quote
from crawler.tablerows import Headings, Row, Rows
from storage.records import Exposure, ExposureKind

_OLDEST = 120
_APART = 6
"""Rows with this many lines between them are no list any more."""
_LIST = 3
_AMOUNT = re.compile(r"\s?(?:元|万元|亿|吨|平方|公里|千瓦|美元|人民币|立方|公顷|亩|%)")
_FILE = re.compile(r"\.[A-Za-z]{2,5}\b")
_DECIMAL = re.compile(r"\.[0-9]{1,2}(?![0-9])")
_FRACTION = re.compile(r"(?:(?<![0-9])0|[0-9]{3})\.\Z")  # 2. may be the second of a list
_INDEX = re.compile(r"[/／][12][0-9]{3}-")
_STARS = frozenset("*＊●■×#＃")
_LETTER = re.compile(r"[A-Za-z_]")
_ID_KINDS = (ExposureKind.RESIDENT_ID, ExposureKind.BANK_CARD)


class Found(NamedTuple):
    """What may be private in a page or a file."""

    exposures: tuple[Exposure, ...]
    more: int
    """How many were found beyond those."""


class Stretch(NamedTuple):
    """A stretch of a file's text and where it stands."""

    where: str
    text: str
    row: int = 0
    """Of a sheet the number of the row that the first line is; 0 where lines are not rows."""


class Inspected(NamedTuple):
    """A page or a file whose private numbers are masked, and what they were."""

    parts: tuple[tuple[str, str], ...]
    """Where each part stands, and its masked text."""
    found: Found


class _Candidate(NamedTuple):
    """A number that may be private, before its facets are known."""

    number: Number
    where: str
    around: Neighbourhood
    row: Row
    valid: bool
    part: int


def find(
    parts: Iterable[tuple[str, str] | Stretch], key: bytes, most: int = 200, day: date | None = None
) -> Found:
    """Return what may be private in a page or a file.

    Args:
        parts: where each part stands in the file (sheet, page; empty for a page), and its text:
            rows in lines, cells joined by tabs.
        key: of the hash by which repeats are known, as `crawler.exposurekey` gives it.
        most: how many exposures to keep; of each kind there is at least a fifth of them.
        day: on which the text was seen: nobody was born later, nor 120 years before.
    """
    return inspect(parts, key, most, day).found


def inspect(
    parts: Iterable[tuple[str, str] | Stretch], key: bytes, most: int = 200, day: date | None = None
) -> Inspected:
    """Return each part's text masked, and what was found: `masked` and `find` in one go."""
    clean: list[tuple[str, str]] = []
    candidates: list[_Candidate] = []
    contexts: list[tuple[str, Sequence[Number]]] = []
    for place, (where, text, first) in enumerate(starmap(Stretch, parts)):
        plain = escapes_masked(text)
        spans = private(plain)
        clean.append((where and masked(where), replaced(plain, range(len(plain) + 1), spans)))
        contexts.append((plain, spans))
        if spans:
            stands = Stretch(clean[-1][0], plain, first)
            candidates += _candidates(place, stands, spans, day)
    rows = _rows(candidates)
    likely = [index for index, one in enumerate(candidates) if _is_likely(one, rows[index])]
    kept = _shared_out([candidates[index].number.kind for index in likely], most)
    exposures = tuple(
        _exposure(candidates[likely[at]], rows[likely[at]], contexts, key) for at in kept
    )
    return Inspected(tuple(clean), Found(exposures, len(likely) - len(exposures)))


def _candidates(
    part: int, stands: Stretch, spans: Sequence[Number], day: date | None
) -> Iterable[_Candidate]:
    text = stands.text
    rows, headings = Rows(text), Headings(text)
    for number in spans:
        row = rows.row(number.start)
        around = Neighbourhood(text, number, row, headings)
        valid = _is_valid(number, around, day)
        if valid is not None and not _is_innocent(text, number, around):
            line = f"第{stands.row + row.line}行" if stands.row else ""
            yield _Candidate(number, stands.where + line, around, row, valid, part)


def _is_valid(number: Number, around: Neighbourhood, day: date | None) -> bool | None:
    """Return whether what can be checked holds; None where it is no candidate at all."""
    if number.kind is ExposureKind.RESIDENT_ID:
        return _is_valid_id(number.plain, around, day)
    if number.kind is ExposureKind.MOBILE:
        valid = is_in_use(number.plain)
        known = (valid or around.labelled) and not is_nobodys(number.plain)
        return valid if known else None
    if number.kind is ExposureKind.BANK_CARD:
        return is_issued(number.plain)
    return number.kind is ExposureKind.PASSPORT


def _is_valid_id(plain: str, around: Neighbourhood, day: date | None) -> bool | None:
    birth = born(plain)
    if birth is None or (day is not None and not 0 <= (day - birth).days <= _OLDEST * 366):
        return None
    if len(plain) == OLD_ID:
        return None if around.coded else False
    right = checks(plain)
    if around.coded:
        # what is headed 考号 may be an identity number all the same: a person has to look
        return False if right and birth.year < CODED_SINCE else None
    return right if right or around.labelled else None


def _is_innocent(text: str, number: Number, around: Neighbourhood) -> bool:
    """Whether what stands directly beside a number says that it is something else."""
    if number.kind not in (*_ID_KINDS, ExposureKind.MOBILE):
        return False
    if around.coded and number.kind is not ExposureKind.RESIDENT_ID:
        return True
    start, end = number.start, number.end
    before, after = text[max(start - 4, 0) : start], text[end : end + 8]
    if number.kind in _ID_KINDS and (
        _STARS.issuperset(before[-1:] or "0") or _STARS.issuperset(after[:1] or "0")
    ):
        return True
    if _INDEX.match(after):
        return True
    if around.labelled:
        return False
    lettered = _LETTER.match(before[-1:]) or _LETTER.match(after[:1])
    decimal = _FRACTION.search(before) or _DECIMAL.match(after)
    measured = number.kind is ExposureKind.MOBILE and _AMOUNT.match(after)
    return bool(lettered or decimal or measured or _FILE.match(after))


def _rows(candidates: Sequence[_Candidate]) -> list[int]:
    """Return of each candidate how many rows of the same list hold one of its kind."""
    lists: dict[tuple[int, ExposureKind], list[tuple[int, set[int]]]] = {}
    mine: list[set[int]] = []
    for one in candidates:
        known = lists.setdefault((one.part, one.number.kind), [])
        if not known or one.row.line - known[-1][0] > _APART:
            known.append((one.row.line, set()))
        lines = known[-1][1]
        lines.add(one.row.line)
        known[-1] = (one.row.line, lines)
        mine.append(lines)
    return [len(lines) for lines in mine]


def _is_likely(one: _Candidate, rows: int) -> bool:
    """Whether a weak shape is one that words or a list speak for."""
    if one.around.labelled or one.number.kind in (ExposureKind.PASSPORT, ExposureKind.ADDRESS):
        return True
    if one.number.kind is ExposureKind.BANK_CARD:
        return one.around.named
    if len(one.number.plain) == OLD_ID:
        return rows >= _LIST and one.around.named
    return True


def _shared_out(kinds: Sequence[ExposureKind], most: int) -> list[int]:
    """Choose which to keep: the first ones, but of each kind at least its share."""
    share = most // len(ExposureKind)
    counts = Counter(kinds)
    if len(kinds) <= most:
        return list(range(len(kinds)))
    room = most - sum(min(count, share) for count in counts.values())
    seen: Counter[ExposureKind] = Counter()
    kept: list[int] = []
    for index, kind in enumerate(kinds):
        seen[kind] += 1
        if seen[kind] <= share:
            kept.append(index)
        elif room > 0:
            room -= 1
            kept.append(index)
    return kept


def _exposure(
    one: _Candidate, rows: int, contexts: Sequence[tuple[str, Sequence[Number]]], key: bytes
) -> Exposure:
    number, around = one.number, one.around
    plain = f"{number.kind}:{number.plain}".encode("utf-8", "surrogatepass")
    text, spans = contexts[one.part]
    return Exposure(
        kind=number.kind,
        masked="".join(number.hidden.split()),
        fingerprint=hmac.digest(key, plain, "sha256").hex()[:16],
        where=one.where,
        context=quote(text, spans, number, one.row),
        valid=one.valid,
        labelled=around.labelled,
        contact=around.contact,
        named=around.named,
        public=around.public,
        sensitive=around.sensitive,
        rows=rows,
    )
