"""`scrapy report` as an operator types it, over an archive as `scrapy audit` leaves it."""

import os
import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from storage.addresses import Cut, Found, Known, Look
from storage.archive import Archive
from storage.audits import Audit
from storage.ledger import Ledger
from storage.lock import exclusive
from storage.records import Evidence, Fate
from storage.snapshots import Snapshots, Spool
from tests.crawler.commands.running import run
from tests.crawler.privatetexts import ID
from tests.reports import city
from tests.reports.findings.pages import section


@dataclass(frozen=True)
class Said:
    """What a command said and how it left."""

    returncode: int
    stdout: str
    stderr: str


class Office:
    """One operator's machine: a register, an archive, a place for what is written."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self.var = root / "var"
        self.database = f"sqlite:///{root / 'xunjian.db'}"
        self._capsys = capsys
        (root / "cities").mkdir()
        (root / "cities" / "shifan.toml").write_text(city.register_text(), encoding="utf-8")

    def keep(self, *audits: Audit) -> None:
        with Archive(self.database) as archive:
            for dossier in city.dossiers().values():
                archive.add([*dossier.columns, *dossier.listings, *dossier.pages])
            for audit in audits:
                archive.keep_audit(audit)

    def scrapy(self, *words: str) -> Said:
        status = run(
            *words,
            DATABASE_URL=self.database,
            VAR=str(self.var),
            CITIES=str(self.root / "cities"),
        )
        return Said(status, *self._capsys.readouterr())

    def process(self, *words: str) -> Said:
        """The same as a process of its own."""
        own = {
            "DATABASE_URL": self.database,
            "XUNJIAN_VAR": str(self.var),
            "XUNJIAN_CITIES": str(self.root / "cities"),
        }
        done = subprocess.run(
            [sys.executable, "-m", "scrapy", *words],
            cwd=city.ROOT,
            env=os.environ | own,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        return Said(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    return Office(tmp_path, capsys)


def audits() -> tuple[Audit, Audit]:
    now = city.inspection().audit
    before = city.inspection().previous
    assert before is not None
    return before, now


def walk(office: Office, *cuts: Cut, begun: datetime = city.WALK.started) -> None:
    """Keep the books of one walk: of the portal two addresses are known, one was looked at."""
    site = "portal"
    with Archive(office.database) as archive:
        ledger = Ledger(archive)
        run = ledger.open("shifan", "pages", begun)
        found = [Found(city.url(site, path), site, "page") for path in ("a.html", "b.html")]
        ledger.enroll(found, begun)
        ledger.draw(run, site, begun, 1)
        (lease,) = ledger.claim(run, begun, 1)
        known = Known(due=begun + timedelta(days=30))
        ledger.finish(
            run, [Look(lease=lease, fate=Fate.OPENED, at=begun, status=200, known=known, cuts=cuts)]
        )
        ledger.close(run, begun + timedelta(hours=1))


def portal(office: Office, site: str = "portal") -> str:
    page = office.var / "reports" / "shifan" / "sites" / f"{site}.html"
    return section(LexborHTMLParser(page.read_text(encoding="utf-8")), "walk")


def refused(done: Said, said: str) -> None:
    assert done.returncode == 64
    assert done.stdout == ""
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_the_latest_audit_is_written_and_its_place_is_the_last_line(office: Office) -> None:
    office.keep(*audits())
    done = office.process("report", "shifan")
    index = office.var / "reports" / "shifan" / "index.html"
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == f"报告：{index}"
    text = index.read_text(encoding="utf-8")
    assert "监测时间点 <strong>2025年3月31日 20:30</strong>" in text
    assert "上次监测时间点 2025年3月24日 20:30" in text
    assert "首页被拒绝" in text
    school = (index.parent / "sites" / "school.html").read_text(encoding="utf-8")
    assert "仍未整改" in school
    assert "看到的栏目（3）" in school


def test_how_far_the_walk_has_come(office: Office) -> None:
    office.keep(*audits())
    asked = city.url("portal", f"?sfz={ID}")
    walk(office, Cut("portal", "日历翻页", asked), Cut("portal", "日历翻页", asked))
    assert office.scrapy("report", "shifan").returncode == 0
    said = portal(office)
    assert "已知地址 2 至少去看过一次 1（50%） 最近一夜看了 1 每夜至多 500" in said
    assert "看完一遍需要 1天 最久没有再看的 2025年3月31日 09:30" in said
    assert "日历翻页 2 http://portal.shifan.gov.cn/?sfz=43*" in said
    assert ID not in said
    assert "还没有做过全站检查" in portal(office, "county")


def test_of_an_earlier_night_only_what_it_kept_itself(office: Office) -> None:
    office.keep(*audits())
    walk(office)
    walk(office, begun=city.AS_OF + timedelta(days=40))
    assert office.scrapy("report", "shifan").returncode == 0
    assert "最近一夜看了 1" in portal(office)
    assert "已知地址 —" in portal(office)


def test_a_snapshot_is_told_only_while_it_is_there(office: Office) -> None:
    body = b"<html>seen</html>"
    name = sha256(body).hexdigest()
    _, now = audits()
    proof = Evidence(url=city.url("portal"), at=city.SEEN, quote="无", sha256=name)
    found = (replace(city.NO_CODE, evidence=(proof,)),)
    office.keep(
        replace(
            now,
            outcomes=tuple(
                replace(each, findings=found)
                if (each.rule, each.subject) == ("site-identity", "portal")
                else each
                for each in now.outcomes
            ),
        )
    )
    spool = Spool(office.var / "evidence", 1)
    spool.add(proof.url, proof.at, 200, [], body)
    spool.close()
    with Archive(office.database) as archive:
        Snapshots(office.var / "evidence", archive).keep({name})
    page = office.var / "reports" / "shifan" / "sites" / "portal.html"

    office.scrapy("report", "shifan")
    assert f'快照已存：evidence-202503.warc.gz，SHA-256 <span class="code">{name[:12]}<' in (
        page.read_text(encoding="utf-8")
    )
    (office.var / "evidence" / "evidence-202503.warc.gz").unlink()
    office.scrapy("report", "shifan")
    assert name[:12] not in page.read_text(encoding="utf-8")


def test_again_gives_the_same_bytes(office: Office) -> None:
    office.keep(*audits())
    folder = office.var / "reports" / "shifan"
    office.scrapy("report", "shifan")
    first = {path.name: path.read_bytes() for path in folder.rglob("*.html")}
    assert office.scrapy("report", "shifan").returncode == 0
    assert {path.name: path.read_bytes() for path in folder.rglob("*.html")} == first


def test_an_earlier_moment(office: Office) -> None:
    office.keep(*audits())
    done = office.scrapy("report", "shifan", "--as-of", "2025-03-24T20:30")
    assert done.returncode == 0, done.stderr
    text = (office.var / "reports" / "shifan" / "index.html").read_text(encoding="utf-8")
    assert "监测时间点 <strong>2025年3月24日 20:30</strong>" in text
    assert "没有更早的检查可比" in text


def test_another_folder(office: Office, tmp_path: Path) -> None:
    office.keep(*audits())
    done = office.scrapy("report", "shifan", "--to", str(tmp_path / "usb"))
    assert done.stdout.splitlines()[-1] == f"报告：{tmp_path / 'usb' / 'index.html'}"
    assert not office.var.exists() or not (office.var / "reports").exists()


def test_a_folder_with_other_files_is_left_alone(office: Office, tmp_path: Path) -> None:
    office.keep(*audits())
    (tmp_path / "usb").mkdir()
    (tmp_path / "usb" / "photo.jpg").write_bytes(b"x")
    refused(office.scrapy("report", "shifan", "--to", str(tmp_path / "usb")), "别的文件")
    assert [path.name for path in (tmp_path / "usb").iterdir()] == ["photo.jpg"]


def test_no_audit_yet_says_what_to_run(office: Office) -> None:
    refused(office.scrapy("report", "shifan"), "请先运行 scrapy audit shifan")


def test_no_audit_at_that_moment(office: Office) -> None:
    office.keep(*audits())
    done = office.scrapy("report", "shifan", "--as-of", "2020-01-01")
    refused(done, "在 2020-01-01 及以前还没有判定结果")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "用法：scrapy report 城市"),
        (["nowhere"], "没有登记城市"),
        (["shifan", "--as-of", "昨天"], "不是时刻"),
    ],
    ids=["nothing", "unknown city", "no moment"],
)
def test_bad_input(office: Office, words: list[str], said: str) -> None:
    office.keep(*audits())
    refused(office.scrapy("report", *words), said)


def test_a_standard_that_is_not_there(office: Office) -> None:
    _, now = audits()
    office.keep(replace(now, standard="cn-1999", as_of=now.as_of + timedelta(hours=1)))
    refused(office.scrapy("report", "shifan"), "没有标准")


def test_one_at_a_time(office: Office) -> None:
    office.keep(*audits())
    with exclusive(office.database, "report shifan"):
        done = office.scrapy("report", "shifan")
    assert done.returncode == 75
    assert "已在运行" in done.stderr
