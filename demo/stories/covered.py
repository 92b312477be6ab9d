"""Numbers that were covered as they should be, and others in the places of private ones."""

from random import Random

from demo import numbers
from demo.papers import sheets
from demo.stories.story import Leaf, Scene, Story, table


def _covered_ids(scene: Scene) -> list[str]:
    rng = scene.rng
    forms = (
        (2, 3, "*"), (3, 4, "*"), (6, 4, "*"), (6, 2, "*"), (4, 4, "X"), (6, 4, "＊"), (3, 3, "●"),
        (10, 4, "*"), (6, 0, "*"), (0, 4, "*"), (1, 1, "*"), (14, 0, "*"),
    )  # fmt: skip
    rows = [["序号", "姓名", "身份证号码"]]
    for n, (left, right, mark) in enumerate(forms, start=1):
        number = numbers.resident_id(rng)
        rows.append(
            [str(n), numbers.person(rng)[0] + "**", numbers.starred(number, left, right, mark)]
        )
    number = numbers.resident_id(rng)
    rows.append(["13", "王某", f"{number[:6]}********{number[14:]}"])
    return [table(rows)]


def _covered_mobiles(scene: Scene) -> list[str]:
    rng = scene.rng
    rows = [["姓名", "手机号码"]]
    for mark in ("****", "XXXX", "＊＊＊＊", "●●●●", "-****-", " **** "):
        number = numbers.mobile(rng)
        rows += [[numbers.person(rng), number[:3] + mark + number[7:]] for _ in range(2)]
    return [table(rows)]


def _covered_cards(scene: Scene) -> list[str]:
    rng = scene.rng
    rows = [["姓名", "银行卡号", "金额"]]
    for _ in range(5):
        card = numbers.bank_card(rng)
        rows.append([numbers.person(rng), f"{card[:4]} **** **** {card[-4:]}", "500"])
        rows.append([numbers.person(rng), numbers.starred(card, 6, 4), "500"])
        rows.append([numbers.person(rng), f"尾号{card[-4:]}", "500"])
    return [table(rows)]


def _covered_xls(rng: Random) -> bytes:
    covered = [numbers.starred(numbers.resident_id(rng), 6, 4) for _ in range(6)]
    return sheets.roster_xls(numbers.people(rng, 6), covered)


def _exams(scene: Scene) -> list[str]:
    rows = [["准考证号", "笔试成绩"]]
    rows += [[numbers.broken_id(scene.rng), f"{scene.rng.uniform(55, 92):.2f}"] for _ in range(15)]
    return ["　　笔试成绩公布如下：", table(rows)]


def _exam_xlsx(rng: Random) -> bytes:
    rows: list[sheets.Row] = [
        [numbers.broken_id(rng), name, 60.5] for name in numbers.people(rng, 40)
    ]
    return sheets.xlsx([["准考证号", "姓名", "成绩"], *rows], sheet="成绩")


def _blank(_: Scene) -> list[str]:
    rows = [
        ["姓名", "", "性别", ""], ["身份证号码", "□□□□□□□□□□□□□□□□□□", "联系电话", ""],
        ["家庭住址", "", "银行卡号", "________________"],
    ]  # fmt: skip
    return ["　　注：身份证号码须填写18位，银行卡号须为本人一类账户。", table(rows)]


STORIES = (
    Story(
        id="masked-ids",
        site="@portal",
        column="notices",
        at=7,
        title="保障性住房分配结果公示",
        says=_covered_ids,
    ),
    Story(
        id="masked-mobiles",
        site="@portal",
        column="notices",
        at=14,
        title="志愿服务时长公示",
        says=_covered_mobiles,
    ),
    Story(
        id="masked-cards",
        site="@latest-ucap",
        column="notices",
        at=5,
        title="稳岗补贴发放公示",
        says=_covered_cards,
    ),
    Story(
        id="a-masked-xls",
        site="@latest-ucap",
        column="notices",
        at=8,
        title="救助对象名单公示",
        files=(Leaf(id="masked-xls", words="公示名单.xls", ending="xls", make=_covered_xls),),
    ),
    Story(
        id="exam-numbers",
        site="@nav-only-epoint",
        column="notices",
        at=3,
        title="公开招聘笔试成绩公告",
        says=_exams,
    ),
    Story(
        id="a-exams",
        site="@edge-tables",
        column="notices",
        at=5,
        title="资格考试成绩公告",
        files=(Leaf(id="exam-xlsx", words="成绩表.xlsx", ending="xlsx", make=_exam_xlsx),),
    ),
    Story(
        id="blank-form",
        site="@edge-tables",
        column="notices",
        at=9,
        title="申请表样式",
        says=_blank,
    ),
)
