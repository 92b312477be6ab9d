# ruff: noqa: E501 - markup and titles keep the lines that they have on real pages
"""Who the demo city is: its counties, its offices, their shorthand, their accounts."""

from dataclasses import dataclass

REGION = "4454"
"""A division code that the state has not given to any city."""
PORTAL = ("示范市人民政府办公室", "示范市人民政府", "www", "市政府办")

COUNTIES = (
    ("东湖区", "donghu", "01"), ("南岭区", "nanling", "02"), ("北辰区", "beichen", "03"),
    ("云溪县", "yunxi", "21"), ("石桥县", "shiqiao", "22"), ("青峰县", "qingfeng", "23"),
    ("临江市", "linjiang", "81"), ("松岗市", "songgang", "82"),
)  # fmt: skip

OFFICES = (
    ("发展和改革委员会", "fgw", "市发改委"), ("教育局", "jyj", "市教育局"), ("科学技术局", "kjj", "市科技局"),
    ("工业和信息化局", "gxj", "市工信局"), ("民族宗教事务局", "mzj", "市民宗局"), ("公安局", "gaj", "市公安局"),
    ("民政局", "mzw", "市民政局"), ("司法局", "sfj", "市司法局"), ("财政局", "czj", "市财政局"),
    ("人力资源和社会保障局", "rsj", "市人社局"), ("自然资源局", "zrzyj", "市自然资源局"),
    ("生态环境局", "sthjj", "市生态环境局"), ("住房和城乡建设局", "zjj", "市住建局"),
    ("城市管理和综合执法局", "cgj", "市城管局"), ("交通运输局", "jtj", "市交通局"), ("水务局", "swj", "市水务局"),
    ("农业农村局", "nyj", "市农业农村局"), ("商务局", "swju", "市商务局"), ("文化广电旅游体育局", "wglj", "市文广旅体局"),
    ("卫生健康局", "wjj", "市卫健局"), ("退役军人事务局", "tyjrj", "市退役军人局"), ("应急管理局", "yjj", "市应急局"),
    ("审计局", "sjj", "市审计局"), ("国有资产监督管理委员会", "gzw", "市国资委"), ("市场监督管理局", "scjgj", "市市监局"),
    ("统计局", "tjj", "市统计局"), ("医疗保障局", "ybj", "市医保局"), ("林业局", "lyj", "市林业局"),
    ("政务服务和数据管理局", "zsj", "市政数局"), ("信访局", "xfj", "市信访局"), ("金融工作局", "jrj", "市金融局"),
    ("投资促进局", "tcj", "市投促局"), ("公共资源交易中心", "ggzy", "市交易中心"),
    ("住房公积金管理中心", "gjj", "市公积金中心"), ("气象局", "qxj", "市气象局"), ("供销合作联社", "gxs", "市供销社"),
)  # fmt: skip

EXTRA = (("粮食和物资储备局", "lsj", "市粮储局"), ("地方志编纂中心", "dfz", "市方志中心"))
"""Offices whose sites the register still holds: one closed, one in approved maintenance."""

WITHOUT_SITE = (
    ("机关事务管理局", "jgsw"), ("城市更新中心", "csgx"), ("大数据中心", "dsj"), ("地震监测中心", "dzj"),
)  # fmt: skip
"""Units that have a section on the portal instead of a site."""

PLATFORMS = (
    ("wechat", "发布"), ("weibo", "微博"), ("douyin", "抖音"), ("toutiao", "头条"),
    ("wechat_channels", "视频号"), ("kuaishou", "快手"),
)  # fmt: skip
ACCOUNTS = 158


@dataclass(frozen=True, kw_only=True)
class Office:
    """One office that has a site: unit id, full names, shorthand, level and site code."""

    id: str
    name: str
    """Of the unit that answers for the site (主办单位)."""
    site_name: str
    short: str
    level: str
    code: str


def offices() -> tuple[Office, ...]:
    """The portal, eight counties, thirty-six departments, and the two that do not count."""
    unit, site_name, id_, short = PORTAL
    portal = Office(
        id=id_,
        name=unit,
        site_name=f"{site_name}门户网站",
        short=short,
        level="city_portal",
        code=f"{REGION}000001",
    )
    counties = tuple(
        Office(
            id=id_,
            name=f"{name}人民政府办公室",
            site_name=f"{name}人民政府门户网站",
            short=name,
            level="county_portal",
            code=f"{REGION}{division}0001",
        )
        for name, id_, division in COUNTIES
    )
    departments = tuple(
        Office(
            id=id_,
            name=f"示范市{name}",
            site_name=f"示范市{name}",
            short=short,
            level="department",
            code=f"{REGION}00{number:04d}",
        )
        for number, (name, id_, short) in enumerate((*OFFICES, *EXTRA), start=2)
    )
    return (portal, *counties, *departments)
