import pytest

from crawler.exposures import masked, masked_url


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("张三 110105199003071234 公示", "张三 11**************** 公示"),
        ("证号11010519900307123X。", "证号11****************。"),
        ("电话13812345678，", "电话138********，"),
    ],
)
def test_private_numbers_are_masked(text: str, hidden: str) -> None:
    assert masked(text) == hidden


@pytest.mark.parametrize(
    "text",
    [
        "2022-04-15 10:20:30",
        "20220415102030",
        "网站标识码1304000009",
        "13042002000523",  # 公网安备
        "990105199003071234",  # no such province
        "110105199013071234",  # no such month
        "213812345678",
        "1381234567",
        "0310-3113114",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert masked(text) == text


def test_ids_in_a_path_stay_and_numbers_in_a_query_go() -> None:
    path = "http://x.gov.cn/content/13812345678.html"

    assert masked_url(path) == path
    assert masked_url(path + "?tel=13812345678&p=2") == path + "?tel=138********&p=2"
    assert "1990" not in masked_url("http://x.gov.cn/q?id=110105199003071234")
