"""Presentations: slides, speakers' notes, comments, diagrams (ECMA-376 part 1, clause 13.3)."""

import re

from crawler.documents.ooxml import Package
from crawler.documents.transcript import Transcript, named

_PARTS = (
    (re.compile(r"ppt/slides/slide(\d+)\.xml"), "第{}张幻灯片"),
    (re.compile(r"ppt/notesSlides/notesSlide(\d+)\.xml"), "备注{}"),
    (re.compile(r"ppt/comments/\w*?(\d+)\w*\.xml"), "批注{}"),
    (re.compile(r"ppt/diagrams/data(\d+)\.xml"), "图示{}"),
    (re.compile(r"ppt/charts/chart(\d+)\.xml"), "图表{}"),
)


def read_pptx(name: str, body: bytes, transcript: Transcript) -> None:
    """Read a presentation.

    Raises:
        UnreadableError: it is broken.
        LimitError: nothing more may be read.
    """
    del name
    package = Package(body, transcript)
    pictures: list[str] = []
    for pattern, where in _PARTS:
        for part in package.under("ppt/"):
            if match := pattern.fullmatch(part):
                before = len(transcript.parts)
                package.put(where.format(match[1]), part)
                if where.endswith("张幻灯片") and len(transcript.parts) == before:
                    links = package.relations(part)
                    pictures += [match[1]] if any(one.kind == "image" for one in links) else []
    if pictures:
        transcript.note(f"{named(pictures)}张幻灯片没有文字，只有图片，读不出来")
    package.open_embedded()
