"""Text that was to be replaced before publication: 测试, 待补充, 请输入标题, lorem ipsum.

Only a whole title or a whole paragraph counts: 核酸测试结果 and 测试赛 are news.
"""

import re

from rules.content.lexicon import Entry, Family
from storage.records import Page, PageKind

_ARTICLES = (PageKind.ARTICLE, PageKind.GUIDE, PageKind.LEADERS)
_LOREM = "lorem ipsum"
_STARTS = (
    "待补充", "待完善", "待填写", "待录入", "待添加", "此处", "请在此", "请在这里", "请输入",
    "请填写", "请添加", "正文内容", "内容正在", "栏目正在", "页面正在", "网页正在", "网站正在",
    "正在建设中", "标题标题", "内容内容", "测试测试", "测试文章", "测试标题", "测试内容",
    "测试数据", "测试信息", "测试新闻", "测试页面", "测试稿", "这是测试", "这是一篇测试",
    "这是一个测试", "这是一条测试", "xxxx", "XXXX", "XXX", "xxx", "××××", "新建文章",
    "无标题文档", "单击此处", "点击此处添加",
)  # fmt: skip
ENTRIES = (
    *(
        Entry(family=Family.PLACEHOLDER, word=word, category="占位")
        for word in (*_STARTS, "\n测试\n", "\ntest\n")
    ),
    *(
        Entry(family=Family.PLACEHOLDER, word=word, category=_LOREM)
        for word in ("Lorem ipsum", "lorem ipsum", "LOREM IPSUM", "Lorem Ipsum")
    ),
)

_END = r"[。.！!…]*"
_WHOLE = re.compile(
    r"(?:[（(【\[]?(?:内容|正文|资料|信息|简介)?待(?:补充|完善|填写|录入|添加)[）)】\]]?"
    r"|[（(【\[]?此处(?:填写|输入|添加|插入|放置|为?正文|省略)[^，。]{0,12}[）)】\]]?"
    r"|(?:请)?(?:在此处?|在这里|单击此处|点击此处)(?:输入|填写|添加|编辑|录入)[^，。]{0,12}"
    r"|请(?:输入|填写|添加)(?:文章|新闻|稿件|页面)?(?:的)?(?:标题|正文|内容|摘要|简介|文字|文本|描述)"
    r"(?:内容|文字)?"
    r"|正文内容|(?:标题){2,}|(?:内容){2,}|(?:测试){1,}\d{0,4}|test\d{0,4}"
    r"|(?:这是)?(?:一篇|一个|一条)?测试(?:文章|标题|内容|数据|信息|新闻|页面|稿件?|文档)\d{0,4}"
    r"|这是(?:一个|一次)?测试|[xX×]{3,}|新建文章|无标题文档?"
    rf"|(?:(?:该|本|此)?(?:内容|栏目|页面|网页|网站|版块)(?:内容)?正在(?:建设|完善|整理|制作|更新)中?"
    rf"|正在建设中)(?:[,，。!！ ]*(?:敬请期待|请稍后再来|请稍候))?){_END}",
    re.I,
)
_SAMPLE = re.compile(r"样表|样本|样式|模板|范本|示例|示范文本|填写说明|例如|举例")
_SHOWN = re.compile(r"占位|假文|排版|字体|样式|样例|示例|模板|设计|规范|手册|指南|教程|操作说明")
_TEST_TITLE = re.compile(r"(?:测试|test)(?:测试|test|\d|[\s_\-—,，.。!！、()（）])*", re.I)
_TITLE_FILLER = re.compile(
    r"(?:(?:这是)?(?:一篇|一个|一条)?测试(?:文章|标题|内容|数据|信息|新闻|页面|稿件?|文档)\d{0,4}"
    r"|这是(?:一个|一次)?测试|(?:标题){1,}\d?|(?:文章|新闻|页面)标题|请输入标题|无标题(?:文档|页)?"
    r"|未命名(?:文档|文章|页面)?|untitled(?:document)?|新建(?:文章|页面|文档|文本文档)\d?"
    r"|待(?:补充|完善)|[xX×]{3,}|(?:asdf)+|lorem ipsum.*)",
    re.I,
)


def read(entry: Entry, page: Page, before: str, after: str) -> tuple[str, bool] | None:
    """Say what is to be shown and whether it is certain, of a hit on a line; None for nothing."""
    if entry.category == _LOREM:
        whole = after.lower().startswith(" dolor sit amet")
        shown = page.file or _SHOWN.search(page.title) or _SHOWN.search(before + after)
        return entry.word, whole and not shown
    if page.file or page.kind not in _ARTICLES:
        return None  # forms and samples are files; lists and homes are the columns' business
    line = (before + entry.word + after).strip()
    if not _WHOLE.fullmatch(line) or _SAMPLE.search(page.title):
        return None
    if any(word in before for word in _STARTS):
        return None  # its line was said once
    return line, False


def title_fault(page: Page) -> str | None:
    """Return a page's whole title if it is filler; never certain, for a quiz may be called 测试."""
    title = page.title.strip()
    if page.file or not title:
        return None
    filler = _TEST_TITLE.fullmatch(title) or _TITLE_FILLER.fullmatch(title)
    return title if filler else None
