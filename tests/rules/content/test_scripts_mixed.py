import pytest

from tests.rules.content.site import found, says, words

RULE = "scripts-mixed"


@pytest.mark.parametrize(
    ("text", "word", "certain"),
    [
        ("通知锟斤拷全文", "锟斤拷", True),
        ("内容烫烫烫烫烫烫烫烫结束", "烫烫烫烫烫烫", False),
        ("内容烫烫烫结束", "烫烫烫", False),
        ("内容屯屯屯屯结束", "屯屯屯屯", False),
        ("市政府关于进一步加强安全生产工作的通知������", "������", True),
        ("市政府的通�知", "�", False),
        ("出现锟斤拷一类的乱码", "锟斤拷", False),
        ("网址 gоv.cn 有误", "gоv", False),
        ("监测РM2.5和CОD指标", "CОD", False),
        ("产品ΑBC型", "ΑBC", False),
        ("鐨勫伐浣滄姤鍛", "鐨勫伐", False),
        ("caf\u00c3\u00a9 service", "Ã©", False),
        ("市政府召開会议，推進經濟发展", "經濟", False),
    ],
)
def test_strange(text, word, certain):
    (finding,) = found(RULE, text)

    assert word in [proof.word for proof in finding.evidence]
    assert finding.certain is certain


@pytest.mark.parametrize(
    "text",
    [
        "PM2.5平均浓度为35 μg/m³，Δt=3，kΩ，β-受体",
        "俄罗斯 Россия и Китай 合作",
        "Ελλάδα 希腊",
        "水温烫手，别烫烫",
        "屯溪区屯光镇",
        "English | 繁體中文 | 无障碍",
        "點擊切換到繁體中文網站",
        "斤斤计较，拷贝文件",
        "乱码“锟斤拷”的由来",
        "书法家題寫匾额",
        "WiFi覆盖、IPv6、COD、pH值",
    ],
)
def test_sound(text):
    assert words(RULE, text) == []


def test_a_traditional_page_is_no_mixture():
    text = "國家發展經濟，機構服務農業，政務環境，質量監督，處理問題。"
    assert words(RULE, text) == []


def test_a_traditional_version_is_no_mixture():
    assert not found(RULE, says("發展經濟", "http://portal.test/big5/1.html"))


def test_what_was_decoded_wrongly_is_not_certain():
    assert not found(RULE, "��������通知")[0].certain


def test_the_message_says_what_is_strange():
    assert found(RULE, "见 gоv.cn")[0].message == "“gоv”里混有形状相同的俄文或希腊文字母"
    assert found(RULE, "推進經濟")[0].message == "简体页面里夹有繁体“經濟”，应为“经济”"
    assert found(RULE, "通知锟斤拷锟斤拷")[0].message == "出现乱码“锟斤拷”等2处"
