"""Evidence: what findings cite of a night is found by its hash, whole, whatever happened since."""

import gzip
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
import sqlalchemy as sa
from warcio.archiveiterator import ArchiveIterator

from storage import contents, spool
from storage.archive import Archive, ArchiveError
from storage.records import Content, Exposure, ExposureKind
from storage.snapshots import Snapshot, Snapshots, Spool
from storage.walktables import snapshot

AT = datetime(2026, 11, 24, 14, 30, 0, 123456, tzinfo=UTC)
HEADERS = [
    ("Content-Type", "text/html; charset=gbk"),
    ("Content-Encoding", "gzip"),
    ("Content-Length", "7"),
    ("Set-Cookie", "a=1"),
    ("Set-Cookie", "b=2"),
]


def body(n: int) -> bytes:
    return f"<html>第{n}页\r\n\r\n\x00\xff</html>".encode() * 50


def name(n: int) -> str:
    return sha256(body(n)).hexdigest()


def url(n: int) -> str:
    return f"http://a.test/公示/{n}.html?a=1%20b&c=[d]"


@pytest.fixture
def archive(database_url: str) -> Iterator[Archive]:
    with Archive(database_url) as archive:
        yield archive


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "evidence"


def crawl(folder: Path, *numbers: int, run: int = 1, at: datetime = AT) -> None:
    put = Spool(folder, run)
    for n in numbers:
        put.add(url(n), at, 200, HEADERS, body(n))
    put.close()


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != "evidence.lock")


def digests_in(path: Path) -> list[str]:
    """Say what another reader of WARC finds in a file."""
    found = []
    with path.open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            found.append(record.rec_headers.get_header("WARC-Payload-Digest"))
            sent = record.content_stream().read()
            assert record.http_headers.get_header("Content-Length") == str(len(sent))
            assert found[-1] == f"sha256:{sha256(sent).hexdigest()}"
    return found


def test_what_is_cited_is_kept_and_the_rest_goes(archive: Archive, folder: Path) -> None:
    crawl(folder, 1, 2, 3)
    snapshots = Snapshots(folder, archive)

    assert snapshots.keep({name(2), name(3), name(9)}) == 2

    assert names_in(folder) == ["evidence-202611.warc.gz"]
    assert snapshots.open(name(2)) == Snapshot(
        sha256=name(2),
        url=url(2),
        at=AT,
        status=200,
        headers=tuple(HEADERS),
        body=body(2),
    )
    assert snapshots.open(name(1)) is None
    assert snapshots.open(name(9)) is None


def test_the_records_are_warc(archive: Archive, folder: Path) -> None:
    crawl(folder, 1, 2)
    Snapshots(folder, archive).keep({name(1), name(2)})

    path = folder / "evidence-202611.warc.gz"
    assert digests_in(path) == [f"sha256:{name(1)}", f"sha256:{name(2)}"]
    (first, _) = [*ArchiveIterator(path.open("rb"))]
    assert first.rec_headers.protocol == "WARC/1.1"
    assert first.rec_type == "response"
    assert first.rec_headers.get_header("WARC-Date") == "2026-11-24T14:30:00.123456Z"
    with archive.database.reading() as connection:
        starts = connection.execute(sa.select(snapshot.c.offset)).scalars().all()
    assert [gzip.decompress(path.read_bytes()[at:]).startswith(b"WARC/1.1") for at in starts]


def test_a_body_is_kept_once(archive: Archive, folder: Path) -> None:
    snapshots = Snapshots(folder, archive)
    crawl(folder, 1, 1)
    crawl(folder, 1, run=2)
    assert snapshots.keep({name(1)}) == 1
    crawl(folder, 1, 2, at=AT + timedelta(days=1))
    assert snapshots.keep({name(1), name(2)}) == 1

    assert len(digests_in(folder / "evidence-202611.warc.gz")) == 2
    assert snapshots.open(name(1)).at == AT


def test_each_month_has_its_file(archive: Archive, folder: Path) -> None:
    crawl(folder, 1, at=datetime(2026, 11, 30, 23, 59, tzinfo=UTC))
    crawl(folder, 2, at=datetime(2026, 12, 1, tzinfo=UTC))
    snapshots = Snapshots(folder, archive)

    assert snapshots.keep({name(1), name(2)}) == 2

    assert names_in(folder) == ["evidence-202611.warc.gz", "evidence-202612.warc.gz"]
    assert [snapshots.open(name(n)).body for n in (1, 2)] == [body(1), body(2)]


def test_other_runs_are_left_alone(archive: Archive, folder: Path) -> None:
    crawl(folder, 1, run=1)
    crawl(folder, 2, run=2)
    snapshots = Snapshots(folder, archive)

    assert snapshots.keep({name(1), name(2)}, runs={1}) == 1
    assert names_in(folder) == ["evidence-202611.warc.gz", "spool-2-1.bin"]
    assert snapshots.keep({name(1), name(2)}) == 1


