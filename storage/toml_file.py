"""Reads a TOML file so that whatever is wrong with it is one clear Chinese line."""

import re
import tomllib
from pathlib import Path
from typing import Any

from storage.mistakes import Problem
from storage.oserrors import why
from storage.places import Places

BYTES = 4 * 2**20  # a city of ten thousand sites has less; more is a wrong file


class BrokenTomlError(ValueError):
    """A file that cannot be read as TOML; `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read(path: Path) -> tuple[dict[str, Any], Places]:
    """Read and parse a file.

    Raises:
        BrokenTomlError: it is not there, too big, not UTF-8 or not TOML.
    """
    file = str(path)
    try:
        with path.open("rb") as opened:
            body = opened.read(BYTES + 1)
    except OSError as error:
        raise BrokenTomlError(
            Problem(file=file, message=f"文件读不出来（{why(error)}）", remedy="请核对路径和权限")
        ) from None
    if len(body) > BYTES:
        raise BrokenTomlError(
            Problem(
                file=file, message=f"文件超过 {BYTES // 2**20} MB", remedy="请核对是否放错了文件"
            )
        )
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise BrokenTomlError(
            Problem(
                file=file, line=line, message="文件不是 UTF-8 编码", remedy="请另存为 UTF-8 编码"
            )
        ) from None
    return parse(text, file)


def parse(text: str, file: str) -> tuple[dict[str, Any], Places]:
    """Parse a text; `file` is what its mistakes call it.

    Raises:
        BrokenTomlError: it is not TOML.
    """
    text = text.replace("\r\n", "\n")
    try:
        return tomllib.loads(text), Places(text)
    except tomllib.TOMLDecodeError as error:
        raise BrokenTomlError(_broken(str(error), text, file)) from None
    except RecursionError:
        raise BrokenTomlError(
            Problem(file=file, message="括号层数太多", remedy="请核对是否放错了文件")
        ) from None


_WORDS = (
    (r"Expected '=' after a key", "键后面缺少等号", "请写成 键 = 值"),
    (r"Cannot overwrite a value", "同一个键写了两次", "请只保留一个"),
    (r"Duplicate inline table key", "同一个键写了两次", "请只保留一个"),
    (r"Cannot (declare|mutate|redefine)|Cannot overwrite", "同一段写了两次", "请合并为一段"),
    (r"Unterminated string|Illegal character '\\n'", "引号没有成对", "请补上英文引号"),
    (r"Unclosed array", "方括号没有成对，或各项之间缺少逗号", "请补上方括号或英文逗号"),
    (r"Unclosed inline table", "花括号没有成对，或各项之间缺少逗号", "请补上花括号或英文逗号"),
    (r"Expected ']+' at the end", "段名的方括号没有成对", "请写成 [段] 或 [[段]]"),
    (r"Expected newline or end of document", "一行里写了多余的内容", "请一行只写一个 键 = 值"),
    (r"Unescaped '\\'|Unescaped|Invalid hex value", "引号里的反斜线 \\ 不能这样写", "请改用单引号"),
    (r"Invalid (date|time)", "不是有效的日期", "请写成 2026-01-31 这样的日期"),
    (r"Invalid value", "等号后面的值写法不对", "文字请写在英文引号中"),
    (r"Invalid initial character|Invalid statement", "键或段名写法不对", "键请用英文字母"),
    (r"Illegal character", "有看不见的控制字符", "请删去后重新输入"),
)
_FULL_WIDTH = re.compile(r"[“”‘’＝［］｛｝＃]|，\s*$")


def _broken(english: str, text: str, file: str) -> Problem:
    place = re.search(r"at line (\d+)", english)
    lines = text.split("\n")
    number = int(place.group(1)) if place else len(text.rstrip("\n").split("\n"))
    message, remedy = next(
        ((said, do) for pattern, said, do in _WORDS if re.search(pattern, english)),
        ("写法不合 TOML 语法", "请对照 config/cities/example.toml 核对这一行"),
    )
    line = lines[min(number, len(lines)) - 1]
    if _FULL_WIDTH.search(re.sub(r'"[^"]*"', "", line)):
        message, remedy = "用了中文的引号、等号或逗号", '请改用英文的 " = , [ ]'
    elif re.search(r"=\s*\d{4}[-/.年]\d", line):
        message, remedy = "不是有效的日期", "请写成 2026-01-31 这样的日期，不加引号"
    seen = "".join(char if char.isprintable() else "�" for char in line.strip()[:60])
    return Problem(file=file, line=number, message=f"{message}：{seen}", remedy=remedy)
