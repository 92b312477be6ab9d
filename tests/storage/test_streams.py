"""What a dossier streams: of each thing the latest state in the window, with what it says."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from storage import contents
from storage.archive import Archive
from storage.dossier import PageText, SiteDossier
from storage.records import (
    Content,
    Exposure,
    ExposureKind,
    Fate,
    Page,
    PageKind,
    Site,
    Target,
    Window,
)

SITE = Site(id="portal", name="门户", url="http://a.test/", unit="市府办")
START = datetime(2026, 11, 24, 14, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def archive(database_url: str) -> Iterator[Archive]:
    with Archive(database_url) as archive:
        yield archive


def page(path: str, night: int, body: str = "", fate: Fate = Fate.OPENED, **more: str) -> Page:
    url = f"http://a.test/{path}"
    at = START + night * DAY
    return Page(site=more.get("site", "portal"), url=url, at=at, fate=fate, sha256=body)


def content(body: str, reader: str = "r1", text: str = "") -> Content:
    return Content(sha256=body, reader=reader, text=text or f"{reader} {body}", complete=True)


def keep(archive: Archive, *what: Content) -> None:
    with archive.database.writing() as connection:
        contents.write(connection, what)


def dossier(archive: Archive, since: int = 0, until: int = 9) -> SiteDossier:
    return archive.dossier(SITE, Window(since=START + since * DAY, until=START + until * DAY))


def test_a_page_that_opened_has_its_text(archive: Archive) -> None:
    shown = Exposure(kind=ExposureKind.MOBILE, masked="138****0000", fingerprint="f", rows=3)
    said = replace(content("a"), exposures=(shown,), simhash=2**63, more=1, note="截断")
    article = replace(page("x", 0, "a"), kind=PageKind.ARTICLE, published=START.date(), file="pdf")
    archive.add([article, page("none", 0, "b"), page("empty", 0), page("x", 0, "a", site="other")])
    keep(archive, said)

    assert list(dossier(archive).texts) == [PageText(page=article, content=said)]
    assert len(dossier(archive).texts) == 1
    assert dossier(archive).has(Content)
    assert PageText(page=article, content=said) in dossier(archive).texts
    assert PageText(page=article, content=content("a")) not in dossier(archive).texts


def test_a_page_that_no_longer_opens_has_none(archive: Archive) -> None:
    archive.add([page("x", 0, "a"), page("x", 2, fate=Fate.HTTP_4XX)])
    keep(archive, content("a"))

    assert [len(dossier(archive, since, 9).texts) for since in (0, 1, 2)] == [0, 0, 0]
    assert not dossier(archive).texts
    assert not dossier(archive).has(Content)
    assert [text.page.at for text in dossier(archive, 0, 1).texts] == [START]


def test_what_a_page_said_in_the_window_counts(archive: Archive) -> None:
    archive.add([page("x", 0, "a"), page("x", 2, "b"), page("x", 4, "c")])
    keep(archive, content("a"), content("b"), content("c"))

    def said(since: int, until: int) -> list[str]:
        return [text.content.sha256 for text in dossier(archive, since, until).texts]

    assert [said(0, 0), said(0, 2), said(1, 3), said(0, 9), said(5, 9)] == [
        ["a"],
        ["b"],
        ["b"],
        ["c"],
        [],
    ]


def test_the_newest_reading_counts(archive: Archive) -> None:
    archive.add([page("x", 0, "a"), page("y", 0, "a"), page("z", 0, "b")])
    keep(archive, content("a", "r1"), content("b", "r1"))
    keep(archive, content("a", "r2"))

    texts = dossier(archive).texts
    assert [text.content.reader for text in texts] == ["r2", "r2", "r1"]
    assert len(texts) == 3


def test_targets_are_the_latest_in_the_window(archive: Archive) -> None:
    dead = Target(
        site="portal",
        url="http://b.test/",
        at=START,
        fate=Fate.DNS_NXDOMAIN,
        external=True,
        pages=3,
        example="http://a.test/",
        words="友情链接",
        looks=1,
        since=START,
    )
    twice = replace(dead, at=START + DAY, looks=2)
    fine = Target(site="portal", url="http://c.test/", at=START, fate=Fate.OPENED, status=200)
    archive.add([dead, twice, fine])

    assert sorted(dossier(archive).targets, key=lambda t: t.url) == [twice, fine]
    assert list(dossier(archive, 0, 0).targets) == [dead, fine]
    assert len(dossier(archive).targets) == 2
    assert dossier(archive).has(Target)
    assert not dossier(archive, 5, 9).has(Target)


@pytest.mark.parametrize("seed", range(4))
def test_texts_and_pages_agree_with_their_model(archive: Archive, seed: int) -> None:
    chance = random.Random(seed)
    bodies = "abcdef"
    keep(archive, *map(content, bodies[:4]))
    looks = [
        page(
            chance.choice("uvwxyz"),
            night,
            chance.choice(bodies),
            chance.choice([Fate.OPENED, Fate.OPENED, Fate.HTTP_5XX]),
        )
        for night in range(8)
        for _ in range(chance.randrange(4))
    ]
    archive.add(looks)

    for since in range(8):
        for until in range(since, 8):
            last = {
                look.url: look
                for look, first, latest in sorted(states(looks), key=lambda state: state[1])
                if first <= START + until * DAY and latest >= START + since * DAY
            }
            texts = {u for u, look in last.items() if look.opened and look.sha256 in "abcd"}
            known = dossier(archive, since, until)
            assert {text.page.url for text in known.texts} == texts
            assert len(known.texts) == len(texts)
            assert bool(known.texts) == bool(texts)
            assert len(known.walked) == len(list(known.walked))
            assert bool(known.walked) == bool(last)
            assert {text.content.sha256 for text in known.texts} == {
                last[url].sha256 for url in texts
            }


def states(looks: list[Page]) -> list[tuple[Page, datetime, datetime]]:
    """Say from when to when each state of each page was seen; at one moment the first counts."""
    found: list[tuple[Page, datetime, datetime]] = []
    for url in {look.url for look in looks}:
        ours = {look.at: look for look in reversed(looks) if look.url == url}
        former = None
        for at in sorted(ours):
            if former == replace(ours[at], at=START):
                found[-1] = (*found[-1][:2], at)
            else:
                found.append((ours[at], at, at))
            former = replace(ours[at], at=START)
    return found


def test_a_site_of_many_pages_streams(archive: Archive) -> None:
    many = [page(str(n), 0, f"b{n % 60}") for n in range(240)]
    archive.add(many)
    keep(archive, *(content(f"b{n}", text="字" * 9000) for n in range(60)))

    texts = dossier(archive).texts
    stream = iter(texts)
    assert next(stream).content.text == "字" * 9000
    assert [text.page for text in texts] == many
    stream.close()  # type: ignore[attr-defined]  # a generator: its snapshot is given back
