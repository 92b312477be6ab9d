# ruff: noqa: E501 - markup and titles keep the lines that they have on real pages
"""TRS WCM: relative addresses, tYYYYMMDD_N.html, ul lists, the pager written by script."""

from typing import ClassVar

from demo.columns import Column, Item
from demo.families import bulk
from demo.families.family import Family, e


class Trs(Family):
    """Pages as TRS WCM publishes them."""

    label: ClassVar[str] = "TRS"

    def address(self, column: Column, page: int = 1) -> str:
        """A folder; further pages are index_1.html and so on."""
        folder = f"/zwdt/{column.slug}/" if column.parent == "news" else f"/{column.slug}/"
        return folder if page == 1 else f"{folder}index_{page - 1}.html"

    def article_address(self, column: Column, item: Item) -> str:
        """A month's folder and a stamped name."""
        return f"{self.address(column)}{item.day:%Y%m}/t{item.day:%Y%m%d}_{item.number}.html"

    def file_address(self, column: Column, item: Item, name: str) -> str:
        """Beside the article, under a long number."""
        stem, _, ending = name.partition(".")
        number = int(stem[:12], 16) % 10**9
        return f"{self.address(column)}{item.day:%Y%m}/P0{item.day:%Y%m%d}{number:09d}.{ending}"

    def head(self, title: str, tags: str) -> str:
        """An XHTML head with the styles written into it."""
        return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset={self.site.declared}" />
<meta http-equiv="X-UA-Compatible" content="IE=edge" />
<title>{e(title)}</title>
{tags}
<link href="/images/style_{self.site.id}.css" type="text/css" rel="stylesheet" />
<style type="text/css">
{bulk.css(self.site.seed, 90)}
</style>
<script type="text/javascript" src="/images/jquery-1.8.3.min.js"></script>
{bulk.script(bulk.SLIDER, bulk.TABS, bulk.SEARCH)}
</head>
"""

    def top(self) -> str:
        """Header with the day, then a ul with drop-downs where the site has them."""
        entries = "".join(
            f'<li><a href="{self.href(column)}">{e(column.name)}</a>{self._drop(column)}</li>\n'
            for column in (*self.site.bar, *map(self.site.column, self.site.twice))
        )
        return f"""<body>
<div class="top_bar"><div class="w1200"><span class="date">今天是：{self.clock}</span>
<span class="top_r"><a href="javascript:void(0)" onclick="addFavorite()">加入收藏</a> | <a href="javascript:void(0)" onclick="oldPeople()">长者模式</a></span></div></div>
<div class="header w1200"><a href="/"><img src="/images/logo.png" alt="{self.name}" /></a>
<form action="/was5/web/search" onsubmit="return checkSearch(this)"><input name="searchword" value="请输入关键字" /><input type="submit" value="搜索" /></form></div>
<div class="nav"><div class="w1200"><ul class="nav_ul"><li class="cur"><a href="/">首页</a></li>
{entries}</ul></div></div>
"""

    def _drop(self, column: Column) -> str:
        below = self.site.below(column.key) if self.site.drops else ()
        links = "".join(f'<dd><a href="{self.href(sub)}">{e(sub.name)}</a></dd>' for sub in below)
        return f'<dl class="sub_nav">{links}</dl>' if links else ""

    def foot(self) -> str:
        """Links, then lines of identity."""
        said = self.site.identity
        sponsor = f"主办单位：{e(said.sponsor)}　" if said.sponsor else ""
        phone = f"联系电话：{said.contact}" if said.contact else ""
        code = f"网站标识码：{said.site_id_code}　" if said.site_id_code else ""
        icp = f'<a href="{self.beian}">{said.icp}</a>　' if said.icp else ""
        police = (
            f'<a href="{self.police}"><img src="/images/ga.png" alt="" />{said.police}</a>'
            if said.police
            else ""
        )
        return f"""<div class="links w1200">{self.friends}</div>
