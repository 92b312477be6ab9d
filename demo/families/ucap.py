# ruff: noqa: E501 - markup and titles keep the lines that they have on real pages
"""UCAP: channel codes in the address, lists inside a comment that a script uncovers."""

from hashlib import md5
from typing import ClassVar

from demo.columns import Column, Item
from demo.families import bulk
from demo.families.family import Family, e


class Ucap(Family):
    """Pages as UCAP (开普) publishes them; own links are absolute."""

    label: ClassVar[str] = "UCAP"

    def address(self, column: Column, page: int = 1) -> str:
        """The site's short name, the channel code, common_list."""
        suffix = "" if page == 1 else f"_{page}"
        return f"/{self.site.id}/c10{column.number}/common_list{suffix}.shtml"

    def article_address(self, column: Column, item: Item) -> str:
        """The month, and a name that says nothing."""
        name = md5(f"{self.site.id}{item.number}".encode(), usedforsecurity=False).hexdigest()
        return f"/{self.site.id}/c10{column.number}/{item.day:%Y%m}/{name}.shtml"

    def file_address(self, column: Column, item: Item, name: str) -> str:
        """A folder of the channel."""
        return f"/{self.site.id}/c10{column.number}/{item.day:%Y%m}/files/{name}"

    def href(self, column: Column) -> str:
        """Own links carry the host."""
        return column.url or self.site.url.rstrip("/") + self.address(column)

    def head(self, title: str, tags: str) -> str:
        """Channel tags first; the site's tags."""
        day = self.site.day
        return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
    <meta http-equiv="Content-Type" content="text/html; charset={self.site.declared}">
    <meta http-equiv="X-UA-Compatible" content="IE=edge,chrome=1">
    <meta name="renderer" content="webkit">
    <meta name="channelId" content="{self.rng(title).randrange(16**32):032x}">
{tags}
    <meta name="others" content="页面生成时间 {day:%Y-%m-%d} 06:10:27">
    <title>{e(title)}</title>
    <link rel="stylesheet" href="/{self.site.id}/xhtml/css/base.css">
    <style>
{bulk.css(self.site.seed, 110)}
    </style>
    <script src="/{self.site.id}/xhtml/js/jquery.min.js"></script>
    {bulk.script(bulk.TABS, bulk.SLIDER)}
</head>
"""

    def top(self) -> str:
        """A nav element of divs."""
        entries = "".join(
            f'<div class="nav-item"><a class="nav-a" href="{self.href(column)}">{e(column.name)}</a>{self._drop(column)}</div>\n'
            for column in (*self.site.bar, *map(self.site.column, self.site.twice))
        )
        return f"""<body>
<div class="header"><div class="container"><div class="logo"><a href="{self.site.url}"><img src="/{self.site.id}/xhtml/images/logo.png" alt="{self.name}"></a></div>
<div class="header-info"><span id="nowdate">{self.clock}</span> <a href="javascript:;">无障碍</a> <a href="javascript:;">简体</a></div></div></div>
<nav class="nav"><div class="container"><div class="nav-item"><a class="nav-a" href="{self.site.url}">首页</a></div>
{entries}</div></nav>
"""

    def _drop(self, column: Column) -> str:
        below = self.site.below(column.key) if self.site.drops else ()
        links = "".join(f'<a href="{self.href(sub)}">{e(sub.name)}</a>' for sub in below)
        return f'<div class="nav-sub">{links}</div>' if links else ""

    def foot(self) -> str:
        """Two lines of spans."""
        said = self.site.identity
        first = [
            f"主办单位：{e(said.sponsor)}" if said.sponsor else "",
            f"联系电话：{said.contact}" if said.contact else "",
        ]
        second = [
            f"网站标识码：{said.site_id_code}" if said.site_id_code else "",
            f'<a href="{self.beian}" target="_blank">{said.icp}</a>' if said.icp else "",
            f'<a href="{self.police}" target="_blank">{said.police}</a>' if said.police else "",
        ]
        lines = "".join(
            "<p>" + "　".join(f"<span>{part}</span>" for part in parts if part) + "</p>"
            for parts in (first, second)
        )
        badge = self.image_badge().replace(
            "/images/conac/red.png", self.away("dcs.conac.cn") + "image/red.png"
        )
        return f"""<div class="friend"><div class="container">{self.friends}</div></div>
