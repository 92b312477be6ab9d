# ruff: noqa: E501 - markup and titles keep the lines that they have on real pages
"""大汉 jcms: lists as records in a script of type text/xml, further ones from dataproxy.jsp."""

from typing import ClassVar
from urllib.parse import parse_qsl

from demo.columns import PER_PAGE, Column, Item
from demo.families import bulk
from demo.families.family import Family, e

PROXY = "/module/web/jpage/dataproxy.jsp"


class Jcms(Family):
    """Pages as 大汉 jcms publishes them."""

    label: ClassVar[str] = "大汉jcms"

    def address(self, column: Column, page: int = 1) -> str:
        """The column's number; a further page is the same page with a query."""
        plain = f"/col/col{column.number}/index.html"
        return plain if page == 1 else f"{plain}?uid={self._unit(column)}&pageNum={page}"

    def article_address(self, column: Column, item: Item) -> str:
        """The day without padding, column and number."""
        day = item.day
        return f"/art/{day.year}/{day.month}/{day.day}/art_{column.number}_{item.number}.html"

    def file_address(self, _column: Column, item: Item, name: str) -> str:
        """One program for all files."""
        stem = f"{item.day:%y%m%d}{name[:10]}"
        return f"/module/download/downfile.jsp?classid=0&filename={stem}.{name.partition('.')[2]}"

    def data_addresses(self, column: Column) -> dict[str, int]:
        """What the pager asks for."""
        if column.shape != "list":
            return {}
        return {self._proxy(column, page): page for page in range(1, column.pages + 2)}

    def spelled(self, path: str) -> str:
        """The proxy needs the column alone; without a page it gives the first."""
        program, _, query = path.partition("?")
        if program != PROXY:
            return path
        asked = dict(parse_qsl(query))
        for column in self.site.columns:
            if asked.get("columnid") == str(column.number):
                start = int(asked.get("startrecord", "1"))
                page = int(asked.get("page", 1 + (start - 1) // PER_PAGE))
                return self._proxy(column, min(page, column.pages + 1))
        return path

    def data(self, column: Column, page: int) -> tuple[str, str]:
        """Records of one page."""
        return "text/xml", self._store(column, page)

    def _unit(self, column: Column) -> int:
        return column.number * 3 + 11

    def _proxy(self, column: Column, page: int) -> str:
        return (
            f"{PROXY}?page={page}&webid=1&path=/&columnid={column.number}"
            f"&unitid={self._unit(column)}&webname={self.site.id}&permissiontype=0"
        )

    def _store(self, column: Column, page: int) -> str:
        records = "\n".join(
            f"<record><![CDATA[\n{self._row(column, item)}]]></record>"
            for item in column.page(page)
        )
        following = self._proxy(column, page + 1)
        return f"""<datastore>
<nextgroup><![CDATA[<a href="{following}"></a>]]></nextgroup>
<totalrecord>{len(column.items)}</totalrecord><totalpage>{column.pages if column.items else 0}</totalpage>
<recordset>
{records}
</recordset></datastore>"""

    def _row(self, column: Column, item: Item) -> str:
        day = f"<b>{item.day:%Y-%m-%d}</b>" if column.dated else ""
        mark = '<img src="/images/top.gif" alt="置顶">' if item.pinned else ""
        return f"""<li>{mark}<a title='{e(item.title)}' href='{self.article_address(column, item)}' target="_blank" class="bt_link">{e(item.title)}</a>{day}</li>"""

    def head(self, title: str, tags: str) -> str:
        """An HTML5 head that starts with a script."""
        return f"""<!DOCTYPE html>
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset={self.site.declared}"><script language="javascript" src="/module/jslib/jquery/jquery.js"></script>
<script language="javascript" src="/module/jslib/urite/urite.min.js"></script>
<meta name="renderer" content="webkit">
<meta http-equiv="X-UA-Compatible" content="IE=edge,chrome=1">
<meta name="Maketime" content="{self.site.day:%Y-%m-%d} 07:28:37">
{tags}
<title>{e(title)}</title>
<link rel="stylesheet" href="/script/0/main.css">
<style>
{bulk.css(self.site.seed, 70)}
</style>
</head>
"""

    def top(self) -> str:
        """Header, and the bar as a table row of links."""
        cells = "".join(
            f'<td class="dh"><a href="{self.href(column)}" target="_self">{e(column.name)}</a>{self._drop(column)}</td>\n'
            for column in (*self.site.bar, *map(self.site.column, self.site.twice))
        )
        return f"""<body>
<div id="barrierfree_container">
<div class="head"><div class="head-in"><div class="rq">{self.clock}</div>
<img src="/picture/0/logo.png" alt="{self.name}"><div class="ss"><form name="search" action="/jrobot/search.do"><input name="q" type="text"><input type="submit" value="搜索"></form></div></div></div>
<div class="daohang"><table width="1200" border="0" cellspacing="0" cellpadding="0" align="center"><tr>
<td class="dh"><a href="/">首 页</a></td>
{cells}</tr></table></div>
"""

    def _drop(self, column: Column) -> str:
        below = self.site.below(column.key) if self.site.drops else ()
        links = "".join(f'<p><a href="{self.href(sub)}">{e(sub.name)}</a></p>' for sub in below)
        return f'<div class="xl" style="display:none">{links}</div>' if links else ""

    def foot(self) -> str:
        """The footer as a table."""
        said = self.site.identity
        lines = [
            f"主办：{e(said.sponsor)}" if said.sponsor else "",
            f"电话：{said.contact}" if said.contact else "",
            f'备案号：<a target="_blank" href="{self.beian}">{said.icp}</a>' if said.icp else "",
            f"网站标识码：{said.site_id_code}" if said.site_id_code else "",
            f'<a target="_blank" href="{self.police}">{said.police}</a>' if said.police else "",
        ]
        text = "&nbsp;&nbsp;".join(line for line in lines if line)
        return f"""<div class="yqlj">{self.friends}</div>
<div class="foot"><table width="1200" align="center"><tr><td align="center" width="170">{self.script_badge()}</td>
<td><p>{text}</p><p>技术支持：示范市大数据中心 版权所有 {self.years}</p></td>
<td width="170">{self.fault_link()}</td></tr></table></div>
</div>
{bulk.script(bulk.SCREEN, bulk.SEARCH, bulk.TABS)}
<!--<script src="/script/0/visit.js"></script>-->
</body>
</html>
"""

    def home_body(self) -> str:
        """Two columns of blocks."""
        blocks = "\n".join(self.block(self.site.column(key), 9) for key in self.site.blocks)
        return f'<div class="w1200 main">\n{blocks}\n</div>{bulk.script(bulk.SLIDER)}\n'

    def block(self, column: Column, count: int) -> str:
        """Plain markup, with the day in brackets."""
        rows = "".join(
            f"""<tr><td class="dot"></td><td align="left"><a href='{self.article_address(column, item)}' title='{e(item.title)}' target="_blank">{e(item.title)}</a></td><td width="90" class="rq">{self._bracketed(column, item)}</td></tr>\n"""
            for item in column.front[:count]
        )
        return f"""<div class="lm"><div class="lm-t"><span>{e(column.name)}</span><a href="{self.href(column)}" class="gd">更多+</a></div>
<table width="100%" border="0" cellspacing="0" cellpadding="0">
{rows}</table></div>"""

    def _bracketed(self, column: Column, item: Item) -> str:
        return f"[{item.day:%Y-%m-%d}]" if column.dated else ""

    def around(self, column: Column, inner: str) -> str:
        """Crumbs and a side menu."""
        side = "".join(
            f'<li><a href="{self.href(other)}">{e(other.name)}</a></li>'
            for other in self.site.columns
            if other.parent == column.parent
        )
        return f"""<div class="w1200"><div class="wz">当前位置：<a href="/">首页</a> > <a href="{self.href(column)}">{e(column.name)}</a></div>
<div class="zuo"><ul class="zlm">{side}</ul></div>
<div class="you"><div class="bt">{e(column.name)}</div>
{inner}
</div></div>
"""

    def list_page(self, column: Column, page: int) -> str:
        """The list waits in a script; the pager's script will write it out."""
        unit = self._unit(column)
        return f"""<div id="{unit}" class="default_pgContainer"></div>
<script type="text/xml">{self._store(column, page)}</script>
<script language="javascript" src="/script/pagination/jquery.pagination.min.js"></script>
<script type="text/javascript">
$("#{unit}").jpage({{ "pageSize": 20, "totalRecord": {len(column.items)}, "proxyUrl": "{PROXY}",
 "param": {{ "webid": 1, "columnid": {column.number}, "unitid": {unit}, "webname": "{self.site.id}" }}, "first": "首页", "next": "下一页" }});
</script>"""

    def article_body(self, column: Column, item: Item) -> str:
        """A table of title, time and text between the marks that jcms leaves."""
        text = self.body(column, item)
        return f"""<div class="w1200"><div class="wz">当前位置：<a href="/">首页</a> > <a href="{self.href(column)}">{e(column.name)}</a></div>
<table width="100%" id="article"><tr><td class="title"><!--<$[标题名称(html)]>begin-->{e(item.title)}<!--<$[标题名称(html)]>end--></td></tr>
<tr><td align="center">发布日期：{item.day:%Y-%m-%d} {self.hour(item)}　信息来源：{e(self.source(item))}　浏览次数：<script src="/module/visitcount/articlehits.jsp?colid={column.number}&artid={item.number}"></script></td></tr>
<tr><td class="bt_content" id="zoom"><!--<$[信息内容]>begin-->
{text}
<!--<$[信息内容]>end--></td></tr></table></div>
{bulk.script(bulk.FONTS)}
"""
