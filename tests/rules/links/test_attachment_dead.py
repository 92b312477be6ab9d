import pytest

from rules.links.attachment_dead import attachment_dead
from storage.records import Fate, PageKind, Verdict
from tests import builders
from tests.rules.links.dossiers import FILE, INSIDE, NIGHT, dossier, page, target, thrice

WORDS = "申请表"


def attachment(fate: Fate, kind: PageKind = PageKind.OTHER, **facts):
    return page(FILE, fate, kind, **{"name": WORDS, "title": "", **facts})


def test_gone_on_three_nights() -> None:
    one = thrice(url=FILE, external=False, words=WORDS)
    (finding,) = attachment_dead.judge(dossier([one])).findings

    assert (finding.place, finding.certain) == (FILE, True)
    assert finding.message.startswith("附件链接“申请表”已失效：页面不存在（404）")


def test_gone_once_waits() -> None:
    (finding,) = attachment_dead.judge(dossier([target(url=FILE)])).findings

    assert not finding.certain


def test_a_dead_page_is_none_of_its_business() -> None:
    assert attachment_dead.judge(dossier([thrice(url=INSIDE)])).verdict is Verdict.CLEAR


@pytest.mark.parametrize(
    ("fate", "kind", "said"),
    [
        (Fate.HTTP_EMPTY, PageKind.OTHER, "文件是空的（0字节）"),
        (Fate.SOFT_ERROR, PageKind.ERROR, "打开的是错误提示页，不是文件"),
    ],
)
def test_certain_when_seen_on_two_days(fate: Fate, kind: PageKind, said: str) -> None:
    now = attachment(fate, kind)
    before = attachment(fate, kind, at=builders.SEEN - NIGHT)
    (once,) = attachment_dead.judge(dossier(pages=[now])).findings
    (twice,) = attachment_dead.judge(dossier(pages=[before, now])).findings

    assert (once.certain, twice.certain) == (False, True)
    assert once.message == f"附件“申请表”{said}"
    assert twice.message == f"附件“申请表”{said}，2天都如此"
    assert twice.evidence[0].word == FILE


def test_a_web_page_in_its_place_is_always_for_a_person() -> None:
    looks = [
        attachment(Fate.OPENED, PageKind.ARTICLE, at=builders.SEEN - n * NIGHT, title="首页")
        for n in range(3)
    ]
    (finding,) = attachment_dead.judge(dossier(pages=looks)).findings

    assert not finding.certain
    assert "打开的是网页" in finding.message
    assert finding.evidence[0].quote == "附件“申请表”，标题：首页"


@pytest.mark.parametrize(
    "look",
    [
        pytest.param(attachment(Fate.OPENED, file="docx"), id="a file"),
        pytest.param(attachment(Fate.OPENED, complete=False), id="not read whole"),
        pytest.param(attachment(Fate.FORBIDDEN, status=403), id="refused"),
        pytest.param(attachment(Fate.TOTAL_TIMEOUT, status=None), id="slow"),
        pytest.param(attachment(Fate.SOFT_ERROR, PageKind.MAINTENANCE), id="maintenance"),
        pytest.param(attachment(Fate.HTTP_EMPTY, status=204), id="no content, and it says so"),
        pytest.param(attachment(Fate.SIZE_LIMIT), id="large"),
        pytest.param(page(INSIDE, Fate.HTTP_EMPTY, PageKind.OTHER), id="an empty page"),
        pytest.param(
            page(INSIDE, Fate.OPENED, PageKind.ARTICLE, name="附件：关于印发的通知"),
            id="an attachment that is a page by its name, too",
        ),
    ],
)
def test_not_wrong(look) -> None:
    assert attachment_dead.judge(dossier(pages=[look])).findings == ()


def test_one_finding_a_file() -> None:
    looks = [attachment(Fate.SOFT_ERROR, PageKind.ERROR)]
    findings = attachment_dead.judge(dossier([thrice(url=FILE)], looks)).findings

    assert [finding.place for finding in findings] == [FILE]


def test_well_again() -> None:
    looks = [
        attachment(Fate.HTTP_EMPTY, at=builders.SEEN - NIGHT),
        attachment(Fate.OPENED, file="docx"),
    ]
    assert attachment_dead.judge(dossier(pages=looks)).verdict is Verdict.CLEAR


def test_what_was_not_seen_is_blind() -> None:
    outcome = attachment_dead.judge(dossier([target(Fate.TOTAL_TIMEOUT, None, url=FILE)]))

    assert (outcome.findings, len(outcome.blind)) == ((), 1)


def test_a_site_nobody_walked_is_not_clear() -> None:
    assert attachment_dead.judge(builders.dossier()).verdict is Verdict.UNSEEN
