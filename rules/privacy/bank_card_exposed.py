"""A person's bank card that everybody can read (公开银行卡号).

## What it detects
Numbers of 16 to 19 digits in a page or an attachment that begin as the cards of Chinese banks and
whose check digit holds (ISO/IEC 7812-1). One finding a page or a file.

## Why it matters
Financial accounts are sensitive personal information (个人信息保护法第28条). Lists by which relief
or subsidies are paid out name both the poor and their accounts.

## How to put it right
Take the page or the file down, leave only the last four digits, then put it back.

## Limits
Certain is a number that holds in all that can be checked, that a word calls a card or an account,
and that stands beside a person's name or in a list of three rows and more. The accounts of offices
and companies (对公, 财政专户, 缴费, 保证金, a 户名 that is an office's) are public by law: near
such words nothing is found, unless a list of people's names says otherwise, and then a person
decides. Passbooks and accounts without a card's check digit are not seen.
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
    id="bank-card-exposed",
    title="公开银行卡号",
    severity=Severity.CRITICAL,
    basis=f"{BASIS}。《个人信息保护法》第28条：金融账户属于敏感个人信息【证】",
    remedy="立即撤下该页面或附件，个人银行卡号、存折账号去标识化（只留后4位）或整列删除后再发布。",
    needs=(Content,),
)
def bank_card_exposed(
    dossier: SiteDossier, *, examples: Examples = EXAMPLES, list_rows: ListRows = LIST_ROWS
) -> Iterator[Finding | Blind]:
    """Name each page and file that shows people's bank cards."""

    def judge(shown: Sequence[Exposure]) -> Judged:
        return [
            (each, _is_certain(each, list_rows))
            for each in shown
            if not each.public or (each.named and each.rows >= list_rows)
        ]

    yield from exposed(dossier, ExposureKind.BANK_CARD, examples, judge)


def _is_certain(shown: Exposure, list_rows: int) -> bool:
    beside = shown.named or shown.rows >= list_rows
    return shown.valid and shown.labelled and beside and not shown.public
