# ruff: noqa: E501 - markup and titles keep the lines that they have on real pages
"""Guangdong's common platform: plain lists for news; disclosure lists by an interface (gkmlpt)."""

import json
from datetime import UTC, datetime, time, timedelta
from typing import ClassVar
from urllib.parse import parse_qsl

from demo.columns import Column, Item
from demo.families import bulk
from demo.families.family import Family, e

BY_INTERFACE = {
    "notices", "policy", "planning", "personnel", "finance", "report", "statistics", "surveys",
}  # fmt: skip


class Gkmlpt(Family):
    """Pages as the platform publishes them."""

    label: ClassVar[str] = "gkmlpt"

    def _by_interface(self, column: Column) -> bool:
        return column.key in BY_INTERFACE and column.shape == "list"

    def address(self, column: Column, page: int = 1) -> str:
        """A folder, or a shell of the disclosure platform that pages by itself."""
        if self._by_interface(column):
            plain = f"/gkmlpt/mulu/{column.number}/index"
            return plain if page == 1 else f"{plain}?page={page}"
        return f"/{column.slug}/index{'' if page == 1 else f'_{page}'}.html"

    def article_address(self, column: Column, item: Item) -> str:
        """content/post_N.html under the column."""
        return f"/{column.slug}/content/post_{item.number}.html"

    def file_address(self, _column: Column, item: Item, name: str) -> str:
        """A folder of attachments, by number."""
        number, ending = int(name[:6], 16), name.partition(".")[2]
        return f"/attachment/0/{number // 1000}/{number}/{item.number}.{ending}"

    def data_addresses(self, column: Column) -> dict[str, int]:
        """The interface."""
        if not self._by_interface(column):
            return {}
        return {
            f"/gkmlpt/api/all/{column.number}?page={page}": page
            for page in range(1, column.pages + 2)
        }

    def spelled(self, path: str) -> str:
        """The interface gives the first page to whoever names none, and minds no other word."""
        program, _, query = path.partition("?")
        if not program.startswith("/gkmlpt/api/all/"):
            return path
        return f"{program}?page={dict(parse_qsl(query)).get('page', '1')}"

    def data(self, column: Column, page: int) -> tuple[str, str]:
        """One page of articles."""
        base = self.site.url.rstrip("/")
        articles = [
            {
                "id": item.number,
                "title": item.title,
                "date": int(self._moment(item).timestamp()),
                "created_at": f"{item.day:%Y-%m-%d} {self.hour(item)}:00",
                "display_publish_time": f"{item.day:%Y-%m-%d} {self.hour(item)}:00",
                "publisher": self.site.office.name,
                "document_number": "",
                "url": base + self.article_address(column, item),
                "is_top": int(item.pinned),
            }
            for item in column.page(page)
        ]
        answer = {
            "total": len(column.items),
            "page": page,
            "classify": {"id": column.number, "name": column.name},
            "articles": articles,
        }
        return "application/json", json.dumps(answer, ensure_ascii=False)

    def _moment(self, item: Item) -> datetime:
        hour, minute = map(int, self.hour(item).split(":"))
        return datetime.combine(item.day, time(hour, minute), tzinfo=UTC) - timedelta(hours=8)

    def head(self, title: str, tags: str) -> str:
        """A short head and a long style."""
        return f"""<!DOCTYPE html>
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset={self.site.declared}" />
<meta http-equiv="X-UA-Compatible" content="IE=edge" />
<meta name="robots" content="index, follow" />
{tags}
<title>{e(title)}</title>
<link rel="stylesheet" type="text/css" href="/css/common.css" />
<style type="text/css">
{bulk.css(self.site.seed, 100)}
</style>
<script type="text/javascript" src="/js/jquery.min.js"></script>
</head>
"""

    def top(self) -> str:
        """Header and a bar of spans in a ul."""
        entries = "".join(
            f'<li><a href="{self.href(column)}"><span>{e(column.name)}</span></a>{self._drop(column)}</li>\n'
            for column in (*self.site.bar, *map(self.site.column, self.site.twice))
        )
        return f"""<body>
<div class="header"><div class="wrap"><h1 class="logo"><a href="/">{self.name}</a></h1><p class="today">{self.clock}</p></div></div>
<div class="menu"><ul class="wrap menu_ul"><li class="on"><a href="/"><span>首页</span></a></li>
{entries}</ul></div>
"""

    def _drop(self, column: Column) -> str:
        below = self.site.below(column.key) if self.site.drops else ()
        links = "".join(f'<li><a href="{self.href(sub)}">{e(sub.name)}</a></li>' for sub in below)
        return f'<ul class="menu_sub">{links}</ul>' if links else ""

    def foot(self) -> str:
        """Paragraphs between divs."""
        said = self.site.identity
        sponsor = f"主办：{e(said.sponsor)}&nbsp;&nbsp;" if said.sponsor else ""
        phone = f"联系方式：{said.contact}" if said.contact else ""
        icp = f'<a href="{self.beian}">{said.icp}</a>&nbsp;&nbsp;' if said.icp else ""
        code = f"网站标识码：{said.site_id_code}&nbsp;&nbsp;" if said.site_id_code else ""
        police = f'<a href="{self.police}">{said.police}</a>' if said.police else ""
        return f"""<div class="wrap link">{self.friends}</div>
<div class="footer"><div class="wrap footer_text">
<p>{sponsor}{phone}</p>
<p>{icp}{code}{police}</p>
<p>版权所有 &copy; {self.years}</p>
<div class="footer_logo">{self.image_badge()}{self.fault_script()}</div>
</div></div>
{bulk.script(bulk.TABS, bulk.SLIDER, bulk.SCREEN)}
<script>window.NFCMS_SITE_ID={self.site.port};window.NFCMS_PUB_TYPE="cat";</script><script src="/scripts/s.js"></script>
</body>
</html>
"""

    def home_body(self) -> str:
        """Blocks, written out by the server."""
        blocks = "\n".join(self.block(self.site.column(key), 8) for key in self.site.blocks)
        return f'<div class="wrap content">\n{blocks}\n</div>\n'

    def block(self, column: Column, count: int) -> str:
        """A title and a ul."""
        return f"""<div class="con_box"><div class="con_tit"><a href="{self.href(column)}">{e(column.name)}</a><a href="{self.href(column)}" class="gengduo">更多 &gt;</a></div>
{self._rows(column, column.front[:count])}</div>"""

    def _rows(self, column: Column, items: tuple[Item, ...]) -> str:
        rows = "".join(
            f'<li>{self._day(column, item)}<a href="{self.article_address(column, item)}" target="_blank" title="{e(item.title)}">{e(item.title)}</a></li>\n'
            for item in items
        )
        return f'<ul class="list">\n{rows}</ul>'

    def _day(self, column: Column, item: Item) -> str:
        return f'<span class="time">{item.day:%Y-%m-%d}</span>' if column.dated else ""

    def around(self, column: Column, inner: str) -> str:
        """Crumbs and the middle."""
        return f"""<div class="wrap content"><div class="position">您的位置：<a href="/">首页</a> &gt; <a href="{self.href(column)}">{e(column.name)}</a></div>
<div class="list_right">
{inner}
</div></div>
"""

    def list_page(self, column: Column, page: int) -> str:
        """The list itself, or the shell that asks the interface for it."""
        if self._by_interface(column):
            return self._shell(column, page)
        if not column.items:
            return '<ul class="list"></ul><div class="page"><span>共 0 条记录</span></div>'
        links = "".join(
            f'<a href="{self.address(column, n)}">{n}</a>' for n in range(1, column.pages + 1)
        )
        return f"""{self._rows(column, column.page(page))}
<div class="page"><span>共 {len(column.items)} 条记录</span>{links}</div>"""

    def _shell(self, column: Column, page: int) -> str:
        settings = {
            "SITE_ID": self.site.port,
            "SITE_NAME": self.site.office.site_name,
            "COLUMN_ID": column.number,
            "COLUMN_NAME": column.name,
            "PAGE": page,
            "ARTICLE_API": f"/gkmlpt/api/all/{column.number}?page=1",
        }
        return f"""<div id="gkmlpt-app" class="gkml-content"><div class="loading"><img src="/gkmlpt/assets/loading.gif" alt=""></div></div>
<script type="text/javascript">
window._CONFIG = {json.dumps(settings, ensure_ascii=False)};
</script>
<script type="text/javascript" src="/gkmlpt/assets/manifest.js"></script>
<script type="text/javascript" src="/gkmlpt/assets/app.js"></script>"""

    def article_body(self, column: Column, item: Item) -> str:
        """Title, time, source, text."""
        text = self.body(column, item)
        return f"""<div class="wrap content"><div class="position">您的位置：<a href="/">首页</a> &gt; <a href="{self.href(column)}">{e(column.name)}</a></div>
<h3 class="zw-title">{e(item.title)}</h3>
<div class="zw-info"><span class="time">时间：{item.day:%Y-%m-%d} {self.hour(item)}:00</span><span class="ly">来源：{e(self.source(item))}</span></div>
<div class="zw" id="zoomcon">
{text}
</div></div>
"""
