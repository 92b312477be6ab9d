"""Plain text and comma-separated values, in whatever encoding their bytes are."""

import csv
from pathlib import PurePosixPath

from crawler.adapters.decode import decode
from crawler.documents.sheets import Grid
from crawler.documents.transcript import Transcript

_SEPARATORS = ",\t;"
_SAMPLE = 20_000


def read_plain(name: str, body: bytes, transcript: Transcript) -> None:
    """Read text; the name decides only whether commas separate cells."""
    decoded = decode(body)
    if not decoded.complete:
        transcript.note("编码有误，部分文字读不出来")
    transcript.write(len(decoded.text))
    if PurePosixPath(name).suffix.lower() in {".csv", ".tsv"}:
        _read_cells(decoded.text, transcript)
    else:
        transcript.add("", decoded.text)


def _read_cells(text: str, transcript: Transcript) -> None:
    sample = text[:_SAMPLE]
    separator = max(_SEPARATORS, key=sample.count)
    grid = Grid(transcript, "")
    try:
        rows = csv.reader(text.splitlines(keepends=True), delimiter=separator)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                grid.put(number, column, cell)
    except csv.Error:
        transcript.add("", text)
        return
    finally:
        grid.write()
