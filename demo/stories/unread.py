"""Files that nobody can read, and ways into mazes."""

from collections.abc import Callable
from random import Random

from demo import prose
from demo.papers import compound, packed, pdf, sheets
from demo.stories.story import Lead, Leaf, Scene, Story


def _linking(id_: str, before: str, after: str = "。") -> Callable[[Scene], list[str]]:
    """Say where to find more."""
    return lambda scene: [f"　　{before}{scene.link(id_)}{after}"]


def _broken_doc(rng: Random) -> bytes:
    whole = compound.doc(prose.paragraphs(rng, "本单位", 4))
    return whole[: len(whole) // 4]  # the folder of its streams is gone


def _locked_zip(_: Random) -> bytes:
    return packed.locked("名单.txt", "请向经办人索取密码。".encode(), b"shifan-2026")


def _rar(rng: Random) -> bytes:
    return packed.rar("fujian.xls", rng)


def _scanned(rng: Random) -> bytes:
    return pdf.scanned(rng)


def _locked_xlsx(_: Random) -> bytes:
    return sheets.locked_xlsx()


STORIES = (
    Story(
        id="a-scanned",
        site="@quiet-jcms",
        column="notices",
        at=6,
        title="公告扫描件",
        files=(Leaf(id="scanned", words="公告扫描件.pdf", ending="pdf", make=_scanned),),
    ),
    Story(
        id="a-locked-xlsx",
        site="@portal",
        column="notices",
        at=27,
        title="内部填报模板",
        files=(Leaf(id="locked-xlsx", words="填报模板.xlsx", ending="xlsx", make=_locked_xlsx),),
    ),
    Story(
        id="a-locked-zip",
        site="@edge-tables",
        column="notices",
        at=15,
        title="软件下载",
        files=(Leaf(id="locked-zip", words="安装包.zip", ending="zip", make=_locked_zip),),
    ),
    Story(
        id="a-broken-doc",
        site="@pinned-epoint",
        column="notices",
        at=9,
        title="申请表下载",
        files=(Leaf(id="broken-doc", words="申请表.doc", ending="doc", make=_broken_doc),),
    ),
    Story(
        id="a-rar",
        site="@latest-ucap",
        column="notices",
        at=13,
        title="规划图件下载",
        files=(Leaf(id="rar", words="规划图件.rar", ending="rar", make=_rar),),
    ),
    Story(
        id="maze-calendar",
        site="@quiet-jcms",
        column="news",
        at=9,
        title="便民日历栏目上线",
        says=_linking("in-calendar", "查看"),
        leads=(Lead(id="in-calendar", words="政务日历", to="/calendar?y=2026&m=11"),),
    ),
    Story(
        id="maze-folder",
        site="@quiet-jcms",
        column="news",
        at=12,
        title="历史资料归档",
        says=_linking("in-folder", "查看"),
        leads=(Lead(id="in-folder", words="归档目录", to="/a/"),),
    ),
    Story(
        id="maze-session",
        site="@mislabelled-tables",
        column="news",
        at=9,
        title="网上论坛开通",
        says=_linking("in-session", "进入"),
        leads=(
            Lead(id="in-session", words="网上论坛", to="/bbs/list.jsp;jsessionid=0A1B2C3D4E5F6071"),
        ),
    ),
    Story(
        id="maze-filter",
        site="@mislabelled-tables",
        column="news",
        at=12,
        title="信息检索功能升级",
        says=_linking("in-filter", "试用"),
        leads=(Lead(id="in-filter", words="信息检索", to="/search/list.jsp?sort=date&type=all"),),
    ),
)
