"""What strangers write on their pages stays text, on every page that prints it."""

from dataclasses import replace

import pytest

from reports.findings import Inspection
from reports.render import clean
from storage.records import Blind, Evidence, Finding, Outcome
from tests.reports import city
from tests.reports.findings.pages import elements, parsed, words

PAYLOADS = {
    "breaks out of an attribute": city.HOSTILE,
    "bidi and control": city.BIDI,
    "entity": "&lt;script&gt;alert(1)&lt;/script&gt; &amp;#x3C;",
    "closes the title": "</title></svg></details><base href=http://evil.test/>",
    "comment": "<!-- --!> <![CDATA[ ]]>",
    "template": "{{ frame.title }}{% raw %}${7*7}",
    "quotes": "\"'`<>&",
    "right to left": "\u202e\u2067مرحبا\u2069",
    "lone surrogate": "甲\udc80乙",
    "style": "</style><style>*{display:none}</style>",
}
URLS = [
    "javascript:alert(document.domain)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    'http://a.gov.cn/" onmouseover="alert(1)',
    "http://gov.cn@evil.test/",
    "http://a.gov.cn/\u202e",
]


def hostile(text: str, url: str) -> Inspection:
    """A city in which a stranger's text and address stand wherever one can."""
    finding = Finding(
        place=url,
        message=text,
        evidence=(Evidence(url=url, at=city.SEEN, quote=text),),
    )
    outcomes = [
        Outcome(
            rule="column-stale",
            subject="statistics",
            findings=(finding, replace(finding, place=f"{url}#2", certain=False)),
            blind=(Blind(place=url, reason=text), Blind(place=f"{url}#3", reason=text)),
        ),
        Outcome(rule="home-stale", subject="statistics", judged=False, error=text),
    ]
    whole = city.inspection(outcomes)
    column = replace(city.column("statistics", "x/", text), url=url)
    seen = replace(whole.dossiers["statistics"], columns=(column,))
    return replace(whole, dossiers=dict(whole.dossiers) | {"statistics": seen})


def shape(inspection: Inspection) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """Every element of every page and the names of its attributes."""
    return {
        name: [(e.tag or "", tuple(sorted(e.attributes))) for e in elements(page)]
        for name, page in parsed(inspection).items()
    }


HARMLESS = shape(hostile("一句话", "about:blank"))


@pytest.mark.parametrize("text", PAYLOADS.values(), ids=PAYLOADS)
def test_text_adds_no_element_and_no_attribute(text: str) -> None:
    assert shape(hostile(text, "about:blank")) == HARMLESS


@pytest.mark.parametrize("text", PAYLOADS.values(), ids=PAYLOADS)
def test_text_is_read_as_it_was_written(text: str) -> None:
    page = parsed(hostile(text, "about:blank"))["sites/statistics.html"]
    shown = clean(text)
    assert [q.text() for q in page.css("section[aria-labelledby=found] q")] == [shown]
    assert page.css_first("section[aria-labelledby=found] h4").text() == f"现象 {shown}"
    assert page.css_first("section[aria-labelledby=columns] tbody th").text() == shown


@pytest.mark.parametrize("url", URLS)
def test_an_address_that_is_none_stays_text(url: str) -> None:
    pages = parsed(hostile("一句话", url))
    assert shape(hostile("一句话", url)) == HARMLESS
    for page in pages.values():
        for link in page.css("a[href]"):
            href = link.attributes["href"] or ""
            assert "evil" not in href
            assert not href.lower().startswith(("javascript", "data"))
            assert "\u202e" not in href
    found = words(pages["sites/statistics.html"].css_first("section[aria-labelledby=found]"))
    assert " ".join(clean(url).split()) in found


def test_a_title_of_ten_thousand_characters_is_cut_and_says_so() -> None:
    page = parsed(hostile("长" * 10_000, "http://a.gov.cn/"))["sites/statistics.html"]
    said = page.css_first("section[aria-labelledby=found] h4").text()
    assert said == f"现象 {'长' * 300}……（共10000字，此处截断）"


def test_ordinary_addresses_are_linked() -> None:
    page = parsed(hostile("一句话", "http://a.gov.cn/x?a=1&b=2"))["sites/statistics.html"]
    assert page.css_matches("a[href='http://a.gov.cn/x?a=1&b=2']")
