"""Why a file could not be used, in Chinese whatever the system's language."""

import pytest

from storage.oserrors import why


def test_a_cause_that_is_known(tmp_path):
    with pytest.raises(OSError, match="none") as caught:
        (tmp_path / "none").read_bytes()

    assert why(caught.value) == "没有这个文件或文件夹"


@pytest.mark.parametrize("error", [OSError(95, "Operation not supported"), OSError("x")])
def test_a_rare_cause_is_told_by_its_number_and_never_in_english(error):
    assert why(error) == f"系统错误{error.errno}"
