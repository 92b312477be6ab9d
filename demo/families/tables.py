# ruff: noqa: E501 - markup and titles keep the lines that they have on real pages
"""Hand-made pages: nested tables, font tags, month-day dates in a cell of their own."""

from typing import ClassVar

from demo.columns import Column, Item
from demo.families import bulk
from demo.families.family import Family, e

_WITHIN_A_YEAR = 350
_SHORT = {"news", "notices"}
"""Kinds whose lists print month and day alone."""


class Tables(Family):
    """Pages as somebody once made them in an ASP editor."""

    label: ClassVar[str] = "手工表格"
    paragraph: ClassVar[str] = "{}<BR>"
    offered: ClassVar[str] = '<BR><IMG src="/images/doc.gif">&nbsp;<A href="{}">{}</A><BR>'
    turned: ClassVar[str] = "<BR>上一条：{}<BR>下一条：{}<BR>"

    def address(self, column: Column, page: int = 1) -> str:
        """One script for all lists."""
        plain = f"/NewsList.asp?ClassID={column.number}"
        return plain if page == 1 else f"{plain}&Page={page}"

    def article_address(self, _column: Column, item: Item) -> str:
        """One script for all articles."""
        return f"/ShowNews.asp?ID={item.number}"

    def file_address(self, _column: Column, item: Item, name: str) -> str:
        """A month's folder, and the moment of the upload."""
        stem, _, ending = name.partition(".")
        number = int(stem[:8], 16) % 10**6
        return f"/UploadFiles/{item.day:%Y-%m}/{item.day:%Y%m%d}{number:06d}.{ending}"

    def head(self, title: str, tags: str) -> str:
        """No doctype, upper-case tags."""
        return f"""<HTML>
<HEAD>
<META http-equiv=Content-Type content="text/html; charset={self.site.declared}">
<TITLE>{e(title)}</TITLE>
{tags}
<STYLE type=text/css>
<!--
td {{ font-size: 9pt; line-height: 150%; }}
a:link {{ color: #000000; text-decoration: none; }}
{bulk.css(self.site.seed, 60)}
-->
</STYLE>
<SCRIPT language=javascript src="/js/menu.js"></SCRIPT>
{bulk.script(bulk.SEARCH)}
</HEAD>
"""

    def top(self) -> str:
        """A banner, a row of links, the day."""
        entries = "".join(
            f'<TD align=middle nowrap><A href="{self.href(column)}"><FONT color=#ffffff><B>{e(column.name)}</B></FONT></A></TD><TD width=2><IMG src="/images/line.gif"></TD>\n'
            for column in (*self.site.bar, *map(self.site.column, self.site.twice))
        )
        below = "".join(
            f'<A href="{self.href(sub)}">{e(sub.name)}</A> | '
            for column in self.site.bar
            for sub in (self.site.below(column.key) if self.site.drops else ())
        )
        second = f"<TR><TD height=24 align=center>{below}</TD></TR>" if below else ""
        return f"""<BODY leftMargin=0 topMargin=0 bgcolor=#f5f5f5>
<TABLE width=1000 align=center border=0 cellSpacing=0 cellPadding=0>
<TR><TD><IMG height=150 src="/images/top.jpg" width=1000 alt="{self.name}"></TD></TR>
<TR><TD bgcolor=#c00000 height=34><TABLE width="100%" border=0 cellSpacing=0 cellPadding=0><TR>
<TD align=middle><A href="/"><FONT color=#ffffff><B>首 页</B></FONT></A></TD>
{entries}</TR></TABLE></TD></TR>
{second}
<TR><TD height=26 bgcolor=#eeeeee><TABLE width="100%"><TR><TD width=280>&nbsp;今天是：{self.clock}</TD>
<TD><MARQUEE scrollAmount=3>欢迎访问{self.name}网站！</MARQUEE></TD></TR></TABLE></TD></TR>
</TABLE>
"""

    def foot(self) -> str:
        """Centred lines."""
        said = self.site.identity
        lines = [
            f"主办单位：{e(said.sponsor)}" if said.sponsor else "",
            f"联系电话：{said.contact}" if said.contact else "",
        ]
        marks = [
            f'<A href="{self.beian}">{said.icp}</A>' if said.icp else "",
            f"{said.police}" if said.police else "",
            f"网站标识码：{said.site_id_code}" if said.site_id_code else "",
        ]
        first = "&nbsp;&nbsp;".join(line for line in lines if line)
        second = "&nbsp;&nbsp;".join(mark for mark in marks if mark)
        return f"""<TABLE width=1000 align=center border=0><TR><TD align=center height=40>{self.friends}</TD></TR>
<TR><TD bgcolor=#c00000 height=3></TD></TR>
<TR><TD align=center><BR><FONT color=#333333>{first}<BR>{second}<BR>版权所有 {self.years} 未经许可不得转载</FONT><BR>
{self.image_badge()}&nbsp;&nbsp;{self.fault_link()}</TD></TR></TABLE>
{bulk.script(bulk.TABS, bulk.SCREEN, bulk.SLIDER)}
</BODY>
</HTML>
"""

    def home_body(self) -> str:
        """Blocks two by two."""
        blocks = [self.block(self.site.column(key), 8) for key in self.site.blocks]
        rows = "".join(
            f"<TR vAlign=top>{''.join(f'<TD width=495>{b}</TD>' for b in blocks[i : i + 2])}</TR>\n"
            for i in range(0, len(blocks), 2)
        )
        return f"""<TABLE width=1000 align=center border=0 cellSpacing=4 bgcolor=#ffffff>
{rows}</TABLE>
"""

    def block(self, column: Column, count: int) -> str:
        """A titled table of entries."""
        rows = self._rows(column, column.front[:count])
        return f"""<TABLE width="100%" border=0 cellSpacing=0 cellPadding=0><TR><TD height=30 background="/images/tbg.gif"><FONT color=#c00000><B>&nbsp;{e(column.name)}</B></FONT></TD><TD align=right background="/images/tbg.gif"><A href="{self.href(column)}"><IMG src="/images/more.gif" border=0 alt="更多"></A></TD></TR>
<TR><TD colSpan=2><TABLE width="100%" border=0 cellSpacing=0 cellPadding=2>
{rows}</TABLE></TD></TR></TABLE>"""

    def _rows(self, column: Column, items: tuple[Item, ...]) -> str:
        return "".join(
            f'<TR><TD width=16 align=center><FONT color=#c00000>·</FONT></TD>{self._day(column, item)}<TD><A href="{self.article_address(column, item)}" target=_blank title="{e(item.title)}">{"<FONT color=red>[顶]</FONT>" if item.pinned else ""}{e(item.title)}</A></TD></TR>\n'
            for item in items
        )

    def _day(self, column: Column, item: Item) -> str:
        if not column.dated:
            return ""
        age = (self.site.day - item.day).days
        short = column.kind in _SHORT and age < _WITHIN_A_YEAR
        form = "%m-%d" if short else "%Y-%m-%d"
        return f"<TD width=80 nowrap><FONT color=#999999>[{item.day.strftime(form)}]</FONT></TD>"

    def around(self, column: Column, inner: str) -> str:
        """A left table of links, a right one for the middle."""
        side = "".join(
            f'<TR><TD height=26>&nbsp;<IMG src="/images/arrow.gif">&nbsp;<A href="{self.href(other)}">{e(other.name)}</A></TD></TR>\n'
            for other in self.site.columns
            if other.parent == column.parent
        )
        hot = ""
        if column.hot:
            hot = "<TR><TD><B>热点排行</B></TD></TR>" + "".join(
                f'<TR><TD><A href="{path}">{e(title)}</A> <FONT color=#999999>{day:%Y-%m-%d}</FONT></TD></TR>'
                for title, path, day in self.hot_items()
            )
        return f"""<TABLE width=1000 align=center border=0 bgcolor=#ffffff><TR vAlign=top>
<TD width=210><TABLE width="100%" border=0>{side}{hot}</TABLE></TD>
<TD><TABLE width="100%" border=0><TR><TD height=28 bgcolor=#f0f0f0>&nbsp;当前位置：<A href="/">首页</A> &gt;&gt; <A href="{self.href(column)}">{e(column.name)}</A></TD></TR>
<TR><TD>
{inner}
</TD></TR></TABLE></TD></TR></TABLE>
"""

    def list_page(self, column: Column, page: int) -> str:
        """The rows, and a line of paging."""
        if not column.items:
            return "<TABLE width=100%><TR><TD align=center height=120>暂无信息！</TD></TR></TABLE>"
        following = self.address(column, min(page + 1, column.pages))
        return f"""<TABLE width="100%" border=0 cellSpacing=0 cellPadding=3>
{self._rows(column, column.page(page))}</TABLE>
<TABLE width="100%"><TR><TD align=center>共{len(column.items)}条 第{page}/{column.pages}页 <A href="{self.address(column)}">首页</A> <A href="{following}">下一页</A> 转到<INPUT size=2 name=page></TD></TR></TABLE>"""

    def article_body(self, column: Column, item: Item) -> str:
        """A table again."""
        text = self.body(column, item)
        return f"""<TABLE width=1000 align=center border=0 bgcolor=#ffffff><TR><TD>&nbsp;当前位置：<A href="/">首页</A> &gt;&gt; <A href="{self.href(column)}">{e(column.name)}</A></TD></TR>
<TR><TD align=center height=50><FONT size=4 color=#c00000><B>{e(item.title)}</B></FONT></TD></TR>
<TR><TD align=center bgcolor=#f0f0f0>作者：佚名　来源：{e(self.source(item))}　发布时间：{item.day.year}-{item.day.month}-{item.day.day} {self.hour(item)}:00　点击数：{item.number % 1000}</TD></TR>
<TR><TD><FONT size=3 id=zoom>{text}</FONT></TD></TR></TABLE>
{bulk.script(bulk.FONTS)}
"""
