import pytest

from crawler.adapters.standing import Standing, standing


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ("label:发布时间", Standing.LABELLED),
        ("label:信息公开日期", Standing.LABELLED),
        ("label:日期", Standing.PLAIN),
        ("script:ct", Standing.SCRIPT),
        ("script:oriCreateTime", Standing.SCRIPT),
        ("near-title", Standing.NEAR_TITLE),
        ("meta:PubDate", Standing.META),
        ("meta:article:published_time", Standing.META),
        ("label:更新时间", Standing.LATER),
        ("label:成文日期", None),
        ("label:页面生成时间", None),
        ("meta:Maketime", None),
        ("meta:article:modified_time", None),
        ("script:pubDate", None),
        ("url", None),
        ("clock", None),
    ],
)
def test_what_a_place_weighs(where: str, place: Standing | None) -> None:
    assert standing(where) is place
