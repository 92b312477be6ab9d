# ruff: noqa: E501 - markup and titles keep the lines that they have on real pages
"""EmpireCMS: folders by day, spans of class time, rankings at the side."""

from typing import ClassVar

from demo.columns import Column, Item
from demo.families import bulk
from demo.families.family import Family, e


class Empire(Family):
    """Pages as EmpireCMS publishes them."""

    label: ClassVar[str] = "EmpireCMS"

    def address(self, column: Column, page: int = 1) -> str:
        """A folder, then index_2.html."""
        folder = f"/{column.parent or 'lm'}/{column.slug}/"
        return folder if page == 1 else f"{folder}index_{page}.html"

    def article_address(self, column: Column, item: Item) -> str:
        """The day's folder and a number."""
        return f"{self.address(column)}{item.day:%Y-%m-%d}/{item.number}.html"

    def file_address(self, column: Column, item: Item, name: str) -> str:
        """A day's folder."""
        return f"/d/file/{column.slug}/{item.day:%Y-%m-%d}/{name}"

    def head(self, title: str, tags: str) -> str:
        """HTML5 with a skin folder."""
        return f"""<!doctype html>
<html>
<head>
<meta charset="{self.site.declared}">
<meta http-equiv="X-UA-Compatible" content="IE=edge">
<title>{e(title)}</title>
{tags}
<link href="/skin/css/public.css" rel="stylesheet" type="text/css">
<style>
{bulk.css(self.site.seed, 85)}
</style>
<script src="/skin/js/jquery-1.11.1.min.js"></script>
<script src="/skin/js/jquery.SuperSlide.2.1.1.js"></script>
{bulk.script(bulk.SEARCH)}
</head>
"""

    def top(self) -> str:
        """Mainnav of b elements."""
        entries = "".join(
            f'            <li class="nav{i}"><a href="{self.href(column)}"><i></i><b>{e(column.name)}</b></a>{self._drop(column)}</li>\n'
            for i, column in enumerate((*self.site.bar, *map(self.site.column, self.site.twice)), 1)
        )
        return f"""<body>
<!--header Start-->
<div class="topbar"><div class="container"><span class="fl">{self.clock}</span><span class="fr"><a href="{self.away("www.gov.cn")}" target="_blank">中国政府网</a> | <a href="{self.away("www.shifan.gov.cn")}" target="_blank">示范市政府网</a></span></div></div>
<div class="container header2_container clearfix"><div class="header2"><div class="logo"><img src="/skin/images/public/logo.png" alt="{self.name}"></div>
<form method="post" action="/e/search/index.php" name="searchform"><input name="keyboard" class="ss_txt" value="请输入关键字"><input class="ss_btn" value="搜一下" type="submit"></form></div>
    <div class="mainnav">
        <ul>
            <li class="nav0"><a href="/"><i></i><b>首页</b></a></li>
{entries}        </ul>
        <b class="mainnavbg"></b>
    </div>
</div>
<!--header End-->
"""

    def _drop(self, column: Column) -> str:
        below = self.site.below(column.key) if self.site.drops else ()
        links = "".join(f'<li><a href="{self.href(sub)}">{e(sub.name)}</a></li>' for sub in below)
        return f'<ul class="subnav" style="display:none">{links}</ul>' if links else ""

    def foot(self) -> str:
        """Paragraphs of text."""
        said = self.site.identity
        sponsor = f"主办单位：{e(said.sponsor)} &nbsp; " if said.sponsor else ""
        phone = f"电话：{said.contact}" if said.contact else ""
        code = f"网站标识码：{said.site_id_code} &nbsp; " if said.site_id_code else ""
        icp = f'<a href="{self.beian}">{said.icp}</a> &nbsp; ' if said.icp else ""
        police = f'<a href="{self.police}">{said.police}</a>' if said.police else ""
        return f"""<!--footer-->
<div class="container flink">{self.friends}</div>
<div class="footer"><div class="container clearfix">
<div class="foot_ico">{self.image_badge()} {self.fault_link()}</div>
<div class="foot_txt"><p>{sponsor}{phone}</p><p>{code}{icp}{police}</p><p>Powered by EmpireCMS &copy; {self.years}</p></div>
</div></div>
{bulk.script(bulk.TABS, bulk.SLIDER, bulk.SCREEN)}
<script src="/e/public/onclick/?enews=doclass"></script>
</body>
</html>
"""

    def home_body(self) -> str:
        """Tabs; the days are month and day."""
        tabs = "".join(
            f'<li><a href="{self.href(self.site.column(key))}">{e(self.site.column(key).name)}</a></li>'
            for key in self.site.blocks[:2]
        )
        lists = "\n".join(
            self._home_list(self.site.column(key), hidden=i > 0)
            for i, key in enumerate(self.site.blocks[:2])
        )
        blocks = "\n".join(self.block(self.site.column(key), 7) for key in self.site.blocks[2:])
        return f"""<div class="container home_main clearfix">
<div class="ywdt_news common_tab"><div class="hd common_hd"><ul class="tit">{tabs}</ul></div><div class="bd">
{lists}
</div></div>
{blocks}
</div>
"""

    def _home_list(self, column: Column, *, hidden: bool) -> str:
        style = ' style="display:none;"' if hidden else ""
        return f'<ul class="common_newslist"{style}>\n{self._rows(column, column.front[:8], "%m-%d")}</ul>'

    def block(self, column: Column, count: int) -> str:
        """A heading and a list."""
        return f"""<div class="common_box"><div class="common_hd"><h3>{e(column.name)}</h3><a class="more" href="{self.href(column)}">更多</a></div>
<ul class="common_newslist">
{self._rows(column, column.front[:count], "%m-%d" if column.parent is None else "%Y-%m-%d")}</ul></div>"""

    def _rows(self, column: Column, items: tuple[Item, ...], form: str) -> str:
        return "".join(
            f"""<li>
<a href="{self.article_address(column, item)}"  target="_blank" title="{e(item.title)}" >{"<strong>" if item.pinned else ""}{e(item.title)}{"</strong>" if item.pinned else ""}</a>
{self._day(column, item, form)}</li>
"""
            for item in items
        )

    def _day(self, column: Column, item: Item, form: str) -> str:
        if not column.dated:
            return ""
        return f"""                            <span class="time">
                          {item.day.strftime(form)}
                            </span> """

    def around(self, column: Column, inner: str) -> str:
        """Crumbs, a side menu, at some a ranking with days."""
        side = "".join(
            f'<li class="level_1"><a class="a1" href="{self.href(other)}">{e(other.name)}</a></li>'
            for other in self.site.columns
            if other.parent == column.parent
        )
        hot = ""
        if column.hot:
            rows = "".join(
                f'<li><em>{i}</em><a href="{path}">{e(title)}</a><span>{day:%Y-%m-%d}</span></li>'
                for i, (title, path, day) in enumerate(self.hot_items(), start=1)
            )
            hot = f'<div class="phb"><h3>热点排行</h3><ul class="phb_list">{rows}</ul></div>'
        return f"""<div class="container curmb_box"><div class="curmb"> 当前位置：<a href="/">首页</a>&nbsp;>&nbsp;<a href="{self.href(column)}">{e(column.name)}</a></div></div>
<div class="container"><div class="pageMain clearfix">
<div class="sideBar"><div class="parentName">{e(column.name)}</div><ul class="sideMenu">{side}</ul>{hot}</div>
<div class="mainContent">
{inner}
</div></div></div>
"""

    def list_page(self, column: Column, page: int) -> str:
        """news_list, and the pager that EmpireCMS writes."""
        links = "".join(
            f"<b>{n}</b>&nbsp;"
            if n == page
            else f'<a href="{self.address(column, n)}">{n}</a>&nbsp;'
            for n in range(1, column.pages + 1)
        )
        return f"""<div class="news_list"><ul>
{self._rows(column, column.page(page), "%Y-%m-%d")}</ul></div>
<div class="pages"><a title="总数">&nbsp;<b>{len(column.items)}</b> </a>&nbsp;&nbsp;{links}</div>"""

    def article_body(self, column: Column, item: Item) -> str:
        """Title, info, text."""
        text = self.body(column, item)
        return f"""<div class="container"><div class="curmb"> 当前位置：<a href="/">首页</a>&nbsp;>&nbsp;<a href="{self.href(column)}">{e(column.name)}</a>&nbsp;>&nbsp;正文</div>
<div class="article"><h1 class="title">{e(item.title)}</h1>
<div class="info"><span>时间：{item.day:%Y-%m-%d}</span><span>来源：{e(self.source(item))}</span><span>点击：<script src="/e/public/ViewClick/?classid={column.number}&id={item.number}"></script>次</span></div>
<div class="content" id="zoom">
{text}
</div></div></div>
{bulk.script(bulk.FONTS)}
"""
