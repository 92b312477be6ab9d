"""The views in plain text: what is in them, and that no page breaks the terminal's frame."""

import unicodedata
from dataclasses import replace
from datetime import date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.adapters import read
from crawler.adapters.dates import BEIJING
from crawler.adapters.media.feed import read_feed
from crawler.adapters.media.posts import Post, Posts, SourceState
from crawler.adapters.reading import (
    Attachment,
    Block,
    ColumnLink,
    Document,
    EntryLink,
    Leader,
    Letter,
    Reading,
    SeenDate,
    SiteIdentity,
)
from crawler.poststext import posts_as_text
from crawler.readingjson import as_json
from crawler.readingtext import as_text
from crawler.typeset import WIDTH, width
from storage.records import ColumnKind, PageKind
from tests.crawler.adapters.markup import Page

SEEN = datetime(2026, 3, 2, 12, tzinfo=BEIJING)
URL = "http://www.sf.gov.cn/tz/"
LIST = Reading(kind=PageKind.LIST, encoding="utf-8", title="通知公告")


def lines(reading: Reading, url: str | None = URL) -> list[str]:
    return as_text("a.html", url, SEEN, reading).splitlines()


def entry(day: int, printed: str = "") -> EntryLink:
    return EntryLink(title=f"第{day}号通知", url=URL, published=date(2026, 1, day), printed=printed)


def part(reading: Reading, heading: str, url: str | None = URL) -> list[str]:
    """Return the lines of one part, its heading first."""
    text = as_text("a.html", url, SEEN, reading)
    (found,) = [one for one in text.split("\n\n") if one.startswith(heading)]
    return found.splitlines()


def test_an_article_says_when_and_why() -> None:
    printed = SeenDate(value=date(2026, 1, 5), where="label:发布日期")
    tagged = SeenDate(value=datetime(2026, 1, 8, 9, 30, tzinfo=BEIJING), where="meta:PubDate")
    reading = replace(
        LIST,
        kind=PageKind.ARTICLE,
        published=printed.value,
        published_from=printed.where,
        dates=(printed, tagged),
    )

    assert part(reading, "发布时间")[:5] == [
        "发布时间",
        "  2026-01-05，取自页面上的“发布日期”",
        "* 2026-01-05           页面上的“发布日期”：采用（次序1）",
        "  2026-01-08 09:30     PubDate标签（meta）：次序5，排在所采用的之后；比所采用的",
        "                       晚3天",
    ]
    assert "发布时间有冲突" in "".join(part(reading, "需要知道的"))
    assert any("发布时间有冲突" in note for note in as_json("a", URL, reading)["notes"])


def test_an_article_without_a_date_says_so() -> None:
    reading = replace(LIST, kind=PageKind.ARTICLE)

    assert part(reading, "发布时间")[1] == "  没有读到可以采用的发布时间"
    assert "发布时间、来源、附件" in part(reading, "页面上没有读到")[1]


def test_a_date_after_the_look_is_marked() -> None:
    soon = SeenDate(value=date(2026, 3, 3), where="label:发布日期")
    reading = replace(
        LIST,
        kind=PageKind.ARTICLE,
        published=soon.value,
        published_from=soon.where,
        dates=(soon,),
        entries=(),
    )

    assert part(reading, "发布时间")[1].startswith("  2026-03-03（在读取之日以后）")


def test_a_list_shows_its_ends_and_its_span() -> None:
    future = EntryLink(title="笔误", url=URL, published=date(2026, 6, 1))
    undated = EntryLink(title="没有日期的一条", url=URL)
    reading = replace(LIST, entries=(*map(entry, range(20, 8, -1)), undated, future))

    found = part(reading, "主要列表")

    assert found[:2] == [
        "主要列表（14条，13条有日期）",
        "  最新2026-01-20，最早2026-01-09；1条晚于读取之日，不计；没有按日期排列",
    ]
    assert "  2026-01-20  第20号通知" in found
    assert "  （中间6条略；不加--pretty则全部列出）" in found
    assert found[-2:] == ["  无日期      没有日期的一条", "  2026-06-01  笔误"]


def test_years_that_were_reckoned_are_said_to_be() -> None:
    reading = replace(LIST, entries=(entry(2, "[01-02]"), entry(1, "2026-01-01")))

    assert part(reading, "主要列表")[1:3] == [
        "  最新2026-01-02，最早2026-01-01；从新到旧排列",
        "  1条只印月日，年份是推定的",
    ]


