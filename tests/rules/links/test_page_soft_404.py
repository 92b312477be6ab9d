import pytest

from rules.links.page_soft_404 import page_soft_404
from storage.records import Fate, PageKind, Verdict
from tests import builders
from tests.rules.links.dossiers import FILE, INSIDE, NIGHT, dossier, page, target


def test_seen_once_waits() -> None:
    outcome = page_soft_404.judge(dossier(pages=[page(title="页面不存在", sha256="ab")]))

    (finding,) = outcome.findings
    assert (finding.place, finding.certain) == (INSIDE, False)
    assert finding.message == "页面显示的是错误提示，却返回正常状态（200）"
    assert finding.evidence[0].quote == "状态码200，标题：页面不存在"
    assert finding.evidence[0].sha256 == "ab"
    assert outcome.verdict is Verdict.UNSEEN


def test_seen_on_two_days_is_certain() -> None:
    looks = [page(at=builders.SEEN - NIGHT), page()]
    (finding,) = page_soft_404.judge(dossier(pages=looks)).findings

    assert finding.certain
    assert finding.message.endswith("，2天都如此")


def test_two_looks_on_one_day_are_not_enough() -> None:
    looks = [page(at=builders.SEEN - NIGHT / 12), page()]
    (finding,) = page_soft_404.judge(dossier(pages=looks)).findings

    assert not finding.certain


@pytest.mark.parametrize(("external", "certain"), [(False, True), (True, False)])
def test_a_look_at_it_as_a_target_counts(external: bool, certain: bool) -> None:
    counted = target(
        Fate.SOFT_ERROR,
        200,
        url=INSIDE,
        external=external,
        looks=2,
        since=builders.SEEN - NIGHT,
    )
    (finding,) = page_soft_404.judge(dossier([counted], [page()])).findings

    assert finding.certain is certain


@pytest.mark.parametrize(
    "look",
    [
        pytest.param(page(fate=Fate.OPENED), id="opened"),
        pytest.param(page(kind=PageKind.MAINTENANCE), id="maintenance"),
        pytest.param(page(status=404, fate=Fate.HTTP_4XX), id="an honest 404"),
        pytest.param(page(status=503), id="an honest error"),
        pytest.param(page(fate=Fate.CHALLENGE_WAF), id="refused"),
        pytest.param(page(FILE), id="a file"),
        pytest.param(page(name="附件1"), id="an attachment"),
    ],
)
def test_not_soft(look) -> None:
    assert page_soft_404.judge(dossier(pages=[look])).verdict is Verdict.CLEAR


def test_well_again() -> None:
    looks = [page(at=builders.SEEN - NIGHT), page(fate=Fate.OPENED, kind=PageKind.ARTICLE)]

    assert page_soft_404.judge(dossier(pages=looks)).verdict is Verdict.CLEAR


def test_setting() -> None:
    once = page_soft_404.with_settings({"days": 1})

    assert once.judge(dossier(pages=[page()])).verdict is Verdict.BREACH


def test_a_site_nobody_walked_is_not_clear() -> None:
    home = builders.page(builders.HOME)

    assert page_soft_404.judge(builders.dossier(pages=[home])).verdict is Verdict.UNSEEN
