"""The two programs, by what an operator sees of them."""

import argparse
import os
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from crawler.command import BAD_INPUT
from crawler.commands import demo
from storage import register

ROOT = Path(__file__).resolve().parents[2]


def asked(**words):
    return argparse.Namespace(**({"seed": 1, "day": None, "without": None} | words))


@pytest.mark.parametrize(
    ("args", "opts", "line"),
    [
        ([], {"day": "tomorrow"}, "--day 'tomorrow' 不是日期"),
        ([], {"without": "colum-stale"}, "示范市没有规则“colum-stale”；现有：address-exposed、"),
        (["now"], {}, "用法"),
    ],
)
def test_bad_input_is_one_line(args, opts, line, capsys):
    command = demo.Command()
    command.run(args, asked(**opts))
    said = capsys.readouterr().err
    assert command.exitcode == BAD_INPUT
    assert line in said
    assert len(said.strip().splitlines()) == 1


def test_where_the_report_lies_is_the_last_path_that_it_names(tmp_path):
    page = tmp_path / "report" / "index.html"
    page.parent.mkdir()
    page.touch()
    assert demo._place(f"写出45页\n报告：{page}\n", tmp_path) == page
    assert demo._place("没有写出\n", tmp_path) == tmp_path


def test_the_server_says_when_it_is_ready_and_has_written_its_register(tmp_path):
    words = ["--seed", "5", "--day", "2026-11-24", "--write", str(tmp_path), "--port", "33000"]
    child = subprocess.Popen(
        [sys.executable, "-m", "demo", *words],
        cwd=ROOT,
        env=os.environ | {"PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        first = child.stdout.readline().strip().rpartition("：")[2]
        city = register.load(tmp_path / "demo.toml")
        assert city.sites[0].url == first
        with urllib.request.urlopen(city.sites[-3].url, timeout=10) as answer:
            assert answer.status == 200
    finally:
        child.terminate()
        child.wait()
        child.stdout.close()


def test_a_day_that_is_none_is_refused():
    done = subprocess.run(
        [sys.executable, "-m", "demo", "--day", "2026-13-01"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
