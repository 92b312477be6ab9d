from datetime import date
from pathlib import Path

import pytest

from storage import register
from storage.records import Column, ColumnKind, Site, SiteLevel
from storage.register import RegisterError, SiteState
from tests.registers import CITY, at

EXAMPLE = Path(__file__).parents[2] / "config" / "cities" / "example.toml"


def mistakes(text: str, name: str = "demo.toml") -> list[str]:
    with pytest.raises(RegisterError) as caught:
        register.parse(text, Path(name))
    return [str(problem) for problem in caught.value.problems]


def test_the_example_is_in_order() -> None:
    city = register.load(EXAMPLE)

    assert (city.id, len(city.units), len(city.sites), len(city.accounts)) == ("example", 4, 3, 2)


def test_a_site_as_rules_know_it() -> None:
    (site,) = register.parse(CITY, Path("demo.toml")).sites

    assert site.record == Site(
        id="jyj",
        name="示范市教育局",
        url="http://jyj.demo.gov.cn/",
        unit="jyj",
        level=SiteLevel.DEPARTMENT,
        code="9900000002",
    )


def test_hosts_and_addresses_are_made_plain() -> None:
    text = CITY.replace(
        '"http://jyj.demo.gov.cn/"', '"http://JYJ.demo.gov.cn:8080"\naliases = ["https://b.cn/x/"]'
    )
    (site,) = register.parse(text, Path("demo.toml")).sites

    assert site.url == "http://jyj.demo.gov.cn:8080/"
    assert site.hosts == {"jyj.demo.gov.cn", "b.cn"}


def test_a_register_with_a_mark_of_its_editor_and_windows_lines(tmp_path: Path) -> None:
    path = tmp_path / "demo.toml"
    path.write_bytes(b"\xef\xbb\xbf" + CITY.replace("\n", "\r\n").encode())

    assert register.load(path).name == "示范市"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(
            '"http://jyj.demo.gov.cn/"',
            '"htp://jyj"',
            f'demo.toml:{at("url =")}: sites[0].url = "htp://jyj"：不是 http(s) 网址；'
            "请写完整网址，如 http://www.example.gov.cn/",
            id="a scheme of no web",
        ),
        pytest.param(
            '"9900000002"',
            '"99000"',
            f'demo.toml:{at("code =")}: sites[0].code = "99000"：不是网站标识码；'
            "地方网站为 10 位数字，部委网站为 bm 加 8 位数字",
            id="a code too short",
        ),
        pytest.param(
            '"9900000002"',
            "9900000002",
            f"demo.toml:{at('code =')}: sites[0].code = 9900000002：应当是文字；"
            '请写在英文引号中，如 "示例"',
            id="a code without quotes",
        ),
        pytest.param(
            "standard =",
            "standrad =",
            f'demo.toml:{at("standard =")}: standrad = "cn-2019-19"：没有这个键；'
            "是否想写 standard？",
            id="a key misspelt",
        ),
        pytest.param(
            'unit = "jyj"',
            'unit = "jyjj"',
            f'demo.toml:{at("unit =")}: sites[0].unit = "jyjj"：没有编号为此的单位；是否想写 jyj？',
            id="a unit that is not there",
        ),
        pytest.param(
            'id = "demo"',
            'id = "other"',
            'demo.toml:1: id = "other"：与文件名不一致；请改为 "demo"，或把文件改名为 other.toml',
            id="an id that is not the file's",
        ),
        pytest.param(
            'platform = "wechat"',
            'platform = "微博"',
            f'demo.toml:{at("platform =")}: accounts[0].platform = "微博"：不是可用的取值；'
            "是否想写 weibo？",
            id="a platform by its Chinese name",
        ),
        pytest.param(
            "delay_seconds = 2.0",
            'delay_seconds = "2"',
            f'demo.toml:{at("delay_seconds")}: politeness.delay_seconds = "2"：应当是数字；'
            "请写成不带引号的数字，如 2.0",
            id="a number in quotes",
        ),
        pytest.param(
            'name = "示范市"',
            'name = "示范市"\nallow_networks = ["127.0.0.1/8"]',
            'demo.toml:3: allow_networks[0] = "127.0.0.1/8"：不是网段；'
            "请写成 127.0.0.0/8 这样的网段，主机位须为 0",
            id="a network with host bits",
        ),
        pytest.param(
            'url = "http://jyj.demo.gov.cn/"\n',
            "",
            f"demo.toml:{at('[[sites]]')}: sites[0].url：缺少这一项；请补上 url = …",
            id="a site without address",
        ),
        pytest.param(
            'url = "http://jyj.demo.gov.cn/"',
            'url = "http://u:p@jyj.demo.gov.cn/"',
            f'demo.toml:{at("url =")}: sites[0].url = "http://u:p@jyj.demo.gov.cn/"：'
            "网址中带有用户名或口令；请删去 @ 及其前面的部分",
            id="an address with a password",
        ),
        pytest.param(
            'id = "wechat-jyj"',
            'id = "../jyj"',
            f'demo.toml:{at("wechat-jyj")}: accounts[0].id = "../jyj"：不是可用的编号；'
            "请只用英文字母、数字、点、横线和下划线，至多 64 个字符",
            id="an id that is a path",
        ),
    ],
)
def test_a_mistake_is_one_clear_line(old: str, new: str, said: str) -> None:
    assert said in mistakes(CITY.replace(old, new, 1))


