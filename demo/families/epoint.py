# ruff: noqa: E501 - markup and titles keep the lines that they have on real pages
"""Epoint: ewb- classes, numbered categories, days in a box beside the title."""

from typing import ClassVar
from uuid import UUID

from demo.columns import Column, Item
from demo.families import bulk
from demo.families.family import Family, e


class Epoint(Family):
    """Pages as Epoint's web builder publishes them."""

    label: ClassVar[str] = "Epoint"

    def _category(self, column: Column) -> str:
        return f"0{column.number // 100:02d}{column.number % 100:03d}"

    def address(self, column: Column, page: int = 1) -> str:
        """A category folder; moreinfo.html, then numbers."""
        name = "moreinfo" if page == 1 else str(page)
        return f"/{column.slug}/{self._category(column)}/{name}.html"

    def article_address(self, column: Column, item: Item) -> str:
        """A day's folder and a GUID."""
        guid = UUID(int=self.rng(f"guid {item.number}").getrandbits(128), version=4)
        return f"/{column.slug}/{self._category(column)}/{item.day:%Y%m%d}/{guid}.html"

    def file_address(self, column: Column, item: Item, name: str) -> str:
        """The day's folder of the column."""
        return f"/{column.slug}/attach/{item.day:%Y%m%d}/{name}"

    def head(self, title: str, tags: str) -> str:
        """Many linked styles, a few written in."""
        return f"""<!DOCTYPE html>
<html>

<head>
    <meta charset="{self.site.declared}">
    <meta http-equiv="X-UA-Compatible" content="IE=edge,chrome=1">
    <title>{e(title)}</title>
{tags}
    <link rel="stylesheet" href="/css/common.css">
    <link rel="stylesheet" href="/css/lib/chosen.min.css">
    <style>
{bulk.css(self.site.seed, 75)}
    </style>
    <script src="/js/lib/jquery-1.9.1.min.js"></script>
</head>
"""

    def top(self) -> str:
        """ewb-header and ewb-nav."""
        entries = "".join(
            f"""                <li class="ewb-nav-item"><a href="{self.href(column)}" class="ewb-nav-a">{e(column.name)}</a>{self._drop(column)}</li>
"""
            for column in (*self.site.bar, *map(self.site.column, self.site.twice))
        )
        return f"""<body>
    <!-- header -->
    <div class="ewb-header"><div class="ewb-container clearfix">
        <a href="/" class="ewb-logo l"><img src="/images/logo.png" alt="{self.name}"></a>
        <div class="ewb-time r" id="time">{self.clock}</div>
        <div class="ewb-search r"><input type="text" id="ss_tt" placeholder="请输入关键字"><a href="javascript:void(0)" id="search">搜索</a></div>
    </div></div>
    <!-- nav -->
    <div class="ewb-nav"><div class="ewb-container">
            <ul class="ewb-nav-list clearfix">
                <li class="ewb-nav-item current"><a href="/" class="ewb-nav-a">首页</a></li>
{entries}            </ul>
    </div></div>
"""

    def _drop(self, column: Column) -> str:
        below = self.site.below(column.key) if self.site.drops else ()
        links = "".join(f'<a href="{self.href(sub)}">{e(sub.name)}</a>' for sub in below)
        return f'<div class="ewb-nav-sub hidden">{links}</div>' if links else ""

    def foot(self) -> str:
        """ewb-footer."""
        said = self.site.identity
        lines = [
            f"主办单位：{e(said.sponsor)}" if said.sponsor else "",
            f"联系电话：{said.contact}" if said.contact else "",
            f"网站标识码：{said.site_id_code}" if said.site_id_code else "",
            f'<a href="{self.beian}">{said.icp}</a>' if said.icp else "",
            f'<a href="{self.police}">{said.police}</a>' if said.police else "",
        ]
        text = "\n".join(f"            <span>{line}</span>" for line in lines if line)
        return f"""    <!-- footer -->
    <div class="ewb-link"><div class="ewb-container">{self.friends}</div></div>
    <div class="ewb-footer"><div class="ewb-container clearfix">
        <div class="ewb-footer-ico l">{self.image_badge()}</div>
        <div class="ewb-footer-txt l">
{text}
            <p>© {self.years} 推荐使用IE9以上浏览器</p>
        </div>
        <div class="ewb-footer-jc r">{self.fault_link()}</div>
    </div></div>
    <!-- 页面脚本 -->
    <script src="/js/common.js"></script>
    {bulk.script(bulk.TABS, bulk.SLIDER, bulk.SCREEN)}
</body>

</html>
"""

    def home_body(self) -> str:
        """Blocks of items with boxes."""
        blocks = "\n".join(self.block(self.site.column(key), 7) for key in self.site.blocks)
        return f'    <div class="ewb-container ewb-main clearfix">\n{blocks}\n    </div>\n'

    def block(self, column: Column, count: int) -> str:
        """ewb-block with a heading."""
        return f"""        <div class="ewb-block"><div class="ewb-block-hd clearfix"><span class="ewb-block-tt l">{e(column.name)}</span><a href="{self.href(column)}" class="ewb-more r">MORE+</a></div>
{self._items(column, column.front[:count])}        </div>"""

    def _items(self, column: Column, items: tuple[Item, ...]) -> str:
        rows = "".join(
            f"""            <li class="ewb-list-node clearfix">
                {self._box(column, item)}<a href="{self.article_address(column, item)}" class="ewb-list-name" target="_blank" title="{e(item.title)}">{'<i class="ewb-top">置顶</i>' if item.pinned else ""}{e(item.title)}</a>
            </li>
"""
            for item in items
        )
        return f'            <ul class="ewb-list-items">\n{rows}            </ul>\n'

    def _box(self, column: Column, item: Item) -> str:
        if not column.dated:
            return ""
        return f'<div class="ewb-date l"><span class="ewb-date-day">{item.day:%d}</span><span class="ewb-date-ym">{item.day:%Y-%m}</span></div>'

    def around(self, column: Column, inner: str) -> str:
        """A tree at the left, and a ranking at some."""
        side = "".join(
            f'<li class="wb-tree-items"><h3 class="wb-tree-node"><a href="{self.href(other)}" class="wb-tree-tt">{e(other.name)}</a></h3></li>'
            for other in self.site.columns
            if other.parent == column.parent
        )
        hot = ""
        if column.hot:
            rows = "".join(
                f'<li><a href="{path}">{e(title)}</a><span class="r">{day:%Y-%m-%d}</span></li>'
                for title, path, day in self.hot_items()
            )
            hot = f'<div class="ewb-hot"><h3>热点排行</h3><ul>{rows}</ul></div>'
        return f"""    <div class="ewb-container clearfix">
        <div class="ewb-loc"><span>当前位置：</span><a href="/">首页</a> <span class="ewb-loc-span">&gt;</span><a href="{self.href(column)}">{e(column.name)}</a></div>
        <div class="ewb-span6 l"><div class="ewb-trade-tt">{e(column.name)}</div><ul class="wb-tree">{side}</ul>{hot}</div>
        <div class="ewb-span18 r">
{inner}
        </div>
    </div>
"""

    def list_page(self, column: Column, page: int) -> str:
        """The items, and a pager made by script."""
        return f"""{self._items(column, column.page(page))}
            <div id="page" class="m-pagination"></div>
            <script>
                $("#page").pagination({{ pageIndex: {page - 1}, pageSize: 20, total: {len(column.items)}, showInfo: true, firstBtnText: '首页', nextBtnText: '下页' }});
                $("#page").on("pageClicked", function (event, data) {{
                    if (data.pageIndex == 0) {{ window.location.href = "{self.address(column)}"; }}
                    else {{ window.location.href = "/{column.slug}/{self._category(column)}/" + (data.pageIndex + 1) + ".html"; }}
                }});
            </script>"""

    def article_body(self, column: Column, item: Item) -> str:
        """Article, with its info line."""
        text = self.body(column, item)
        return f"""    <div class="ewb-container"><div class="ewb-loc"><span>当前位置：</span><a href="/">首页</a> <span class="ewb-loc-span">&gt;</span><a href="{self.href(column)}">{e(column.name)}</a></div>
        <div class="article-block"><h3 class="article-title">{e(item.title)}</h3>
        <div class="info-source">【信息时间：{item.day:%Y-%m-%d}　来源：{e(self.source(item))}　阅读次数：<span id="infoViewCount"></span>】</div>
        <div class="article-content">
{text}
        </div></div></div>
"""
