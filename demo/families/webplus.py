# ruff: noqa: E501 - markup and titles keep the lines that they have on real pages
"""webplus: list.htm pages, portlets with frag attributes, tables inside them."""

from functools import cached_property
from typing import ClassVar

from demo.columns import Column, Item
from demo.families import bulk
from demo.families.family import Family, Target, e


class Webplus(Family):
    """Pages as webplus publishes them."""

    label: ClassVar[str] = "webplus"

    def address(self, column: Column, page: int = 1) -> str:
        """list.htm, then list2.htm."""
        return f"/{column.slug}/list{'' if page == 1 else page}.htm"

    def article_address(self, column: Column, item: Item) -> str:
        """Year, month and day, column and article."""
        return f"/{item.day:%Y/%m%d}/c{column.number}a{item.number}/page.htm"

    def file_address(self, _column: Column, _item: Item, name: str) -> str:
        """A tree of folders."""
        return f"/_upload/article/files/{name[:2]}/{name[2:4]}/{name[4:]}"

    @cached_property
    def targets(self) -> dict[str, Target]:
        """The home page also answers under the template's own name."""
        return {**super().targets, "/_t7/main.htm": Target(kind="home")}

    def head(self, title: str, tags: str) -> str:
        """Links to _css and _js folders, and the template's own styles."""
        return f"""<!DOCTYPE html>
<html class="webplus-list">
<head>
<meta charset="{self.site.declared}">
<meta name="renderer" content="webkit" />
<meta http-equiv="X-UA-Compatible" content="IE=edge,chrome=1">
<meta name="viewport" content="width=device-width,user-scalable=0,initial-scale=1.0">
<title>{e(title)}</title>
{tags}
<link type="text/css" href="/_css/_system/system.css" rel="stylesheet"/>
<link type="text/css" href="/_js/_portletPlugs/simpleNews/css/simplenews.css" rel="stylesheet" />
<link type="text/css" href="/_js/_portletPlugs/sudyNavi/css/sudyNav.css" rel="stylesheet" />
<link rel="stylesheet" href="/_upload/tpl/00/07/7/template7/style.css" type="text/css" />
<script language="javascript" src="/_js/sudy-jquery-autoload.js" jquery-src="/_js/jquery-2.x.min.js" sudy-wp-context="" sudy-wp-siteId="{self.site.port}"></script>
<style>
{bulk.css(self.site.seed, 80)}
</style>
</head>
"""

    def top(self) -> str:
        """The bar as the navigation portlet writes it."""
        entries = "".join(
            f'<li class="nav-item i{i} "><a href="{self.href(column)}" title="{e(column.name)}" target="_self"><span class="item-name">{e(column.name)}</span></a><i class="mark"></i>{self._drop(column)}</li>\n'
            for i, column in enumerate((*self.site.bar, *map(self.site.column, self.site.twice)), 2)
        )
        return f"""<body class="list">
<div class="wp-wrapper wp-header" id="_t7"><div class="wp-inner">
<div class="wp-panel logo-panel" frag="面板1"><a class="navi-home" href="/_t7/main.htm"><img src="/_upload/tpl/00/07/7/template7/images/logo.png" alt="{self.name}"></a></div>
<div class="date-box">{self.clock}</div>
<div class="wp-window search-window" frag="窗口2"><form action="/_web/_search/api/search/new.rst" onsubmit="return checkSearch(this)"><input name="searchword" value="请输入关键字"></form></div>
</div></div>
<div class="wp-wrapper wp-navi"><div class="wp-inner"><div class="wp-panel main-nav-panel" frag="面板3"><div class="wp-window main-nav-window" frag="窗口3" portletmode="simpleSudyNavi">
<ul class="wp-menu" data-nav-aria-label="导航"><li class="nav-item i1 "><a href="/" title="首页" target="_self"><span class="item-name">首页</span></a></li>
{entries}</ul></div></div></div></div>
"""

    def _drop(self, column: Column) -> str:
        below = self.site.below(column.key) if self.site.drops else ()
        links = "".join(
            f'<li class="sub-item"><a href="{self.href(sub)}"><span class="item-name">{e(sub.name)}</span></a></li>'
            for sub in below
        )
        return f'<ul class="sub-menu ">{links}</ul>' if links else ""

    def foot(self) -> str:
        """A panel of lines."""
        said = self.site.identity
        lines = [
            f"主办单位：{e(said.sponsor)}" if said.sponsor else "",
            f"联系电话：{said.contact}" if said.contact else "",
            f'<a href="{self.beian}">{said.icp}</a>' if said.icp else "",
            f"{said.police}" if said.police else "",
            f"政府网站标识码：{said.site_id_code}" if said.site_id_code else "",
        ]
        text = "".join(f'<span class="copy-item">{line}</span>' for line in lines if line)
        return f"""<div class="wp-wrapper link-wrapper"><div class="wp-inner">{self.friends}</div></div>
<div class="wp-wrapper wp-footer"><div class="wp-inner"><div class="wp-panel copyright-panel" frag="面板9"><div class="wp-window copyright-window" frag="窗口9">
<p class="copyright">{text}</p><p class="copyright">Copyright &copy; {self.years} All Rights Reserved.</p>
<p class="footer-logo">{self.image_badge()}{self.fault_link()}</p></div></div></div></div>
{bulk.script(bulk.TABS, bulk.SEARCH, bulk.SCREEN)}
<script type="text/javascript" src="/_upload/tpl/00/07/7/template7/js/list.js"></script>
<img src="/_visitcount?siteId={self.site.port}&type=2" style="display:none" width="0" height="0"/>
</body>
</html>
"""

    def home_body(self) -> str:
        """Portlets side by side."""
        posts = "\n".join(self.block(self.site.column(key), 8) for key in self.site.blocks)
        return f'<div class="wp-wrapper wp-container"><div class="wp-inner clearfix">\n{posts}\n</div></div>\n{bulk.script(bulk.SLIDER)}'

    def block(self, column: Column, count: int) -> str:
        """A post portlet whose list is a table."""
        return f"""<div class="post post1" frag="窗口{column.number % 50}" portletmode="simpleNews"><div class="tt"><h3 class="tit"><span class="title" frag="标题">{e(column.name)}</span></h3><div class="more_btn" frag="按钮" type="更多"><a href="{self.href(column)}" class="w_more"><span class="more_text" frag="按钮内容">更多</span></a></div></div>
<div class="con"><div id="wp_news_w{column.number % 50}">{self._table(column, column.front[:count], f"w{column.number % 50}")}</div></div></div>"""

    def _table(self, column: Column, items: tuple[Item, ...], window: str) -> str:
        rows = "".join(
            f"""<tr id="line_{window}_{i}"><td width="10"><img src="/_upload/tpl/00/07/7/template7/images/dot.gif"></td><td align="left"><table width="100%" cellspacing="0" cellpadding="0" border="0"><tr><td align="left"><a href='{self.article_address(column, item)}' target='_blank' title='{e(item.title)}'>{"【置顶】" if item.pinned else ""}<font color=''>{e(item.title)}</font></a></td>{self._day(column, item)}</tr></table></td></tr>\n"""
            for i, item in enumerate(items)
        )
        return f'<table width="100%" border="0" cellspacing="0" cellpadding="0" class="wp_article_list_table">\n{rows}</table>'

    def _day(self, column: Column, item: Item) -> str:
        if not column.dated:
            return ""
        return f'<td width="90" align="right"><div style="white-space:nowrap">{item.day:%Y-%m-%d}</div></td>'

    def around(self, column: Column, inner: str) -> str:
        """A side navigation and crumbs."""
        side = "".join(
            f'<li class="wp_column column-{i}"><a href="{self.href(other)}"><span class="column-name">{e(other.name)}</span></a></li>'
            for i, other in enumerate(self.site.columns)
            if other.parent == column.parent
        )
        return f"""<div class="wp-wrapper wp-container"><div class="wp-inner clearfix">
<div class="wp-column-menu"><div class="column-head" frag="面板5"><div class="column-anchor"><h3 class="anchor-title"><span class='Column_Anchor'>{e(column.name)}</span></h3></div></div><div class="column-body" frag="窗口5"><ul class="wp_listcolumn list-paddingleft">{side}</ul></div></div>
<div class="wp-column-news"><div class="column-news-box"><div class="list-head" frag="面板6"><div class="column-path" frag="窗口6" portletmode="simpleColumnAttri"><span class="path-name">当前位置：</span><a href="/">首页</a><span class='possplit'>&nbsp;&nbsp;</span><a href="{self.href(column)}">{e(column.name)}</a></div></div>
<div class="column-news-con"><div class="column-news-list clearfix">
{inner}
</div></div></div></div></div></div>
"""

    def list_page(self, column: Column, page: int) -> str:
        """A table in the news portlet, and the paging bar."""
        if not column.items:
            return '<div id="wp_news_w6"></div>'
        following = self.address(column, min(page + 1, column.pages))
        return f"""<div id="wp_news_w6" frag="窗口6" portletmode="simpleList">{self._table(column, column.page(page), "u6")}</div>
<div id="wp_paging_w6"><ul class="wp_paging clearfix"><li class="pages_count"><span class="per_page">每页&nbsp;<em class="per_count">20</em>&nbsp;记录&nbsp;</span><span class="all_count">总共&nbsp;<em class="all_count">{len(column.items)}</em>&nbsp;记录&nbsp;</span></li>
<li class="page_nav"><a class="first" href="{self.address(column)}"><span>第一页</span></a><a class="next" href="{following}"><span>下一页&gt;&gt;</span></a></li>
<li class="page_jump"><span class="pages">页码&nbsp;<em class="curr_page">{page}</em>/<em class="all_pages">{column.pages}</em></span></li></ul></div>"""

    def article_body(self, column: Column, item: Item) -> str:
        """Title, metas, text."""
        text = self.body(column, item)
        return f"""<div class="wp-wrapper wp-container"><div class="wp-inner"><div class="infobox"><div class="article" frag="窗口4" portletmode="simpleArticleAttri">
<div class="column-path"><span class="path-name">当前位置：</span><a href="/">首页</a><span class='possplit'>&nbsp;&nbsp;</span><a href="{self.href(column)}">{e(column.name)}</a></div>
<h1 class="arti_title">{e(item.title)}</h1>
<p class="arti_metas"><span class="arti_publisher">来源：{e(self.source(item))}</span><span class="arti_update">发布时间：{item.day:%Y-%m-%d}</span><span class="arti_views">浏览次数：<span class="WP_VisitCount" url="/_visitcountdisplay?siteId={self.site.port}&type=3&articleId={item.number}">{item.number % 900}</span></span></p>
<div class="entry"><div class="read"><div class='wp_articlecontent'>{text}</div></div></div>
</div></div></div></div>
"""
