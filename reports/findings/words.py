"""The words of the findings site: signs of states, kinds of columns, Beijing time."""

from datetime import date, datetime, timedelta, timezone
from enum import Enum

from rules import reasons
from rules.rule import Severity
from storage.records import ColumnKind, Fate, SiteLevel, Verdict

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
LONGEST = 300
"""Characters after which a stranger's text is cut, with a word of how much is missing."""


class State(Enum):
    """How a site stands, worst first: its name in the style sheet, its sign, its words."""

    VETO = ("veto", "✖", "单项否决")
    BREACH = ("breach", "▲", "有问题")
    UNCERTAIN = ("uncertain", "？", "待人工确认")
    UNSEEN = ("unseen", "○", "未看到")
    ERROR = ("error", "！", "规则出错")
    PARTLY = ("partly", "◐", "部分未看到")
    CLEAR = ("clear", "✓", "未发现问题")
    PENDING = ("pending", "…", "尚无规则")

    @property
    def css(self) -> str:
        """The class of the style sheet that colours it."""
        return self.value[0]

    @property
    def sign(self) -> str:
        """The sign that says the same to whoever sees no colour."""
        return self.value[1]

    @property
    def label(self) -> str:
        """Its words."""
        return self.value[2]

    @property
    def rank(self) -> int:
        """Its place among the states, worst first."""
        return list(State).index(self)


STATE_OF = {
    Verdict.BREACH: State.BREACH,
    Verdict.UNSEEN: State.UNSEEN,
    Verdict.ERROR: State.ERROR,
    Verdict.CLEAR: State.CLEAR,
}
SEVERITIES = {Severity.CRITICAL: "紧急", Severity.MAJOR: "严重", Severity.MINOR: "一般"}
LEVELS = {
    SiteLevel.CITY_PORTAL: "市级门户",
    SiteLevel.COUNTY_PORTAL: "县区门户",
    SiteLevel.DEPARTMENT: "部门网站",
}
KINDS = {
    ColumnKind.HOME: "首页",
    ColumnKind.NEWS: "动态要闻",
    ColumnKind.NOTICES: "通知公告",
    ColumnKind.POLICY: "政策文件",
    ColumnKind.INTERPRETATION: "政策解读",
    ColumnKind.RESPONSES: "回应关切",
    ColumnKind.OVERVIEW: "概况信息",
    ColumnKind.ORGAN: "机构职能",
    ColumnKind.LEADERS: "领导信息",
    ColumnKind.DISCLOSURE: "政府信息公开",
    ColumnKind.DISCLOSURE_GUIDE: "信息公开指南",
    ColumnKind.DISCLOSURE_RULES: "信息公开制度",
    ColumnKind.DISCLOSURE_CATALOGUE: "法定主动公开内容",
    ColumnKind.DISCLOSURE_REPORT: "信息公开年报",
    ColumnKind.DISCLOSURE_REQUEST: "依申请公开",
    ColumnKind.FINANCE: "财政信息",
    ColumnKind.PERSONNEL: "人事信息",
    ColumnKind.PLANNING: "规划计划",
    ColumnKind.STATISTICS: "数据发布",
    ColumnKind.OPEN_DATA: "数据开放",
    ColumnKind.EMERGENCY: "应急管理",
    ColumnKind.PUBLICITY: "公示",
    ColumnKind.PROCUREMENT: "政府采购",
    ColumnKind.PROJECTS: "重大建设项目",
    ColumnKind.SERVICES: "办事服务",
    ColumnKind.LETTERS: "咨询投诉",
    ColumnKind.SURVEYS: "征集调查",
    ColumnKind.INTERVIEWS: "在线访谈",
    ColumnKind.INTERACTION: "互动交流",
    ColumnKind.TOPIC: "专题专栏",
    ColumnKind.SITEMAP: "网站地图",
    ColumnKind.OTHER: "其他",
}
SPIDERS = {"columns": "栏目抓取", "pages": "全站检查", "accounts": "账号抓取"}
CUTS = {"budget": "已知地址达到每个网站的上限", "length": "地址过长"}
"""Why an address was not looked at, where the crawl's books say it by a code."""


def day(value: date) -> str:
    """Write a day as bulletins do."""
    return f"{value.year}年{value.month}月{value.day}日"


def moment(value: datetime) -> str:
    """Write a moment in Beijing time."""
    there = value.astimezone(BEIJING)
    return f"{day(there)} {there:%H:%M}"


def short(text: str) -> str:
    """Cut a stranger's text that would flood the page."""
    if len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST]}……（共{len(text)}字，此处截断）"


def ending(fate: Fate, status: int | None = None) -> str:
    """Say how a look ended."""
    return "打开" if fate is Fate.OPENED else reasons.ended(fate, status)


def whose(fate: Fate) -> tuple[str, State]:
    """Say whose doing the end of a look was, and how that is coloured."""
    if fate is Fate.OPENED:
        return "打开", State.CLEAR
    if fate.refusing:
        return "被网站防护拒绝", State.UNSEEN
    if fate.our_policy:
        return "按我方规则未看", State.UNSEEN
    if fate.our_fault:
        return "我方故障", State.ERROR
    return "没有打开", State.BREACH
