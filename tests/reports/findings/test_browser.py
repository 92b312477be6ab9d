"""The site in a real Chromium, from the disk."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from reports.findings import write
from tests.reports import city
from tests.reports.findings.test_hostile import hostile

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
NAMES = ("index", "findings", "units", "sites/school", "sites/audit", "units/school")
LONG = "http://statistics.shifan.gov.cn/" + "x" * 3000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Chromium's own sandbox does not start as root; the pages are ours
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("out") / "shifan", city.inspection()).parent


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    inspection = hostile(city.HOSTILE + "x" * 10_000, LONG)
    return write(tmp_path_factory.mktemp("out") / "evil", inspection).parent


def opened(browser: Browser, path: Path, width: int = 1280, scheme: str = "light") -> Page:
    page = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]  # playwright wants a Literal
    ).new_page()
    page.set_default_timeout(10_000)
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize("name", NAMES)
def test_no_page_is_wider_than_the_window(browser: Browser, site: Path, name: str) -> None:
    page = opened(browser, site / f"{name}.html")
    for width in (390, 768, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_long_strangers_text_does_not_widen_a_phone(browser: Browser, evil: Path) -> None:
    page = opened(browser, evil / "sites" / "statistics.html", 390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.context.close()


@pytest.mark.parametrize("name", ["index", "findings", "sites/statistics", "rules/column-stale"])
def test_nothing_runs_nothing_is_asked_for(browser: Browser, evil: Path, name: str) -> None:
    asked: list[str] = []
    said: list[str] = []
    page = browser.new_context().new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto((evil / f"{name}.html").as_uri())
    assert {url.partition(":")[0] for url in asked} <= {"file", "data"}
    assert said == []
    assert page.title().endswith("· 示范市")
    page.context.close()


@pytest.mark.parametrize(
    ("scheme", "ground"), [("light", "rgb(244, 246, 248)"), ("dark", "rgb(15, 20, 26)")]
)
def test_the_style_sheet_is_in_force(
    browser: Browser, site: Path, scheme: str, ground: str
) -> None:
    page = opened(browser, site / "sites" / "school.html", scheme=scheme)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == ground
    page.context.close()


def test_a_keyboard_reaches_the_skip_link_first_and_sees_where_it_is(
    browser: Browser, site: Path
) -> None:
    page = opened(browser, site / "index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.context.close()


def test_unseen_is_not_green(browser: Browser, site: Path) -> None:
    page = opened(browser, site / "index.html")

    def colour(state: str) -> str:
        script = f"getComputedStyle(document.querySelector('table .badge.{state}')).color"
        return str(page.evaluate(script))

    colours = {state: colour(state) for state in ("clear", "unseen", "uncertain", "breach")}
    assert len(set(colours.values())) == 4
    page.context.close()


def test_from_the_overview_to_the_evidence(browser: Browser, site: Path) -> None:
    page = opened(browser, site / "index.html")
    page.click("table >> text=示范市公安局 >> nth=0")
    page.click("text=规则说明 >> nth=0")
    assert page.inner_text("h1") == "栏目不更新"
    page.click("nav[aria-label=主导航] >> text=总览")
    assert page.inner_text("h1") == "示范市政府网站检查结果"
    page.context.close()


def test_a_folded_finding_opens_by_keyboard_and_is_whole_on_paper(
    browser: Browser, site: Path
) -> None:
    page = opened(browser, site / "sites" / "police.html")
    remedy = page.locator(".card dt:has-text('整改建议')")
    assert [each.is_visible() for each in remedy.all()] == [True] * 3 + [False] * 3
    page.locator(".card summary").first.focus()
    page.keyboard.press("Enter")
    assert remedy.nth(3).is_visible()
    page.emulate_media(media="print")
    heights = "e => e.getBoundingClientRect().height"
    assert all(each.evaluate(heights) > 0 for each in remedy.all())
    page.context.close()


def test_it_prints_on_a4(browser: Browser, site: Path, tmp_path: Path) -> None:
    page = opened(browser, site / "sites" / "police.html")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.top nav')).display") == "none"
    paper = page.pdf(path=tmp_path / "police.pdf", prefer_css_page_size=True)
    assert b"/MediaBox [0 0 594" in paper or b"/MediaBox [0 0 595" in paper
    page.context.close()
