"""The benchmark of whole-site walks, over a site of sixty pages and without rivals."""

import http.client
import os
import re
import sys
import time
from pathlib import Path

import pytest

from benchmarks import meter, walk, walkrivals, walktext
from benchmarks.walkfigures import OURS, WITH_AUDIT, Figure, table
from benchmarks.walkhost import OwnHost
from benchmarks.walkours import DAY, Project
from benchmarks.walkrivals import CRAWLSPIDER, RIVALS, Rival
from benchmarks.walksite import Site

LINK = re.compile(r'<a [^>]*?href="(/[^"]*)"')


@pytest.fixture(scope="module")
def site():
    return Site(500)


@pytest.fixture(scope="module")
def written(site):
    return {page.path: site.html(page) for page in site.pages()}


def test_ours_walks_every_page_once_and_the_second_night_asks_whether_they_changed(capsys):
    status = walk.main(["--pages", "60", "--no-rivals"])

    said = capsys.readouterr().out
    rows = {line[:30].strip(): line[30:].split() for line in said.splitlines()}
    assert status == 0, said
    assert rows[OURS][0] == rows[WITH_AUDIT][0] == "60"
    assert rows[OURS][8:] == ["60", "sent,", "0", "unchanged"]
    # of the sixty one has changed; the next night only lists are due, a rotation later all
    assert re.search(r"the next night, 2 % changed: 5 pages .*\(0 sent, 5 unchanged\)", said)
    assert re.search(r"a rotation later, 2 % changed: 60 pages .*\(1 sent, 59 unchanged\)", said)


def test_a_page_that_was_not_read_is_a_fault(tmp_path, monkeypatch):
    with OwnHost(tmp_path / "site", 60) as host:
        project = Project(tmp_path / "ours")
        project.register(host.url, 60)
        monkeypatch.setattr(Project, "texts", lambda self: 59)
        monkeypatch.setattr(walk, "measured", _asks_for_one_page)
        given = walk.parsed(["--pages", "60"])
        bench = walk.Bench(tmp_path, given)
        bench.ours(host, OURS, project, audit=False)

    assert bench.faults == [f"{OURS}: of 60 pages 1 were asked for, 59 read"]


def _asks_for_one_page(words, folder, environment, limit):
    port = re.search(r"127\.0\.0\.1:(\d+)", (folder / "bench.toml").read_text())[1]
    _ask(http.client.HTTPConnection("127.0.0.1", int(port)), "/")
    now = time.monotonic()
    return meter.Run(now, now + 1, cpu=1, resident=1, held=1, status=0, said="")


def test_a_site_has_as_many_pages_as_were_asked_for():
    for size in (30, 31, 60, 73, 500, 1301):
        paths = [page.path for page in Site(size).pages()]
        assert len(paths) == len(set(paths)) == size


def test_every_page_is_reached_and_no_link_leads_nowhere(written):
    met = ["/"]
    for path in met:
        met += [link for link in dict.fromkeys(LINK.findall(written[path])) if link not in met]
    assert sorted(met) == sorted(written)


def test_pages_are_as_large_as_real_ones(written):
    sizes = [len(html.encode()) for html in written.values()]
    assert min(sizes) > 25_000
    assert max(sizes) < 60_000
    assert all(len(LINK.findall(html)) > 100 for html in written.values())


def test_a_site_is_the_same_each_time_but_for_its_fiftieth_page(site, written):
    again = Site(500)
    assert all(again.html(page) == written[page.path] for page in again.pages())
    changed = [page for page in site.pages() if site.html(page, 2) != written[page.path]]
    assert len(changed) == 10


def test_the_server_answers_as_servers_do_and_counts(tmp_path):
    with OwnHost(tmp_path / "site", 60) as host:
        line = http.client.HTTPConnection("127.0.0.1", host.port)
        first, tag = _ask(line, "/")
        assert first == (200, Site(60).html(next(iter(Site(60).pages()))).encode())
        assert _ask(line, "/", tag) == ((304, b""), tag)
        assert _ask(line, "/?a=1")[0] == first
        assert _ask(line, "/robots.txt")[0][0] == 404
        line.request("HEAD", "/")
        assert line.getresponse().read() == b""

        counts = host.counts()
        assert (counts.pages, counts.sent, counts.unchanged, counts.other) == (1, 2, 1, 2)
        assert 0 < counts.first <= counts.last
        assert host.counts().pages == 0

        port = host.port
        host.start(edition=2)
        assert host.port == port