def test_columns_are_a_tree_with_kind_and_confidence() -> None:
    news = ColumnLink(name="要闻", url=URL, kind=ColumnKind.NEWS, confidence=0.95)
    below = replace(news, name="图片新闻", level=2, parent="要闻", confidence=0.6)
    other = replace(news, name="省政府", kind=ColumnKind.OTHER, external=True, history=True)
    reading = replace(LIST, columns=(news, below, other))

    assert part(reading, "栏目")[2:] == [
        "  动态要闻          95%   要闻",
        "  动态要闻          60%     图片新闻",
        "  其他              95%   省政府〔别的网站〕〔历史专题〕",
    ]
    assert not any("别的网站〕" in line for line in part(reading, "栏目", url=None))


def test_the_other_lists() -> None:
    reading = replace(
        LIST,
        kind=PageKind.LETTERS,
        blocks=(Block(name="要闻", entries=(entry(3), entry(4))), Block(name="", entries=())),
        letters=(Letter(title="关于路灯", asked=date(2026, 1, 1)),),
        leaders=(Leader(name="张三", post="市长", bio_chars=20), Leader(name="李四")),
        attachments=(Attachment(name="附件1", url=URL + "a.pdf"),),
    )

    assert part(reading, "区块")[2:] == [
        "  2026-01-04  2026-01-03  2     要闻",
        "  无日期                  0     （没有标题）",
    ]
    assert part(reading, "来信")[2] == "  2026-01-01  没有读到    关于路灯"
    assert part(reading, "领导")[1:] == [
        "  张三              市长；介绍20字",
        "  李四              没有读到职务；没有读到介绍",
    ]
    assert part(reading, "附件")[1:] == ["  附件1", "    http://www.sf.gov.cn/tz/a.pdf"]


def test_both_codes_are_shown_and_their_difference() -> None:
    both = SiteIdentity(site_id_code="4300000001", site_id_code_meta="4300000002", jiucuo=True)
    reading = replace(LIST, identity=both)

    assert part(reading, "网站标识")[1:] == [
        "  网站标识码        4300000001（页脚）",
        "  SiteIDCode标签    4300000002（与页脚不一致）",
        "  标志              “我为政府网站找错”入口",
    ]
    assert as_json("a", URL, reading)["notes"] == [
        "网站标识码不一致：页脚为4300000001，SiteIDCode标签为4300000002"
    ]
    same = replace(reading, identity=SiteIdentity(site_id_code="bm1", site_id_code_meta="BM1"))
    assert "相同" in part(same, "网站标识")[2]
    assert as_json("a", URL, same)["notes"] == []


def test_what_is_not_looked_for_is_not_said_to_be_missing() -> None:
    missing = "".join(part(LIST, "页面上没有读到"))
    error = "".join(part(replace(LIST, kind=PageKind.ERROR), "页面上没有读到"))

    assert "列表、栏目" in missing
    assert not any(word in missing for word in ("发布时间", "来信", "领导", "附件", "标题、"))
    assert "列表" not in error
    assert "不能由它判断" in error


def test_a_feed_shows_its_ends_and_its_marks() -> None:
    at = datetime(2026, 3, 1, 8, tzinfo=BEIJING)
    posts = Posts(
        source_state=SourceState.OK,
        account="示范发布",
        posts=(
            Post(title="甲", published=at, pinned=True),
            Post(title="乙", url=URL, deleted=True),
        ),
    )

    found = posts_as_text("f.xml", SEEN, posts).splitlines()

    assert "账号          示范发布" in found
    assert found[-5:] == [
        "信息（2条，1条有时间，1条置顶，1条已删除）",
        "  最新2026-03-01，最早2026-03-01",
        "  2026-03-01 08:00     〔置顶〕甲",
        "  没有时间             〔已删除〕乙",
        "  1条没有读到网址",
    ]
    broken = posts_as_text("f.xml", SEEN, Posts(source_state=SourceState.BROKEN))
    assert "不能说明账号没有发布" in broken


@settings(max_examples=1_000)
@given(st.binary(min_size=40, max_size=160), st.booleans())
def test_no_page_leaves_the_frame_or_steers_the_terminal(tape: bytes, feed: bool) -> None:
    body = Page(tape).body
    if feed:
        body = b"<rss>" + body.replace(b"<li", b"<item><title")
        text = posts_as_text("a", SEEN, read_feed(Document(url=URL, body=body, fetched_at=SEEN)))
    else:
        text = as_text("a", URL, SEEN, read(Document(url=URL, body=body, fetched_at=SEEN)))

    for line in text.splitlines():
        assert width(line) <= WIDTH
        assert not any(unicodedata.category(char) in ("Cc", "Cf", "Cs") for char in line)
    assert text.encode()
