"""Whatever the bytes are, reading them never raises: not over noise, not over damaged files."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.documents import Limits, read_document
from tests.crawler.documents import compound, makers, pagemakers
from tests.crawler.documents.rars import rar

SAMPLES = Path(__file__).parent / "samples"

SEEDS = [
    makers.full_docx(),
    makers.xlsx(),
    makers.pptx("字"),
    pagemakers.ofd(pagemakers.text_object("字", 1, 1)),
    pagemakers.pdf("字", b"x", attached=b"1,2"),
    makers.zipped({"a.txt": "字", "b.zip": makers.zipped({"c.csv": "1,2"})}),
    makers.sevenzip({"a.txt": b"x" * 99}),
    rar({"a.txt": b"x" * 99}),
    compound.compound(compound.words("字a\x07\x1c", footnotes="脚")),
    compound.compound(compound.slides(["字"], ["旧"])),
    compound.compound({"Workbook": compound.book(("一", [compound.label(0, 0, "甲")]))}),
    b"{\\rtf1 {\\fonttbl x}\\u24352?\\'d0\\row a}",
    b"MIME-Version: 1.0\nContent-Type: text/plain\n\nabc",
    *(path.read_bytes() for path in sorted(SAMPLES.iterdir()) if path.suffix != ".md"),
]


@settings(
    derandomize=True, max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(st.binary(max_size=2000), st.sampled_from([seed[:16] for seed in SEEDS] + [b""]))
def test_arbitrary_bytes_never_raise(body: bytes, head: bytes):
    document = read_document("a.xls", head + body)
    assert document.complete or document.note


@settings(
    derandomize=True, max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(st.data())
def test_mutated_files_never_raise(data: st.DataObject):
    body = bytearray(data.draw(st.sampled_from(SEEDS)))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(body) - 1))
        body[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.one_of(st.just(len(body)), st.integers(1, len(body))))
    document = read_document("a.doc", bytes(body[:cut]), Limits(seconds=5))
    assert document.complete or document.note


def test_each_seed_cut_anywhere_never_raises():
    for seed in SEEDS:
        for cut in range(0, len(seed), max(len(seed) // 12, 1)):
            document = read_document("a", seed[:cut])
            assert document.complete or document.note
