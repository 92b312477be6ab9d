"""Where people live, to the door, beside their names (公开家庭住址).

## What it detects
Rows or sentences with a person's name and a home down to the group of villagers, the door or the
flat. One finding a page or a file.

## Why it matters
Name and address together lead strangers to the door of those whom a list calls poor or ill.

## How to put it right
Give addresses down to the township or the street office only, as Yong'an has it.

## Limits
Names and homes are known by their look and by the words beside them, so every finding waits for a
person. One home is named only where a word calls it one (住址, 户籍); else it takes three rows. The
addresses of offices, companies and sites are not looked for, nor homes without a name.
"""

from collections.abc import Iterator, Sequence

from rules.privacy.exposed import (
    BASIS,
    EXAMPLES,
    LIST_ROWS,
    Examples,
    Judged,
    ListRows,
    exposed,
)
from rules.rule import Severity, rule
from storage.dossier import SiteDossier
from storage.records import Blind, Content, Exposure, ExposureKind, Finding


@rule(
    id="address-exposed",
    title="公开家庭住址",
    severity=Severity.MINOR,
    basis=f"{BASIS}。永安市2022年第四季度通报：家庭住址只到乡镇（街道）【证】",
    remedy="核实后将家庭住址改为只写到乡镇（街道），再重新发布。",
    needs=(Content,),
)
def address_exposed(
    dossier: SiteDossier, *, examples: Examples = EXAMPLES, list_rows: ListRows = LIST_ROWS
) -> Iterator[Finding | Blind]:
    """Name each page and file that shows where people live."""

    def judge(shown: Sequence[Exposure]) -> Judged:
        return [(each, False) for each in shown if each.labelled or each.rows >= list_rows]

    yield from exposed(dossier, ExposureKind.ADDRESS, examples, judge)
