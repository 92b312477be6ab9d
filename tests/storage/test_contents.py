"""What bodies say is kept once for each body and reading, and comes back whole."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import sqlalchemy as sa

from storage import contents
from storage.database import Database
from storage.records import Content, Exposure, ExposureKind
from storage.walktables import content, exposure

A, B = "a" * 64, "b" * 64
SHOWN = Exposure(
    kind=ExposureKind.RESIDENT_ID,
    masked="3301**********1234",
    fingerprint="0123456789abcdef",
    where="工作表“名单” C3",
    context="张*：3301**********1234",
    valid=True,
    labelled=True,
    contact=False,
    named=True,
    public=False,
    sensitive=True,
    rows=12,
)
WHOLE = Content(
    sha256=A,
    reader="html 1",
    text="通知公告\n\U00020089 é",
    exposures=(SHOWN, Exposure(kind=ExposureKind.MOBILE, masked="138****0000", fingerprint="f")),
    more=3,
    simhash=2**64 - 1,
    complete=True,
    note="扫描件",
)


@pytest.fixture
def connection(database_url: str) -> Iterator[sa.Connection]:
    database = Database(database_url)
    with database.writing() as connection:
        yield connection
    database.close()


def kept(connection: sa.Connection) -> list[Content]:
    ids = connection.execute(sa.select(content.c.id).order_by(content.c.id)).scalars().all()
    found = contents.read(connection, ids)
    return [found[id_] for id_ in ids]


def test_a_content_comes_back_as_it_was(connection: sa.Connection) -> None:
    bare = Content(sha256=B, reader="html 1")
    contents.write(connection, [WHOLE, bare])

    assert kept(connection) == [WHOLE, bare]


@pytest.mark.parametrize("simhash", [0, 1, 2**63 - 1, 2**63, 2**64 - 1])
def test_a_simhash_keeps_its_bits(connection: sa.Connection, simhash: int) -> None:
    contents.write(connection, [replace(WHOLE, simhash=simhash)])

    assert kept(connection)[0].simhash == simhash


def test_the_first_word_stays(connection: sa.Connection) -> None:
    other = replace(WHOLE, text="别的", exposures=(SHOWN,))
    contents.write(connection, [WHOLE, other])
    contents.write(connection, [other])

    assert kept(connection) == [WHOLE]
    assert connection.scalar(sa.select(sa.func.count()).select_from(exposure)) == 2


def test_each_reader_has_its_own_word(connection: sa.Connection) -> None:
    anew = replace(WHOLE, reader="html 2", exposures=())
    contents.write(connection, [WHOLE, anew])

    assert kept(connection) == [WHOLE, anew]
    assert contents.known(connection, [A, B], "html 2") == {A}
    assert contents.known(connection, [B], "html 2") == set()
    assert contents.known(connection, [], "html 2") == set()


def test_many_at_once(connection: sa.Connection) -> None:
    many = [replace(WHOLE, sha256=f"{n:064x}", text=str(n)) for n in range(1201)]
    contents.write(connection, many[:600])
    contents.write(connection, many)

    assert kept(connection) == many
    assert len(contents.known(connection, [each.sha256 for each in many], "html 1")) == 1201


def test_text_that_is_no_text_does_not_stop_a_crawl(connection: sa.Connection) -> None:
    contents.write(connection, [replace(WHOLE, text="\x00甲\ud800乙")])

    assert kept(connection)[0].text.endswith("甲\ufffd乙")
