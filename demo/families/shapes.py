"""Columns that are no list of articles: leaders, an office's duties, landing pages, letters."""

from demo import words
from demo.columns import Column
from demo.families.family import Family, e

_DUTIES = (
    "贯彻执行国家和省、市有关法律法规和方针政策，拟订相关规范性文件并组织实施。",
    "负责编制全市有关发展规划和年度计划，并监督执行。",
    "承担有关行政审批、行政执法和公共服务工作。",
    "指导县（市、区）有关部门开展工作。",
    "完成市委、市政府交办的其他任务。",
)


def body(family: Family, column: Column, page: int) -> str:
    """Write the middle of a page that is no list."""
    if column.shape == "leaders":
        return leaders(family, column)
    if column.shape == "article":
        return duties(family, column)
    if column.shape == "guides":
        return guides(family, column, page)
    if column.shape == "letters":
        return letters(family, column, page)
    if column.shape == "topics":
        return topics(family, column)
    return hub(family, column)


def leaders(family: Family, column: Column) -> str:
    """A page of portraits; no dates, no list of articles."""
    cells = "".join(
        f'<div class="ld_item"><img src="/images/ld/{index}.jpg" width="110" height="150" alt="">'
        f"<h4>{name}</h4><p>{post}</p><p>主持{family.name}{e(words.TOPICS[index])}等方面工作。</p></div>"
        for index, (name, post) in enumerate(family.people(column))
    )
    return f'<div class="ld_box">{cells}</div>'


def duties(family: Family, column: Column) -> str:
    """An office's duties: one text."""
    lines = "".join(f"<p>　　（{i}）{text}</p>" for i, text in enumerate(_DUTIES, start=1))
    contact = family.site.identity.contact
    office = f"<p>　　办公电话：{contact}</p>" if contact else ""
    return (
        f'<div class="article_con" id="zoom"><h2>{e(column.name)}</h2>'
        f"<p>　　{family.name}是市级机关，主要职责是：</p>{lines}"
        f"<p>　　办公时间：周一至周五 8:30-12:00，14:30-17:30</p>{office}</div>"
    )


def guides(family: Family, column: Column, page: int) -> str:
    """Services on offer: what, by whom, and a button. Guides carry no dates."""
    rows = "".join(
        f'<tr><td class="sx"><a href="{family.article_address(column, item)}" target="_blank">'
        f"{e(item.title)}</a></td><td>{e(family.site.office.short)}</td>"
        f'<td><a href="{family.article_address(column, item)}">办事指南</a> '
        f'<a href="javascript:void(0)" onclick="zxbl({item.number})">在线办理</a></td></tr>'
        for item in column.page(page)
    )
    return (
        '<table class="bs_table" width="100%"><tr><th>事项名称</th><th>办理部门</th>'
        f"<th>操作</th></tr>{rows}</table>{paging(family, column, page)}"
    )


def letters(family: Family, column: Column, page: int) -> str:
    """Letters and when they were answered, above a form."""
    rows = "".join(
        f'<tr><td><a href="{family.article_address(column, item)}" target="_blank">'
        f"{e(item.title)}</a></td><td>咨询</td><td>{item.day:%Y-%m-%d}</td>"
        f"<td>{family.answered(item):%Y-%m-%d}</td><td>已答复</td></tr>"
        for item in column.page(page)
    )
    return (
        '<div class="xj_form"><form action="/xinxiang/write" method="post" '
        'onsubmit="return checkLetter(this)"><input name="title" placeholder="来信标题">'
        '<textarea name="content"></textarea><input name="code" size="4">'
        '<input type="submit" value="我要写信"></form></div>'
        '<table class="xj_table" width="100%"><tr><th>来信标题</th><th>类型</th><th>来信时间</th>'
        f"<th>答复时间</th><th>状态</th></tr>{rows}</table>{paging(family, column, page)}"
    )


def paging(family: Family, column: Column, page: int) -> str:
    """Links to the further pages of a list."""
    if column.pages == 1:
        return ""
    links = "".join(
        f"<b>{number}</b> "
        if number == page
        else f'<a href="{e(family.address(column, number))}">{number}</a> '
        for number in range(1, column.pages + 1)
    )
    return f'<div class="fy">共{len(column.items)}条 {links}</div>'


def topics(family: Family, column: Column) -> str:
    """Pictures that lead to topics."""
    cells = "".join(
        f'<li><a href="{family.article_address(column, item)}" target="_blank">'
        f'<img src="/images/zt/{item.number}.jpg" alt=""><span>{e(item.title)}</span></a></li>'
        for item in column.items
    )
    return f'<ul class="zt_pic clearfix">{cells}</ul>'


def hub(family: Family, column: Column) -> str:
    """A landing page: a menu of what is below, and the newest of each list."""
    below = family.site.below(column.key)
    menu = "".join(f'<li><a href="{family.href(sub)}">{e(sub.name)}</a></li>' for sub in below)
    tiles = ""
    if column.key == "services":
        tiles = "".join(
            f'<a class="bs_icon" href="{family.away("zwfw.shifan.gov.cn")}theme/{i}">'
            f'<img src="/images/bs/{i}.png" alt=""><span>{name}</span></a>'
            for i, name in enumerate(("个人办事", "法人办事", "一件事", "好差评", "中介超市"))
        )
    listed = [sub for sub in below if sub.shape == "list"]
    blocks = "".join(family.block(sub, 5) for sub in listed)
    return (
        f'<div class="hub clearfix"><div class="hub_left"><h3>{e(column.name)}</h3>'
        f'<ul class="hub_menu">{menu}</ul></div>'
        f'<div class="hub_right">{tiles}{blocks}</div></div>'
    )
