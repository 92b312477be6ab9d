"""Links and files that are dead, hidden or risky."""

from collections.abc import Callable

from demo.stories.story import Lead, Leaf, Scene, Story


def _linking(id_: str, before: str, after: str = "。") -> Callable[[Scene], list[str]]:
    """Say where to find more."""
    return lambda scene: [f"　　{before}{scene.link(id_)}{after}"]


def _kept_from_view(id_: str, style: str) -> Callable[[Scene], list[str]]:
    """Carry a link that visitors do not see."""
    return lambda scene: [f'<div style="{style}">{scene.link(id_)}</div>']


_BETS = "澳门新葡京娱乐城真人百家乐"


STORIES = (
    Story(
        id="a-dead-own",
        site="@stale-notices-jcms",
        column="news",
        at=10,
        title="惠民政策宣传月启动",
        says=_linking("dead-own", "政策全文见："),
        leads=(Lead(id="dead-own", words="政策汇编", to="gone"),),
    ),
    Story(
        id="a-dead-port",
        site="@no-sponsor-ucap",
        column="news",
        at=13,
        title="企业服务平台上线",
        says=_linking("dead-port", "请登录"),
        leads=(Lead(id="dead-port", words="企业服务平台", to="dead/"),),
    ),
    Story(
        id="a-dead-outside",
        site="@home-stale-empire",
        column="news",
        at=16,
        title="优秀案例评选结果揭晓",
        says=_linking("dead-outside", "详见媒体报道："),
        leads=(Lead(id="dead-outside", words="示范日报相关报道", to="friend/gone/2019.html"),),
    ),
    Story(
        id="a-dead-410",
        site="@stale-news-epoint",
        column="news",
        at=22,
        title="线上答题活动结束",
        says=_linking("dead-410", "活动页面："),
        leads=(Lead(id="dead-410", words="线上答题", to="410"),),
    ),
    Story(
        id="a-dead-pdf",
        site="@no-sponsor-ucap",
        column="notices",
        at=17,
        title="关于印发评价办法的通知",
        files=(Leaf(id="dead-pdf", words="评价办法.pdf", ending="pdf", way="gone"),),
    ),
    Story(
        id="a-page-as-xls",
        site="@stale-news-epoint",
        column="notices",
        at=4,
        title="关于填报统计表的通知",
        files=(Leaf(id="page-as-xls", words="统计表.xls", ending="xls", way="page"),),
    ),
    Story(
        id="a-empty-file",
        site="@empty-tables",
        column="policy",
        at=5,
        title="年度计划公开",
        files=(Leaf(id="empty-file", words="年度计划.doc", ending="doc"),),
    ),
    Story(
        id="a-soft-one",
        site="@empty-empire",
        column="news",
        at=5,
        title="专题网页开通",
        says=_linking("soft-one", "点击进入"),
        leads=(Lead(id="soft-one", words="专题网页", to="soft"),),
    ),
    Story(
        id="a-soft-two",
        site="@home-stale-tables",
        column="news",
        at=8,
        title="便民服务指南更新",
        says=_linking("soft-two", "下载"),
        leads=(Lead(id="soft-two", words="便民服务指南", to="soft"),),
    ),
    Story(
        id="a-hidden-none",
        site="@no-icp-tables",
        column="news",
        at=3,
        title="图书馆新馆开放",
        says=_kept_from_view("hidden-none", "display:none"),
        leads=(Lead(id="hidden-none", words=_BETS, to="turned/a.html"),),
    ),
    Story(
        id="a-hidden-far",
        site="@meta-code-trs",
        column="news",
        at=4,
        title="健步走活动举行",
        says=_kept_from_view("hidden-far", "position:absolute;left:-9999px;top:-9999px"),
        leads=(Lead(id="hidden-far", words=_BETS, to="turned/b.html"),),
    ),
    Story(
        id="a-hidden-small",
        site="@empty-gkmlpt",
        column="news",
        at=6,
        title="环卫工人节慰问",
        says=_kept_from_view("hidden-small", "font-size:0;line-height:0;height:0;overflow:hidden"),
        leads=(Lead(id="hidden-small", words="彩票开户送彩金", to="turned/c.html"),),
    ),
    Story(
        id="a-risky-title",
        site="@stale-news-trs",
        column="news",
        at=7,
        title="青年创业大赛报名",
        says=_linking("risky-title", "大赛官网："),
        leads=(Lead(id="risky-title", words="创业大赛官网", to="turned/dasai/"),),
    ),
    Story(
        id="a-risky-redirect",
        site="@stale-many-county",
        column="news",
        at=9,
        title="旅游文化节开幕",
        says=_linking("risky-redirect", "活动网站："),
        leads=(Lead(id="risky-redirect", words="旅游文化节", to="friend/lured/"),),
    ),
    Story(
        id="a-risky-parked",
        site="@empty-jcms",
        column="news",
        at=11,
        title="农产品展销会",
        says=_linking("risky-parked", "展会网址："),
        leads=(Lead(id="risky-parked", words="农产品展销会", to="parked/"),),
    ),
)