<div class="footer"><div class="w1200">
<div class="foot_l">{self.script_badge()}</div><div class="foot_r">{self.fault_script()}</div>
<p><a href="/">网站首页</a> | <a href="javascript:void(0)">网站地图</a> | <a href="javascript:void(0)">联系我们</a></p>
<p>{sponsor}{phone}</p>
<p>{code}{icp}{police}</p>
<p>版权所有 &copy; {self.years}　建议使用1024*768分辨率浏览</p>
</div></div>
{bulk.script(bulk.SCREEN)}
<script type="text/javascript" src="/images/ta.js" async="async"></script>
</body>
</html>
"""

    def home_body(self) -> str:
        """Pictures, tabs and blocks."""
        blocks = "\n".join(self.block(self.site.column(key), 8) for key in self.site.blocks)
        pictures = "".join(
            f'<div class="pic"><a href="{self.article_address(column, item)}"><img src="/images/W0{item.number}.jpg" alt="{e(item.title)}" /></a></div>'
            for column in [self.site.column("local")]
            for item in column.front[:4]
        )
        return f"""<div class="main w1200"><div class="slide_box">{pictures}<div class="num"><span>1</span><span>2</span><span>3</span><span>4</span></div></div>
{blocks}
</div>
"""

    def block(self, column: Column, count: int) -> str:
        """A heading with 更多, then a ul."""
        rows = "".join(
            f'<li><a href="{self.article_address(column, item)}" title="{e(item.title)}" target="_blank">{e(item.title[:24])}</a>{self._day(column, item)}</li>\n'
            for item in column.front[:count]
        )
        return f"""<div class="box"><div class="box_tit"><h2>{e(column.name)}</h2><a class="more" href="{self.href(column)}">更多&gt;&gt;</a></div>
<ul class="box_list">
{rows}</ul></div>"""

    def around(self, column: Column, inner: str) -> str:
        """Crumbs, a side menu, the middle."""
        side = "".join(
            f'<li><a href="{self.href(other)}">{e(other.name)}</a></li>'
            for other in self.site.columns
            if other.parent == column.parent
        )
        return f"""<div class="main w1200"><div class="left_menu"><h3>{e(column.name)}</h3><ul>{side}</ul></div>
<div class="right_con"><div class="dqwz">您当前的位置：<a href="/">首页</a> &gt; <a href="{self.href(column)}">{e(column.name)}</a></div>
{inner}
</div></div>
"""

    def list_page(self, column: Column, page: int) -> str:
        """A ul with the day in a span, and a pager that a script writes."""
        rows = "".join(
            f'<li><a href="{self._near(column, item)}" target="_blank">{"<b>[置顶]</b>" if item.pinned else ""}{e(item.title)}</a>{self._day(column, item)}</li>\n'
            for item in column.page(page)
        )
        count = column.pages if column.items else 0
        return f"""<div class="gl_list"><ul class="gl-ul">
{rows}</ul></div>
<div class="page" id="fenye"><script type="text/javascript">
var currentPage = {page - 1}; var countPage = {count};
function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){{
  if (_nPageCount == null || _nPageCount <= 1) {{ return; }}
  document.write('<a href="' + _sPageName + '.' + _sPageExt + '">首页</a>');
  for (var i = 1; i < _nPageCount; i++) {{ document.write('<a href="' + _sPageName + '_' + i + '.' + _sPageExt + '">' + (i + 1) + '</a>'); }}
}}
createPageHTML({count}, {page - 1}, "index", "html");
</script></div>"""

    def _near(self, column: Column, item: Item) -> str:
        return "./" + self.article_address(column, item).removeprefix(self.address(column))

    def _day(self, column: Column, item: Item) -> str:
        return f"<span>{item.day:%Y-%m-%d}</span>" if column.dated else ""

    def article_body(self, column: Column, item: Item) -> str:
        """Title, a line of time and source, the text."""
        text = self.body(column, item)
        return f"""<div class="main w1200"><div class="dqwz">您当前的位置：<a href="/">首页</a> &gt; <a href="{self.href(column)}">{e(column.name)}</a> &gt; 正文</div>
<div class="xl_tit">{e(item.title)}</div>
<div class="xl_info"><span>发布时间：{item.day:%Y-%m-%d} {self.hour(item)}</span><span>来源：{e(self.source(item))}</span><span>字号：<a href="javascript:doZoom(18)">大</a> <a href="javascript:doZoom(16)">中</a></span></div>
<div class="TRS_Editor" id="zoom">
{text}
</div></div>
{bulk.script(bulk.FONTS)}
"""
