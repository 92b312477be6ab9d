"""What columns are called: the names that say a kind, and what supports them.

Source: 国办发〔2017〕47号, annex 3 (ColumnType), and the names in use on government sites. The
order matters: from the particular to the general.
"""

import re
from typing import NamedTuple

from storage.records import ColumnKind


class Sign(NamedTuple):
    """One way to say a kind: the first sign that matches a name decides."""

    kind: ColumnKind
    confidence: float
    pattern: re.Pattern[str]


def _sign(kind: ColumnKind, confidence: float, pattern: str) -> Sign:
    return Sign(kind, confidence, re.compile(pattern))


_K = ColumnKind
# From the particular to the general: 任前公示 is read before 公示, 政策解读 before 政策.
SIGNS = (
    _sign(_K.HOME, 1.0, r"^(网站|返回|本站|门户)?(首页|主页)$"),
    _sign(_K.SITEMAP, 1.0, r"^(网站|站点|本站)(地图|导航)$"),
    # Names of offices say nothing of a column: 县财政局 leads to that office.
    _sign(
        _K.OTHER,
        0.6,
        r"^.{2,14}(局|委员会|委|厅|[^公学]院|署|检察院|法院|大队|支队|公司|协会|银行|联合会|残联|妇联)$",
    ),
    # Interaction first: 县长信箱 is no leader page, 意见征集 no notice.
    _sign(
        _K.LETTERS,
        0.95,
        r"(信箱|邮箱|留言|咨询投诉|投诉举报|写信|来信|信件|网上信访|网络问政|在线咨询|我要咨询"
        r"|我要投诉|回复选登|12345|政务咨询|网上咨询|咨询建议|民生热线|[行政]风热线|市长热线|县长热线|投诉咨询"
        r"|咨询回复|互动回应|结果反馈)",
    ),
    _sign(
        _K.SURVEYS,
        0.95,
        r"(征集|网上调查|在线调查|民意调查|问卷|调查征集|意见反馈|民意|意见征求|征求意见|网上听证)",
    ),
    _sign(_K.INTERVIEWS, 0.95, r"(访谈|在线直播$|网络直播$|网上直播$)"),
    _sign(_K.RESPONSES, 0.95, r"(回应关切|热点回应|关切回应|舆情回应|回应热点)"),
    _sign(
        _K.INTERACTION,
        0.95,
        r"^(互动|政民互动|互动交流|公众参与|公众互动|交流互动|政府互动|在线互动|民生互动|互动平台"
        r"|互动参与|互动专区|公众交流|政务互动)$",
    ),
    # The legally required parts of the disclosure platform.
    _sign(_K.DISCLOSURE_REQUEST, 1.0, r"(依申请公开|申请公开|公开申请)"),
    _sign(_K.DISCLOSURE_GUIDE, 1.0, r"(信息公开|政务公开|^公开)指南$"),
    _sign(
        _K.DISCLOSURE_RULES,
        1.0,
        r"((信息|政务)公开|^公开)(制度|规定|条例|规章制度|制度文件|法规制度|制度规范|工作制度)",
    ),
    _sign(
        _K.OTHER, 0.8, r"(网站|新媒体).{0,6}(年报|年度报表|年度报告|年度工作报表|工作报表)"
    ),  # 政府网站工作年度报表 is not the yearly report on disclosure
    _sign(
        _K.DISCLOSURE_REPORT, 0.95, r"((信息|政务)公开|^公开).{0,6}(年报|年度报告|工作报告|报告)$"
    ),
    _sign(
        _K.DISCLOSURE_CATALOGUE,
        0.95,
        r"((信息|政务)公开|^公开)(目录|事项|清单|内容|标准)|主动公开|标准目录",
    ),
    # Names with a word of another kind inside.
    _sign(
        _K.PERSONNEL,
        0.9,
        r"(人事|招聘|招考|招录|考录|公务员|任免|任前公示|干部公示|选调|遴选|事业单位招|人才引进)",
    ),
    _sign(
        _K.FINANCE,
        0.9,
        r"(财政|预算|决算|预决算|三公|财务|专项资金|行政事业性收费|收费目录|收费清单|资金信息)",
    ),
    _sign(_K.PROCUREMENT, 0.9, r"(采购|招标|招投标|中标)"),
    _sign(_K.PROCUREMENT, 0.6, r"公共资源(交易|配置)"),
    _sign(_K.PROJECTS, 0.9, r"(重大|重点|政府投资|建设|投资)(建设)?(项目|工程)"),
    _sign(
        _K.PUBLICITY,
        0.9,
        r"(双公示|行政许可|行政处罚|处罚信息|许可信息|执法公示|处罚公示|许可公示|信用公示|环评公示)",
    ),
    _sign(_K.EMERGENCY, 0.9, r"(应急|预警信息|突发事件|突发公共)"),
    _sign(_K.OPEN_DATA, 0.95, r"(数据开放|开放数据|公共数据开放|数据集)"),
    _sign(
        _K.STATISTICS,
        0.9,
        r"(统计(数据|信息|公报|分析|年报|年鉴|月报|资料|解读)?$|数据发布|^数据$|经济数据|数据信息"
        r"|数据解读|统计)",
    ),
    # Interpretation before policy.
    _sign(
        _K.INTERPRETATION,
        0.95,
        r"(政策|文件|法规|规划|部门|专家|媒体|图文|图片|视频|领导|负责人|上级|本级|在线)?"
        r"(解读|图解|问答)$",
    ),
    _sign(_K.INTERPRETATION, 0.85, r"(政策|文件|法规).{0,4}(解读|图解|问答)"),
    # Posts and leaders.
    _sign(_K.NEWS, 0.6, r"(领导|省长|市长|县长|区长|书记)(活动|动态)$"),
    _sign(_K.OTHER, 0.6, r"领导(讲话|批示|论述|重要讲话)|(讲话|致辞|致词)$"),
    _sign(
        _K.LEADERS,
        0.95,
        r"(领导(之窗|信息|介绍|班子|成员|分工|简介|专栏|简历|名单|机构|团队|风采)|负责人信息|班子成员"
        r"|(政府|局|厅|委|办|县|市|区|镇|总局|单位|本局|现任|机关|部门|学校|院|所|中心)领导$"
        r"|^领导$)",
    ),
    _sign(
        _K.LEADERS,
        0.85,
        r"^.{0,6}(省长|市长|县长|区长|州长|镇长|乡长|局长|厅长|部长|盟长|旗长)(之窗|介绍|简介|专栏"
        r"|信息|分工)?$",
    ),
    _sign(
        _K.ORGAN,
        0.95,
        r"((机构|组织|机关|内设|单位|职能|行政)(职能|职责|设置|概况|简介|介绍|信息|机构|概览)"
        r"|部门(职能|职责|概况|简介|介绍)"
        r"|主要职责|职责职能|职能职责|三定|(直属|下属|所属|派出|内设|事业)(单位|机构)|工作机构"
        r"|组织架构|组织结构|处室设置|科室|(局|厅|委|本)(局|厅|委|单位)?(概况|简介|介绍)$"
        r"|直属行政机构|所属事业单位|履职依据|机构$|岗位职责)",
    ),
    # Notices.
    _sign(
        _K.OTHER, 0.6, r"(停水|停电|天气|失物|拍卖|征地|土地|海域|法院|听证).{0,4}(公告|公示|通知)"
    ),
    _sign(
        _K.NOTICES,
        0.95,
        r"^.{0,6}?(通知公告|公告通知|公示公告|公告公示|通告公告|公告通告|通知通告|通知公示|公示通知"
        r"|公告信息|公告栏|通知栏|通告|公告|通知|公告专栏|重要通知|最新公告)(栏|栏目|专栏)?$",
    ),
    _sign(_K.NOTICES, 0.8, r"(通知|公告)[、与和及·]?(公告|公示|通告|通知)"),
    _sign(_K.NOTICES, 0.6, r"^(文件通知|通知文件|通知公文)$"),
    _sign(_K.PUBLICITY, 0.8, r"(公示)(栏|信息|专栏|公开|列表|平台|公布)?$"),
    # Policy.
    _sign(_K.OTHER, 0.7, r"(废止|失效|历史|清理).{0,6}文件|文件.{0,3}(清理|废止)|政府公报|^公报$"),
    _sign(
        _K.POLICY,
        0.95,
        r"(政策文件|规范性文件|政策法规|法规政策|政府文件|政务文件|部门文件|本级文件|市政府文件"
        r"|行政规范性|政策库|文件库|惠企政策|惠民政策|最新政策|政策发布|政策信息|重要政策"
        r"|(政府办|办公室|局|厅|委|县|市|区|镇)文件$|^政策$|^文件$|政策汇编|行政公文|政府规章)",
    ),
    _sign(
        _K.POLICY, 0.6, r"(法律法规|法规规章|^法规$|^规章$|^政策.{1,4}$|其他文件|上级文件|文件$)"
    ),
    # News.
    _sign(_K.OTHER, 0.7, r"新闻发布|价格动态|市场动态|疫情动态|会议$|简报$"),
    _sign(_K.TOPIC, 0.8, r"新闻专题|专题(新闻|报道|动态)"),
    _sign(
        _K.NEWS,
        0.95,
        r"(要闻|时政|政务动态|工作动态|部门动态|新闻动态|图片新闻|视频新闻|区县动态|县区动态"
        r"|乡镇动态|镇街动态|街道动态|基层动态|市县动态|动态要闻|要闻动态|动态信息|动态新闻"
        r"|新闻资讯|动态资讯|政务资讯|新闻中心|本地新闻|政务新闻|今日新闻|最新动态)",
    ),
    _sign(_K.NEWS, 0.85, r"^.{1,4}(动态|新闻|快讯)$|^(新闻|动态|资讯|快讯)$"),
    _sign(_K.NEWS, 0.6, r"(国务院|省政府|省委|中央)(信息|动态)$|(动态|新闻)$"),
    # The rest.
    _sign(
        _K.PLANNING,
        0.9,
        r"(规划(计划|信息|总结|纲要)?$|发展规划|工作(计划|要点)|计划(规划|总结)?$|十[二三四五六]五"
        r"|规划统计|中长期规划)",
    ),
    _sign(_K.DISCLOSURE_REPORT, 0.6, r"^(政府|部门|乡镇|单位|市政府|县政府)?(年报|年度报告)$"),
    _sign(
        _K.SERVICES,
        0.95,
        r"((办事|政务|网上|在线|便民|公共|公众|政府|网上办事|民生|企业|个人|法人)服务"
        r"|办事(大厅|指南|指引|流程|程序|平台)|网上办事|在线办事|网上办理|我要办|服务(指南|大厅|事项"
        r"|平台)|^服务$|^办事$|一网通办|表格下载|下载(服务|中心|专区)|资料下载|行政审批|个人办事"
        r"|法人办事|一件事)",
    ),
    _sign(
        _K.TOPIC,
        0.9,
        r"(专题|专栏|热点(聚焦|专题)|专项行动|主题教育|学习贯彻|党史学习|二十大|十九大|回头看|督察"
        r"|巡视|巡察|创建文明|攻坚|整治|两会|扫黑除恶)",
    ),
    _sign(
        _K.DISCLOSURE,
        0.95,
        r"^(政府|政务|本局|机关|部门)?(信息|政务)公开(专栏|平台|专区|栏目|网|工作)?$|^(公开|政务"
        r"|政府信息公开.{0,4})$",
    ),
    _sign(_K.DISCLOSURE, 0.7, r"(信息|政务)公开"),
    _sign(
        _K.OVERVIEW,
        0.9,
        r"(概况|概览|简介|历史沿革|行政区划|自然地理|人文历史|城市名片|基本情况|历史文化|风土人情)$"
        r"|^(走进|走近|认识|印象|魅力|美丽|了解|关于|认知).{1,5}$|^[市县区省州旗镇乡村]情",
    ),
)

# ColumnType as annex 3 of 国办发〔2017〕47号 lists it, word for word.
COLUMN_TYPES: dict[str, ColumnKind] = {
    "首页": _K.HOME,
    "概况信息": _K.OVERVIEW,
    "机构职能": _K.ORGAN,
    "负责人信息": _K.LEADERS,
    "工作动态": _K.NEWS,
    "政策文件": _K.POLICY,
    "信息公开指南": _K.DISCLOSURE_GUIDE,
    "信息公开目录": _K.DISCLOSURE_CATALOGUE,
    "信息公开年报": _K.DISCLOSURE_REPORT,
    "依申请公开": _K.DISCLOSURE_REQUEST,
    "数据发布": _K.STATISTICS,
    "数据开放": _K.OPEN_DATA,
    "政策解读": _K.INTERPRETATION,
    "回应关切": _K.RESPONSES,
    "办事服务": _K.SERVICES,
    "咨询投诉": _K.LETTERS,
    "征集调查": _K.SURVEYS,
    "在线访谈": _K.INTERVIEWS,
}
