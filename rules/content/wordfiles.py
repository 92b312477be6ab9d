"""Reads `config/words/`, and names every mistake with file, line, what and remedy.

The head comment of each file says its form. A folder that is not there gives no lexicon: the
rules then say that wording was not looked at. A file that is not there is a mistake.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from rules.config_error import ConfigError
from rules.content import glyphs, placeholders
from rules.content.lexicon import Entry, Family, Lexicon
from rules.content.wordlines import WordError, lines_of, problem
from storage.mistakes import Problem, shown

_YES, _NO = "是", "否"

Row = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class _Table:
    """A CSV file: its columns and what makes an entry of a row."""

    name: str
    columns: tuple[str, ...]
    entry: Callable[[Row], Entry]


def load(folder: Path) -> Lexicon | None:
    """Read a folder of word lists; None when there is no such folder.

    Raises:
        ConfigError: with every mistake in the files.
    """
    if not folder.is_dir():
        return None
    problems: list[Problem] = []
    entries: list[Entry] = []
    for table in _TABLES:
        entries += _of_table(folder / table.name, table, problems)
    entries += _of_list(folder / "forbidden.txt", problems)
    places = _of_places(folder / "places-exempt.txt", problems)
    if problems:
        raise ConfigError(problems)
    built_in = (*glyphs.ENTRIES, *placeholders.ENTRIES)
    return Lexicon(entries=(*entries, *built_in), places=tuple(places))


def _of_table(path: Path, table: _Table, problems: list[Problem]) -> Iterator[Entry]:
    lines = lines_of(path, problems)
    if not lines:
        return
    header = lines[0][1]
    if header != ",".join(table.columns):
        mistake = WordError("", shown(header), "表头不对", f"请写成 {','.join(table.columns)}")
        problems.append(problem(path, lines[0][0], mistake))
        return
    rows = ((number, _row(text, table.columns)) for number, text in lines[1:])
    yield from _each(path, rows, table.entry, problems)


def _row(text: str, columns: tuple[str, ...]) -> Callable[[], Row]:
    def read() -> Row:
        try:
            cells = next(csv.reader([text], strict=True))
        except csv.Error:
            raise WordError("", shown(text), "引号没有成对", "请补上英文引号") from None
        if len(cells) != len(columns):
            raise WordError(
                "",
                shown(text),
                f"应有{len(columns)}格，实有{len(cells)}格",
                f"请按 {','.join(columns)} 用英文逗号分格；格内有逗号的加英文引号",
            )
        return dict(zip(columns, map(str.strip, cells), strict=True))

    return read


def _each(
    path: Path,
    rows: Iterable[tuple[int, Callable[[], Row]]],
    entry: Callable[[Row], Entry],
    problems: list[Problem],
) -> Iterator[Entry]:
    """Make an entry of each row; a word that stands twice is a mistake."""
    seen: dict[str, int] = {}
    for number, read in rows:
        try:
            made = entry(read())
            _check(made, seen.get(made.word))
        except WordError as mistake:
            problems.append(problem(path, number, mistake))
            continue
        seen[made.word] = number
        yield made


def _check(entry: Entry, before: int | None) -> None:
    if before is not None:
        raise WordError("", shown(entry.word), f"与第{before}行重复", "请只保留一行")
    if len(entry.word) < 2:
        said = "词语太短，到处都会碰上" if entry.word else "没有写词语"
        raise WordError("", shown(entry.word), said, "请至少写两个字")
    for context in entry.unless:
        if entry.word not in context or context == entry.word:
            said = f"除外语境里要含有“{entry.word}”，并且比它长"
            raise WordError("unless", shown(context), said, "请写完整的语境，多个用 | 隔开")


def _pair(family: Family) -> Callable[[Row], Entry]:
    def entry(row: Row) -> Entry:
        wrong, right = row["wrong"], row["right"]
        if not right or wrong in right:
            said = "没有写正确的词语" if not right else "正确的词语里含有错误的词语"
            raise WordError("right", shown(right), said, "请核对这一行")
        return Entry(
            family=family,
            word=wrong,
            advice=right,
            certain=_told(row, "certain"),
            unless=_contexts(row),
            quoted=_told(row, "quoted"),
            category=row["source"],
        )

    return entry


def _organ(row: Row) -> Entry:
    try:
        since = date.fromisoformat(row["since"])
    except ValueError:
        raise WordError(
            "since", shown(row["since"]), "不是有效的日期", "请写成 2019-04-01 这样的日期"
        ) from None
    if not row["now"]:
        raise WordError("now", shown(row["now"]), "没有写现在的机构", "请写职责现由哪个机构承担")
    return Entry(
        family=Family.ORGAN,
        word=row["name"],
        advice=row["now"],
        unless=_contexts(row),
        since=since,
        category=row["source"],
    )


def _traditional(row: Row) -> Entry:
    if not row["simplified"] or row["simplified"] == row["traditional"]:
        raise WordError("simplified", shown(row["simplified"]), "没有写简体", "请核对这一行")
    return Entry(
        family=Family.SCRIPT,
        word=row["traditional"],
        advice=row["simplified"],
        category=glyphs.TRADITIONAL,
    )


def _told(row: Row, name: str) -> bool:
    if row[name] not in (_YES, _NO):
        raise WordError(name, shown(row[name]), "应当是“是”或“否”", "请写 是 或 否")
    return row[name] == _YES


def _contexts(row: Row) -> tuple[str, ...]:
    return tuple(part.strip() for part in row["unless"].split("|") if part.strip())


def _of_list(path: Path, problems: list[Problem]) -> Iterator[Entry]:
    """Read the list of words to avoid: `[类别] 建议`, then a word a line."""
    rows: list[tuple[int, Callable[[], Row]]] = []
    category, advice = "", ""
    for number, line in lines_of(path, problems):
        if line.startswith("["):
            category, closed, advice = line[1:].partition("]")
            if not closed or not category.strip():
                mistake = WordError("", shown(line), "类别的方括号没有成对", "请写成 [类别] 建议")
                problems.append(problem(path, number, mistake))
            continue
        word, _, contexts = line.partition("|")
        row = {"word": word.strip(), "unless": contexts}
        row |= {"in": category.strip(), "advice": advice.strip()}
        rows.append((number, partial(dict, row)))
    yield from _each(path, rows, _forbidden, problems)


def _forbidden(row: Row) -> Entry:
    if not row["in"]:
        raise WordError("", shown(row["word"]), "前面没有类别", "请先写一行 [类别] 建议")
    word = row["word"]
    return Entry(
        family=Family.FORBIDDEN,
        word=word.removeprefix("!").strip(),
        advice=row["advice"],
        certain=word.startswith("!"),
        unless=_contexts(row),
        category=row["in"],
    )


def _of_places(path: Path, problems: list[Problem]) -> list[str]:
    places: dict[str, int] = {}
    for number, name in lines_of(path, problems):
        if len(name) < 2 or name in places:
            said = "地名太短" if len(name) < 2 else f"与第{places[name]}行重复"
            remedy = "请写全名" if len(name) < 2 else "请只保留一行"
            problems.append(problem(path, number, WordError("", shown(name), said, remedy)))
        places.setdefault(name, number)
    return list(places)


_PAIR = ("wrong", "right", "certain", "unless", "quoted", "note", "source")
_ORGANS = ("name", "now", "since", "unless", "note", "source")
_TABLES = (
    _Table(name="pairs.csv", columns=_PAIR, entry=_pair(Family.WRONG)),
    _Table(name="titles.csv", columns=_PAIR, entry=_pair(Family.TITLE)),
    _Table(name="organs.csv", columns=_ORGANS, entry=_organ),
    _Table(name="traditional.csv", columns=("traditional", "simplified"), entry=_traditional),
)