def test_no_body_with_private_numbers_is_kept(archive: Archive, folder: Path) -> None:
    shown = Exposure(kind=ExposureKind.MOBILE, masked="138****0000", fingerprint="f")
    with archive.database.writing() as connection:
        contents.write(
            connection,
            [
                Content(sha256=name(1), reader="r1"),
                Content(sha256=name(2), reader="r1", exposures=(shown,)),
                Content(sha256=name(2), reader="r2"),
                Content(sha256=name(3), reader="r1", more=1),
            ],
        )
    cited = {name(n) for n in range(5)}
    snapshots = Snapshots(folder, archive)
    crawl(folder, *range(5))
    assert snapshots.keep(cited) == 3
    assert [n for n in range(5) if snapshots.open(name(n)) is None] == [2, 3]
    crawl(folder, *range(5))
    assert snapshots.keep(cited, exposed=True) == 2


def test_headers_and_addresses_of_any_kind_stay_in_their_lines(
    archive: Archive, folder: Path
) -> None:
    odd = [
        ("X-Title", "公示\r\nWARC-Type: metadata"),
        ("Bad Name\r\nX", "1"),
        ("", "2"),
        ("x-plain", 'a; b="c" 50%'),
    ]
    put = Spool(folder, 1)
    put.add("http://a.test/\r\nWARC-Type: revisit\x00\ud800", AT, 999, odd, body(1))
    put.close()
    snapshots = Snapshots(folder, archive)
    snapshots.keep({name(1)})

    found = snapshots.open(name(1))
    assert found.status == 999
    assert found.url == "http://a.test/\r\nWARC-Type: revisit\ufffd\ufffd"
    assert dict(found.headers)["x-plain"] == 'a; b="c" 50%'
    assert len(found.headers) == 2
    assert len(digests_in(folder / "evidence-202611.warc.gz")) == 1


def test_an_empty_body_is_evidence_too(archive: Archive, folder: Path) -> None:
    put = Spool(folder, 1)
    put.add("http://a.test/", AT, 204, [], b"")
    put.close()
    snapshots = Snapshots(folder, archive)
    empty = sha256(b"").hexdigest()

    assert snapshots.keep({empty}) == 1
    assert snapshots.open(empty).body == b""


@pytest.mark.parametrize("cut", [1, 5, 17, 100, 400])
def test_a_torn_tail_is_cut_off(archive: Archive, folder: Path, cut: int) -> None:
    snapshots = Snapshots(folder, archive)
    crawl(folder, 1)
    snapshots.keep({name(1)})
    path = folder / "evidence-202611.warc.gz"
    whole = path.read_bytes()
    crawl(folder, 2)
    snapshots.keep({name(2)})
    second = path.read_bytes()[len(whole) :]
    path.write_bytes(whole + second[: min(cut, len(second) - 1)])
    with archive.database.writing() as connection:
        connection.execute(sa.delete(snapshot).where(snapshot.c.sha256 == name(2)))

    crawl(folder, 3)
    assert snapshots.keep({name(3)}) == 1

    assert names_in(folder) == [path.name]
    assert digests_in(path) == [f"sha256:{name(1)}", f"sha256:{name(3)}"]
    assert snapshots.open(name(3)).body == body(3)


def test_what_was_written_but_not_noted_is_found_again(archive: Archive, folder: Path) -> None:
    snapshots = Snapshots(folder, archive)
    crawl(folder, 1, 2)
    snapshots.keep({name(1), name(2)})
    with archive.database.writing() as connection:
        connection.execute(sa.delete(snapshot))

    crawl(folder, 2, 3)
    assert snapshots.keep({name(2), name(3)}) == 1

    assert [snapshots.open(name(n)).body for n in (1, 2, 3)] == [body(1), body(2), body(3)]
    assert len(digests_in(folder / "evidence-202611.warc.gz")) == 3


@pytest.mark.parametrize("damage", ["lost", "cut", "overwritten"])
def test_what_is_damaged_is_said_to_be_and_not_added_to(
    archive: Archive, folder: Path, damage: str
) -> None:
    snapshots = Snapshots(folder, archive)
    crawl(folder, 1)
    snapshots.keep({name(1)})
    path = folder / "evidence-202611.warc.gz"
    whole = path.read_bytes()
    if damage == "lost":
        path.unlink()
    else:
        path.write_bytes(whole[:-30] if damage == "cut" else b"x" * len(whole))
    before = path.read_bytes() if path.exists() else b""

    crawl(folder, 2)
    assert snapshots.keep({name(2)}) == 1

    assert snapshots.open(name(2)).body == body(2)
    assert path.read_bytes() == before
    with pytest.raises(ArchiveError, match="缺失或损坏"):
        snapshots.open(name(1))


