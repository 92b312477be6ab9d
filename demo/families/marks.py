"""The marks that every government site carries: badges, entries of others' scripts, friends."""

from random import Random

from demo.city import DemoSite

FRIENDS = (
    ("中国政府网", "http://www.gov.cn/"), ("国家政务服务平台", "http://gjzwfw.www.gov.cn/"),
    ("信用中国", "https://www.creditchina.gov.cn/"), ("示范市人大", "http://rd.shifan.gov.cn/"),
    ("示范市政协", "http://zx.shifan.gov.cn/"), ("示范市纪委监委", "http://jw.shifan.gov.cn/"),
    ("示范日报", "http://daily.shifan.example/"), ("示范广播电视台", "http://tv.shifan.example/"),
)  # fmt: skip
COUNTIES = ("东湖区", "南岭区", "北辰区", "云溪县", "石桥县", "青峰县", "临江市", "松岗市")


class Marks:
    """What is the same on every site, whatever built it."""

    def __init__(self, site: DemoSite) -> None:
        self.site = site

    def rng(self, what: str) -> Random:
        """Chance that belongs to this site and thing."""
        return Random(f"{self.site.seed} {what}")  # noqa: S311 - decoration

    def friends(self) -> str:
        """The drop-down lists of links to other sites."""
        counties = "".join(
            f'<option value="http://www.{i}.shifan.gov.cn/">{name}</option>'
            for i, name in enumerate(COUNTIES)
        )
        others = "".join(f'<option value="{url}">{name}</option>' for name, url in FRIENDS)
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
            f'<a href="http://bszs.conac.cn/sitename?method=show&amp;id={self.badge_id}"'
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
            f'<a href="https://zfwzzc.www.gov.cn/exposure/jiucuo.html?site_code={code}&amp;url='
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
