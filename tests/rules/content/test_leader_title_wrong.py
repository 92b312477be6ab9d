import pytest

from tests.rules.content.site import found, words

RULE = "leader-title-wrong"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("中共中央书记发表重要讲话。", "中共中央书记"),
        ("国家主度出席会议。", "国家主度"),
        ("国务院总经理主持会议。", "国务院总经理"),
        ("全国人大委员长到会。", "全国人大委员长"),
        ("全国政协主任讲话。", "全国政协主任"),
        ("市政协主任李四出席。", "市政协主任"),
        ("县人大主席王五出席。", "县人大主席"),
        ("市人大常委会委员长主持。", "市人大常委会委员长"),
        ("市人民检察院院长作报告。", "人民检察院院长"),
        ("自治区省长调研。", "自治区省长"),
    ],
)
def test_wrong(text, word):
    (finding,) = found(RULE, text)

    assert [proof.word for proof in finding.evidence] == [word]
    assert not finding.certain


@pytest.mark.parametrize(
    "text",
    [
        "中共中央总书记、国家主席、中央军委主席。",
        "中共中央书记处书记出席。",
        "全国人大主席团、市人大主席团会议。",
        "市人大主席台就座的有十人。",
        "镇人大主席、乡人大主席。",
        "市政协主任科员张三。",
        "全国人大常委会委员长、市人大常委会主任。",
        "市中级人民法院、市人民检察院院长、检察长。",
        "国务院总理、国务委员、全国政协主席。",
        "在国家主度假区举行。",
        "“市政协主任”应为“市政协主席”。",
    ],
)
def test_right(text):
    assert words(RULE, text) == []
