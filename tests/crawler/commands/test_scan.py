"""The check before publication: every occurrence a line, no number in any of them."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from crawler.command import BAD_INPUT
from tests.crawler.documents import makers
from tests.crawler.privatetexts import ID, MOBILE, people

ROOT = Path(__file__).parents[3]
KEYS = ["path", "where", "rule", "masked", "certain", "context"]
LIST = people(70)


@pytest.fixture
def scan(tmp_path: Path):
    def run(*args: Path | str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "scrapy", "scan", *map(str, args)],
            cwd=ROOT,
            env={**os.environ, "XUNJIAN_VAR": str(tmp_path / "var")},
            capture_output=True,
            text=True,
            errors="surrogateescape",
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What an office is about to publish."""
    made = tmp_path / "files"
    (made / "sub").mkdir(parents=True)
    rows = "\n".join(map(",".join, [("姓名", "身份证号", "手机", "银行卡号", "住址"), *LIST]))
    for name, body in {
        "a.xlsx": makers.xlsx(),
        "b名单.csv": rows.encode("gb18030"),
        f"c{ID}张三.txt": f"身份证号{ID}，联系方式见通知。".encode(),
        "d\n两行.txt": f"张三身份证号{ID}".encode(),
        "sub/clean.html": "<title>通知</title><p>一切照常。".encode(),
        "sub/page.html": f"<title>公示</title><p>张三，身份证号{ID}，手机{MOBILE}".encode(),
        "sub/pack.zip": makers.zipped({"内/名单.xlsx": makers.xlsx()}),
        "sub/x加密.7z": makers.sevenzip({"a": b"x"}, password="p"),
        "sub/y损坏.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999),
        "sub/z空.doc": b"",
    }.items():
        (made / name).write_bytes(body)
    return made


def test_a_folder_is_checked_whole(scan, folder: Path, tmp_path: Path) -> None:
    done = scan(folder)

    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == BAD_INPUT  # some could not be read
    assert all(list(one) == KEYS for one in told)
    assert [*dict.fromkeys(one["path"].removeprefix(f"{folder}/") for one in told)] == [
        "a.xlsx",
        "b名单.csv",
        f"c{ID[:2]}****************张三.txt",
        "d\n两行.txt",
        "sub/pack.zip",
        "sub/page.html",
    ]
    _check_occurrences(folder, told)
    unread = done.stderr.splitlines()
    assert [line.removeprefix(f"{folder}/").partition("：")[0] for line in unread[:-1]] == [
        "sub/x加密.7z",
        "sub/y损坏.xls",
        "sub/z空.doc",
    ]
    assert unread[-1] == f"查了10个文件，发现{len(told)}处，3个没有读完整"
    _check_masks(done.stdout + done.stderr, tmp_path)


def _check_occurrences(folder: Path, told: list[dict]) -> None:
    by_file = {
        name: [one for one in told if one["path"] == f"{folder}/{name}"]
        for name in ("a.xlsx", "b名单.csv", "sub/pack.zip", "sub/page.html")
    }
    counts = Counter(one["rule"] for one in by_file["b名单.csv"])
    assert counts["resident-id-exposed"] == counts["mobile-exposed"] == len(LIST)
    assert counts["bank-card-exposed"] == len(LIST)
    rows = {one["where"] for one in by_file["b名单.csv"]}
    assert rows == {f"第{n}行" for n in range(2, len(LIST) + 2)}
    assert "工作表“名单”" in by_file["a.xlsx"][0]["where"]
    assert "内/名单.xlsx" in by_file["sub/pack.zip"][0]["where"]
    page = {one["rule"]: one for one in by_file["sub/page.html"]}
    assert page["resident-id-exposed"]["masked"] == f"{ID[:2]}****************"
    assert page["resident-id-exposed"]["certain"] is True
    assert page["resident-id-exposed"]["where"] == ""
    assert "身份证号43***" in page["resident-id-exposed"]["context"]


def _check_masks(said: str, tmp_path: Path) -> None:
    secrets = {ID, MOBILE, makers.ID, makers.MOBILE}
    secrets |= {number for row in LIST for number in row[1:4]}
    written = [path.read_bytes() for path in (tmp_path / "var").rglob("*") if path.is_file()]
    for secret in secrets:
        middle = secret[3:-1]
        assert middle not in said
        assert not any(middle.encode() in data for data in written)


def test_what_is_not_there_is_said_and_the_rest_goes_on(scan, folder: Path, tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(65 * 2**20)

    done = scan(folder / "none.txt", large, folder / "sub" / "page.html", f"/{ID}.txt")

    said = done.stderr.splitlines()
    assert done.returncode == BAD_INPUT
    assert {json.loads(line)["path"] for line in done.stdout.splitlines()} == {
        str(folder / "sub" / "page.html")
    }
    assert said[0] == f"{folder / 'none.txt'}：没有这个文件；请核对路径"
    assert "大于64MiB" in said[1]
    assert said[2] == f"/{ID[:2]}****************.txt：没有这个文件；请核对路径"
    assert said[3].startswith("查了4个文件")
    assert "Traceback" not in done.stderr


def test_names_that_are_no_text_and_lines_that_are_none(scan, tmp_path: Path) -> None:
    names = [b"\xcf\xfb\xcf\xa2.txt", "两\n行.7z".encode()]
    for name, body in zip(
        names,
        (f"身份证号{ID}".encode(), makers.sevenzip({"a": b"x"}, password="p")),
        strict=True,
    ):
        with open(os.fsencode(tmp_path) + b"/" + name, "wb") as file:  # noqa: PTH123 - bytes
            file.write(body)

    done = scan(*(os.fsdecode(os.fsencode(tmp_path) + b"/" + name) for name in names))

    assert done.returncode == BAD_INPUT  # one is encrypted
    (line,) = done.stdout.splitlines()
    assert json.loads(line)["rule"] == "resident-id-exposed"
    assert len(done.stderr.splitlines()) == 2


def test_nothing_to_scan_is_bad_input(scan) -> None:
    done = scan()

    assert (done.returncode, done.stdout) == (BAD_INPUT, "")
    assert done.stderr == "用法：scrapy scan 文件或文件夹…\n"
