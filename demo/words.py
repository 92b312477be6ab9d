# ruff: noqa: E501 - markup and titles keep the lines that they have on real pages
"""The words of the demo city: titles, people and text, all made up."""

from collections.abc import Sequence
from random import Random

TOPICS = (
    "安全生产", "营商环境", "乡村振兴", "防汛抗旱", "森林防火", "民生实事", "项目建设", "招商引资",
    "基层治理", "老旧小区改造", "文明创建", "法治建设", "数字政府", "食品安全", "就业创业", "养老服务",
    "托育服务", "义务教育", "公共卫生", "节能降碳", "污染防治", "河湖管护", "耕地保护", "工程质量",
    "信用体系", "知识产权", "市场监管", "交通运输", "文旅融合", "消费帮扶", "医疗保障", "社会救助",
)  # fmt: skip
PLACES = (
    "东湖区", "南岭区", "北辰区", "云溪县", "石桥县", "青峰县", "临江市", "高新区", "城关街道",
    "新桥镇", "白沙镇", "龙泉乡", "枫林街道", "柳河镇", "金坪乡", "望江街道",
)  # fmt: skip
PEOPLE = (
    "陈启元", "周文澜", "林世安", "黄立言", "郑怀远", "吴承志", "何思远", "沈若谷", "冯致和", "许知行",
    "罗景行", "邓维新",
)  # fmt: skip
RARE = ("朱镕坤", "陶喆铭", "王堃宇", "李翀霄")  # characters that GBK has and GB2312 lacks
SOURCES = ("示范日报", "示范市融媒体中心", "本单位", "示范发布", "市政府办公室")
NEWS = (
    "{unit}召开{topic}工作推进会", "{unit}赴{place}调研{topic}工作", "{place}扎实推进{topic}",
    "{unit}开展{topic}专题培训", "{person}到{place}督导{topic}", "{unit}传达学习全市{topic}工作会议精神",
    "聚焦{topic} {place}交出亮眼答卷", "{unit}组织观摩{place}{topic}现场", "{unit}深入{place}开展{topic}宣传活动",
    "全市{topic}工作座谈会在{place}召开", "{place}：{topic}走出新路子",
)  # fmt: skip
NOTICES = (
    "关于开展{year}年{topic}专项检查的通知", "关于{place}{topic}项目招标的公告", "关于公开征集{topic}意见建议的公告",
    "{unit}关于{topic}补助资金拟分配情况的公示", "关于举办{topic}培训班的通知", "{unit}{year}年公开招聘工作人员公告",
    "关于{topic}先进集体拟表彰名单的公示", "关于组织申报{year}年{topic}项目的通知", "关于{place}临时交通管制的通告",
)  # fmt: skip
POLICY = (
    "示范市人民政府办公室关于印发{topic}实施方案的通知", "{unit}关于进一步加强{topic}工作的意见",
    "{unit}关于印发《示范市{topic}管理办法》的通知", "示范市人民政府关于{topic}的若干措施",
    "{unit}关于废止部分{topic}文件的决定", "关于印发示范市{topic}三年行动方案的通知",
)  # fmt: skip
INTERPRETATION = (
    "《示范市{topic}管理办法》政策解读", "一图读懂：{topic}实施方案", "{unit}负责人就{topic}答记者问",
    "关于{topic}若干措施的解读", "图解：{year}年{topic}工作要点",
)  # fmt: skip
PLANNING = ("示范市{topic}“十五五”规划", "{unit}{year}年工作计划", "示范市{topic}三年规划")
PERSONNEL = (
    "{unit}关于{person}同志职务任免的通知",
    "关于{person}等同志任职的通知",
    "{person}同志任前公示",
)
STATISTICS = ("示范市{year}年{month}月{topic}数据", "{year}年第{quarter}季度{topic}运行情况")
FINANCE = (
    "{unit}{year}年部门预算公开",
    "{unit}{last}年度部门决算公开",
    "{year}年{topic}专项资金安排公开",
)
SURVEYS = ("《示范市{topic}管理办法（征求意见稿）》公开征求意见", "关于{topic}满意度的网上调查")
GUIDES = ("{topic}许可办理", "{topic}备案", "{topic}补贴申领", "{topic}资质核准", "{topic}登记变更")
LETTERS = (
    "关于{place}{topic}的咨询",
    "{place}{topic}什么时候启动",
    "咨询{topic}补贴怎么申请",
    "反映{place}{topic}问题",
)
TOPICALS = ("{topic}专题", "{topic}在行动", "聚焦{topic}")
REPORTS = ("{unit}{last}年政府信息公开工作年度报告",)
BY_KIND: dict[str, Sequence[str]] = {
    "news": NEWS, "notices": NOTICES, "policy": POLICY, "interpretation": INTERPRETATION,
    "planning": PLANNING, "personnel": PERSONNEL, "statistics": STATISTICS, "finance": FINANCE,
    "surveys": SURVEYS, "guides": GUIDES, "letters": LETTERS, "topics": TOPICALS,
    "report": REPORTS,
}  # fmt: skip


def title(rng: Random, kind: str, unit: str, year: int, month: int) -> str:
    """Make one title such as a column of this kind carries."""
    return rng.choice(BY_KIND.get(kind, NEWS)).format(
        unit=unit,
        topic=rng.choice(TOPICS),
        place=rng.choice(PLACES),
        person=rng.choice(PEOPLE),
        year=year,
        last=year - 1,
        month=month,
        quarter=(month + 2) // 3,
    )
