"""The markup of the benchmark's site, as a content system of an office would write it."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


NAVIGATION = 100  # links on each page
_NAMES = (
    ("zwgk", "通知公告 政策文件 政策解读 规划计划 统计信息"),
    ("zwdt", "政务要闻 部门动态 县区动态 图片新闻 会议信息"),
    ("xxgk", "法定主动公开内容 财政预决算 行政执法公示 人事信息 建议提案办理"),
    ("zdly", "重大建设项目 公共资源交易 社会救助 食品药品监管 环境保护"),
    ("bsfw", "办事指南 便民服务 服务公告 收费公示 许可公告"),
    ("hdjl", "民意征集 在线访谈 新闻发布会 回应关切 常见问题"),
    ("jyly", "教育资讯 招生考试 学校建设 教师队伍 校园安全"),
    ("ylws", "卫生健康 疾病预防 医保动态 医疗机构 健康科普"),
    ("zcjj", "重点产业 招商动态 营商环境 园区建设 企业服务"),
    ("csjs", "城市管理 住房保障 交通出行 征地拆迁 工程招标"),
    ("nyny", "乡村振兴 农业生产 水利工程 惠农补贴 农技推广"),
    ("yjgl", "应急预案 预警信息 安全生产 防灾减灾 事故调查"),
)
COLUMNS = [
    (f"{folder}/lm{at}", name)
    for folder, names in _NAMES
    for at, name in enumerate(names.split(), 1)
]
"""Folder and name of each column that a site may have."""
TOPICS = _words(
    "深化改革 优化环境 文明创建 乡村振兴 安全生产 数字政府 扫黑除恶 生态环保 法治建设 就业创业 "
    "招商引资 健康城市 双拥共建 质量强市 智慧城市 老区发展 全民阅读 防汛抗旱 政务公开 惠企政策"
)
_SITE = "澄川市人民政府门户网站"
_WORD = (
    "margin-top:0px;margin-bottom:0px;text-indent:2em;line-height:1.75em;text-align:justify;"
    "text-justify:inter-ideograph"
)
_FONT = "font-family:仿宋_GB2312;font-size:21px;letter-spacing:0px;color:#333333"


def head(title: str, column: str | None) -> str:
    """Return what stands before the body, with the tags that offices must set."""
    shown = f"{title}_{_SITE}" if title else _SITE
    tag = f'<meta name="ColumnName" content="{column}">\n' if column else ""
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="X-UA-Compatible" content="IE=edge">\n'
        f"<title>{shown}</title>\n"
        f'<meta name="SiteName" content="{_SITE}">\n<meta name="SiteDomain" content="127.0.0.1">\n'
        f'<meta name="SiteIDCode" content="9900000099">\n{tag}'
        '<link rel="stylesheet" href="/static/style.css">\n'
        '<script src="/static/site.js"></script>\n'
        f"<style>\n{_css()}</style>\n<script>\n{_script()}</script>\n</head>\n"
    )


def top(links: Sequence[tuple[str, str]]) -> str:
    """Return the top of each page's body: banner, search, navigation."""
    items = "".join(
        f'\n<li class="nav-item nav-{at % 12}"><a href="{url}" target="_self" title="{words}">'
        f"{words}</a></li>"
        for at, (url, words) in enumerate(links)
    )
    return (
        '<body>\n<div class="header"><div class="w1200">'
        f'<a href="/" class="logo"><img src="/static/logo.png" alt="{_SITE}"></a>\n'
        '<form class="search" onsubmit="return soso(this)"><input type="text" name="q" '
        'placeholder="请输入关键字"><input type="submit" value="搜索"></form></div></div>\n'
        f'<div class="nav"><div class="w1200"><ul>\n<li class="on"><a href="/">首页</a></li>{items}'
        '\n</ul></div></div>\n<div class="w1200 main clearfix">\n'
    )


def bottom(links: Sequence[tuple[str, str]]) -> str:
    """Return the end of each page: friendly links, footer, the statistics' script."""
    options = "".join(f'\n<option value="{url}">{words}</option>' for url, words in links[:30])
    return (
        f'\n</div>\n<div class="links"><select onchange="jump(this)">\n<option>站内导航</option>'
        f"{options}\n</select></div>\n"
        '<div class="footer"><div class="w1200"><p><a href="/">网站首页</a> | '
        f'<a href="{links[0][0]}">关于我们</a> | <a href="{links[-1][0]}">网站地图</a></p>\n'
        "<p>主办单位：澄川市人民政府　承办单位：澄川市人民政府办公室　维护：澄川市大数据中心</p>\n"
        "<p>网站标识码：9900000099　澄ICP备05999999号-1　澄公网安备 99990002000001号</p>\n"
        "<p>地址：澄川市文昌大道1号　邮编：999000　值班电话：0999-8000000（不受理业务咨询）</p>\n"
        f"</div></div>\n<script>\n{_script()}</script>\n</body>\n</html>\n"
    )


