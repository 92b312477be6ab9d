import re
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest
from jinja2 import TemplateSyntaxError, UndefinedError

from reports import render
from reports.render import TEMPLATES, clean, web

SOURCES = sorted(TEMPLATES.rglob("*.j2"))


@dataclass(frozen=True)
class Note:
    template: ClassVar[str] = "note.html.j2"

    text: object = ""


def printed(source: str, note: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    (tmp_path / "note.html.j2").write_text(source, encoding="utf-8")
    environment = render._environment()
    environment.loader.searchpath = [str(tmp_path)]
    monkeypatch.setattr(render, "_ENVIRONMENT", environment)
    return render.render(note)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("通知\u202egnp", "通知⟦U+202E⟧gnp"),
        ("\x1b[31m红\x00", "⟦U+001B⟧[31m红⟦U+0000⟧"),
        ("甲\n乙\t丙\u2028丁", "甲 乙 丙 丁"),
        ("\u2066甲\u2069\u200b\ufeff", "⟦U+2066⟧甲⟦U+2069⟧⟦U+200B⟧⟦U+FEFF⟧"),
        ("\ud800", "⟦U+D800⟧"),
        ("市政府（办）“要闻”　２０２５", "市政府（办）“要闻”　２０２５"),
    ],
)
def test_clean(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_no_control_surrogate_or_bidi_character_survives() -> None:
    bidi = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    left = [
        f"U+{point:04X}"
        for point in range(sys.maxunicode + 1)
        if (
            unicodedata.category(chr(point)) in ("Cc", "Cs", "Zl", "Zp")
            or unicodedata.bidirectional(chr(point)) in bidi
        )
        and chr(point) in clean(chr(point))
    ]
    assert left == []


@pytest.mark.parametrize(
    "url",
    [
        "http://www.shifan.gov.cn/",
        "https://www.shifan.gov.cn:8443/a/b.html?x=1&y=2#top",
        "http://www.示范市.政务/",
        "HTTP://WWW.GOV.CN",
        "http://[::1]/",
    ],
)
def test_web_addresses_are_linked(url: str) -> None:
    assert web(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "http://a.gov.cn/\njavascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "vbscript:x",
        "//a.gov.cn/",
        "/a",
        "http://",
        "http:///a",
        "http://gov.cn@evil.test/",
        "http://a.gov.cn\\@evil.test/",
        "http://a.gov.cn/ b",
        "http://a.gov.cn/\u202e",
        'http://a.gov.cn/"onclick=x',
        "http://a.gov.cn/<script>",
    ],
)
def test_all_else_stays_text(url: str) -> None:
    assert web(url) == ""


def test_strangers_text_is_escaped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = printed("<p>{{ text }}</p>", Note("<b>\u202e"), monkeypatch, tmp_path)
    assert text == "<p>&lt;b&gt;⟦U+202E⟧</p>"


def test_what_a_report_lacks_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(UndefinedError):
        printed("{{ txet }}", Note(), monkeypatch, tmp_path)


def test_none_is_never_printed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="None"):
        printed("{{ text }}", Note(None), monkeypatch, tmp_path)


def test_only_a_dataclass_is_a_report() -> None:
    class Loose:
        template: ClassVar[str] = "findings/units.html.j2"

    with pytest.raises(TypeError, match="Loose"):
        render.render(Loose())


@pytest.mark.parametrize("filter_", ["safe", "urlize", "tojson", "xmlattr", "escape", "e"])
def test_filters_that_leave_markup_are_gone(
    filter_: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with pytest.raises(TemplateSyntaxError, match=filter_):
        printed(f"{{{{ text | {filter_} }}}}", Note("<b>"), monkeypatch, tmp_path)


def test_there_are_templates() -> None:
    assert len(SOURCES) >= 7


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_templates_hold_nothing_unsafe(source: Path) -> None:
    text = source.read_text(encoding="utf-8")
    for forbidden in (
        r"\|\s*safe",
        r"autoescape",
        r"Markup",
        r"<script",
        r"<style",
        r"\sstyle\s*=",
        r"\son\w+\s*=",
        r"=\{\{",  # an attribute without quotes
        r"(?:src|href)=\"https?:",
        r"javascript:",
    ):
        assert not re.search(forbidden, text, re.IGNORECASE), forbidden


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_a_variable_address_is_filtered_or_our_own(source: Path) -> None:
    for href in re.findall(r'href="([^"]*\{\{[^"]*)"', source.read_text(encoding="utf-8")):
        ours = re.search(r"\.href|crumb\.href|frame\.root|#\{\{", href)
        assert ours or "| web" in href, href
