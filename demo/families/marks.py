# ruff: noqa: E501 - markup keeps the lines that it has on real pages
"""The marks that every government site carries: badges, entries of others' scripts, friends."""

from functools import cached_property
from random import Random

from demo.city import DemoSite
from demo.loopback import address

FRIENDS = (
    ("中国政府网", "www.gov.cn"), ("国家政务服务平台", "gjzwfw.www.gov.cn"),
    ("信用中国", "www.creditchina.gov.cn"), ("示范市人大", "rd.shifan.gov.cn"),
    ("示范市政协", "zx.shifan.gov.cn"), ("示范市纪委监委", "jw.shifan.gov.cn"),
    ("示范日报", "daily.shifan.example"), ("示范广播电视台", "tv.shifan.example"),
)  # fmt: skip
MINISTRIES = (
    "外交部", "国防部", "国家发展改革委", "教育部", "科技部", "工业和信息化部", "国家民委", "公安部", "民政部",
    "司法部", "财政部", "人力资源社会保障部", "自然资源部", "生态环境部", "住房城乡建设部", "交通运输部", "水利部",
    "农业农村部", "商务部", "文化和旅游部", "国家卫生健康委", "退役军人事务部", "应急管理部", "人民银行", "审计署",
    "国务院国资委", "海关总署", "税务总局", "市场监管总局", "广电总局", "体育总局", "统计局", "国际发展合作署", "医保局",
    "参事室", "国管局", "新华社", "中科院", "社科院", "工程院", "发展研究中心", "气象局",
)  # fmt: skip
PROVINCES = (
    "北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江", "安徽", "福建", "江西",
    "山东", "河南", "湖北", "湖南", "广东", "广西", "海南", "重庆", "四川", "贵州", "云南", "西藏", "陕西", "甘肃", "青海",
    "宁夏", "新疆",
)  # fmt: skip
COUNTIES = ("东湖区", "南岭区", "北辰区", "云溪县", "石桥县", "青峰县", "临江市", "松岗市")


class Marks:
    """What is the same on every site, whatever built it."""

    def __init__(self, site: DemoSite) -> None:
        self.site = site
        self.beian = self.away("beian.miit.gov.cn")
        self.police = self.away("www.beian.gov.cn") + "portal/registerSystemInfo"

    def away(self, host: str) -> str:
        """The address at which this machine stands for another host."""
        return address(self.site.outside, f"friend/{host}/")

    def rng(self, what: str) -> Random:
        """Chance that belongs to this site and thing."""
        return Random(f"{self.site.seed} {what}")  # noqa: S311 - decoration

    @cached_property
    def friends(self) -> str:
        """Links to other sites, as most footers have them: in drop-downs, or in panels of links."""
        return self._drop_downs() if self.rng("friends").random() < 0.3 else self._panels()

    def _panels(self) -> str:
        named = {
            "国务院部门网站": [
                (name, f"www.b{i:02d}.example") for i, name in enumerate(MINISTRIES)
            ],
            "地方政府网站": [(name, f"www.p{i:02d}.example") for i, name in enumerate(PROVINCES)],
            "县市区网站": [(n, f"www.{i}.shifan.gov.cn") for i, n in enumerate(COUNTIES)],
            "其他网站": list(FRIENDS),
        }
        return "".join(
            f'<div class="linkbox"><span class="linktit">{title}</span><p>'
            + "".join(
                f'<a href="{self.away(host)}" target="_blank">{name}</a>\n' for name, host in links
            )
            + "</p></div>"
            for title, links in named.items()
        )

    def _drop_downs(self) -> str:
        counties = "".join(
            f'<option value="{self.away(f"www.{i}.shifan.gov.cn")}">{name}</option>'
            for i, name in enumerate(COUNTIES)
        )
        others = "".join(
            f'<option value="{self.away(host)}">{name}</option>' for name, host in FRIENDS
        )
        jump = "if(this.value){window.open(this.value)}"
        return (
            f'<select onchange="{jump}"><option value="">县（市、区）</option>{counties}</select>'
            f'<select onchange="{jump}"><option value="">友情链接</option>{others}</select>'
        )

    @property
    def badge_id(self) -> str:
        """The number that the badge of party and government sites carries."""
        return f"{self.rng('badge').randrange(16**32):032X}"

    def image_badge(self) -> str:
        """The badge as a plain image."""
        if not self.site.identity.dangzheng:
            return ""
        return (
            f'<a href="{self.away("bszs.conac.cn")}sitename?method=show&amp;id={self.badge_id}"'
            ' target="_blank"><img src="/images/conac/red.png" alt="党政机关" border="0"></a>'
        )

    def script_badge(self) -> str:
        """The badge as its issuer's script writes it, with what the script left in the page."""
        if not self.site.identity.dangzheng:
            return ""
        number = self.rng("conac").randrange(10**8)
        return (
            '<script type="text/javascript">document.write(unescape("%3Cspan id=\'_ideConac\' '
            f"%3E%3C/span%3E%3Cscript src='http://dcs.conac.cn/js/21/000/0000/{number:08d}/"
            f"CA2100000006{number:08d}0001.js' type='text/javascript'%3E%3C/script%3E\"));</script>"
            f'<span id="_ideConac">{self.image_badge()}</span>'
        )

    def fault_link(self) -> str:
        """The entry 我为政府网站找错, as a link."""
        if not self.site.identity.jiucuo:
            return ""
        code = self.site.identity.site_id_code or ""
        return (
            f'<a href="{self.away("zfwzzc.www.gov.cn")}exposure/jiucuo.html?site_code={code}&amp;url='
            f'{self.site.netloc}" target="_blank"><img src="/images/jiucuo.png"'
            ' alt="我为政府网站找错"></a>'
        )

    def fault_script(self) -> str:
        """The entry 我为政府网站找错, as its issuer's script."""
        if not self.site.identity.jiucuo:
            return ""
        code = self.site.identity.site_id_code or ""
        return (
            f'<script id="_jiucuo_" sitecode="{code}" '
            'src="https://zfwzgl.www.gov.cn/exposure/jiucuo.js"></script>'
            '<span id="_span_jiucuo"><img onclick="Link(\'' + code + "')\" "
            'src="/images/jiucuo.png" alt="我为政府网站找错"></span>'
        )