<footer class="footer"><div class="container"><div class="footer-l">{badge}{self.fault_link()}</div>
<div class="footer-r"><p><a href="javascript:;">关于我们</a> | <a href="javascript:;">网站声明</a></p>
{lines}<p>Copyright &copy; {self.years}</p></div></div></footer>
{bulk.script(bulk.SCREEN, bulk.SEARCH)}
</body>
</html>
"""

    def home_body(self) -> str:
        """Sections with a heading and a ul; days written with slashes."""
        blocks = "\n".join(self.block(self.site.column(key), 8) for key in self.site.blocks)
        sections = "".join(
            f'<li><a href="{self.href(column)}">{e(column.name)}</a></li>'
            for column in self.site.bar
            if column.number and column.slug.startswith("lm")
        )
        sections = f'<ul class="unit-list">{sections}</ul>' if sections else ""
        return f'<div class="container main">\n{blocks}\n{sections}</div>\n'

    def block(self, column: Column, count: int) -> str:
        """A section of a home or landing page, plain to read."""
        rows = "".join(
            f'<li class="news-item"><a href="{self._own(column, item)}" title="{e(item.title)}">{e(item.title)}</a>{self._day(column, item, "%Y/%m/%d")}</li>\n'
            for item in column.front[:count]
        )
        return f"""<section class="news-box"><header class="news-hd"><a class="cur" href="{self.href(column)}">{e(column.name)}</a><a class="news-more" href="{self.href(column)}">更多</a></header>
<ul class="news-bd">
{rows}</ul></section>"""

    def _own(self, column: Column, item: Item) -> str:
        return self.site.url.rstrip("/") + self.article_address(column, item)

    def _day(self, column: Column, item: Item, form: str) -> str:
        return f'<span class="date">{item.day.strftime(form)}</span>' if column.dated else ""

    def around(self, column: Column, inner: str) -> str:
        """Crumbs, the middle, and at some sites a box that calls itself the latest."""
        side = "".join(
            f'<a class="side-a" href="{self.href(other)}">{e(other.name)}</a>'
            for other in self.site.columns
            if other.parent == column.parent
        )
        box = ""
        if self.site.latest_box:
            rows = "".join(
                f'<li><a href="{path}">{e(title)}</a><i>{day:%Y-%m-%d}</i></li>'
                for title, path, day in self.latest_items()
            )
            box = f'<div class="latest"><h4>最新发布</h4><ul>{rows}</ul></div>'
        return f"""<div class="container main"><div class="crumb">当前位置：<a href="{self.site.url}">首页</a> &gt; <a href="{self.href(column)}">{e(column.name)}</a></div>
<div class="side">{side}{box}</div><div class="content"><h1 class="channel-name">{e(column.name)}</h1>
{inner}
</div></div>
"""

    def list_page(self, column: Column, page: int) -> str:
        """The whole list inside one comment."""
        rows = "".join(
            f'<li><a href="{self._own(column, item)}" target="_blank" title="{e(item.title)}">{e(item.title)}</a>{self._day(column, item, "%Y年%m月%d日")}</li>\n'
            for item in column.page(page)
        )
        base = self.address(column).removesuffix(".shtml")
        return f"""<ul class="xxgk-list" id="listcon"><!--
{rows}--></ul>
<script>
$(function(){{ var c = document.getElementById("listcon"); c.innerHTML = c.innerHTML.replace("<!--", "").replace("-->", ""); }});
</script>
<div class="page-box" id="page_div"></div>
<script>createPage("page_div", {column.pages if column.items else 0}, {page}, "{base}", "shtml", {len(column.items)});</script>"""

    def article_body(self, column: Column, item: Item) -> str:
        """An h1, the day, the text."""
        text = self.body(column, item)
        return f"""<div class="container article"><div class="crumb">当前位置：<a href="{self.site.url}">首页</a> &gt; <a href="{self.href(column)}">{e(column.name)}</a></div>
<h1>{e(item.title)}</h1>
<div class="pages-date">{item.day:%Y-%m-%d} {self.hour(item)}<span class="font">来源：{e(self.source(item))}</span><span class="share">字体：大 中 小</span></div>
<div class="pages_content" id="UCAP-CONTENT">
{text}
</div></div>
"""
