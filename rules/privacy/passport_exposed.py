"""A passport number that everybody can read (公开护照号).

## What it detects
Chinese passport numbers, a letter and eight digits or two letters and seven, that stand near the
word 护照 or in a column of that name. One finding a page or a file.

## Why it matters
A passport number is personal information as an identity number is, and opens as many doors.

## How to put it right
Mask the number or leave the column out.

## Limits
Nothing in a passport number can be checked, so every finding waits for a person. Foreign passports
are not looked for, nor what is written far from the word 护照.
"""

from collections.abc import Iterator, Sequence

from rules.privacy.exposed import BASIS, EXAMPLES, Examples, Judged, exposed
from rules.rule import Severity, rule
from storage.dossier import SiteDossier
from storage.records import Blind, Content, Exposure, ExposureKind, Finding


@rule(
    id="passport-exposed",
    title="公开护照号",
    severity=Severity.MAJOR,
    basis=f"{BASIS}。护照号属于个人信息（个人信息保护法第4条，【推】）",
    remedy="核实后将护照号去标识化或删去该列，再重新发布。",
    needs=(Content,),
)
def passport_exposed(
    dossier: SiteDossier, *, examples: Examples = EXAMPLES
) -> Iterator[Finding | Blind]:
    """Name each page and file that shows passport numbers."""

    def judge(shown: Sequence[Exposure]) -> Judged:
        return [(each, False) for each in shown]

    yield from exposed(dossier, ExposureKind.PASSPORT, examples, judge)
