import sys
from pathlib import Path

import pytest

from crawler.command import BAD_INPUT, RAN
from rules import catalog
from tests.crawler.commands.running import run

MANUAL = Path(__file__).parents[3] / "docs" / "rules"
IDS = list(catalog.load())


def test_one_rule_a_line_where_nobody_watches(capsys):
    assert run("rules") == RAN

    lines = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[0] for line in lines] == IDS
    stale = next(line.split("\t") for line in lines if line.startswith("column-stale\t"))
    assert stale[1:4] == ["栏目不更新", "严重", "W4"]
    assert "news_days=14" in stale[4]


def test_a_table_on_a_terminal(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)

    assert run("rules") == RAN

    out = capsys.readouterr().out
    assert "引用它的指标" in out
    assert all(id_ in out for id_ in IDS)


def test_ids_alone_for_scripts(capsys):
    assert run("rules", "--ids") == RAN
    assert capsys.readouterr().out.split() == IDS


def test_explains_a_rule_with_its_figures_and_where_it_is_cited(capsys):
    assert run("rules", "column-stale") == RAN

    out = capsys.readouterr().out
    assert out.startswith("栏目不更新（column-stale）\n依据：国办秘函〔2019〕19号")
    assert "整改建议：及时补发" in out
    assert "news_days = 14 天：动态、要闻类多久必须更新。【证】国办秘函〔2019〕19号" in out
    assert "look_days = 3 天：" in out
    assert "cn-2019-19 W4 栏目不更新（单项否决）" in out
    assert "5处起【证】" in out


def test_a_figure_that_an_office_changed_does_not_bear_the_documents_grade(capsys, config):
    (config / "rules.toml").write_text("[column-stale]\nnews_days = 10\n", encoding="utf-8")

    assert run("rules", "column-stale", ROOT=str(config.parent)) == RAN

    out = capsys.readouterr().out
    assert "news_days = 10 天，默认 14：动态、要闻类多久必须更新。本地改定" in out


@pytest.fixture
def config(tmp_path):
    (tmp_path / "config" / "standards").mkdir(parents=True)
    (tmp_path / "config" / "rules.toml").write_text("", encoding="utf-8")
    return tmp_path / "config"


def test_a_rule_that_no_standard_cites_says_so(capsys, config):
    assert run("rules", "home-stale", ROOT=str(config.parent)) == RAN
    assert "引用：还没有标准引用它" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("word", "hint"),
    [("colum-stale", "是否想写 column-stale？"), ("没有", "可用的有：address-exposed、")],
)
def test_an_unknown_rule_is_one_line_that_names_near_ones(capsys, word, hint):
    assert run("rules", word) == BAD_INPUT

    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"没有规则“{word}”；{hint}")
    assert len(told.err.splitlines()) == 1


def test_too_many_words(capsys):
    assert run("rules", "home-stale", "column-stale") == BAD_INPUT
    assert capsys.readouterr().err.startswith("用法：")


def test_a_mistake_in_the_settings_is_told_and_nothing_written(capsys, config, tmp_path):
    (config / "rules.toml").write_text("[home-stale]\nnews_days = 0\n", encoding="utf-8")

    assert run("rules", "--write", str(tmp_path / "m"), ROOT=str(config.parent)) == BAD_INPUT

    assert "rules.toml:2: home-stale.news_days = 0：太小" in capsys.readouterr().err
    assert not (tmp_path / "m").exists()


def test_writes_the_manual_that_is_checked_in(capsys, tmp_path):
    folder = tmp_path / "deep" / "manual"

    assert run("rules", "--write", str(folder)) == RAN

    assert f"手册已写入 {folder}：{len(IDS)}条规则" in capsys.readouterr().out
    written = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert written == {path.name: path.read_bytes() for path in MANUAL.iterdir()}


def test_writes_one_page(tmp_path):
    assert run("rules", "home-stale", "--write", str(tmp_path)) == RAN
    assert sorted(path.name for path in tmp_path.iterdir()) == ["README.md", "home-stale.md"]


def test_a_folder_that_cannot_be_written(capsys, tmp_path):
    (tmp_path / "file").write_text("")

    assert run("rules", "--write", str(tmp_path / "file")) == BAD_INPUT
    assert capsys.readouterr().err.startswith(f"不能写入 {tmp_path / 'file'}")
