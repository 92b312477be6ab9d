"""What crosses from a child arrives as it was sent, and what it leaves out is not sent."""

import pickle
from dataclasses import fields
from datetime import UTC, date, datetime

from crawler import compact
from crawler.adapters.reading import (
    Block,
    Document,
    EntryLink,
    PageLink,
    Reading,
    SeenDate,
    SiteIdentity,
)
from crawler.walked import Task, Walked
from storage.records import Content, PageKind

ENTRY = EntryLink(title="通知", url="http://x.test/1.html", published=date(2026, 11, 20))
FULL = Reading(
    kind=PageKind.LIST,
    encoding="gb18030",
    dates=(SeenDate(value=date(2026, 11, 20), where="meta"),),
    entries=(ENTRY,),
    blocks=(Block(name="要闻", entries=(ENTRY,)),),
    identity=SiteIdentity(site_name="澄川市人民政府", jiucuo=True),
    tags={"SiteName": "澄川市人民政府"},
    complete=False,
    links=(PageLink("http://x.test/a\nb", "换\n行"), PageLink("http://x.test/c", "丙", "不显示")),
)


def crossed(what: object) -> object:
    return pickle.loads(pickle.dumps(what))


def test_a_reading_arrives_as_it_was_sent() -> None:
    assert crossed(FULL) == FULL
    assert isinstance(FULL.links[0], PageLink)


def test_links_arrive_as_links() -> None:
    reading = crossed(FULL)

    assert isinstance(reading, Reading)
    assert [(type(link), link.words, link.hidden) for link in reading.links] == [
        (PageLink, "换\n行", ""),
        (PageLink, "丙", "不显示"),
    ]


def test_a_page_that_leads_nowhere_arrives_without_links() -> None:
    bare = Reading(kind=PageKind.ARTICLE, encoding="utf-8")

    assert crossed(bare) == bare


def test_tasks_and_their_answers_arrive_as_they_were_sent() -> None:
    document = Document(
        url="http://x.test/", body=b"<p>x", fetched_at=datetime(2026, 11, 24, tzinfo=UTC)
    )
    task = Task(document=document, name="", key=b"key", links=False)
    content = Content(sha256="0" * 64, reader="1", text="正文", simhash=0, complete=False)

    assert crossed(task) == task
    assert crossed(Walked(content=content, reading=FULL)) == Walked(content=content, reading=FULL)


def test_what_is_left_out_is_not_sent() -> None:
    sent = pickle.dumps(Reading(kind=PageKind.ARTICLE, encoding="utf-8", title="标题"))

    names = [each.name for each in fields(Reading) if each.name.encode() in sent]
    assert names == ["kind", "encoding", "title"]
    assert compact.__name__.encode() in sent
