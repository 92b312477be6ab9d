"""From what a crawl saw to the bytes that a finding cites: crawl, audit, report, evidence."""

import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.ledger import Ledger
from storage.snapshots import Snapshots, Spool
from tests.crawler.commands.running import run
from tests.crawler.privatetexts import ID, MOBILE
from tests.crawler.walkingsite import article, office, serve
from tests.crawler.walks import WALK, rest, town
from tests.localsite import LocalSite
from tests.operator_at_work import ROOT, Operator

AT = datetime(2026, 1, 1, 18, tzinfo=UTC)
HOUR = timedelta(hours=1)
COLUMNS = ("crawl", "columns", "-a", "city=town")
PLACEHOLDER = article("关于某事项的通知", "测试测试测试测试测试测试")
HIDDEN = f"<!-- 联系人 {MOBILE} --></body>"
ALIKE = (b"69235", b"95303")  # their hashes begin with the same eight digits


@pytest.fixture
def operator(tmp_path: Path) -> Operator:
    operator = Operator(tmp_path, f"sqlite:///{tmp_path / 'x.db'}")
    operator.register(LocalSite(url="http://127.0.0.1:9/"))
    return operator


def evidence(operator: Operator) -> Path:
    return operator.folder / "var" / "evidence"


def lying(operator: Operator) -> list[str]:
    """The names of what lies among the evidence, the lock apart."""
    names = (path.name for path in evidence(operator).glob("*"))
    return sorted(name for name in names if name != "evidence.lock")


def taken_out(operator: Operator, *words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "scrapy", "evidence", *words],
        cwd=ROOT,
        env=operator.environment,
        capture_output=True,
        timeout=60,
        check=False,
    )


def printed(operator: Operator) -> set[str]:
    """The beginnings of hashes that the site's page says are kept."""
    page = operator.folder / "var" / "reports" / "town" / "sites" / "s0.html"
    text = page.read_text(encoding="utf-8")
    return set(re.findall(r'快照已存：[^<]+SHA-256 <span class="code">(\w+)<', text))


def test_from_a_finding_to_the_very_bytes(tmp_path: Path) -> None:
    operator = Operator(tmp_path, f"sqlite:///{tmp_path / 'x.db'}")
    pages = office()
    pages["/c0/a0-0.html"] = PLACEHOLDER
    pages["/c0/a0-1.html"] = article("公示", f"张三，身份证号{ID}。" * 3)
    pages["/c0/a0-2.html"] = PLACEHOLDER.replace("</body>", HIDDEN)
    with serve(pages) as site:
        town(operator, site.url)
        assert [operator.type(*words)[0] for words in (COLUMNS, WALK)] == [0, 0]
        assert operator.type("audit", "town")[0] == 1
        assert lying(operator) == [f"evidence-{datetime.now(UTC):%Y%m}.warc.gz"]
        assert operator.type("report", "town")[0] == 0
        names = {sha256(pages[path].encode()).hexdigest(): path for path in ("/", "/c0/a0-0.html")}  # type: ignore[union-attr]  # these are text
        assert {sha[:12] for sha in names} <= printed(operator)
        for hidden in ("/c0/a0-1.html", "/c0/a0-2.html"):
            name = sha256(pages[hidden].encode()).hexdigest()  # type: ignore[union-attr]  # so are these
            assert name[:12] not in printed(operator)
            assert taken_out(operator, name).returncode == 64
        # the page is put right, a night later: nothing new is cited, nothing kept is lost
        pages["/c0/a0-0.html"] = article("关于某事项的通知", "请各单位遵照执行。" * 9)
        rest(operator)
        assert [operator.type(*words)[0] for words in (COLUMNS, WALK)] == [0, 0]
    operator.type("audit", "town")
    operator.type("audit", "town", "--as-of", (datetime.now(UTC) - HOUR).isoformat())
    done = taken_out(operator, sha256(PLACEHOLDER.encode()).hexdigest()[:12].upper())
    assert (done.returncode, done.stdout) == (0, PLACEHOLDER.encode())
    assert "/c0/a0-0.html" in done.stderr.decode()


def put_aside(operator: Operator, number: int, body: bytes) -> None:
    spool = Spool(evidence(operator), number)
    spool.add("http://a.test/", AT, 200, [], body)
    spool.close()


