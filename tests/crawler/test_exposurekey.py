import multiprocessing
import stat

import pytest

from crawler.exposurekey import ExposureKeyError, exposure_key


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_key_is_made_once_and_read_by_nobody_else(tmp_path):
    first = exposure_key(tmp_path / "var", {})
    path = tmp_path / "var" / "exposures.key"

    assert len(first) == 32
    assert exposure_key(tmp_path / "var", {}) == first
    assert mode(path) == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["exposures.key"]
    assert exposure_key(tmp_path / "another", {}) != first


def test_the_environment_goes_first_and_leaves_no_file(tmp_path):
    key = exposure_key(tmp_path, {"XUNJIAN_KEY": "kept by the office itself"})

    assert key == b"kept by the office itself"
    assert not list(tmp_path.iterdir())
    assert exposure_key(tmp_path, {"XUNJIAN_KEY": "  "}) != key  # set to nothing is not set


def test_a_key_too_short_is_refused_and_not_quoted(tmp_path):
    with pytest.raises(ExposureKeyError, match="XUNJIAN_KEY") as caught:
        exposure_key(tmp_path, {"XUNJIAN_KEY": "hunter2"})
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("held", ["", "zz", "abcd", "密钥", "\0"])
def test_a_file_that_holds_no_key_is_refused_not_replaced(tmp_path, held):
    path = tmp_path / "exposures.key"
    path.write_text(held, encoding="utf-8")

    with pytest.raises(ExposureKeyError, match=r"exposures\.key"):
        exposure_key(tmp_path, {})
    assert path.read_text(encoding="utf-8") == held


def test_a_key_that_others_could_read_is_closed(tmp_path):
    key = exposure_key(tmp_path, {})
    path = tmp_path / "exposures.key"
    path.chmod(0o644)

    assert exposure_key(tmp_path, {}) == key
    assert mode(path) == 0o600


def _ask(folder, start, answers):
    start.wait()
    answers.put(exposure_key(folder, {}))


def test_processes_that_ask_at_once_agree(tmp_path):
    context = multiprocessing.get_context("spawn")
    answers, start = context.Queue(), context.Barrier(4)
    asking = [
        context.Process(target=_ask, args=(tmp_path / "var", start, answers)) for _ in range(4)
    ]
    for process in asking:
        process.start()
    keys = {answers.get(timeout=60) for _ in asking}
    for process in asking:
        process.join()

    assert len(keys) == 1
    assert keys == {exposure_key(tmp_path / "var", {})}
