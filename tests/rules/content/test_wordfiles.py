import shutil
from pathlib import Path

import pytest

from crawler import configuration
from rules import catalog, settings
from rules.config_error import ConfigError
from rules.content import wordfiles
from tests.rules.content.site import ROOT, site

WORDS = ROOT / "config" / "words"


@pytest.fixture
def folder(tmp_path: Path):
    return Path(shutil.copytree(WORDS, tmp_path / "words"))


def add(path: Path, line: str) -> int:
    """Append a line to a list; return its number."""
    text = path.read_text(encoding="utf-8").rstrip("\n")
    path.write_text(f"{text}\n{line}\n", encoding="utf-8")
    return text.count("\n") + 2


def problems(folder: Path):
    with pytest.raises(ConfigError) as caught:
        wordfiles.load(folder)
    return caught.value.problems


def test_the_lists_in_use_are_sound():
    lexicon = wordfiles.load(WORDS)

    assert lexicon is not None
    assert len(lexicon.entries) > 1_000
    assert not list(configuration.problems(ROOT / "config", []))


@pytest.mark.parametrize("path", sorted(WORDS.iterdir()), ids=lambda path: path.name)
def test_each_list_says_owner_form_and_sources(path):
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if line[:1] == "#"]
    assert all(any(word in line for line in head) for word in ("归谁管", "写法", "出处"))


def test_without_a_folder_there_are_no_lists(tmp_path):
    assert wordfiles.load(tmp_path / "words") is None


@pytest.mark.parametrize(
    ("file", "line", "said"),
    [
        ("pairs.csv", "布措,部措,也许,,否,,x", 'certain = "也许"：应当是“是”或“否”；请写 是 或 否'),
        ("pairs.csv", "布措,部措,是,,,,x", 'quoted = ""：应当是“是”或“否”；请写 是 或 否'),
        ("pairs.csv", "布措,部措,是", '"布措,部措,是"：应有7格，实有3格；请按 wrong,right'),
        ("pairs.csv", "布措,,是,,否,,x", 'right = ""：没有写正确的词语；请核对这一行'),
        ("pairs.csv", "布措,布措施,是,,否,,x", 'right = "布措施"：正确的词语里含有错误的词语'),
        ("pairs.csv", "布,部,是,,否,,x", '"布"：词语太短，到处都会碰上；请至少写两个字'),
        ("pairs.csv", "布措,部措,是,公布,否,,x", 'unless = "公布"：除外语境里要含有“布措”'),
        ("pairs.csv", "布署,部署,是,,否,,x", '"布署"：与第'),
        ("pairs.csv", '布措,"部措,是,,否,,x', "引号没有成对；请补上英文引号"),
        ("titles.csv", "甲乙,,否,,否,,x", 'right = ""：没有写正确的词语'),
        ("organs.csv", "甲乙局,丙丁局,2019年4月,,,x", 'since = "2019年4月"：不是有效的日期'),
        ("organs.csv", "甲乙局,,2019-04-01,,,x", 'now = ""：没有写现在的机构'),
        ("traditional.csv", "國學,國學", 'simplified = "國學"：没有写简体'),
        ("forbidden.txt", "[没有成对", '"[没有成对"：类别的方括号没有成对'),
        ("forbidden.txt", "甲乙 | 丙丁", 'unless = "丙丁"：除外语境里要含有“甲乙”'),
        ("places-exempt.txt", "村", '"村"：地名太短；请写全名'),
        ("places-exempt.txt", "侯马", '"侯马"：与第'),
    ],
)
def test_a_mistake_names_file_line_what_and_remedy(folder, file, line, said):
    number = add(folder / file, line)
    (problem,) = problems(folder)

    assert str(problem).startswith(f"{folder / file}:{number}: ")
    assert said in str(problem)
    assert problem.remedy


def test_a_word_without_a_category(folder):
    (folder / "forbidden.txt").write_text("甲乙\n", encoding="utf-8")
    assert "前面没有类别" in str(problems(folder)[0])


def test_a_wrong_header(folder):
    (folder / "titles.csv").write_text("wrong,right\n", encoding="utf-8")
    assert "表头不对；请写成 wrong,right,certain" in str(problems(folder)[0])


def test_a_list_that_is_missing_or_not_utf8(folder):
    (folder / "organs.csv").unlink()
    (folder / "titles.csv").write_bytes("甲\n乙".encode("gbk"))
    said = [str(problem) for problem in problems(folder)]

    assert "titles.csv:1：文件不是 UTF-8 编码；请另存为 UTF-8 编码" in said[0]
    assert "organs.csv：文件读不出来（没有这个文件或文件夹）" in said[1]


def test_all_mistakes_at_once_with_those_of_the_settings(folder):
    rules_toml = folder.parent / "rules.toml"
    rules_toml.write_text("[nobody]\n", encoding="utf-8")
    add(folder / "pairs.csv", "布,部,是,,否,,x")
    add(folder / "organs.csv", "甲")
    with pytest.raises(ConfigError) as caught:
        settings.load(rules_toml, catalog.load())

    assert [Path(problem.file).name for problem in caught.value.problems] == [
        "rules.toml",
        "pairs.csv",
        "organs.csv",
    ]


def test_validate_names_a_bad_line(folder):
    shutil.copy(ROOT / "config" / "rules.toml", folder.parent)
    number = add(folder / "pairs.csv", "布措,部措,是")
    (problem,) = configuration.problems(folder.parent, [])

    assert f"words/pairs.csv:{number}: " in str(problem)


def test_settings_hand_the_lists_to_rules_and_keep_them_through_new_settings(folder):
    (folder.parent / "rules.toml").write_text("", encoding="utf-8")
    loaded = settings.load(folder.parent / "rules.toml", catalog.load())
    again = settings.load(folder.parent / "rules.toml", loaded)

    for rules in (loaded, again):
        wording = rules["wording-wrong"].with_settings({"examples": 3})
        assert wording.judge(site("请布署")).findings
        assert list(wording.parameters) == ["examples"]


def test_a_windows_file_is_read(folder):
    path = folder / "pairs.csv"
    text = path.read_text(encoding="utf-8").replace("\n", "\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert wordfiles.load(folder) is not None
