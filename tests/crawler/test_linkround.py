"""Which addresses outside are looked at in a night, and what is remembered of them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler import linkround
from crawler.adapters.reading import PageLink
from crawler.linkround import LinkRound
from storage.archive import Archive
from storage.records import Fate, Site, Target
from tests.crawler.privatetexts import ID

NOW = datetime(2026, 11, 24, 16, tzinfo=UTC)
SITES = [Site(id=id_, name=id_, url=f"http://{id_}.gov.cn/", unit="u") for id_ in ("a", "b", "c")]
HOUR = timedelta(hours=1)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(f"sqlite:///{tmp_path / 'x.db'}") as opened:
        yield opened


def target(url: str, fate: Fate = Fate.OPENED, hours: float = 30, **more) -> Target:
    told = {"site": "a", "external": True, "at": NOW - hours * HOUR} | more
    return Target(url=url, fate=fate, **told)


def due(archive: Archive) -> list[str]:
    return [link.url for link in LinkRound(archive, SITES)._due(NOW)]


def test_what_is_due(archive: Archive) -> None:
    archive.add(
        [
            target("http://new.cn/", Fate.BUDGET, 0),
            target("http://opened.cn/", hours=6 * 24),
            target("http://opened-long-ago.cn/", hours=8 * 24),
            target("http://dead.cn/", Fate.HTTP_4XX, hours=5, status=404),
            target("http://dead-just-now.cn/", Fate.HTTP_4XX, hours=3, status=404),
            target("http://slow.cn/", Fate.TOTAL_TIMEOUT, hours=24),
            target("http://inside.cn/", Fate.HTTP_4XX, external=False),
            target("http://of-another.cn/", Fate.BUDGET, site="z"),
        ]
    )

    assert due(archive) == [
        "http://new.cn/",
        "http://opened-long-ago.cn/",
        "http://slow.cn/",
        "http://dead.cn/",
    ]


def test_each_site_has_its_own_share(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linkround, "MOST", 3)
    archive.add(target(f"http://{n}.cn/", Fate.BUDGET, 20 - n) for n in range(9))
    archive.add(target(f"http://{n}.cn/", Fate.BUDGET, site="c") for n in range(2))

    links = list(LinkRound(archive, SITES)._due(NOW))

    assert [(link.site, link.url) for link in links] == [
        *(("a", f"http://{n}.cn/") for n in range(3)),
        *(("c", f"http://{n}.cn/") for n in range(2)),
    ]


def test_a_row_of_looks_is_handed_on(archive: Archive) -> None:
    dead = target("http://dead.cn/", Fate.HTTP_4XX, status=404, looks=2, since=NOW - 40 * HOUR)
    new = target("http://new.cn/", Fate.BUDGET, example="http://a.gov.cn/1.html", words="链接")
    archive.add([dead, replace(new, hidden=True)])

    fresh, again = LinkRound(archive, SITES)._due(NOW)

    assert (fresh.before, fresh.example, fresh.words) == (None, new.example, "链接")
    assert (fresh.hidden, again.hidden) == (True, False)
    assert again.before == dead


def test_controls_are_a_few_hosts_that_opened(archive: Archive) -> None:
    archive.add(target(f"http://h{n}.cn/{k}", hours=9) for n in range(8) for k in range(2))
    archive.add([target("http://dead.cn/", Fate.DNS_NXDOMAIN)])

    controls = LinkRound(archive, SITES)._controls(NOW)

    assert controls == [f"http://h{n}.cn/0" for n in range(5)]


def test_what_is_found_waits_and_says_no_number(archive: Archive) -> None:
    links = LinkRound(archive, SITES)
    link = PageLink(f"http://other.cn/?id={ID}", f"张三{ID}", "不显示")

    (found,) = links.found("a", link, "http://a.gov.cn/1.html", NOW)

    assert (found.fate, found.external, found.hidden) == (Fate.BUDGET, True, True)
    assert found.example == "http://a.gov.cn/1.html"
    assert ID[3:-1] not in repr(found)


@pytest.mark.parametrize(
    ("before", "hidden", "anew"),
    [
        pytest.param(target("http://x.cn/"), False, False, id="it opened"),
        pytest.param(target("http://x.cn/", Fate.HTTP_4XX), False, False, id="it is dead"),
        pytest.param(target("http://x.cn/", Fate.BUDGET), False, True, id="nobody looked yet"),
        pytest.param(target("http://x.cn/"), True, True, id="somebody hides it now"),
        pytest.param(target("http://x.cn/", hidden=True), True, False, id="it was hidden before"),
        pytest.param(target("http://x.cn/", hidden=True), False, False, id="and another shows it"),
        pytest.param(target("http://x.cn/", site="b"), False, True, id="another site's"),
    ],
)
def test_what_was_looked_at_is_not_taken_for_new(
    archive: Archive, before: Target, hidden: bool, anew: bool
) -> None:
    archive.add([before])
    links = LinkRound(archive, SITES)

    known = list(links.known(NOW))
    link = PageLink("http://x.cn/", "字", "不显示" if hidden else "")

    assert known == [before]
    assert bool(list(links.found("a", link, "http://a.gov.cn/", NOW))) is anew