def _ask(line, path, tag=""):
    line.request("GET", path, headers={"If-None-Match": tag} if tag else {})
    answer = line.getresponse()
    return (answer.status, answer.read()), answer.getheader("ETag")


def test_a_program_is_measured_with_what_it_starts(tmp_path):
    child = "import time\nheld = bytearray(60_000_000)\nwhile time.process_time() < 0.5: pass"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    run = meter.measured([sys.executable, "-c", parent], tmp_path, dict(os.environ), 60)
    assert run.status == 0
    assert 0.3 < run.cpu < 2
    assert run.resident > 60
    assert run.ended > run.began


def test_what_takes_too_long_is_ended_with_what_it_started(tmp_path, monkeypatch):
    child = "import time; print('alive', flush=True); time.sleep(60)"
    parent = (
        "import subprocess, sys, signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        f"subprocess.Popen([sys.executable, '-c', {child!r}], process_group=0).wait()"
    )
    monkeypatch.setattr(meter, "_PATIENCE", 0.2)
    run = meter.measured([sys.executable, "-c", parent], tmp_path, dict(os.environ), 8)
    assert run.said == "alive"
    assert run.status is None
    assert run.ended - run.began < 30
    assert not [one for one in Path("/proc").glob("[0-9]*") if _says(one, child)]


def _says(process, words):
    try:
        return (process / "cmdline").read_text(encoding="utf-8").split("\0")[-2:-1] == [words]
    except OSError:
        return False


def test_a_rival_that_is_not_there_is_named_with_where_to_get_it(tmp_path):
    bench = walk.Bench(tmp_path, walk.parsed([]))
    absent = Rival("Absent", "no-such-program", lambda _, url: [url], source="nowhere")
    bench.rival(None, absent)
    assert bench.notes == ["Absent: not run, not installed (nowhere)"]


def test_a_rival_walks_the_same_pages(tmp_path):
    spider = next(rival for rival in RIVALS if rival.name == CRAWLSPIDER)
    with OwnHost(tmp_path / "site", 60) as host:
        bench = walk.Bench(tmp_path, walk.parsed([]))
        bench.rival(host, spider)
    (figure,) = bench.figures[CRAWLSPIDER]
    assert figure.pages == 60
    assert figure.note == "of 60, 0 other"


def test_a_rival_whose_time_is_up_counts_as_far_as_it_came(tmp_path):
    code = "import sys, time, urllib.request as u; u.urlopen(sys.argv[1]).read(); time.sleep(60)"
    slow = Rival("Slow", sys.executable, lambda _, url: ["-c", code, url])
    with OwnHost(tmp_path / "site", 60) as host:
        bench = walk.Bench(tmp_path, walk.parsed(["--limit", "3"]))
        bench.rival(host, slow)
    (figure,) = bench.figures["Slow"]
    assert figure.pages == 1
    assert figure.note == "of 60, 0 other; stopped, its time was up"


def test_ratios_are_to_crawlspider():
    figures = {
        OURS: [Figure(100, 1.0, 0.2, 1, 1), Figure(100, 2.0, 0.2, 1, 1)],
        CRAWLSPIDER: [Figure(50, 5.0, 1.0, 1, 1)],
    }
    ours = table(figures, ["a note"]).splitlines()[1]
    assert ours[30:].split()[-2:] == ["7.5", "10.0"]
    assert ours[30:].split()[:4] == ["100", "1.5", "75.0", "2.00"]


def test_time_passes_for_an_inventory(tmp_path):
    project = Project(tmp_path / "ours")
    project.register("http://127.0.0.1:1/", 60)
    with project.opened() as database:
        database.execute("CREATE TABLE inventory (id INTEGER, due TEXT)")
        database.execute("INSERT INTO inventory VALUES (1, '2026-03-01 00:00:00.250000')")
    project.let_pass(DAY)
    with project.opened() as database:
        assert database.execute("SELECT due FROM inventory").fetchall() == [
            ("2026-02-28 00:00:00.250000",)
        ]


def test_speed_of_texts(monkeypatch, capsys):
    monkeypatch.setattr(walktext, "SECONDS", 0.01)
    assert walk.main(["--pages", "60", "--text"]) == 0
    assert re.search(r"text of 60 pages, 0\.\d MB.* both \d+\.\d MB/s", capsys.readouterr().out)


def test_rivals_get_nothing_of_this_project(monkeypatch):
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "crawler.settings")
    assert "SCRAPY_SETTINGS_MODULE" not in walkrivals.environment()