def block(name: str, url: str, entries: Iterable[tuple[str, str, str]]) -> str:
    """Return one block of the home page."""
    return (
        f'<div class="block"><div class="block-hd"><h2><a href="{url}">{name}</a></h2>'
        f'<a class="more" href="{url}">更多&gt;&gt;</a></div>\n'
        f'<ul class="news-list">{_items(entries)}\n</ul></div>\n'
    )


def listing(
    column: tuple[str, str],
    entries: Iterable[tuple[str, str, str]],
    further: Sequence[tuple[int, str]],
    foot: str,
) -> str:
    """Return the middle of a list.

    Args:
        column: name and address.
        entries: address, title and day of each.
        further: number and address of the lists that it links.
        foot: what stands beside these.
    """
    numbers = " ".join(f'<a class="page-num" href="{url}">{number}</a>' for number, url in further)
    return (
        f'{_position(column)}<div class="list-box"><h1 class="list-title">{column[0]}</h1>\n'
        f'<ul class="news-list list-20">{_items(entries)}\n</ul>\n'
        f'<div class="pages">{numbers} <a href="{further[-1][1]}">尾页</a> {foot}</div></div>\n'
    )


def article(
    column: tuple[str, str],
    title: str,
    *,
    day: date,
    document: str,
    paragraphs: Iterable[str],
    rows: Sequence[Sequence[str]],
    near: Sequence[tuple[str, str, str]],
    beside: Sequence[tuple[str, str, str]],
    styled: bool,
) -> str:
    """Return the middle of an article.

    Args:
        column: name and address of the one that it stands in.
        title: of it.
        day: of its publication.
        document: its 文号.
        paragraphs: its text.
        rows: its table, if it has any.
        near: address, title and day of the articles before and after it.
        beside: likewise of those in the side column.
        styled: whether it was pasted from a word processor.
    """
    text = "\n".join(_paragraph(said, styled=styled) for said in paragraphs)
    turning = "".join(f'<p>相邻文章：<a href="{url}">{name}</a></p>\n' for url, name, _ in near)
    return (
        f'{_position(column)}<div class="article"><h1 class="title">{title}</h1>\n'
        f'<div class="info"><span>发布时间：{day} 09:30</span><span>来源：澄川市人民政府办公室'
        f'</span><span>文号：{document}</span><span>字号：<a href="javascript:void(0)">大</a> '
        '<a href="javascript:void(0)">中</a> <a href="javascript:void(0)">小</a></span></div>\n'
        f'<div class="TRS_Editor" id="zoom">\n{text}\n{_table(rows)}</div>\n'
        f'<div class="turn">{turning}</div>\n'
        '<div class="share"><a href="javascript:window.print()">打印本页</a> '
        '<a href="javascript:window.close()">关闭窗口</a></div></div>\n'
        f'<div class="side"><h3>相关信息</h3><ul class="news-list">{_items(beside)}\n</ul></div>\n'
    )


def _position(column: tuple[str, str]) -> str:
    return (
        '<div class="position">您当前所在的位置：<a href="/">首页</a> &gt; '
        f'<a href="{column[1]}">{column[0]}</a></div>\n'
    )


def _items(entries: Iterable[tuple[str, str, str]]) -> str:
    return "".join(
        f'\n<li><a href="{url}" target="_blank" title="{title}">{title}</a>'
        f'<span class="date">{day}</span></li>'
        for url, title, day in entries
    )


def _paragraph(said: str, *, styled: bool) -> str:
    if not styled:
        return f"<p>　　{said}</p>"
    sentences = "".join(
        f'<span style="{_FONT}">{sentence}。</span>' for sentence in said.rstrip("。").split("。")
    )
    return f'<p class="MsoNormal" style="{_WORD}">{sentences}<span lang="EN-US"></span></p>'


def _table(rows: Sequence[Sequence[str]]) -> str:
    lines = "\n".join(
        "<tr>"
        + "".join(f'<td width="120" style="border:1px solid #000">{cell}</td>' for cell in row)
        + "</tr>"
        for row in rows
    )
    return f'<table class="MsoTable" cellspacing="0">\n{lines}\n</table>\n' if rows else ""


@cache
def _css() -> str:
    """Return about five kilobytes of style."""
    return "".join(
        f".m{at} .hd{{height:{at + 30}px;line-height:{at + 30}px;border-bottom:1px solid #ddd}}\n"
        f".m{at} .bd li{{background:url(/static/logo.png) no-repeat 0 {at}px;padding:0 {at}px}}\n"
        for at in range(30)
    )


@cache
def _script() -> str:
    """Return about three kilobytes of script."""
    return "".join(
        f"function slide{at}(){{var box=document.getElementById('box{at}');if(!box){{return;}}\n"
        f"  var n=0;setInterval(function(){{n=(n+1)%5;\n"
        f"  box.style.left=(-n*{at + 280})+'px';}},4000);}}\n"
        for at in range(18)
    )
