"""What `scrapy read` reads of real pages, right, wrong or not at all, beside other extractors.

    .venv/bin/python benchmarks/reading.py [--folder DIR]… [--speed]

A folder holds pages and a `truth.json` that says what a person read in them; the default is what
REALPAGES names, else ../shared/realpages. Our pages under tests/golden that print no date of
publication are read too: whatever is read as one is invented. Then every value that we lose is
listed. `--speed` prints instead the CPU milliseconds that reading takes, here, now, alone.

The rivals read the same pages in the same run: for the day of publication htmldate, for title and
day GNE and trafilatura, at the defaults that rivals.py states. They are pinned in
requirements-bench.txt and needed by nothing else; `make bench` installs them in a folder of their
own and runs this, or:

    .tools/bin/uv venv --python .venv/bin/python .venv-bench
    .tools/bin/uv pip install --python .venv-bench/bin/python -r requirements-bench.txt
    .venv-bench/bin/python benchmarks/reading.py

Where they are not installed, ours alone are printed. Each cell is right/wrong/not read, the share
is ours. How to read it: the rivals extract articles from pages that are known to be articles, so
what they make of lists, homes and error pages ("no date to invent") is beyond what they promise.
"""

import argparse
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.rivals import Rival, installed
from crawler.adapters import read
from crawler.adapters.reading import Document
from tests import goldenpages, realpages
from tests.realpages import Score

OURS = "xunjian"
CAPABILITIES = {
    "kind": ("kind",),
    "encoding": ("encoding",),
    "title": ("title",),
    "publication date": ("pub_date",),
    "no date to invent": ("no date",),
    "source": ("source",),
    "list count within 1": ("list count",),
    "list newest date": ("list newest",),
    "list oldest date": ("list oldest",),
    "blocks of homes": ("block newest", "blocks newest", "blocks count"),
    "columns of homes": ("column",),
    "identity, all fields": tuple(f"id {name}" for name in realpages.IDS),
    **{f"  {name}": (f"id {name}",) for name in realpages.IDS},
}
ROUNDS = 9
CLASSES = {"lists": ("list",), "articles": ("article",), "homes": ("home",)}
WHOLE = 60_000  # bytes of the list page that the target is set for


@dataclass(frozen=True)
class Timed:
    """The CPU milliseconds of reading one page several times."""

    size: int
    median: float
    least: float


def compared(folder: Path, rivals: list[Rival]) -> Iterator[tuple[str, Score]]:
    """Yield, by who read it, every value of a folder that the truth speaks of."""
    for page in realpages.pages(folder):
        document = realpages.document(page, folder)
        reading = read(document)
        yield from ((OURS, score) for score in realpages.scores(page, reading))
        text = document.body.decode(page["encoding"]["actual"], errors="replace")
        for rival in rivals:
            said = rival.read(text, document.url)
            for score in realpages.article_scores(page, said.title, said.published):
                if score.measure in rival.measures:
                    yield rival.name, score


def invented(rivals: list[Rival]) -> Iterator[tuple[str, Score]]:
    """Yield what is read as publication of the golden pages that print none."""
    for name in goldenpages.names():
        golden = goldenpages.load(name)
        if "published" not in golden.truth.get("absent", ()):
            continue
        reading = read(golden.document)
        yield OURS, Score(name, "no date", None, realpages.day(reading.published))
        text = golden.document.body.decode(reading.encoding, errors="replace")
        for rival in rivals:
            said = rival.read(text, golden.document.url)
            yield rival.name, Score(name, "no date", None, said.published)


