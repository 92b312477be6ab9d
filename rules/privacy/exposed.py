"""What the rules on private numbers share: one finding a page or a file, and what was not read.

The law: 个人信息保护法第28条 (敏感个人信息), 政府信息公开条例第15条 (个人隐私不得公开),
国办发〔2017〕47号 (网站不得泄露个人隐私), 国办《2018年政务公开工作要点》 (去标识化). What counts as
a list, and which mobile numbers are an office's own, no document says: those figures are ours.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Annotated

from pydantic import PositiveInt

from rules import reasons
from rules.rule import Grade, Setting
from storage.dossier import PageText, SiteDossier
from storage.records import Blind, Evidence, Exposure, ExposureKind, Finding

Judged = Sequence[tuple[Exposure, bool]]
"""Exposures that are wrong, each with whether nobody could reasonably object."""

BASIS = (
    "《政府信息公开条例》第15条：涉及个人隐私、公开会对第三方合法权益造成损害的政府信息不得公开【证】；"
    "国办发〔2017〕47号：网站不得泄露个人隐私【证】；"
    "国务院办公厅《2018年政务公开工作要点》：涉及个人隐私的要去标识化【证】"
)

Examples = Annotated[
    PositiveInt,
    Setting(
        label="一页或一个文件最多列出多少处证据",
        unit="处",
        grade=Grade.OURS,
        source="问题说明里写明总数，证据够核对即可",
    ),
]
ListRows = Annotated[
    PositiveInt,
    Setting(
        label="同一名单里有多少行就算批量公开",
        unit="行",
        grade=Grade.OURS,
        source="没有文件规定；三行起已不是偶然带出的一个号码",
    ),
]
EXAMPLES = 20
LIST_ROWS = 3

_NOUNS = {
    ExposureKind.RESIDENT_ID: ("身份证号", "个"),
    ExposureKind.MOBILE: ("手机号", "个"),
    ExposureKind.BANK_CARD: ("银行卡号", "个"),
    ExposureKind.PASSPORT: ("护照号", "个"),
    ExposureKind.ADDRESS: ("家庭住址", "处"),
}


def exposed(
    dossier: SiteDossier,
    kind: ExposureKind,
    examples: int,
    judge: Callable[[Sequence[Exposure]], Judged],
) -> Iterator[Finding | Blind]:
    """Name each page and file that shows numbers of a kind, and what was not read.

    Args:
        dossier: the site's.
        kind: of number.
        examples: how many evidences a finding has at most, the certain ones first.
        judge: takes what one page or file shows of the kind, in order; gives what is wrong of it.
    """
    unread = 0
    for text in dossier.texts:
        shown = [exposure for exposure in text.content.exposures if exposure.kind is kind]
        judged = judge(shown) if shown else ()
        if judged:
            yield _finding(text, kind, shown, judged, examples)
        elif text.page.file and not text.content.complete:
            yield reasons.unread_file(text)
        elif not text.content.complete:
            unread += 1
    if unread:
        yield reasons.unread_pages(dossier, unread)


def _finding(
    text: PageText,
    kind: ExposureKind,
    shown: Sequence[Exposure],
    judged: Judged,
    examples: int,
) -> Finding:
    certain = any(sure for _, sure in judged)
    chosen = sorted(range(len(judged)), key=lambda at: (not judged[at][1], at))[:examples]
    page = text.page
    return Finding(
        place=page.url,
        message=("" if certain else "疑似") + _message(text, kind, shown, judged),
        evidence=tuple(
            Evidence(
                url=page.url,
                at=page.at,
                quote=exposure.context or exposure.masked,
                where=exposure.where,
                word=exposure.masked,
                certain=sure,
                sha256=page.sha256,
            )
            for exposure, sure in (judged[at] for at in sorted(chosen))
        ),
        certain=certain,
    )


def _message(text: PageText, kind: ExposureKind, shown: Sequence[Exposure], judged: Judged) -> str:
    """Say how many, in what shape, beside what: 身份证号12个，列表形式，含姓名."""
    noun, measure = _NOUNS[kind]
    wrong = [exposure for exposure, _ in judged]
    parts = [f"{noun}{_count(text, shown, wrong)}{measure}"]
    if max(exposure.rows for exposure in wrong) >= LIST_ROWS:
        parts.append("列表形式")
    if any(exposure.named for exposure in wrong):
        parts.append("含姓名")
    if any(exposure.sensitive for exposure in wrong):
        parts.append("涉及健康、残疾、救助或未成年人信息")
    if not text.content.complete:
        parts.append("文件没有读全，可能还有" if text.page.file else "网页没有读全，可能还有")
    return "，".join(parts)


def _count(text: PageText, shown: Sequence[Exposure], wrong: Sequence[Exposure]) -> str:
    """Count different numbers; where not all were kept, say that there are at least so many."""
    different = len({exposure.fingerprint for exposure in wrong})
    more = text.content.more
    if not more:
        return str(different)
    if len(shown) == len(text.content.exposures) == len(wrong):
        return str(len(wrong) + more)
    return f"至少{max(different, *(exposure.rows for exposure in wrong))}"
