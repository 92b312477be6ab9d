"""The comparison with the truth, on two pages made for it."""

import json
import logging

import pytest

from benchmarks import reading, rivals
from benchmarks.rivals import Rival, Said
from tests import realpages
from tests.realpages import Score

ARTICLE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>示范大桥主塔封顶</title></head>
<body><div class="nav"><a href="/">首页</a></div><h1>示范大桥主塔封顶</h1>
<div class="info">来源：市交通运输局　发布时间：2025-12-28</div><div class="content">
<p>随着最后一方混凝土浇筑完成，示范大桥北主塔顺利封顶，标志着大桥建设取得重大进展。</p>
<p>示范大桥于2023年5月18日开工建设，建成后将结束两岸群众靠轮渡过江的历史。</p></div>
<div class="footer">主办：示范市交通运输局 湘ICP备05000012号-1</div></body></html>"""
ERROR = "<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.html").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "b.html").write_text(ERROR, encoding="utf-8")
    encoding = {"actual": "utf-8"}
    truth = [
        {
            "id": "a",
            "file": "a.html",
            "kind": "article",
            "encoding": encoding,
            "title": "示范大桥 主塔封顶",
            "pub_date": "2025-12-29",
            "ids": {"icp": "湘ICP备05000012号-1"},
        },
        {"id": "b", "file": "b.html", "kind": "404 page", "encoding": encoding, "title": "404"},
    ]
    (tmp_path / "truth.json").write_text(json.dumps({"pages": truth}), encoding="utf-8")
    return tmp_path


@pytest.fixture
def no_rivals(monkeypatch):
    monkeypatch.setattr(reading, "installed", list)


@pytest.mark.usefixtures("no_rivals")
def test_right_wrong_and_lost_are_printed(folder, capsys):
    assert reading.main(["--folder", str(folder)]) == 0

    lines = capsys.readouterr().out.splitlines()
    rows = {line[:22].strip(): line[22:].split() for line in lines}
    assert rows["kind"] == ["100.0", "2/0/0"]
    assert rows["title"] == ["100.0", "1/0/0"]
    assert rows["publication date"] == ["0.0", "0/1/0"]
    assert rows["identity, all fields"] == ["100.0", "1/0/0"]
    assert "  wrong     a  pub_date: '2025-12-28', in truth '2025-12-29'" in lines
    assert "tests/golden, pages without a date" in lines
    assert rows["lost by xunjian: 0"] == []


def test_a_rival_is_asked_of_the_same_pages(folder):
    def ask(text, url):
        return Said("示范大桥主塔封顶", "2023-05-18") if "混凝土" in text else Said()

    rival = Rival("rival 1.0", frozenset({"title", "pub_date", "no date"}), ask)
    said = [score for who, score in reading.compared(folder, [rival]) if who == rival.name]

    assert [(score.measure, score.result) for score in said] == [
        ("title", "right"),
        ("pub_date", "wrong"),
        ("no date", "right"),
    ]


def test_what_a_rival_raises_is_nothing_said():
    def ask(text, url):
        raise RuntimeError(text)

    assert Rival("rival", frozenset(), ask).read("", "") == Said()


def test_without_rivals_ours_are_compared(monkeypatch):
    monkeypatch.setattr(rivals.logging, "disable", lambda level: None)

    def absent(name):
        raise ModuleNotFoundError(name=name)

    monkeypatch.setattr(rivals.importlib, "import_module", absent)
    assert rivals.installed() == []
    assert logging.root.manager.disable == logging.NOTSET


def test_speed_of_each_class(folder, capsys):
    assert reading.main(["--speed", "--folder", str(folder)]) == 0
    assert "articles" in capsys.readouterr().out


def test_a_folder_without_truth_is_one_line(tmp_path, capsys):
    assert reading.main(["--folder", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    ("truth", "read", "within", "result"),
    [
        ("a", "a", 0, "right"),
        ("a", "b", 0, "wrong"),
        ("a", None, 0, "not read"),
        (None, "b", 0, "wrong"),
        (None, None, 0, "right"),
        (True, False, 0, "not read"),
        (False, True, 0, "wrong"),
        (15, 14, 1, "right"),
        (15, 17, 1, "wrong"),
        (15, None, 1, "not read"),
        (0, 1, 0, "wrong"),
    ],
)
def test_a_wrong_value_is_told_from_none(truth, read, within, result):
    assert Score("p", "m", truth, read, within=within).result == result


def test_the_truths_words_are_ours():
    page = {"kind": "news-article (转载)", "id": "p", "title": "甲", "pub_date": None}
    assert realpages.kind(page) == "article"
    assert [s.measure for s in realpages.article_scores(page, "甲", None)] == ["title", "no date"]
    assert realpages.kind({"kind": "directory (no list)"}) is None
