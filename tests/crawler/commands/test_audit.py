"""What an audit refuses before it judges anything."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.ledger import Ledger
from tests.localsite import LocalSite
from tests.operator_at_work import Operator


@pytest.fixture
def operator(tmp_path: Path) -> Operator:
    operator = Operator(tmp_path, f"sqlite:///{tmp_path / 'x.db'}")
    operator.register(LocalSite(url="http://127.0.0.1:9/"))
    return operator


def test_a_moment_in_the_future_would_hide_every_audit_until_then(operator: Operator) -> None:
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    status, out, err = operator.type("audit", "town", "--as-of", tomorrow)

    assert (status, out) == (64, "")
    assert "在将来" in err
    with Archive(operator.database) as archive:
        assert archive.latest_audit("town") is None


def test_the_moment_is_told_in_chinese_time(operator: Operator) -> None:
    status, out, _ = operator.type("audit", "town", "--as-of", "2026-01-01T20:00+00:00")

    assert status == 2
    assert out.startswith("监测时间点 2026-01-02 04:00（北京时间）")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(("--without", "column-stal"), "column-stale", id="a rule that is none"),
        pytest.param(("--standard", "cn-2019-20"), "cn-2019-19", id="a standard that is none"),
        pytest.param(("--as-of",), "写法不对", id="an option without its value"),
    ],
)
def test_bad_input_is_one_line(operator: Operator, words: tuple[str, ...], said: str) -> None:
    status, out, err = operator.type("audit", "town", *words)

    assert (status, out) == (64, "")
    assert said in err
    assert len(err.splitlines()) == 1


def test_a_bug_is_one_line_even_where_nothing_can_be_written(tmp_path: Path) -> None:
    operator = Operator(tmp_path, f"sqlite:///{tmp_path / 'x.db'}")
    (tmp_path / "var").write_text("a file where the folder should be")
    status, out, err = operator.type("demo")

    assert status == 70
    assert out == ""
    assert len(err.splitlines()) == 1, err


def test_it_rests_on_the_crawl_that_was_interrupted_not_on_the_one_before(
    operator: Operator,
) -> None:
    night = datetime(2026, 1, 1, 18, tzinfo=UTC)
    with Archive(operator.database) as archive:
        ledger = Ledger(archive)
        ledger.close(ledger.open("town", "columns", night), night + timedelta(hours=1))
        ledger.open("town", "columns", night + timedelta(days=1))
        for hours, complete in ((2, True), (30, False)):
            operator.type("audit", "town", "--as-of", (night + timedelta(hours=hours)).isoformat())
            audit = archive.latest_audit("town")
            assert audit is not None
            assert [run.complete for run in audit.runs] == [complete]