def test_all_mistakes_in_one_go() -> None:
    text = CITY.replace('"http://jyj', '"ftp://jyj').replace("2.0", "true").replace('"jyj"', '""')

    found = mistakes(text)

    assert [line.split(": ")[1].split(" = ")[0] for line in found] == [
        "politeness.delay_seconds",
        "units[0].id",
        "sites[0].id",
        "sites[0].unit",
        "sites[0].url",
        "accounts[0].unit",
    ]


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        pytest.param(
            '[[sites]]\nid = "jyj"\nname = "二"\nunit = "jyj"\nurl = "http://b.cn/"\n',
            "编号重复，已见于 sites[0].id",
            id="an id",
        ),
        pytest.param(
            '[[sites]]\nid = "b"\nname = "二"\nunit = "jyj"\nurl = "https://jyj.demo.gov.cn"\n',
            "网址重复，已见于 sites[0].url",
            id="an address, in https",
        ),
        pytest.param(
            '[[sites]]\nid = "b"\nname = "二"\nunit = "jyj"\nurl = "http://b.cn/"\n'
            'code = "9900000002"\n',
            "网站标识码重复，已见于 sites[0].code",
            id="a code",
        ),
        pytest.param(
            '[[accounts]]\nid = "b"\nname = "示范教育"\nunit = "jyj"\nplatform = "wechat"\n',
            "账号重复，已见于 accounts[0].name",
            id="an account",
        ),
        pytest.param(
            '[[units]]\nid = "b"\nname = "闲置单位"\n',
            "这个单位没有网站、没有账号，也没有写明门户上的栏目",
            id="a unit that nobody can look at",
        ),
        pytest.param(
            '[[units]]\nid = "b"\nname = "二"\nsection = { site = "no", name = "栏目" }\n',
            "没有编号为此的网站",
            id="a section of no site",
        ),
    ],
)
def test_nothing_twice_and_no_reference_into_the_void(extra: str, said: str) -> None:
    assert [said in line for line in mistakes(CITY + extra)] == [True]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = 1\nb = “x”", "x.toml:2：用了中文的引号、等号或逗号：b = “x”"),
        ('a = "x\nb = 1', 'x.toml:1：引号没有成对：a = "x'),
        ("[a]\nb = 1\nb = 2", "x.toml:3：同一个键写了两次：b = 2"),
        ("a 1", "x.toml:1：键后面缺少等号：a 1"),
        ("a = 2026-02-30", "x.toml:1：不是有效的日期：a = 2026-02-30"),
        ("[[sites]\n", "x.toml:1：段名的方括号没有成对"),
        ("a = [1\nb = 2\n", "x.toml:2：方括号没有成对"),
        ("a = " + "[" * 5000, "x.toml：括号层数太多"),
        ("键 = 1", "x.toml:1：键或段名写法不对：键 = 1"),
    ],
)
def test_broken_toml_has_its_line(text: str, said: str) -> None:
    (line,) = mistakes(text, "x.toml")

    assert line.startswith(said)
    assert not {"Expected", "Invalid", "Cannot"} & set(line.split())


