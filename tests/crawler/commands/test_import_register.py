import argparse
import os
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from crawler.command import InputError
from crawler.importers.register import IMPORTER
from storage import register
from tests.crawler.commands.running import run
from tests.registers import CITY

ROOT = Path(__file__).resolve().parents[3]
Sheets = Mapping[str, Sequence[Sequence[Any]]]

UNITS = [["单位名称", "级别"], ["示范市教育局", "市级"]]
SITES = [
    ["网站标识码", "网站名称", "主办单位", "首页网址"],
    ["9900000002", "示范市教育局", "示范市教育局", "http://jyj.demo.gov.cn/"],
]


@pytest.fixture
def cities(tmp_path: Path) -> Path:
    folder = tmp_path / "cities"
    folder.mkdir()
    (folder / "demo.toml").write_text(CITY, encoding="utf-8")
    return folder


def book(folder: Path, sheets: Sheets) -> Path:
    path = folder / "名册.xlsx"
    with xlsxwriter.Workbook(str(path), {"strings_to_urls": False}) as made:
        day = made.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(number, column, value, day)
                    elif value is not None:
                        sheet.write(number, column, value)
    return path


def take(path: Path, cities: Path, *, write: bool = True, city: str | None = None) -> int:
    return IMPORTER.take(path, argparse.Namespace(city=city, write=write), [str(cities)])