def test_only_what_had_ended_by_the_moment_is_cleared_away(operator: Operator) -> None:
    with Archive(operator.database) as archive:
        ledger = Ledger(archive)
        former = ledger.close(ledger.open("town", "pages/s0", AT), AT + HOUR)
        later = ledger.close(ledger.open("town", "columns", AT + HOUR), AT + 9 * HOUR)
        running = ledger.open("town", "pages", AT + HOUR)
        other = ledger.close(ledger.open("village", "columns", AT), AT + HOUR)
    for each in (former, later, running, other):
        put_aside(operator, each.id, b"body")
    moment = (AT + 2 * HOUR).isoformat()

    operator.type("audit", "town", "--as-of", moment, "--without", "home-stale")
    assert len(lying(operator)) == 4

    operator.type("audit", "town", "--as-of", moment)
    assert lying(operator) == [f"spool-{each.id}-1.bin" for each in (later, running, other)]


def test_evidence_that_cannot_be_kept_costs_no_audit(operator: Operator) -> None:
    with Archive(operator.database) as archive:
        ledger = Ledger(archive)
        ended = ledger.close(ledger.open("town", "columns", AT), AT + HOUR)
    put_aside(operator, ended.id, b"body")
    (evidence(operator) / "evidence.lock").mkdir()

    status, out, err = operator.type("audit", "town")

    assert status == 70
    assert out.startswith("监测时间点")
    assert len(err.splitlines()) == 1
    assert "页面快照没有存下" in err
    assert lying(operator) == [f"spool-{ended.id}-1.bin"]
    with Archive(operator.database) as archive:
        assert archive.latest_audit("town") is not None


class Drawer:
    """A database and a folder with some bodies in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = {"VAR": folder, "DATABASE_URL": f"sqlite:///{folder / 'x.db'}"}
        spool = Spool(folder / "evidence", 1)
        for body in (*ALIKE, b"<script>\x1b[31m"):
            spool.add("http://a.test/\x1b[31m", AT, 200, [], body)
        spool.close()
        names = {sha256(body).hexdigest() for body in (*ALIKE, b"<script>\x1b[31m")}
        with Archive(self.settings["DATABASE_URL"]) as archive:  # type: ignore[arg-type]  # text
            Snapshots(folder / "evidence", archive).keep(names)

    def scrapy(self, *words: str) -> int:
        return run("evidence", *words, **self.settings)


@pytest.fixture
def drawer(tmp_path: Path) -> Drawer:
    return Drawer(tmp_path)


NAME = sha256(b"<script>\x1b[31m").hexdigest()


def test_into_a_file_that_was_not_there(
    drawer: Drawer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out.bin"
    assert drawer.scrapy(NAME[:8], "--to", str(target)) == 0
    assert target.read_bytes() == b"<script>\x1b[31m"
    said = capsys.readouterr()
    assert said.out == ""
    assert "\x1b" not in said.err
    assert NAME in said.err
    assert drawer.scrapy(NAME, "--to", str(target)) == 64
    assert "不覆盖" in capsys.readouterr().err


def test_never_onto_a_terminal(
    drawer: Drawer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert drawer.scrapy(NAME) == 64
    said = capsys.readouterr()
    assert (said.out, "--to" in said.err) == ("", True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "用法：scrapy evidence"),
        ([NAME[:7]], "不是SHA-256"),
        (["../../etc/passwd"], "不是SHA-256"),
        (["%_______"], "不是SHA-256"),
        (["0" * 12], "没有以 000000000000 开头的快照"),
        ([sha256(ALIKE[0]).hexdigest()[:8]], "不止一个"),
        ([NAME, "--to", "/nowhere/out"], "写不进"),
    ],
    ids=["nothing", "too short", "a path", "a pattern", "none", "two", "no folder"],
)
def test_refused_in_one_line(
    drawer: Drawer, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert drawer.scrapy(*words) == 64
    shown = capsys.readouterr()
    assert shown.out == ""
    assert said in shown.err
    assert len(shown.err.splitlines()) == 1


def test_a_damaged_file_is_our_fault(drawer: Drawer, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (drawer.folder / "evidence").glob("*.warc.gz"):
        path.write_bytes(b"\0" * path.stat().st_size)
    assert drawer.scrapy(NAME) == 70
    assert "缺失或损坏" in capsys.readouterr().err
