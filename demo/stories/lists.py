"""Telephones, cards, passports and homes of persons on pages."""

from demo import numbers
from demo.stories.story import Scene, Story, table


def _mobile_rows(scene: Scene) -> list[str]:
    rows = [["序号", "村（社区）", "姓名", "手机号码"]]
    rows += [
        [str(n), f"第{n}网格", name, numbers.mobile(scene.rng)]
        for n, name in enumerate(numbers.people(scene.rng, 10), start=1)
    ]
    return ["　　网格员通讯录如下：", table(rows)]


def _mobile_lines(scene: Scene) -> list[str]:
    people = numbers.people(scene.rng, 8)
    return [f"　　{name}，手机：{numbers.mobile(scene.rng)}" for name in people]


def _card_rows(scene: Scene) -> list[str]:
    rows = [["序号", "姓名", "银行卡号", "金额（元）"]]
    rows += [
        [str(n), name, numbers.bank_card(scene.rng), str(80 * n + 400)]
        for n, name in enumerate(numbers.people(scene.rng, 10), start=1)
    ]
    return ["　　本批补贴发放明细：", table(rows)]


def _card_one(scene: Scene) -> list[str]:
    name, card = numbers.person(scene.rng), numbers.bank_card(scene.rng)
    return [f"　　奖金以转账方式发放，收款人：{name}，开户行：示范农商银行，银行卡号：{card}。"]


def _passports(scene: Scene) -> list[str]:
    rows = [["姓名", "性别", "职务", "护照号码"]]
    rows += [
        [name, "男", "科长", numbers.passport(scene.rng)] for name in numbers.people(scene.rng, 4)
    ]
    return ["　　根据因公出国（境）管理规定，现将团组有关情况公示如下：", table(rows)]


def _addresses(scene: Scene) -> list[str]:
    rows = [["序号", "姓名", "家庭住址", "户型"]]
    rows += [
        [str(n), name, numbers.address(scene.rng), "两室一厅"]
        for n, name in enumerate(numbers.people(scene.rng, 9), start=1)
    ]
    return ["　　公共租赁住房配租结果如下：", table(rows)]


STORIES = (
    Story(
        id="mobile-table",
        site="@home-stale-tables",
        column="notices",
        at=4,
        title="基层网格员信息公开",
        says=_mobile_rows,
    ),
    Story(
        id="mobile-lines",
        site="@empty-gkmlpt",
        column="notices",
        at=3,
        title="关于公布联络员名单的通知",
        says=_mobile_lines,
    ),
    Story(
        id="card-table",
        site="@no-sponsor-ucap",
        column="notices",
        at=11,
        title="耕地地力保护补贴发放明细公示",
        says=_card_rows,
    ),
    Story(
        id="card-one",
        site="@bare-footer-empire",
        column="notices",
        at=60,
        title="征文活动获奖结果公示",
        says=_card_one,
    ),
    Story(
        id="passport-table",
        site="@empty-trs",
        column="notices",
        at=7,
        title="因公出国（境）团组信息公示",
        says=_passports,
    ),
    Story(
        id="address-table",
        site="@no-icp-tables",
        column="notices",
        at=40,
        title="公共租赁住房配租结果公示",
        says=_addresses,
    ),
)