def test_from_template_to_register(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    template, cities = tmp_path / "样表.xlsx", tmp_path / "cities"
    new = ("register", str(template), "--city", "new")

    assert run("import", "register", "--template", str(template), CITIES=str(cities)) == 0
    assert run("import", *new, CITIES=str(cities)) == 0
    assert "网站 新增 jyj 示例市教育局网站" in capsys.readouterr().out
    assert not cities.exists()

    assert run("import", *new, "--write", CITIES=str(cities)) == 0
    city = register.load(cities / "new.toml")
    assert [(site.id, site.code, site.unit) for site in city.sites] == [
        ("jyj", "9900000002", "jyj")
    ]
    assert [account.id for account in city.accounts] == ["wechat-jyj"]

    capsys.readouterr()
    assert run("import", *new, "--write", CITIES=str(cities)) == 0
    assert "没有变动" in capsys.readouterr().out


def test_as_an_operator_runs_it(tmp_path: Path, cities: Path) -> None:
    path = book(tmp_path, {"网站": [*SITES, ["1", "坏站", "示范市教育局", "b.cn"]]})
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "import", "register", str(path), "--write"],
        cwd=ROOT,
        env=os.environ | {"XUNJIAN_CITIES": str(cities), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 64
    assert "与 " in done.stdout
    assert "“网站”表第3行“网站标识码”列" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "没有写明种类；用法"),
        (("registre", "x.xlsx"), "不能导入“registre”；是否想写 register？"),
        (("register",), "用法：scrapy import register 文件"),
        (("register", "no.xlsx"), "no.xlsx：没有这个文件；请核对路径"),
        (("register", "README.md", "--city", "../x"), "“../x”不能作城市编号"),
    ],
)
def test_refused_in_one_line(
    args: tuple[str, ...], said: str, cities: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", *args, CITIES=str(cities)) == 64

    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(said)
    assert len(err.splitlines()) == 1


def test_a_template_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("filled in by an office", encoding="utf-8")

    with pytest.raises(InputError, match="已存在，不覆盖"):
        IMPORTER.template(path)


def test_nothing_is_written_without_being_asked(
    tmp_path: Path, cities: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = book(tmp_path, {"网站": [*SITES, ["9900000003", "新站", "示范市教育局", "b.cn"]]})

    assert take(path, cities, write=False) == 0

    assert (cities / "demo.toml").read_text(encoding="utf-8") == CITY
    out = capsys.readouterr().out
    assert "网站 新增 b 新站：" in out
    assert "还没有写入" in out


def test_added_changed_removed_and_every_comment_kept(tmp_path: Path, cities: Path) -> None:
    sites = [
        SITES[0],
        ["9900000002", "示范市教育体育局", "示范市教育局", "https://jyj.demo.gov.cn/"],
        ["9900000003", "新站", "示范市教育局", "http://new.demo.gov.cn/"],
    ]
    units = [*UNITS, ["市直新局", "市直"]]
    sites.append([None, "新局网站", "市直新局", "http://xj.demo.gov.cn/"])
    accounts = [["账号名称", "平台类型", "填报单位"], ["新局发布", "微博", "市直新局"]]

    path = book(tmp_path, {"单位": units, "网站": sites, "政务新媒体": accounts})
    assert take(path, cities) == 0

    text = (cities / "demo.toml").read_text(encoding="utf-8")
    expected = (
        CITY.replace('name = "示范市教育局"\n', 'name = "示范市教育局"\nlevel = "city"\n', 1)
        .replace('"示范市教育局"  # 以', '"示范市教育体育局"  # 以')
        .replace("http://jyj", "https://jyj")
    )
    for line in expected.splitlines()[:22]:
        assert line in text
    for comment in ("# 秒", "# ―― 单位 ――", "# 教育局", "# ―― 网站 ――", "# ―― 账号 ――"):
        assert comment in text
    city = register.load(cities / "demo.toml")
    assert [unit.id for unit in city.units] == ["jyj", "xj"]
    assert [site.id for site in city.sites] == ["jyj", "new", "xj"]
    assert [account.id for account in city.accounts] == ["weibo-xj"]
    # a section's comment stays above its section
    assert text.index("新局网站") < text.index("# ―― 账号 ――") < text.index("新局发布")


def test_a_row_that_does_not_fit_is_named_and_the_others_go_on(
    tmp_path: Path, cities: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sites = [
        *SITES,
        [990000003, "丢零", "示范市教育局", "http://c.demo.gov.cn/"],
        ["9900000004", "好站", "示范市教育局", "http://d.demo.gov.cn/"],
        ["9900000005", "坏址", "示范市教育局", "见门户"],
        ["9900000006", "无主", "某未登记局", "http://e.demo.gov.cn/"],
        ["9900000007", None, "示范市教育局", "http://f.demo.gov.cn/"],
        ["9900000004", "重复", "示范市教育局", "http://g.demo.gov.cn/"],
    ]

    assert take(book(tmp_path, {"网站": sites}), cities) == 64

    said = capsys.readouterr().err
    for line in (
        "名册.xlsx “网站”表第3行“网站标识码”列 = 990000003.0：只有 9 位，可能丢了开头的 0；"
        "请把这一列设为文本格式后重新填写 10 位代码",
        '“网站”表第5行“首页网址”列 = "见门户"：不是 http(s) 网址；请写完整网址',
        '“网站”表第6行 = "无主"：主办单位“某未登记局”没有登记',
        "“网站”表第7行“网站名称”列：没有填写；请补填这一格",
        '“网站”表第8行 = "重复"：与第4行重复；请只保留一行',
        "有 5 处不合要求，所在的行没有导入",
    ):
        assert line in said
    city = register.load(cities / "demo.toml")
    assert [site.id for site in city.sites] == ["jyj", "d"]


def test_nothing_is_removed_on_the_word_of_a_file_half_understood(
    tmp_path: Path, cities: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [SITES[0], ["99", "改名的站", "示范市教育局", "http://moved.demo.gov.cn/"]]

    assert take(book(tmp_path, {"网站": rows}), cities) == 64

    assert "这次不删除任何网站" in capsys.readouterr().err
    assert [site.id for site in register.load(cities / "demo.toml").sites] == ["jyj"]


def test_a_row_that_speaks_of_a_known_site_keeps_it_though_it_does_not_fit(
    tmp_path: Path, cities: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        SITES[0],
        ["9900000002", "示范市教育局", "示范市教育局", "坏了"],
        ["9900000004", "好站", "示范市教育局", "http://d.demo.gov.cn/"],
    ]

    take(book(tmp_path, {"网站": rows}), cities)

    assert "不删除" not in capsys.readouterr().err
    assert [site.id for site in register.load(cities / "demo.toml").sites] == ["jyj", "d"]


def test_the_file_that_offices_really_keep(
    tmp_path: Path, cities: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header = [
        "序号",
        "政府网站\n标识码*",
        "网站名称（全称）",
        "主办单位",
        "类 别",
        "网站地址",
        "备注",
    ]
    rows = [
        ["示范市政府网站名册"],
        ["填报日期：2026年1月"],
        header,
        ["一、市直部门"],
        [
            1,
            9900000002,
            " 示范市\n教育局 ",
            "示范市教育局",
            "部门",
            "ｈｔｔｐ：／／jyj.demo.gov.cn／",
            "x",
        ],
        [],
        [
            2,
            "９９００００００１０",
            "示范市门户",
            "示范市教育局",
            "市级门户",
            "www.demo.gov.cn",
            None,
        ],
        header,
        [3, "bm12345678", "部委站", "示范市教育局", "/", "http://bm.gov.cn/index.html", None],
    ]

    assert take(book(tmp_path, {"填表说明": [["请填写"]], "Sheet1": rows}), cities) == 0

    err = capsys.readouterr().err
    assert "“填表说明”表不是名册，跳过" in err
    assert "不认识的列，跳过：备注" in err
    assert "当作分组标题跳过：第 4 行" in err
    sites = register.load(cities / "demo.toml").sites
    assert [(site.id, site.code, site.name, site.url, str(site.level)) for site in sites] == [
        ("jyj", "9900000002", "示范市教育局", "http://jyj.demo.gov.cn/", "department"),
        ("demo", "9900000010", "示范市门户", "http://www.demo.gov.cn/", "city_portal"),
        ("bm", "bm12345678", "部委站", "http://bm.gov.cn/index.html", "department"),
    ]


def test_a_merged_office_stands_for_each_of_its_rows(tmp_path: Path, cities: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        sheet = made.add_worksheet("网站")
        sheet.write_row(0, 0, ["主办单位", "网站名称", "网址"])
        sheet.merge_range(1, 0, 2, 0, "示范市教育局")
        sheet.write_row(1, 1, ["示范市教育局", "jyj.demo.gov.cn"])
        sheet.write_row(2, 1, ["招生网", "zs.demo.gov.cn"])

    assert take(path, cities) == 0

    assert [site.unit for site in register.load(cities / "demo.toml").sites] == ["jyj", "jyj"]


def test_states_with_their_days(tmp_path: Path, cities: Path) -> None:
    header = [*SITES[0], "状态", "状态起始日期", "截止日期", "批准文号"]
    closed = [*SITES[1], "已关停", date(2026, 3, 1)]
    path = book(tmp_path, {"网站": [header, closed]})

    assert take(path, cities) == 0
    assert take(path, cities) == 0

    (site,) = register.load(cities / "demo.toml").sites
    assert [(str(state.state), state.since) for state in site.states] == [
        ("closed", date(2026, 3, 1))
    ]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["关停"], "状态为“关停”，没有写起始日期"),
        (["停机维护", "2026年2月1日"], "“状态”列：停机维护没有写明批准文件"),
        (["歇业", "2026-02-01"], "不是可用的取值；可用的有："),
        (["关停", "2026-02-30"], "不是日期；请填 2026-01-31 这样的日期"),
    ],
)
def test_a_state_that_cannot_be(
    cells: list[str], said: str, tmp_path: Path, cities: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header = [*SITES[0], "状态", "状态起始日期"]

    assert take(book(tmp_path, {"网站": [header, [*SITES[1], *cells]]}), cities) == 64

    assert said in capsys.readouterr().err


def test_units_with_sections_and_duties(tmp_path: Path, cities: Path) -> None:
    units = [
        ["单位名称", "级别", "门户栏目", "栏目网址", "公开事项", "领导信息"],
        ["示范市教育局", "市级", None, None, "2、７,11", "是"],
        ["示范市档案馆", "市级", "档案馆", "http://jyj.demo.gov.cn/da/", "2", "否"],
    ]

    assert take(book(tmp_path, {"单位名册": units}), cities) == 0

    data = tomllib.loads((cities / "demo.toml").read_text(encoding="utf-8"))
    assert data["units"] == [
        {
            "id": "jyj",
            "name": "示范市教育局",
            "level": "city",
            "duties": {"disclosure": [2, 7, 11], "leaders": True},
        },
        {
            "id": "unit-01",
            "name": "示范市档案馆",
            "level": "city",
            "section": {"site": "jyj", "name": "档案馆", "url": "http://jyj.demo.gov.cn/da/"},
            "duties": {"disclosure": [2], "leaders": False},
        },
    ]


def test_what_would_not_hold_together_is_not_written(tmp_path: Path, cities: Path) -> None:
    rows = [SITES[0], ["9900000009", "别的站", "示范市教育局", "http://x.demo.gov.cn/"]]
    before = CITY.replace(
        "[[accounts]]",
        '[[units]]\nid = "u"\nname = "馆"\nsection = { site = "jyj", name = "馆" }\n[[accounts]]',
    )
    (cities / "demo.toml").write_text(before, encoding="utf-8")

    with pytest.raises(InputError, match="没有写入") as refused:
        take(book(tmp_path, {"网站": rows}), cities)

    assert "没有编号为此的网站" in str(refused.value)
    assert (cities / "demo.toml").read_text(encoding="utf-8") == before


def test_several_cities_and_none_named(tmp_path: Path, cities: Path) -> None:
    (cities / "other.toml").write_text(CITY.replace('"demo"', '"other"'), encoding="utf-8")

    with pytest.raises(InputError, match="请用 --city 写明导入哪个城市；现有：demo、other"):
        take(book(tmp_path, {"网站": SITES}), cities)


def test_cells_are_never_formulas_or_markup(
    tmp_path: Path, cities: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [*SITES, ["9900000003", "[red]站\x1b[31m", "示范市教育局", "http://b.cn/"]]

    assert take(book(tmp_path, {"网站": rows}), cities) == 0

    assert "\x1b" not in capsys.readouterr().out
    assert register.load(cities / "demo.toml").sites[1].name.startswith("[red]站")