def test_a_body_that_is_another_one_is_not_taken_for_it(archive: Archive, folder: Path) -> None:
    snapshots = Snapshots(folder, archive)
    crawl(folder, 1)
    snapshots.keep({name(1)})
    with archive.database.writing() as connection:
        connection.execute(sa.update(snapshot).values(sha256=name(2)))

    with pytest.raises(ArchiveError, match="缺失或损坏"):
        snapshots.open(name(2))


def test_a_name_that_is_not_ours_is_not_opened(archive: Archive, folder: Path) -> None:
    snapshots = Snapshots(folder, archive)
    crawl(folder, 1)
    snapshots.keep({name(1)})
    with archive.database.writing() as connection:
        connection.execute(sa.update(snapshot).values(file="../evidence-202611.warc.gz"))

    with pytest.raises(ArchiveError, match="不是本程序写的"):
        snapshots.open(name(1))


def test_a_folder_that_cannot_be_written_is_one_line(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(ArchiveError, match="无法写入") as refused:
        Snapshots(tmp_path / "file" / "evidence", archive).keep({name(1)})

    assert "\n" not in str(refused.value)


def test_files_are_private(archive: Archive, folder: Path) -> None:
    crawl(folder, 1)
    assert {path.stat().st_mode & 0o077 for path in (folder, *folder.iterdir())} == {0}
    Snapshots(folder, archive).keep({name(1)})
    assert {path.stat().st_mode & 0o077 for path in (folder, *folder.iterdir())} == {0}


def test_beyond_its_room_a_spool_keeps_only_notes(archive: Archive, folder: Path) -> None:
    put = Spool(folder, 1, most_bytes=len(body(1)) * 2)
    for n in range(50):
        put.add(url(n), AT, 200, HEADERS, body(n))
    put.close()
    again = Spool(folder, 1, most_bytes=len(body(1)) * 2)
    again.add(url(50), AT, 200, HEADERS, body(50))
    again.close()
    everything = {name(n) for n in range(51)}

    seen = [each for path in spool.files(folder) for each in spool.read(path, everything)]
    assert [each.url for each in seen] == [url(n) for n in range(51)]
    assert [each.body is not None for each in seen] == [True] + [False] * 50
    assert Snapshots(folder, archive).keep(everything) == 1


@pytest.mark.parametrize("cut", [1, 10, 200, 1500])
def test_a_torn_spool_is_read_to_where_it_is_whole(folder: Path, cut: int) -> None:
    crawl(folder, 1, 2)
    (path,) = spool.files(folder)
    path.write_bytes(path.read_bytes()[:-cut])

    assert [each.body for each in spool.read(path, {name(1), name(2)})] == [body(1)]


def test_a_full_disk_stops_no_crawl(folder: Path) -> None:
    put = Spool(folder, 1)
    put.add(url(1), AT, 200, HEADERS, body(1))
    os.close(put._file)
    put._file = os.open("/dev/full", os.O_WRONLY)
    for n in range(3):
        put.add(url(n), AT, 200, HEADERS, body(n))
    put.close()

    (path,) = spool.files(folder)
    assert [each.url for each in spool.read(path, {name(n) for n in range(3)})] == [url(1)]


def test_killed_at_any_moment_nothing_said_to_be_kept_is_lost(
    archive: Archive, database_url: str, folder: Path
) -> None:
    work = """
import sys
from pathlib import Path
from datetime import datetime
from storage.archive import Archive
from storage.snapshots import Snapshots, Spool
from tests.storage.test_snapshots import body, crawl, name
with Archive(sys.argv[1]) as archive:
    snapshots = Snapshots(Path(sys.argv[2]), archive)
    for n in range(int(sys.argv[3]), 100000):
        crawl(Path(sys.argv[2]), n, n + 1)
        snapshots.keep({name(n)})
        print(n, flush=True)
"""
    done: list[int] = []
    for kill in range(3):
        first = done[-1] + 1 if done else 0
        command = [sys.executable, "-c", work, database_url, str(folder), str(first)]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert child.stdout
        with child.stdout as output:
            for line in output:
                done.append(int(line))
                if len(done) == 5 * (kill + 1):
                    time.sleep(0.001 * kill)
                    child.kill()
        assert child.wait() == -9

    snapshots = Snapshots(folder, archive)
    crawl(folder, 999_999)
    assert snapshots.keep({name(999_999)}) == 1
    assert [snapshots.open(name(n)).body for n in done] == [body(n) for n in done]
    digests = digests_in(folder / "evidence-202611.warc.gz")
    assert len(digests) == len(set(digests))
