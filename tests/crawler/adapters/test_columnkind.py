import pytest

from crawler.adapters.columnkind import is_history, kind_of
from storage.records import ColumnKind

SURE = 0.85
NAMES = {
    ColumnKind.NEWS: "要闻 时政要闻 政务动态 工作动态 区县动态 图片新闻 新闻中心 动态资讯",
    ColumnKind.NOTICES: "通知公告 公示公告 公告公示 公告栏 通告 最新公告 官方公告",
    ColumnKind.POLICY: "政策文件 规范性文件 政策法规 市政府文件 部门文件 惠企政策",
    ColumnKind.INTERPRETATION: "政策解读 文件解读 图解 政策问答",
    ColumnKind.RESPONSES: "回应关切 热点回应",
    ColumnKind.OVERVIEW: "示范概况 走进示范 市情 历史沿革",
    ColumnKind.ORGAN: "机构职能 机构概况 内设机构 主要职责 机构设置 直属单位",
    ColumnKind.LEADERS: "领导之窗 领导信息 局领导 县长 市长之窗 领导分工 政府领导",
    ColumnKind.DISCLOSURE: "信息公开 政务公开 政府信息公开",
    ColumnKind.DISCLOSURE_GUIDE: "政府信息公开指南 公开指南",
    ColumnKind.DISCLOSURE_RULES: "政府信息公开制度 信息公开规定",
    ColumnKind.DISCLOSURE_CATALOGUE: "信息公开目录 法定主动公开内容",
    ColumnKind.DISCLOSURE_REPORT: "政府信息公开年报 信息公开工作年度报告",
    ColumnKind.DISCLOSURE_REQUEST: "依申请公开",
    ColumnKind.FINANCE: "财政信息 财政预决算 三公经费 预算决算",
    ColumnKind.PERSONNEL: "人事信息 人事任免 招考信息 公务员考录 任前公示",
    ColumnKind.PLANNING: "规划计划 发展规划 工作计划",
    ColumnKind.STATISTICS: "统计数据 数据发布 统计公报",
    ColumnKind.OPEN_DATA: "数据开放",
    ColumnKind.EMERGENCY: "应急管理 预警信息",
    ColumnKind.PUBLICITY: "双公示 行政许可 行政处罚 行政执法公示",
    ColumnKind.PROCUREMENT: "政府采购 招标公告",
    ColumnKind.PROJECTS: "重大建设项目 重点项目",
    ColumnKind.SERVICES: "办事服务 政务服务 办事指南 网上办事 便民服务",
    ColumnKind.LETTERS: "县长信箱 领导信箱 咨询投诉 我要留言 在线咨询",
    ColumnKind.SURVEYS: "征集调查 意见征集 网上调查 民意征集",
    ColumnKind.INTERVIEWS: "在线访谈",
    ColumnKind.INTERACTION: "互动交流 政民互动",
    ColumnKind.TOPIC: "专题专栏 热点专题 新闻专题",
    ColumnKind.SITEMAP: "网站地图 站点地图",
    ColumnKind.HOME: "首页 网站首页",
}


@pytest.mark.parametrize(
    ("name", "kind"), [(name, kind) for kind, names in NAMES.items() for name in names.split()]
)
def test_a_known_name_says_its_kind_for_sure(name, kind):
    found, confidence = kind_of(name)

    assert found is kind
    assert confidence >= 0.8


@pytest.mark.parametrize(
    "name",
    [
        "领导讲话", "新闻发布会", "政府公报", "政府网站工作年度报表", "县财政局",
        "土地征收公告", "停水停电通知", "关于举办2024年全市职业技能大赛的通知",
        "乡村振兴", "信用信息",
        "失效文件", "工作信息",
    ],
)  # fmt: skip
def test_a_doubtful_name_is_never_taken_for_what_must_stay_current(name):
    kind, confidence = kind_of(name)

    current = {ColumnKind.NEWS, ColumnKind.NOTICES, ColumnKind.POLICY}
    assert kind not in current or confidence < SURE


def test_spaces_and_ornaments_in_a_name_mean_nothing():
    assert kind_of("· 通 知 公 告 >") == kind_of("通知公告")


def test_an_address_supports_a_name_and_never_makes_a_kind():
    assert kind_of("上级文件", "/zcwj/")[1] > kind_of("上级文件")[1]
    assert kind_of("我想了解", "/tzgg/") == (ColumnKind.OTHER, 0.3)


def test_the_tag_decides_where_the_name_says_nothing_and_not_against_it():
    assert kind_of("政声传递", column_type="工作动态") == (ColumnKind.NEWS, 0.9)
    assert kind_of("县长信箱", column_type="工作动态")[0] is ColumnKind.LETTERS


@pytest.mark.parametrize(
    ("name", "history"),
    [
        ("历史专题", True),
        ("往期专题回顾", True),
        ("2020年两会专题", True),
        ("2026年两会专题", False),
        ("专题专栏", False),
        ("2020年部门预算", False),
    ],
)
def test_history(name, history):
    assert is_history(name, kind_of(name)[0], 2026) is history
