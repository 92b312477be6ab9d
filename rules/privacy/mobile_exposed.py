"""People's mobile numbers that everybody can read (公开个人手机号).

## What it detects
Mobile numbers in a page or an attachment that are not an office's own contact. One finding a page
or a file.

## Why it matters
A list of names and telephones is what swindlers and touts live on. The city of Yong'an took the
mobile numbers in a directory that a notice brought along for a leak.

## How to put it right
Publish the office's landline instead; mask people's numbers (`138****1234`) or take the list down.

## Limits
Certain is a list only: five rows and more, each with a person's name and a mobile number. A number
within sixty characters of 联系人, 值班, 监督举报 and the like is an office's contact as long as the
page has at most three different ones, and no finding. All the rest waits for a person: single
numbers, many contacts on one page, and lists whose rows name companies, for whose representatives
the law is not so clear. Landlines, 400 numbers, order numbers and amounts are no candidates.
"""

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import PositiveInt

from rules.privacy.exposed import BASIS, EXAMPLES, Examples, Judged, exposed
from rules.rule import Grade, Setting, Severity, rule
from storage.dossier import SiteDossier
from storage.records import Blind, Content, Exposure, ExposureKind, Finding

NameRows = Annotated[
    PositiveInt,
    Setting(
        label="多少行姓名加手机号的名单可以直接认定",
        unit="行",
        grade=Grade.OURS,
        source="永安市将通知所附通讯录里的多个手机号认定为泄露；五行是本项目定的",
    ),
]
Contacts = Annotated[
    PositiveInt,
    Setting(
        label="一页不超过多少个手机号时可以是单位的联系方式",
        unit="个",
        grade=Grade.OURS,
        source="一份公告的联系人通常不超过三人，再多就像通讯录",
    ),
]
NAME_ROWS = 5
CONTACTS = 3


@rule(
    id="mobile-exposed",
    title="公开个人手机号",
    severity=Severity.MAJOR,
    basis=f"{BASIS}。手机号属于个人信息（个人信息保护法第4条，【推】）；"
    "永安市2022年第四季度通报将通知所附通讯录中的多个个人手机号认定为泄露【证】",
    remedy="对外联系改用单位固定电话；名单、通讯录中的个人手机号去标识化（如138****1234）或整表撤下。",
    needs=(Content,),
)
def mobile_exposed(
    dossier: SiteDossier,
    *,
    examples: Examples = EXAMPLES,
    name_rows: NameRows = NAME_ROWS,
    contacts: Contacts = CONTACTS,
) -> Iterator[Finding | Blind]:
    """Name each page and file that shows people's mobile numbers."""

    def judge(shown: Sequence[Exposure]) -> Judged:
        few = len({each.fingerprint for each in shown}) <= contacts
        wrong = [each for each in shown if not (few and each.contact)]
        listed = [each.valid and each.named and each.rows >= name_rows for each in wrong]
        enough = sum(listed) >= name_rows
        return [(each, enough and sure) for each, sure in zip(wrong, listed, strict=True)]

    yield from exposed(dossier, ExposureKind.MOBILE, examples, judge)
