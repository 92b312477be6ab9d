"""What holds for every page of the site."""

import itertools
import re
from pathlib import PurePosixPath
from posixpath import normpath

import pytest
from selectolax.lexbor import LexborHTMLParser

from reports.render import TEMPLATES
from tests.reports import city
from tests.reports.findings.pages import elements, parsed

PAGES = parsed(city.inspection())
every_page = pytest.mark.parametrize("name", list(PAGES))


@every_page
def test_head(name: str) -> None:
    page = PAGES[name]
    assert page.css_first("html").attributes["lang"] == "zh-CN"
    assert page.css_first("title").text()
    policy = page.css_first("meta[http-equiv=Content-Security-Policy]").attributes["content"]
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'self'; img-src 'self' data:;")
    assert page.css_first("body > a.skip").attributes["href"] == "#main"


@every_page
def test_nothing_runs_and_nothing_is_fetched_from_elsewhere(name: str) -> None:
    for element in elements(PAGES[name]):
        assert element.tag not in ("script", "style", "iframe", "object", "img", "form", "base")
        for key, value in element.attributes.items():
            assert not key.startswith("on"), (element.tag, key)
            assert key != "style", element.tag
            assert key != "src", element.tag
            if element.tag == "link" and key == "href":
                assert value == "data:," or value.endswith("style.css")


@every_page
def test_headings_are_in_order(name: str) -> None:
    levels = [int(node.tag[1]) for node in PAGES[name].css("h1, h2, h3, h4, h5, h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@every_page
def test_ids_are_unique(name: str) -> None:
    ids = [node.attributes["id"] for node in PAGES[name].css("[id]")]
    assert len(ids) == len(set(ids))


@every_page
def test_links_lead_somewhere(name: str) -> None:
    for link in PAGES[name].css("a[href]"):
        href = link.attributes["href"] or ""
        if re.match(r"https?://", href):
            assert "noopener" in (link.attributes["rel"] or "")
            continue
        path, _, anchor = href.partition("#")
        target = normpath(str(PurePosixPath(name).parent / path)) if path else name
        assert target in PAGES, href
        if anchor:
            assert PAGES[target].css_matches(f"[id='{anchor}']"), href


@every_page
def test_tables_scroll_in_a_container_that_a_keyboard_reaches(name: str) -> None:
    for table in PAGES[name].css("table"):
        box = table.parent
        assert box is not None
        assert box.attributes["class"] == "scroll"
        assert box.attributes["tabindex"] == "0"
        assert box.attributes["role"] == "region"
        assert box.attributes.get("aria-label") or box.attributes.get("aria-labelledby")
        assert all(cell.attributes.get("scope") for cell in table.css("th"))


def _colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


SHEET = (TEMPLATES / "findings" / "style.css").read_text(encoding="utf-8")
LIGHT, DARK, PRINT = map(_colours, re.findall(r":root \{([^}]+)\}", SHEET))
PAIRS = [
    *((ink, paper) for ink in ("ink", "quiet", "link") for paper in ("paper", "ground")),
    ("brand-ink", "brand"),
    ("veto-ink", "veto-fill"),
    ("veto", "breach-tint"),
    ("clear", "paper"),
    *(
        (state, f"{state}-tint")
        for state in ("breach", "uncertain", "unseen", "error", "partly", "clear", "pending")
    ),
]


@pytest.mark.parametrize("theme", [LIGHT, LIGHT | DARK, LIGHT | PRINT], ids=["light", "dark", "a4"])
def test_contrast_is_aa(theme: dict[str, str]) -> None:
    low = {
        pair: round(ratio, 2)
        for pair in PAIRS
        if (ratio := _contrast(theme[pair[0]], theme[pair[1]])) < 4.5
    }
    assert low == {}


def test_the_sheet_fetches_nothing() -> None:
    assert "url(" not in SHEET
    assert "@import" not in SHEET


def test_parser_sees_what_is_wrong() -> None:
    wrong = LexborHTMLParser("<p onclick=x><script>1</script>")
    assert any(key == "onclick" for e in elements(wrong) for key in e.attributes)
