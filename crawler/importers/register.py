"""Takes the register that an office keeps as xlsx: shows what it changes, writes it if asked to."""

import argparse
import re
import tomllib
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from crawler.command import BAD_INPUT, RAN, InputError, say
from crawler.importers import city_text, register_rows, register_template, register_words, sheets
from crawler.importers.register_changes import Changes
from crawler.importers.register_rows import Found
from storage import register
from storage.oserrors import why

_NEW_CITY = """\
# {name}的登记文件，由名册 {file} 导入生成；各项含义见 config/cities/example.toml。

id = "{id}"
name = "{name}"
standard = "cn-2019-19"
"""
_ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?")


class RegisterImporter:
    """Imports units, sites and accounts into one city's file."""

    title = "登记名册（单位、网站、新媒体账号）"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Say which city, and whether to write."""
        parser.add_argument("--city", metavar="城市", help="导入哪个城市；只登记了一个时可省略")
        parser.add_argument("--write", action="store_true", help="写入登记文件；不加只显示变动")

    def template(self, path: Path) -> None:
        """Write the file that offices fill in.

        Raises:
            InputError: it cannot be written there.
        """
        if path.exists():
            raise InputError(f"{path} 已存在，不覆盖；请换一个文件名")
        try:
            register_template.write(path)
        except OSError as error:
            raise InputError(f"{path} 写不进去（{why(error)}）；请核对目录和权限") from None

    def take(self, path: Path, opts: argparse.Namespace, folders: list[str]) -> int:
        """Show what a file changes in a city, and write it if asked to.

        Raises:
            InputError: nothing of the file can be used.
            RegisterError: the city's file has mistakes of its own.
        """
        city_file = _city_file(opts.city, folders)
        found = _found(path)
        text = _text(city_file, found, path)
        changes = Changes(tomllib.loads(text), found)
        told = list(register_words.lines(changes))
        register_words.show(told)
        for problem in changes.problems:
            say(f"{path.name} {problem}")
        for note in changes.notes:
            say(note)
        print(register_words.account([*changes.drafts.values()]))  # noqa: T201 - the result
        _finish(city_file, text, changes, write=opts.write)
        if changes.problems:
            say(f"有 {len(changes.problems)} 处不合要求，所在的行没有导入；改正后请重新导入")
        return BAD_INPUT if changes.problems else RAN


IMPORTER = RegisterImporter()


def _city_file(city: str | None, folders: list[str]) -> Path:
    known = register.known(folders)
    if city is None:
        if len(known) != 1:
            hint = f"现有：{'、'.join(known)}" if known else "现在还没有登记城市"
            raise InputError(f"请用 --city 写明导入哪个城市；{hint}")
        return next(iter(known.values()))
    if not _ID.fullmatch(city):
        raise InputError(f"“{city}”不能作城市编号；请只用英文字母、数字、点、横线和下划线")
    return known.get(city, Path(folders[0]) / f"{city}.toml")


def _found(path: Path) -> list[Found]:
    try:
        found, others = register_rows.find(sheets.read(path))
    except sheets.SheetsError as error:
        raise InputError(f"{path}：{error}") from None
    if not found:
        raise InputError(
            f"{path}：没有找到“单位”“网站”“新媒体账号”三张表；"
            "请用 scrapy import register --template 文件.xlsx 生成样表，照样填写"
        )
    for name in others:
        say(f"“{name}”表不是名册，跳过")
    for part in found:
        if part.unknown:
            say(f"“{part.sheet}”表中不认识的列，跳过：{'、'.join(part.unknown)}")
        if part.skipped:
            numbers = "、".join(map(str, part.skipped))
            say(f"“{part.sheet}”表中只有一格的行，当作分组标题跳过：第 {numbers} 行")
    return found


def _text(city_file: Path, found: list[Found], path: Path) -> str:
    """Return the city's text as it is, or that of a new city."""
    if city_file.exists():
        register.load(city_file)
        with city_file.open(encoding="utf-8-sig", newline="") as file:
            return file.read()
    rows = [row.values for part in found if part.table.kind == "sites" for row in part.rows]
    portal = next((row["name"] for row in rows if row.get("level") == "city_portal"), "")
    name = portal.partition("人民政府")[0] or city_file.stem
    say(f"新建城市：{city_file}，名称“{name}”（如不对请在文件中改正）")
    return _NEW_CITY.format(
        id=city_file.stem, name=_inside_quotes(name), file=_inside_quotes(path.name)
    )


def _inside_quotes(text: str) -> str:
    return city_text.written(text)[1:-1]


def _finish(city_file: Path, text: str, changes: Changes, *, write: bool) -> None:
    """Check the text that comes of the changes, and write it if asked to.

    Raises:
        InputError: it would not hold together, or cannot be written.
    """
    if not changes.any:
        print(f"与 {city_file} 一致，没有变动")  # noqa: T201 - the result
        return
    try:
        new = _changed(text, changes)
        register.parse(new, city_file)
    except city_text.WrittenAsArrayError as error:
        raise InputError(
            f"{city_file} 中 {error} 写成了一个方括号数组；请改成 [[{error}]] 分段后再导入"
        ) from None
    except register.RegisterError as error:
        raise InputError(
            "照此导入后登记文件会有下列错误（行号为导入后的），没有写入：\n" + str(error)
        ) from None
    if not write:
        print(f"以上变动还没有写入 {city_file}；核对无误后加 --write 再运行")  # noqa: T201 - the result
        return
    try:
        city_text.replace_file(city_file, new)
    except OSError as error:
        raise InputError(f"{city_file} 写不进去（{why(error)}）；请核对权限") from None
    print(f"已写入 {city_file}")  # noqa: T201 - the result


def _changed(text: str, changes: Changes) -> str:
    """Return the text with the changes, after making sure that it says just that."""
    edited = city_text.CityText(text)
    expected: dict[str, Any] = deepcopy(tomllib.loads(text))
    for kind, draft in changes.drafts.items():
        for index, entry in draft.changed.items():
            edited.change(kind, index, entry)
        for index in draft.removed:
            edited.remove(kind, index)
        for entry in draft.added:
            edited.add(kind, entry)
        if draft.new or kind in expected:
            expected[kind] = draft.new
    new = edited.done()
    if not _equal(tomllib.loads(new), expected):
        raise RuntimeError("the edited register does not say what it should")
    return new


def _equal(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Compare, where no member and no key are the same."""
    return {key: value for key, value in one.items() if value != []} == {
        key: value for key, value in other.items() if value != []
    }
