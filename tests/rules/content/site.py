"""A site of pages and files that say what a case is about, judged with the lists in config/."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from rules import catalog, settings
from rules.rule import Rule
from storage.dossier import PageText, SiteDossier
from storage.records import Content, Finding, Outcome, PageKind
from tests import builders

ROOT = Path(__file__).parents[3]
ARTICLE = "http://portal.test/yw/1.html"


@cache
def _rules() -> Mapping[str, Rule]:
    return settings.load(ROOT / "config" / "rules.toml", catalog.load())


def rule(id_: str) -> Rule:
    return _rules()[id_]


def says(text: str, url: str = ARTICLE, *, complete: bool = True, **facts: Any) -> PageText:
    """An article of 2026 that says this; `content` facts: simhash, note."""
    of_content = {name: facts.pop(name) for name in ("simhash", "note") if name in facts}
    given = {"kind": PageKind.ARTICLE, "title": "市政府召开常务会议", "sha256": "ab" * 32}
    given["published"] = date(2026, 3, 2)
    return PageText(
        page=builders.page(url, **{**given, **facts}),
        content=Content(sha256="ab" * 32, reader="1", text=text, complete=complete, **of_content),
    )


def site(*texts: PageText | str, pages: Any = ()) -> SiteDossier:
    made = tuple(says(text) if isinstance(text, str) else text for text in texts)
    return SiteDossier(site=builders.site(), window=builders.window(), texts=made, walked=pages)


def judge(id_: str, *texts: PageText | str, pages: Any = ()) -> Outcome:
    outcome = rule(id_).judge(site(*texts, pages=pages))
    assert outcome.error is None, outcome.error
    return outcome


def found(id_: str, *texts: PageText | str) -> tuple[Finding, ...]:
    return judge(id_, *texts).findings


def words(id_: str, *texts: PageText | str) -> list[str]:
    return [proof.word for finding in found(id_, *texts) for proof in finding.evidence]
