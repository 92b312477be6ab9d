import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.crawler.commands.running import run
from tests.registers import CITY, at

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A configuration in order: our own rules and standards, a small city."""
    for name in ("cities", "standards"):
        (tmp_path / name).mkdir()
    for path in (ROOT / "config" / "standards").glob("*.toml"):
        (tmp_path / "standards" / path.name).write_bytes(path.read_bytes())
    (tmp_path / "rules.toml").write_bytes((ROOT / "config" / "rules.toml").read_bytes())
    (tmp_path / "cities" / "demo.toml").write_text(CITY, encoding="utf-8")
    return tmp_path


def test_what_we_ship_is_in_order() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "validate"],
        cwd=ROOT,
        env={k: v for k, v in os.environ.items() if not k.startswith("XUNJIAN_")}
        | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("核对无误：")
    assert "示例市" in done.stdout


def test_every_file_s_mistakes_in_one_go(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    city = CITY.replace('"http://jyj', '"htp://jyj').replace("delay_seconds", "delay_secs")
    city = city.replace("cn-2019-19", "cn-2019-20")
    (config / "cities" / "demo.toml").write_text(city, encoding="utf-8")
    (config / "cities" / "other.toml").write_text("a = “x”", encoding="utf-8")
    (config / "cities" / "third.toml").write_text(
        CITY.replace('id = "demo"', 'id = "third"').replace("cn-2019-19", "cn-2019-91"),
        encoding="utf-8",
    )
    (config / "rules.toml").write_text(
        '[column-stal]\n[column-stale]\nnews_days = "ten"\nnews_day = 3\n', encoding="utf-8"
    )
    (config / "standards" / "broken.toml").write_text("id = \n", encoding="utf-8")

    assert run("validate", "--config", str(config)) == 64

    out, err = capsys.readouterr()
    assert err == ""
    for said in (
        f"demo.toml:{at('url =')}: sites[0].url = ",
        f"demo.toml:{at('delay')}: politeness.delay_secs = 2.0：没有这个键；是否想写 delay_seconds",
        'demo.toml:3: standard = "cn-2019-20"：',
        "other.toml:1：用了中文的引号",
        'third.toml:3: standard = "cn-2019-91"：',
        "rules.toml:1: column-stal：没有这条规则；是否想写 column-stale",
        'rules.toml:3: column-stale.news_days = "ten"：应当是整数',
        "rules.toml:4: column-stale.news_day = 3：没有这个键；是否想写 news_days",
        "broken.toml:1：等号后面的值写法不对",
        "处错误，改正后请再运行 scrapy validate",
    ):
        assert said in out, out
    assert "Input should" not in out


def test_only_the_cities_that_are_named(config: Path) -> None:
    (config / "cities" / "other.toml").write_text("a = “x”", encoding="utf-8")

    assert run("validate", "demo", "--config", str(config)) == 0


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("exampel",), "没有登记城市“exampel”；是否想写 example？"),
        (("--config", "/no/such/folder"), "/no/such/folder 不是目录；请核对 --config"),
    ],
)
def test_refused_in_one_line(
    args: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("validate", *args, CITIES=str(ROOT / "config" / "cities")) == 64

    out, err = capsys.readouterr()
    assert (out, err.strip()) == ("", said)