def table(title: str, found: Iterable[tuple[str, Score]], readers: list[str]) -> str:
    """Return right/wrong/not read of each reader and capability, then what we lose."""
    kept = list(found)
    widths = [max(len(reader), 12) for reader in readers]
    pairs = zip(readers, widths, strict=True)
    lines = [title, f"{'':22}{'ours %':>8}  " + "  ".join(f"{r:>{w}}" for r, w in pairs)]
    for capability, measures in CAPABILITIES.items():
        counts = {reader: _counts(kept, reader, measures) for reader in readers}
        if not (total := counts[OURS].total()):
            continue
        cells = [
            f"{c['right']}/{c['wrong']}/{c['not read']}" if c.total() else "–"
            for c in counts.values()
        ]
        row = "  ".join(f"{cell:>{w}}" for cell, w in zip(cells, widths, strict=True))
        lines.append(f"{capability:22}{100 * counts[OURS]['right'] / total:8.1f}  {row}")
    lost = [score for reader, score in kept if reader == OURS and score.result != "right"]
    lines.append(
        f"lost by {OURS}: {len(lost)}" + (" (file, field, ours, the truth)" if lost else "")
    )
    return "\n".join([*lines, *(f"  {score.result:9} {score.miss}" for score in lost), ""])


def _counts(kept: list[tuple[str, Score]], reader: str, measures: tuple[str, ...]) -> Counter[str]:
    return Counter(s.result for who, s in kept if who == reader and s.measure in measures)


def speed(folder: Path) -> str:
    """Return the CPU milliseconds of reading, by class of page, and of a list of the size meant."""
    lines = [f"CPU ms a page, median and least of {ROUNDS} readings"]
    for heading, whole in (("as a crawl reads it", False), ("with the site's frame", True)):
        timed = {name: list(_class(folder, kinds, whole=whole)) for name, kinds in CLASSES.items()}
        large = [one for one in timed["lists"] if 40_000 <= one.size <= 80_000]
        timed["lists of 40 to 80 kB"] = large
        timed["such lists, made 60 kB"] = [_scaled(one) for one in large or timed["lists"]]
        lines.append(heading)
        lines += [_line(name, pages) for name, pages in timed.items() if pages]
    return "\n".join(lines)


def _class(folder: Path, kinds: tuple[str, ...], *, whole: bool) -> Iterator[Timed]:
    """Time the pages of a class; a crawl reads the site's frame on its home page alone."""
    for page in realpages.pages(folder):
        if realpages.kind(page) in kinds:
            document = realpages.document(page, folder)
            yield _timed(replace(document, frame=whole or "home" in kinds))


def _timed(document: Document) -> Timed:
    read(document)  # what is compiled and cached once is no part of a page's price
    spent = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        read(document)
        spent.append(1000 * (time.process_time() - begun))
    return Timed(len(document.body), statistics.median(spent), min(spent))


def _scaled(one: Timed) -> Timed:
    by = WHOLE / one.size
    return Timed(WHOLE, by * one.median, by * one.least)


def _line(name: str, pages: list[Timed]) -> str:
    median = statistics.median(one.median for one in pages)
    least = statistics.median(one.least for one in pages)
    size = statistics.median(one.size for one in pages) / 1000
    slowest = max(pages, key=lambda one: one.median)
    return (
        f"{name:24} {median:6.2f} {least:6.2f}   {len(pages)} pages, {size:.0f} kB in the middle, "
        f"the slowest {slowest.median:.1f} ms for {slowest.size / 1000:.0f} kB"
    )


def main(words: list[str] | None = None) -> int:
    """Print the comparison, or the speed; return 2 when a folder has no pages."""
    parser = argparse.ArgumentParser(description="Readings of real pages against the truth.")
    parser.add_argument("--folder", type=Path, action="append", metavar="DIR")
    parser.add_argument("--speed", action="store_true")
    chosen = parser.parse_args(words)
    folders: list[Path] = chosen.folder or [realpages.FOLDER]
    for folder in folders:
        if not realpages.pages(folder):
            print(f"{folder}: no truth.json with pages (--folder, or REALPAGES)", file=sys.stderr)
            return 2
    if chosen.speed:
        print("\n".join(f"{folder}\n{speed(folder)}" for folder in folders))
        return 0
    rivals = installed()
    readers = [OURS, *(rival.name for rival in rivals)]
    if not rivals:
        print("no rival is installed: make bench\n")
    for folder in folders:
        title = f"{folder}: {len(realpages.pages(folder))} pages"
        print(table(title, compared(folder, rivals), readers))
    print(table("tests/golden, pages without a date", invented(rivals), readers))
    return 0


if __name__ == "__main__":
    sys.exit(main())
