"""Files with telephones, cards, passports and homes of persons, and with wrong words."""

from random import Random

from demo import numbers, prose
from demo.papers import pdf, sheets, word
from demo.stories.story import Leaf, Story


def _mobile_xlsx(rng: Random) -> bytes:
    rows: list[sheets.Row] = [
        [n, name, numbers.mobile(rng)] for n, name in enumerate(numbers.people(rng, 12), 1)
    ]
    return sheets.xlsx([["序号", "姓名", "手机号码"], *rows], sheet="通讯录")


def _mobile_docx(rng: Random) -> bytes:
    rows = [[name, numbers.mobile(rng), "志愿者"] for name in numbers.people(rng, 9)]
    return word.docx(["志愿者名册"], [["姓名", "手机", "身份"], *rows])


def _mobile_pdf(rng: Random) -> bytes:
    return pdf.pdf(
        [
            "护林员名册",
            *(f"{name}　手机号码　{numbers.mobile(rng)}" for name in numbers.people(rng, 14)),
        ]
    )


def _card_xlsx(rng: Random) -> bytes:
    rows: list[sheets.Row] = [
        [name, numbers.bank_card(rng), 260.5] for name in numbers.people(rng, 9)
    ]
    return sheets.xlsx([["姓名", "银行账号（社保卡）", "金额（元）"], *rows], sheet="发放表")


def _card_csv(rng: Random) -> bytes:
    rows: list[sheets.Row] = [
        [name, f"{numbers.bank_card(rng)}\t", 800] for name in numbers.people(rng, 7)
    ]
    return sheets.csv([["姓名", "银行卡号", "金额"], *rows], "utf-8")


def _passports(rng: Random) -> bytes:
    rows = [[name, "处长", numbers.passport(rng)] for name in numbers.people(rng, 3)]
    return word.docx(["因公出国团组人员名单"], [["姓名", "职务", "护照号码"], *rows])


def _addresses(rng: Random) -> bytes:
    rows: list[sheets.Row] = [
        [n, name, numbers.address(rng)] for n, name in enumerate(numbers.people(rng, 14), 1)
    ]
    return sheets.xlsx([["序号", "姓名", "家庭住址"], *rows], sheet="名册")


def _wrong_docx(rng: Random) -> bytes:
    told = prose.paragraphs(rng, "本单位", 5)
    return word.docx([*told, "会议对下半年的重点工作进行了布署，要求各科室抓好落实。"])


def _organ_pdf(rng: Random) -> bytes:
    told = [line[:38] for line in prose.paragraphs(rng, "本单位", 6)]
    return pdf.pdf([*told, "申请材料请提交至市食品药品监督管理局窗口办理。"])


STORIES = (
    Story(
        id="a-mobiles",
        site="@stale-notices-jcms",
        column="notices",
        at=6,
        title="防汛责任人名单公布",
        files=(Leaf(id="mobile-xlsx", words="责任人名单.xlsx", ending="xlsx", make=_mobile_xlsx),),
    ),
    Story(
        id="a-volunteers",
        site="@no-code-webplus",
        column="news",
        at=30,
        title="志愿服务队成立",
        files=(Leaf(id="mobile-docx", words="志愿者名册.docx", ending="docx", make=_mobile_docx),),
    ),
    Story(
        id="a-rangers",
        site="@stale-many-county",
        column="policy",
        at=2,
        title="护林员管理办法",
        files=(Leaf(id="mobile-pdf", words="护林员名册.pdf", ending="pdf", make=_mobile_pdf),),
    ),
    Story(
        id="a-cards",
        site="@stale-news-trs",
        column="notices",
        at=5,
        title="生活补贴发放公示",
        files=(Leaf(id="card-xlsx", words="发放表.xlsx", ending="xlsx", make=_card_xlsx),),
    ),
    Story(
        id="a-prizes",
        site="@wrong-code-jcms",
        column="notices",
        at=6,
        title="奖励资金发放公示",
        files=(Leaf(id="card-csv", words="发放明细.csv", ending="csv", make=_card_csv),),
    ),
    Story(
        id="a-abroad",
        site="@meta-code-trs",
        column="news",
        at=9,
        title="赴外学习考察团组情况",
        files=(Leaf(id="passport-docx", words="团组名单.docx", ending="docx", make=_passports),),
    ),
    Story(
        id="a-homes",
        site="@stale-policy-ucap",
        column="notices",
        at=6,
        title="农房改造对象名册公示",
        files=(Leaf(id="address-xlsx", words="名册.xlsx", ending="xlsx", make=_addresses),),
    ),
    Story(
        id="a-wrong",
        site="@empty-jcms",
        column="news",
        at=8,
        title="半年工作会议召开",
        files=(Leaf(id="wrong-docx", words="会议材料.docx", ending="docx", make=_wrong_docx),),
    ),
    Story(
        id="a-organ",
        site="@empty-gkmlpt",
        column="policy",
        at=4,
        title="许可办理须知",
        files=(Leaf(id="organ-pdf", words="办理须知.pdf", ending="pdf", make=_organ_pdf),),
    ),
)
