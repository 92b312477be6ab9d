"""Lines of a word list, and what is wrong with one."""

from pathlib import Path

from storage.mistakes import Problem
from storage.oserrors import why

BYTES = 4 * 2**20  # a hundred thousand words; more is a wrong file


class WordError(ValueError):
    """What is wrong with one line."""

    def __init__(self, key: str, value: str | None, message: str, remedy: str) -> None:
        super().__init__(message)
        self.key, self.value, self.message, self.remedy = key, value, message, remedy


def lines_of(path: Path, problems: list[Problem]) -> list[tuple[int, str]]:
    """Return a file's numbered lines without comments and blank ones."""
    body = b""
    message, line = "", None
    try:
        with path.open("rb") as opened:
            body = opened.read(BYTES + 1)
        text = body.decode("utf-8-sig")
    except OSError as error:
        message, remedy = f"文件读不出来（{why(error)}）", "请核对路径和权限"
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        message, remedy = "文件不是 UTF-8 编码", "请另存为 UTF-8 编码"
    if len(body) > BYTES:
        message, remedy = f"文件超过 {BYTES // 2**20} MB", "请核对是否放错了文件"
    if message:
        problems.append(Problem(file=str(path), line=line, message=message, remedy=remedy))
        return []
    numbered = enumerate(text.split("\n"), start=1)
    stripped = ((number, line.strip()) for number, line in numbered)
    return [(number, line) for number, line in stripped if line and not line.startswith("#")]


def problem(path: Path, line: int, mistake: WordError) -> Problem:
    """Say where a mistake stands."""
    return Problem(
        file=str(path),
        line=line,
        key=mistake.key,
        value=mistake.value,
        message=mistake.message,
        remedy=mistake.remedy,
    )