@pytest.mark.parametrize(
    ("body", "said"),
    [
        pytest.param("name = '示范市'".encode("gbk"), "文件不是 UTF-8 编码", id="gbk"),
        pytest.param(b"a" * (5 * 2**20), "文件超过 4 MB", id="big"),
    ],
)
def test_a_file_that_is_no_text_of_ours(body: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(body)

    with pytest.raises(RegisterError, match=said):
        register.load(path)


def test_an_unknown_city_names_the_known_ones(tmp_path: Path) -> None:
    (tmp_path / "demo.toml").write_text(CITY, encoding="utf-8")

    assert register.find("demo", [str(tmp_path / "none"), tmp_path]).id == "demo"
    with pytest.raises(RegisterError, match=r'没有登记城市 "\.\./x"；可用的有：demo'):
        register.find("../x", [tmp_path])


STATES = """states = [
  { state = "running", since = 2020-01-01 },
  { state = "maintenance", since = 2026-02-01, until = 2026-02-10, document = "文" },
  { state = "closed", since = 2026-06-01 },
]
"""


@pytest.mark.parametrize(
    ("day", "state"),
    [
        pytest.param(date(2019, 12, 31), SiteState.CLOSED, id="not yet opened"),
        pytest.param(date(2020, 1, 1), SiteState.RUNNING, id="first day"),
        pytest.param(date(2026, 2, 1), SiteState.MAINTENANCE, id="maintenance, first day"),
        pytest.param(date(2026, 2, 10), SiteState.MAINTENANCE, id="maintenance, last day"),
        pytest.param(date(2026, 2, 11), SiteState.RUNNING, id="maintenance over"),
        pytest.param(date(2026, 6, 1), SiteState.CLOSED, id="closed"),
        pytest.param(date(2030, 1, 1), SiteState.CLOSED, id="closed for good"),
    ],
)
def test_state_on_a_day(day: date, state: SiteState) -> None:
    text = CITY.replace('code = "9900000002"\n', f'code = "9900000002"\n{STATES}')
    city = register.parse(text, Path("demo.toml"))

    assert city.sites[0].state_on(day) is state
    assert bool(city.running(day)) is (state is SiteState.RUNNING)


def test_without_states_it_has_been_running_since_ever() -> None:
    assert register.parse(CITY, Path("demo.toml")).running(date(1999, 1, 1))


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ('{ state = "closed", since = 2026-01-01, until = 2026-02-01 }', "运行和关停不写截止日期"),
        ('{ state = "maintenance", since = 2026-01-01 }', "停机维护没有写明批准文件"),
        ('{ state = "moving", since = 2026-01-02, until = 2026-01-01 }', "截止日期早于起始日期"),
        ('{ state = "closed", since = "2026-01-01" }', "应当是日期"),
    ],
)
def test_a_state_that_cannot_be(state: str, said: str) -> None:
    (line,) = mistakes(CITY.replace('code = "9900000002"', f"states = [{state}]"))

    assert said in line


@pytest.mark.parametrize(
    "shown",
    [
        "http://jyj.demo.gov.cn/zt",
        "https://jyj.demo.gov.cn/zt/",
        "http://jyj.demo.gov.cn/zt/index.html",
    ],
)
def test_a_person_knows_a_column_better(shown: str) -> None:
    text = CITY.replace(
        'code = "9900000002"',
        'columns = [{ url = "http://jyj.demo.gov.cn/zt", kind = "topic", history = true }]',
    )
    (site,) = register.parse(text, Path("demo.toml")).sites
    seen = Column(
        site="jyj",
        url=shown,
        at=date(2026, 1, 1),  # type: ignore[arg-type]  # the moment is of no account here
        name="创城",
        kind=ColumnKind.NEWS,
        confidence=0.6,
    )

    corrected = site.corrected(seen)

    assert (corrected.kind, corrected.history, corrected.name, corrected.confidence) == (
        ColumnKind.TOPIC,
        True,
        "创城",
        1.0,
    )


@pytest.mark.parametrize(
    ("url", "owner"),
    [
        pytest.param("http://www.shi.gov.cn/yw/", "www", id="the portal's own"),
        pytest.param("https://shi.gov.cn/fgjs/", "www", id="a folder that only begins alike"),
        pytest.param("http://www.shi.gov.cn/fgj/tzgg/index.html", "fgj", id="an office's folder"),
        pytest.param("http://www.shi.gov.cn/fgj/", "fgj", id="an office's home page"),
        pytest.param("http://jyj.shi.gov.cn/dt/", "jyj", id="an office's sub-domain"),
        pytest.param("http://zwgk.shi.gov.cn/", None, id="a sub-domain of nobody's"),
        pytest.param("http://[broken/", None, id="no address"),
    ],
)
def test_whose_an_address_is(url: str, owner: str | None) -> None:
    homes = {
        "www": "http://www.shi.gov.cn/",
        "fgj": "http://www.shi.gov.cn/fgj/index.html",
        "jyj": "http://jyj.shi.gov.cn/",
    }
    sites = "".join(
        f'[[sites]]\nid = "{id_}"\nname = "站"\nunit = "u"\nurl = "{home}"\n'
        for id_, home in homes.items()
    )
    head = (
        'id = "shi"\nname = "某市"\nstandard = "cn-2019-19"\n[[units]]\nid = "u"\nname = "单位"\n'
    )
    found = register.parse(head + sites, Path("shi.toml")).owner(url)

    assert (found.id if found else None) == owner
