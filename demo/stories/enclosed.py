"""Identity numbers inside files: where nobody looks who only opens the first sheet."""

from random import Random

from demo import numbers, prose
from demo.papers import compound, packed, pdf, sheets, word
from demo.stories.story import Leaf, Story


def _ids(rng: Random, count: int) -> list[sheets.Row]:
    people = numbers.people(rng, count)
    return [[n, name, numbers.resident_id(rng)] for n, name in enumerate(people, start=1)]


def _counts(rng: Random) -> list[sheets.Row]:
    return [list(row) for row in prose.figures(rng)]


_HEAD: sheets.Row = ["序号", "姓名", "身份证号码"]


def _old_roster(rng: Random) -> bytes:
    return sheets.roster_xls(numbers.people(rng, 6), [numbers.resident_id(rng) for _ in range(6)])


def _xls_in_zip(rng: Random) -> bytes:
    told = word.docx(prose.paragraphs(rng, "本单位", 4))
    return packed.packed({"通知.docx": told, "附件1.名单.xls": _old_roster(rng)}, gbk=True)


def _zip_in_zip(rng: Random) -> bytes:
    inner = packed.packed({"名单.csv": sheets.csv([_HEAD, *_ids(rng, 8)])}, gbk=True)
    return packed.packed({"说明.txt": "请各单位核对。".encode("gbk"), "第二批/名单.zip": inner})


def _hidden_sheet(rng: Random) -> bytes:
    beside = {"原始数据": [_HEAD, *_ids(rng, 12)]}
    return sheets.xlsx(_counts(rng), sheet="汇总表", beside=beside, hidden=("原始数据",))


def _hidden_column(rng: Random) -> bytes:
    rows = [[n, name, numbers.starred(str(id_), 6, 4), id_] for n, name, id_ in _ids(rng, 9)]
    return sheets.xlsx([["序号", "姓名", "证件号码", "证件号码（原）"], *rows], hidden_columns=(3,))


def _hidden_row(rng: Random) -> bytes:
    shown: list[sheets.Row] = [
        ["1", "张某某", "4454**********1234"],
        ["2", "李某某", "4454**********2345"],
    ]
    return sheets.xlsx([_HEAD, *_ids(rng, 1), *shown], hidden_rows=(1,))


def _cell_remark(rng: Random) -> bytes:
    name = numbers.person(rng)
    return sheets.xlsx(
        _counts(rng), sheet="汇总表", remark=f"{name} 身份证号{numbers.resident_id(rng)}"
    )


def _docx_header(rng: Random) -> bytes:
    header = f"申请人：{numbers.person(rng)}　身份证号码：{numbers.resident_id(rng)}"
    return word.docx(prose.paragraphs(rng, "本单位", 6), header=header)


def _csv_gbk(rng: Random) -> bytes:
    return sheets.csv([_HEAD, *((n, name, f"{id_}\t") for n, name, id_ in _ids(rng, 10))])


def _pdf_page_2(rng: Random) -> bytes:
    lines = [
        line for told in prose.paragraphs(rng, "本单位", 16) for line in (told[:38], told[38:76])
    ]
    listed = [f"{name}　身份证号码：{id_}" for _, name, id_ in _ids(rng, 6)]
    return pdf.pdf([*(line or "　" for line in lines[:32]), *["　"] * 8, "附件：人员名单", *listed])


def _doc(rng: Random) -> bytes:
    told = [f"{name}，身份证号码{id_}，经考核合格。" for _, name, id_ in _ids(rng, 4)]
    return compound.doc([*prose.paragraphs(rng, "本单位", 4), *told])


def _pptx(rng: Random) -> bytes:
    listed = [f"{name} {id_}" for _, name, id_ in _ids(rng, 5)]
    return word.pptx([["工作汇报", "全年完成各项任务"], ["身份证号码核对", *listed]])


STORIES = (
    Story(
        id="a-zip",
        site="@meta-code-trs",
        column="notices",
        at=3,
        title="关于报送名单的通知",
        files=(Leaf(id="id-xls-in-zip", words="附件.zip", ending="zip", make=_xls_in_zip),),
    ),
    Story(
        id="a-sheet",
        site="@no-code-webplus",
        column="notices",
        at=12,
        title="关于下达年度任务的通知",
        files=(
            Leaf(id="id-hidden-sheet", words="任务汇总表.xlsx", ending="xlsx", make=_hidden_sheet),
        ),
    ),
    Story(
        id="a-column",
        site="@no-sponsor-ucap",
        column="notices",
        at=5,
        title="困难群众慰问对象公示",
        files=(
            Leaf(id="id-hidden-column", words="公示名单.xlsx", ending="xlsx", make=_hidden_column),
        ),
    ),
    Story(
        id="a-remark",
        site="@stale-many-county",
        column="notices",
        at=8,
        title="关于公布统计数据的公告",
        files=(Leaf(id="id-cell-remark", words="数据表.xlsx", ending="xlsx", make=_cell_remark),),
    ),
    Story(
        id="a-header",
        site="@empty-jcms",
        column="notices",
        at=4,
        title="示范岗创建事迹材料公示",
        files=(Leaf(id="id-docx-header", words="事迹材料.docx", ending="docx", make=_docx_header),),
    ),
    Story(
        id="a-csv",
        site="@empty-tables",
        column="notices",
        at=6,
        title="开放数据更新说明",
        files=(Leaf(id="id-csv-gbk", words="数据文件.csv", ending="csv", make=_csv_gbk),),
    ),
    Story(
        id="a-pdf",
        site="@stale-news-epoint",
        column="notices",
        at=9,
        title="职称评审结果的通知",
        files=(Leaf(id="id-pdf-page-2", words="评审结果.pdf", ending="pdf", make=_pdf_page_2),),
    ),
    Story(
        id="a-doc",
        site="@empty-many-webplus",
        column="policy",
        at=15,
        title="关于公布考核结果的决定",
        files=(Leaf(id="id-doc", words="考核结果.doc", ending="doc", make=_doc),),
    ),
    Story(
        id="a-nested",
        site="@home-stale-empire",
        column="notices",
        at=10,
        title="资料下载",
        files=(Leaf(id="id-zip-in-zip", words="全部资料.zip", ending="zip", make=_zip_in_zip),),
    ),
    Story(
        id="a-pptx",
        site="@stale-notices-gkmlpt",
        column="notices",
        at=2,
        title="培训课件下载",
        files=(Leaf(id="id-pptx", words="课件.pptx", ending="pptx", make=_pptx),),
    ),
    Story(
        id="a-et",
        site="@empty-empire",
        column="notices",
        at=5,
        title="名册核对通知",
        files=(Leaf(id="id-et", words="名册.et", ending="et", make=_old_roster),),
    ),
    Story(
        id="a-row",
        site="@home-nav-webplus",
        column="notices",
        at=14,
        title="受助人员名单",
        files=(Leaf(id="id-hidden-row", words="名单.xlsx", ending="xlsx", make=_hidden_row),),
    ),
)
