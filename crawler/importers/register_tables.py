"""The three tables of a register file: their columns, and the names that offices give them."""

from dataclasses import dataclass

from crawler.importers import cells
from crawler.importers.cells import Reader
from storage.entries import Platform, SiteState, UnitLevel
from storage.records import SiteLevel

SITE_LEVELS = {
    "市门户": SiteLevel.CITY_PORTAL,
    "县门户": SiteLevel.COUNTY_PORTAL,
    "部门网站": SiteLevel.DEPARTMENT,
}
UNIT_LEVELS = {level.label: level for level in UnitLevel}
STATES = {state.label: state for state in SiteState}
PLATFORMS = {platform.label: platform for platform in Platform}

_site_level = cells.word(
    SITE_LEVELS
    | dict.fromkeys(("市级门户", "市政府门户网站", "市级政府门户"), SiteLevel.CITY_PORTAL)
    | dict.fromkeys(
        ("县级门户", "区县门户", "县区门户", "县(市、区)门户", "区门户"), SiteLevel.COUNTY_PORTAL
    )
    | dict.fromkeys(("部门", "市直部门", "部门门户", "部门网站(市级)"), SiteLevel.DEPARTMENT)
)
_unit_level = cells.word(
    UNIT_LEVELS
    | dict.fromkeys(("市", "市直", "市直部门", "市直单位", "市级部门"), UnitLevel.CITY)
    | dict.fromkeys(("县", "区", "区县", "县区", "县市区", "县(市、区)"), UnitLevel.COUNTY)
    | dict.fromkeys(("乡", "镇", "街道", "乡镇街道", "镇街"), UnitLevel.TOWN)
)
_state = cells.word(
    STATES
    | dict.fromkeys(("正常", "正常运行", "在运行", "运行中", "开通"), SiteState.RUNNING)
    | dict.fromkeys(("已关停", "关闭", "停用", "注销", "已注销", "下线"), SiteState.CLOSED)
    | dict.fromkeys(("迁移中", "整合迁移", "迁移整合"), SiteState.MOVING)
    | dict.fromkeys(("维护", "临时下线", "改版维护", "停机"), SiteState.MAINTENANCE)
)
_platform = cells.word(
    PLATFORMS
    | dict.fromkeys(
        ("微信", "公众号", "微信订阅号", "微信服务号", "订阅号", "服务号"), Platform.WECHAT
    )
    | {"微信视频号": Platform.WECHAT_CHANNELS, "微博": Platform.WEIBO, "抖音号": Platform.DOUYIN}
    | {"头条": Platform.TOUTIAO, "头条号": Platform.TOUTIAO, "今日头条号": Platform.TOUTIAO}
    | {"快手号": Platform.KUAISHOU, "微视": Platform.WEISHI, "网易号": Platform.NETEASE}
    | dict.fromkeys(("APP", "客户端", "移动应用", "政务APP"), Platform.APP)
    | {"微信小程序": Platform.MINIPROGRAM, "澎湃": Platform.PENGPAI, "其它": Platform.OTHER}
)


@dataclass(frozen=True)
class Field:
    """A column: its key, its names (the first is ours), how its cells are read."""

    key: str
    names: tuple[str, ...]
    read: Reader
    required: bool = False

    @property
    def title(self) -> str:
        """The name that our template gives it."""
        return self.names[0]


@dataclass(frozen=True)
class Table:
    """One of the three sheets."""

    kind: str
    """The key in the city's file."""
    title: str
    names: frozenset[str]
    fields: tuple[Field, ...]

    def column(self, key: str) -> str:
        """Return the name of the column of this key; the key where there is none."""
        return next((field.title for field in self.fields if field.key == key), key)


_ID = Field("id", ("编号", "登记编号"), cells.slug)
_UNIT = Field(
    "unit",
    ("主办单位", "单位", "单位名称", "填报单位", "主管单位", "开办单位"),
    cells.text,
    required=True,
)
_STATE = (
    Field("state", ("状态", "运行状态", "网站状态", "账号状态"), _state),
    Field("since", ("状态起始日期", "起始日期", "状态日期"), cells.day),
    Field("until", ("状态截止日期", "截止日期"), cells.day),
    Field("document", ("批准文号", "批准文件", "文号"), cells.text),
)

UNITS = Table(
    "units",
    "单位",
    frozenset({"单位", "主办单位", "单位名册", "单位名单"}),
    (
        _ID,
        Field("name", ("单位名称", "单位", "主办单位", "部门名称"), cells.text, required=True),
        Field("level", ("单位级别", "级别", "层级", "单位层级"), _unit_level),
        Field("section_name", ("门户栏目名称", "门户栏目", "栏目名称"), cells.text),
        Field("section_url", ("门户栏目网址", "栏目网址"), cells.url),
        Field("disclosure", ("应公开事项", "公开事项", "主动公开事项"), cells.items),
        Field("leaders", ("公开领导信息", "领导信息", "是否公开领导信息"), cells.yes),
    ),
)
SITES = Table(
    "sites",
    "网站",
    frozenset({"网站", "政府网站", "网站名册", "网站名单", "站点"}),
    (
        _ID,
        Field("code", ("网站标识码", "标识码", "政府网站标识码"), cells.code),
        Field("name", ("网站名称", "名称", "站点名称"), cells.text, required=True),
        _UNIT,
        Field("level", ("网站类别", "网站级别", "类别", "级别", "网站类型"), _site_level),
        Field(
            "url",
            ("首页网址", "网址", "网站地址", "首页地址", "域名", "网站域名"),
            cells.url,
            required=True,
        ),
        Field("aliases", ("其他网址", "备用网址", "别名"), cells.urls),
        *_STATE,
    ),
)
ACCOUNTS = Table(
    "accounts",
    "新媒体账号",
    frozenset({"新媒体账号", "政务新媒体", "新媒体", "账号", "新媒体名册", "政务新媒体账号"}),
    (
        _ID,
        Field("name", ("账号名称", "账号名", "名称", "新媒体名称"), cells.text, required=True),
        Field("platform", ("平台", "平台类型", "所属平台", "渠道"), _platform, required=True),
        _UNIT,
        Field("handle", ("平台账号", "账号ID", "微信号", "平台内账号"), cells.text),
        Field("url", ("主页网址", "主页地址", "账号主页"), cells.url),
        Field("sources", ("发文来源", "数据来源", "来源"), cells.sources),
        *_STATE,
    ),
)
TABLES = (UNITS, SITES, ACCOUNTS)
