from pathlib import Path

import pytest

from rules import catalog, settings
from rules.config_error import ConfigError
from rules.rule import SettingsError

RULES = catalog.load()


@pytest.fixture
def file(tmp_path: Path):
    def write(text: str) -> Path:
        path = tmp_path / "rules.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_figure_in_the_file_goes_before_the_default(file):
    loaded = settings.load(file("[column-stale]\nnews_days = 10\n"), RULES)

    assert loaded["column-stale"].value("news_days") == 10
    assert loaded["column-stale"].value("notices_days") == 184
    assert RULES["column-stale"].value("news_days") == 14


def test_an_empty_file_changes_nothing(file):
    loaded = settings.load(file(""), RULES)

    assert all(not rule.settings for rule in loaded.values())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "[colum-stale]\nnews_days = 10\n",
            ":1: colum-stale：没有这条规则；是否想写 column-stale？",
        ),
        (
            "[column-stale]\n\nnew_days = 10\n",
            ":3: column-stale.new_days = 10：没有这个键；是否想写 news_days？",
        ),
        (
            '[column-stale]\nnews_days = "ten"\n',
            ':2: column-stale.news_days = "ten"：应当是整数；请写成不带引号的整数，如 20',
        ),
        (
            "[column-stale]\nnews_days = 0\n",
            ":2: column-stale.news_days = 0：太小；必须大于 0",
        ),
        (
            "[column-stale]\nnews_days = true\n",
            ":2: column-stale.news_days = true：应当是整数；请写成不带引号的整数，如 20",
        ),
        (
            "[home-stale]\nlook_days = -1\n",
            ":2: home-stale.look_days = -1：太小；不能小于 0",
        ),
        (
            "[column-empty]\nsure = 1.5\n",
            ":2: column-empty.sure = 1.5：太大；不能大于 1.0",
        ),
        (
            "column-stale = 3\n",
            ":1: column-stale = 3：规则的设定应当是一个表；请写成 [column-stale] 段",
        ),
        ("[column-stale]\nnews_days 10\n", ":2：键后面缺少等号"),
    ],
)
def test_a_mistake_names_file_line_key_value_and_remedy(file, text, said):
    path = file(text)
    with pytest.raises(ConfigError) as caught:
        settings.load(path, RULES)

    (problem,) = caught.value.problems
    assert str(problem).startswith(f"{path}{said}")
    assert "\n" not in str(problem)
    assert problem.remedy


def test_all_mistakes_at_once_in_the_files_order(file):
    text = "[home-stale]\nnews_days = 0\nx = 1\n[column-stale]\nnews_days = 1.5\n[nobody]\n"
    with pytest.raises(ConfigError) as caught:
        settings.load(file(text), RULES)

    assert [problem.line for problem in caught.value.problems] == [2, 3, 5, 6]
    assert len(str(caught.value).splitlines()) == 4


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(ConfigError, match="读不出来"):
        settings.load(tmp_path / "rules.toml", RULES)


def test_a_rule_refuses_what_it_cannot_take():
    with pytest.raises(SettingsError, match=r"column-stale\.news_days = 'ten'"):
        RULES["column-stale"].with_settings({"news_days": "ten"})
