from datetime import UTC, date, datetime

import pytest

from crawler.simhash import simhash
from storage.records import PageKind, Verdict
from tests import builders
from tests.rules.content.site import judge, rule, says, site

RULE = "date-forged"
BODY = "\n".join(
    f"第{number}条　市人民政府各部门应当按照职责分工做好第{number}项工作，保障群众的合法权益。"
    for number in range(1, 30)
)
OLD = "http://portal.test/2019/1.html"
NEW = "http://portal.test/2025/9.html"
TITLE = "市人民政府关于加强安全生产工作的意见"


def article(url, published, body=BODY, title=TITLE, **facts):
    text = f"{title}\n发布日期：{published} 浏览次数：{len(url) * 7}\n{body}\n上一篇：{url}"
    return says(text, url, title=title, published=published, simhash=simhash(text), **facts)


def test_an_old_text_under_a_new_date():
    outcome = judge(RULE, article(OLD, date(2019, 5, 6)), article(NEW, date(2025, 3, 1)))
    (finding,) = outcome.findings

    assert finding.place == NEW
    assert not finding.certain
    assert finding.message == (
        f"“{TITLE}”注明2025年3月1日发布，与2019年5月6日发布的同题文章几乎一字不差（{OLD}）"
    )
    assert [proof.url for proof in finding.evidence] == [NEW, OLD]
    assert outcome.verdict is Verdict.UNSEEN


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(article(NEW, date(2019, 9, 1)), id="soon after"),
        pytest.param(article(NEW, date(2019, 5, 6)), id="the same day"),
        pytest.param(article(NEW, None), id="undated"),
        pytest.param(article(NEW, date(2025, 3, 1), title="另一篇文章的标题"), id="another title"),
        pytest.param(
            article(NEW, date(2025, 3, 1), BODY.replace("合法权益", "人身安全")), id="another text"
        ),
        pytest.param(
            article(NEW, date(2025, 3, 1), BODY.replace("第7项工作", "第77项工作")),
            id="one figure in a paragraph",
        ),
        pytest.param(article(NEW, date(2025, 3, 1), file="pdf"), id="a file"),
        pytest.param(article(NEW, date(2025, 3, 1), kind=PageKind.LIST), id="a list"),
    ],
)
def test_no_double(other):
    assert not judge(RULE, article(OLD, date(2019, 5, 6)), other).findings


def test_settings_move_the_limits():
    pair = site(article(OLD, date(2019, 5, 6)), article(NEW, date(2019, 9, 1)))

    assert rule(RULE).with_settings({"apart_days": 90}).judge(pair).findings


def test_of_three_copies_each_later_one_is_named_once():
    third = "http://portal.test/2026/3.html"
    outcome = judge(
        RULE,
        article(third, date(2026, 3, 1)),
        article(OLD, date(2019, 5, 6)),
        article(NEW, date(2025, 3, 1)),
    )

    assert sorted(finding.place for finding in outcome.findings) == [NEW, third]
    assert all(OLD in finding.message for finding in outcome.findings)


def look(day, published, hour=2, **facts):
    given = {"title": TITLE, "chars": 1500, "kind": PageKind.ARTICLE, "published": published}
    return builders.page(NEW, at=datetime(2025, 3, day, hour, tzinfo=UTC), **{**given, **facts})


def test_a_date_that_moves_with_the_visitor():
    looks = (look(20, date(2025, 3, 20)), look(27, date(2025, 3, 27)))
    (finding,) = judge(RULE, "正文", pages=looks).findings

    assert finding.place == NEW
    assert not finding.certain
    assert finding.message == (
        f"“{TITLE}”的发布日期随访问日期变化："
        "2025年3月20日访问时显示2025年3月20日，2025年3月27日访问时显示2025年3月27日"
    )
    assert len(finding.evidence) == 2


@pytest.mark.parametrize(
    "looks",
    [
        pytest.param((look(20, date(2025, 3, 20)),), id="one look"),
        pytest.param((look(20, date(2025, 3, 20)),) * 2, id="the same day"),
        pytest.param((look(20, date(2025, 3, 20)), look(27, date(2025, 3, 20))), id="it stays"),
        pytest.param((look(20, date(2025, 3, 19)), look(27, date(2025, 3, 26))), id="yesterday"),
        pytest.param(
            (look(20, date(2025, 3, 20)), look(27, date(2025, 3, 27), title="另一篇")),
            id="another article",
        ),
        pytest.param(
            (look(20, date(2025, 3, 20)), look(27, date(2025, 3, 27), chars=2500)),
            id="another text",
        ),
        pytest.param(
            (
                look(20, date(2025, 3, 20), kind=PageKind.LIST),
                look(27, date(2025, 3, 27), kind=PageKind.LIST),
            ),
            id="a list",
        ),
    ],
)
def test_a_date_that_does_not(looks):
    assert not judge(RULE, "正文", pages=looks).findings


def test_the_day_is_chinas():
    looks = (
        look(20, date(2025, 3, 21), hour=17),
        look(27, date(2025, 3, 28), hour=17),
    )
    assert judge(RULE, "正文", pages=looks).findings
