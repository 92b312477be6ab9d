# ruff: noqa: E501 - one story a line
"""Numbers that are meant to be public: of offices, of their accounts, of whoever is on duty."""

from random import Random

from demo import numbers
from demo.papers import sheets, word
from demo.stories.story import Leaf, Scene, Story, table


def _duty(scene: Scene) -> list[str]:
    rng = scene.rng
    return [
        f"　　值班电话：{numbers.landline(rng)}，值班手机：{numbers.mobile(rng)}、{numbers.mobile(rng)}（24小时）。",
        f"　　传真：{numbers.landline(rng)}。",
    ]


def _contact(scene: Scene) -> list[str]:
    name = numbers.person(scene.rng)
    return [
        f"　　联系人：{name}，联系电话：{numbers.mobile(scene.rng)}，邮箱：office@shifan.example。"
    ]


def _tender(scene: Scene) -> list[str]:
    rng = scene.rng
    people = numbers.people(rng, 3)
    return [
        f"　　招标人：{scene.unit}　联系人：{people[0]}　电话：{numbers.mobile(rng)}",
        f"　　招标代理机构：示范招标代理有限公司　联系人：{people[1]}　电话：{numbers.mobile(rng)}",
        f"　　监督部门：示范市公共资源交易监督办公室　联系人：{people[2]}　电话：{numbers.mobile(rng)}",
    ]


def _contacts_xlsx(rng: Random) -> bytes:
    rows: list[sheets.Row] = [
        ["业务联系人", name, "联系电话", numbers.mobile(rng)] for name in numbers.people(rng, 2)
    ]
    return sheets.xlsx([["报名须知", "", "", ""], *rows], sheet="须知")


def _public(scene: Scene) -> list[str]:
    rng = scene.rng
    return [
        f"　　对公账户户名：示范市财政局，开户行：示范银行营业部，账号：{numbers.bank_card(rng)}。",
        f"　　捐赠款请汇入：示范市慈善会，开户银行：示范农商银行城关支行，单位账号：{numbers.bank_card(rng, 16)}。",
    ]


def _fiscal(scene: Scene) -> list[str]:
    rng = scene.rng
    return [
        f"　　罚没款缴入财政专户：户名示范市非税收入汇缴结算户，账号{numbers.bank_card(rng)}，开户行示范银行。",
        f"　　土地出让金财政专户账号：{numbers.bank_card(rng, 17)}。",
    ]


def _deposit(rng: Random) -> bytes:
    return word.docx(
        [
            "投标保证金缴纳说明",
            f"收款单位：示范市公共资源交易中心，开户行：示范银行，对公账号：{numbers.bank_card(rng)}",
        ]
    )


def _hotlines(_: Scene) -> list[str]:
    return [
        "　　政务服务便民热线12345，消费投诉12315，供电95598，银行客服95588，快递11183，"
        "企业服务400-888-1234、4008881234，移民咨询12367，举报12388。"
    ]


def _landlines(scene: Scene) -> list[str]:
    rows = [["单位", "办公电话", "传真"]]
    rows += [
        [f"第{n}科", numbers.landline(scene.rng), numbers.landline(scene.rng).replace("-", "")]
        for n in range(1, 21)
    ]
    return [table(rows)]


def _groups(scene: Scene) -> list[str]:
    rng = scene.rng
    return [
        f"　　业务咨询QQ群：{rng.randint(10**8, 10**9 - 1)}，QQ：1{rng.randint(3, 9)}{rng.randrange(10**8):08d}，微信公众号：shifan-fabu。"
    ]


def _offices(_: Scene) -> list[str]:
    rows = [["窗口", "地址", "办公时间"]]
    rows += [
        [f"第{n}政务服务中心", f"东湖区望江街道人民路{n * 8}号", "8:30-17:30"] for n in range(1, 11)
    ]
    return [table(rows)]


def _works(scene: Scene) -> list[str]:
    rows = [["项目名称", "建设地点", "建设单位"]]
    rows += [
        [f"农村公路第{n}标段", f"云溪县白沙镇石门村{n}组", "示范交通投资有限公司"]
        for n in range(1, 10)
    ]
    return [table(rows)]


STORIES = (
    Story(
        id="duty-phones",
        site="@ascending-webplus",
        column="notices",
        at=4,
        title="关于节日值班安排的通知",
        says=_duty,
    ),
    Story(
        id="contact-person",
        site="@quiet-jcms",
        column="notices",
        at=3,
        title="关于组织申报示范单位的通知",
        says=_contact,
    ),
    Story(
        id="tender-contacts",
        site="@mislabelled-tables",
        column="notices",
        at=8,
        title="绿化养护项目招标公告",
        says=_tender,
    ),
    Story(
        id="a-contacts",
        site="@edge-trs",
        column="notices",
        at=13,
        title="培训报名须知",
        files=(Leaf(id="contact-xlsx", words="报名须知.xlsx", ending="xlsx", make=_contacts_xlsx),),
    ),
    Story(
        id="public-account",
        site="@portal",
        column="notices",
        at=21,
        title="关于接收捐赠的公告",
        says=_public,
    ),
    Story(
        id="fiscal-account",
        site="@pinned-epoint",
        column="policy",
        at=2,
        title="非税收入收缴管理办法",
        says=_fiscal,
    ),
    Story(
        id="a-deposit",
        site="@latest-ucap",
        column="notices",
        at=9,
        title="交易须知",
        files=(
            Leaf(id="public-account-docx", words="保证金说明.docx", ending="docx", make=_deposit),
        ),
    ),
    Story(id="hotlines", site="@portal", column="news", at=9, title="服务热线一览", says=_hotlines),
    Story(
        id="landlines",
        site="@quiet-jcms",
        column="notices",
        at=9,
        title="科室电话公布",
        says=_landlines,
    ),
    Story(
        id="qq-groups",
        site="@latest-ucap",
        column="news",
        at=10,
        title="咨询渠道公布",
        says=_groups,
    ),
    Story(
        id="office-addresses",
        site="@portal",
        column="notices",
        at=30,
        title="服务窗口地址公布",
        says=_offices,
    ),
    Story(
        id="project-sites",
        site="@mislabelled-tables",
        column="notices",
        at=15,
        title="农村公路建设项目清单",
        says=_works,
    ),
)
