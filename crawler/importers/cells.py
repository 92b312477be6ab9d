"""What people type into a cell, made into the value that is meant, or said not to fit.

Each reader takes a cleaned text that is not empty. Full-width digits and letters, stray spaces,
line breaks and invisible characters are cleaned away: they come with every office's file.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from crawler.importers.sheets import Cell
from storage.fields import Code, Slug, Source, Text, Url
from storage.mistakes import nearest

Reader = Callable[[str], Any]  # each field has its own type

_EXACT = 2**53  # above it a float cannot tell whole numbers apart
_SEPARATORS = re.compile(r"[、,，;；\s]+")
_BETWEEN = re.compile(r"[、，；\s]+")  # an address may hold the ASCII ones
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


class UnfitError(ValueError):
    """A cell that does not fit: what is wrong and what to do, in Chinese."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message}；{remedy}")
        self.message = message
        self.remedy = remedy


def cleaned(cell: Cell) -> str:
    """Return what a person meant to type.

    Raises:
        UnfitError: a number that Excel has already altered.
    """
    if isinstance(cell, int | float):
        if abs(cell) >= _EXACT:
            raise UnfitError("数字太长，已被表格软件改动", "请把这一列设为文本格式后重新填写")
        return str(int(cell)) if float(cell).is_integer() else repr(cell)
    text = "".join(
        unicodedata.normalize("NFKC", char)
        if "\uff10" <= char <= "\uff5a" and char.isalnum()
        else char
        for char in cell
        if unicodedata.category(char) not in {"Cf", "Co", "Cn"}
    )
    text = "".join(char if char.isprintable() else " " for char in text.replace("\u3000", " "))
    # a space between Chinese characters is a line break of the cell, not part of the name
    return re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])|(?<=\s)\s+", "", text.strip())


def text(typed: str) -> str:
    """Read a name."""
    return _as(Text, typed)


def slug(typed: str) -> str:
    """Read an id."""
    return _as(Slug, _plain(typed))


def code(typed: str) -> str:
    """Read a 网站标识码; Excel likes to make a number of it."""
    plain = _plain(typed)
    if re.fullmatch(r"\d(\.\d+)?[Ee]\+?\d+", plain):
        raise UnfitError("已被表格软件改成科学记数", "请把这一列设为文本格式后重新填写 10 位代码")
    if plain.isdigit() and len(plain) < 10:
        raise UnfitError(
            f"只有 {len(plain)} 位，可能丢了开头的 0", "请把这一列设为文本格式后重新填写 10 位代码"
        )
    return _as(Code, plain.lower() if plain[:2].lower() == "bm" else plain)


def url(typed: str) -> str:
    """Read an address; offices leave out http://."""
    plain = _plain(typed)
    if "://" not in plain and re.match(r"[\w-]+(\.[\w-]+)+([:/]|$)", plain):
        plain = f"http://{plain}"
    return _as(Url, plain)


def urls(typed: str) -> list[str]:
    """Read several addresses."""
    return [url(part) for part in _BETWEEN.split(typed) if part]


def sources(typed: str) -> list[str]:
    """Read where posts come from."""
    return [_as(Source, part) for part in _BETWEEN.split(typed) if part]


def items(typed: str) -> list[int]:
    """Read item numbers of article 20 of 《政府信息公开条例》."""
    parts = [part for part in _SEPARATORS.split(_plain(typed, keep_spaces=True)) if part]
    if not all(part.isdigit() and 1 <= int(part) <= 15 for part in parts):
        raise UnfitError("不是条例第二十条的项号", "请填 1 至 15 的数字，用顿号隔开，如 2、7、12")
    return sorted({int(part) for part in parts})


def day(typed: str) -> date:
    """Read a date in any of the forms that offices use."""
    match = _DATE.fullmatch(_plain(typed))
    try:
        return date(*map(int, match.groups())) if match else date.fromisoformat(_plain(typed))
    except ValueError:
        raise UnfitError("不是日期", "请填 2026-01-31 这样的日期") from None


def yes(typed: str) -> bool:
    """Read 是 or 否."""
    return bool(word({"是": 1, "有": 1, "√": 1, "否": 0, "无": 0, "×": 0})(typed))


def word(meanings: Mapping[str, Any]) -> Reader:
    """Return a reader of a closed set of words; names are compared without spaces and case."""
    known = {_plain(name).lower(): value for name, value in meanings.items()}

    def read(typed: str) -> Any:  # whatever the words mean
        try:
            return known[_plain(typed).lower()]
        except KeyError:
            raise UnfitError("不是可用的取值", nearest(_plain(typed), meanings)) from None

    return read


def _plain(typed: str, *, keep_spaces: bool = False) -> str:
    plain = unicodedata.normalize("NFKC", typed)
    return plain if keep_spaces else re.sub(r"\s+", "", plain)


def _as(kind: Any, value: str) -> str:  # an annotated type is of no type of its own
    try:
        checked: str = TypeAdapter(kind).validate_python(value, strict=True)
    except ValidationError as error:
        context = error.errors()[0].get("ctx", {})
        raise UnfitError(context["message"], context["remedy"]) from None
    return checked
