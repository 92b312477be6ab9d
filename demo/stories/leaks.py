# ruff: noqa: E501 - sentences keep their lines
"""Identity numbers on pages: lists that nobody covered, and a number in passing."""

from demo import numbers, prose
from demo.stories.story import Lead, Scene, Story, table

_WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


def _id_rows(scene: Scene) -> list[str]:
    rows = [["序号", "姓名", "身份证号码", "项目", "金额（元）"]]
    rows += [
        [str(n), name, numbers.resident_id(scene.rng), "临时救助", str(300 + 50 * n)]
        for n, name in enumerate(numbers.people(scene.rng, 11), start=1)
    ]
    return ["　　经审核，下列人员符合条件，现予公示：", table(rows)]


def _id_sentence(scene: Scene) -> list[str]:
    name, number = numbers.person(scene.rng), numbers.resident_id(scene.rng)
    return [
        f"　　经查，当事人{name}（身份证号：{number}）未按规定办理变更登记，本机关依法作出如下决定。"
    ]


def _id_title(scene: Scene) -> list[str]:
    name, number = numbers.person(scene.rng), numbers.resident_id(scene.rng)
    return [
        f'　　申报人：<a href="{scene.href("id-link-list")}" title="{name} 身份证号{number}">{name[0]}某某</a>，材料齐全，已受理。'
    ]


def _id_old(scene: Scene) -> list[str]:
    rows = [["姓名", "身份证号", "参加工作时间"]]
    rows += [
        [name, numbers.old_id(scene.rng), f"{scene.rng.randint(1966, 1985)}年"]
        for name in numbers.people(scene.rng, 5)
    ]
    return ["　　历史遗留人员名单如下，请本人核对：", table(rows)]


def _id_wide(scene: Scene) -> list[str]:
    rows = [["姓名", "身份证号码", "单位"]]
    rows += [
        [name, numbers.resident_id(scene.rng).translate(_WIDE), "第三小学"]
        for name in numbers.people(scene.rng, 4)
    ]
    return [table(rows)]


def _id_groups(scene: Scene) -> list[str]:
    number = numbers.resident_id(scene.rng)
    name = numbers.person(scene.rng)
    parted = f"{number[:6]} {number[6:14]} {number[14:]}"
    return [f"　　失物招领：拾到身份证一张，姓名{name}，身份证号码 {parted}，请失主到办公室认领。"]


def _id_letter(scene: Scene) -> list[str]:
    name, number = numbers.person(scene.rng), numbers.resident_id(scene.rng)
    return [
        f"　　来信内容：您好，我叫{name}，身份证号码是{number}，去年申请的补贴至今没有到账，请帮忙查询。",
        "　　答复：您好，您反映的问题已转经办科室核实，补贴将于本月底前发放，感谢您的监督。",
    ]


def _id_long(scene: Scene) -> list[str]:
    name, number = numbers.person(scene.rng), numbers.resident_id(scene.rng)
    return [
        *prose.paragraphs(scene.rng, scene.unit, 80),
        f"　　附：先进个人{name}，男，身份证号：{number}，现任村民小组组长。",
    ]


def _id_and_card(scene: Scene) -> list[str]:
    rows = [["姓名", "身份证号码", "银行卡号", "补贴金额（元）"]]
    rows += [
        [name, numbers.resident_id(scene.rng), numbers.bank_card(scene.rng), "1200"]
        for name in numbers.people(scene.rng, 7)
    ]
    return [table(rows)]


STORIES = (
    Story(
        id="id-page-7",
        site="@bare-footer-empire",
        column="notices",
        at=127,
        title="关于第四批临时救助对象的公示",
        says=_id_rows,
    ),
    Story(
        id="id-sentence",
        site="@no-icp-tables",
        column="notices",
        at=30,
        title="行政处罚决定书送达公告",
        says=_id_sentence,
    ),
    Story(
        id="id-link-title",
        site="@empty-gkmlpt",
        column="news",
        at=21,
        title="创业补贴申报受理情况",
        says=_id_title,
        leads=(Lead(id="id-link-list", words="", to="/index.html"),),
    ),
    Story(
        id="id-15-digits",
        site="@stale-policy-ucap",
        column="news",
        at=7,
        title="历史遗留人员信息核对工作启动",
        says=_id_old,
    ),
    Story(
        id="id-full-width",
        site="@empty-trs",
        column="notices",
        at=41,
        title="拟聘用人员名单公示",
        says=_id_wide,
    ),
    Story(
        id="id-in-groups",
        site="@stale-news-tables",
        column="notices",
        at=25,
        title="失物招领启事",
        says=_id_groups,
    ),
    Story(
        id="id-letter",
        site="@wrong-code-jcms",
        column="letters",
        at=3,
        title="咨询补贴为何没有到账",
        says=_id_letter,
        paragraphs=0,
    ),
    Story(
        id="id-long-page",
        site="@stale-future-webplus",
        column="news",
        at=33,
        title="年度工作总结（全文）",
        says=_id_long,
    ),
    Story(
        id="id-and-card",
        site="@empty-many-webplus",
        column="notices",
        at=20,
        title="种粮补贴发放公示",
        says=_id_and_card,
    ),
)
