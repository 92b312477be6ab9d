"""Numbers that line breaks split are joined; columns of figures are not."""

import pytest

from crawler.documents.digitruns import mended
from tests.crawler.documents.makers import ID, MOBILE, SECOND_ID


@pytest.mark.parametrize(
    ("split", "whole"),
    [
        (f"{ID[:10]}\n{ID[10:]}", ID),
        (f"{ID[:3]}\n{ID[3:]}", ID),
        (f"{ID[:7]} \r\n {ID[7:14]}\n{ID[14:]}", ID),
        (f"张三 {ID[:10]}\n{ID[10:]} 备注", f"张三 {ID} 备注"),
        (f"{ID[:10]}\n{ID[10:]}\n{SECOND_ID[:10]}\n{SECOND_ID[10:]}", f"{ID}\n{SECOND_ID}"),
        ("11010119900307001\nX", "11010119900307001X"),
        (f"{MOBILE[:6]}\n{MOBILE[6:]}", MOBILE),
        (f"请各乡镇各有关单位于月底之前报送材料，联系电话：{MOBILE[:3]}\n{MOBILE[3:]}。", None),
    ],
)
def test_joined(split: str, whole: str | None):
    assert mended(split) == (whole or split.replace("\n", ""))


@pytest.mark.parametrize(
    "text",
    [
        f"{MOBILE}\n{MOBILE}",
        f"1\n{ID}\n2\n{SECOND_ID}",
        f"{ID}\n{MOBILE}",
        "15\n123456789",
        "2025\n1380013\n800",
        "1\n2\n3\n4",
        "12.1380013\n8000",
        f"A{MOBILE[:6]}\n{MOBILE[6:]}",
        "没有数字\n的两行",
    ],
)
def test_left_alone(text: str):
    assert mended(text) == text


def test_long_columns_take_no_time():
    assert mended("\n".join(["1234567"] * 50_000)).count("\n") == 49_999
