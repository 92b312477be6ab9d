"""Audits come back as they were kept; history and reviews hold on to fingerprints."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from storage.archive import Archive
from storage.audits import Audit
from storage.records import (
    Blind,
    Decision,
    Evidence,
    Fate,
    Finding,
    Outcome,
    Review,
    Run,
    Window,
    fingerprint,
)

AS_OF = datetime(2025, 3, 31, 12, tzinfo=UTC)
DAY = timedelta(days=1)
PLACE = "http://portal.test/yw/"


def evidence(n: int) -> Evidence:
    return Evidence(url=PLACE, at=AS_OF - n * DAY, quote=f"第{n}条，2025-01-02")


def finding(place: str = PLACE) -> Finding:
    return Finding(place=place, message="“要闻”未更新", evidence=(evidence(2), evidence(1)))


def outcome(*findings: Finding, rule: str = "column-stale") -> Outcome:
    return Outcome(rule=rule, subject="portal", findings=findings)


def audit(*outcomes: Outcome, as_of: datetime = AS_OF, city: str = "demo") -> Audit:
    window = Window(since=as_of - 14 * DAY, until=as_of)
    return Audit(
        city=city, standard="cn-2019-19", as_of=as_of, window=window, outcomes=tuple(outcomes)
    )


@pytest.fixture
def archive(database_url: str) -> Iterator[Archive]:
    with Archive(database_url) as archive:
        yield archive


def test_an_audit_comes_back_as_it_was_kept(archive: Archive) -> None:
    crashed = Outcome(rule="b", subject="portal", judged=False, error="ValueError('x')")
    seen = Outcome(
        rule="c",
        subject="portal",
        findings=(finding("http://b.test/"), replace(finding(), certain=False, evidence=())),
        blind=(Blind(place="http://z.test/", reason="没有打开"), Blind(place="a", reason="b")),
    )
    runs = (
        Run(id=7, city="demo", spider="columns", started=AS_OF, fates={Fate.OPENED: 3}),
        Run(id=3, city="demo", spider="pages", started=AS_OF, ended=AS_OF, complete=True),
    )
    given = replace(audit(outcome(finding()), crashed, seen), runs=runs)

    id_ = archive.keep_audit(given)

    assert archive.latest_audit("demo") == replace(given, id=id_)


def test_evidence_comes_back_whole(archive: Archive) -> None:
    proof = Evidence(
        url=PLACE,
        at=AS_OF,
        quote="张*：3301**********1234",
        where="附件/名单.xls › 工作表“名单” C3",
        word="3301**********1234",
        certain=False,
        sha256="a" * 64,
    )
    given = audit(outcome(replace(finding(), evidence=(proof, evidence(1)))))

    archive.keep_audit(given)

    (kept,) = archive.audits("demo")
    assert kept.outcomes[0].findings[0].evidence == (proof, evidence(1))


def test_an_audit_without_anything_is_kept_too(archive: Archive) -> None:
    id_ = archive.keep_audit(audit())

    assert archive.latest_audit("demo") == replace(audit(), id=id_)


def test_the_latest_is_by_the_moment_of_judgement(archive: Archive) -> None:
    for days in (1, 3, 2):
        archive.keep_audit(audit(as_of=AS_OF + days * DAY))
    archive.keep_audit(audit(as_of=AS_OF + 9 * DAY, city="other"))

    latest = archive.latest_audit("demo")
    before = archive.latest_audit("demo", before=AS_OF + 3 * DAY)

    assert latest is not None
    assert latest.as_of == AS_OF + 3 * DAY
    assert before is not None
    assert before.as_of == AS_OF + 2 * DAY
    assert archive.latest_audit("demo", before=AS_OF + DAY) is None
    assert [kept.as_of - AS_OF for kept in archive.audits("demo")] == [3 * DAY, 2 * DAY, DAY]


def test_the_same_question_asked_again_has_the_new_answer(archive: Archive) -> None:
    first = archive.keep_audit(audit(outcome(finding())))
    archive.keep_audit(audit(outcome(finding()), as_of=AS_OF + DAY))
    again = archive.keep_audit(audit(outcome(), outcome(rule="b")))

    assert again == first
    assert [kept.outcomes for kept in archive.audits("demo")] == [
        (outcome(finding()),),
        (outcome(), outcome(rule="b")),
    ]


def test_history_says_when_each_finding_stood(archive: Archive) -> None:
    other = finding("http://b.test/")
    archive.keep_audit(audit(outcome(finding()), as_of=AS_OF + 2 * DAY))
    archive.keep_audit(audit(outcome(finding(), other)))
    archive.keep_audit(audit(outcome(other), as_of=AS_OF + DAY))
    archive.keep_audit(audit(outcome(finding()), as_of=AS_OF + DAY, city="other"))

    assert archive.history("demo") == {
        fingerprint("column-stale", "portal", PLACE): (AS_OF, AS_OF + 2 * DAY),
        fingerprint("column-stale", "portal", "http://b.test/"): (AS_OF, AS_OF + DAY),
    }
    assert archive.history("nowhere") == {}


def test_many_findings_keep_their_own_evidence(archive: Archive) -> None:
    findings = tuple(
        replace(finding(f"http://a.test/{n}"), evidence=(evidence(n),)) for n in range(2500)
    )
    archive.keep_audit(audit(outcome(*findings)))

    kept = archive.latest_audit("demo")

    assert kept is not None
    assert kept.outcomes == (outcome(*findings),)


def review(n: int, subject: str = "portal") -> Review:
    return Review(
        rule="column-stale",
        subject=subject,
        place=PLACE,
        decision=Decision.DISMISSED,
        reason="已归并",
        reviewer="王某",
        at=AS_OF + n * DAY,
        until=date(2025, 12, 31) if n else None,
    )


def test_reviews_come_back_oldest_first_each_once(archive: Archive) -> None:
    for one in (review(1), review(0), review(1), review(0, "moe"), review(0, "other")):
        archive.add_review(one)

    assert archive.reviews(["portal", "moe"]) == (review(0), review(0, "moe"), review(1))
    assert archive.reviews([]) == ()
