# ruff: noqa: E501 - one story a line
"""Links and texts that only look wrong: walls, delays, redirects, tabs, reprints."""

from collections.abc import Callable
from random import Random

from demo import prose
from demo.papers import packed, pdf
from demo.stories.story import Lead, Leaf, Scene, Story


def _linking(id_: str, before: str) -> Callable[[Scene], list[str]]:
    """Say where to find more."""
    return lambda scene: [f"　　{before}{scene.link(id_)}。"]


def _pdf(rng: Random) -> bytes:
    return pdf.pdf([line[:38] for line in prose.paragraphs(rng, "本单位", 12)])


def _zip(rng: Random) -> bytes:
    return packed.packed({"说明.pdf": _pdf(rng)}, gbk=True)


def _tabs(scene: Scene) -> list[str]:
    panes = "".join(
        f'<div id="con_tab_{n}"{" style=display:none" if n > 1 else ""}>{prose.paragraphs(scene.rng, scene.unit, 1)[0]} <a href="/index.html">返回首页</a></div>'
        for n in range(1, 4)
    )
    return [
        f'<ul class="tab"><li id="tab1">概况</li><li id="tab2">做法</li><li id="tab3">成效</li></ul>{panes}'
    ]


def _shared(scene: Scene) -> list[str]:
    return [
        f'<div class="share-box" style="display:none">分享到：{scene.link("shared")} <a href="javascript:window.print()">打印</a></div>'
    ]


def _yearly(year: int) -> Callable[[Scene], list[str]]:
    """The same frame each year, with what is that year's in it."""

    def said(scene: Scene) -> list[str]:
        rng = Random(f"{scene.unit} {year}")  # noqa: S311 - made-up text
        own = prose.paragraphs(rng, scene.unit, 7)
        return ["　　根据年度工作安排，现将有关事项通知如下：", *own, "　　特此通知。"]

    return said


STORIES = (
    Story(
        id="a-wall-outside",
        site="@portal",
        column="news",
        at=16,
        title="部门联席会议召开",
        says=_linking("wall-outside", "会议材料来源："),
        leads=(Lead(id="wall-outside", words="协作单位网站", to="wall/"),),
    ),
    Story(
        id="a-silent",
        site="@latest-ucap",
        column="news",
        at=15,
        title="数字图书馆共建签约",
        says=_linking("silent-outside", "共建平台："),
        leads=(Lead(id="silent-outside", words="数字图书馆", to="wall/silent/"),),
    ),
    Story(
        id="a-wall-own",
        site="@edge-trs",
        column="news",
        at=26,
        title="内部办公系统升级",
        says=_linking("wall-own", "登录"),
        leads=(Lead(id="wall-own", words="内部办公系统", to="refused"),),
    ),
    Story(
        id="a-once-page",
        site="@nav-only-epoint",
        column="news",
        at=19,
        title="在线展厅开放",
        says=_linking("once-page", "进入"),
        leads=(Lead(id="once-page", words="在线展厅", to="once"),),
    ),
    Story(
        id="a-once-file",
        site="@edge-tables",
        column="notices",
        at=12,
        title="实施细则公布",
        files=(Leaf(id="once-file", words="实施细则.pdf", ending="pdf", make=_pdf, way="once"),),
    ),
    Story(
        id="a-slow-pdf",
        site="@portal",
        column="notices",
        at=24,
        title="总体规划公布",
        files=(Leaf(id="slow-pdf", words="总体规划.pdf", ending="pdf", make=_pdf, way="slow"),),
    ),
    Story(
        id="a-slow-zip",
        site="@pinned-epoint",
        column="notices",
        at=6,
        title="标准图集下载",
        files=(Leaf(id="slow-zip", words="标准图集.zip", ending="zip", make=_zip, way="slow"),),
    ),
    Story(
        id="a-wall-file",
        site="@one-item-gkmlpt",
        column="news",
        at=15,
        title="课题成果汇编",
        files=(Leaf(id="wall-file", words="成果汇编.pdf", ending="pdf", make=_pdf, way="refused"),),
    ),
    Story(
        id="a-moved",
        site="@portal",
        column="news",
        at=30,
        title="公共图书馆延长开放时间",
        says=_linking("moved-outside", "开放安排见"),
        leads=(Lead(id="moved-outside", words="市图书馆网站", to="friend/moved/"),),
    ),
    Story(
        id="a-against",
        site="@latest-ucap",
        column="news",
        at=21,
        title="反赌博宣传进社区",
        says=_linking("against-gambling", "赌博、网络博彩害人害己，相关报道："),
        leads=(
            Lead(
                id="against-gambling",
                words="打击跨境赌博专项行动取得阶段性成果",
                to="friend/against/",
            ),
        ),
    ),
    Story(
        id="tabs", site="@duplicate-empire", column="news", at=12, title="改革成效专栏", says=_tabs
    ),
    Story(
        id="a-shared",
        site="@ascending-webplus",
        column="news",
        at=13,
        title="摄影作品征集",
        says=_shared,
        leads=(Lead(id="shared", words="微博", to="friend/weibo.example/share?url=x"),),
    ),
    Story(
        id="reprint-first",
        site="@portal",
        column="news",
        at=6,
        title="全市工作推进会举行",
        text="reprint",
        paragraphs=9,
    ),
    Story(
        id="reprint-local",
        site="@portal",
        column="local",
        at=2,
        title="全市工作推进会举行",
        text="reprint",
        paragraphs=9,
        beside="reprint-first",
    ),
    Story(
        id="yearly-old",
        site="@edge-trs",
        column="notices",
        at=44,
        title="关于开展年度评优工作的通知",
        says=_yearly(1),
        paragraphs=0,
    ),
    Story(
        id="yearly-new",
        site="@edge-trs",
        column="notices",
        at=2,
        title="关于开展年度评优工作的通知",
        says=_yearly(2),
        paragraphs=0,
    ),
)
