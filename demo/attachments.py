"""The files that ordinary articles offer: nothing is wrong with any of them."""

from collections.abc import Callable
from functools import partial
from random import Random

from demo import numbers, prose, words
from demo.papers import compound, packed, pdf, sheets, word
from demo.stories.story import Leaf

_UNIT = "本单位"
_EVERY = {"report": 1, "statistics": 2, "finance": 1, "notices": 22, "policy": 20, "guides": 12}
"""Of so many articles of a column one offers a file."""
_TITLES = (
    "{t}项目汇总表",
    "{t}任务分解表",
    "{t}申报表",
    "{t}实施方案",
    "{t}资金安排表",
    "{t}评分细则",
)


def ordinary(key: str, number: int) -> tuple[Leaf, ...]:
    """The files of an article, by its column and number."""
    every = _EVERY.get(key)
    if every is None or number % every:
        return ()
    rng = Random(f"attached {number}")  # noqa: S311 - decoration
    ending = "pdf" if key == "report" else rng.choice(tuple(_MAKERS))
    title = rng.choice(_TITLES).format(t=rng.choice(words.TOPICS))
    make = partial(_MAKERS[ending], title)
    return (Leaf(id=f"o{number}", words=f"{title}.{ending}", ending=ending, make=make),)


def _text(title: str, rng: Random, count: int) -> list[str]:
    return [title, *(line.strip("　") for line in prose.paragraphs(rng, _UNIT, count))]


def _pdf(title: str, rng: Random) -> bytes:
    lines = _text(title, rng, rng.randint(4, 20))
    return pdf.pdf([line[at : at + 38] for line in lines for at in range(0, len(line), 38)])


def _doc(title: str, rng: Random) -> bytes:
    return compound.doc(_text(title, rng, rng.randint(3, 12)))


def _docx(title: str, rng: Random) -> bytes:
    return word.docx(_text(title, rng, rng.randint(3, 12)), prose.figures(rng))


def _xlsx(title: str, rng: Random) -> bytes:
    head, *lines = prose.figures(rng)
    rows: list[sheets.Row] = [[title], head]
    rows += [[place, *map(float, values)] for place, *values in lines]
    return sheets.xlsx(rows, sheet="汇总表")


def _xls(title: str, rng: Random) -> bytes:
    if rng.random() < 0.5:
        return sheets.table_xls(title)
    covered = [numbers.starred(numbers.resident_id(rng), 6, 4) for _ in range(6)]
    return sheets.roster_xls(numbers.people(rng, 6), covered)


def _csv(title: str, rng: Random) -> bytes:
    return sheets.csv([[title], *prose.figures(rng)], rng.choice(("gbk", "utf-8-sig")))


def _txt(title: str, rng: Random) -> bytes:
    charset = rng.choice(("gbk", "utf-8"))
    return "\r\n".join(_text(title, rng, rng.randint(2, 8))).encode(charset)


def _pptx(title: str, rng: Random) -> bytes:
    return word.pptx([[title], *(_text("要点", rng, 2) for _ in range(3))])


def _zip(title: str, rng: Random) -> bytes:
    return packed.packed(
        {f"{title}.docx": _docx(title, rng), "附表.xlsx": _xlsx(title, rng)}, gbk=rng.random() < 0.6
    )


_MAKERS: dict[str, Callable[[str, Random], bytes]] = {
    "pdf": _pdf, "doc": _doc, "docx": _docx, "xlsx": _xlsx, "xls": _xls, "csv": _csv,
    "txt": _txt, "pptx": _pptx, "zip": _zip,
}  # fmt: skip
